import { findBudgetLink, isSameTab, mappingsOf } from '../../../plan/budget/links';
import type { BudgetMapping } from '../../../plan/budget/mapping';
import { basename } from 'node:path';
import { fittingLink, othersPart, plannedYears, pushFigures, tabToPush, yearsInText, type Grid, type Push, type PushedSum, type PushFailure } from '../../../sheet';
import type { Revision } from '../../../sync/store';
import type { ReadXlsx } from '../../host-xlsx/isolate/isolated-reader';
import { patchXlsx, type PatchWarning } from '../../host-xlsx/patch/patch-xlsx';
import { fail, spokenAs, succeed, type Result } from '../failure';
import { readable } from '../files';
import { findRevision } from '../find-revision';
import { readGrid } from '../read-workbook';
import type { Ports } from '../sync-workbook';

export interface PushOptions {
  /** What stands above the column. */
  readonly column?: string | undefined;
  readonly year?: number | undefined;
  readonly tab?: string | undefined;
  /** Write over numbers that Planark did not write. */
  readonly overwrite?: boolean | undefined;
  /** The linked file that this one is another copy of. */
  readonly as?: string | undefined;
}

/** Why a push has nothing to go by. */
export type PushRefusal = PushFailure | 'not-linked' | 'no-workbook' | 'which-year';

export interface RefusedPush {
  readonly kind: 'refused';
  readonly head: Revision;
  readonly why: PushRefusal;
  readonly sums: readonly PushedSum[];
  /** Years that the file has a column for, where none was said. */
  readonly years: readonly number[];
}

/** What brings the plan's sums into a table, which is written nowhere yet. */
export interface DecidedPush {
  readonly kind: 'pushed';
  readonly head: Revision;
  readonly year: number;
  readonly push: Push;
}

/** A push with the file that it makes. */
interface Written extends DecidedPush {
  /** null where the file is as it should be. */
  readonly bytes: Uint8Array | null;
  readonly warnings: readonly PatchWarning[];
}

export type PushedBudget = RefusedPush | Written;

/** The years that the sums may be for, by the first that tells: what was asked for, the column's header, the names and links of columns for sums, the amounts. */
const yearsOf = ({ year, column = '', tab }: PushOptions, grid: Grid, mappings: readonly BudgetMapping[]): { readonly years: readonly number[]; readonly haveColumns: boolean } => {
  const said = mappings.filter((one) => tab !== undefined && isSameTab(one, { tab }));
  const [of, names] = said.length > 0 ? [said, (grid.names ?? []).filter((one) => isSameTab(one, said[0]!))] : [mappings, grid.names ?? []];
  const planned = [plannedYears({ names }), of.flatMap((one) => (one.planned ?? []).map((amount) => amount.year))];
  const lists = [year === undefined ? [] : [year], yearsInText(column), ...planned, of.flatMap(({ amounts }) => amounts.map((one) => one.year))];
  const list = lists.find(({ length }) => length > 0) ?? [];
  return { years: [...new Set(list)].sort((a, b) => a - b), haveColumns: column === '' && planned.includes(list) };
};

const write = (bytes: Uint8Array, { tab, cells, names }: Push, path: string): Result<{ readonly bytes: Uint8Array | null; readonly warnings: readonly PatchWarning[] }> => {
  if (cells.length === 0 && names.length === 0) return succeed({ bytes: null, warnings: [] });
  const patched = patchXlsx(bytes, { edits: cells.length > 0 ? [{ tab, cells }] : [], names });
  if (!patched.ok) return fail({ kind: 'xlsx', refusal: patched.refusal });
  const made = readable(patched.bytes, path);
  return made.ok ? succeed({ bytes: made.value, warnings: patched.warnings }) : made;
};

export const refusePush = (head: Revision, why: PushRefusal, sums: readonly PushedSum[] = [], years: readonly number[] = []): RefusedPush => ({ kind: 'refused', head, why, sums, years });

/** Where a file has what, one a tab. */
export type LinkedMappings = readonly [BudgetMapping, ...BudgetMapping[]];

/** Where the plan's link with a file or a spreadsheet of this name says that its budget is. */
export const mappingsToPush = ({ plan }: Revision, name: string): LinkedMappings | 'no-workbook' | 'not-linked' => {
  const link = findBudgetLink(plan, name);
  const [first, ...more] = mappingsOf(link);
  return first ? [first, ...more] : link ? 'no-workbook' : 'not-linked';
};

/** What a push comes to in a workbook as it was read, whatever it is written into. */
export const decidePush = (head: Revision, grid: Grid, mappings: LinkedMappings, options: PushOptions): RefusedPush | DecidedPush => {
  const { years, haveColumns } = yearsOf(options, grid, mappings);
  const [year, ...others] = years;
  if (year === undefined || others.length > 0) return refusePush(head, 'which-year', [], haveColumns ? years : []);
  const { grid: part, mapping } = tabToPush(grid, mappings, { ...options, year });
  const pushing = pushFigures(head.plan, part, mapping, { year, column: options.column, overwrite: options.overwrite });
  return pushing.ok ? { kind: 'pushed', head, year, push: pushing.push } : refusePush(head, pushing.failure, pushing.sums);
};

/** A file that is laid out like one that is linked is said to be so. [C115] */
const refuseUnlinked = (head: Revision, path: string, grid: Grid): Result<RefusedPush> => {
  const fits = fittingLink(head.plan, basename(path), othersPart(grid));
  return fits === undefined ? succeed(refusePush(head, 'not-linked')) : spokenAs(fail({ kind: 'not-linked', path, planId: head.planId, fits }), head.plan);
};

/** Is what is no workbook an export of an accounting system? */
const isExport = async (readXlsx: ReadXlsx, bytes: Uint8Array): Promise<boolean> => {
  const { noOffice, readBudgetFile } = await import('../../budget-files/read-budget-file');
  const read = await readBudgetFile(readXlsx, bytes, noOffice);
  return read.ok && read.value.kind === 'figures';
};

/** The plan's sums of a year by account, for the column that the treasurer named. What is written nowhere yet is the new file. */
export const pushInto = async (readXlsx: ReadXlsx, head: Revision, path: string, bytes: Uint8Array, options: PushOptions): Promise<Result<PushedBudget>> => {
  const mappings = mappingsToPush(head, options.as ?? basename(path));
  if (mappings === 'no-workbook') return succeed(refusePush(head, mappings));
  const grid = await readGrid(readXlsx, bytes);
  if (!grid.ok) return (await isExport(readXlsx, bytes)) ? succeed(refusePush(head, 'no-workbook')) : grid;
  if (typeof mappings === 'string') return refuseUnlinked(head, path, grid.value);
  const decided = decidePush(head, grid.value, mappings, options);
  if (decided.kind === 'refused') return succeed(decided);
  const written = write(bytes, decided.push, path);
  return written.ok ? succeed({ ...decided, ...written.value }) : written;
};

/** What a push of one year, or of several after each other, comes to. */
export type PushedYears = RefusedPush | { readonly kind: 'pushed'; readonly head: Revision; readonly pushes: readonly Written[]; /** null where the file is as it should be. */ readonly bytes: Uint8Array | null };

/** The same for the plan as the store has it now; where no year was said, for each that the file has a column for. Nothing where one of them is refused. [C174] */
export const pushBudget = async ({ store, readXlsx }: Ports, planId: string, path: string, bytes: Uint8Array, options: PushOptions): Promise<Result<PushedYears>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const pushes: Written[] = [];
  let made: Uint8Array | null = null;
  let years: readonly number[] = [];
  do {
    const [year, ...left] = years;
    const pushed = await pushInto(readXlsx, head.value, path, made ?? bytes, { ...options, year: year ?? options.year });
    if (!pushed.ok) return pushed;
    if (pushed.value.kind === 'refused') {
      if (pushed.value.years.length === 0) return succeed(pushed.value);
      years = pushed.value.years;
    } else {
      pushes.push(pushed.value);
      made = pushed.value.bytes ?? made;
      years = left;
    }
  } while (years.length > 0);
  return succeed({ kind: 'pushed', head: head.value, pushes, bytes: made });
};

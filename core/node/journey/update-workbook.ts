import { headTable, type RecordTable } from '../../plan/records';
import { patchWorkbook, type Places, type WorkbookPatch } from '../../sheet';
import type { GeneratedKey } from '../../sheet/layout';
import type { StandingTabs, TablePlace } from '../../sheet/parse/parse-context';
import { patchXlsx, type PatchResult, type XlsxPatch } from '../host-xlsx/patch/patch-xlsx';
import { renderPatch } from './render-patch';
import { sheetAfter, type SyncOutcome } from './sync-workbook';
import { fail, succeed, type Result } from './failure';
import { readable } from './files';
import type { Today } from './today';

export interface UpdatedWorkbook {
  readonly bytes: Uint8Array;
  /** Tables whose tabs were written anew: what people had made of them did not come along. */
  readonly anew: readonly RecordTable[];
}

interface Written {
  readonly result: PatchResult;
  readonly anew: readonly RecordTable[];
}

/** Tabs that are written as a whole. */
interface Anew {
  readonly tables: ReadonlySet<RecordTable>;
  readonly generated: ReadonlySet<GeneratedKey>;
}

/** Tabs with cells that could not be written: a sheet that shows only half would tell lies. Nothing where there are none. */
const blockedTabs = (result: PatchResult, places: Places, { generated }: StandingTabs): Anew | undefined => {
  const blocked = new Set(result.ok ? result.warnings.flatMap((warning) => (warning.kind === 'signed' ? [] : [warning.tab])) : []);
  return blocked.size === 0 ? undefined : {
    tables: new Set([...places].filter(([, { tab }]) => blocked.has(tab)).map(([table]) => table)),
    generated: new Set([...generated].filter(([, { name }]) => blocked.has(name)).map(([key]) => key)),
  };
};

/** The columns of ours on a tab that people may have put columns of their own into; all of it where nobody has. */
const ownColumns = ({ whole }: TablePlace): ReadonlySet<number> | 'all' => {
  if (!whole) return 'all';
  const own = new Set([whole.idColumn, ...whole.columns.values()]);
  const width = whole.worksheet.rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return Array.from({ length: width }, (_, column) => column).every((column) => own.has(column)) ? 'all' : own;
};

/** What a sync calculates in a workbook: its generated tabs, and the columns of its tables. All other formulas are somebody's own. */
const calculatedIn = (places: Places, { generated }: StandingTabs): XlsxPatch['calculated'] => [
  ...[...generated.values()].map(({ name }) => [name, 'all'] as const),
  ...[...places].map(([table, place]) => [place.tab, table === headTable ? 'all' : ownColumns(place)] as const),
];

/** A patch of a workbook as a patch of its file, in which the tabs stand as these places say. */
export const standingPatch = async (patch: WorkbookPatch, places: Places, tabs: StandingTabs): Promise<XlsxPatch> =>
  ({ ...(await renderPatch(patch)), rename: tabs.renamed, calculated: calculatedIn(places, tabs) });

const write = async (outcome: SyncOutcome, bytes: Uint8Array, today: Today, anew?: Anew): Promise<Written> => {
  const { places, tabs } = outcome.decision;
  const patch = patchWorkbook(sheetAfter(outcome, today), places, tabs, anew?.tables, anew?.generated);
  return { result: patchXlsx(bytes, await standingPatch(patch, places, tabs)), anew: patch.anew };
};

/**
 * A workbook brought up to date after a sync: written into as it stands, so that all that is not Planark's stays byte for byte, but for results of formulas that no longer hold. A tab of ours of
 * which something is gone, or in which a cell could not be written, is written anew. A failure where the file would be too large to be read again.
 */
export const updateWorkbook = async (outcome: SyncOutcome, bytes: Uint8Array, today: Today, path: string): Promise<Result<UpdatedWorkbook>> => {
  const first = await write(outcome, bytes, today);
  const blocked = blockedTabs(first.result, outcome.decision.places, outcome.decision.tabs);
  const { result, anew } = blocked ? await write(outcome, bytes, today, blocked) : first;
  if (!result.ok) return fail({ kind: 'xlsx', refusal: result.refusal });
  const updated = readable(result.bytes, path);
  return updated.ok ? succeed({ bytes: updated.value, anew }) : updated;
};

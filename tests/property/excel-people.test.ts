import * as fc from 'fast-check';
import { locales, type Locale } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import type { Grid, GridWorksheet } from '../../core/sheet';
import { arbitraryPlan } from '../support/arbitrary-plan';
import { createExcelWorld, type ExcelCopy, type ExcelWorld, type SyncTrouble, type WorldSync } from '../support/excel-world';
import type { Sheet } from '../support/excel-host/model/sheet';
import type { Person } from '../support/excel-host/person';
import { oddPlan } from '../support/odd-plan';
import {
  arbitraryEdit, arbitraryKind, commonEdits, edited, expectNoDoubleIds, expectNothingLost, expectOnce, placeOfEdit, refusedIn, settled, tokenOf, tokensIn, type EditedTable, type RandomEdit,
} from '../support/random-people';
import { runs } from '../support/runs';

const kinds = {
  type: 8, junk: 2, append: 2, paste: 2, fill: 1, clear: 1, insert: 1, delete: 1, copyRows: 1, copyCell: 1, sort: 1, filter: 1, renameTab: 1, hide: 1, show: 1, undo: 1, own: 1, moveTab: 1, hideRows: 1, protect: 1, unprotect: 1, note: 2, sync: 4, crash: 1, torn: 1,
} as const;

interface Action extends RandomEdit {
  readonly kind: keyof typeof kinds;
  readonly isCoAuthor: boolean;
}

const arbitraryAction = (weights: Partial<Record<Action['kind'], number>>, on: readonly EditedTable[], rows: number, columns: number): fc.Arbitrary<Action> => fc.record({
  ...arbitraryEdit(on, rows, columns), kind: arbitraryKind(weights),
  isCoAuthor: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});

/** The tab of a table, whatever it was renamed to: its headers say. */
const tabFor = ({ host }: ExcelCopy, table: EditedTable): Sheet => host.book.sheets.find(({ tables: own }) => own[0]?.name.toLowerCase() === `planark_${table.toLowerCase()}`)!;
const headersOf = (sheet: Sheet): string[] => {
  const { area } = sheet.tables[0]!;
  return Array.from({ length: area.right - area.left + 1 }, (_, i) => String(sheet.cells.get(area.top)?.get(area.left + i)?.value ?? ''));
};
/** Does what the action says; whether Excel let it pass is Excel's. */
const act = (copy: ExcelCopy, action: Action, token: string): void => {
  const person: Person = action.isCoAuthor ? copy.coAuthor : copy.person;
  const sheet = tabFor(copy, action.table);
  const place = placeOfEdit(sheet.name, headersOf(sheet), sheet.tables[0]!.area.bottom + 1, action);
  const { tab, last, row, stored, storedAt } = place;
  const doing: Partial<Record<Action['kind'], () => unknown>> = {
    ...commonEdits(person, place, action, token),
    copyRows: () => person.copyRowsToEnd(tab, row),
    copyCell: () => person.copy(tab, `${stored}${row}`, `${stored}${2 + (action.to % (last - 1))}`),
    sort: () => person.sort(tab, storedAt, action.to % 2 === 0),
    filter: () => person.filter(tab, storedAt, ['']),
    hide: () => person.hide(tab),
    show: () => person.show(tab),
    protect: () => person.protect(tab),
    unprotect: () => person.unprotect(tab),
  };
  doing[action.kind]?.();
};

const dataTabs = (copy: ExcelCopy, grid: Grid): GridWorksheet[] => edited.map((table) => grid.worksheets.find(({ name }) => name === tabFor(copy, table).name)!);
const visibleIn = (copy: ExcelCopy, grid: Grid): Set<string> => tokensIn(dataTabs(copy, grid).map(({ rows }) => rows));

/** What a person has of their own in the workbook. */
const ownTab = ({ host }: ExcelCopy): unknown => {
  const { name, cells, columnLooks, rowLooks, validations, conditionalFormats, merges } = host.book.sheets.find((sheet) => sheet.name === 'Mitt')!;
  return structuredClone({ name, cells, columnLooks, rowLooks, validations, conditionalFormats, merges });
};

/** A note of people's own, and the id of its row. A copied row has its note, too. */
type Note = readonly [text: string, id: string];
const notesIn = (copy: ExcelCopy, grid: Grid): readonly Note[] =>
  dataTabs(copy, grid).flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap((cell): Note[] => (typeof cell?.value === 'string' && cell.value.startsWith('egen-') && cells[0] ? [[cell.value, String(cells[0].value)]] : []))));

/** Copied rows bring an id along twice; which of them keeps it is the sync's to say. */
const doubled = (notes: readonly Note[], id: string): boolean => notes.filter(([, one]) => one === id).length > 1;

const expectSettled = async (world: ExcelWorld, copy: ExcelCopy): Promise<void> => expect(await world.preview(copy)).toMatchObject(settled);

/** What is known of a run so far. */
interface Known {
  readonly everStored: Set<string>;
  /** Words that may stand in several records: somebody copies in this run, or the row of theirs was never told its id. */
  readonly isCopied: (token: string) => boolean;
  readonly untold: Set<string>;
}

/** Runs one sync and checks everything that a sync has promised. */
const syncAndCheck = async (world: ExcelWorld, copy: ExcelCopy, base: Plan, trouble: SyncTrouble, { everStored, isCopied, untold }: Known): Promise<WorldSync> => {
  // A tab that somebody protected is left alone, and said so; here they take it away again.
  for (const table of edited) copy.person.unprotect(tabFor(copy, table).name);
  const before = world.head();
  const gridBefore = await world.read(copy);
  const notes = notesIn(copy, gridBefore);
  const own = ownTab(copy);
  const decision = await world.sync(copy, trouble);
  expect(ownTab(copy)).toEqual(own);
  const grid = await world.read(copy);
  const inStore = tokensIn(world.head());
  const refused = refusedIn(gridBefore, decision.problems, (id) => id !== undefined && id !== '');
  expectNothingLost({ seen: visibleIn(copy, gridBefore), before, base, store: world.head(), told: tokensIn([decision.conflicts, decision.settled]), refused }, everStored);
  if (!decision.isWritten) for (const { id } of decision.diff.added) for (const token of tokensIn(edited.map((table) => world.head().tables[table].find((record) => record.id === id)))) untold.add(token);
  expectOnce(world.head(), [...inStore].filter((token) => !isCopied(token)));
  if (decision.held || trouble.crashes) expect(grid).toEqual(gridBefore);
  if (decision.held) {
    expect(world.head()).toEqual(before);
    return decision;
  }
  const after = notesIn(copy, grid);
  const ids = new Set(edited.flatMap((table) => world.head().tables[table].map(({ id }) => id)));
  // A row that is in the plan keeps what people noted beside it.
  expect(notes.filter(([note, id]) => ids.has(id) && !doubled(notes, id) && !after.some(([text, one]) => text === note && one === id))).toEqual([]);
  if (!decision.isWritten) {
    // What the store has is not taken in once more.
    expect((await world.preview(copy)).isPlanChanged).toBe(false);
    return decision;
  }
  expectNoDoubleIds(dataTabs(copy, grid));
  await expectSettled(world, copy);
  return decision;
};

/** What comes in between when they sync; null where they do something else. */
const troubleOf = ({ kind, row, to }: Action): SyncTrouble | null =>
  kind === 'sync' ? {} : kind === 'crash' ? { crashes: true } : kind === 'torn' ? { stopsAt: { request: row % 3, action: 2 + to * 3 } } : null;

/** What puts one person's words into several cells. */
const copying: ReadonlySet<string> = new Set(['fill', 'copyRows', 'copyCell', 'undo'] satisfies Action['kind'][]);

/** Writes that were stopped in the middle. */
let torn = 0;

const play = async (plan: Plan, locale: Locale, actions: readonly Action[]): Promise<void> => {
  const world = createExcelWorld(plan);
  const prepare = (person: Person): void => {
    person.type('Mitt', 'A1', 'Mine egne tall');
    person.type('Mitt', 'B1', '12,5');
  };
  const copies = [await world.open(locale, prepare), await world.open(locale, prepare)] as const;
  const bases: [Plan, Plan] = [plan, plan];
  const isCopying = actions.some(({ kind }) => copying.has(kind));
  const untold = new Set<string>();
  const known: Known = { everStored: new Set(), untold, isCopied: (token) => isCopying || untold.has(token) };
  for (const [i, one] of actions.entries()) {
    const trouble = troubleOf(one);
    if (!trouble) act(copies[one.copy], one, tokenOf(i));
    else {
      const { isWritten } = await syncAndCheck(world, copies[one.copy], bases[one.copy], trouble, known);
      if (trouble.stopsAt && !isWritten) torn += 1;
      // A write may be done before it could be torn.
      if (one.kind === 'sync' || isWritten) bases[one.copy] = world.head();
    }
  }
  await syncAndCheck(world, copies[0], bases[0], {}, known);
  await syncAndCheck(world, copies[1], bases[1], {}, known);
};

describe('random people in Excel between syncs of two workbooks of one plan, through Microsoft’s own client', () => {
  test('no edit is lost, no id is there twice, a second sync finds nothing, and what is their own stays as it was', async () => {
    const actions = fc.array(arbitraryAction(kinds, edited, 8, 12), { minLength: 4, maxLength: 20 });
    await fc.assert(fc.asyncProperty(arbitraryPlan({ maxRecords: 4, only: [...edited, 'focusAreas'] }), fc.constantFrom(...locales), actions, play), runs(8));
  }, 240_000);

  test('the same when people quarrel over a few cells', async () => {
    const actions = fc.array(arbitraryAction({ type: 8, sync: 5, crash: 1, torn: 3, delete: 1, sort: 1 }, ['activities'], 1, 0), { minLength: 8, maxLength: 20 });
    await fc.assert(fc.asyncProperty(arbitraryPlan({ maxRecords: 3, only: ['activities'] }), fc.constantFrom(...locales), actions, play), runs(5));
  }, 240_000);

  test('a write that is to be torn is torn, and the sync after it mends it', async () => {
    const action: Action = { kind: 'type', copy: 0, isCoAuthor: false, table: 'activities', row: 0, to: 0, column: 0 };
    const before = torn;
    // The first request only looks; the second writes.
    await play(oddPlan, 'nb', [action, { ...action, kind: 'torn', row: 1 }, { ...action, kind: 'sync' }]);
    expect(torn).toBe(before + 1);
  }, 120_000);
});

import * as fc from 'fast-check';
import type { Plan } from '../../core/plan/plan';
import { locales, type Locale } from '../../core/plan/locale';
import { tables } from '../../core/plan/tables';
import { answers, conflictMark } from '../../core/sheet/conflict';
import { arbitraryPlan } from '../support/arbitrary-plan';
import { copyRow, deleteRows, insertRow, moveRow, setCell, sortRows, typed, type EditedTab, type EditedWorkbook } from '../support/edit-grid';
import { runs } from '../support/runs';
import { createWorld, expectSettled, type World } from '../support/sync-world';

const edited = ['goals', 'activities', 'costs', 'statements'] as const;
type EditedTable = (typeof edited)[number];

/** One thing a person does; numbers are taken round the rows and columns that there are. */
interface Action {
  readonly kind: 'type' | 'clear' | 'insert' | 'delete' | 'copy' | 'move' | 'sort' | 'sortWithoutIds' | 'junk' | 'typeId' | 'choose' | 'sync' | 'crash';
  readonly who: 0 | 1;
  readonly table: EditedTable;
  readonly row: number;
  readonly to: number;
  readonly column: number;
}

const junk = ['#REF!?', '31.2.2026', 'mange', '12 %', '1.2.3', 'Pågår', 'T1', 'ja', '-', '9 000 kr', ''] as const;

/** Kinds of actions, each with its weight. */
type Weights = Readonly<Partial<Record<Action['kind'], number>>>;
const everything: Weights = { type: 8, clear: 1, insert: 1, delete: 1, copy: 1, move: 1, sort: 1, junk: 1, sortWithoutIds: 1, typeId: 1, sync: 4, crash: 1 };
const quarrels: Weights = { type: 10, delete: 1, choose: 6, sync: 8, crash: 1 };

/** Things that people do; within few rows and columns they meet in the same cells. */
const arbitraryAction = (weights: Weights, on: readonly EditedTable[], rows: number, columns: number): fc.Arbitrary<Action> =>
  fc.record({
    kind: fc.oneof(...Object.entries(weights).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Action['kind']) }))),
    who: fc.constantFrom(0, 1),
    table: fc.constantFrom(...on),
    row: fc.nat(rows),
    to: fc.nat(20),
    column: fc.nat(columns),
  });

const tabFor = (workbook: EditedWorkbook, table: EditedTable): EditedTab => workbook.tabs.find(({ name }) => locales.some((locale) => tables[table].tab[locale] === name))!;

/** Columns where any text is right: what is typed there has to arrive. */
const textFields = (table: EditedTable): Set<string> => new Set(Object.entries(tables[table].fields).flatMap(([, { type, header }]) => (type.kind === 'text' ? Object.values(header) : [])));
const columnsWhere = (tab: EditedTab, isWanted: (header: string) => boolean): number[] => tab.rows[0]!.flatMap((cell, column) => (column > 0 && isWanted(String(cell?.value)) ? [column] : []));
const derivedHeaders = (table: EditedTable): Set<string> => new Set(Object.values(tables[table].fields).flatMap(({ type, header }) => (type.kind === 'derived' ? Object.values(header) : [])));

const pick = <T>(items: readonly T[], number: number): T | undefined => (items.length > 0 ? items[number % items.length] : undefined);

/** Chooses an answer for one of the conflicts that are shown, a fitting one or not. */
const choose = (workbook: EditedWorkbook, { row, to }: Action): void => {
  const tab = workbook.tabs.find(({ rows }) => rows[0]?.some((cell) => cell?.value === conflictMark));
  const answer = pick(Object.values(answers), to)!;
  if (tab) setCell(tab, 1 + (row % (tab.rows.length - 1)), tab.rows[0]!.length - 1, pick(Object.values(answer), row)!);
};

const edit = (workbook: EditedWorkbook, action: Action, token: string): void => {
  if (action.kind === 'choose') return choose(workbook, action);
  const { kind, table, row, to, column } = action;
  const tab = tabFor(workbook, table);
  const count = tab.rows.length - 1;
  const at = 1 + (row % Math.max(1, count));
  const texts = columnsWhere(tab, (header) => textFields(table).has(header));
  const stored = columnsWhere(tab, (header) => !derivedHeaders(table).has(header));
  if (kind === 'insert') {
    insertRow(tab, at);
    return setCell(tab, at, texts[0]!, typed(token)!);
  }
  if (count === 0) return;
  if (kind === 'type') setCell(tab, at, pick(texts, column)!, token);
  if (kind === 'clear') setCell(tab, at, pick(stored, column)!, '');
  if (kind === 'junk') setCell(tab, at, pick(stored, column)!, pick(junk, to)!);
  if (kind === 'typeId') setCell(tab, at, 0, pick(['X', 'abcd1234', '', 'Ikke en id'], to)!);
  if (kind === 'delete') deleteRows(tab, at);
  if (kind === 'copy') copyRow(tab, at, 1 + (to % (count + 1)));
  if (kind === 'move') moveRow(tab, at, 1 + (to % count));
  if (kind === 'sort') sortRows(tab, pick(stored, column)!, to % 2 === 0);
  if (kind === 'sortWithoutIds') sortRows(tab, pick(stored, column)!, to % 2 === 0, [0]);
};

const tokensIn = (value: unknown): Set<string> => new Set(JSON.stringify(value).match(/ord-\d+-/g) ?? []);
const visibleIn = (workbook: EditedWorkbook): Set<string> => tokensIn(edited.map((table) => tabFor(workbook, table).rows));

/** Rows that may become records: without an id, with one that nothing has, or with one that stands above already. */
const mayBeNew = (workbook: EditedWorkbook, known: ReadonlySet<string>): number =>
  edited.reduce((sum, table) => {
    const ids = tabFor(workbook, table).rows.slice(1).filter((cells) => cells.some((cell, column) => column > 0 && cell !== undefined)).map((cells) => String(cells[0]?.value ?? ''));
    const firsts = new Set(ids.filter((id) => known.has(id)));
    return sum + ids.length - firsts.size;
  }, 0);

const idsOf = (plan: Plan): Set<string> => new Set(edited.flatMap((table) => plan.tables[table].map(({ id }) => id)));

/** Runs one sync and checks everything that a sync has promised. */
const syncAndCheck = (world: World, workbook: EditedWorkbook, base: Plan, crashes: boolean, everStored: Set<string>): void => {
  const before = world.head();
  const seen = visibleIn(workbook);
  const couldBeNew = mayBeNew(workbook, new Set([...idsOf(before), ...idsOf(base)]));
  const decision = world.sync(workbook, { confirmDeletions: true, crashes });
  const after = world.head();
  const inStore = tokensIn(after);
  // What was settled is told with both sides.
  const inConflict = tokensIn([decision.conflicts, decision.settled]);
  const refused = decision.problems.length > 0 ? visibleIn(workbook) : new Set<string>();
  for (const token of inStore) everStored.add(token);
  // What was in the store once and was changed there since is received, not lost.
  expect([...seen].filter((token) => !everStored.has(token) && !inConflict.has(token) && !refused.has(token))).toEqual([]);
  const overwritten = [...tokensIn(before)].filter((token) => !tokensIn(base).has(token) && !seen.has(token) && !inStore.has(token) && !inConflict.has(token));
  expect(overwritten).toEqual([]);
  expect(decision.diff.added.length).toBeLessThanOrEqual(couldBeNew);
};

const play = (plan: Plan, locale: Locale, actions: readonly Action[], isInPlace: boolean): void => {
  const world = createWorld(plan, isInPlace);
  const workbooks = [world.open(locale), world.open(locale)] as const;
  const bases: [Plan, Plan] = [plan, plan];
  const everStored = new Set<string>();
  const sync = (who: 0 | 1, crashes: boolean): void => {
    syncAndCheck(world, workbooks[who], bases[who], crashes, everStored);
    const again = world.preview(workbooks[who], { confirmDeletions: true });
    expect({ ...again.diff, moved: [], received: [] }).toEqual({ added: [], changed: [], moved: [], removed: [], received: [] });
    if (crashes) return;
    bases[who] = world.head();
    expectSettled(world, workbooks[who]);
  };
  actions.forEach((one, i) => {
    if (one.kind === 'sync' || one.kind === 'crash') sync(one.who, one.kind === 'crash');
    else edit(workbooks[one.who], one, `ord-${i}-`);
  });
  sync(0, false);
  sync(1, false);
};

describe('random human edits between syncs of two workbooks of one plan', () => {
  const ways = [{ way: 'written into as they stand', isInPlace: true }, { way: 'rendered anew', isInPlace: false }];

  test.each(ways)('[Y1] [Y2] [Y3] [W2] workbooks $way: no edit is lost, no id is there twice, no row is invented, and a second sync finds nothing', ({ isInPlace }) => {
    const actions = fc.array(arbitraryAction(everything, edited, 20, 30), { minLength: 4, maxLength: 24 });
    fc.assert(fc.property(arbitraryPlan({ maxRecords: 6, only: [...edited, 'focusAreas'] }), fc.constantFrom(...locales), actions, (plan, locale, what) => play(plan, locale, what, isInPlace)), runs(70));
  });

  test.each(ways)('[Y1] [Y2] [Y25] [Y26] workbooks $way: the same when people quarrel over a few cells and choose at random', ({ isInPlace }) => {
    const actions = fc.array(arbitraryAction(quarrels, ['activities', 'statements'], 1, 1), { minLength: 10, maxLength: 30 });
    fc.assert(fc.property(arbitraryPlan({ maxRecords: 3, only: ['activities', 'statements'] }), fc.constantFrom(...locales), actions, (plan, locale, what) => play(plan, locale, what, isInPlace)), runs(40));
  });
});

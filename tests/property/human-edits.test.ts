import * as fc from 'fast-check';
import type { Plan } from '../../core/plan/plan';
import { locales } from '../../core/plan/locale';
import { tables } from '../../core/plan/tables';
import { arbitraryPlan } from '../support/arbitrary-plan';
import { copyRow, deleteRows, insertRow, moveRow, setCell, sortRows, typed, type EditedTab, type EditedWorkbook } from '../support/edit-grid';
import { runs } from '../support/runs';
import { createWorld, expectSettled, type World } from '../support/sync-world';

const edited = ['goals', 'activities', 'costs', 'statements'] as const;
type EditedTable = (typeof edited)[number];

/** One thing a person does; numbers are taken round the rows and columns that there are. */
interface Action {
  readonly kind: 'type' | 'clear' | 'insert' | 'delete' | 'copy' | 'move' | 'sort' | 'sortWithoutIds' | 'junk' | 'typeId' | 'sync' | 'crash';
  readonly who: 0 | 1;
  readonly table: EditedTable;
  readonly row: number;
  readonly to: number;
  readonly column: number;
}

const junk = ['#REF!?', '31.2.2026', 'mange', '12 %', '1.2.3', 'Pågår', 'T1', 'ja', '-', '9 000 kr', ''] as const;

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('type' as const) },
    { weight: 6, arbitrary: fc.constantFrom('clear' as const, 'insert' as const, 'delete' as const, 'copy' as const, 'move' as const, 'sort' as const) },
    { weight: 2, arbitrary: fc.constantFrom('junk' as const, 'sortWithoutIds' as const, 'typeId' as const) },
    { weight: 4, arbitrary: fc.constant('sync' as const) },
    { weight: 1, arbitrary: fc.constant('crash' as const) },
  ),
  who: fc.constantFrom(0, 1),
  table: fc.constantFrom(...edited),
  row: fc.nat(20),
  to: fc.nat(20),
  column: fc.nat(30),
});

const tabFor = (workbook: EditedWorkbook, table: EditedTable): EditedTab => workbook.tabs.find(({ name }) => locales.some((locale) => tables[table].tab[locale] === name))!;

/** Columns where any text is right: what is typed there has to arrive. */
const textFields = (table: EditedTable): Set<string> => new Set(Object.entries(tables[table].fields).flatMap(([, { type, header }]) => (type.kind === 'text' ? Object.values(header) : [])));
const columnsWhere = (tab: EditedTab, isWanted: (header: string) => boolean): number[] => tab.rows[0]!.flatMap((cell, column) => (column > 0 && isWanted(String(cell?.value)) ? [column] : []));
const derivedHeaders = (table: EditedTable): Set<string> => new Set(Object.values(tables[table].fields).flatMap(({ type, header }) => (type.kind === 'derived' ? Object.values(header) : [])));

const pick = <T>(items: readonly T[], number: number): T | undefined => (items.length > 0 ? items[number % items.length] : undefined);

const edit = (workbook: EditedWorkbook, { kind, table, row, to, column }: Action, token: string): void => {
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
  const inConflict = tokensIn(decision.conflicts);
  const refused = decision.problems.length > 0 ? visibleIn(workbook) : new Set<string>();
  for (const token of inStore) everStored.add(token);
  // What was in the store once and was changed there since is received, not lost.
  expect([...seen].filter((token) => !everStored.has(token) && !inConflict.has(token) && !refused.has(token))).toEqual([]);
  const overwritten = [...tokensIn(before)].filter((token) => !tokensIn(base).has(token) && !seen.has(token) && !inStore.has(token));
  expect(overwritten).toEqual([]);
  expect(decision.diff.added.length).toBeLessThanOrEqual(couldBeNew);
};

describe('random human edits between syncs of two workbooks of one plan', () => {
  const ways = [{ way: 'written into as they stand', isInPlace: true }, { way: 'rendered anew', isInPlace: false }];

  test.each(ways)('[Y1] [Y2] [Y3] [W2] workbooks $way: no edit is lost, no id is there twice, no row is invented, and a second sync finds nothing', ({ isInPlace }) => {
    fc.assert(
      fc.property(arbitraryPlan({ maxRecords: 6, only: [...edited, 'focusAreas'] }), fc.constantFrom(...locales), fc.array(action, { minLength: 4, maxLength: 24 }), (plan, locale, actions) => {
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
      }),
      runs(120),
    );
  });
});

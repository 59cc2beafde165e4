import * as fc from 'fast-check';
import type { Plan, PlanRecord } from '../../core/plan/plan';
import { mayEdit, roles, type Role } from '../../core/plan/rights';
import { createFinder, headTable } from '../../core/plan/records';
import { tableNames } from '../../core/plan/table-names';
import { conflictKey, type Disagreement } from '../../core/merge';
import { answers, conflictMark } from '../../core/sheet/conflict';
import type { SyncDecision } from '../../core/sync';
import { deleteRows, insertRow, setCell, typed, type EditedWorkbook } from '../support/edit-grid';
import { runs } from '../support/runs';
import { createWorld, expectSettled, type World } from '../support/sync-world';
import { columnOfField, planOf, tabOf } from '../support/workbook-md';

const first = planOf({
  goals: '| code | title |\n| M1 | Flere |\n| M2 | Bedre |',
  activities: '| code | title | responsible | goal | due |\n| T1 | Møte | Kari | M1 | 2026-03-01 |\n| T2 | Kurs | Ola | M1 | |',
  costs: '| id | text | activity | amount |\n| costs-1 | Lokale | T1 | 9000 |\n| costs-2 | Bøker | T2 | 100 |',
});

/** Cells that people quarrel over, each with what they type: what makes sense, and what does not. */
const cells = [
  ['activities', 'title', ['Treff', 'Samling', '']],
  ['activities', 'responsible', ['Anne', 'Berit', 'Kari', '']],
  ['activities', 'goal', ['M1', 'M2', 'M9', '']],
  ['activities', 'due', ['1.4.2026', '2.5.2026', 'snart', '']],
  ['goals', 'title', ['Fler', 'Best']],
  ['costs', 'amount', [1, 2, 'mye']],
  ['costs', 'text', ['Sal', 'Rom', '']],
] as const;

interface Action {
  readonly kind: 'type' | 'delete' | 'insert' | 'choose' | 'sync' | 'crash';
  /** Which of the files, and who syncs it. */
  readonly file: 0 | 1;
  readonly role: Role;
  readonly prefer: 'store' | 'sheet' | undefined;
  readonly at: number;
  readonly row: 0 | 1;
  readonly word: number;
}

/** Things that people do; within few cells they meet in the same. */
const arbitraryAction = (quarrelled: readonly number[]): fc.Arbitrary<Action> => fc.record({
  kind: fc.oneof(...Object.entries({ type: 10, delete: 1, insert: 1, choose: 2, sync: 9, crash: 1 }).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Action['kind']) }))),
  file: fc.constantFrom(0, 1),
  role: fc.constantFrom(...roles),
  prefer: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom('store' as const, 'sheet' as const) }),
  at: fc.constantFrom(...quarrelled),
  row: fc.oneof({ weight: 4, arbitrary: fc.constant(0 as const) }, { weight: 1, arbitrary: fc.constant(1 as const) }),
  word: fc.nat(3),
});

const arbitraryActions = fc.shuffledSubarray(cells.map((_, i) => i), { minLength: 1, maxLength: 2 }).chain((quarrelled) => fc.array(arbitraryAction(quarrelled), { minLength: 12, maxLength: 30 }));

const edit = (workbook: EditedWorkbook, { kind, at, row, word }: Action): void => {
  const [table, field, words] = cells[at]!;
  const tab = tabOf(workbook, table);
  const text = words[word % words.length]!;
  if (kind === 'choose') {
    const shown = workbook.tabs.find(({ rows }) => rows[0]?.some((cell) => cell?.value === conflictMark));
    if (shown) setCell(shown, 1 + (row % (shown.rows.length - 1)), shown.rows[0]!.length - 1, Object.values(answers)[at % 5]!.nb);
    return;
  }
  if (kind === 'insert') return insertRow(tab, 1, tab.rows[0]!.map((_, column) => (column === columnOfField(tab, table, field) ? typed(text) : undefined)));
  const id = first.tables[table][row]!.id;
  const index = tab.rows.findIndex((cellsOfRow) => cellsOfRow[0]?.value === id);
  if (index < 1) return;
  if (kind === 'delete') deleteRows(tab, index);
  else setCell(tab, index, columnOfField(tab, table, field), text);
};

const textOf = (value: unknown): string => JSON.stringify(value) ?? '';
const fieldsOf = (...records: (PlanRecord | undefined)[]): string[] => [...new Set(records.flatMap((record) => Object.keys(record ?? {})))];

/** What the people of one file have seen of the store, in its cells or told as a conflict. */
class Seen {
  private readonly shown = new Map<string, Set<string>>();

  constructor(plan: Plan) {
    this.show(plan, new Set());
  }

  private readonly remember = (key: string, value: unknown, isLast: boolean): void => {
    if (isLast || !this.shown.has(key)) this.shown.set(key, new Set());
    this.shown.get(key)!.add(textOf(value));
  };

  /** The cells as they were written; those that stayed as they were show nothing of the store. */
  show(plan: Plan, hidden: ReadonlySet<string>): void {
    for (const table of tableNames) {
      for (const record of plan.tables[table]) for (const field of fieldsOf(record, ...first.tables[table])) if (!hidden.has(`${table}/${record.id}/${field}`)) this.remember(`${table}/${record.id}/${field}`, record[field], true);
    }
  }

  tell(told: readonly Disagreement[]): void {
    for (const conflict of told) {
      if (conflict.field !== null) this.remember(conflictKey(conflict), conflict.store, false);
      else for (const field of fieldsOf(conflict.store as PlanRecord | undefined)) this.remember(conflictKey({ ...conflict, field }), (conflict.store as PlanRecord)[field], false);
    }
  }

  has(key: string, value: unknown): boolean {
    return this.shown.get(key)?.has(textOf(value)) ?? false;
  }
}

const keysOf = ({ table, id, field, base }: Disagreement): string[] =>
  (field === null ? fieldsOf(base as PlanRecord | undefined) : [field]).map((one) => `${table}/${id}/${one}`);

/** What a sync took away from the store: keys of fields and their values. */
const overwritten = (before: Plan, after: Plan): [string, unknown][] => {
  const find = createFinder(after);
  return tableNames.flatMap((table) => before.tables[table].flatMap((record) => {
    const now = find(table, record.id);
    return fieldsOf(record).filter((field) => textOf(record[field]) !== textOf(now?.[field])).map((field): [string, unknown] => [`${table}/${record.id}/${field}`, record[field]]);
  }));
};

const expectRights = (before: Plan, after: Plan, role: Role): void => {
  for (const table of tableNames) if (!mayEdit(role)(table)) expect(after.tables[table]).toEqual(before.tables[table]);
  if (!mayEdit(role)(headTable)) expect(after.title).toBe(before.title);
};

const expectNothingNew = (world: World, workbook: EditedWorkbook, role: Role, decision: SyncDecision): void => {
  const again = world.preview(workbook, { role, confirmDeletions: true });
  expect({ isPlanChanged: again.isPlanChanged, conflicts: again.conflicts.map(conflictKey) }).toEqual({ isPlanChanged: false, conflicts: decision.conflicts.map(conflictKey) });
};

const play = (actions: readonly Action[], isInPlace: boolean): void => {
  const world = createWorld(first, isInPlace);
  const files = [0, 1].map(() => ({ workbook: world.open(), seen: new Seen(first) }));
  for (const action of actions) {
    const { workbook, seen } = files[action.file]!;
    const { role, prefer } = action;
    if (action.kind !== 'sync' && action.kind !== 'crash') {
      edit(workbook, action);
      continue;
    }
    const before = world.head();
    const crashes = action.kind === 'crash';
    const decision = world.sync(workbook, { role, confirmDeletions: true, crashes, ...(prefer && { prefer }) });
    seen.tell([...decision.conflicts, ...decision.settled]);
    expect(overwritten(before, world.head()).filter(([key, value]) => !seen.has(key, value))).toEqual([]);
    expectRights(before, world.head(), role);
    if (crashes) continue;
    // Where a cell could not be kept, a tab that is written anew shows what is stored.
    const kept = [...decision.kept.cells].flatMap(([key, value]) => (value === null && !isInPlace ? [] : [key]));
    // A conflict shows the sheet's own side; where the store gives way, it is back at what was shown before.
    seen.show(decision.sheetPlan, new Set([...kept, ...decision.conflicts.flatMap(keysOf)]));
    if (!prefer) expectNothingNew(world, workbook, role, decision);
    if (mayEdit(role)('activities') && mayEdit(role)('costs')) expectSettled(world, workbook);
  }
};

test.each([['written into', true], ['rendered anew', false]] as const)('[Y1] [Y29] [Y30] stale files that go from hand to hand, %s: nobody overwrites what was neither shown nor told, nobody changes what they may not', (_, isInPlace) => {
  fc.assert(fc.property(arbitraryActions, (actions) => play(actions, isInPlace)), runs(40));
});

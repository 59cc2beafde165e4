import { count, literal, sum } from '../../../core/formula';
import { computePlan } from '../../../core/plan/computed-plan';
import type { Plan, PlanRecord } from '../../../core/plan/plan';
import type { PlanWork } from '../../../core/plan/plan-work';
import type { TableName } from '../../../core/plan/table-names';
import { planOf } from '../../support/plan-of-tables';

const today = '2026-07-02';
const plan = planOf({
  goals: [{ code: 'M1', title: 'Vekst' }], activities: [{ code: 'T1', title: 'Kurs', note: 'Først' }, { code: 'T2', title: 'Møte' }],
  costs: [{ text: 'Leie', amount: 100, account: '6300' }, { text: 'Mat', amount: 20 }],
});
const { goals: [goal], activities: [course, meeting], costs: [rent, food] } = plan.tables as { readonly [T in TableName]: readonly [PlanRecord, PlanRecord] };
const withRecords = (table: TableName, ...records: readonly PlanRecord[]): Plan => ({ ...plan, tables: { ...plan.tables, [table]: records } });
const clone = (one: Plan): Plan => JSON.parse(JSON.stringify(one)) as Plan;

const accounts = count('costs', { field: 'account', is: '=', value: literal('6300') });
const costs = sum('costs', 'amount');
const work: PlanWork<readonly [word: string], { readonly text: string }> = {
  sight: { goals: 'all', activities: ['title'] },
  make: ({ plan: seen, today: day, evaluate, column }, word) => ({ text: JSON.stringify([word, day, seen.title, seen.tables, evaluate(costs), evaluate(accounts), column('activities', 'code')]) }),
};
const madeOf = (one: Plan, day = today, word = 'ord') => computePlan(one, day).remember(work, word);

const changes: readonly (readonly [string, Plan])[] = [
  ['a field of a table that is seen whole', withRecords('goals', { ...goal, note: 'x' })],
  ['a field that is named', withRecords('activities', { ...course, title: 'x' }, meeting)],
  ['a record more', withRecords('activities', course, meeting, { id: 'activities-2', title: 'x' })],
  ['a record less', withRecords('activities', course)],
  ['the order', withRecords('activities', meeting, course)],
  ['an id', withRecords('activities', { ...course, id: 'activities-9' }, meeting)],
  ['the head', { ...plan, title: 'x' }],
  ['what a formula comes to', withRecords('costs', { ...rent, amount: 101 }, food)],
  ['a column', withRecords('activities', { ...course, code: 'T9' }, meeting)],
];

describe('[A8] what was made of a plan', () => {
  test('is the same object while all that was looked at is the same, whatever else changes', () => {
    const made = madeOf(plan);
    expect(madeOf({ ...plan })).toBe(made);
    expect(madeOf(withRecords('goals', ...plan.tables.goals))).toBe(made);
    expect(madeOf(withRecords('activities', { ...course, note: 'x', responsible: 'y' }, { ...meeting }))).toBe(made);
    expect(madeOf(withRecords('statements', { id: 'statements-0', text: 'x' }))).toBe(made);
    expect(madeOf(withRecords('costs', { ...rent, amount: 90 }, { ...food, amount: 30 }))).toBe(made);
  });

  test.each(changes)('is made anew where %s is another', (name, other) => {
    madeOf(plan);
    expect(madeOf(other).text).toBe(madeOf({ ...clone(other), id: `fresh-${name}` }).text);
    expect(madeOf(other).text).not.toBe(madeOf(plan).text);
  });

  test('is made anew on another day, and of something else that is given', () => {
    const made = madeOf(plan);
    expect(madeOf(plan, '2026-07-03').text).not.toBe(made.text);
    expect(madeOf(plan, today, 'annet').text).not.toBe(made.text);
    expect(madeOf(plan)).toEqual(made);
  });

  test('is known for three that are given in turn, as by workbooks of one plan that stand differently, each while all else is the same', () => {
    const words = ['a', 'b', 'c'];
    const made = words.map((word) => madeOf(plan, today, word));
    expect(words.map((word) => madeOf(plan, today, word))).toEqual(made);
    for (const [i, word] of words.entries()) expect(madeOf(plan, today, word)).toBe(made[i]);
    madeOf(plan, today, 'a');
    madeOf(plan, today, 'd');
    expect(madeOf(plan, today, 'a')).toBe(made[0]);
    expect(madeOf(plan, today, 'b')).not.toBe(made[1]);
    const other = withRecords('costs', { ...rent, amount: 101 }, food);
    for (const word of ['a', 'b', 'd']) expect(madeOf(other, today, word).text).toBe(madeOf({ ...clone(other), id: `fresh-${word}` }, today, word).text);
  });

  test('is made of no more of the records than the sight names', () => {
    const { text } = madeOf(plan);
    expect(text).toContain('"activities":[{"id":"activities-0","title":"Kurs"},{"id":"activities-1","title":"Møte"}]');
    expect(text).toContain('"costs":[]');
  });
});

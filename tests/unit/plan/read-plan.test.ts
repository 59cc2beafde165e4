import { planProblems } from '../../../core/plan/check-plan';
import { fillText } from '../../../core/plan/fill-text';
import { migrateDocument, type Migration } from '../../../core/plan/migrations';
import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { readPlan } from '../../../core/plan/read-plan';
import { retireCodes } from '../../../core/plan/records';
import { nextCode } from '../../../core/plan/rules';
import { locales } from '../../../core/plan/locale';
import { smallPlan } from '../../support/small-plan';

const goal = (id: string, code: string, more: Partial<PlanRecord> = {}): PlanRecord => ({ id, code, title: 'Et mål', ...more });
const failureOf = (document: unknown) => {
  const read = readPlan(document);
  return read.ok ? null : read.failure;
};

describe('a document from outside', () => {
  test('is read as the plan it is', () => {
    const plan = smallPlan({ goals: [goal('goal-1', 'M1')] });
    expect(readPlan(structuredClone(plan))).toEqual({ ok: true, plan });
  });

  test.each([['null', null], ['a list', []], ['a text', 'plan'], ['a number', 7]])('that is %s is no plan', (_, document) => {
    expect(failureOf(document)).toMatchObject({ kind: 'invalid', issues: [{ path: '' }] });
  });

  test('is told place by place what is wrong, in every language', () => {
    const failure = failureOf({ ...smallPlan({ goals: [goal('goal-1', 'M1', { due: '2026-02-30', weight: 'mye' })] }), period: { start: '2026-01-01' }, extra: 1 });
    if (failure?.kind !== 'invalid') throw new Error('invalid was expected');
    expect(failure.issues.map(({ path, message }) => [path, message.nb])).toEqual(expect.arrayContaining([
      ['tables.goals[0].due', 'en ISO-dato fra 1900-03-01 til 2199-12-31'], ['tables.goals[0].weight', 'skal være et tall'], ['period.end', 'mangler'], ['', 'ukjent felt: extra'],
    ]));
    for (const { message } of failure.issues) for (const locale of locales) expect(message[locale]).toMatch(/\p{L}/u);
  });

  test('of a newer format is refused by its name, and one of no format as invalid', () => {
    expect(failureOf({ ...smallPlan(), format: 'planark/2' })).toEqual({ kind: 'newer-format', format: 'planark/2' });
    for (const format of [undefined, 1, 'planark', 'planark/x', 'other/1']) expect(failureOf({ ...smallPlan(), format })).toMatchObject({ kind: 'invalid', issues: [{ path: 'format' }] });
  });

  test('may have faults that are mended in the sheet, but none of identity', () => {
    expect(failureOf(smallPlan({}, { period: { start: '2026-12-31', end: '2026-01-01' } }))).toBeNull();
    expect(failureOf(smallPlan({ goals: [goal('goal-1', 'M1', { baseline: 5, target: 5 })] }))).toBeNull();
    expect(failureOf(smallPlan({ goals: [goal('goal-1', 'M1'), goal('goal-1', 'M2')] }))).toMatchObject({ kind: 'inconsistent' });
  });
});

describe('problems of a plan', () => {
  const codes = (plan: Plan) => planProblems(plan).map(({ code, table, id, field }) => [code, table, id, field]);

  test('none in a plan that is right', () => {
    expect(codes(smallPlan({ goals: [goal('goal-1', 'M1'), goal('goal-2', 'M2')], activities: [{ id: 'act-1', code: 'T1', title: 'Møte', goal: 'goal-1' }] }))).toEqual([]);
  });

  test.each([
    ['a code twice, also in other letters', smallPlan({ goals: [goal('goal-1', 'M1'), goal('goal-2', 'm1')] }), ['CODE_TWICE', 'goals', 'goal-2', 'code']],
    ['an id twice', smallPlan({ goals: [goal('goal-1', 'M1'), goal('goal-1', 'M2')] }), ['BAD_ID', 'goals', 'goal-1', null]],
    ['a reference to nothing', smallPlan({ goals: [goal('goal-1', 'M1', { focusArea: 'none' })] }), ['REFERENCE_GONE', 'goals', 'goal-1', 'focusArea']],
    ['a reference into the wrong table', smallPlan({ goals: [goal('goal-1', 'M1'), goal('goal-2', 'M2', { strategy: 'goal-1' })] }), ['REFERENCE_GONE', 'goals', 'goal-2', 'strategy']],
    ['a target that is the baseline', smallPlan({ goals: [goal('goal-1', 'M1', { baseline: 0, target: 0 })] }), ['TARGET_IS_BASELINE', 'goals', 'goal-1', 'target']],
    ['a period that ends before it starts', smallPlan({}, { period: { start: '2026-02-01', end: '2026-01-31' } }), ['PERIOD_REVERSED', 'head', 'head', 'period.end']],
  ])('%s', (_, plan, problem) => {
    expect(codes(plan)).toEqual([problem]);
  });

  test('the same code in two tables is none', () => {
    expect(codes(smallPlan({ goals: [goal('goal-1', 'X1')], strategies: [{ id: 'strat-1', code: 'X1', title: 'En strategi' }] }))).toEqual([]);
  });
});

describe('codes', () => {
  test('are never given again: those of removed records are retired, and come back only with their record', () => {
    const before = smallPlan({ goals: [goal('goal-1', 'M1'), goal('goal-2', 'M2')] }, { retired: { goals: ['M7'] } });
    const without = { ...before.tables, goals: [goal('goal-1', 'M1')] };
    expect(retireCodes(before, without)).toEqual({ goals: ['M2', 'M7'] });
    expect(retireCodes({ ...before, tables: without, retired: { goals: ['M2', 'M7'] } }, before.tables)).toEqual({ goals: ['M7'] });
  });

  test('follow the highest that was ever used', () => {
    expect(nextCode('T', [])).toBe('T1');
    expect(nextCode('T', ['T1', 't9', 'T2', 'M44', 'T3.1', 'TX'])).toBe('T10');
  });
});

describe('migrations', () => {
  const step = (from: number): Migration => ({ from: `planark/${from}`, to: `planark/${from + 1}`, migrate: (document) => ({ ...document, [`step${from}`]: true }) });

  test('lead step by step to the current format, without touching the document given', () => {
    const document = Object.freeze({ format: 'planark/-1' });
    expect(migrateDocument(document, [step(-1), step(0)])).toEqual({ ok: true, document: { format: 'planark/1', 'step-1': true, step0: true } });
  });

  test('leave a document of the current format as it is', () => {
    const document = { format: 'planark/1' };
    expect(migrateDocument(document, [step(0)])).toEqual({ ok: true, document });
  });

  test('name the format from which none leads on', () => {
    expect(migrateDocument({ format: 'planark/3' }, [step(0)])).toEqual({ ok: false, format: 'planark/3' });
    expect(migrateDocument({ format: 'planark/0' }, [step(1)])).toEqual({ ok: false, format: 'planark/0' });
  });
});

describe('the places of a text', () => {
  test('are filled with values, and words that agree with a number', () => {
    expect(fillText('{count} {count|plan|planer} i {where}', { count: 1, where: '{count}' })).toBe('1 plan i {count}');
    expect(fillText('{count} {count|plan|planer}', { count: 0 })).toBe('0 planer');
    expect(fillText('{none}$&', {})).toBe('$&');
  });
});

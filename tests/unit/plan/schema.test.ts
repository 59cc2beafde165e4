import { emptyTables } from '../../../core/plan/records';
import type { FieldDeclaration, FieldType } from '../../../core/plan/field';
import { fieldSchema, planJsonSchema, planSchema } from '../../../core/plan/schema';
import { planIdPattern } from '../../../core/plan/rules';
import { tableNames } from '../../../core/plan/table-names';
import { fieldsOf, storedFieldsOf } from '../../../core/plan/tables';
import { inEvery } from '../../../core/plan/locale';
import { smallPlan } from '../../support/small-plan';

const takes = (type: FieldType, value: unknown): boolean => fieldSchema({ type, header: inEvery('X'), width: 10 } as FieldDeclaration)!.safeParse(value).success;

/** A type of field, values that it takes and values that it does not. */
const cases: readonly (readonly [string, FieldType, readonly unknown[], readonly unknown[]])[] = [
  ['text', { kind: 'text' }, ['a', 'to\nlinjer', 'tab\t', '=1+1', '😀', 'x'.repeat(32767), undefined], ['', '  ', 'x'.repeat(32768), 'a\u0000', 'a\u001b', 'a\u007f', '\ud800', 'a\udc00', '\ufffe', 7, null]],
  ['a text that must be there', { kind: 'text', required: true }, ['a'], [undefined, '', null]],
  ['a code', { kind: 'code', prefix: 'T' }, ['T1', 'M1.2', 'Å-1', 'ABCDEFGHIJKLMNO'], ['t1', '1', 'T 1', 'T*', 'T1?', '', 'ABCDEFGHIJKLMNOP', undefined]],
  ['a reference', { kind: 'reference', to: 'goals' }, ['abcd', '3f2a-77', undefined], ['abc', 'Abcd', '-abc', 'ab cd', 'a'.repeat(65), 7]],
  ['a choice', { kind: 'choice', set: 'currency' }, ['NOK', undefined], ['nok', 'USD', '', null]],
  ['a date', { kind: 'date' }, ['2026-02-28', '2024-02-29', '1900-03-01', '2199-12-31', undefined], ['2026-02-29', '1900-02-28', '2200-01-01', '20226-01-01', '2026-2-3', '2026-02-28T00:00:00Z', '', 46000]],
  ['a whole number', { kind: 'integer', min: 0, max: 10 }, [0, 10, undefined], [-1, 11, 1.5, '1', NaN, Infinity]],
  ['a number', { kind: 'number' }, [0, -1.5, 1e15, 0.1, undefined], [NaN, Infinity, 0.1 + 0.2, 1234567890.1234567, '1']],
  ['a number with a least', { kind: 'number', min: 0 }, [0, 0.5], [-0.1]],
  ['a share', { kind: 'ratio' }, [0, 0.015, 1], [-0.01, 1.01, '50 %']],
  ['money', { kind: 'money' }, [0, -900000, 10_000_000_000_000], [0.5, 10_000_000_000_001, '9000']],
  ['yes or no', { kind: 'boolean' }, [true, false, undefined], ['ja', 1, null]],
  ['months', { kind: 'months' }, [[1], [1, 6, 12], undefined], [[], [0], [13], [2, 1], [1, 1], [1.5], '1']],
  ['a list', { kind: 'list' }, [['a', 'b c'], undefined], [[], [''], ['a;b'], [' a'], ['a\n'], 'a']],
  ['tables', { kind: 'tables' }, [['goals'], undefined], [[], ['none'], 'goals']],
];

describe('a field of the kind', () => {
  test.each(cases)('%s takes what it should and nothing else', (_, type, right, wrong) => {
    expect(right.filter((value) => !takes(type, value))).toEqual([]);
    expect(wrong.filter((value) => takes(type, value))).toEqual([]);
  });

  test('every kind that is declared is among these', () => {
    const declared = new Set(tableNames.flatMap((table) => storedFieldsOf(table).map(([, { type }]) => type.kind)));
    expect([...declared].filter((kind) => !cases.some(([, type]) => type.kind === kind))).toEqual([]);
  });

  test('derived has no schema, for it is never stored', () => {
    const derived = tableNames.flatMap((table) => fieldsOf(table).filter(([, { type }]) => type.kind === 'derived'));
    expect(derived.length).toBeGreaterThan(5);
    expect(derived.filter(([, declaration]) => fieldSchema(declaration) !== null)).toEqual([]);
  });
});

describe('the plan document', () => {
  test('is right where it is as small as can be', () => {
    expect(planSchema.safeParse(smallPlan())).toMatchObject({ success: true });
  });

  test.each(['id', 'title', 'kind', 'locale', 'currency', 'organisation', 'period', 'status', 'format'])('needs %s', (member) => {
    const { [member]: _, ...rest } = smallPlan() as unknown as Record<string, unknown>;
    expect(planSchema.safeParse(rest).success).toBe(false);
  });

  test('takes a document without tables and retired codes as one with empty ones', () => {
    const { tables: _tables, retired: _retired, ...head } = smallPlan();
    expect(planSchema.parse(head)).toEqual({ ...head, tables: emptyTables(), retired: {} });
    expect(planSchema.parse({ ...head, tables: { goals: [] } }).tables).toEqual(emptyTables());
  });

  test('takes no member that is not declared, at any depth', () => {
    const plan = smallPlan({ goals: [{ id: 'goal-1', code: 'M1', title: 'Et mål' }] });
    const strange = [{ ...plan, extra: 1 }, { ...plan, period: { ...plan.period, extra: 1 } }, { ...plan, tables: { ...plan.tables, extra: [] } }, { ...plan, tables: { ...plan.tables, goals: [{ ...plan.tables.goals[0], extra: 1 }] } }, { ...plan, retired: { extra: [] } }];
    expect(planSchema.safeParse(plan).success).toBe(true);
    expect(strange.map((document) => planSchema.safeParse(document).success)).toEqual(strange.map(() => false));
  });

  test('has an id that is a folder name on every system', () => {
    for (const id of ['a', 'lillehammer-2026', '0', 'con1', 'nullplan', 'a'.repeat(63)]) expect([id, planIdPattern.test(id)]).toEqual([id, true]);
    for (const id of ['', 'A', '-a', 'a/b', '..', 'a.b', 'a b', 'å', 'con', 'nul', 'lpt1', 'com9', 'a'.repeat(64), 'a\n']) expect([id, planIdPattern.test(id)]).toEqual([id, false]);
  });

  test('is described by a JSON Schema that names every table and stored field', () => {
    const schema = planJsonSchema() as { properties: { tables: { properties: Record<string, { items: { properties: object } }> } } };
    const described = Object.entries(schema.properties.tables.properties).map(([table, { items }]) => [table, Object.keys(items.properties)]);
    expect(described).toEqual(tableNames.map((table) => [table, ['id', ...storedFieldsOf(table).map(([field]) => field)]]));
  });
});

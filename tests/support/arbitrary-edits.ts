import * as fc from 'fast-check';
import type { FieldValue, Plan, PlanRecord } from '../../core/plan/plan';
import { retireCodes, withField } from '../../core/plan/records';
import { tableNames, type TableName } from '../../core/plan/table-names';
import { hasCode, storedFieldsOf, tables } from '../../core/plan/tables';
import { referenceFields } from '../../core/plan/check-plan';
import { arbitraryText, arbitraryValue } from './arbitrary-plan';

/** One thing done to a plan, with numbers taken round whatever there is. */
type Step =
  | { readonly kind: 'set'; readonly table: TableName; readonly row: number; readonly field: string; readonly value: FieldValue | undefined }
  | { readonly kind: 'point'; readonly table: TableName; readonly row: number; readonly field: number; readonly to: number }
  | { readonly kind: 'add'; readonly table: TableName; readonly key: number; readonly title: string }
  | { readonly kind: 'remove'; readonly table: TableName; readonly row: number };

const row = fc.nat(1000);
const fieldsToSet = (table: TableName) => storedFieldsOf(table).filter(([, { type }]) => arbitraryValue(type));

const setStep = (table: TableName): fc.Arbitrary<Step> =>
  fc.constantFrom(...fieldsToSet(table)).chain(([field, { type }]) => {
    const isRequired = 'required' in type && type.required === true;
    const value = arbitraryValue(type)!;
    return fc.record({ kind: fc.constant('set' as const), table: fc.constant(table), row, field: fc.constant(field), value: isRequired ? value : fc.option(value, { nil: undefined, freq: 4 }) });
  });

const stepIn = (table: TableName): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 6, arbitrary: setStep(table) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('point' as const), table: fc.constant(table), row, field: fc.nat(5), to: row }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('add' as const), table: fc.constant(table), key: fc.nat(99_999), title: arbitraryText }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), table: fc.constant(table), row }) },
  );

/** A few steps that change a plan, one after another. */
export const arbitrarySteps = (only: readonly TableName[] = tableNames): fc.Arbitrary<readonly Step[]> => fc.array(fc.constantFrom(...only).chain(stepIn), { maxLength: 6 });

const replace = (plan: Plan, table: TableName, records: readonly PlanRecord[]): Plan => ({ ...plan, tables: { ...plan.tables, [table]: records } });

const change = (plan: Plan, table: TableName, position: number, field: string, value: FieldValue | undefined): Plan => {
  const records = plan.tables[table];
  return records.length === 0 ? plan : replace(plan, table, records.map((record, i) => (i === position % records.length ? withField(record, field, value) : record)));
};

const point = (plan: Plan, { table, row: position, field, to }: Step & { kind: 'point' }): Plan => {
  const fields = referenceFields(table);
  const [name, target] = fields[field % Math.max(1, fields.length)] ?? [];
  const targets = target ? plan.tables[target] : [];
  return name && targets.length > 0 ? change(plan, table, position, name, targets[to % targets.length]!.id) : plan;
};

const add = (plan: Plan, { table, key, title }: Step & { kind: 'add' }, by: string): Plan => {
  const { title: titleField } = tables[table];
  const id = `${by}-${table.toLowerCase()}-${key}`;
  if (plan.tables[table].some((record) => record.id === id)) return plan;
  const required = table === 'statements' ? { kind: 'duty' } : {};
  const named = titleField === 'date' ? {} : { [titleField]: title };
  return replace(plan, table, [...plan.tables[table], { id, ...(hasCode(table) && { code: `${by.toUpperCase()}${key}` }), ...required, ...named }]);
};

const isReferredTo = (plan: Plan, id: string): boolean => tableNames.some((table) => referenceFields(table).some(([field]) => plan.tables[table].some((record) => record[field] === id)));

const remove = (plan: Plan, { table, row: position }: Step & { kind: 'remove' }): Plan => {
  const records = plan.tables[table];
  const gone = records[position % Math.max(1, records.length)];
  return gone && !isReferredTo(plan, gone.id) ? replace(plan, table, records.filter(({ id }) => id !== gone.id)) : plan;
};

const take = (plan: Plan, step: Step, by: string): Plan => {
  switch (step.kind) {
    case 'set': return change(plan, step.table, step.row, step.field, step.value);
    case 'point': return point(plan, step);
    case 'add': return add(plan, step, by);
    case 'remove': return remove(plan, step);
  }
};

/** The plan after these steps, still valid. `by` keeps what two people add apart. */
export const takeSteps = (plan: Plan, steps: readonly Step[], by: string): Plan => {
  const after = steps.reduce((current, step) => take(current, step, by), plan);
  return { ...after, retired: retireCodes(plan, after.tables) };
};

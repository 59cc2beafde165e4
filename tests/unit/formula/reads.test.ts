import { criterionKey, evaluate, readsOf, type EvaluationContext, type FormulaNode } from '../../../core/formula';
import { computePlan, type ComputedPlan } from '../../../core/plan/computed-plan';
import { planProgress, statusCount } from '../../../core/plan/progress';
import { fieldsOf } from '../../../core/plan/tables';
import { tableNames, type TableName } from '../../../core/plan/table-names';
import { costAsPlanned, costChange, leftAtYearEnd, moneySpans } from '../../../core/plan/what-if';
import { examplePlans } from '../../support/example-plans';

/** A plan whose columns tell when they are looked at. */
const watched = ({ plan: { tables }, column }: ComputedPlan, seen: Set<string>): EvaluationContext => ({
  parameter: () => 46347,
  table: (name) => {
    const table = name as TableName;
    const look = (field: string) => {
      seen.add(`${table}.${field}`);
      return column(table, field);
    };
    return {
      size: tables[table].length,
      column: look,
      positions: (field, key) => [...look(field).keys()].filter((position) => criterionKey(look(field)[position] ?? null) === key),
      id: (position) => String(look('id')[position]),
      positionOfCode: (code) => {
        const position = look('code').findIndex((one) => String(one).toLowerCase() === code.toLowerCase());
        return position < 0 ? undefined : position;
      },
    };
  },
});

const plans = [...examplePlans().values()].map((plan) => computePlan(plan, '2026-11-21'));

/** What a formula looked at on every row of its table, in every example plan. */
const looksAt = (node: FormulaNode, table: TableName | ''): Set<string> => {
  const seen = new Set<string>();
  for (const computed of plans) {
    const valueAt = evaluate(node, table, watched(computed, seen));
    for (let position = 0; position < (table === '' ? 1 : computed.plan.tables[table].length); position++) valueAt(position);
  }
  return seen;
};
const told = (node: FormulaNode, table: string): Set<string> => new Set(readsOf(node, table).map((read) => `${read.table}.${read.field}`));

describe('what a formula follows from', () => {
  const derived = tableNames.flatMap((table) => fieldsOf(table).flatMap(([field, { type }]) => (type.kind === 'derived' ? [[`${table}.${field}`, type.formula, table] as const] : [])));
  const span = plans.map(({ plan }) => moneySpans(plan)[0]).find((one) => one)!;
  const alone = Object.entries({ planProgress, statusCount: statusCount('completed'), costAsPlanned: costAsPlanned(span, { goal: 'M1' }), costChange: costChange(span, { area: null }), leftAtYearEnd: leftAtYearEnd(2026) }).map(([name, node]) => [name, node, ''] as const);

  test.each([...derived, ...alone])('[E19] is all that %s looks at', (_, node, table) => {
    const known = told(node, table);
    expect([...looksAt(node, table)].filter((column) => !known.has(column))).toEqual([]);
  });
});

import type { Plan } from '../../plan/plan';
import type { PlanProblem } from '../../plan/plan-problem';
import { codeKey } from '../../plan/rules';
import { tableNames } from '../../plan/table-names';
import type { Revision, Store } from '../../sync/store';

interface Reuse extends PlanProblem {
  readonly key: string;
}

/** Records of a plan that bear a code which the head has retired. */
const withRetiredCode = (plan: Plan, head: Plan): Reuse[] =>
  tableNames.flatMap((table) => {
    const retired = new Set((head.retired[table] ?? []).map(codeKey));
    return plan.tables[table].flatMap(({ id, code }): Reuse[] =>
      typeof code === 'string' && retired.has(codeKey(code)) ? [{ code: 'CODE_TWICE', table, id, field: 'code', key: codeKey(code) }] : []);
  });

const isOwnCode = ({ table, id, key }: Reuse, { plan }: Revision): boolean =>
  table !== 'head' && plan.tables[table].some((record) => record.id === id && codeKey(String(record['code'])) === key);

/**
 * Records that bear a code which another record bore before: codes are never reused. A record that comes back with the code it had in an
 * earlier revision is none of them. Reads history only where such a code is found.
 */
export const reusedCodes = async (store: Store, plan: Plan, head: Revision): Promise<PlanProblem[]> => {
  let open = withRetiredCode(plan, head.plan);
  for (let number = head.number - 1; number > 0 && open.length > 0; number--) {
    const revision = await store.at(head.planId, number);
    if (revision.ok) open = open.filter((reuse) => !isOwnCode(reuse, revision.value));
  }
  return open.map(({ key: _, ...problem }) => problem);
};

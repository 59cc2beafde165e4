import type { PlanSummary, StoreFailure } from '../../sync/store';
import { notFound } from '../revision/store-result';
import { summarisePlan } from '../revision/summarise-plan';
import { listPlans } from './list-plans';
import { findBrokenLink } from './read-revision';
import { damagedRevision, REVISION_COLUMNS, toRevision, type RevisionRow } from './revision-row';
import type { StoreContext } from './store-context';

/** Revisions read at a time: a history may be larger than the memory. */
const PAGE = 20;

/** Re-reads and re-hashes every revision of a plan, follows the chain, and compares the line in the list with the newest. [Q4] */
export const verifyPlan = async (context: StoreContext, planId: string): Promise<readonly StoreFailure[]> => {
  const failures: StoreFailure[] = [];
  let last: RevisionRow | undefined;
  for (;;) {
    const rows: readonly RevisionRow[] = await context.database.query<RevisionRow>(
      `select ${REVISION_COLUMNS} from planark_revisions where plan_id = $1 and number > $2 order by number limit ${PAGE}`, [planId, last?.number ?? 0],
    );
    for (const row of rows) {
      failures.push(...findFailures(row, last));
      last = row;
    }
    if (rows.length < PAGE) break;
  }
  if (last === undefined) return [notFound(`plan ${planId}`).failure];
  return [...failures, ...(await findWrongLine(context, last))];
};

const findFailures = (row: RevisionRow, before: RevisionRow | undefined): StoreFailure[] => {
  const broken = findBrokenLink(row, before);
  const revision = toRevision(row);
  return [...(broken === null ? [] : [damagedRevision(row.plan_id, row.number, broken).failure]), ...(revision.ok ? [] : [revision.failure])];
};

/** What a list shows of the plan has to be what its newest revision says; a newer one may have come meanwhile. */
const findWrongLine = async ({ database }: StoreContext, row: RevisionRow): Promise<StoreFailure[]> => {
  const revision = toRevision(row);
  if (!revision.ok) return [];
  const { plan, ...info } = revision.value;
  const expected = summarisePlan({ info, plan: { ...plan } });
  const [line] = await listPlans(database, { ids: [row.plan_id] });
  const isRight = line !== undefined && (line.revision > expected.revision || isSame(line, expected));
  return isRight ? [] : [{ kind: 'damaged', place: `planark_plans/${row.plan_id}`, number: null, detail: 'the list does not show the newest revision' }];
};

const isSame = (left: PlanSummary, right: PlanSummary): boolean => (Object.keys(right) as (keyof PlanSummary)[]).every((key) => left[key] === right[key]);

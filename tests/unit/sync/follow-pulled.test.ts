import { lastPulled } from '../../../core/plan/budget/changed-since-pull';
import { budgetLinksOf } from '../../../core/plan/budget/links';
import { reconcile } from '../../../core/plan/budget/reconcile';
import type { Plan } from '../../../core/plan/plan';
import { pullFigures } from '../../../core/sync';
import { budgetHeaders, budgetMapping, budgetPlan, budgetTab, type Row } from '../../support/budget-grid';
import { gridOf, putInto, syncFile, treasurersFile, withNames } from '../../support/live-workbook';
import { patched } from '../../support/patch-support';

const rows: readonly Row[] = [budgetHeaders, ['6860', 'Møter', 12000, 900], ['7100', 'Bil', 50, 5]];
const figures = [{ account: '6860', year: 2026, adopted: 1_200_000, actual: 90_000, place: null }];
const lines = [{ account: '6860', year: 2026, adopted: 1_200_000, actual: 90_000 }, { account: '7200', year: 2026, adopted: 700 }];
const links = [{ name: 'b.xlsx', mapping: budgetMapping(), pulled: { time: '2026-03-01T00:00:00.000Z', hash: 'a'.repeat(64), figures: [{ account: '6860', year: 2026, adopted: 1_200_000, actual: 90_000 }, { account: '7200', year: 2026, adopted: 700 }] } }];
const plan: Plan = { ...budgetPlan([{ account: '6860', year: 2026, amount: 500 }], lines), settings: { budgetLinks: links } };
const typed = (file: Buffer, tab: string, row: number, column: number, value: number): Buffer => patched(file, { edits: [{ tab, cells: [{ row, column, value }] }] });
const changedSince = (after: Plan) => reconcile({ plan: after, today: '2026-11-21', ...lastPulled(after) }).filter(({ kind }) => kind === 'changed-since-pull').map(({ account, figure }) => [account, figure]);

test('[C94] what comes in by a live formula is no change since the pull, and what a person typed is', async () => {
  const { file, store } = await putInto(withNames(await treasurersFile(rows), budgetMapping()), plan);
  const { decision } = await syncFile(typed(typed(file, budgetTab, 1, 2, 15_000), 'Budsjett', 2, 5, 8), store);
  const [link] = budgetLinksOf(decision.plan);
  expect(decision.plan.tables.budget).toMatchObject([{ adopted: 1_500_000, actual: 90_000 }, { adopted: 800 }]);
  expect(link).toEqual({ ...links[0], pulled: { ...links[0]!.pulled, figures: [{ account: '6860', year: 2026, adopted: 1_500_000, actual: 90_000 }, { account: '7200', year: 2026, adopted: 700 }] } });
  expect(changedSince(decision.plan)).toEqual([['7200', 'adopted']]);
  // The file as it is now has nothing new.
  const again = pullFigures({ plan: decision.plan, figures: [{ ...figures[0]!, adopted: 1_500_000 }], pulled: link!.pulled!.figures, newId: (key) => key });
  expect([again.changed, again.kept, again.conflicts]).toEqual([[], [], []]);
});

test('[C94] a sync that brings nothing keeps the links as they are', async () => {
  const { file, store } = await putInto(withNames(await treasurersFile(rows), budgetMapping()), plan);
  expect((await syncFile(file, store, gridOf(file))).decision.plan).toBe(plan);
});

test.each([[3, 'which are as of today from then on', undefined], [2, 'and a budget does not', '2026-03-31']] as const)('[C181] accounts that come in by a live formula take the day of older ones away (column %i), %s', async (column, _, day) => {
  const { file, store } = await putInto(withNames(await treasurersFile(rows), budgetMapping()), { ...plan, settings: { ...plan.settings, accountsAsOf: '2026-03-31' } });
  expect((await syncFile(typed(file, budgetTab, 1, column, 15_000), store)).decision.plan.settings?.accountsAsOf).toBe(day);
});

import { decidePreview } from '../../../core/node/journey/budget/pull-budget';
import { failureText } from '../../../core/node/texts/failure-texts';
import type { Revision } from '../../../core/sync/store';
import { budgetPlan } from '../../support/budget-grid';

const plan = budgetPlan([{ account: '1', year: 2026, amount: 500 }]);
const head: Revision = { planId: plan.id, number: 1, parent: null, hash: 'h', time: '2026-11-22T00:00:00.000Z', author: 'x', message: '', plan } as unknown as Revision;
const preview = (count: number, all: boolean) => {
  const figures = Array.from({ length: count }, (_, i) => ({ account: String(i + 1), year: 2026, adopted: 100, place: null }));
  return decidePreview({ name: 'b.se', title: 'b.se', hash: 'h', bytes: null, file: { kind: 'figures', format: 'sie', figures, problems: [] } }, 'b.se', head, { all });
};

test('[C186] more figures than a plan takes in at once are refused with what to do; those that are left out do not count', () => {
  const refused = preview(20_001, true);
  expect(refused).toMatchObject({ ok: false, failure: { kind: 'budget-file', code: 'TOO_MANY_FIGURES' } });
  if (!refused.ok) expect(failureText(refused.failure, 'nb')).toContain('20 000');
  expect(preview(20_001, false)).toMatchObject({ ok: true, value: { decision: { added: [{ figure: { account: '1' } }] } } });
});

import { createStandings } from '../../../core/node/server/standings';
import type { PlanSummary, Store } from '../../../core/sync/store';
import { examplePlans } from '../../support/example-plans';

test('[A1] figures that a store could not give are asked for again, and those that it gave are not', async () => {
  const plan = examplePlans().get('lillehammer-2026')!;
  let isUp = false;
  let asked = 0;
  const at = async (): Promise<unknown> => {
    asked++;
    return isUp ? { ok: true, value: { plan } } : { ok: false, failure: { kind: 'unavailable', detail: '' } };
  };
  const standings = createStandings({ at } as unknown as Store);
  const figures = () => standings.of({ planId: plan.id, revision: 1 } as PlanSummary, '2026-11-21');
  expect((await figures()).overdue).toBeNull();
  isUp = true;
  expect((await figures()).overdue).toBe(4);
  isUp = false;
  expect([(await figures()).overdue, asked]).toEqual([4, 2]);
});

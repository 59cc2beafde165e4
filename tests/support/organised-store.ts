import type { Plan } from '../../core/plan/plan';
import type { PlanSummary, Store } from '../../core/sync/store';

/** A store of which nothing is known but where its plans belong, written "name < part of"; `reads` counts what was asked. */
export const organisedStore = (plans: Record<string, string>): { readonly store: Store; readonly plans: Record<string, string>; readonly reads: string[]; isDown: boolean } => {
  const placeOf = (planId: string) => {
    const [organisation, partOf = ''] = plans[planId]!.split('<').map((name) => name.trim());
    return { organisation: organisation!, partOf };
  };
  const world = { plans, reads: [] as string[], isDown: false, store: {} as Store };
  const down = { ok: false as const, failure: { kind: 'unavailable' as const, detail: 'down' } };
  const asked = {
    list: async () => {
      world.reads.push('list');
      return world.isDown ? down : { ok: true as const, value: Object.keys(plans).map((planId) => ({ planId, ...placeOf(planId) }) as PlanSummary) };
    },
    head: async (planId: string) => {
      world.reads.push(planId);
      if (world.isDown) return down;
      if (!plans[planId]) return { ok: false as const, failure: { kind: 'not-found' as const, what: planId } };
      const { organisation, partOf } = placeOf(planId);
      return { ok: true as const, value: { plan: { organisation: { name: organisation, ...(partOf && { parent: partOf }) } } as Plan } };
    },
  };
  return Object.assign(world, { store: asked as unknown as Store });
};

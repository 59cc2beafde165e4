import type { SidebarAnswer } from '../../../gsheets/script/view';
import type { ScriptJourney } from './script-journey';
import type { ScriptWorld } from './world';

type Plan = ReturnType<ScriptJourney['plan']>['plan'];

/** Changes one activity, told by its place. */
export const withActivity = (i: number, change: object) => (plan: Plan): Plan => ({ ...plan, tables: { ...plan.tables, activities: plan.tables.activities.map((one, at) => (at === i ? { ...one, ...change } : one)) } });
export const activity = (journey: ScriptJourney, i: number): Plan['tables']['activities'][number] => journey.plan().plan.tables.activities[i]!;
export const look = (world: ScriptWorld): SidebarAnswer => world.call<SidebarAnswer>('sidebarLook');
/** A sync after which nothing is left to do. */
export const done = { trouble: null, shown: { outcome: 'done' } };
/** Is something noted as still to be synced? */
export const dirty = ({ document }: ScriptJourney): boolean => document.documentProperties.has('planark.dirty');

import type { AuditActor, AuditDeed } from '../../sync';
import type { AuditLog } from '../audit/audit-log';
import type { Segments } from '../audit/segments';
import type { Caller } from '../people/caller';
import type { Declaration, Handled } from './route';

/** The log as the server uses it: what it writes to, and what it is read from. */
export interface Audit {
  readonly log: AuditLog;
  readonly segments: Segments;
}

/** Somebody at an address, by a route as it is declared: what stands in the place of its parameters is not repeated. */
export const requestActor = (caller: Pick<Caller, 'name' | 'key'> | null, address: string, method: string, path: string): AuditActor =>
  ({ who: caller && { name: caller.name, key: caller.key }, from: { address }, via: `${method} ${path}` });

/** Records those who were turned away, so that nobody can fill the disk by being refused. */
export interface Refusals {
  signIn(actor: AuditActor): void;
  right(actor: AuditActor, right: string, plan?: string): void;
}

/** Entries of each kind in a minute; the rest are counted, and told in the next one. */
const toldAMinute = 20;
const minute = 60_000;

/** Gives how many an entry stands for; 0 where none is to be made now. */
const createSieve = (now: () => Date) => {
  let [begun, told, untold] = [0, 0, 0];
  return (): number => {
    const time = now().getTime();
    if (time - begun >= minute) [begun, told] = [time, 0];
    untold += 1;
    if (told >= toldAMinute) return 0;
    const count = untold;
    [told, untold] = [told + 1, 0];
    return count;
  };
};

/** [L9] */
export const createRefusals = ({ log }: Audit, now: () => Date): Refusals => {
  const [signIns, rights] = [createSieve(now), createSieve(now)];
  const note = (actor: AuditActor, count: number, deed: AuditDeed, plan?: string): void => {
    if (count > 0) log.note(actor, { deed, ...(plan !== undefined && { plan }) });
  };
  return {
    signIn: (actor) => {
      const count = signIns();
      note(actor, count, { kind: 'sign-in-refused', count });
    },
    right: (actor, right, plan) => {
      const count = rights();
      note(actor, count, { kind: 'right-refused', right, count }, plan);
    },
  };
};

/** How many conflicts a request answers, in its body or beside its file. */
export const answersIn = (body: unknown): number => {
  const { answers, options } = (body ?? {}) as { readonly answers?: readonly unknown[]; readonly options?: { readonly answers?: readonly unknown[] } };
  return (answers ?? options?.answers ?? []).length;
};

/** Notes what a request did beside its commit, which the store it was given records itself. [L8] */
export const noteHandled = ({ log }: Audit, actor: AuditActor, { deed }: Declaration, plan: string | undefined, handled: Handled): void => {
  if (handled.ok && plan !== undefined && deed) log.note(actor, { plan, deed: { kind: deed } });
};

import { GoogleError } from './parts';
import type { CallKind } from './faults';

/** Google's documented figures: requests of a kind in a minute, for an account within a project and for the whole project. [quota-figures] */
export const QUOTA = { perUser: 60, perProject: 300, windowMs: 60_000 } as const;

const spent = (call: CallKind, whose: 'user' | ''): GoogleError => {
  const [metric, limit] = call.kind === 'read' ? ['Read requests', 'Read requests per minute'] : ['Write requests', 'Write requests per minute'];
  return new GoogleError(429, 'RESOURCE_EXHAUSTED', `Quota exceeded for quota metric '${metric}' and limit '${limit}${whose ? ' per user' : ''}' of service 'sheets.googleapis.com' for consumer 'project_number:1'.`, 'rateLimitExceeded');
};

/** Counts requests to the Sheets API by a clock that is given; without one, nobody counts. */
export const createQuota = () => {
  let clock: (() => number) | undefined;
  let calls: { readonly at: number; readonly email: string; readonly kind: CallKind['kind'] }[] = [];
  return {
    /** From now on quotas are kept, by this clock (milliseconds). */
    keep(by: () => number): void {
      clock = by;
      calls = [];
    },
    /** Throws Google's 429 where an account or the project has asked too much in the last minute; what is refused counts for nothing. */
    take(call: CallKind, email: string): void {
      if (!clock) return;
      const now = clock();
      calls = calls.filter(({ at }) => now - at < QUOTA.windowMs);
      const same = calls.filter(({ kind }) => kind === call.kind);
      if (same.filter((other) => other.email === email).length >= QUOTA.perUser) throw spent(call, 'user');
      if (same.length >= QUOTA.perProject) throw spent(call, '');
      calls.push({ at: now, email, kind: call.kind });
    },
  };
};
export type Quota = ReturnType<typeof createQuota>;

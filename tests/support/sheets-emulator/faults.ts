import { GoogleError } from './parts';

/** What a call is, as far as faults and quotas care. */
export interface CallKind {
  /** `spreadsheets.batchUpdate`, `files.get`, `token` … */
  readonly id: string;
  readonly kind: 'read' | 'write';
}

/** What goes wrong. A `lost` call is answered by a connection that closes. */
export type Fault = 'lost' | 'unavailable' | 'server-error' | 'quota' | 'drive-quota' | 'unauthenticated' | 'no-access' | 'not-found' | 'conflict';

/** Which calls are meant: those from now on that match, the `nth` of them (1 where nothing is said), and as many after it as `times` says. */
export interface Aim {
  /** A part of the method's name: `batchUpdate`. */
  readonly method?: string;
  readonly kind?: 'read' | 'write';
  readonly nth?: number;
  readonly times?: number;
}

const errors: Readonly<Record<Exclude<Fault, 'lost'>, () => GoogleError>> = {
  unavailable: () => new GoogleError(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
  'server-error': () => new GoogleError(500, 'INTERNAL', 'Internal error encountered.'),
  quota: () => new GoogleError(429, 'RESOURCE_EXHAUSTED', "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:1'.", 'rateLimitExceeded'),
  'drive-quota': () => new GoogleError(403, 'PERMISSION_DENIED', 'User Rate Limit Exceeded. Rate of requests for user exceed configured project quota.', 'userRateLimitExceeded', 'usageLimits'),
  unauthenticated: () => new GoogleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', 'authError'),
  'no-access': () => new GoogleError(403, 'PERMISSION_DENIED', 'The caller does not have permission', 'forbidden'),
  'not-found': () => new GoogleError(404, 'NOT_FOUND', 'Requested entity was not found.', 'notFound'),
  conflict: () => new GoogleError(409, 'ABORTED', 'The operation was aborted.', 'conflict'),
};
/** Google's error for a fault. */
export const faultError = (fault: Exclude<Fault, 'lost'>): GoogleError => errors[fault]();

/** Thrown where a call is to end without an answer. */
export class LostAnswer extends Error {}

interface Planned {
  readonly aim: Aim;
  readonly when: 'before' | 'after';
  readonly act: () => void;
  seen: number;
  done: number;
}

const raise = (fault: Fault): never => {
  throw fault === 'lost' ? new LostAnswer('the connection closed') : faultError(fault);
};

/** Faults that a test asks for ahead; none without. */
export const createFaults = () => {
  const planned: Planned[] = [];
  const add = (aim: Aim, when: 'before' | 'after', act: () => void): void => void planned.push({ aim, when, act, seen: 0, done: 0 });
  const isMeant = ({ aim }: Planned, call: CallKind): boolean => (aim.method === undefined || call.id.includes(aim.method)) && (aim.kind === undefined || call.kind === aim.kind);
  const due = (plan: Planned): boolean => plan.seen >= (plan.aim.nth ?? 1) && plan.done < (plan.aim.times ?? 1);
  return {
    /** The call fails, and nothing of it was done. */
    before: (fault: Fault, aim: Aim = {}): void => add(aim, 'before', () => raise(fault)),
    /** The call is done, and its answer is this fault. */
    after: (fault: Fault, aim: Aim = {}): void => add(aim, 'after', () => raise(fault)),
    /** Just before the call, somebody does something: `emulator.faults.meanwhile(() => person.type(…), { kind: 'write' })`. */
    meanwhile: (act: () => void, aim: Aim = {}): void => add(aim, 'before', act),
    clear: (): void => void planned.splice(0),
    /** How many of those asked for have not come to pass: a test whose fault never struck shows nothing. */
    pending: (): number => planned.filter((plan) => plan.done < (plan.aim.times ?? 1)).length,
    /** For the server: what is to happen at this point of a call. Throws what the call is to end with. */
    strike(when: 'before' | 'after', call: CallKind): void {
      const meant = planned.filter((plan) => plan.when === when && isMeant(plan, call));
      for (const plan of meant) plan.seen += 1;
      for (const plan of meant.filter(due)) {
        plan.done += 1;
        plan.act();
      }
    },
  };
};
export type Faults = ReturnType<typeof createFaults>;

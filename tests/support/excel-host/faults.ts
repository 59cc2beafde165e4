import type { Book } from './model/book';
import { HostError, rules } from './rules';
import type { HostAnswer } from './host';
import { requestFlag } from './wire/shapes';

/** What a request is refused with, before anything of it is done. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export const refusals = {
  tooMany: { status: 429, code: 'ActivityLimitReached', message: 'the limit of activity was reached' },
  tooLarge: { status: 400, code: 'RequestPayloadSizeLimitExceeded', message: rules['request-size'].says },
  timedOut: { status: 408, code: 'InvalidOrTimedOutSession', message: 'the session is gone' },
  denied: { status: 401, code: 'AccessDenied', message: 'no capability' },
  dialogOpen: { status: 400, code: 'WriteNotSupportedWhenModalDialogOpen', message: 'a dialog is open' },
} as const satisfies Record<string, Refusal>;

/** Trouble to come, in the order of the requests. */
export interface Faults {
  /** Refuses the next requests, `after` as many have passed. */
  refuse(kind: keyof typeof refusals, options?: { readonly times?: number; readonly after?: number }): void;
  /** Stops a request before one of its actions that write; what came before stays done. `after` counts requests. */
  stopAt(action: number, code?: string, options?: { readonly after?: number }): void;
  /** Does a request and never answers it, or answers that it is gone: the client cannot know what was done. */
  lose(options?: { readonly after?: number }): void;
  /** How many have come. */
  came(): number;
  /** Forgets what has not come yet. */
  clear(): void;
  /** Somebody begins to edit a cell. */
  beginEditing(): void;
  endEditing(): void;
  beforeRequest(flags: number): Promise<Refusal | null>;
  readonly beforeAction: (index: number) => void;
  afterRequest(answer: HostAnswer): HostAnswer;
}

interface Planned {
  wait: number;
  readonly fault: { readonly kind: 'refuse'; readonly refusal: Refusal } | { readonly kind: 'stop'; readonly action: number; readonly code: string } | { readonly kind: 'lose' };
}

export const createFaults = (book: Book): Faults => {
  const planned: Planned[] = [];
  let now: Planned['fault'] | null = null;
  let come = 0;
  const waiting: (() => void)[] = [];
  const editing: Refusal = { status: 400, code: rules['cell-editing'].code, message: rules['cell-editing'].says };
  const next = (): Planned['fault'] | null => {
    const [first] = planned;
    if (!first) return null;
    if (first.wait > 0) {
      first.wait -= 1;
      return null;
    }
    return planned.shift()!.fault;
  };
  return {
    refuse: (kind, { times = 1, after = 0 } = {}) => planned.push(...Array.from({ length: times }, (_, i) => ({ wait: i === 0 ? after : 0, fault: { kind: 'refuse' as const, refusal: refusals[kind] } }))),
    stopAt: (action, code = 'GeneralException', { after = 0 } = {}) => planned.push({ wait: after, fault: { kind: 'stop', action, code } }),
    lose: ({ after = 0 } = {}) => planned.push({ wait: after, fault: { kind: 'lose' } }),
    came: () => come,
    clear: () => {
      planned.length = 0;
      now = null;
    },
    beginEditing: () => {
      book.isEditing = true;
    },
    endEditing: () => {
      book.isEditing = false;
      waiting.splice(0).forEach((go) => go());
    },
    beforeRequest: async (flags) => {
      if (book.isEditing && (flags & requestFlag.delayForCellEdit) !== 0) await new Promise<void>((go) => waiting.push(go));
      if (book.isEditing) return editing;
      now = next();
      if (now?.kind !== 'refuse') return null;
      come += 1;
      return now.refusal;
    },
    beforeAction: (index) => {
      if (now?.kind !== 'stop' || index < now.action) return;
      const { code } = now;
      now = null;
      come += 1;
      throw new HostError(code, 'the host stopped here', 'first-error-stops');
    },
    afterRequest: (answer) => {
      if (now?.kind !== 'lose') return answer;
      come += 1;
      return { status: 408, body: JSON.stringify({ error: { code: 'InvalidOrTimedOutSession', message: 'the answer was lost' } }) };
    },
  };
};

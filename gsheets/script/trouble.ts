import type { GoogleFailure } from '../rest';

/**
 * Why something was not done, for the sidebar to put into words. `away` to `wrong-token`: of the server; `busy`: somebody else's sync is under way;
 * `late`: there is not time enough left in this run; `no-plan`, `newer-format`, `damaged-stamp`: of the spreadsheet; the others are Google's.
 */
export type TroubleCode =
  | 'away' | 'stopped' | 'refused' | 'not-listed' | 'spent' | 'no-token' | 'wrong-token'
  | 'busy' | 'late' | 'no-plan' | 'newer-format' | 'damaged-stamp'
  | `google-${GoogleFailure['kind']}`;

export interface Trouble {
  readonly code: TroubleCode;
  /** In the words of whoever says it: the server's sentence, in the plan's language. */
  readonly said?: string;
  /** The server's own word for why it refused. */
  readonly serverCode?: string;
  /** The tab that it is about. */
  readonly tab?: string;
  /** The store has the edits; only the spreadsheet is not brought up to date. */
  readonly isStored?: boolean;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

export const inTrouble = (code: TroubleCode, more: Omit<Trouble, 'code'> = {}): { readonly ok: false; readonly trouble: Trouble } => ({ ok: false, trouble: { code, ...more } });

export const ofGoogle = ({ kind, tab }: GoogleFailure, isStored = false): Trouble => ({ code: `google-${kind}`, ...(tab !== undefined && { tab }), ...(isStored && { isStored }) });

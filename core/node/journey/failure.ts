import type { LinkFault } from '../../plan/budget/links';
import type { Locale, Localized } from '../../plan/locale';
import type { PlanReadFailure } from '../../plan/read-plan';
import type { StampFailure } from '../../sheet';
import type { StoreFailure } from '../../sync';
import type { FigureProblem } from '../../sheet';
import type { BudgetRefusalCode } from '../budget-files/budget-file';
import type { XlsxRefusal } from '../host-xlsx/read/refusals';
import type { SheetFailure } from './google/sheet-failure';

/** Why a file cannot be read or written. */
export type FileReason = 'not-found' | 'no-folder' | 'no-access' | 'no-room' | 'too-large' | 'is-folder' | 'other';
/** Why a file is no JSON that Planark takes; `detail` is the place ("3:14") or the key. */
export type JsonReason = 'syntax' | 'encoding' | 'too-deep' | 'forbidden-key';

/** Everything that can keep a journey from its end, as values; a bug throws. */
export type Failure =
  | { readonly kind: 'store'; readonly failure: StoreFailure }
  | { readonly kind: 'xlsx'; readonly refusal: XlsxRefusal }
  | { readonly kind: 'stamp'; readonly failure: StampFailure }
  /** A spreadsheet in Google, or the way there. */
  | { readonly kind: 'sheet'; readonly failure: SheetFailure }
  | { readonly kind: 'unknown-plan'; readonly planId: string }
  /** The plan has no such revision; as it was asked for, where that is no number. */
  | { readonly kind: 'no-revision'; readonly planId: string; readonly revision: number | string }
  /** A workbook is based on a revision that the store does not have. */
  | { readonly kind: 'unknown-revision'; readonly planId: string; readonly revision: number }
  /** The workbook was made from another history: its revision has another hash. */
  | { readonly kind: 'other-history'; readonly planId: string; readonly revision: number }
  /** A plan has another history in the store it is to be copied to: this revision is a different one there. */
  | { readonly kind: 'target-history'; readonly planId: string; readonly revision: number }
  /** No national plan was named, and the store has none with regions, or several. */
  | { readonly kind: 'which-national'; readonly plans: readonly string[] }
  | { readonly kind: 'plan'; readonly failure: PlanReadFailure }
  | { readonly kind: 'file'; readonly path: string; readonly reason: FileReason; readonly detail: string }
  | { readonly kind: 'not-json'; readonly path: string; readonly reason: JsonReason; readonly detail: string }
  /** A file that says how something is to be done does not say it as Planark takes it. */
  | { readonly kind: 'settings'; readonly path: string; readonly issues: readonly { readonly path: string; readonly message: Localized }[] }
  /** A treasurer's file that is no workbook cannot be read. */
  | { readonly kind: 'budget-file'; readonly path: string; readonly code: BudgetRefusalCode; readonly detail: string }
  /** Nobody has said where this file has its budget. */
  | { readonly kind: 'not-linked'; readonly path: string; readonly planId: string; /** The linked file that it is laid out like. */ readonly fits: string | undefined }
  /** A link with a budget file is more than a plan can keep. */
  | { readonly kind: 'link-limit'; readonly path: string; readonly planId: string; readonly fault: LinkFault }
  /** Nothing of a treasurer's sheet is where it was said to be. */
  | { readonly kind: 'budget-unread'; readonly path: string; readonly problems: readonly FigureProblem[] }
  /** A workbook that a plan was to be put into holds one already. */
  | { readonly kind: 'has-plan'; readonly path: string }
  | { readonly kind: 'busy' }
  /** A token that was used for something else before. */
  | { readonly kind: 'token-reused' }
  /** A workbook, or a document, is of another plan than the one that was named. */
  | { readonly kind: 'other-plan'; readonly planId: string; readonly found: string }
  /** The plan was changed since the revision that whoever writes has seen. */
  | { readonly kind: 'changed-since' }
  /** The plan has one revision alone. */
  | { readonly kind: 'nothing-to-undo' }
  /** Revision 1 is where the plan came to be, and a plan cannot be taken away. */
  | { readonly kind: 'first-revision'; readonly planId: string }
  | { readonly kind: 'usage'; readonly detail: string }
  | { readonly kind: 'no-store'; readonly path: string }
  /** A server cannot listen at this address. */
  | { readonly kind: 'cannot-listen'; readonly address: string; readonly reason: 'taken' | 'no-access' | 'no-address' }
  /** Whoever vouches for people does not answer, so nobody can tell who asks. */
  | { readonly kind: 'issuer-unavailable' }
  /** A certificate and its key cannot be used together. */
  | { readonly kind: 'certificate'; readonly cert: string; readonly key: string; readonly reason: 'cert' | 'key' | 'encrypted-key' | 'mismatch' | 'unusable'; readonly detail: string }
  /** A server would be reached by strangers: without TLS, or without anything that keeps them out. */
  | { readonly kind: 'open-to-strangers'; readonly lacks: 'tls' | 'token' };

/** `planLocale` is set where a plan is known by then: its language is the one to speak, unless another was asked for. */
export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
  readonly planLocale?: Locale;
}
export type Result<T> = { readonly ok: true; readonly value: T } | Failed;
export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (failure: Failure, planLocale?: Locale): Failed => ({ ok: false, failure, ...(planLocale && { planLocale }) });

/** A result whose failure is to be told in the language of this plan. */
export const spokenAs = <T>(result: Result<T>, { locale }: { readonly locale: Locale }): Result<T> => (result.ok ? result : { planLocale: locale, ...result });

type StoreAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: StoreFailure };

/** A store's answer about a plan as a step of a journey: what it does not find is the plan. */
export const fromStore = <T>(answer: StoreAnswer<T>, planId?: string): Result<T> => {
  if (answer.ok) return answer;
  return fail(planId !== undefined && answer.failure.kind === 'not-found' ? { kind: 'unknown-plan', planId } : { kind: 'store', failure: answer.failure });
};

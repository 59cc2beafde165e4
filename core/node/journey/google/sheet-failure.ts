import type { GoogleFailure } from '../../../../gsheets/rest';
import type { StampFailure } from '../../../sheet';

/** Why nobody was logged in. */
export type LoginReason =
  | 'no-client' | 'not-a-client' | 'cannot-read' | 'cannot-write' | 'too-open' | 'declined' | 'timed-out' | 'stopped' | 'no-scope' | 'no-refresh-token' | 'no-port' | 'unavailable' | 'refused';

/** Everything that can keep a journey between a store and Google from its end. */
export type SheetFailure =
  /** Google did not do it. `account` is who asked, where that is known; `url` the spreadsheet it was about; `isOwnOnly` where Google shows none but Planark's own. */
  | { readonly kind: 'google'; readonly failure: GoogleFailure; readonly url?: string; readonly account?: string; readonly isOwnOnly?: true }
  /** Nothing on this machine says who asks Google, or the file that should cannot be used: `too-open` where others on the machine can read a consent. */
  | { readonly kind: 'credentials'; readonly reason: 'no-credentials' | 'cannot-read' | 'not-a-key' | 'too-open'; readonly file?: string }
  /** A person's consent was not given, or could not be kept. */
  | { readonly kind: 'login'; readonly reason: LoginReason; readonly file?: string; readonly detail?: string }
  /** The spreadsheet lies in the bin. */
  | { readonly kind: 'trashed'; readonly url: string }
  /** What stands in the spreadsheet is no plan, or none that can be read. */
  | { readonly kind: 'stamp'; readonly failure: StampFailure; readonly url: string }
  /** It shows the regions of this plan, and no plan itself: it is written by `gsheets rollup`, and nothing else. */
  | { readonly kind: 'shows-regions'; readonly planId: string; readonly url: string }
  /** It shows another plan than the one it is linked to, or is to be linked to. */
  | { readonly kind: 'other-plan'; readonly planId: string; readonly found: string; readonly url: string }
  /** No spreadsheet is linked to this plan, or this spreadsheet to no plan; `what` as it was asked for. */
  | { readonly kind: 'not-linked'; readonly what: string }
  /** No spreadsheet is linked at all. */
  | { readonly kind: 'nothing-linked' }
  /** Several spreadsheets are meant where one is needed. */
  | { readonly kind: 'several'; readonly what: string; readonly urls: readonly string[]; readonly mayBeAll: boolean }
  /** A link leads to a plan that the store does not have. */
  | { readonly kind: 'link-without-plan'; readonly planId: string; readonly url: string }
  /** Google did not answer, so one may have been made that nobody knows of. */
  | { readonly kind: 'maybe-made' }
  /** The account has no room for a spreadsheet that shows regions, which it has to make itself. */
  | { readonly kind: 'no-room-for-regions'; readonly account?: string }
  /** It was made, but the store could not take the link. */
  | { readonly kind: 'unlinked'; readonly planId: string; readonly url: string }
  /** A person made it, and Drive shows it to no app: its sharing is theirs. */
  | { readonly kind: 'owner-shares'; readonly url: string }
  /** What should be an address or an id of a spreadsheet is none. */
  | { readonly kind: 'bad-spreadsheet'; readonly what: string }
  /** What should be an e-mail address with a role is none. */
  | { readonly kind: 'bad-share'; readonly what: string }
  /** What should be an e-mail address is none. */
  | { readonly kind: 'bad-person'; readonly what: string }
  /** Regions are to be shown where tabs stand that have the names of theirs and are somebody's own. */
  | { readonly kind: 'tabs-taken'; readonly tabs: readonly string[]; readonly url: string };

/** The kind as programs are told of it: Google's own where it was Google. */
export const sheetFailureReason = (failure: SheetFailure): string => {
  switch (failure.kind) {
    case 'google': case 'stamp': return failure.failure.kind;
    case 'credentials': case 'login': return failure.reason;
    default: return failure.kind;
  }
};

const isOneOf = (kinds: readonly string[], failure: SheetFailure): boolean => failure.kind === 'google' && kinds.includes(failure.failure.kind);

/** Somebody wrote in the spreadsheet between the reading and the writing. */
export const isOvertaken = (failure: SheetFailure): boolean => isOneOf(['changed', 'mark-taken'], failure);

/** Trying again may help: somebody wrote meanwhile, or Google was busy. */
export const isPassing = (failure: SheetFailure): boolean => isOvertaken(failure) || isOneOf(['quota', 'unavailable', 'no-answer'], failure);

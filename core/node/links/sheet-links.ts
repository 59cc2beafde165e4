import * as z from 'zod';
import { locales, type Locale } from '../../plan/locale';
import { spreadsheetIdPattern } from '../../plan/rules';
import type { StoreResult } from '../../sync/store';
import { isPlanId } from '../revision/names';

/** How the last sync of a spreadsheet that came to its end ended. */
export interface SheetSyncNote {
  /** ISO instant. */
  readonly time: string;
  /** The revision that the spreadsheet shows since. */
  readonly revision: number;
  readonly outcome: 'done' | 'problems' | 'conflicts' | 'held';
}

/** Why the last try came to nothing. */
export interface SheetFailureNote {
  /** ISO instant. */
  readonly time: string;
  /** A kind of failure, as programs are told of it: "no-access", "quota". */
  readonly kind: string;
}

/** A spreadsheet that shows a plan. */
export interface SheetLink {
  readonly planId: string;
  readonly spreadsheetId: string;
  readonly url: string;
  /** The language of its tabs and headers. */
  readonly locale: Locale;
  /** `created`: made by Planark; `adopted`: a person's own, which the plan's tabs were put into; `roll-up`: shows the regions of this plan, and is never synced. */
  readonly kind: 'created' | 'adopted' | 'roll-up';
  /** Set where a person made what shows the regions. */
  readonly isGiven?: true | undefined;
  /** Keys of tabs that only the account that syncs may change. */
  readonly lockedTabs: readonly string[];
  /** ISO instant. */
  readonly made: string;
  readonly lastSync: SheetSyncNote | null;
  /** null where the last try went well. */
  readonly lastFailure: SheetFailureNote | null;
}

/** What came of the last try. */
export type SheetLinkNews = Partial<Pick<SheetLink, 'lastSync' | 'lastFailure'>>;

const instant = z.iso.datetime();
export const sheetLinkSchema = z.strictObject({
  planId: z.string().refine(isPlanId),
  spreadsheetId: z.string().regex(spreadsheetIdPattern),
  url: z.url({ protocol: /^https?$/ }),
  locale: z.enum(locales),
  kind: z.enum(['created', 'adopted', 'roll-up']),
  isGiven: z.literal(true).optional(),
  lockedTabs: z.array(z.string()),
  made: instant,
  lastSync: z.strictObject({ time: instant, revision: z.int().positive(), outcome: z.enum(['done', 'problems', 'conflicts', 'held']) }).nullable(),
  lastFailure: z.strictObject({ time: instant, kind: z.string() }).nullable(),
}) as z.ZodType<SheetLink>;

/**
 * SheetLinks: which spreadsheets show which plans, beside the plans of a store. Adapters: `store-files/file-links.ts` and
 * `store-postgres/postgres-links.ts`. One contract suite, `tests/contract/link-contract.ts`, runs on both. Every process on a store sees at once
 * what another did. A link is no part of a plan: losing one loses nothing, since the spreadsheet itself says which plan it shows. [U1]
 */
export interface SheetLinks {
  /** By plan, then in the order they were made. */
  list(): Promise<StoreResult<readonly SheetLink[]>>;
  ofPlan(planId: string): Promise<StoreResult<readonly SheetLink[]>>;
  /** null where this spreadsheet is linked to no plan. */
  find(spreadsheetId: string): Promise<StoreResult<SheetLink | null>>;
  /** Instead of what there was for this spreadsheet, or, of what shows a plan's regions, for this plan; durable when it is over. */
  put(link: SheetLink): Promise<StoreResult<null>>;
  /** Puts the link of what shows a plan's regions unless the plan has one, and gives the one that it has then: of several who do so at once one is first. */
  putFirst(link: SheetLink): Promise<StoreResult<SheetLink>>;
  /** Remembers what came of a sync; a link that was removed meanwhile stays removed. Gives whether there was one. */
  note(spreadsheetId: string, news: SheetLinkNews): Promise<StoreResult<boolean>>;
  /** Gives whether there was one. */
  remove(spreadsheetId: string): Promise<StoreResult<boolean>>;
}

const ofRegions = '.roll-up';

/** What a link is kept under: its spreadsheet, or, of what shows a plan's regions, the plan, which has one such alone. */
export const linkKey = ({ kind, planId, spreadsheetId }: SheetLink): string => (kind === 'roll-up' ? planId + ofRegions : spreadsheetId);
export const isPlansKey = (key: string): boolean => key.endsWith(ofRegions);
/** Is it kept where it belongs? What shows regions was kept under its spreadsheet once. */
export const isKeptUnder = (key: string, link: SheetLink): boolean => [linkKey(link), link.spreadsheetId].includes(key);

/** Did a person make the spreadsheet? Of these Drive shows an app nothing, though the Sheets API does. */
export const isOfPerson = ({ kind, isGiven }: SheetLink): boolean => kind === 'adopted' || isGiven === true;

/** The order of a list. */
export const inLinkOrder = (links: readonly SheetLink[]): readonly SheetLink[] => {
  const key = ({ planId, made, spreadsheetId }: SheetLink): string => `${planId} ${made} ${spreadsheetId}`;
  return [...links].sort((one, other) => (key(one) < key(other) ? -1 : 1));
};

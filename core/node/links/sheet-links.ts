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
  /** Instead of what there was for this spreadsheet; durable when it is over. */
  put(link: SheetLink): Promise<StoreResult<null>>;
  /** Remembers what came of a sync; a link that was removed meanwhile stays removed. Gives whether there was one. */
  note(spreadsheetId: string, news: SheetLinkNews): Promise<StoreResult<boolean>>;
  /** Gives whether there was one. */
  remove(spreadsheetId: string): Promise<StoreResult<boolean>>;
}

/** The order of a list. */
export const inLinkOrder = (links: readonly SheetLink[]): readonly SheetLink[] => {
  const key = ({ planId, made, spreadsheetId }: SheetLink): string => `${planId} ${made} ${spreadsheetId}`;
  return [...links].sort((one, other) => (key(one) < key(other) ? -1 : 1));
};

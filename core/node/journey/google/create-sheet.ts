import type { Locale } from '../../../plan/locale';
import { renderWorkbook } from '../../../sheet';
import type { SheetLink } from '../../links/sheet-links';
import { fail, spokenAs, succeed, type Failed, type Result } from '../failure';
import { findRevision } from '../find-revision';
import { inputOf } from '../render-revision';
import type { Today } from '../today';
import { guardOf } from './guard';
import { sheetFailureReason } from './sheet-failure';
import { fromGoogle, type SheetPorts } from './sheet-ports';

export interface NewSheet {
  /** The plan's own where it is left out. */
  readonly locale?: Locale;
  /** Keys of tabs that only the account that syncs may change. */
  readonly lockedTabs?: readonly string[];
  readonly today: Today;
  /** ISO instant. */
  readonly time: string;
}

/** Google's refusal to make a spreadsheet; where it gave no answer at all, one may have been made. */
export const mayBeMade = (failed: Failed): Failed =>
  (failed.failure.kind === 'sheet' && sheetFailureReason(failed.failure.failure) === 'no-answer' ? fail({ kind: 'sheet', failure: { kind: 'maybe-made' } }) : failed);

/** A new spreadsheet that shows a plan as it is now, linked to it. [U3] */
export const createSheet = async ({ store, google, links }: SheetPorts, planId: string, { locale: asked, lockedTabs = [], today, time }: NewSheet): Promise<Result<SheetLink>> => {
  const head = await findRevision(store, planId);
  if (!head.ok) return head;
  const { plan, number } = head.value;
  const locale = asked ?? plan.locale;
  const created = await fromGoogle(google, google.create(renderWorkbook(inputOf(head.value, locale, today)), await guardOf(google, lockedTabs)));
  if (!created.ok) return spokenAs(mayBeMade(created), plan);
  const link: SheetLink = { planId, ...created.value, locale, kind: 'created', lockedTabs, made: time, lastSync: { time, revision: number, outcome: 'done' }, lastFailure: null };
  const kept = await links.put(link);
  return kept.ok ? succeed(link) : fail({ kind: 'sheet', failure: { kind: 'unlinked', planId, url: link.url } }, plan.locale);
};

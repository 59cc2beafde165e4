import type { Google, Share } from '../../../gsheets/api/google';
import type { SheetLink } from '../links/sheet-links';
import { fail, type Result } from '../journey/failure';
import { fromGoogle } from '../journey/google/sheet-ports';
import { failureText } from '../texts/failure-texts';
import { exitCodes, type CommandContext, type Outcome } from './command';
import { localeOf } from './locale-of';
import { say } from './texts';

/** Drive shows an app nothing of what a person made, though the Sheets API does. */
const shareWith = async (google: Google, { spreadsheetId, url, kind }: SheetLink, share: Share, mail: string | undefined): Promise<Result<void>> => {
  const shared = await google.share(spreadsheetId, share, mail);
  if (!shared.ok && shared.failure.kind === 'not-found' && kind === 'adopted') return fail({ kind: 'sheet', failure: { kind: 'owner-shares', url } });
  return fromGoogle(google, Promise.resolve(shared), { spreadsheetId, url });
};

/** Shares a spreadsheet with people, one after the other; whom that fails for is named, and the others get it. */
export const shareSheet = async (google: Google, link: SheetLink, shares: readonly Share[], mail: string | undefined, context: CommandContext): Promise<Outcome> => {
  const locale = localeOf(context, link);
  const told: { readonly person: string; readonly role: string; readonly line: string; readonly isDone: boolean }[] = [];
  for (const share of shares) {
    const shared = await shareWith(google, link, share, mail);
    const line = shared.ok ? say('sheetShared', locale, { ...share }) : say('sheetNotShared', locale, { person: share.person, why: failureText(shared.failure, locale) });
    told.push({ ...share, line, isDone: shared.ok });
  }
  const failed = told.filter(({ isDone }) => !isDone);
  return {
    exitCode: failed.length === 0 ? exitCodes.done : failed.length < told.length ? exitCodes.problems : exitCodes.failed,
    lines: told.map(({ line }) => line),
    json: { shared: told.filter(({ isDone }) => isDone).map(({ person, role }) => ({ person, role })), notShared: failed.map(({ person, role, line }) => ({ person, role, message: line })) },
  };
};

import type { Google, Share } from '../../../gsheets/api/google';
import type { SheetLink } from '../links/sheet-links';
import { fromGoogle } from '../journey/google/sheet-ports';
import { failureText } from '../texts/failure-texts';
import { exitCodes, type CommandContext, type Outcome } from './command';
import { localeOf } from './locale-of';
import { say } from './texts';

/** Shares a spreadsheet with people, one after the other; whom that fails for is named, and the others get it. */
export const shareSheet = async (google: Google, link: SheetLink, shares: readonly Share[], mail: string | undefined, context: CommandContext): Promise<Outcome> => {
  const locale = localeOf(context, link);
  const told: { readonly person: string; readonly role: string; readonly line: string; readonly isDone: boolean }[] = [];
  for (const share of shares) {
    const shared = await fromGoogle(google, google.share(link.spreadsheetId, share, mail), link);
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

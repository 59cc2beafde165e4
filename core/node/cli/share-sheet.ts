import type { Google, Share, Unshared } from '../../../gsheets/api/google';
import type { GoogleResult } from '../../../gsheets/rest';
import type { Locale } from '../../plan/locale';
import { isOfPerson, type SheetLink } from '../links/sheet-links';
import { fail, type Failure, type Result } from '../journey/failure';
import { sheetFailureReason } from '../journey/google/sheet-failure';
import { fromGoogle } from '../journey/google/sheet-ports';
import { failureText } from '../texts/failure-texts';
import { exitCodes, type CommandContext, type ExitCode, type Outcome } from './command';
import { localeOf } from './locale-of';
import { say, type TextName } from './texts';

/** Drive shows an app nothing of what a person made, though the Sheets API does. */
const sharing = async <T>(google: Google, link: SheetLink, answer: Promise<GoogleResult<T>>): Promise<Result<T>> => {
  const shared = await answer;
  if (!shared.ok && shared.failure.kind === 'not-found' && isOfPerson(link)) return fail({ kind: 'sheet', failure: { kind: 'owner-shares', url: link.url } });
  return fromGoogle(google, Promise.resolve(shared), link);
};

/** Whoever has no account at Google can only be invited, by a mail that Google sends. */
const mailHint = (failure: Failure, { url }: SheetLink, { person, role }: Share, mail: string | undefined, locale: Locale): string[] =>
  (mail === undefined && failure.kind === 'sheet' && sheetFailureReason(failure.failure) === 'refused' ? [say('sheetNeedsMail', locale, { url, person, role })] : []);

/** Of a spreadsheet that Planark made, no access means that Google does not let it be shared so. */
const isRefused = (failure: Failure, link: SheetLink): boolean => !isOfPerson(link) && failure.kind === 'sheet' && sheetFailureReason(failure.failure) === 'no-access';

const roleTexts: Readonly<Record<Share['role'], TextName>> = { reader: 'roleReader', commenter: 'roleCommenter', writer: 'roleWriter' };
/** What somebody may do with a spreadsheet, in words. */
export const roleText = (role: Share['role'], locale: Locale): string => say(roleTexts[role], locale);

/** Shares a spreadsheet that was just made: one that nobody got is there all the same, which is said with how to try again. */
export const shareMade = async (google: Google, link: SheetLink, shares: readonly Share[], mail: string | undefined, context: CommandContext): Promise<Outcome> => {
  const { exitCode, lines, json } = await shareSheet(google, link, shares, mail, context);
  if (exitCode === exitCodes.done) return { exitCode, lines, json };
  const { notShared } = json as { readonly notShared: readonly Share[] };
  return { exitCode: exitCodes.problems, json, lines: [...lines, say('sheetShareAgain', localeOf(context, link), { url: link.url, people: notShared.map(({ person, role }) => `${person}:${role}`).join() })] };
};

/** Of what is done for one after the other. */
const exitCodeOf = (told: readonly { readonly isDone: boolean }[]): ExitCode => {
  if (told.every(({ isDone }) => isDone)) return exitCodes.done;
  return told.some(({ isDone }) => isDone) ? exitCodes.problems : exitCodes.failed;
};

/** Shares a spreadsheet with people, one after the other; whom that fails for is named, and the others get it. */
export const shareSheet = async (google: Google, link: SheetLink, shares: readonly Share[], mail: string | undefined, context: CommandContext): Promise<Outcome> => {
  const locale = localeOf(context, link);
  const told: { readonly person: string; readonly role: string; readonly line: string; readonly isDone: boolean }[] = [];
  for (const share of shares) {
    const shared = await sharing(google, link, google.share(link.spreadsheetId, share, mail));
    const line = shared.ok ? say('sheetShared', locale, { person: share.person, role: roleText(share.role, locale) }) : isRefused(shared.failure, link) ? say('sheetShareRefused', locale, { person: share.person }) : say('sheetNotShared', locale, { person: share.person, why: [failureText(shared.failure, locale), ...mailHint(shared.failure, link, share, mail, locale)].join(' ') });
    told.push({ ...share, line, isDone: shared.ok });
  }
  const failed = told.filter(({ isDone }) => !isDone);
  return {
    exitCode: exitCodeOf(told),
    lines: told.map(({ line }) => line),
    json: { shared: told.filter(({ isDone }) => isDone).map(({ person, role }) => ({ person, role })), notShared: failed.map(({ person, role, line }) => ({ person, role, message: line })) },
  };
};

const unsharedTexts: Readonly<Record<Unshared, TextName>> = { taken: 'sheetUnshared', 'had-none': 'sheetHadNone', owner: 'sheetOwnerStays' };

/** Takes a spreadsheet away from people, one after the other; whom that fails for is named, and so is who owns it. [U16] */
export const unshareSheet = async (google: Google, link: SheetLink, people: readonly string[], context: CommandContext): Promise<Outcome> => {
  const locale = localeOf(context, link);
  const told: { readonly person: string; readonly isDone: boolean; readonly line: string }[] = [];
  for (const person of people) {
    const unshared = await sharing(google, link, google.unshare(link.spreadsheetId, person));
    const line = unshared.ok ? say(unsharedTexts[unshared.value], locale, { person, url: link.url }) : say('sheetNotUnshared', locale, { person, why: failureText(unshared.failure, locale) });
    told.push({ person, isDone: unshared.ok && unshared.value !== 'owner', line });
  }
  return {
    exitCode: exitCodeOf(told),
    lines: told.map(({ line }) => line),
    json: { unshared: told.filter(({ isDone }) => isDone).map(({ person }) => person), notUnshared: told.filter(({ isDone }) => !isDone).map(({ person, line }) => ({ person, message: line })) },
  };
};

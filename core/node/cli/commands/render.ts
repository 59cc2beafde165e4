import type { Locale } from '../../../plan/locale';
import { liveShareText } from '../../../sheet';
import { noticeMessage } from '../../../sync';
import type { Revision } from '../../../sync/store';
import { spokenAs, succeed, type Result } from '../../journey/failure';
import { maxWorkbookBytes, readable, readFile, replaceFile, type Replaced } from '../../journey/files';
import { findRevision } from '../../journey/find-revision';
import { renderInto, renderRevision, type SharedWorkbook } from '../../journey/render-revision';
import type { Today } from '../../journey/today';
import { exitCodes, option, type Arguments, type Command, type CommandContext, type Outcome } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { noticeJson, signatureNotice } from '../../texts/sync-words';
import { say } from '../texts';

/** Writes a revision to a file; what stood there is kept beside it. */
export const renderToFile = async (revision: Revision, locale: Locale, today: Today, path: string): Promise<Result<Replaced>> => {
  const workbook = readable(await renderRevision(revision, locale, today), path);
  return workbook.ok ? replaceFile(path, workbook.value) : workbook;
};

type Written = Replaced & Omit<SharedWorkbook, 'bytes'>;

/** Puts a revision's tabs into somebody's workbook; the file as it was is kept beside it. */
const putIntoFile = async ({ readXlsx, today }: CommandContext, revision: Revision, locale: Locale, path: string): Promise<Result<Written>> => {
  const bytes = await readFile(path, maxWorkbookBytes);
  if (!bytes.ok) return bytes;
  const shared = await renderInto(readXlsx, revision, locale, today, bytes.value, path);
  if (!shared.ok) return shared;
  const { bytes: made, ...told } = shared.value;
  const replaced = await replaceFile(path, made, bytes.value);
  return replaced.ok ? succeed({ ...replaced.value, ...told }) : replaced;
};

const writeFile = async (context: CommandContext, revision: Revision, args: Arguments, locale: Locale): Promise<Result<Written & { readonly path: string }>> => {
  const into = option(args, 'into');
  const path = into ?? option(args, 'output') ?? `${revision.planId}.xlsx`;
  if (into === undefined && !path.toLowerCase().endsWith('.xlsx')) return usageFailure(say('notXlsxName', locale, { what: path }));
  const written = into === undefined ? await renderToFile(revision, locale, context.today, path) : await putIntoFile(context, revision, locale, path);
  return written.ok ? succeed({ renamedTabs: [], wasSigned: false, share: null, ...written.value, path }) : written;
};

const report = ({ number, planId }: Revision, { path, aside, renamedTabs, wasSigned, share }: Written & { readonly path: string }, isInto: boolean, locale: Locale): Outcome => ({
  exitCode: exitCodes.done,
  lines: [
    say(isInto ? 'putInto' : 'rendered', locale, { path }),
    ...(renamedTabs.length > 0 ? [say('renamedTabs', locale, { count: renamedTabs.length, tabs: renamedTabs.join(', ') })] : []),
    ...(share && share.live + share.others.length > 0 ? [say('linkShare', locale, { share: liveShareText(share)[locale] })] : []),
    ...(wasSigned ? [noticeMessage(signatureNotice, locale)] : []),
    ...(aside ? [say('keptOld', locale, { path: aside })] : []),
  ],
  json: { plan: planId, revision: number, locale, file: path, keptOld: aside, ...(isInto && { renamedTabs, figures: share && { byFormula: share.live, others: share.others }, notices: wasSigned ? [noticeJson(signatureNotice, locale)] : [] }) },
});

/** `planark render PLAN -o FILE.xlsx`, and `planark render PLAN --into FILE.xlsx`. */
export const run: Command = async (args: Arguments, context: CommandContext) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId] = args.positionals;
  const head = await findRevision(store.value, planId!);
  if (!head.ok) return head;
  const locale = localeOf(context, head.value.plan);
  const isInto = option(args, 'into') !== undefined;
  if (isInto && option(args, 'output') !== undefined) return spokenAs(usageFailure(say('oneOutput', locale)), head.value.plan);
  const written = spokenAs(await writeFile(context, head.value, args, locale), head.value.plan);
  return written.ok ? succeed(report(head.value, written.value, isInto, locale)) : written;
};

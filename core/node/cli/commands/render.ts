import { renderWorkbook } from '../../../sheet';
import type { Locale } from '../../../plan/locale';
import type { Revision } from '../../../sync/store';
import { writeXlsx } from '../../host-xlsx/write/write-xlsx';
import { fail, spokenAs, succeed, type Result } from '../../journey/failure';
import { readable, replaceFile, type Replaced } from '../../journey/files';
import { findRevision } from '../../journey/find-revision';
import type { Today } from '../../journey/today';
import { exitCodes, option, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { say } from '../texts';

/** A revision as an xlsx file in this language. */
export const renderRevision = async (revision: Revision, locale: Locale, today: Today): Promise<Uint8Array> => {
  const { planId, number, hash, plan } = revision;
  return writeXlsx(renderWorkbook({ plan, stamp: { planId, revision: number, hash, locale, openConflicts: [] }, today: today.date, isTodayFixed: today.isFixed }));
};

/** Writes a revision to a file; what stood there is kept beside it. */
export const renderToFile = async (revision: Revision, locale: Locale, today: Today, path: string): Promise<Result<Replaced>> => {
  const workbook = readable(await renderRevision(revision, locale, today), path);
  return workbook.ok ? replaceFile(path, workbook.value) : workbook;
};

/** `planark render PLAN -o FILE.xlsx`. */
export const run: Command = async (args, context) => {
  const store = openStore(context.storeFolder);
  if (!store.ok) return store;
  const [planId] = args.positionals;
  const head = await findRevision(store.value, planId!);
  if (!head.ok) return head;
  const locale = localeOf(context, head.value.plan);
  const path = option(args, 'output') ?? `${planId}.xlsx`;
  if (!path.toLowerCase().endsWith('.xlsx')) return spokenAs(fail({ kind: 'usage', detail: say('notXlsxName', locale, { what: path }) }), head.value.plan);
  const written = spokenAs(await renderToFile(head.value, locale, context.today, path), head.value.plan);
  if (!written.ok) return written;
  const { aside } = written.value;
  const lines = [say('rendered', locale, { path }), ...(aside ? [say('keptOld', locale, { path: aside })] : [])];
  return succeed({ exitCode: exitCodes.done, lines, json: { plan: planId, revision: head.value.number, locale, file: path, keptOld: aside } });
};

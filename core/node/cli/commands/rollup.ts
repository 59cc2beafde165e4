import { renderRollUp } from '../../../sheet';
import { writeXlsx } from '../../host-xlsx/write/write-xlsx';
import { spokenAs, succeed, type Result } from '../../journey/failure';
import { readable, replaceFile, type Replaced } from '../../journey/files';
import { findRegions } from '../../journey/regions/find-regions';
import { readRollUp } from '../../journey/regions/read-roll-up';
import type { WorkbookModel } from '../../../sheet';
import { option, type Command } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStoreAt, recordedStore } from '../open-store';
import { namedRegions, rollUpExitCode, rollUpJson, rollUpLines, withoutRegions } from '../region-report';
import { say } from '../texts';

const writeFile = async (model: WorkbookModel, path: string): Promise<Result<Replaced>> => {
  const bytes = readable(await writeXlsx(model), path);
  return bytes.ok ? replaceFile(path, bytes.value) : bytes;
};

/** `planark rollup [NATIONAL-PLAN] [--regions PLAN,PLAN] [-o FILE.xlsx]`: all regions of a national plan in one workbook. */
export const run: Command = async (args, context) => {
  const path = option(args, 'output') ?? 'regioner.xlsx';
  if (!path.toLowerCase().endsWith('.xlsx')) return usageFailure(say('notXlsxName', localeOf(context), { what: path }));
  const opened = await openStoreAt(context.storeAddress, context);
  if (!opened.ok) return opened;
  const found = await findRegions(recordedStore(opened.value, context), args.positionals[0], namedRegions(args));
  if (!found.ok) return found;
  const { plan } = found.value.national;
  const locale = localeOf(context, plan);
  const rolled = spokenAs(await readRollUp(await opened.value.readLinks(), found.value, context.today.date), plan);
  if (!rolled.ok) return rolled;
  if (rolled.value.regions.length === 0) return succeed(withoutRegions(rolled.value, found.value, locale, { file: null, keptOld: null }));
  const written = spokenAs(await writeFile(renderRollUp(rolled.value, locale), path), plan);
  if (!written.ok) return written;
  const { aside } = written.value;
  return succeed({
    exitCode: rollUpExitCode(rolled.value, found.value),
    lines: [...rollUpLines(rolled.value, found.value, locale), say('rendered', locale, { path }), ...(aside ? [say('keptOld', locale, { path: aside })] : [])],
    json: { ...rollUpJson(rolled.value, found.value), locale, file: path, keptOld: aside },
  });
};

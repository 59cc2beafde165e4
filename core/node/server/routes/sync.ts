import { conflictKey, fieldKeys } from '../../../merge';
import type { Locale } from '../../../plan/locale';
import type { Plan } from '../../../plan/plan';
import { readStamp, type Choice, type Grid } from '../../../sheet';
import { createNaming, previewAnswerSchema, previewRequestSchema, syncAnswerSchema, syncRequestSchema, type FileOptions, type PreviewRequest } from '../../../sync';
import { fail, succeed, type Result } from '../../journey/failure';
import { sha256 } from '../../journey/fresh-id';
import { noteSync } from '../../journey/google/sync-note';
import { followNationalPlan } from '../../journey/regions/follow-national-plan';
import { isSigned, type ReadWorkbook } from '../../journey/read-workbook';
import { previewRead, syncRead, type CommitOptions, type Preview, type SyncOptions, type SyncOutcome } from '../../journey/sync-workbook';
import { spreadsheetChanges } from '../../journey/spreadsheet-changes';
import { workbookChanges } from '../../journey/workbook-changes';
import { expectedFate, type FileFate } from '../../texts/sync-words';
import type { Caller } from '../../people/caller';
import { revisionMessage, sheetEditsMessage } from '../messages-of';
import { answer, route, type Asked, type Services } from '../route';
import type { SheetOwner } from '../sent-sheets';
import { planParams } from './plans';

type Options = Omit<PreviewRequest, 'workbook'>;

type Answers = NonNullable<Options['answers']>;

/** Choices as a sync takes them. Each is named by its record and field: where its cell is, only the workbook knows. */
const choicesOf = (answers: Answers, plans: readonly Plan[], locale: Locale): ReadonlyMap<string, Choice> => {
  const naming = createNaming(plans, locale);
  const fieldOf = ({ table, field }: Answers[number]): string => (field !== null && fieldKeys(table).includes(field) ? naming.field(table, field) : '');
  return new Map(answers.map((one) => {
    const where = [naming.record(one.table, one.id), fieldOf(one)].filter((name) => name !== '').join(', ');
    return [conflictKey(one), { answer: one.take, text: one.take, tab: '', cell: null, where }];
  }));
};

/** What a request asks of a sync. */
export const optionsOf = async ({ answers, seen, prefer, takeOrder, confirmDeletions }: Options, { params: { id }, localeFor, rights }: Pick<Asked<{ readonly id: string }, unknown, unknown>, 'params' | 'localeFor' | 'rights'>, { store }: Services): Promise<SyncOptions> => {
  const head = answers && (await store.head(id));
  const plans = head?.ok ? [head.value.plan] : [];
  return {
    ...(answers && { choices: choicesOf(answers, plans, localeFor(plans[0])) }),
    ...(seen !== undefined && { seenRevision: seen }),
    ...(prefer && { prefer }),
    takeOrder: takeOrder ?? false,
    confirmDeletions: confirmDeletions ?? false,
    mayEdit: rights.mayEdit,
  };
};

/** A grid as a workbook of this plan. */
export const workbookOf = (grid: Grid, planId: string): Result<ReadWorkbook> => {
  const stamped = readStamp(grid);
  if (!stamped.ok) return fail({ kind: 'stamp', failure: stamped.failure });
  const found = stamped.value.stamp.planId;
  return found === planId ? succeed({ grid, stamped: stamped.value }) : fail({ kind: 'other-plan', planId, found });
};

export const previewMessage = (preview: Preview, takesOrder: boolean, locale: Locale) =>
  ({ plan: preview.head.planId, base: preview.base.number, revision: preview.head.number, ...sheetEditsMessage(preview, expectedFate(preview, takesOrder), locale) });

/** What a sync came to, but for what becomes of the workbook. */
export const syncedMessage = (outcome: SyncOutcome, clientOpId: string, fate: FileFate, locale: Locale) => ({
  plan: outcome.head.planId, clientOpId, base: outcome.base.number, revision: revisionMessage(outcome.revision), committed: outcome.isCommitted,
  ...sheetEditsMessage(outcome, fate, locale),
});

/** The token of a commit: nobody's operation is taken for another's. */
export const tokenOf = ({ key }: Caller, clientOpId: string): string => sha256('sync', key, clientOpId).toString('hex');
export const commitOf = ({ name }: Caller, { message }: Pick<FileOptions, 'message'>, { now }: Services): CommitOptions => ({ author: name, message: message ?? '', time: now().toISOString() });
export const operationKey = ({ key }: Caller, planId: string, clientOpId: string): string => JSON.stringify([key, planId, clientOpId]);

const ownerOf = ({ key }: Caller, planId: string): SheetOwner => ({ key, planId });

const preview = route({
  method: 'POST', path: '/api/plans/:id/preview', hasTag: true, about: 'What a sync of these cells would do; nothing is written.', right: 'read', params: planParams,
  body: { schema: previewRequestSchema, hasGrid: 'synced' },
  answers: { 200: { about: 'In plain words and as data.', schema: previewAnswerSchema } },
  failures: [400, 404, 409, 422],
}, async (asked, services) => {
  const { params: { id }, body, caller, localeFor } = asked;
  const sheet = services.sheets.read(ownerOf(caller, id), body.workbook);
  if (!sheet.ok) return sheet;
  const workbook = workbookOf(sheet.value.cells, id);
  if (!workbook.ok) return workbook;
  const previewed = await previewRead(services.store, workbook.value, await optionsOf(body, asked, services));
  if (!previewed.ok) return previewed;
  return answer({ hash: previewed.value.head.hash, json: previewMessage(previewed.value, body.takeOrder ?? false, localeFor(previewed.value.head.plan)) });
});

const sync = route({
  method: 'POST', path: '/api/plans/:id/sync', hasTag: true, about: 'Takes the edits of these cells in, and says what the workbook lacks.', right: 'edit', params: planParams,
  body: { schema: syncRequestSchema, hasGrid: 'synced' },
  answers: { 200: { about: 'Also where it is held, has problems or leaves conflicts open.', schema: syncAnswerSchema } },
  failures: [400, 404, 409, 422],
}, async (asked, services) => {
  const { params: { id }, body, body: { clientOpId }, caller, localeFor, askedLocale } = asked;
  const sheet = services.sheets.read(ownerOf(caller, id), body.workbook);
  if (!sheet.ok) return sheet;
  const digest = sha256(sheet.value.digest, JSON.stringify({ ...body, workbook: null }), askedLocale ?? '').toString('hex');
  return services.operations.once(operationKey(caller, id, clientOpId), digest, async () => {
    const workbook = workbookOf(sheet.value.cells, id);
    if (!workbook.ok) return workbook;
    const options = await optionsOf(body, asked, services);
    const commit = commitOf(caller, body, services);
    const synced = await services.turns.take(id, async () => {
      // Who wants the layout put right is a spreadsheet in Google: a region's gets what the national plan has become. What that fails for, the next sync does.
      if (body.layout) await followNationalPlan(services.store, id, commit.time);
      return syncRead(services.store, workbook.value, { ...options, ...(body.spreadsheet !== undefined && { budgetFile: body.spreadsheet }) }, commit, tokenOf(caller, clientOpId));
    });
    if (!synced.ok) return synced;
    if (body.spreadsheet !== undefined) await noteSync(services.links, body.spreadsheet, synced.value, commit.time);
    const locale = localeFor(synced.value.head.plan);
    const changes = (body.layout ? spreadsheetChanges : workbookChanges)(synced.value, services.today());
    const fate = { takesOrder: body.takeOrder ?? false, anew: changes?.anew ?? [], losesSignature: changes !== null && isSigned(workbook.value.grid) };
    services.sheets.keep(ownerOf(caller, id), clientOpId, sheet.value, changes);
    return answer({ hash: synced.value.revision.hash, json: { ...syncedMessage(synced.value, clientOpId, fate, locale), changes } });
  });
});

export const syncRoutes = [preview, sync];

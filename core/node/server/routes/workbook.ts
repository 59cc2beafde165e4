import * as z from 'zod';
import { missingText } from '../../../plan/issue-texts';
import type { Rights } from '../../../plan/grants';
import type { Locale } from '../../../plan/locale';
import { conflictsAnswerSchema, fileOptionsSchema, previewAnswerSchema, workbookAnswerSchema, type WorkbookAnswer } from '../../../sync';
import { sha256 } from '../../journey/fresh-id';
import { findRevision } from '../../journey/find-revision';
import { isSigned, readGrid, type ReadWorkbook } from '../../journey/read-workbook';
import { previewRead, syncRead, type SyncOutcome } from '../../journey/sync-workbook';
import { failureText } from '../../texts/failure-texts';
import type { FileFate } from '../../texts/sync-words';
import { refuse, refuseField, type HttpFailure } from '../http-failure';
import { conflictMessages, settledMessages } from '../messages-of';
import { answer, route, type Handled, type SentFile, type Services } from '../route';
import { planParams } from './plans';
import { commitOf, operationKey, optionsOf, previewMessage, syncedMessage, tokenOf, workbookOf } from './sync';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const macroType = 'application/vnd.ms-excel.sheet.macroEnabled.12';
/** The media type of a workbook of this name. */
export const typeOf = (name: string): string => (name.toLowerCase().endsWith('.xlsm') ? macroType : xlsxType);

const renderWorkbook = route({
  method: 'GET', path: '/api/plans/:id/workbook.xlsx', hasTag: true, about: 'The plan as a workbook, in the language asked for.', right: 'read', params: planParams, deed: 'workbook-taken-out',
  answers: { 200: { about: 'A new workbook of the newest revision.', type: xlsxType } },
  failures: [404],
}, async ({ params: { id }, localeFor }, { store, today }) => {
  const head = await findRevision(store, id);
  if (!head.ok) return head;
  const { renderRevision } = await import('../../journey/render-revision');
  const bytes = await renderRevision(head.value, localeFor(head.value.plan), today());
  return answer({ hash: head.value.hash, isOfNow: true, file: { type: xlsxType, name: `${id}.xlsx`, bytes } });
});

type ReadFile = { readonly ok: true; readonly value: ReadWorkbook } | { readonly ok: false; readonly failure: HttpFailure };

/** Reads a file when it is its turn. Who has hung up by then waits for nothing, and may send it again. [A17] */
const readFile = async ({ readXlsx, readingTurns }: Services, { body: { bytes }, params: { id: planId }, client }: FileAsked): Promise<ReadFile> => {
  const grid = await readingTurns.take(client, () => readGrid(readXlsx, bytes));
  if (!grid) return refuse('overloaded', { retryAfter: 5 });
  return grid.ok ? workbookOf(grid.value, planId) : grid;
};

type Written = Pick<WorkbookAnswer, 'file'> & Pick<FileFate, 'anew' | 'losesSignature'> & { readonly notices: WorkbookAnswer['notices'] };

/** The workbook brought up to date. What keeps it from that is no failure: the edits are in. */
const writeBack = async (outcome: SyncOutcome, { bytes, name }: SentFile, { today }: Services, locale: Locale): Promise<Written> => {
  if (outcome.decision.held || !outcome.decision.isSheetBehind) return { file: null, anew: [], losesSignature: false, notices: [] };
  const { updateWorkbook } = await import('../../journey/update-workbook');
  const updated = await updateWorkbook(outcome, bytes, today(), name);
  if (!updated.ok) return { file: null, anew: [], losesSignature: false, notices: [{ code: 'FILE_NOT_UPDATED', tab: '', cell: null, message: failureText(updated.failure, locale) }] };
  return { file: { name, type: typeOf(name), base64: Buffer.from(updated.value.bytes).toString('base64') }, anew: updated.value.anew, losesSignature: isSigned(outcome.workbook.grid), notices: [] };
};

interface FileAsked {
  readonly rights: Rights;
  readonly params: { readonly id: string };
  readonly body: SentFile;
  readonly client: AbortSignal;
  readonly localeFor: (plan?: { readonly locale: Locale }) => Locale;
}

const previewFile = async (asked: FileAsked, services: Services): Promise<Handled> => {
  const { body, localeFor } = asked;
  const workbook = await readFile(services, asked);
  if (!workbook.ok) return workbook;
  const previewed = await previewRead(services.store, workbook.value, await optionsOf(body.options, asked, services));
  if (!previewed.ok) return previewed;
  return answer({ hash: previewed.value.head.hash, json: previewMessage(previewed.value, body.options.takeOrder ?? false, localeFor(previewed.value.head.plan)) });
};

const syncFile = route({
  method: 'POST', path: '/api/plans/:id/workbook', hasTag: true, right: 'edit', params: planParams,
  about: 'An edited workbook: what a sync of it would do (mode=preview), or takes its edits in and answers with it brought up to date (mode=sync).',
  query: z.strictObject({ mode: z.enum(['preview', 'sync']) }),
  body: { file: fileOptionsSchema },
  answers: { 200: { about: 'A preview, or what the sync came to, also where it is held, has problems or leaves conflicts open.', schema: z.union([previewAnswerSchema, workbookAnswerSchema]) } },
  failures: [400, 404, 409, 413, 415, 422],
}, async (asked, services) => {
  const { params: { id }, query, body, caller, localeFor, askedLocale } = asked;
  if (query.mode === 'preview') return previewFile(asked, services);
  const { clientOpId, ...options } = body.options;
  if (clientOpId === undefined) return refuseField('options.clientOpId', missingText);
  const digest = sha256(body.bytes, JSON.stringify(options), body.name, askedLocale ?? '').toString('hex');
  return services.operations.once(operationKey(caller, id, clientOpId), digest, async () => {
    const workbook = await readFile(services, asked);
    if (!workbook.ok) return workbook;
    const choices = await optionsOf(options, asked, services);
    const synced = await services.turns.take(id, () => syncRead(services.store, workbook.value, choices, commitOf(caller, options, services), tokenOf(caller, clientOpId)));
    if (!synced.ok) return synced;
    const locale = localeFor(synced.value.head.plan);
    const { file, notices, ...fate } = await writeBack(synced.value, body, services, locale);
    const message = syncedMessage(synced.value, clientOpId, { takesOrder: options.takeOrder ?? false, ...fate }, locale);
    return answer({ hash: synced.value.revision.hash, json: { ...message, notices: [...message.notices, ...notices], file } });
  });
});

const readConflicts = route({
  method: 'POST', path: '/api/plans/:id/conflicts', hasTag: true, about: 'The conflicts that a sync of a workbook would leave open, and those that are settled in it. Nothing is written.', right: 'read', params: planParams,
  body: { file: fileOptionsSchema },
  answers: { 200: { about: 'Each with its answers.', schema: conflictsAnswerSchema } },
  failures: [400, 404, 409, 413, 415, 422],
}, async (asked, services) => {
  const { params: { id }, body, localeFor } = asked;
  const workbook = await readFile(services, asked);
  if (!workbook.ok) return workbook;
  const previewed = await previewRead(services.store, workbook.value, await optionsOf(body.options, asked, services));
  if (!previewed.ok) return previewed;
  const { base, head } = previewed.value;
  const locale = localeFor(head.plan);
  return answer({ hash: head.hash, json: { plan: id, base: base.number, revision: head.number, conflicts: conflictMessages(previewed.value, locale), settled: settledMessages(previewed.value, locale) } });
});

export const workbookRoutes = [renderWorkbook, syncFile, readConflicts];

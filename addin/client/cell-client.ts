import { changedRows, gridToWire, planPart, rowsDigest, withChangedRows, withWritten, type BudgetLinkRequest, type Grid, type PlanAnswer, type PreviewAnswer, type PutAnswer, type SyncAnswer, type WireGrid } from '../../core';
import { sendJson, type Connection } from './call';
import type { Answer } from './failure';
import type { CellSyncOptions } from './kept-sync';
import { createClient, type PlanarkClient } from './planark-client';

/** What the pane asks of the server for its open workbook, which takes what it lacks by itself. */
export interface CellClient extends Pick<PlanarkClient, 'locale'> {
  plan(id: string): Promise<Answer<PlanAnswer>>;
  preview(id: string, grid: Grid): Promise<Answer<PreviewAnswer>>;
  sync(id: string, grid: Grid, options: CellSyncOptions): Promise<Answer<SyncAnswer>>;
  /** Keeps where the workbook has its budget, or forgets it. */
  linkBudget(id: string, link: BudgetLinkRequest): Promise<Answer<PutAnswer>>;
}

/**
 * By plan: the last sync that was answered, and its workbook as it stands once that answer is written; null where the server takes
 * nothing but whole workbooks. It outlives a client, whose language and token change.
 */
export type SentWorkbooks = Map<string, { readonly clientOpId: string; readonly workbook: WireGrid } | null>;

const isForgotten = (answer: Answer<unknown>): boolean => !answer.ok && answer.failure.kind === 'refused' && answer.failure.code === 'sheet-forgotten';

/** Is nothing wrong but the workbook? An older server refuses so what it does not know of it. */
const isBadWorkbook = (answer: Answer<unknown>): boolean =>
  !answer.ok && answer.failure.kind === 'refused' && answer.failure.code === 'bad-request' && answer.failure.errors.every(({ path }) => path.startsWith('workbook'));

/** An answer, and the workbook that was sent, of which rows that the server knew are the objects they were. */
interface Sent<T> {
  readonly answer: Answer<T>;
  readonly workbook: WireGrid;
}

/** Sends what has changed since the last answer was written, and the whole where the server does not remember that, or is too old to take it. */
const sendCells = async <T>(connection: Connection, sent: SentWorkbooks, id: string, action: 'preview' | 'sync', workbook: WireGrid, options: object): Promise<Sent<T>> => {
  const send = (cells: object): Promise<Answer<T>> => sendJson<T>(connection, ['plans', id, action], { workbook: cells, ...options });
  const before = sent.get(id);
  if (!before) return { answer: await send(workbook), workbook };
  const changes = changedRows(before.workbook, workbook);
  const answer = await send({ since: before.clientOpId, written: rowsDigest(before.workbook), ...changes });
  if (!isForgotten(answer) && !isBadWorkbook(answer)) return { answer, workbook: withChangedRows(before.workbook, changes) };
  sent.delete(id);
  const whole = await send(workbook);
  if (isBadWorkbook(answer) && whole.ok) sent.set(id, null);
  return { answer: whole, workbook };
};

/** Tabs of the person's own stay where they are; nothing but their names goes to the server. */
const toSend = (grid: Grid): WireGrid => gridToWire(planPart(grid));

export const createCellClient = (connection: Connection, sent: SentWorkbooks): CellClient => ({
  locale: connection.locale,
  plan: createClient(connection).plan,
  preview: async (id, grid) => (await sendCells<PreviewAnswer>(connection, sent, id, 'preview', toSend(grid), {})).answer,
  sync: async (id, grid, options) => {
    const { answer, workbook } = await sendCells<SyncAnswer>(connection, sent, id, 'sync', toSend(grid), options);
    if (answer.ok && sent.get(id) !== null) sent.set(id, { clientOpId: options.clientOpId, workbook: withWritten(workbook, answer.value.changes) });
    return answer;
  },
  linkBudget: createClient(connection).linkBudget,
});

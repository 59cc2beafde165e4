import { changedRows, gridToWire, planPart, type BudgetLinkRequest, type Grid, type PlanAnswer, type PreviewAnswer, type PutAnswer, type SyncAnswer, type WireGrid } from '../../core';
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

/** By plan: the workbook of the last sync that was answered, and that sync's name. It outlives a client, whose language and token change. */
export type SentWorkbooks = Map<string, { readonly clientOpId: string; readonly workbook: WireGrid }>;

/** Sends what has changed since the workbook was sent last, and the whole where the server does not remember that. */
const sendCells = async <T>(connection: Connection, sent: SentWorkbooks, id: string, action: 'preview' | 'sync', workbook: WireGrid, options: object): Promise<Answer<T>> => {
  const send = (cells: object): Promise<Answer<T>> => sendJson<T>(connection, ['plans', id, action], { workbook: cells, ...options });
  const before = sent.get(id);
  if (!before) return send(workbook);
  const answer = await send({ since: before.clientOpId, ...changedRows(before.workbook, workbook) });
  const isForgotten = !answer.ok && answer.failure.kind === 'refused' && answer.failure.code === 'sheet-forgotten';
  if (!isForgotten) return answer;
  sent.delete(id);
  return send(workbook);
};

/** Tabs of the person's own stay where they are; nothing but their names goes to the server. */
const toSend = (grid: Grid): WireGrid => gridToWire(planPart(grid));

export const createCellClient = (connection: Connection, sent: SentWorkbooks): CellClient => ({
  locale: connection.locale,
  plan: createClient(connection).plan,
  preview: (id, grid) => sendCells(connection, sent, id, 'preview', toSend(grid), {}),
  sync: async (id, grid, options) => {
    const workbook = toSend(grid);
    const answer = await sendCells<SyncAnswer>(connection, sent, id, 'sync', workbook, options);
    if (answer.ok) sent.set(id, { clientOpId: options.clientOpId, workbook });
    return answer;
  },
  linkBudget: createClient(connection).linkBudget,
});

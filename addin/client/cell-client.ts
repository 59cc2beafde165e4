import type { Grid, PlanAnswer, PreviewAnswer, SyncAnswer } from '../../core';
import { sendJson, type Connection } from './call';
import type { Answer } from './failure';
import type { CellSyncOptions } from './kept-sync';
import { createClient, type PlanarkClient } from './planark-client';
import { wireWorkbook } from './wire-workbook';

/** What the pane asks of the server for its open workbook, which takes what it lacks by itself. */
export interface CellClient extends Pick<PlanarkClient, 'locale'> {
  plan(id: string): Promise<Answer<PlanAnswer>>;
  preview(id: string, grid: Grid): Promise<Answer<PreviewAnswer>>;
  sync(id: string, grid: Grid, options: CellSyncOptions): Promise<Answer<SyncAnswer>>;
}

export const createCellClient = (connection: Connection): CellClient => ({
  locale: connection.locale,
  plan: createClient(connection).plan,
  preview: (id, grid) => sendJson(connection, ['plans', id, 'preview'], { workbook: wireWorkbook(grid) }),
  sync: (id, grid, options) => sendJson(connection, ['plans', id, 'sync'], { workbook: wireWorkbook(grid), ...options }),
});

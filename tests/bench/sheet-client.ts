import { modelToGrid } from '../support/model-to-grid';
import { changedRows, gridToWire, rowsDigest, withWritten, type SyncAnswer, type WireGrid, type WireRow } from '../../core/sync';
import { renderWorkbook } from '../../core/sheet';
import type { Plan } from '../../core/plan/plan';

/**
 * Somebody who edits a workbook and syncs it, at as little cost as can be: what is measured shares the machine with it. The first sync sends
 * the whole workbook, the next ones what has changed.
 */
export interface SheetClient {
  /** Types into five cells that are this client's own, on five rows. */
  edit(): void;
  /** The body of a sync. Its id goes into the history as the message. */
  request(clientOpId: string): Buffer;
  /** Writes what the workbook lacks into it, and gives what the sync came to. */
  take(answer: Buffer): SyncAnswer;
  /** The server does not remember what was sent last: the next request is of the whole workbook. */
  sendWhole(): void;
  /** Another one, with a workbook as this one's is now. */
  copy(client: number): SheetClient;
}

const rowsOfClient = 5;

const activitiesTab = 'Tiltak';
const edited: readonly { readonly header: string; readonly value: (step: number, client: number) => string | number }[] = [
  { header: 'Merknad', value: (step, client) => `Merknad ${client}-${step}` },
  { header: 'Ansvarlig', value: (step, client) => `Ansvarlig ${client}-${step}` },
  { header: 'Fremdrift', value: (step) => (step % 100) / 100 },
  { header: 'Holdt', value: (step) => step % 50 },
  { header: 'Timer', value: (step) => step % 400 },
];

const typed = (row: WireRow, column: number, value: string | number): WireRow => ({ ...row, cells: Array.from({ length: Math.max(row.cells.length, column + 1) }, (_, at) => (at === column ? value : (row.cells[at] ?? null))) });

const clientOf = (first: WireGrid, client: number): SheetClient => {
  const headers = first.worksheets.find(({ name }) => name === activitiesTab)!.rows[0]!.cells;
  const columns = edited.map(({ header }) => headers.indexOf(header));
  let [step, grid] = [0, first];
  /** The last sync that was answered, what stands since its answer was written, and what stood before it was sent. */
  let known: { readonly since: string; readonly grid: WireGrid; readonly before?: WireGrid } | null = null;
  return {
    edit: () => {
      step++;
      const cells = new Map(edited.map(({ value }, at) => [1 + client * rowsOfClient + at, [columns[at]!, value(step, client)] as const]));
      const type = (row: WireRow): WireRow => (cells.has(row.index) ? typed(row, ...cells.get(row.index)!) : row);
      grid = { ...grid, worksheets: grid.worksheets.map((tab) => (tab.name === activitiesTab ? { ...tab, rows: tab.rows.map(type) } : tab)) };
    },
    request: (clientOpId) => {
      const workbook = known === null ? grid : { since: known.since, written: rowsDigest(known.grid, known.before), ...changedRows(known.grid, grid) };
      return Buffer.from(JSON.stringify({ workbook, clientOpId, message: clientOpId }));
    },
    take: (bytes) => {
      const answer = JSON.parse(bytes.toString()) as SyncAnswer;
      grid = withWritten(grid, answer.changes);
      known = { since: answer.clientOpId, grid, ...(known && { before: known.grid }) };
      return answer;
    },
    sendWhole: () => { known = null; },
    copy: (other) => clientOf(grid, other),
  };
};

/** The first client, with a workbook just made of a plan. */
export const firstClient = (plan: Plan, revision: { readonly number: number; readonly hash: string }, today: string): SheetClient => {
  const model = renderWorkbook({ plan, today, stamp: { planId: plan.id, revision: revision.number, hash: revision.hash, locale: 'nb', openConflicts: [] } });
  return clientOf(gridToWire(modelToGrid(model)), 0);
};

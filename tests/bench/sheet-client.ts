import { modelToGrid } from '../support/model-to-grid';
import { gridToWire, type SyncAnswer, type WireGrid } from '../../core/sync';
import { renderWorkbook } from '../../core/sheet';
import { styledCell, type ModelCell } from '../../core/sheet/model';
import type { Plan } from '../../core/plan/plan';

type Cells = WireGrid['worksheets'][number]['rows'][number]['cells'];
type Cell = Cells[number];

/** A tab with the JSON of its rows, so that only what changed is printed anew. Its texts are bytes of UTF-8, each as a character: that costs no decoding. */
interface Tab {
  readonly name: string;
  readonly state: string;
  /** JSON of what else is sent with the tab. */
  readonly beside: string;
  readonly rows: Map<number, { readonly cells: Cells; readonly json: string }>;
  /** Rows that are other than they were sent last. */
  readonly changed: Set<number>;
}

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
/** How many clients have rows of their own in a plan with so many activities. */
export const clientsOf = (activities: number): number => Math.floor(activities / rowsOfClient);

const activitiesTab = 'Tiltak';
const edited: readonly { readonly header: string; readonly value: (step: number, client: number) => string | number }[] = [
  { header: 'Merknad', value: (step, client) => `Merknad ${client}-${step}` },
  { header: 'Ansvarlig', value: (step, client) => `Ansvarlig ${client}-${step}` },
  { header: 'Fremdrift', value: (step) => (step % 100) / 100 },
  { header: 'Holdt', value: (step) => step % 50 },
  { header: 'Timer', value: (step) => step % 400 },
];

const rowJson = (index: number, cells: Cells): string => JSON.stringify({ index, cells });
const valueOf = (cell: Cell | undefined): unknown => (cell !== null && typeof cell === 'object' ? cell.value : (cell ?? ''));

const tabsOf = ({ worksheets }: WireGrid): Tab[] =>
  worksheets.map(({ name, state, rows, merges }) => ({ name, state, beside: merges ? `,"merges":${JSON.stringify(merges)}` : '', changed: new Set(), rows: new Map(rows.map(({ index, cells }) => [index, { cells, json: rowJson(index, cells) }])) }));

const toCell = (made: ModelCell): Cell => {
  const { value, formula } = styledCell(made);
  return formula === undefined ? (value === '' ? null : value) : { value: value ?? '', isFormula: true };
};

const write = (tab: Tab, index: number, column: number, cell: Cell): void => {
  const before = tab.rows.get(index)?.cells ?? [];
  if (valueOf(before[column]) === valueOf(cell)) return;
  const cells = Array.from({ length: Math.max(before.length, column + 1) }, (_, at) => (at === column ? cell : (before[at] ?? null)));
  tab.rows.set(index, { cells, json: rowJson(index, cells) });
  tab.changed.add(index);
};

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const tabJson = ({ name, state, rows, beside }: Tab, indices: Iterable<number>, more = ''): string => `{"name":${JSON.stringify(name)},"state":"${state}","rows":[${Array.from(indices, (index) => rows.get(index)!.json).join()}]${beside}${more}}`;
const wholeJson = (tabs: readonly Tab[]): string => `{"worksheets":[${tabs.map((tab) => tabJson(tab, tab.rows.keys())).join()}],"extras":[]}`;
const changesJson = (tabs: readonly Tab[], since: string): string => `{"since":"${since}","worksheets":[${tabs.map((tab) => tabJson(tab, tab.changed, ',"gone":[]')).join()}],"extras":[]}`;

const clientOf = (tabs: readonly Tab[], client: number): SheetClient => {
  const byName = new Map(tabs.map((tab) => [tab.name, tab]));
  const activities = byName.get(activitiesTab)!;
  const columns = edited.map(({ header }) => activities.rows.get(0)!.cells.indexOf(header));
  let step = 0;
  let since: string | null = null;
  return {
    edit: () => {
      step++;
      for (const [at, { value }] of edited.entries()) write(activities, 1 + client * rowsOfClient + at, columns[at]!, value(step, client));
    },
    request: (clientOpId) => bytesOf(`{"workbook":${since === null ? wholeJson(tabs) : changesJson(tabs, since)},"clientOpId":"${clientOpId}","message":"${clientOpId}"}`),
    take: (bytes) => {
      const answer = JSON.parse(bytes.toString('latin1')) as SyncAnswer;
      since = answer.clientOpId;
      for (const { changed } of tabs) changed.clear();
      for (const { tab, cells } of answer.changes?.tabs ?? []) {
        for (const { row, column, value, formula } of cells) write(byName.get(tab)!, row, column, toCell(formula === undefined ? value : { value, formula }));
      }
      for (const { name, rows } of answer.changes?.pages ?? []) rows.forEach((cells, row) => cells.forEach((cell, column) => write(byName.get(name)!, row, column, toCell(cell))));
      return answer;
    },
    sendWhole: () => { since = null; },
    copy: (other) => clientOf(tabs.map((tab) => ({ ...tab, changed: new Set(), rows: new Map(tab.rows) })), other),
  };
};

/** The first client, with a workbook just made of a plan. */
export const firstClient = (plan: Plan, revision: { readonly number: number; readonly hash: string }, today: string): SheetClient => {
  const model = renderWorkbook({ plan, today, stamp: { planId: plan.id, revision: revision.number, hash: revision.hash, locale: 'nb', openConflicts: [] } });
  const wire = Buffer.from(JSON.stringify(gridToWire(modelToGrid(model)))).toString('latin1');
  return clientOf(tabsOf(JSON.parse(wire) as WireGrid), 0);
};

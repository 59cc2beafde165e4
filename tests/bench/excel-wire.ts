import { openExcel, type OpenedExcel } from '../support/hosted-excel';
import { openedAnew } from '../support/opened-anew';
import { modelFor, storeOf, syncHosted, type OneStore } from '../support/workbook-journey';
import { benchPlan } from './bench-plan';

const fiveEdits: Readonly<Record<string, string>> = { C2: 'Ny tittel', G3: 'Kari', R4: '50 %', K5: '24.12.2026', X6: 'Merknad' };

const otherEdits = (text: string): Readonly<Record<string, string>> => ({ C2: text, G3: text, R4: '60 %', K5: text === 'kaldt' ? '23.12.2026' : '22.12.2026', X6: text });

/** Bytes of the requests that write. */
const bytesWritten = ({ host }: OpenedExcel): number =>
  host.log.entries.filter(({ writes }) => Object.keys(writes).length > 0).reduce((sum, { bytesIn }) => sum + bytesIn, 0);

const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await task();
  return performance.now() - start;
};

/** Five edits by a person, and the sync of them. */
const syncEdits = async (excel: OpenedExcel, store: OneStore, edits: Readonly<Record<string, string>>) => {
  for (const [address, text] of Object.entries(edits)) excel.person.type('Tiltak', address, text);
  excel.host.log.reset();
  const ms = await timed(() => syncHosted(excel, store));
  return { ms, ...excel.host.log.total(), bytesWritten: bytesWritten(excel) };
};

/**
 * What goes over the wire to Excel for a plan of so many activities. Inserting counts what a pane reads before and after it. Five edited cells
 * are synced by the page that has read the workbook before, then others by one that was opened just now, then others by such a one with rows
 * hidden; what these read is counted. Prints it as JSON.
 */
export const benchExcelWire = async (size: number): Promise<void> => {
  const store = storeOf(benchPlan(size));
  const excel = openExcel();
  const insertMs = await timed(async () => {
    await excel.insert(modelFor(store, 'nb', await excel.read()));
    await excel.read();
  });
  const insert = excel.host.log.total();
  const warm = await syncEdits(excel, store, fiveEdits);
  const cold = await syncEdits(openedAnew(excel), store, otherEdits('kaldt'));
  excel.person.hideRows('Tiltak', 9, 3);
  const hidden = await syncEdits(openedAnew(excel), store, otherEdits('skjult'));
  process.stdout.write(JSON.stringify({
    insertMs, syncMs: warm.ms, insertRequests: insert.requests, insertKb: insert.bytesIn / 1000, syncRequests: warm.requests, coldRequests: cold.requests, hiddenRequests: hidden.requests,
    syncKb: Math.max(warm.bytesWritten, cold.bytesWritten, hidden.bytesWritten) / 1000, readKb: warm.bytesOut / 1000,
  }));
};

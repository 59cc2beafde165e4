import { openExcel, type OpenedExcel } from '../support/hosted-excel';
import { modelFor, storeOf, syncHosted } from '../support/workbook-journey';
import { benchPlan } from './bench-plan';

const fiveEdits = { C2: 'Ny tittel', G3: 'Kari', R4: '50 %', K5: '24.12.2026', X6: 'Merknad' };

/** Bytes of the requests that write. */
const bytesWritten = ({ host }: OpenedExcel): number =>
  host.log.entries.filter(({ writes }) => Object.keys(writes).length > 0).reduce((sum, { bytesIn }) => sum + bytesIn, 0);

const timed = async (task: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await task();
  return performance.now() - start;
};

/** What goes over the wire to Excel for a plan of so many activities: when it is inserted, and when five cells of it were edited. Prints it as JSON. */
export const benchExcelWire = async (size: number): Promise<void> => {
  const store = storeOf(benchPlan(size));
  const excel = openExcel();
  const insertMs = await timed(() => excel.insert(modelFor(store, 'nb')));
  const insert = excel.host.log.total();
  await excel.read();
  for (const [address, text] of Object.entries(fiveEdits)) excel.person.type('Tiltak', address, text);
  excel.host.log.reset();
  const syncMs = await timed(() => syncHosted(excel, store));
  const sync = excel.host.log.total();
  process.stdout.write(JSON.stringify({
    insertMs, syncMs, insertRequests: insert.requests, insertKb: insert.bytesIn / 1000, syncRequests: sync.requests, syncKb: bytesWritten(excel) / 1000, readKb: sync.bytesOut / 1000,
  }));
};

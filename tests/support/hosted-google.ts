import { createSpreadsheetFlows, runFlowAtOnce, toGoogleFailure, type Flow, type GoogleResult, type ReadSpreadsheet, type SheetsAnswer, type SheetsCall, type SheetsRequest, type Spreadsheet } from '../../gsheets/rest';
import type { WorkbookPatch } from '../../core/sheet';
import type { OwnTabs } from '../contract/host-contract';
import { startEmulator, type Emulator } from './sheets-emulator';
import type { Switches } from './sheets-emulator/switches';
import type { HostedWorkbook } from './workbook-journey';

export const planner = 'planner@example.org';

/** What was asked for, or an error that tells the failure. */
export const googleValueOf = <T>(result: GoogleResult<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** A call as HTTP has it. */
const httpOf = (call: SheetsCall): readonly [method: 'GET' | 'POST', path: string, query: Record<string, string | string[]>, body?: unknown] => {
  if (call.method === 'create') return ['POST', '/v4/spreadsheets', { fields: call.fields }, call.spreadsheet];
  const path = `/v4/spreadsheets/${call.spreadsheetId}`;
  if (call.method === 'get') return ['GET', path, { fields: call.fields, ...(call.ranges && { ranges: [...call.ranges] }) }];
  const shown = call.responseRanges && { includeSpreadsheetInResponse: true, responseIncludeGridData: true, responseRanges: call.responseRanges };
  return ['POST', `${path}:batchUpdate`, { ...(call.fields && { fields: call.fields }) }, { requests: call.requests, ...shown }];
};

/** Answers calls as one user, at once. */
export const answerAs = (emulator: Emulator, user: string) => (call: SheetsCall): SheetsAnswer => {
  const [method, path, query, body] = httpOf(call);
  const { status, json } = emulator.call(user, method, path, query, body);
  if (status === 200) return { ok: true, value: json as Spreadsheet };
  if (status === 501) throw new Error(JSON.stringify(json));
  return { ok: false, failure: toGoogleFailure({ ...(status > 0 && { status }), body: json, message: 'the connection closed', isWrite: method === 'POST' }) };
};

export interface OpenedGoogle extends HostedWorkbook {
  readonly emulator: Emulator;
  readonly spreadsheetId: () => string;
  /** From now on this spreadsheet is meant. */
  take(spreadsheetId: string): void;
  /** Runs a flow as the planner. */
  run<T>(flow: Flow<T>): GoogleResult<T>;
  readSpreadsheet(): ReadSpreadsheet;
  /** Reads where all of it at once is more than is taken. */
  tryTooLarge(): GoogleResult<ReadSpreadsheet>;
  tryWrite(patch: WorkbookPatch, read: ReadSpreadsheet): GoogleResult<void>;
  /** Somebody else writes, at once, through whatever client. */
  edit(requests: (sheetIdOf: (tab: string) => number) => SheetsRequest[]): void;
  /** A cell of a tab, as it was read. */
  cellAt(tab: string, row: number, column: number): unknown;
}

export const flows = createSpreadsheetFlows();

const placeOf = (address: string): { readonly rowIndex: number; readonly columnIndex: number } => {
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address)!;
  return { rowIndex: Number(row) - 1, columnIndex: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
};

/** Writes into one cell. */
export const typing = (sheetId: number, address: string, value: string | number): SheetsRequest =>
  ({ updateCells: { start: { sheetId, ...placeOf(address) }, rows: [{ values: [{ userEnteredValue: typeof value === 'number' ? { numberValue: value } : { stringValue: value } }] }], fields: 'userEnteredValue' } });

/** A person's own spreadsheet, which the planner may write in. */
const makeOwn = (emulator: Emulator, own: OwnTabs): string => {
  const cellOf = (value: string | number) => ({ userEnteredValue: typeof value === 'number' ? { numberValue: value } : { stringValue: value } });
  const sheets = Object.entries(own).map(([title, rows], index) => ({ properties: { sheetId: index + 1, title, index }, data: [{ rowData: rows.map((values) => ({ values: values.map(cellOf) })) }] }));
  const answer = answerAs(emulator, planner)({ method: 'create', spreadsheet: { properties: { title: 'Mitt' }, sheets }, fields: 'spreadsheetId' });
  return googleValueOf(answer).spreadsheetId!;
};

/** A workbook in an emulated Google, reached at once, as Apps Script reaches it. Without tabs of one's own it is made when a plan is put into it. */
export const openGoogle = async (own?: OwnTabs, switches: Partial<Switches> = {}): Promise<OpenedGoogle> => {
  const emulator = await startEmulator(switches);
  let id = own ? makeOwn(emulator, own) : undefined;
  let writes = 0;
  const run = <T>(flow: Flow<T>): GoogleResult<T> => runFlowAtOnce(flow, answerAs(emulator, planner));
  const spreadsheetId = (): string => id!;
  const readSpreadsheet = (): ReadSpreadsheet => googleValueOf(run(flows.read(spreadsheetId())));
  const tryTooLarge = (): GoogleResult<ReadSpreadsheet> => runFlowAtOnce(flows.read(spreadsheetId()), (call) =>
    (call.method === 'get' && !call.ranges && call.fields.includes(',data(') ? { ok: false, failure: { kind: 'too-much' } } : answerAs(emulator, planner)(call)));
  const edit: OpenedGoogle['edit'] = (requests) => {
    const { raw } = readSpreadsheet();
    const sheetIdOf = (tab: string): number => raw.sheets!.find(({ properties }) => properties!.title === tab)!.properties!.sheetId!;
    googleValueOf(answerAs(emulator, planner)({ method: 'batchUpdate', spreadsheetId: spreadsheetId(), requests: requests(sheetIdOf) }));
  };
  // Whoever reads through the contract gets the grid alone.
  const reads = new WeakMap<object, ReadSpreadsheet>();
  const tryWrite: OpenedGoogle['tryWrite'] = (patch, read) => run(flows.write(read, patch, { editor: planner, operation: `write-${(writes += 1)}` }));
  return {
    emulator, spreadsheetId, run, readSpreadsheet, tryTooLarge, tryWrite,
    take: (other) => {
      id = other;
    },
    edit, cellAt: (tab, row, column) => readSpreadsheet().grid.worksheets.find(({ name }) => name === tab)?.rows.find(({ index }) => index === row)?.cells[column]?.value,
    insert: (model) => {
      if (id === undefined) id = googleValueOf(run(flows.create(model, { editor: planner }))).spreadsheetId;
      else googleValueOf(run(flows.insert(readSpreadsheet(), model, { editor: planner })));
      return Promise.resolve();
    },
    read: () => {
      const read = readSpreadsheet();
      reads.set(read.grid, read);
      return Promise.resolve(read.grid);
    },
    write: (patch, grid) => {
      googleValueOf(tryWrite(patch, reads.get(grid)!));
      return Promise.resolve();
    },
    type: (tab, address, value) => {
      edit((sheetIdOf) => [typing(sheetIdOf(tab), address, value)]);
      return Promise.resolve();
    },
  };
};

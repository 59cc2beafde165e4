import type { GuardOptions, SheetsRequest, Spreadsheet } from '../../gsheets/rest';
import { createBody, createdRequests } from '../../gsheets/rest/create';
import { frameRequests } from '../../gsheets/rest/frame';
import { readFields } from '../../gsheets/rest/read-grid';
import { frameOf, type TabFrame, type WorkbookModel } from '../../core/sheet/model';
import { planner } from './hosted-google';
import { startEmulator, type Emulator, type Switches } from './sheets-emulator';

type Sheet = gapi.client.sheets.Sheet;

/** A plan laid out in an emulated Google, with what Google answers of it. */
export interface LaidOut {
  readonly emulator: Emulator;
  readonly id: string;
  read(): Spreadsheet;
  sheet(name: string): Sheet;
  /** As the planner, or somebody else; it throws where Google refuses. */
  send(requests: readonly SheetsRequest[], user?: string): void;
  /** Puts right what is not as declared, and gives what that took. */
  layOut(frames?: readonly TabFrame[], options?: GuardOptions): SheetsRequest[];
}

const answered = <T>({ status, json }: { status: number; json: unknown }): T => {
  if (status !== 200) throw new Error(JSON.stringify(json).slice(0, 2000));
  return json as T;
};

export const openLaidOut = (emulator: Emulator, id: string, frames: readonly TabFrame[]): LaidOut => {
  const read = (): Spreadsheet => answered(emulator.call(planner, 'GET', `/v4/spreadsheets/${id}`, { fields: readFields }));
  const send: LaidOut['send'] = (requests, user = planner) => void answered(emulator.call(user, 'POST', `/v4/spreadsheets/${id}:batchUpdate`, { fields: 'spreadsheetId' }, { requests }));
  return {
    emulator, id, read, send,
    sheet: (name) => read().sheets!.find(({ properties }) => properties!.title === name)!,
    layOut: (wanted = frames, options = { editor: planner }) => {
      const requests = frameRequests(read(), wanted, options);
      if (requests.length > 0) send(requests);
      return requests;
    },
  };
};

/** A spreadsheet made as the two requests of a create make it. */
export const layOutNew = async (model: WorkbookModel, switches: Partial<Switches> = {}, options: GuardOptions = { editor: planner }): Promise<LaidOut> => {
  const emulator = await startEmulator(switches);
  const made: Spreadsheet = answered(emulator.call(planner, 'POST', '/v4/spreadsheets', { fields: 'spreadsheetId,sheets.properties' }, createBody(model)));
  const laidOut = openLaidOut(emulator, made.spreadsheetId!, model.worksheets.map(frameOf));
  laidOut.send(createdRequests(model, made, options));
  return laidOut;
};

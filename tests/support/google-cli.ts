import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { printConsent } from '../../gsheets/api/key-file';
import { cliFolder, finished, type CliFolder, type CliRun } from './cli';
import { CLIENT, scopes, startEmulator, type Emulator } from './sheets-emulator';

/** The account that Planark is at Google. */
export const planner = 'planark@example.no';
/** A person whom spreadsheets are shared with, or who makes one. */
export const kari = 'kari@example.no';

/** A folder in which the command line runs with an emulated Google, logged in as `planner`. */
export interface GoogleCli extends CliFolder {
  readonly emulator: Emulator;
  /** Runs `planark gsheets …` and waits, while the emulator answers. */
  google(...args: string[]): Promise<CliRun>;
  startGoogle(...args: string[]): ChildProcess;
  /** The same with nothing that says who asks, save what is given. */
  strange(env: Readonly<Record<string, string>>, ...args: string[]): Promise<CliRun>;
  /** A person types into a cell: text, or a number. */
  type(spreadsheetId: string, tab: string, address: string, value: string | number): void;
  /** What a person sees of a cell: its text or number; null where it is empty. */
  cell(spreadsheetId: string, tab: string, address: string): string | number | null;
  tabs(spreadsheetId: string): string[];
}

/** Links have ids that hands know: those at whose address the command says they are. */
export const idIn = (url: string): string => /\/d\/([^/]+)/.exec(url)![1]!;

interface Extended {
  readonly stringValue?: string;
  readonly numberValue?: number;
}
interface Answered {
  readonly sheets: readonly { readonly properties: { readonly sheetId: number; readonly title: string }; readonly data?: readonly { readonly rowData?: readonly { readonly values?: readonly { readonly effectiveValue?: Extended }[] }[] }[] }[];
}

const hands = (emulator: Emulator, owner: () => string) => {
  const get = (id: string, query: Record<string, string>): Answered => {
    const { status, json } = emulator.call(owner(), 'GET', `/v4/spreadsheets/${id}`, query);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
    return json as Answered;
  };
  const sheetsOf = (id: string) => get(id, { fields: 'sheets.properties(sheetId,title)' }).sheets.map(({ properties }) => properties);
  const place = (address: string) => {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(address)!;
    return { rowIndex: Number(row) - 1, columnIndex: [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
  };
  return {
    tabs: (id: string) => sheetsOf(id).map(({ title }) => title),
    type: (id: string, tab: string, address: string, value: string | number): void => {
      const sheet = sheetsOf(id).find(({ title }) => title === tab);
      if (!sheet) throw new Error(`no tab ${tab}`);
      const userEnteredValue = value === '' ? {} : typeof value === 'number' ? { numberValue: value } : { stringValue: value };
      const requests = [{ updateCells: { start: { sheetId: sheet.sheetId, ...place(address) }, rows: [{ values: [{ userEnteredValue }] }], fields: 'userEnteredValue' } }];
      const { status, json } = emulator.call(owner(), 'POST', `/v4/spreadsheets/${id}:batchUpdate`, {}, { requests });
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
    },
    cell: (id: string, tab: string, address: string): string | number | null => {
      const { sheets } = get(id, { ranges: `'${tab}'!${address}`, fields: 'sheets(properties(sheetId,title),data.rowData.values.effectiveValue)' });
      const value = sheets.find(({ properties }) => properties.title === tab)?.data?.[0]?.rowData?.[0]?.values?.[0]?.effectiveValue;
      return value?.stringValue ?? value?.numberValue ?? null;
    },
  };
};

/** Runs in a folder with the example plans; stop the emulator when the test is over. */
export const googleCli = async (folder: CliFolder = cliFolder(), given?: Emulator): Promise<GoogleCli> => {
  const emulator = given ?? (await startEmulator());
  mkdirSync(folder.path('config'), { recursive: true, mode: 0o700 });
  const granted = [scopes.driveFile, scopes.spreadsheets, scopes.email];
  folder.write('config/google-consent.json', printConsent({ clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken: emulator.oauth.consentOf(planner, granted), reach: 'every-spreadsheet', email: planner }));
  chmodSync(folder.path('config/google-consent.json'), 0o600);
  const env = { PLANARK_GOOGLE_ROOT: emulator.rootUrl, HOME: folder.folder };
  const startGoogle = (...args: string[]): ChildProcess => folder.startWith({ ...env, PLANARK_CONFIG: folder.path('config') }, 'gsheets', ...args);
  return {
    ...folder, ...hands(emulator, () => planner), emulator, startGoogle,
    google: (...args) => finished(startGoogle(...args)),
    strange: (more, ...args) => finished(folder.startWith({ ...env, PLANARK_CONFIG: folder.path('nobody'), ...more }, 'gsheets', ...args)),
  };
};

/** Requests since a moment of the log, those for tokens left out. */
export const requestsOf = ({ log }: Emulator, from = 0): { readonly count: number; readonly writes: number; readonly bytesIn: number; readonly bytesOut: number } => {
  const entries = log.slice(from).filter(({ path }) => !path.endsWith('/token'));
  const sum = (key: 'bytesIn' | 'bytesOut'): number => entries.reduce((total, entry) => total + entry[key], 0);
  return { count: entries.length, writes: entries.filter(({ kind }) => kind === 'write').length, bytesIn: sum('bytesIn'), bytesOut: sum('bytesOut') };
};

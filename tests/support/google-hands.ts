import type { Emulator } from './sheets-emulator';

/** The account that Planark is at Google. */
export const planner = 'planark@example.no';
/** A person whom spreadsheets are shared with, or who makes one. */
export const kari = 'kari@example.no';

export interface Hands {
  /** A person types into a cell: text, or a number. */
  type(spreadsheetId: string, tab: string, address: string, value: string | number): void;
  /** What a person sees of a cell: its text or number; null where it is empty. */
  cell(spreadsheetId: string, tab: string, address: string): string | number | null;
  tabs(spreadsheetId: string): string[];
}

interface Extended {
  readonly stringValue?: string;
  readonly numberValue?: number;
}
interface Answered {
  readonly sheets: readonly { readonly properties: { readonly sheetId: number; readonly title: string }; readonly data?: readonly { readonly rowData?: readonly { readonly values?: readonly { readonly effectiveValue?: Extended }[] }[] }[] }[];
}

/** Hands at the spreadsheets of this account. */
export const handsOf = (emulator: Emulator, owner: string): Hands => {
  const get = (id: string, query: Record<string, string>): Answered => {
    const { status, json } = emulator.call(owner, 'GET', `/v4/spreadsheets/${id}`, query);
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
      const { status, json } = emulator.call(owner, 'POST', `/v4/spreadsheets/${id}:batchUpdate`, {}, { requests });
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
    },
    cell: (id: string, tab: string, address: string): string | number | null => {
      const { sheets } = get(id, { ranges: `'${tab}'!${address}`, fields: 'sheets(properties(sheetId,title),data.rowData.values.effectiveValue)' });
      const value = sheets.find(({ properties }) => properties.title === tab)?.data?.[0]?.rowData?.[0]?.values?.[0]?.effectiveValue;
      return value?.stringValue ?? value?.numberValue ?? null;
    },
  };
};

/** Requests since a moment of the log, those for tokens left out. */
export const requestsOf = ({ log }: Emulator, from = 0): { readonly count: number; readonly writes: number; readonly bytesIn: number; readonly bytesOut: number } => {
  const entries = log.slice(from).filter(({ path }) => !path.endsWith('/token'));
  const sum = (key: 'bytesIn' | 'bytesOut'): number => entries.reduce((total, entry) => total + entry[key], 0);
  return { count: entries.length, writes: entries.filter(({ kind }) => kind === 'write').length, bytesIn: sum('bytesIn'), bytesOut: sum('bytesOut') };
};

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A spreadsheet as File › Download makes a file of it. */
export const download = async (emulator: Emulator, spreadsheetId: string): Promise<Buffer> => {
  const answer = await fetch(`${emulator.rootUrl}drive/v3/files/${spreadsheetId}/export?mimeType=${encodeURIComponent(xlsx)}`, { headers: { authorization: `Bearer ${emulator.tokenFor(planner)}` } });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
};

/** A file that is uploaded to Drive and opened as a spreadsheet; gives its id. */
export const upload = async (emulator: Emulator, name: string, file: Uint8Array): Promise<string> => {
  const part = (type: string, content: string | Uint8Array): Buffer[] => [Buffer.from(`--edge\r\ncontent-type: ${type}\r\n\r\n`), Buffer.from(content as Uint8Array), Buffer.from('\r\n')];
  const described = JSON.stringify({ name, mimeType: 'application/vnd.google-apps.spreadsheet' });
  const body = Buffer.concat([...part('application/json', described), ...part(xlsx, file), Buffer.from('--edge--\r\n')]);
  const headers = { authorization: `Bearer ${emulator.tokenFor(planner)}`, 'content-type': 'multipart/related; boundary=edge' };
  const answer = await fetch(`${emulator.rootUrl}upload/drive/v3/files?uploadType=multipart`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
};

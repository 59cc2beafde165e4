import type { drive_v3 } from 'googleapis/build/src/apis/drive';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets';
import { refusalOf, type Refusal } from '../support/google-clients';
import type { Person } from '../support/sheets-emulator/person';

export type Request = sheets_v4.Schema$Request;

/** Google's own clients, for one account. */
export interface Clients {
  readonly account: string;
  readonly sheets: sheets_v4.Resource$Spreadsheets;
  readonly drive: drive_v3.Drive;
}

/** What a probe works with: a fresh tab of five rows in a spreadsheet of the locale en_US, and whoever else is there. */
export interface Bench extends Clients {
  readonly spreadsheetId: string;
  readonly sheetId: number;
  readonly title: string;
  /** The same account with the scope `drive.file` alone. */
  readonly narrow?: Clients;
  /** A second account, which the spreadsheet is shared with as a writer. */
  readonly other?: Clients;
  /** That one with `drive.file` alone; our app did not make the spreadsheet for it. */
  readonly otherNarrow?: Clients;
  /** An account without storage. */
  readonly service?: Clients;
  /** The hands of the first account, in the web page: an emulator’s alone. */
  readonly hands?: Person;
}

export const batch = ({ sheets }: Pick<Clients, 'sheets'>, { spreadsheetId }: Bench, ...requests: readonly Request[]): Promise<readonly sheets_v4.Schema$Response[]> =>
  sheets.batchUpdate({ spreadsheetId, requestBody: { requests: [...requests] } }).then(({ data }) => data.replies ?? []);

/** Why a batch was refused, if it was; a batch that went well leaves what it did. */
export const refusal = (who: Pick<Clients, 'sheets'>, bench: Bench, ...requests: readonly Request[]): Promise<Refusal | undefined> => refusalOf(batch(who, bench, ...requests));

const range = ({ sheetId }: Bench, startRowIndex: number, endRowIndex: number, endColumnIndex: number) => ({ sheetId, startRowIndex, endRowIndex, startColumnIndex: 0, endColumnIndex });

/** Texts into cells from A1; one that begins with "=" is a formula. */
export const texts = ({ sheetId }: Bench, ...rows: readonly (readonly string[])[]): Request => ({
  updateCells: {
    start: { sheetId, rowIndex: 0, columnIndex: 0 },
    rows: rows.map((row) => ({ values: row.map((text) => ({ userEnteredValue: text.startsWith('=') ? { formulaValue: text } : { stringValue: text } })) })),
    fields: 'userEnteredValue',
  },
});

const keyOf = ({ sheetId }: Bench): string => `planark.probe.${sheetId}`;
export const rowMetadata = (bench: Bench, index: number): Request => ({
  createDeveloperMetadata: { developerMetadata: { metadataKey: keyOf(bench), metadataValue: 'x', visibility: 'DOCUMENT', location: { dimensionRange: { sheetId: bench.sheetId, dimension: 'ROWS', startIndex: index, endIndex: index + 1 } } } },
});
export const tabMetadata = (bench: Bench, metadataValue: string): Request => ({
  createDeveloperMetadata: { developerMetadata: { metadataKey: keyOf(bench), metadataValue, visibility: 'DOCUMENT', location: { sheetId: bench.sheetId } } },
});

/** Where metadata of the probe stands: by row, or −1 for a tab’s. */
export const placesOfMetadata = async (bench: Bench): Promise<readonly number[]> => {
  const { data } = await bench.sheets.developerMetadata.search({ spreadsheetId: bench.spreadsheetId, requestBody: { dataFilters: [{ developerMetadataLookup: { metadataKey: keyOf(bench) } }] } });
  return (data.matchedDeveloperMetadata ?? []).map(({ developerMetadata }) => developerMetadata?.location?.dimensionRange?.startIndex ?? (developerMetadata?.location?.dimensionRange ? 0 : -1)).sort((a, b) => a - b);
};

/** The first rows of the tab, and its rules. */
export const sheetOf = async ({ sheets, spreadsheetId, sheetId, title }: Bench, cells?: string): Promise<sheets_v4.Schema$Sheet> => {
  const fields = 'sheets(properties(sheetId,tabColorStyle),conditionalFormats,data.rowData.values(effectiveValue,dataValidation,userEnteredFormat))';
  const { data } = await sheets.get({ spreadsheetId, fields, ranges: [`'${title}'${cells === undefined ? '' : `!${cells}`}`] });
  return data.sheets?.find(({ properties }) => properties?.sheetId === sheetId) ?? {};
};

export const valueAt = async (bench: Bench, cell: string): Promise<sheets_v4.Schema$ExtendedValue | undefined> => (await sheetOf(bench, cell)).data?.[0]?.rowData?.[0]?.values?.[0]?.effectiveValue;

/** A rule that colours what says "x", in the first column between two rows; without an end, to the end whatever comes. */
export const ruleOn = (bench: Bench, from: number, to?: number): Request => ({
  addConditionalFormatRule: { index: 0, rule: { ranges: [{ sheetId: bench.sheetId, startRowIndex: from, ...(to === undefined ? {} : { endRowIndex: to }), startColumnIndex: 0, endColumnIndex: 1 }], booleanRule: { condition: { type: 'TEXT_EQ', values: [{ userEnteredValue: 'x' }] }, format: { textFormat: { bold: true } } } } },
});

export const validated = (bench: Bench, rows: number): Request => ({
  setDataValidation: { range: range(bench, 0, rows, 1), rule: { condition: { type: 'ONE_OF_LIST', values: [{ userEnteredValue: 'x' }] }, strict: true } },
});

export const bold = (bench: Bench, rows: number): Request => ({ repeatCell: { range: range(bench, 0, rows, 1), cell: { userEnteredFormat: { textFormat: { bold: true } } }, fields: 'userEnteredFormat.textFormat.bold' } });

export const sorted = (bench: Bench, rows: number, columns: number): Request => ({ sortRange: { range: range(bench, 0, rows, columns), sortSpecs: [{ dimensionIndex: 0, sortOrder: 'ASCENDING' }] } });
export const copied = (bench: Bench): Request => ({ copyPaste: { source: { ...range(bench, 0, 1, 26) }, destination: { ...range(bench, 1, 2, 26) }, pasteType: 'PASTE_NORMAL' } });
export const rows = ({ sheetId }: Bench, startIndex: number, endIndex: number) => ({ sheetId, dimension: 'ROWS', startIndex, endIndex });

/** Rows, or the first column, that only these accounts may change; without any, nobody is named. */
export const protectedFor = (bench: Bench, what: 'rows' | 'column', ...users: readonly string[]): Request => ({
  addProtectedRange: { protectedRange: { range: what === 'rows' ? { sheetId: bench.sheetId, startRowIndex: 1, endRowIndex: 4 } : { sheetId: bench.sheetId, startColumnIndex: 0, endColumnIndex: 1 }, ...(users.length > 0 && { editors: { users: [...users] } }) } },
});

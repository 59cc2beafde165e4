import { parseRange, splitAtFrozen, type GridRange, type TabFrame } from '../../core';
import type { SheetsRequest, Spreadsheet } from './calls';
import { chartRequests } from './charts';
import { guardedFor, guardRequests } from './frame-guards';
import { conditionalFormatRequests, validationRequests } from './frame-rules';
import { columnsOf, isGenerated, sizeRequests } from './frame-sizes';
import type { GuardOptions } from './open-spreadsheet';
import { fromGoogleRange, holdsCells, sheetIdOf, sheetNamed, tabKeyName, toGoogleRange, type Sheet } from './raw-spreadsheet';

/** The field that a column shows, in its developer metadata, whatever its header is by now. */
export const columnKeyName = 'planark.column';

const placeKey = ({ top, left, bottom, right }: GridRange): string => [top, left, bottom, right].join();

/** Joined cells of a page: those of people's tabs are their own. Google joins none on both sides of what is frozen: the parts are joined by themselves. [N13] */
const mergeRequests = (sheet: Sheet, frame: TabFrame): SheetsRequest[] => {
  if (!isGenerated(frame)) return [];
  const sheetId = sheetIdOf(sheet);
  const wanted = frame.merges.map(parseRange).flatMap((merge) => splitAtFrozen(merge, frame));
  const standing = (sheet.merges ?? []).map((merge) => fromGoogleRange(sheet, merge));
  const [wantedKeys, standingKeys] = [wanted, standing].map((merges) => new Set(merges.map(placeKey)));
  return [
    ...standing.filter((merge) => !wantedKeys!.has(placeKey(merge))).map((merge): SheetsRequest => ({ unmergeCells: { range: toGoogleRange(sheetId, merge) } })),
    ...wanted.filter((merge) => !standingKeys!.has(placeKey(merge))).map((merge): SheetsRequest => ({ mergeCells: { range: toGoogleRange(sheetId, merge), mergeType: 'MERGE_ALL' } })),
  ];
};

/** A filter over a table that has none: whatever a person set one to stays, and a tab with a table of Google's has its own. [N19] */
const filterRequests = (sheet: Sheet, { table, columns }: TabFrame): SheetsRequest[] => {
  if (!table || sheet.basicFilter || (sheet.tables ?? []).length > 0) return [];
  const range = { sheetId: sheetIdOf(sheet), startRowIndex: 0, startColumnIndex: 0, endColumnIndex: columns.length };
  return [{ setBasicFilter: { filter: { range } } }];
};

type Metadata = gapi.client.sheets.DeveloperMetadata;

/** Brings what is known of a tab or a column to the one value that it should have, or none. */
const markRequests = (standing: readonly Metadata[] | undefined, key: string, value: string | undefined, location: gapi.client.sheets.DeveloperMetadataLocation): SheetsRequest[] => {
  const known = (standing ?? []).filter(({ metadataKey }) => metadataKey === key);
  const kept = known.find(({ metadataValue }) => metadataValue === value);
  return [
    ...known.filter((one) => one !== kept).map(({ metadataId }): SheetsRequest => ({ deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId: metadataId! } } } })),
    ...(kept || value === undefined ? [] : [{ createDeveloperMetadata: { developerMetadata: { metadataKey: key, metadataValue: value, visibility: 'DOCUMENT', location } } } as const]),
  ];
};

/** What tabs and columns are known by to programs. [N12] */
const knownByRequests = (sheet: Sheet, { key, columns, table }: TabFrame): SheetsRequest[] => {
  const [sheetId, standing] = [sheetIdOf(sheet), columnsOf(sheet)];
  const columnMarks = table ? columns.flatMap((column, i) => markRequests(standing[i]?.developerMetadata, columnKeyName, column?.field, { dimensionRange: { sheetId, dimension: 'COLUMNS', startIndex: i, endIndex: i + 1 } })) : [];
  return [...markRequests(sheet.developerMetadata, tabKeyName, key, { sheetId }), ...columnMarks];
};

const tabFrameRequests = (sheet: Sheet, frame: TabFrame, options: GuardOptions, isFor: readonly string[]): SheetsRequest[] => [
  ...sizeRequests(sheet, frame),
  ...mergeRequests(sheet, frame),
  ...validationRequests(sheet, frame),
  ...conditionalFormatRequests(sheet, frame),
  ...filterRequests(sheet, frame),
  ...chartRequests(sheet, frame),
  ...knownByRequests(sheet, frame),
  ...guardRequests(sheet, frame, options, isFor),
];

/**
 * What lays out the tabs of a plan as declared that stand in a spreadsheet, by difference to what was read: none where nothing differs. Of a tab that was made just
 * now nothing is known but its properties, and all is laid out. SPEC.md [N10]-[N22]
 */
export const frameRequests = (standing: Spreadsheet, frames: readonly TabFrame[], options: GuardOptions): SheetsRequest[] => {
  const isFor = options.editor === undefined ? guardedFor(standing) : [options.editor];
  return frames.flatMap((frame) => {
    const sheet = sheetNamed(standing, frame.name);
    return sheet && holdsCells(sheet) ? tabFrameRequests(sheet, frame, options, isFor) : [];
  });
};

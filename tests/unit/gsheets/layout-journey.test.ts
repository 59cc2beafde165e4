import { frameWorkbook, type WorkbookPatch } from '../../../core/sheet';
import type { SheetsRequest } from '../../../gsheets/rest';
import { examplePlans } from '../../support/example-plans';
import { googleValueOf, openGoogle, planner, type OpenedGoogle } from '../../support/hosted-google';
import { decide, modelFor, storeOf, today } from '../../support/workbook-journey';

const plan = examplePlans().get('norrbotten-2021')!;
const store = storeOf(plan);

/** A sync that has nothing to write but looks after the layout. Gives the requests that were made after the read. */
const syncLayout = (opened: OpenedGoogle): { readonly kind: string }[] => {
  const read = opened.readSpreadsheet();
  const { decision, stamped } = decide(read.grid, store);
  const input = { plan: decision.sheetPlan, stamp: stamped.stamp, today, isTodayFixed: true };
  const patch: WorkbookPatch = {
    tabs: [], pages: [], looksTab: '_planark', generated: { title: '', author: '', locale: 'sv', dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [],
    frames: frameWorkbook(input, decision.places, decision.tabs),
  };
  const before = opened.emulator.log.length;
  googleValueOf(opened.tryWrite(patch, read));
  return opened.emulator.log.slice(before).map(({ kind }) => ({ kind }));
};
const tabOf = (opened: OpenedGoogle, key: string) => opened.readSpreadsheet().raw.sheets!.find(({ developerMetadata = [] }) => developerMetadata.some(({ metadataValue }) => metadataValue === key))!;
const send = (opened: OpenedGoogle, requests: readonly SheetsRequest[]): void => {
  const { status, json } = opened.emulator.call(planner, 'POST', `/v4/spreadsheets/${opened.spreadsheetId()}:batchUpdate`, {}, { requests });
  if (status !== 200) throw new Error(JSON.stringify(json));
};

describe('the layout of a plan that nobody changed', () => {
  test('[N10] [N21] asks nothing where it stands, and one batch where somebody broke it; what is a person’s stays', async () => {
    const opened = await openGoogle();
    await opened.insert(modelFor(store, 'sv'));
    expect(syncLayout(opened)).toEqual([]);

    const [activities, overview] = [tabOf(opened, 'activities'), tabOf(opened, 'overview')];
    const sheetId = activities.properties!.sheetId!;
    const own = { range: { sheetId, startRowIndex: 1, endRowIndex: 4, startColumnIndex: 26, endColumnIndex: 27 }, rule: { condition: { type: 'BOOLEAN' } } } as const;
    send(opened, [
      { insertDimension: { range: { sheetId, dimension: 'COLUMNS', startIndex: 3, endIndex: 4 }, inheritFromBefore: false } },
      { updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 3 }, rows: [{ values: [{ userEnteredValue: { stringValue: 'Mitt' } }] }], fields: 'userEnteredValue' } },
    ]);
    send(opened, [
      { setDataValidation: { range: { sheetId, startRowIndex: 2, endRowIndex: 3, startColumnIndex: 0, endColumnIndex: 20 } } }, { setDataValidation: own },
      { deleteConditionalFormatRule: { sheetId, index: 1 } }, { updateDimensionProperties: { range: { sheetId, dimension: 'COLUMNS', startIndex: 4, endIndex: 5 }, properties: { pixelSize: 333 }, fields: 'pixelSize' } },
      { deleteProtectedRange: { protectedRangeId: overview.protectedRanges![0]!.protectedRangeId! } }, { deleteEmbeddedObject: { objectId: overview.charts![0]!.chartId! } },
      { updateSheetProperties: { properties: { sheetId: tabOf(opened, 'lists').properties!.sheetId!, hidden: false }, fields: 'hidden' } },
    ]);
    expect(syncLayout(opened).filter(({ kind }) => kind === 'write')).toHaveLength(1);
    expect(syncLayout(opened)).toEqual([]);
    const mended = tabOf(opened, 'activities');
    expect(mended.data![0]!.columnMetadata![4]!.pixelSize).toBe(333);
    expect(mended.data![0]!.rowData![1]!.values![26]!.dataValidation).toEqual({ condition: { type: 'BOOLEAN' } });
    expect(tabOf(opened, 'overview').charts).toHaveLength(overview.charts!.length);
    expect(tabOf(opened, 'lists').properties!.hidden).toBe(true);
    await opened.emulator.stop();
  });
});

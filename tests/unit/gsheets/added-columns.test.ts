import { oddPlan } from '../../support/odd-plan';
import { asOlder } from '../../support/older-workbook';
import type { Spreadsheet } from '../../../gsheets/rest';
import { openGoogle, planner, type OpenedGoogle } from '../../support/hosted-google';
import { expectNothingToDo, modelFor, storeOf, syncHosted } from '../../support/workbook-journey';

const tabOf = (opened: OpenedGoogle, name: string) => opened.readSpreadsheet().raw.sheets!.find(({ properties }) => properties!.title === name)!;

/** How the cells of a column are shown, from the header down. */
const looksOf = (opened: OpenedGoogle, tab: string, column: number): unknown => {
  const { json } = opened.emulator.call(planner, 'GET', `/v4/spreadsheets/${opened.spreadsheetId()}`, { ranges: [`${tab}!A1:AZ20`], fields: 'sheets(data(rowData(values(userEnteredFormat))))' });
  return (json as Spreadsheet).sheets![0]!.data![0]!.rowData!.slice(0, 8).map(({ values }) => values?.[column]?.userEnteredFormat);
};

describe('columns that come to a tab in Google Sheets', () => {
  test('[N55] look as in a spreadsheet that is made anew, on a grid that is widened, and a filter that is set stays and reaches over them', async () => {
    const store = storeOf(oddPlan);
    const [opened, fresh] = [await openGoogle(), await openGoogle()];
    await opened.insert(asOlder(modelFor(store, 'nb')));
    await fresh.insert(modelFor(store, 'nb'));
    const { properties, basicFilter } = tabOf(opened, 'Tiltak');
    const [sheetId, width] = [properties!.sheetId!, basicFilter!.range!.endColumnIndex!];
    const filterSpecs = [{ columnIndex: 15, filterCriteria: { hiddenValues: ['Avlyst'] } }];
    opened.edit(() => [{ setBasicFilter: { filter: { range: basicFilter!.range!, filterSpecs } } }, { deleteDimension: { range: { sheetId, dimension: 'COLUMNS', startIndex: width, endIndex: properties!.gridProperties!.columnCount! } } }]);
    await syncHosted(opened, store);
    const now = tabOf(opened, 'Tiltak');
    expect([now.properties!.gridProperties!.columnCount, now.basicFilter!.range!.endColumnIndex, now.basicFilter!.filterSpecs]).toEqual([width + 1, width + 1, filterSpecs]);
    expect(looksOf(opened, 'Tiltak', width)).toEqual(looksOf(fresh, 'Tiltak', width));
    expect(looksOf(opened, 'Tiltak', width)).not.toContain(undefined);
    await expectNothingToDo(opened, store);
    await Promise.all([opened, fresh].map(({ emulator }) => emulator.stop()));
  });
});

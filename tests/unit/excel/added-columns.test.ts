import { excelLook } from '../../support/excel-look';
import { cellFor, type Sheet } from '../../support/excel-host/model/sheet';
import { openExcel, type OpenedExcel } from '../../support/hosted-excel';
import { oddPlan } from '../../support/odd-plan';
import { asOlder } from '../../support/older-workbook';
import { expectNothingToDo, modelFor, storeOf, syncHosted, syncRead } from '../../support/workbook-journey';
import { sheetOf } from '../../support/planned-excel';

const older = async (): Promise<OpenedExcel> => {
  const excel = openExcel();
  await excel.insert(asOlder(modelFor(storeOf(oddPlan), 'nb')));
  return excel;
};

const lastColumn = ({ tables }: Sheet): number => tables[0]!.area.right;

/** All that can be seen of a column, but what stands in it. */
const columnOf = (sheet: Sheet, column: number): unknown => {
  const isThere = ({ areas }: { readonly areas: readonly { readonly left: number; readonly right: number }[] }): boolean => areas.some(({ left, right }) => left <= column && right >= column);
  return {
    looks: Array.from({ length: 9 }, (_, row) => excelLook(sheet, row, column)),
    width: sheet.columnLooks.get(column)?.['columnWidth'],
    rules: sheet.validations.filter(isThere).map(({ rule, prompt, errorAlert }) => ({ rule, prompt, errorAlert })),
    colours: sheet.conditionalFormats.filter(isThere).map(({ type, facts }) => [type, facts['format.fill.color']]),
  };
};

describe('columns that come to a tab in Excel', () => {
  test.each(['Tiltak', 'Kostnader'])('[X20] look as in a workbook that is made anew, and the table takes them in: %s', async (tab) => {
    const store = storeOf(oddPlan);
    const excel = await older();
    const before = lastColumn(sheetOf(excel, tab));
    await syncHosted(excel, store);
    await expectNothingToDo(excel, store);
    const fresh = openExcel();
    await fresh.insert(modelFor(store, 'nb'));
    expect(lastColumn(sheetOf(fresh, tab))).toBe(before + 1);
    expect(sheetOf(excel, tab).tables.map(({ name, area }) => [name, area])).toEqual(sheetOf(fresh, tab).tables.map(({ name, area }) => [name, area]));
    expect(columnOf(sheetOf(excel, tab), lastColumn(sheetOf(fresh, tab)))).toEqual(columnOf(sheetOf(fresh, tab), lastColumn(sheetOf(fresh, tab))));
  });

  test('[X20] with new rows at once, and beside a column without a header, where the table stays as wide as it was', async () => {
    const store = storeOf(oddPlan);
    const excel = await older();
    const before = lastColumn(sheetOf(excel, 'Tiltak'));
    cellFor(sheetOf(excel, 'Tiltak'), 2, before + 1).value = 'uten overskrift';
    store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: [...oddPlan.tables.activities, { id: 'tilt-5', code: 'T5', title: 'Ny', whatIf: 'postponed' }] } });
    await syncHosted(excel, store);
    const { tables, cells } = sheetOf(excel, 'Tiltak');
    expect(tables.map(({ area }) => [area.right, area.bottom])).toEqual([[before, 5]]);
    expect([cells.get(0)!.get(before + 2)!.value, cells.get(5)!.get(before + 2)!.value, cells.get(2)!.get(before + 1)!.value]).toEqual(['Hva om', 'Utsettes ett år', 'uten overskrift']);
    await expectNothingToDo(excel, store);
  });

  test('[X8][X20] what somebody types where a column is to come is found before anything is written', async () => {
    const store = storeOf(oddPlan);
    const excel = await older();
    const read = await excel.read();
    const { patch } = syncRead(read, store);
    excel.person.type('Tiltak', 'AB4', 'midt i');
    expect(await excel.book.write(patch, read)).toEqual({ ok: false, failure: { kind: 'changed', isPartial: false, tab: 'Tiltak' } });
  });
});

import ExcelJS from 'exceljs';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import { locales } from '../../core/plan/locale';
import { examplePlans } from '../support/example-plans';
import { openExcel } from '../support/hosted-excel';
import { partText } from '../support/patch-support';
import { cellOfExcel, cellOfFile, placeName, sheetOfExcel, sheetOfFile } from '../support/shown-sheet';
import { modelFor, storeOf } from '../support/workbook-journey';

/** Links to cells of the same workbook, by the cell that has one: exceljs does not read them. */
const linksIn = (xml: string): ReadonlyMap<string, string> => new Map([...xml.matchAll(/<hyperlink ref="([^"]+)" location="([^"]+)"/gu)].map(([, cell, location]) => [cell!, location!]));

describe('the add-in’s workbook and the file of one plan', () => {
  test.each([...examplePlans().values()].slice(0, locales.length).map((plan, i) => [plan.id, locales[i]!, plan] as const))('agree cell by cell, and in all that a person sees: %s, %s', async (_, locale, plan) => {
    const model = modelFor(storeOf(plan), locale);
    const excel = openExcel();
    await excel.insert(model);
    const file = new ExcelJS.Workbook();
    const bytes = Buffer.from(await writeXlsx(model));
    await file.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    for (const [i, { name, rows, columns, table }] of model.worksheets.entries()) {
      const links = linksIn(partText(bytes, `xl/worksheets/sheet${i + 1}.xml`));
      const own = excel.host.book.sheets.find((sheet) => sheet.name === name)!;
      const other = file.getWorksheet(name)!;
      expect({ name, ...sheetOfExcel(own, columns.length) }).toEqual({ name, ...sheetOfFile(other, columns.length) });
      // Below a table, the cells that are still to come look as those above.
      const height = rows.length + (table ? 2 : 0);
      const different = Array.from({ length: height }, (_, row) => columns.flatMap((_, column) => {
        const link = links.get(placeName(row, column));
        const [ours, theirs] = [cellOfExcel(excel.host.book, own, row, column), { ...cellOfFile(other.getCell(row + 1, column + 1)), ...(link !== undefined && { link }) }];
        return JSON.stringify(sorted(ours)) === JSON.stringify(sorted(theirs)) ? [] : [`${placeName(row, column)}: ${JSON.stringify(sorted(ours))}, not ${JSON.stringify(sorted(theirs))}`];
      })).flat();
      expect({ name, different: different.slice(0, 5) }).toEqual({ name, different: [] });
    }
  });
});

const sorted = (cell: object): unknown => Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, typeof value === 'number' ? Number(value.toPrecision(12)) : value]);

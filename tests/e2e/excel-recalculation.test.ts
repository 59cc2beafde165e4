import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { locales } from '../../core/plan/locale';
import { renderWorkbook, type CellValue } from '../../core/sheet';
import { examplePlans } from '../support/example-plans';
import { exportBook } from '../support/excel-host/export';
import { displayed } from '../support/excel-host/formulas/calculate';
import { addressOf, cellArea, wholeSheet } from '../support/excel-host/model/area';
import { cellsIn } from '../support/excel-host/model/sheet';
import { createExcelWorld, type ExcelCopy } from '../support/excel-world';
import { differences, modelResults, valuesOf, withFolder, type Results } from '../support/formula-results';
import { convertWithLibreOffice } from '../support/libreoffice';
import { describeWith } from '../support/programs';
import { today } from '../support/sync-world';

/** What the emulated Excel shows in its cells with formulas, by place. */
const shownResults = ({ host: { book } }: ExcelCopy): Results =>
  new Map(book.sheets.flatMap((sheet) => [...cellsIn(sheet, wholeSheet)].filter(({ cell }) => cell.formula !== undefined).map(({ row, column }): [string, CellValue] => {
    const { value, isError } = displayed(book, sheet, row, column);
    return [`${sheet.name}!${addressOf(cellArea(row, column))}`, isError ? { error: String(value) } : value];
  })));

/** TODAY() is whatever day LibreOffice has: the emulated Excel is asked on the plan's day. */
const freezeToday = ({ host: { book } }: ExcelCopy): void => {
  for (const sheet of book.sheets) for (const { cell } of cellsIn(sheet, wholeSheet)) if (cell.formula === '=TODAY()') Object.assign(cell, { value: book.today, formula: undefined });
};

const edit = ({ person }: ExcelCopy): void => {
  const outcomes = [
    person.type('Tiltak', 'C2', 'Nytt navn'), person.type('Tiltak', 'R3', '50 %'), person.type('Tiltak', 'K4', '24.12.2026'), person.type('Mål', 'N2', '7,5'),
    person.sort('Tiltak', 2), person.insertRows('Tiltak', 5), person.type('Tiltak', 'C5', 'Skutt inn'), person.deleteRows('Tiltak', 8), person.copyRowsToEnd('Tiltak', 3),
  ];
  expect(outcomes.every((outcome) => outcome === null || outcome === 'validation-of-entries')).toBe(true);
};

describeWith('libreoffice', 'the workbook of the add-in, recalculated by an independent engine', () => {
  test('each formula comes to what the emulated Excel shows and to what core computes, after an insert and after edits and a sync', async () => {
    await withFolder(async (folder) => {
      const cases = [...examplePlans().values()].slice(0, 4).map((plan, i) => ({ plan, locale: locales[i % locales.length]!, isEdited: i % locales.length === 0 }));
      const expected: { readonly name: string; readonly shown: Results; readonly computed: Results }[] = [];
      for (const { plan, locale, isEdited } of cases) {
        const world = createExcelWorld(plan);
        const copy = await world.open(locale);
        if (isEdited) {
          edit(copy);
          expect((await world.sync(copy)).isPlanChanged).toBe(true);
        }
        freezeToday(copy);
        const name = `${plan.id}.xlsx`;
        writeFileSync(path.join(folder, name), await exportBook(copy.host.book));
        const stamp = { planId: plan.id, revision: 1, hash: 'x', locale, openConflicts: [] };
        // Rows of an edited workbook stand where people put them.
        expected.push({ name, shown: shownResults(copy), computed: isEdited ? new Map() : modelResults(renderWorkbook({ plan, stamp, today, isTodayFixed: true })) });
      }
      convertWithLibreOffice(expected.map(({ name }) => path.join(folder, name)), 'xlsx', path.join(folder, 'recalculated'));
      for (const { name, shown, computed } of expected) {
        const recalculated = valuesOf(path.join(folder, 'recalculated', name));
        expect(shown.size).toBeGreaterThan(300);
        expect({ name, different: differences(shown, recalculated) }).toEqual({ name, different: [] });
        expect({ name, different: differences(computed, recalculated) }).toEqual({ name, different: [] });
      }
    });
  }, 240_000);
});

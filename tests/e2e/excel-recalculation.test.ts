import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { locales, type Locale } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import { renderWorkbook, type CellValue } from '../../core/sheet';
import { workbookLayout } from '../../core/sheet/layout';
import { examplePlans } from '../support/example-plans';
import { exportBook } from '../support/excel-host/export';
import { displayed } from '../support/excel-host/displayed';
import { addressOf, cellArea, wholeSheet } from '../support/excel-host/model/area';
import { sheetNamed } from '../support/excel-host/model/book';
import { cellsIn } from '../support/excel-host/model/sheet';
import { createExcelWorld, type ExcelCopy } from '../support/excel-world';
import { differences, modelResults, modelValues, valuesOf, withFolder, type Results } from '../support/formula-results';
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

/** Rows of an edited workbook stand where people put them: a cell of a record goes by the record's id and its column's header, any other by its place. */
const byRecord = (results: Results, values: Results, locale: Locale): Results => {
  const tabs = new Set(Object.values(workbookLayout(locale).tables).map(({ tab }) => tab));
  return new Map([...results].map(([place, value]) => {
    const [, tab, letters, row] = /^(.*)!([A-Z]+)(\d+)$/.exec(place)!;
    return [tabs.has(tab!) && row !== '1' ? `${tab!}: ${String(values.get(`${tab!}!A${row!}`))} ${String(values.get(`${tab!}!${letters!}1`))}` : place, value];
  }));
};

/** What people do; each of it is done. */
const edit = ({ person }: ExcelCopy): void => {
  const outcomes = [
    person.type('Tiltak', 'C2', 'Nytt navn'), person.type('Tiltak', 'R3', '50 %'), person.type('Tiltak', 'K4', '24.12.2026'), person.type('Mål', 'N2', '7,5'),
    person.sort('Tiltak', 2), person.insertRows('Tiltak', 5), person.type('Tiltak', 'C5', 'Skutt inn'), person.deleteRows('Tiltak', 8), person.copyRowsToEnd('Tiltak', 3),
  ];
  expect(outcomes).toEqual(outcomes.map(() => null));
};

/** The plan with its activities in the order that people brought them into, in which the lists of choices have them too. */
const asInSheet = (plan: Plan, { host: { book } }: ExcelCopy, locale: Locale): Plan => {
  const sheet = sheetNamed(book, workbookLayout(locale).tables.activities.tab)!;
  const ids = [...sheet.cells].sort(([a], [b]) => a - b).map(([, cells]) => cells.get(0)?.value);
  return { ...plan, tables: { ...plan.tables, activities: [...plan.tables.activities].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)) } };
};

interface Expected {
  readonly name: string;
  readonly locale: Locale;
  readonly shown: Results;
  readonly computed: Results;
}

/** Puts a plan into a workbook, has people edit one of them and syncs it, and writes the workbook as a file. */
const write = async (folder: string, plan: Plan, locale: Locale, isEdited: boolean): Promise<Expected> => {
  const world = createExcelWorld(plan);
  const copy = await world.open(locale);
  if (isEdited) {
    edit(copy);
    const { isPlanChanged, problems } = await world.sync(copy);
    expect([isPlanChanged, problems]).toEqual([true, []]);
  }
  freezeToday(copy);
  const name = `${plan.id}.xlsx`;
  writeFileSync(path.join(folder, name), await exportBook(copy.host.book));
  const model = renderWorkbook({ plan: asInSheet(world.head(), copy, locale), stamp: { planId: plan.id, revision: 1, hash: 'x', locale, openConflicts: [] }, today, isTodayFixed: true });
  return { name, locale, shown: shownResults(copy), computed: byRecord(modelResults(model), modelValues(model), locale) };
};

describeWith('libreoffice', 'the workbook of the add-in, recalculated by an independent engine', () => {
  test('each formula comes to what the emulated Excel shows and to what core computes, after an insert and after edits and a sync', async () => {
    await withFolder(async (folder) => {
      const expected: Expected[] = [];
      for (const [i, plan] of [...examplePlans().values()].slice(0, 4).entries()) expected.push(await write(folder, plan, locales[i % locales.length]!, i === 0));
      convertWithLibreOffice(expected.map(({ name }) => path.join(folder, name)), 'xlsx', path.join(folder, 'recalculated'));
      for (const { name, locale, shown, computed } of expected) {
        const recalculated = valuesOf(path.join(folder, 'recalculated', name));
        expect([shown.size, computed.size].every((size) => size > 300)).toBe(true);
        expect({ name, different: differences(shown, recalculated) }).toEqual({ name, different: [] });
        expect({ name, different: differences(computed, byRecord(recalculated, recalculated, locale)) }).toEqual({ name, different: [] });
      }
    });
  }, 240_000);
});

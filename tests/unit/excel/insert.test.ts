import ExcelJS from 'exceljs';
import { writeXlsx } from '../../../core/node/host-xlsx/write/write-xlsx';
import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';
import { worksheet, type WorkbookModel } from '../../../core/sheet';
import { planModelFor } from '../../../addin/state/plan-model';
import { examplePlans } from '../../support/example-plans';
import { createExcelWorkbook } from '../../../addin/host/excel-workbook';
import { personAt } from '../../support/excel-host/person';
import { addressOf } from '../../support/excel-host/model/area';
import { lookAt, type Sheet } from '../../support/excel-host/model/sheet';
import { excelLook } from '../../support/excel-look';
import { actBefore, openExcel, type OpenedExcel } from '../../support/hosted-excel';
import { oddPlan } from '../../support/odd-plan';
import { cellsOfGrid, modelFor, storeOf } from '../../support/workbook-journey';
import { sheetOf } from '../../support/planned-excel';

const largePlan = examplePlans().get('lillehammer-2026')!;
const colourOf = (colour: { argb?: string } | undefined): string | undefined => colour?.argb && `#${colour.argb.slice(2)}`;
const sides = { top: 'EdgeTop', bottom: 'EdgeBottom', left: 'EdgeLeft' } as const;

/** How a cell of a file looks, in words that both sides have. */
const fileLook = ({ font, fill, alignment, numFmt, protection }: Partial<ExcelJS.Style>) => ({
  size: font?.size, ink: colourOf(font?.color), bold: font?.bold === true, italic: font?.italic === true, underline: font?.underline === true,
  fill: fill?.type === 'pattern' && fill.pattern === 'solid' ? colourOf(fill.fgColor) : '#FFFFFF', vertical: alignment?.vertical ?? 'bottom', horizontal: alignment?.horizontal ?? 'general',
  indent: alignment?.indent ?? 0, wraps: alignment?.wrapText === true, format: numFmt ?? 'General', locked: protection?.locked !== false,
});

/** Lines of a cell that a file has; Excel shows a line whichever of the two cells at it has it. */
const missingLines = (sheet: Sheet, row: number, column: number, border: Partial<ExcelJS.Borders> | undefined): string[] =>
  (Object.keys(sides) as (keyof typeof sides)[]).filter((side) => {
    const wanted = colourOf(border?.[side]?.color);
    if (wanted === undefined) return false;
    const [besideRow, besideColumn] = side === 'top' ? [row - 1, column] : side === 'bottom' ? [row + 1, column] : [row, column - 1];
    const opposite = side === 'top' ? 'EdgeBottom' : side === 'bottom' ? 'EdgeTop' : 'EdgeRight';
    const own = lookAt(sheet, row, column, `borders.${sides[side]}.color`);
    const beside = besideRow! < 0 || besideColumn! < 0 ? undefined : lookAt(sheet, besideRow!, besideColumn!, `borders.${opposite}.color`);
    return own !== wanted && beside !== wanted;
  });

const bothHosts = async (model: WorkbookModel) => {
  const file = await writeXlsx(model);
  const excel = openExcel();
  await excel.insert(model);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as never);
  return { file, excel, workbook };
};

describe('a plan’s tabs beside those that stand', () => {
  test('[X1] the add-in’s workbook and the file of one plan agree cell by cell', async () => {
    const { file, excel } = await bothHosts(modelFor(storeOf(largePlan), 'nb'));
    const read = readXlsx(file);
    if (!read.ok) throw new Error(read.refusal.code);
    const grid = await excel.read();
    expect(cellsOfGrid({ ...grid, worksheets: grid.worksheets.slice(1) })).toEqual(cellsOfGrid(read.value.grid));
    expect(grid.worksheets.slice(1).map(({ name, state, merges = [] }) => [name, state, merges.length])).toEqual(read.value.grid.worksheets.map(({ name, state, merges = [] }) => [name, state, merges.length]));
  });

  test('[X1] they agree in formulas, looks, lines, widths and heights', async () => {
    const model = modelFor(storeOf(largePlan), 'sv');
    const { excel, workbook } = await bothHosts(model);
    const differences: string[] = [];
    for (const { name, rows, heights } of model.worksheets) {
      const [sheet, of] = [sheetOf(excel, name), workbook.getWorksheet(name)!];
      rows.forEach((cells, row) => {
        if (heights[row] !== undefined) expect([name, row, sheet.rowLooks.get(row)?.['rowHeight']]).toEqual([name, row, heights[row]]);
        cells.forEach((cell, column) => {
          if (cell === null) return;
          const there = of.getCell(row + 1, column + 1);
          const place = `${name}!${addressOf({ top: row, left: column, bottom: row, right: column })}`;
          const [wanted, found] = [fileLook(there.style), excelLook(sheet, row, column)];
          if (JSON.stringify(wanted) !== JSON.stringify(found)) differences.push(`${place} ${JSON.stringify(wanted)} ${JSON.stringify(found)}`);
          differences.push(...missingLines(sheet, row, column, there.style.border).map((side) => `${place} ${side}`));
          const formula = sheet.cells.get(row)?.get(column)?.formula;
          if (there.formula !== undefined && formula !== `=${there.formula}`) differences.push(`${place} ${there.formula} ${formula}`);
        });
      });
    }
    expect(differences).toEqual([]);
  });

  test('[X1] formulas that repeat down a column are filled down, and those that only look alike are not', async () => {
    const templates: ((row: number) => string)[] = [
      (row) => `A${row}*2`, (row) => `IF($A${row}="A${row}","x","y")`, (row) => `INDEX($A:$A,${row})`, (row) => `$A$2+A$3+A${row}`, (row) => `SUM(A${row}:A${row + 1})`, (row) => `LOG10(A${row})`,
      (row) => `'T2 ark'!A${row}&"it""s A2"`, (row) => (row === 4 ? 'A1' : `A${row - 1}`), (row) => `A2+0*A${row}`,
    ];
    const rows = Array.from({ length: 6 }, (_, i) => [i + 1, ...templates.map((template) => ({ value: 0, formula: template(i + 1) }))].slice(0, i === 0 ? 1 : undefined));
    const made = worksheet({ key: 'x', name: 'Formler', columns: Array.from({ length: 10 }, () => ({ width: 10, style: 'plain' as const })), rows });
    const excel = openExcel({ 'T2 ark': [] });
    await excel.insert({ title: 'T', author: 'A', locale: 'nb', dateFormat: 'dd.mm.yyyy', worksheets: [made] });
    const there = sheetOf(excel, 'Formler');
    expect(templates.map((_, column) => Array.from({ length: 5 }, (__, i) => there.cells.get(i + 1)!.get(column + 1)!.formula))).toEqual(templates.map((template) => Array.from({ length: 5 }, (_, i) => `=${template(i + 2)}`)));
    expect(excel.host.log.entries.reduce((sum, { writes }) => sum + (writes['CopyFrom'] ?? 0), 0)).toBeGreaterThan(1);
  });

  test('[X1] rules, colours, bars, panes, hidden ids, tables and print are those of the model', async () => {
    const model = modelFor(storeOf(largePlan), 'nb');
    const excel = openExcel();
    await excel.insert(model);
    for (const { name, validations, conditionalFormats, columns, table, frozen, isProtected, print, rows } of model.worksheets) {
      const sheet = sheetOf(excel, name);
      expect([name, sheet.validations.length, sheet.conditionalFormats.map(({ type }) => type)]).toEqual([name, validations.length, conditionalFormats.map(({ kind }) => ({ equals: 'CellValue', formula: 'Custom', dataBar: 'DataBar' })[kind])]);
      expect(columns.map((_, i) => sheet.columnLooks.get(i)?.['columnHidden'] === true)).toEqual(columns.map(({ hidden = false }) => hidden));
      expect(sheet.tables.map((one) => [one.name, addressOf(one.area)])).toEqual(table ? [[table.name, addressOf({ top: 0, left: 0, bottom: rows.length - 1, right: columns.length - 1 })]] : []);
      expect([name, sheet.protection !== null]).toEqual([name, isProtected]);
      expect(sheet.frozen === null).toBe(frozen.rows + frozen.columns === 0);
      expect(sheet.pageLayout['orientation'] ?? sheet.pageLayout['Orientation']).toBe(print.isLandscape ? 'Landscape' : 'Portrait');
    }
    expect(model.worksheets.filter(({ isProtected }) => isProtected).map(({ key }) => key)).toEqual(['overview', 'reconciliation', 'yearWheel']);
  });

  test('[X1][W8] a plan for a workbook that holds one already is none; else tabs get names that are free', async () => {
    const revision = { planId: 'odd', number: 3, hash: 'h', plan: oddPlan };
    const excel = openExcel({ Tiltak: [['Mine egne']] });
    const made = planModelFor(revision, await excel.read(), 'nb', '2026-11-21');
    if (made.kind !== 'model') throw new Error(made.kind);
    expect(made.renamedTabs).toEqual(['Tiltak (plan)']);
    await excel.insert(made.model);
    expect(planModelFor(revision, await excel.read(), 'nb', '2026-11-21')).toEqual({ kind: 'has-plan' });
  });

  test('[X1] a second plan’s tables get names that are free', async () => {
    const excel = openExcel();
    await excel.insert(modelFor(storeOf(oddPlan), 'nb'));
    excel.person.deleteTab('_planark');
    for (const name of (await excel.read()).worksheets.map((one) => one.name).filter((name) => name !== 'Ark1')) excel.person.renameTab(name, `${name.slice(0, 20)} gml`);
    await excel.insert(modelFor(storeOf(oddPlan), 'nb'));
    expect(sheetOf(excel, 'Tiltak').tables.map(({ name }) => name)).toEqual(['planark_activities_2']);
  });
});

describe('all of the tabs, or none', () => {
  const model = modelFor(storeOf(oddPlan), 'nb');
  const refusal = async (excel: OpenedExcel) => {
    const result = await excel.book.insert(model);
    return [result.ok ? 'ok' : result.failure, excel.host.book.sheets.map(({ name }) => name)];
  };

  test('[X2] a name that is taken, a workbook that is locked or that nobody may change', async () => {
    expect(await refusal(openExcel({ budsjett: [] }))).toEqual([{ kind: 'changed', isPartial: false, tab: 'Budsjett' }, ['budsjett']]);
    const readOnly = openExcel();
    readOnly.host.book.isReadOnly = true;
    expect(await refusal(readOnly)).toEqual([{ kind: 'read-only', isPartial: false }, ['Ark1']]);
    const locked = openExcel();
    locked.host.book.isProtected = true;
    expect(await refusal(locked)).toEqual([{ kind: 'protected', isPartial: false }, ['Ark1']]);
  });

  test.each([[1, 0], [1, 5], [1, 20], [2, 0], [2, 8], [3, 0], [3, 5], [3, 200], [3, 900]])('[X2][X11] what was made before something went wrong is taken back: after request %i, at action %i', async (after, action) => {
    const excel = openExcel();
    excel.host.faults.stopAt(action, 'GeneralException', { after });
    expect(await refusal(excel)).toEqual([{ kind: 'lost', isPartial: false }, ['Ark1']]);
    expect(excel.host.book.isEventsEnabled).toBe(true);
    await excel.insert(model);
  });

  test('[X2][X14] where the host is gone, that something may be left is said', async () => {
    const excel = openExcel();
    excel.host.faults.lose({ after: 1 });
    excel.host.faults.refuse('timedOut', { times: 3 });
    const result = await excel.book.insert(model);
    expect(result).toEqual({ ok: false, failure: { kind: 'lost', isPartial: true } });
  });

  test.each([2, 3])('[X2] a tab that somebody makes meanwhile under a name of ours stays, with what is in it: before request %i', async (request) => {
    const excel = openExcel();
    const other = personAt(excel.host, { isElsewhere: true });
    actBefore(excel.host, request, () => {
      expect([other.addTab('Tiltak'), other.type('Tiltak', 'A1', 'mine tall')]).toEqual([null, null]);
    });
    const failed = await refusal(excel);
    expect([failed[0], [...(failed[1] as string[])].sort(), sheetOf(excel, 'Tiltak').cells.get(0)!.get(0)!.value]).toEqual([{ kind: 'changed', isPartial: false, tab: 'Tiltak' }, ['Ark1', 'Tiltak'], 'mine tall']);
  });

  test('[X2] of two panes that insert at once one does', async () => {
    const { host, book } = openExcel();
    const results = await Promise.all([book, createExcelWorkbook()].map((one) => one.insert(model)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, failure: { kind: 'changed', isPartial: false, tab: model.worksheets[0]!.name } });
    expect(host.book.sheets.map(({ name }) => name)).toEqual(['Ark1', ...model.worksheets.map(({ name }) => name)]);
  });

  test('[X2] a chart of its own that has a name of ours is told, though no read lists it', async () => {
    const excel = openExcel();
    excel.host.book.chartSheets = ['tiltak'];
    expect(await refusal(excel)).toEqual([{ kind: 'changed', isPartial: false, tab: 'Tiltak' }, ['Ark1']]);
  });
});

import ExcelJS from 'exceljs';
import { mkdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { cliFolder, type CliFolder } from '../support/cli';
import { editWithExcelJs, editWithOpenpyxl } from '../support/edit-xlsx';
import { convertWithLibreOffice } from '../support/libreoffice';
import { changedParts, partText } from '../support/patch-support';
import { describeWith } from '../support/programs';

const planId = 'lillehammer-2026';
let cli: CliFolder;
let rendered: Buffer;
beforeAll(() => {
  cli = cliFolder();
  expect(cli.run('render', planId, '-o', 'plan.xlsx').exitCode).toBe(0);
  rendered = cli.read('plan.xlsx');
});
beforeEach(() => {
  cli = cliFolder();
  cli.write('plan.xlsx', rendered);
});

const load = async (name: string): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(cli.path(name));
  return workbook;
};
const cell = async (address: string, tab = 'Tiltak'): Promise<ExcelJS.Cell> => (await load('plan.xlsx')).getWorksheet(tab)!.getCell(address);
const readTabs = (file: Buffer): string[] => [...partText(file, 'xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]+)"/gu)].map(([, name]) => name!);
const sync = (...args: string[]) => cli.run('sync', 'plan.xlsx', '--json', ...args);

/** Changes the plan in the store, as somebody else would. */
const changeStore = (change: (plan: { tables: Record<string, Record<string, unknown>[]> }) => void): void => {
  const plan = cli.run('show', planId, '--json').json;
  change(plan);
  cli.write('changed.json', JSON.stringify(plan));
  expect(cli.run('put', 'changed.json').exitCode).toBe(0);
};

describe('a workbook after a sync', () => {
  test('[W1] keeps the user’s own colours, columns, comments, widths and tabs', async () => {
    await editWithExcelJs(cli.path('plan.xlsx'), (tab, workbook) => {
      const { sheet } = tab('Tiltak');
      sheet.getCell('C5').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFF00FF' } };
      sheet.getCell('AC1').value = 'Egen kolonne';
      sheet.getCell('AC7').value = 'mitt';
      sheet.getCell('C6').note = 'Ring Kari';
      sheet.getColumn('C').width = 71;
      workbook.addWorksheet('Notater').getCell('B2').value = { formula: '1+1', result: 2 };
      tab('Tiltak').set('T1', 'Holdt', 10);
    });
    expect(sync()).toMatchObject({ exitCode: 0, json: { changed: [expect.objectContaining({ field: 'held' })], notices: [{ code: 'FILE_UPDATED' }] } });
    const workbook = await load('plan.xlsx');
    const sheet = workbook.getWorksheet('Tiltak')!;
    expect(sheet.getCell('C5').fill).toMatchObject({ fgColor: { argb: 'FFFF00FF' } });
    expect([sheet.getCell('AC1').value, sheet.getCell('AC7').value, sheet.getColumn('C').width]).toEqual(['Egen kolonne', 'mitt', 71]);
    expect(JSON.stringify(sheet.getCell('C6').note)).toContain('Ring Kari');
    expect(workbook.getWorksheet('Notater')!.getCell('B2').result).toBe(2);
    expect(sync()).toMatchObject({ exitCode: 0, json: { changed: [], added: [], removed: [] } });
  });

  test('[W1][W5] differs from before in no part but those that had to change', () => {
    changeStore((plan) => { plan.tables['goals']![0]!['title'] = 'Et nytt navn på målet'; });
    const before = cli.read('plan.xlsx');
    expect(sync()).toMatchObject({ exitCode: 0 });
    const touched = changedParts(before, cli.read('plan.xlsx')).filter((name) => !/docProps|workbook\.xml|Content_Types|styles\.xml/.test(name));
    const tabs = ['Grunnlag', 'Situasjon', 'Strategier', 'Kostnader', 'Budsjett', 'Innspill', 'Prosjekter'];
    const workbookXml = partText(before, 'xl/workbook.xml');
    const partOf = (tab: string): string => `xl/worksheets/sheet${/sheetId="(\d+)"/.exec(new RegExp(`<sheet [^>]*name="${tab}"[^>]*>`).exec(workbookXml)![0])![1]}.xml`;
    expect(tabs.map(partOf).filter((name) => touched.includes(name))).toEqual([]);
    expect(touched).toContain(partOf('Mål'));
  });

  test('[W2] a record from the store comes below the others, and is not taken for moved', async () => {
    changeStore((plan) => { plan.tables['activities']!.unshift({ id: 'nytt-tiltak', code: 'T90', title: 'Først i lageret' }); });
    expect(sync()).toMatchObject({ exitCode: 0, json: { revision: 2, moved: [] } });
    expect([(await cell('A39')).value, (await cell('B39')).value, (await cell('B2')).value]).toEqual(['nytt-tiltak', 'T90', 'T1']);
    expect(sync()).toMatchObject({ exitCode: 0, json: { moved: [], changed: [], removed: [] } });
    expect((await load('plan.xlsx')).getWorksheet('Tiltak')!.getCell('Y39').formula).toContain('$C39');
  });

  test('[W3] a row whose record is gone is emptied where it stands, and the rows below stay', async () => {
    changeStore((plan) => {
      const gone = plan.tables['activities']!.findIndex(({ code }) => code === 'T37');
      plan.tables['activities']!.splice(gone, 1);
      plan.tables['activities']!.splice(1, 1);
      plan.tables['costs'] = plan.tables['costs']!.filter(({ activity }) => plan.tables['activities']!.some(({ id }) => id === activity));
      plan.tables['followUps'] = [];
    });
    expect(sync()).toMatchObject({ exitCode: 0 });
    expect([(await cell('A3')).value, (await cell('C3')).value, (await cell('B4')).value]).toEqual([null, null, 'T3']);
    expect(sync()).toMatchObject({ exitCode: 0, json: { removed: [], added: [], moved: [] } });
  });

  test('[W4] a formula that was written over comes back, and is told', async () => {
    await editWithExcelJs(cli.path('plan.xlsx'), (tab) => tab('Tiltak').set('T3', 'Beregnet fremdrift', 0.99));
    expect(sync().json.notices.map(({ code }: { code: string }) => code)).toContain('FORMULA_LOST');
    expect((await cell('Y4')).formula).toContain('$C4');
  });

  test('[W4] a tab that was renamed is known, and formulas go on naming it', async () => {
    await editWithExcelJs(cli.path('plan.xlsx'), (tab) => {
      tab('Mål').sheet.name = 'Våre mål';
      tab('Tiltak').set('T1', 'Holdt', 10);
    });
    expect(sync()).toMatchObject({ exitCode: 0 });
    const workbook = await load('plan.xlsx');
    expect(workbook.getWorksheet('Mål')).toBeUndefined();
    const lists = JSON.stringify(workbook.getWorksheet('Lister')!.getRow(2).values);
    expect([lists.includes("'Våre mål'!$C:$C"), lists.includes('INDEX(Mål!')]).toEqual([true, false]);
    expect(sync()).toMatchObject({ exitCode: 0, json: { notices: [] } });
  });

  test('[W6] has a tab written anew where a column of ours is gone, and no other; what does not come along is named', async () => {
    await editWithExcelJs(cli.path('plan.xlsx'), (tab, workbook) => {
      const { sheet } = tab('Tiltak');
      sheet.getCell('AC1').value = 'Egen kolonne';
      sheet.spliceColumns(6, 1);
      tab('Mål').sheet.name = 'Våre mål';
      workbook.removeWorksheet('Innspill');
      const budget = tab('Budsjett').sheet;
      budget.getCell('C3').fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFFF00' } };
      budget.getColumn(3).width = 99;
      budget.getCell('N3').value = 'eget';
      workbook.addWorksheet('Notater').getCell('A1').value = 'mitt';
    });
    const before = cli.read('plan.xlsx');
    const { json } = sync();
    expect(json.notices.find(({ code }: { code: string }) => code === 'OWN_WORK_NOT_CARRIED')).toMatchObject({ tab: 'Tiltak', message: expect.stringContaining('Gjelder: Egen kolonne') });
    const workbook = await load('plan.xlsx');
    expect(workbook.getWorksheet('Notater')!.getCell('A1').value).toBe('mitt');
    expect((await load('plan.old.xlsx')).getWorksheet('Tiltak')!.getCell('AB1').value).toBe('Egen kolonne');
    expect((await cell('F1')).value).toBe('Beskrivelse');
    const budget = workbook.getWorksheet('Budsjett')!;
    expect([budget.getCell('C3').fill, budget.getColumn(3).width, budget.getCell('N3').value]).toMatchObject([{ fgColor: { argb: 'FFFFFF00' } }, 99, 'eget']);
    expect(workbook.worksheets.map(({ name }) => name).indexOf('Innspill')).toBe(14);
    expect([workbook.getWorksheet('Mål'), workbook.getWorksheet('Innspill')!.getCell('B1').value, workbook.worksheets.length]).toEqual([undefined, 'Organisasjon', readTabs(before).length + 1]);
    expect(sync()).toMatchObject({ exitCode: 0, json: { changed: [], added: [], removed: [], notices: [] } });
  });

  test('[W6] has a tab written anew where a cell could not be written, and that is told too', async () => {
    await editWithExcelJs(cli.path('plan.xlsx'), (tab, workbook) => {
      tab('Tiltak').set('T1', 'Holdt', { formula: '5*2', result: 10, shareType: 'array', ref: 'P2:P3' } as ExcelJS.CellValue);
      workbook.addWorksheet('Notater').getCell('A1').value = 'mitt';
    });
    const { json } = sync();
    expect(json.changed).toMatchObject([{ field: 'held', to: 10 }]);
    expect(json.notices.map(({ code }: { code: string }) => code)).toContain('TAB_WRITTEN_ANEW');
    expect([(await cell('P2')).value, (await cell('A1', 'Notater')).value]).toEqual([10, 'mitt']);
  });

  test('[W6] has a generated tab made as a whole where a cell of it could not be written', async () => {
    await editWithExcelJs(cli.path('plan.xlsx'), (tab, workbook) => {
      tab('Tiltak').set('T1', 'Holdt', 7);
      workbook.getWorksheet('Lister')!.getCell('A40').value = { formula: '5*2', result: 10, shareType: 'array', ref: 'A40:A41' } as ExcelJS.CellValue;
    });
    const { json } = sync();
    expect(json.changed).toMatchObject([{ field: 'held', to: 7 }]);
    expect(json.notices.map(({ code }: { code: string }) => code)).not.toContain('TAB_WRITTEN_ANEW');
    expect([(await cell('A40', 'Lister')).value, readTabs(cli.read('plan.xlsx'))]).toEqual([null, readTabs(rendered)]);
    expect(sync()).toMatchObject({ exitCode: 0, json: { changed: [], notices: [] } });
  });
});

/** Every formula cell of a file with what it shows, by tab and cell. */
const formulaResults = (file: string): Map<string, unknown> => {
  const read = readXlsx(readFileSync(file));
  if (!read.ok) throw new Error(read.refusal.code);
  return new Map(read.value.grid.worksheets.flatMap(({ name, rows }) => rows.flatMap(({ index, cells }) =>
    Array.from(cells).flatMap((one, column) => (one?.isFormula ? [[`${name}/${index}/${column}`, one.value] as const] : [])))));
};

const isSame = (a: unknown, b: unknown): boolean => a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b)));

describeWith('libreoffice', 'a workbook with columns of the user’s own', () => {
  describeWith('openpyxl', 'inserted among ours', () => {
    test('[W4] after a sync every formula is recalculated to what it shows', () => {
      editWithOpenpyxl(cli.path('plan.xlsx'), [['set', 'Tiltak', 'AC1', 'Telefon'], ['set', 'Kostnader', 'G3', 12345.5], ['set', 'Mål', 'S2', 3]]);
      changeStore((plan) => {
        plan.tables['activities']!.splice(3, 0, { id: 'mellom-oss', code: 'T91', title: 'Fra lageret', goal: plan.tables['goals']![2]!['id'], status: 'under-way' });
        plan.tables['costs']!.push({ id: 'ny-kostnad', activity: 'mellom-oss', text: 'Leie', account: '6860', year: 2026, amount: 250_000 });
      });
      expect(sync().exitCode).toBeLessThanOrEqual(2);
      mkdirSync(cli.path('recalculated'));
      convertWithLibreOffice([cli.path('plan.xlsx')], 'xlsx', cli.path('recalculated'));
      const [stored, recalculated] = [formulaResults(cli.path('plan.xlsx')), formulaResults(path.join(cli.path('recalculated'), 'plan.xlsx'))];
      expect(stored.size).toBeGreaterThan(1000);
      expect([...stored].filter(([place, value]) => !isSame(recalculated.get(place) ?? '', value)).map(([place, value]) => [place, value, recalculated.get(place)])).toEqual([]);
    }, 120_000);
  });
});

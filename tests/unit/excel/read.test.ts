import { openExcel, type OpenedExcel } from '../../support/hosted-excel';
import { cellFor } from '../../support/excel-host/model/sheet';
import { modelFor, storeOf, expectNothingToDo, syncHosted } from '../../support/workbook-journey';
import { oddPlan } from '../../support/odd-plan';
import type { GridWorksheet } from '../../../core/sheet';

const tab = async (excel: OpenedExcel, name = 'Ark1'): Promise<GridWorksheet> => (await excel.read()).worksheets.find((one) => one.name === name)!;
const row = async (excel: OpenedExcel, index: number) => (await tab(excel)).rows.find((one) => one.index === index)?.cells;

describe('a workbook as a grid', () => {
  test('[X3] values, days, formulas, errors, and texts that only look like them', async () => {
    const excel = openExcel();
    for (const [address, text] of Object.entries({ B3: '12,5', C3: '31.12.2026', D3: '=B3*2', E3: '=1/0', F3: "'#REF!", G3: "'=B3", H3: 'SANN', I3: '25 %' })) excel.person.type('Ark1', address, text);
    expect(await row(excel, 2)).toEqual([undefined, { value: 12.5 }, { value: 46387, isDate: true }, { value: 25, isFormula: true }, { value: { error: '#DIV/0!' }, isFormula: true }, { value: '#REF!' }, { value: '=B3' }, { value: true }, { value: 0.25 }]);
  });

  test('[X3] tabs that are hidden, rows that are, and merged cells', async () => {
    const excel = openExcel({ Ark1: [['a', 'b'], ['c', 'd'], ['e', 'f']], To: [['x']], Tre: [['y']], Tom: [] });
    excel.person.hide('To');
    excel.host.book.sheets[2]!.visibility = 'VeryHidden';
    excel.person.hideRows('Ark1', 2);
    excel.host.book.sheets[0]!.merges.push({ top: 2, left: 0, bottom: 2, right: 1 });
    const { worksheets } = await excel.read();
    expect(worksheets.map(({ name, state, rows }) => [name, state, rows.length])).toEqual([['Ark1', 'visible', 3], ['To', 'hidden', 1], ['Tre', 'veryHidden', 1], ['Tom', 'visible', 0]]);
    expect(worksheets[0]!.rows.map(({ index, hidden = false }) => [index, hidden])).toEqual([[0, false], [1, true], [2, false]]);
    expect(worksheets[0]!.merges).toEqual([{ top: 2, left: 0, bottom: 2, right: 1 }]);
  });

  test('[X3] a workbook that has outgrown one answer since it was read is read all the same', async () => {
    const excel = openExcel({ Ark1: [['a']] });
    await excel.read();
    excel.person.paste('Ark1', 'A2', Array.from({ length: 200 }, () => ['x'.repeat(30_000)]));
    expect((await tab(excel)).rows).toHaveLength(201);
    expect((await tab(excel)).rows).toHaveLength(201);
  });

  test('[X3][X15] a large tab is read in pieces, and a small workbook in one request from the second time on', async () => {
    const excel = openExcel({ Stor: [], Liten: [['a']] });
    const sheet = excel.host.book.sheets[0]!;
    for (let r = 0; r < 6000; r++) for (let c = 0; c < 10; c++) cellFor(sheet, r + 1, c + 1).value = r === 3999 && c === 0 ? 'x'.repeat(30_000) : r * 10 + c;
    const large = await tab(excel, 'Stor');
    expect([large.rows.length, large.rows[0]!.index, large.rows[5999]!.cells[10]]).toEqual([6000, 1, { value: 59_999 }]);
    expect(Math.max(...excel.host.log.entries.map(({ bytesOut }) => bytesOut))).toBeLessThan(5_000_000);
    excel.person.deleteTab('Stor');
    await excel.read();
    excel.host.log.reset();
    expect((await excel.read()).worksheets.map(({ name }) => name)).toEqual(['Liten']);
    expect(excel.host.log.total().requests).toBe(1);
    excel.person.addTab('Ny');
    expect((await excel.read()).worksheets.map(({ name }) => name)).toEqual(['Liten', 'Ny']);
    excel.person.renameTab('Liten', 'Stor');
    expect((await excel.read()).worksheets.map(({ name }) => name)).toEqual(['Stor', 'Ny']);
  });

  test('[X15] an answer that is too large after all is asked for in smaller pieces', async () => {
    const excel = openExcel();
    const sheet = excel.host.book.sheets[0]!;
    for (let r = 0; r < 300; r++) cellFor(sheet, r, 0).value = `${r}${'æ'.repeat(30_000)}`;
    const { rows } = await tab(excel);
    expect(rows.map(({ index, cells }) => [index, String(cells[0]?.value).length > 30_000])).toEqual(Array.from({ length: 300 }, (_, index) => [index, true]));
  });

  test('[X5] a workbook that counts from 1904 shows, gives and takes the same days', async () => {
    const excel = openExcel();
    excel.host.book.is1904 = true;
    const store = storeOf(oddPlan);
    await excel.insert(modelFor(store, 'nb'));
    const due = excel.host.book.sheets.find(({ name }) => name === 'Tiltak')!.cells.get(1)!.get(10)!;
    expect(due.value).toBe(46_082 - 1462);
    await expectNothingToDo(excel, store);
    store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => (i === 0 ? { ...one, due: '2026-03-02' } : one)) } });
    await syncHosted(excel, store);
    expect(excel.host.book.sheets.find(({ name }) => name === 'Tiltak')!.cells.get(1)!.get(10)!.value).toBe(46_083 - 1462);
    await expectNothingToDo(excel, store);
  });
});

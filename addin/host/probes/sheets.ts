import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import { ownName, type Bench, type Probe } from './probe';
import { cellsOf, makeTable } from './tables';

const missing = `${ownName}missing`;

const naming: Probe = {
  id: 'sheet-names', rules: ['sheet-name-length', 'sheet-name-characters', 'sheet-name-taken', 'sheet-name-history'],
  title: t('Navn på faner', 'Namn på faner', 'Namn på flikar', 'Names of tabs'),
  run: async (bench) => {
    // The probe's own sheet is called so for a moment; nothing else is renamed or made. Its id finds it again.
    const tried = async (name: string): Promise<string> => {
      const code = await bench.attempt((sheet) => { sheet.name = name; });
      if (code === 'done') await bench.tell((sheet) => { sheet.name = bench.tab; });
      return code;
    };
    for (const length of [0, 31, 32]) bench.saw('sheet-name-length', `${length} characters`, await tried('q'.repeat(length)));
    for (const name of ['q:q', 'q\\q', 'q/q', 'q?q', 'q*q', 'q[q', 'q]q', "'qq", "qq'", "q'q", 'q!q', 'q q']) bench.saw('sheet-name-characters', name, await tried(name));
    bench.saw('sheet-name-taken', 'its own in capitals', await tried(bench.tab.toUpperCase()));
    const other = await bench.ask((_, { workbook }) => {
      const first = workbook.worksheets.getFirst().load('name');
      return () => first.name;
    });
    bench.saw('sheet-name-taken', 'that of the first sheet', await tried(other));
    for (const name of ['History', 'HISTORY']) bench.saw('sheet-name-history', name, await tried(name));
  },
};

const absent: Probe = {
  id: 'missing-things', rules: ['item-not-found', 'cell-address', 'out-of-sheet'],
  title: t('Det som ikke finnes', 'Det som ikkje finst', 'Det som inte finns', 'What is not there'),
  run: async (bench) => {
    bench.saw('item-not-found', 'a sheet', await bench.attempt((_, { workbook }) => { workbook.worksheets.getItem(missing).load('name'); }));
    bench.saw('item-not-found', 'a table', await bench.attempt((_, { workbook }) => { workbook.tables.getItem(missing).load('name'); }));
    bench.saw('item-not-found', 'a name', await bench.attempt((_, { workbook }) => { workbook.names.getItem(missing).load('name'); }));
    bench.saw('item-not-found', 'a setting', await bench.attempt((_, { workbook }) => { workbook.settings.getItem(missing).load('value'); }));
    bench.saw('item-not-found', 'each as a null object', await bench.ask((_, { workbook }) => {
      const things = [workbook.worksheets.getItemOrNullObject(missing).load('name'), workbook.tables.getItemOrNullObject(missing).load('name'), workbook.names.getItemOrNullObject(missing).load('name'), workbook.settings.getItemOrNullObject(missing).load('value')];
      return () => things.map(({ isNullObject }) => isNullObject);
    }));
    for (const address of ['A0', 'ZZZZ1', '1A', 'A1:', 'A-1']) bench.saw('cell-address', address, await bench.attempt((sheet) => { sheet.getRange(address).load('address'); }));
    bench.saw('out-of-sheet', 'one row above the first', await bench.attempt((sheet) => { sheet.getRange('A1').getOffsetRange(-1, 0).load('address'); }));
    bench.saw('out-of-sheet', 'the row below the last', await bench.attempt((sheet) => { sheet.getRangeByIndexes(1_048_576, 0, 1, 1).load('address'); }));
  },
};

const hidden: Probe = {
  id: 'hidden-sheet', rules: ['very-hidden-selection', 'very-hidden-delete'],
  title: t('Skjulte faner', 'Gøymde faner', 'Dolda flikar', 'Hidden tabs'),
  run: async (bench) => {
    for (const visibility of ['Hidden', 'VeryHidden'] as const) {
      await bench.tell((sheet) => { sheet.visibility = visibility; });
      bench.saw('very-hidden-selection', `activated while ${visibility}`, await bench.attempt((sheet) => { sheet.activate(); }));
      bench.saw('very-hidden-selection', `a cell selected while ${visibility}`, await bench.attempt((sheet) => { sheet.getRange('B2').select(); }));
    }
    const another = `${bench.tab}-2`;
    await bench.tell((_, { workbook }) => { workbook.worksheets.add(another).visibility = 'VeryHidden'; });
    const remove = (): Promise<string> => bench.attempt((_, { workbook }) => { workbook.worksheets.getItem(another).delete(); });
    bench.saw('very-hidden-delete', 'while VeryHidden', await remove());
    await bench.tell((_, { workbook }) => {
      const sheet = workbook.worksheets.getItemOrNullObject(another);
      sheet.visibility = 'Hidden';
    }).catch(() => undefined); // gone already, where Excel deletes it
    bench.saw('very-hidden-delete', 'while Hidden', await remove());
  },
};

const used = (bench: Bench, isValuesOnly: boolean): Promise<Json> => bench.ask((sheet) => {
  const range = sheet.getUsedRangeOrNullObject(isValuesOnly).untrack().load('address');
  return () => (range.isNullObject ? null : cellsOf(range.address));
});

const usedRange: Probe = {
  id: 'used-range', rules: ['used-range', 'empty-used-range'],
  title: t('Området som er i bruk', 'Området som er i bruk', 'Området som används', 'The range in use'),
  run: async (bench) => {
    bench.saw('empty-used-range', 'of a new sheet', await bench.ask((sheet) => {
      const range = sheet.getUsedRange().load('address');
      return () => cellsOf(range.address);
    }));
    bench.saw('empty-used-range', 'of a new sheet, as a null object', [await used(bench, false), await used(bench, true)]);
    const steps: readonly (readonly [string, (sheet: Excel.Worksheet) => void])[] = [
      ['a value in B2', (sheet) => { sheet.getRange('B2').values = [['x']]; }],
      ['and a fill in D5', (sheet) => { sheet.getRange('D5').format.fill.color = '#FF0000'; }],
      ['and a number format in E6', (sheet) => { sheet.getRange('E6').numberFormat = [['@']]; }],
      ['and an empty text in F7', (sheet) => { sheet.getRange('F7').values = [['']]; }],
      ['and a format of column H', (sheet) => { sheet.getRange('H:H').numberFormat = '@' as unknown as string[][]; }],
      ['and the value cleared again', (sheet) => { sheet.getRange('B2').clear('Contents'); }],
    ];
    for (const [what, write] of steps) {
      await bench.tell((sheet) => { write(sheet); });
      bench.saw('used-range', what, [await used(bench, false), await used(bench, true)]);
    }
  },
};

const renaming: Probe = {
  id: 'renamed', rules: ['rename-follows'],
  title: t('Formler når noe får et nytt navn', 'Formlar når noko får eit nytt namn', 'Formler när något får ett nytt namn', 'Formulas when something gets a new name'),
  run: async (bench) => {
    await makeTable(bench, 'A1:B3', [['a', 'b'], [1, 2], [3, 4]]);
    const table = `${ownName}table`;
    await bench.ask((sheet) => {
      sheet.getRange('D1:D3').formulas = [[`='${bench.tab}'!A2`], [`=SUM(${table}[a])`], [`=COUNTA(${table}[b])`]];
      return () => undefined;
    });
    const after = (build: (sheet: Excel.Worksheet) => void): Promise<Json> => bench.ask((sheet) => {
      build(sheet);
      const range = sheet.getRange('D1:D3').load('formulas');
      return () => range.formulas.map(([formula]) => String(formula).replaceAll(bench.tab, 'TAB').replaceAll(ownName, ''));
    });
    bench.saw('rename-follows', 'nothing yet', await after(() => undefined));
    bench.saw('rename-follows', 'the table', await after((sheet) => { sheet.tables.getItem(table).name = `${table}2`; }));
    bench.saw('rename-follows', 'a column', await after((sheet) => { sheet.tables.getItem(`${table}2`).columns.getItem('a').name = 'c'; }));
    bench.saw('rename-follows', 'a column by its header cell', await after((sheet) => { sheet.getRange('B1').values = [['d']]; }));
    bench.saw('rename-follows', 'the sheet', await after((sheet) => { sheet.name = `${bench.tab}x`; }));
    await bench.tell((sheet) => { sheet.name = bench.tab; });
  },
};

export const sheetProbes = [naming, absent, hidden, usedRange, renaming];

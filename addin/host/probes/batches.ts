import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import { ownName, type Probe } from './probe';
import { cellsOf } from './tables';

const halfWay: Probe = {
  id: 'half-way', rules: ['first-error-stops', 'no-rollback'],
  title: t('En feil midt i en forespørsel', 'Ein feil midt i ein førespurnad', 'Ett fel mitt i en begäran', 'An error in the middle of a request'),
  run: async (bench) => {
    const code = await bench.attempt((sheet) => {
      sheet.getRange('A1').values = [['before']];
      sheet.tables.getItem(`${ownName}missing`).load('name');
      sheet.getRange('A2').values = [['after']];
    });
    const [before, after] = await bench.ask((sheet) => {
      const range = sheet.getRange('A1:A2').load('values');
      return () => range.values.map(([value]) => value as Json);
    });
    bench.saw('first-error-stops', 'what is refused, and what comes after it', [code, after!]);
    bench.saw('no-rollback', 'what came before it', before!);
  },
};

/** Places as Excel tells them after rows were put in above or taken out. */
interface Places {
  readonly [what: string]: Json;
}

const shifts: Probe = {
  id: 'inserted-rows', rules: ['insert-shifts'],
  title: t('Rader og kolonner som settes inn og slettes', 'Rader og kolonnar som blir sette inn og sletta', 'Rader och kolumner som infogas och raderas', 'Rows and columns put in and taken out'),
  run: async (bench) => {
    await bench.ask((sheet, { workbook }) => {
      sheet.getRange('B2:C4').values = [['a', 'b'], [1, 2], [3, 4]];
      sheet.tables.add('B2:C4', true).name = `${ownName}table`;
      workbook.names.add(`${ownName}range`, sheet.getRange('B3'));
      sheet.getRange('F3').formulas = [['=B3+C4']];
      sheet.getRange('H3:I3').merge();
      sheet.getRange('F3').dataValidation.rule = { wholeNumber: { formula1: 1, formula2: 9, operator: 'Between' } };
      sheet.getRange('K3').conditionalFormats.add('Custom').custom.rule.formula = '=$K3>1';
      return () => undefined;
    });
    const read = (formulaAt: string): Promise<Places> => bench.ask((sheet, { workbook }) => {
      const table = sheet.tables.getItem(`${ownName}table`).getRange().load('address');
      const name = workbook.names.getItem(`${ownName}range`).getRange().load('address');
      const formula = sheet.getRange(formulaAt).load('formulas');
      const kind = sheet.getRange(formulaAt).dataValidation.load('type');
      const merged = sheet.getRange('A1:Z20').getMergedAreasOrNullObject().untrack().load('address');
      const format = sheet.getRange('A1:Z20').conditionalFormats.getItemAt(0).getRange().load('address');
      return () => ({ table: cellsOf(table.address), name: cellsOf(name.address), formula: formula.formulas as Json[][], validation: kind.type, merged: merged.isNullObject ? null : cellsOf(merged.address), format: cellsOf(format.address) });
    });
    bench.saw('insert-shifts', 'two rows above', await bench.tell((sheet) => { sheet.getRange('1:2').insert('Down'); }).then(() => read('F5')));
    bench.saw('insert-shifts', 'a column before', await bench.tell((sheet) => { sheet.getRange('A:A').insert('Right'); }).then(() => read('G5')));
    bench.saw('insert-shifts', 'a row above deleted', await bench.tell((sheet) => { sheet.getRange('1:1').delete('Up'); }).then(() => read('G4')));
    const kept = await Excel.run(async (context) => {
      const sheet = context.workbook.worksheets.getItem(bench.tab);
      const range = sheet.getRange('B20').load('address');
      await context.sync();
      sheet.getRange('1:3').insert('Down');
      range.load('address');
      await context.sync();
      return cellsOf(range.address);
    });
    bench.saw('insert-shifts', 'a range that was kept, B20, after three rows above', kept);
  },
};

/** Characters of a cell, and cells: about 6 MB in one request, and 3 in each of two. */
const cellLength = 30_000;
const half = 100;

const sizes: Probe = {
  id: 'sizes', rules: ['request-size', 'response-size'],
  title: t('Svært store forespørsler', 'Svært store førespurnader', 'Mycket stora förfrågningar', 'Very large requests'),
  run: async (bench) => {
    const texts = (rows: number): string[][] => Array.from({ length: rows }, () => ['x'.repeat(cellLength)]);
    bench.saw('request-size', '6 MB', await bench.attempt((sheet) => { sheet.getRange(`A1:A${2 * half}`).values = texts(2 * half); }));
    for (const [what, address] of [['first', `C1:C${half}`], ['second', `C${half + 1}:C${2 * half}`]] as const) bench.saw('request-size', `3 MB, ${what}`, await bench.attempt((sheet) => { sheet.getRange(address).values = texts(half); }));
    bench.saw('response-size', '6 MB', await bench.attempt((sheet) => { sheet.getRange(`C1:C${2 * half}`).load('values'); }));
  },
};

const calculating: Probe = {
  id: 'calculating', rules: ['calculated-at-once'],
  title: t('Når formler regnes ut', 'Når formlar blir rekna ut', 'När formler räknas ut', 'When formulas are calculated'),
  run: async (bench) => {
    const after = (build: (sheet: Excel.Worksheet) => void): Promise<Json> => bench.ask((sheet) => {
      build(sheet);
      const range = sheet.getRange('B1:B2').load('values');
      return () => range.values as Json[][];
    });
    bench.saw('calculated-at-once', 'written with what they look at', await after((sheet) => {
      sheet.getRange('A1').values = [[2]];
      sheet.getRange('B1:B2').formulas = [['=A1*2'], ['=B1+1']];
    }));
    bench.saw('calculated-at-once', 'after what they look at, in the same request', await after((sheet) => { sheet.getRange('A1').values = [[5]]; }));
    bench.saw('calculated-at-once', 'while calculation waits for the end of the request', await after((sheet) => {
      sheet.context.workbook.application.suspendApiCalculationUntilNextSync();
      sheet.getRange('A1').values = [[7]];
    }));
    bench.saw('calculated-at-once', 'in the next request', await after(() => undefined));
  },
};

const sorting: Probe = {
  id: 'sorting', rules: ['sort-moves-rows'],
  title: t('Hva en sortering flytter', 'Kva ei sortering flyttar', 'Vad en sortering flyttar', 'What a sort moves'),
  run: async (bench) => {
    bench.saw('sort-moves-rows', 'a table by its first column, downwards', await bench.ask((sheet) => {
      sheet.getRange('A1:C4').formulas = [['a', 'b', 'c'], [2, 'two', '=A2*10'], [3, 'three', '=A3*10'], [1, 'one', '=A4*10']];
      sheet.tables.add('A1:C4', true).name = `${ownName}table`;
      sheet.getRange('B2').format.fill.color = '#FF0000';
      sheet.getRange('E2').values = [['beside']];
      sheet.tables.getItem(`${ownName}table`).sort.apply([{ key: 0, ascending: false }]);
      const range = sheet.getRange('A2:E4').load('formulas');
      const fills = ['B2', 'B3', 'B4'].map((address) => sheet.getRange(address).format.fill.load('color'));
      return () => [range.formulas as Json[][], fills.map(({ color }) => color)];
    }));
  },
};

const copying: Probe = {
  id: 'copying', rules: ['copies-tile'],
  title: t('Kopier av områder', 'Kopiar av område', 'Kopior av områden', 'Copies of ranges'),
  run: async (bench) => {
    const copy = (kind: 'All' | 'Formulas', to: string): Promise<Json> => bench.ask((sheet) => {
      sheet.getRange('A1:B2').formulas = [[1, '=A1*2'], [2, '=$A$1+A2']];
      sheet.getRange('A1').format.fill.color = '#FF0000';
      const range = sheet.getRange(to);
      range.copyFrom('A1:B2', kind);
      range.load('formulas');
      const fill = range.getCell(0, 0).format.fill.load('color');
      return () => [range.formulas as Json[][], fill.color];
    });
    bench.saw('copies-tile', 'all of 2 × 2 into 4 × 2', await copy('All', 'D1:E4'));
    bench.saw('copies-tile', 'formulas of 2 × 2 into 2 × 4', await copy('Formulas', 'G1:J2'));
  },
};

const dates: Probe = {
  id: 'date-system', rules: ['date-system'],
  title: t('Hvordan arbeidsboken teller datoer', 'Korleis arbeidsboka tel datoar', 'Hur arbetsboken räknar datum', 'How the workbook counts dates'),
  run: async (bench) => {
    // Which system it is, is the workbook's own matter.
    bench.saw('date-system', 'DATE(1904,1,1) is 0 or 1462', await bench.ask((_, { workbook }) => {
      const asked = workbook.functions.date(1904, 1, 1).load('value');
      return () => asked.value === 0 || asked.value === 1462;
    }));
  },
};

export const batchProbes = [halfWay, shifts, calculating, sorting, copying, dates];
export const sizeProbes = [sizes];

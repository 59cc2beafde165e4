import { inLocales as t } from '../../../core';
import type { Bench, Json, Probe } from './probe';
import { makeTable, readTable } from './tables';

const read = (bench: Bench, address: string): Promise<Json> => bench.ask((sheet) => {
  const range = sheet.getRange(address).load('formulas');
  return () => range.formulas as Json[][];
});

const growth: Probe = {
  id: 'typed-below', rules: ['table-growth'], needsPerson: true,
  title: t('Å skrive rett under en tabell', 'Å skrive rett under ein tabell', 'Att skriva direkt under en tabell', 'Typing just below a table'),
  run: async (bench) => {
    await makeTable(bench, 'A1:B3', [['a', 'b'], [1, '=A2*2'], [2, '=A3*2']]);
    await bench.person({ does: 'type', cell: 'A4', text: '5' });
    bench.saw('table-growth', 'the table', await readTable(bench));
    bench.saw('table-growth', 'the new row', await read(bench, 'A4:B4'));
  },
};

const refused: Probe = {
  id: 'typed-against-rule', rules: ['validation-of-entries'], needsPerson: true,
  title: t('Å skrive noe en celle ikke tar imot', 'Å skrive noko ei celle ikkje tek imot', 'Att skriva något som en cell inte tar emot', 'Typing what a cell does not take'),
  run: async (bench) => {
    await bench.ask((sheet) => {
      sheet.getRange('B2').dataValidation.rule = { wholeNumber: { formula1: 1, formula2: 5, operator: 'Between' } };
      sheet.getRange('B2').values = [[3]];
      return () => undefined;
    });
    await bench.person({ does: 'type-or-cancel', cell: 'B2', text: '9' });
    bench.saw('validation-of-entries', 'a person types 9 where 1 to 5 are taken, over 3', await read(bench, 'B2'));
  },
};

const undo: Probe = {
  id: 'undo', rules: ['undo-cleared'], needsPerson: true,
  title: t('Å angre etter at et tillegg har skrevet', 'Å angre etter at eit tillegg har skrive', 'Att ångra efter att ett tillägg har skrivit', 'Undoing after an add-in has written'),
  run: async (bench) => {
    await bench.person({ does: 'type', cell: 'B2', text: 'x' });
    await bench.ask((sheet) => { sheet.getRange('D2').values = [['y']]; return () => undefined; });
    await bench.person({ does: 'undo' });
    bench.saw('undo-cleared', 'B2 typed, D2 written, one undo', [await read(bench, 'B2'), await read(bench, 'D2')]);
  },
};

const editing: Probe = {
  id: 'cell-editing', rules: ['cell-editing'], needsPerson: true,
  title: t('Å være midt i en celle', 'Å vere midt i ei celle', 'Att vara mitt i en cell', 'Being in the middle of a cell'),
  run: async (bench) => {
    const write = (sheet: Excel.Worksheet): void => { sheet.getRange('D2').values = [['y']]; };
    await bench.person({ does: 'edit', cell: 'B2', text: 'x' });
    bench.saw('cell-editing', 'a request', await bench.attempt(write));
    let isDone = false;
    const waiting = bench.attempt(write, { delayForCellEdit: true }).finally(() => { isDone = true; });
    await bench.settle();
    bench.saw('cell-editing', 'a request that may wait, is done at once', isDone);
    await bench.person({ does: 'leave' });
    bench.saw('cell-editing', 'after the cell is left', await waiting);
  },
};

export const personProbes = [growth, refused, undo, editing];

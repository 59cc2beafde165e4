import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import type { Bench, Probe } from './probe';
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

const widening: Probe = {
  id: 'typed-beside', rules: ['table-growth'], needsPerson: true,
  title: t('Å skrive rett ved siden av en tabell', 'Å skrive rett ved sida av ein tabell', 'Att skriva direkt bredvid en tabell', 'Typing just beside a table'),
  run: async (bench) => {
    await makeTable(bench, 'A1:B3', [['a', 'b'], [1, 2], [3, 4]]);
    await bench.person({ does: 'type', cell: 'C1', text: 'c' });
    bench.saw('table-growth', 'the table, c typed beside its headers', await readTable(bench));
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
    await bench.tell((sheet) => { sheet.getRange('D2').values = [['y']]; });
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

const typedManner: Probe = {
  id: 'typed-manner', rules: ['manner-of-entry'], needsPerson: true,
  title: t('Tall og datoer slik du skriver dem', 'Tal og datoar slik du skriv dei', 'Tal och datum så som du skriver dem', 'Numbers and dates as you write them'),
  run: async (bench) => {
    for (const [i, text] of ['1,5', '15.3.2026', '3/4/2026'].entries()) {
      const cell = `A${i + 1}`;
      await bench.person({ does: 'type', cell, text });
      bench.saw('manner-of-entry', text, await read(bench, cell));
    }
  },
};

const insertedRow: Probe = {
  id: 'inserted-by-hand', rules: ['inserted-rows'], needsPerson: true,
  title: t('Å sette inn en rad i en tabell', 'Å setje inn ei rad i ein tabell', 'Att infoga en rad i en tabell', 'Putting a row into a table'),
  run: async (bench) => {
    await makeTable(bench, 'A1:B4', [['a', 'b'], [1, '=A2*2'], [2, '=A3*2'], [3, '=A4*2']]);
    await bench.tell((sheet) => { sheet.getRange('A2').format.fill.color = '#FF0000'; });
    await bench.person({ does: 'insert-row', row: 3 });
    bench.saw('inserted-rows', 'the table', await readTable(bench));
    bench.saw('inserted-rows', 'the new row', await read(bench, 'A3:B3'));
    bench.saw('inserted-rows', 'its fill, where the row above has one', await bench.ask((sheet) => {
      const fill = sheet.getRange('A3').format.fill.load('color');
      return () => fill.color;
    }));
  },
};

const copiedRow: Probe = {
  id: 'copied-by-hand', rules: ['copied-rows'], needsPerson: true,
  title: t('Å kopiere en rad med en skjult kolonne', 'Å kopiere ei rad med ei gøymd kolonne', 'Att kopiera en rad med en dold kolumn', 'Copying a row with a hidden column'),
  run: async (bench) => {
    await bench.ask((sheet) => {
      sheet.getRange('A1:C2').values = [['id', 'b', 'c'], ['x1', 1, 2]];
      sheet.getRange('A:A').columnHidden = true;
      return () => undefined;
    });
    await bench.person({ does: 'copy-row', row: 2, to: 5 });
    bench.saw('copied-rows', 'row 2 to row 5, column A hidden', await read(bench, 'A5:C5'));
  },
};

export const personProbes = [growth, widening, refused, typedManner, insertedRow, copiedRow, undo, editing];

import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import { ownName, type Bench, type Probe } from './probe';

/** The cells of an address, without the sheet, which is the probe's own. */
export const cellsOf = (address: string): string => address.slice(address.lastIndexOf('!') + 1);

const tableName = `${ownName}table`;

/** A table of two columns and the rows given, of a name of its own. */
export const makeTable = (bench: Bench, address: string, values: Json[][], name = tableName): Promise<void> =>
  bench.ask((sheet) => {
    sheet.getRange(address).values = values as unknown[][];
    sheet.tables.add(address, true).name = name;
    return () => undefined;
  });

export const readTable = (bench: Bench, name = tableName): Promise<string> =>
  bench.ask((sheet) => {
    const range = sheet.tables.getItem(name).getRange().load('address');
    return () => cellsOf(range.address);
  });

/** What Excel fills into a header is a word of its language and a number. */
const filledHeader = (text: string): string => text.replace(/^\p{L}+(\d+)$/u, '…$1');

const headers: Probe = {
  id: 'table-headers', rules: ['table-headers'],
  title: t('Overskrifter i tabeller', 'Overskrifter i tabellar', 'Rubriker i tabeller', 'Headers of tables'),
  run: async (bench) => {
    const given = [2026, '', 'a b', 'a b', true, '', 'x'];
    const read = (): Promise<Json> => bench.ask((sheet) => {
      const table = sheet.tables.getItem(tableName);
      const columns = table.columns.load('items/name');
      const row = table.getHeaderRowRange().load('values,valueTypes');
      return () => ({ names: columns.items.map(({ name }, i) => (given[i] === '' ? filledHeader(name) : name)), types: (row.valueTypes as Json[][])[0]! });
    });
    await makeTable(bench, 'A1:G2', [given, [1, 2, 3, 4, 5, 6, 7]]);
    bench.saw('table-headers', '2026, blank, twice the same, TRUE, blank, x', await read());
    bench.saw('table-headers', 'one that is taken written over x', await bench.attempt((sheet) => { sheet.getRange('G1').values = [['a b']]; }));
    bench.saw('table-headers', 'after that', await read());
    bench.saw('table-headers', 'a formula written over x', await bench.attempt((sheet) => { sheet.getRange('G1').formulas = [['="y"&1']]; }));
    bench.saw('table-headers', 'the formula after that', await bench.ask((sheet) => {
      const range = sheet.getRange('G1').load('formulas');
      return () => range.formulas as Json[][];
    }));
  },
};

const naming: Probe = {
  id: 'table-names', rules: ['table-name', 'name-taken'],
  title: t('Navn på tabeller og områder', 'Namn på tabellar og område', 'Namn på tabeller och områden', 'Names of tables and ranges'),
  run: async (bench) => {
    await makeTable(bench, 'A1:B2', [['a', 'b'], [1, 2]]);
    await makeTable(bench, 'D1:E2', [['a', 'b'], [1, 2]], `${tableName}2`);
    const rename = (name: string): Promise<string> => bench.attempt((sheet) => { sheet.tables.getItem(tableName).name = name; });
    for (const name of ['T1000', 'R', 'R1C1', '1x', 'a b', 'a-b', '']) {
      const code = await rename(name);
      bench.saw('table-name', `"${name}"`, code);
      if (code === 'done') await bench.tell((sheet) => { sheet.tables.getItem(name).name = tableName; });
    }
    bench.saw('name-taken', 'a table, of another in capitals', await rename(`${tableName}2`.toUpperCase()));
    const addName = (name: string): Promise<string> => bench.attempt((sheet, { workbook }) => { workbook.names.add(name, sheet.getRange('G1')); });
    bench.saw('name-taken', 'a range, of a table', await addName(tableName));
    bench.saw('name-taken', 'a range', await addName(`${ownName}range`));
    bench.saw('name-taken', 'a range, of another in capitals', await addName(`${ownName}RANGE`));
    bench.saw('name-taken', 'a table, of a range', await rename(`${ownName}range`));
  },
};

const resizing: Probe = {
  id: 'table-resize', rules: ['table-resize', 'table-overlap', 'body-of-a-table'],
  title: t('Størrelsen på tabeller', 'Storleiken på tabellar', 'Storleken på tabeller', 'The size of tables'),
  run: async (bench) => {
    await makeTable(bench, 'B2:C4', [['a', 'b'], [1, 2], [3, 4]]);
    for (const to of ['B2:C6', 'B2:D3', 'B2:C4', 'B2:C2', 'B3:C5', 'F2:G4']) {
      const code = await bench.attempt((sheet) => { sheet.tables.getItem(tableName).resize(to); });
      bench.saw('table-resize', `B2:C4 or what it became, to ${to}`, [code, await readTable(bench)]);
    }
    bench.saw('table-overlap', 'over two of its cells', await bench.attempt((sheet) => { sheet.tables.add('C3:F4', true); }));
    bench.saw('body-of-a-table', 'made of a header alone', await bench.ask((sheet) => {
      sheet.getRange('J1:K1').values = [['a', 'b']];
      const table = sheet.tables.add('J1:K1', true);
      table.name = `${tableName}3`;
      const range = table.getRange().load('address');
      return () => cellsOf(range.address);
    }));
    bench.saw('body-of-a-table', 'its only row deleted', await bench.attempt((sheet) => { sheet.tables.getItem(`${tableName}3`).rows.getItemAt(0).delete(); }));
    bench.saw('body-of-a-table', 'after that', await readTable(bench, `${tableName}3`));
  },
};

const below: Probe = {
  id: 'written-below', rules: ['no-growth-by-interface'],
  title: t('Skrive rett under og ved siden av en tabell', 'Skrive rett under og ved sida av ein tabell', 'Skriva direkt under och bredvid en tabell', 'Writing just below and beside a table'),
  run: async (bench) => {
    await makeTable(bench, 'A1:B2', [['a', 'b'], [1, 2]]);
    const write = (address: string, values: Json[][]): Promise<string> => bench.ask((sheet) => {
      sheet.getRange(address).values = values as unknown[][];
      return () => undefined;
    }).then(() => readTable(bench));
    bench.saw('no-growth-by-interface', 'one row below', await write('A3:B3', [[3, 4]]));
    bench.saw('no-growth-by-interface', 'many rows below', await write('A3:B40', Array.from({ length: 38 }, (_, i) => [i, i])));
    bench.saw('no-growth-by-interface', 'a column beside', await write('C1:C2', [['c'], [5]]));
  },
};

const formulas: Probe = {
  id: 'names-in-formulas', rules: ['names-in-formulas'],
  title: t('Navn i formler', 'Namn i formlar', 'Namn i formler', 'Names in formulas'),
  run: async (bench) => {
    await bench.ask((sheet, { workbook }) => {
      sheet.getRange('A1:B3').values = [['Konto', 'Sum'], ['a', 1], ['b', 2]];
      workbook.names.add(`${ownName}account`, `='${bench.tab}'!$A$1:$A$9`);
      workbook.names.add(`${ownName}amount`, sheet.getRange('B1:B9'));
      sheet.getRange('D1:D2').formulas = [[`=SUMIFS(${ownName}amount,${ownName}account,"b")`], [`=SUM(${ownName}nobody)`]];
      return () => undefined;
    });
    const read = (address: string): Promise<Json> => bench.ask((sheet) => {
      const range = sheet.getRange(address).load('values');
      return () => range.values as Json;
    });
    bench.saw('names-in-formulas', 'a sum, and a name that nobody has', await read('D1:D2'));
    bench.saw('names-in-formulas', 'after a column before them', await bench.tell((sheet) => { sheet.getRange('A:A').insert('Right'); }).then(() => read('E1')));
    bench.saw('names-in-formulas', 'moved to other cells', await bench.ask((_, { workbook }) => {
      workbook.names.getItem(`${ownName}amount`).formula = `='${bench.tab}'!$D$1:$D$9`;
      return () => undefined;
    }).then(() => read('E1')));
    bench.saw('names-in-formulas', 'whose cells are deleted', await bench.tell((sheet) => { sheet.getRange('D:D').delete('Left'); }).then(() => read('D1')));
    bench.saw('names-in-formulas', 'taken away', await bench.ask((_, { workbook }) => {
      workbook.names.getItem(`${ownName}amount`).delete();
      return () => undefined;
    }).then(() => read('D1')));
  },
};

export const tableProbes = [headers, naming, resizing, below, formulas];

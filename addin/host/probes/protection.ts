import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import type { Probe } from './probe';
import { makeTable } from './tables';
import { ownName } from './probe';

const twice: Probe = {
  id: 'protect-twice', rules: ['protect-twice'],
  title: t('Å beskytte en fane to ganger', 'Å verne ei fane to gonger', 'Att skydda en flik två gånger', 'Protecting a tab twice'),
  run: async (bench) => {
    const protect = (): Promise<string> => bench.attempt((sheet) => { sheet.protection.protect(); });
    const unprotect = (): Promise<string> => bench.attempt((sheet) => { sheet.protection.unprotect(); });
    bench.saw('protect-twice', 'unprotecting what is not protected', await unprotect());
    bench.saw('protect-twice', 'protecting', [await protect(), await protect()]);
    bench.saw('protect-twice', 'unprotecting', [await unprotect(), await unprotect()]);
  },
};

const locked: Probe = {
  id: 'protected-sheet', rules: ['protected-cells', 'protected-structure'],
  title: t('En beskyttet fane', 'Ei verna fane', 'En skyddad flik', 'A protected tab'),
  run: async (bench) => {
    await makeTable(bench, 'A1:B2', [['a', 'b'], [1, 2]]);
    const table = `${ownName}table`;
    await bench.ask((sheet) => {
      sheet.getRange('D1:D2').format.protection.locked = false;
      sheet.protection.protect({ allowFormatColumns: true, allowInsertRows: true });
      return () => undefined;
    });
    const tries: readonly (readonly [string, string, (sheet: Excel.Worksheet) => void])[] = [
      ['protected-cells', 'a locked cell', (sheet) => { sheet.getRange('A2').values = [[9]]; }],
      ['protected-cells', 'an unlocked cell', (sheet) => { sheet.getRange('D1').values = [[9]]; }],
      ['protected-cells', 'both at once', (sheet) => { sheet.getRange('C1:D1').values = [[9, 9]]; }],
      ['protected-cells', 'a locked cell cleared', (sheet) => { sheet.getRange('A2').clear('Contents'); }],
      ['protected-structure', 'a fill', (sheet) => { sheet.getRange('D1').format.fill.color = '#FF0000'; }],
      ['protected-structure', 'a width, which is allowed', (sheet) => { sheet.getRange('D:D').format.columnWidth = 90; }],
      ['protected-structure', 'a row put in, which is allowed', (sheet) => { sheet.getRange('9:9').insert('Down'); }],
      ['protected-structure', 'a row deleted', (sheet) => { sheet.getRange('9:9').delete('Up'); }],
      ['protected-structure', 'a column put in', (sheet) => { sheet.getRange('F:F').insert('Right'); }],
      ['protected-structure', 'a table made of unlocked cells', (sheet) => { sheet.tables.add('D1:D2', true); }],
      ['protected-structure', 'a table resized', (sheet) => { sheet.tables.getItem(table).resize('A1:B4'); }],
      ['protected-structure', 'a row added to a table', (sheet) => { sheet.tables.getItem(table).rows.add(undefined, [[3, 4]]); }],
      ['protected-structure', 'a validation', (sheet) => { sheet.getRange('D1').dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } }; }],
      ['protected-structure', 'a conditional format', (sheet) => { sheet.getRange('D1').conditionalFormats.add('Custom').custom.rule.formula = '=$D1=1'; }],
    ];
    for (const [rule, what, write] of tries) bench.saw(rule, what, await bench.attempt(write));
    bench.saw('protected-cells', 'values after that', await bench.ask((sheet) => {
      const range = sheet.getRange('A2:D2').load('values');
      return () => range.values as Json[][];
    }));
  },
};

export const protectionProbes = [twice, locked];

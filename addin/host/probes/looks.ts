import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import type { Probe } from './probe';
import { makeTable } from './tables';

const mixed: Probe = {
  id: 'mixed-looks', rules: ['mixed-is-null', 'column-width'],
  title: t('Utseende som er ulikt i et område, og bredder', 'Utsjånad som er ulik i eit område, og breidder', 'Utseende som skiljer sig i ett område, och bredder', 'Looks that differ within a range, and widths'),
  run: async (bench) => {
    const looks = await bench.ask((sheet) => {
      const first = sheet.getRange('A1').format;
      first.font.bold = true;
      first.font.color = '#FF0000';
      first.fill.color = '#00FF00';
      first.wrapText = true;
      first.horizontalAlignment = 'Center';
      first.protection.locked = false;
      sheet.getRange('A1').numberFormat = [['0.0']];
      const range = sheet.getRange('A1:A2').load('numberFormat');
      const { format } = range;
      format.load('wrapText,horizontalAlignment,font/bold,font/color,fill/color,protection/locked');
      return () => ({ wrap: format.wrapText, alignment: format.horizontalAlignment, bold: format.font.bold, color: format.font.color, fill: format.fill.color, locked: format.protection.locked, formats: range.numberFormat as Json[][] });
    });
    for (const [what, saw] of Object.entries(looks)) bench.saw('mixed-is-null', what, saw);
    for (const width of [50, 100, 300]) {
      const read = await bench.ask((sheet) => {
        const { format } = sheet.getRange('C:C');
        format.columnWidth = width;
        format.load('columnWidth');
        return () => format.columnWidth;
      });
      bench.saw('column-width', `${width} points, to the nearest ten`, Math.round(read / 10) * 10);
    }
  },
};

const merging: Probe = {
  id: 'merging', rules: ['merge-keeps-first', 'merge-in-table'],
  title: t('Flettede celler', 'Fletta celler', 'Sammanfogade celler', 'Merged cells'),
  run: async (bench) => {
    bench.saw('merge-keeps-first', '2 × 2', await bench.ask((sheet) => {
      const range = sheet.getRange('A1:B2');
      range.values = [['a', 'b'], ['c', 'd']];
      range.merge();
      range.load('values');
      return () => range.values as Json[][];
    }));
    bench.saw('merge-keeps-first', 'and taken apart', await bench.ask((sheet) => {
      const range = sheet.getRange('A1:B2');
      range.unmerge();
      range.load('values');
      return () => range.values as Json[][];
    }));
    await makeTable(bench, 'D1:E3', [['a', 'b'], [1, 2], [3, 4]]);
    bench.saw('merge-in-table', 'within', await bench.attempt((sheet) => { sheet.getRange('D2:D3').merge(); }));
    bench.saw('merge-in-table', 'across its edge', await bench.attempt((sheet) => { sheet.getRange('E2:F2').merge(); }));
    bench.saw('merge-in-table', 'a table over merged cells', await bench.attempt((sheet) => {
      sheet.getRange('H2:I2').merge();
      sheet.tables.add('H1:I3', true);
    }));
  },
};

const conditional: Probe = {
  id: 'conditional-formats', rules: ['conditional-format-first'],
  title: t('Rekkefølgen av betinget formatering', 'Rekkjefølgja av vilkårsformatering', 'Ordningen av villkorsstyrd formatering', 'The order of conditional formats'),
  run: async (bench) => {
    await bench.ask((sheet) => {
      for (const formula of ['=$A1=1', '=$A1=2', '=$A1=3']) sheet.getRange('A1:A5').conditionalFormats.add('Custom').custom.rule.formula = formula;
      return () => undefined;
    });
    bench.saw('conditional-format-first', 'three added in one request', await bench.ask((sheet) => {
      const formats = sheet.getRange('A1:A5').conditionalFormats.load('items/priority,items/type,items/stopIfTrue');
      const rules = [0, 1, 2].map((i) => sheet.getRange('A1:A5').conditionalFormats.getItemAt(i).custom.rule.load('formula'));
      return () => formats.items.map(({ priority, stopIfTrue }, i) => [rules[i]!.formula, priority, stopIfTrue]);
    }));
  },
};

const lists: Probe = {
  id: 'validation', rules: ['list-literal', 'validation-of-entries'],
  title: t('Regler for hva en celle tar imot', 'Reglar for kva ei celle tek imot', 'Regler för vad en cell tar emot', 'Rules for what a cell takes'),
  run: async (bench) => {
    const literal = (length: number): string => `a,${'b'.repeat(length - 2)}`;
    for (const length of [255, 256]) bench.saw('list-literal', `${length} characters`, await bench.attempt((sheet) => { sheet.getRange('A1').dataValidation.rule = { list: { inCellDropDown: true, source: literal(length) } }; }));
    const written = await bench.ask((sheet) => {
      const range = sheet.getRange('B1');
      range.dataValidation.rule = { wholeNumber: { formula1: 1, formula2: 5, operator: 'Between' } };
      range.values = [[9]];
      range.load('values');
      range.dataValidation.load('type');
      return () => [range.values as Json[][], range.dataValidation.type];
    });
    bench.saw('validation-of-entries', 'an add-in writes 9 where 1 to 5 are taken', written);
  },
};

export const lookProbes = [mixed, merging, conditional, lists];

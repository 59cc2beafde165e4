import { inLocales as t } from '../../../core';
import type { Json } from '../self-check';
import type { Bench, Probe } from './probe';

/** Texts whose reading depends on the interface's own manner of writing, and on nothing of the day. */
const entered = ['007', '1.5', '1,5', '1,234', '1e3', '12%', ' 7 ', '+1', '-2', '(5)', '$5', '12:30', '2026-03-15', '3/4/2026', '15.03.2026', '2026-13-01', 'TRUE', 'true', 'SANN', '@x', 'M1.2'];
/** Dates without a year get the year in which they are written, so only the rest of them is told. */
const yearless = ['1-2', '1/2', '13-2', '3/4'];

const column = (texts: readonly string[]): string[][] => texts.map((text) => [text]);

const readColumn = (bench: Bench, texts: readonly string[], numberFormat?: string): Promise<{ values: Json[][]; formats: Json[][]; types: Json[][] }> =>
  bench.ask((sheet) => {
    const range = sheet.getRange(`A1:A${texts.length}`);
    if (numberFormat !== undefined) range.numberFormat = texts.map(() => [numberFormat]);
    range.values = column(texts);
    range.load('values,numberFormat,valueTypes');
    return () => ({ values: range.values as Json[][], formats: range.numberFormat as Json[][], types: range.valueTypes as Json[][] });
  });

/** Month and day of a serial number; anything else as it is. */
const monthAndDay = (value: Json): Json => (typeof value === 'number' ? new Date(Date.UTC(1899, 11, 30) + value * 86_400_000).toISOString().slice(5, 10) : value);

const coercion: Probe = {
  id: 'entries', rules: ['entry-coercion', 'en-us-values'],
  title: t('Tekster som ligner tall og datoer', 'Tekstar som liknar tal og datoar', 'Texter som liknar tal och datum', 'Texts that look like numbers and dates'),
  run: async (bench) => {
    const { values, formats, types } = await readColumn(bench, [...entered, ...yearless]);
    for (const [i, text] of [...entered, ...yearless].entries()) {
      const value = values[i]![0]!;
      bench.saw('entry-coercion', text, [yearless.includes(text) ? monthAndDay(value) : value, formats[i]![0]!, types[i]![0]!]);
    }
    const local = await bench.ask((sheet) => {
      const range = sheet.getRange('C1:C3');
      range.numberFormat = [['#,##0.00'], ['yyyy-mm-dd'], ['0.0%']];
      range.formulas = [['=SUM(1,2)'], ['=DATE(2026,3,15)'], ['0.5']];
      range.load('formulas,numberFormat');
      return () => [range.formulas as Json[][], range.numberFormat as Json[][]];
    });
    bench.saw('en-us-values', 'formulas, and formats as they were set', local);
  },
};

const kept: Probe = {
  id: 'text-format', rules: ['text-format'],
  title: t('Tekst i celler med tekstformat', 'Tekst i celler med tekstformat', 'Text i celler med textformat', 'Text in cells of text format'),
  run: async (bench) => {
    const texts = ['=1+1', '007', '1-2', '2026-03-15', '+1', '@x', 'TRUE', '1.5'];
    const { values, types } = await readColumn(bench, texts, '@');
    for (const [i, text] of texts.entries()) bench.saw('text-format', text, [values[i]![0]!, types[i]![0]!]);
    const number = await bench.ask((sheet) => {
      const range = sheet.getRange('C1');
      range.numberFormat = [['@']];
      range.values = [[46096]];
      range.load('values,valueTypes');
      return () => [range.values as Json[][], range.valueTypes as Json[][]];
    });
    bench.saw('text-format', 'a number', number);
  },
};

const apostrophes: Probe = {
  id: 'apostrophe', rules: ['apostrophe'],
  title: t('Apostrof foran teksten', 'Apostrof framfor teksten', 'Apostrof före texten', 'An apostrophe before the text'),
  run: async (bench) => {
    const texts = ["'007", "'=1+1", "''x", "'", "it's"];
    for (const [where, format] of [['general', undefined], ['text format', '@']] as const) {
      const { values, types } = await readColumn(bench, texts, format);
      for (const [i, text] of texts.entries()) bench.saw('apostrophe', `${text} in ${where}`, [values[i]![0]!, types[i]![0]!]);
    }
  },
};

const formulas: Probe = {
  id: 'formulas', rules: ['formula-by-equals'],
  title: t('Formler', 'Formlar', 'Formler', 'Formulas'),
  run: async (bench) => {
    const seen = await bench.ask((sheet) => {
      const range = sheet.getRange('A1:A4');
      range.values = [['=1+1'], ['='], ['=SUM(A1,5)'], ["=\"a\"&\"b\""]];
      range.load('formulas,values');
      return () => [range.formulas as Json[][], range.values as Json[][]];
    });
    bench.saw('formula-by-equals', 'written as values', seen);
  },
};

const nulls: Probe = {
  id: 'null-and-size', rules: ['null-leaves', 'array-size'],
  title: t('Tomme verdier, og matriser av feil størrelse', 'Tomme verdiar, og matriser av feil storleik', 'Tomma värden, och matriser av fel storlek', 'Empty values, and arrays of the wrong size'),
  run: async (bench) => {
    const left = await bench.ask((sheet) => {
      sheet.getRange('A1:C1').values = [['a', 'b', 'c']];
      const range = sheet.getRange('A1:C1');
      range.values = [[null, '', 'd']];
      range.load('values,valueTypes');
      return () => [range.values as Json[][], range.valueTypes as Json[][]];
    });
    bench.saw('null-leaves', 'null, empty text and a text over a, b, c', left);
    const sizes: readonly (readonly [string, unknown[][]])[] = [['2 × 2', [[1, 2], [3, 4]]], ['3 × 1', [[1], [2], [3]]], ['1 × 3', [[1, 2, 3]]], ['uneven', [[1, 2, 3], [4], [5, 6, 7]]], ['1 × 1', [[1]]]];
    for (const [size, values] of sizes) bench.saw('array-size', `values ${size} into 3 × 3`, await bench.attempt((sheet) => { sheet.getRange('E1:G3').values = values; }));
    bench.saw('array-size', 'formats 1 × 1 into 3 × 3', await bench.attempt((sheet) => { sheet.getRange('E1:G3').numberFormat = [['0.0']]; }));
    const single = await bench.ask((sheet) => {
      const range = sheet.getRange('I1:J2');
      range.values = 'x' as unknown as string[][]; // allowed by the documentation, not by the types
      range.load('values');
      return () => range.values as Json[][];
    });
    bench.saw('array-size', 'one value into 2 × 2', single);
  },
};

const longest = 32_767;

const lengths: Probe = {
  id: 'lengths', rules: ['cell-text-length', 'formula-length'],
  title: t('Lange tekster og formler', 'Lange tekstar og formlar', 'Långa texter och formler', 'Long texts and formulas'),
  run: async (bench) => {
    for (const length of [longest, longest + 1]) bench.saw('cell-text-length', `${length} characters`, await bench.attempt((sheet) => { sheet.getRange('A1').values = [['x'.repeat(length)]]; }));
    const sum = (length: number): string => `=1${'+1'.repeat((length - 2) / 2)}`;
    for (const length of [8192, 8194]) bench.saw('formula-length', `${length} characters`, await bench.attempt((sheet) => { sheet.getRange('A2').formulas = [[sum(length)]]; }));
  },
};

export const entryProbes = [coercion, kept, apostrophes, formulas, nulls, lengths];

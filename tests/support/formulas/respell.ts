import type { Spelling } from './parse';

/** A formula of one workbook as another spells it: signs between arguments and decimals; texts and quoted names stay. */
export const respell = (formula: string, from: Spelling, to: Spelling): string => {
  const decimal = from.decimal === '.' ? '\\.' : ',';
  const part = new RegExp(`"(?:[^"]|"")*"|'(?:[^']|'')*'|[\\p{L}_$][\\p{L}\\p{N}_.$]*|\\d+(?:${decimal}\\d+)?|[${from.separators}]`, 'gu');
  return formula.replace(part, (text) => {
    if (/^["'\p{L}_$]/u.test(text)) return text;
    if (text.length === 1 && from.separators.includes(text)) return to.separators[0]!;
    return text.replace(from.decimal, to.decimal);
  });
};

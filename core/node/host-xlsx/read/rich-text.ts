import { LIMITS } from './limits';
import { refuse } from './refusals';
import type { XmlScanner } from './xml-scanner';

/** What a workbook has used up of its limits so far. */
export interface ReadBudget {
  cells: number;
  places: number;
  merges: number;
  text: number;
}

export const emptyBudget = (): ReadBudget => ({ cells: 0, places: 0, merges: 0, text: 0 });

/** `_xHHHH_` stands for a UTF-16 unit in every text of a workbook (`ST_Xstring`); `_x005F_` keeps an underscore as it is. */
export const unescapeText = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

/** Bytes of the longest way to write a UTF-16 unit. */
const UNIT_BYTES = '_x005F_'.length;

/** Refuses so many bytes of text as no cell holds, before they cost anything. */
export const refuseLongText = (bytes: number): void => {
  if (bytes > UNIT_BYTES * LIMITS.cellText) refuse('TEXT_TOO_LONG', `${bytes} bytes`);
};

const refuseLong = (text: string): string => (text.length > LIMITS.cellText ? refuse('TEXT_TOO_LONG', `${text.length} characters`) : text);

/** Counts a text against the limits, and returns it. */
export const takeText = (text: string, budget: ReadBudget): string => {
  budget.text += refuseLong(text).length;
  if (budget.text > LIMITS.allText) refuse('TEXT_TOTAL', `more than ${LIMITS.allText} characters`);
  return text;
};

const readPlain = (scanner: XmlScanner): string => {
  scanner.readText();
  refuseLongText(scanner.textEnd - scanner.textStart);
  return unescapeText(scanner.text());
};

const readRun = (scanner: XmlScanner): string => {
  let text = '';
  while (scanner.nextChild()) {
    if (scanner.isNamed('t')) text = refuseLong(text + readPlain(scanner));
    else scanner.skip();
  }
  return text;
};

/** The plain text of the `si` or `is` element just opened: formats are left out, and so is phonetic text. */
export const readRichText = (scanner: XmlScanner): string => {
  let text = '';
  while (scanner.nextChild()) {
    if (scanner.isNamed('t')) text = refuseLong(text + readPlain(scanner));
    else if (scanner.isNamed('r')) text = refuseLong(text + readRun(scanner));
    else scanner.skip();
  }
  return text;
};

import { LIMITS } from '../read/limits';
import { refuse } from '../read/refusals';
import { escapeXml } from '../escape-xml';

export type PlainValue = string | number | boolean | null;

const hex = (c: string): string => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** Text that already looks like an escaped character. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/gu;
/** What XML cannot hold, and the carriage return, which a parser would make a line feed. */
const NOT_IN_XML = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Any text as a cell holds it (`ST_Xstring`, ISO 29500-1, 22.9.2.19): nothing of it is lost. Refuses with TEXT_TOO_LONG. */
export const escapeCellText = (text: string): string => {
  if (text.length > LIMITS.cellText) refuse('TEXT_TOO_LONG', `${text.length} characters`);
  return escapeXml(text.replace(LOOKS_ESCAPED, '_x005F_').replace(NOT_IN_XML, hex));
};

/** White space that a parser might take for layout. */
const NEEDS_SPACE = /^\s|\s$|[\t\n]|\s\s/u;

const textElement = (prefix: string, text: string): string =>
  `<${prefix}t${NEEDS_SPACE.test(text) ? ' xml:space="preserve"' : ''}>${escapeCellText(text)}</${prefix}t>`;

/** What stands in a `c` element, and its `t`; '' where the type goes without saying. */
export interface CellMarkup {
  readonly type: '' | 'inlineStr' | 'str' | 'b' | 'e';
  readonly content: string;
}

const valueElement = (prefix: string, text: string): string => `<${prefix}v>${text}</${prefix}v>`;

const numberMarkup = (prefix: string, value: number): CellMarkup =>
  Number.isFinite(value) ? { type: '', content: valueElement(prefix, String(value + 0)) } : { type: 'e', content: valueElement(prefix, '#NUM!') };

const plainMarkup = (prefix: string, value: PlainValue): CellMarkup => {
  if (value === null || value === '') return { type: '', content: '' };
  if (typeof value === 'number') return numberMarkup(prefix, value);
  if (typeof value === 'boolean') return { type: 'b', content: valueElement(prefix, value ? '1' : '0') };
  return { type: 'inlineStr', content: `<${prefix}is>${textElement(prefix, value)}</${prefix}is>` };
};

/** A result is no inline string: a formula's text stands in `v`. */
const resultMarkup = (prefix: string, value: PlainValue): CellMarkup =>
  typeof value === 'string' ? { type: 'str', content: valueElement(prefix, escapeCellText(value)) } : plainMarkup(prefix, value);

/** The markup of a value: text as an inline string, whatever it begins with; a formula, without "=", with its result. */
export const cellMarkup = (prefix: string, value: PlainValue, formula: string | undefined): CellMarkup => {
  if (formula === undefined) return plainMarkup(prefix, value);
  const { type, content } = resultMarkup(prefix, value);
  return { type, content: `<${prefix}f>${escapeXml(formula.replace(/^=/u, ''))}</${prefix}f>${content}` };
};

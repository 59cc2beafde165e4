import { gap } from '../rules';
import { dateOf } from './entries';
import type { CellContent } from './sheet';

const two = (number: number): string => String(number).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const dateText = (serial: number, format: string): string => {
  const date = dateOf(serial);
  const parts: Record<string, string> = {
    yyyy: String(date.getUTCFullYear()), yy: two(date.getUTCFullYear() % 100), mmmm: months[date.getUTCMonth()]!, mmm: months[date.getUTCMonth()]!, mm: two(date.getUTCMonth() + 1), m: String(date.getUTCMonth() + 1), dd: two(date.getUTCDate()), d: String(date.getUTCDate()),
  };
  return format.replace(/yyyy|yy|mmmm|mmm|mm|m|dd|d/g, (part) => parts[part]!).replace(/\\(.)/g, '$1').replaceAll('"', '');
};

const numberText = (value: number, format: string): string => {
  const match = /^([^0#]*)(#,##)?([0#]+)(?:\.([0#]+))?(%?)([^0#]*)$/.exec(format.replace(/["\\]/g, '').replace('# ##0', '#,##0'));
  if (!match) return gap(`text of a number of the format ${format}`);
  const [, before = '', grouped, , decimals = '', percent = '', after = ''] = match;
  const scaled = percent ? value * 100 : value;
  const fixed = Math.abs(scaled).toFixed(decimals.length);
  const [whole = '', fraction] = fixed.split('.');
  const text = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${scaled < 0 && Number(fixed) !== 0 ? '-' : ''}${before}${text}${fraction === undefined ? '' : `.${fraction}`}${percent}${after}`;
};

/** [en-us-values] The text that a cell shows; a format that is not known is a gap, never a guess. */
export const shownText = (value: CellContent, format: string): string => {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (format === 'General' || format === '@') return String(value);
  const [positive = '', negative, zero] = format.split(';');
  const section = value < 0 && negative !== undefined ? negative : value === 0 && zero !== undefined ? zero : positive;
  if (section === '') return '';
  return /[yd]/.test(section.replace(/"[^"]*"/g, '')) ? dateText(value, section) : numberText(value < 0 && negative !== undefined ? -value : value, section);
};

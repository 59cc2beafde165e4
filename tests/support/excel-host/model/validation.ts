import { refuse } from '../rules';
import { isJsonObject, type Json } from '../wire/shapes';
import { addressOf, isWithin, overlaps, subtract, type Area } from './area';
import { checkAllowed } from './book';
import type { Sheet, Validation } from './sheet';

export const noRule: Json = {};
export const noPrompt: Json = { message: '', showPrompt: true, title: '' };
export const noAlert: Json = { message: '', showAlert: true, style: 'Stop', title: '' };

const kinds: Readonly<Record<string, string>> = { wholeNumber: 'WholeNumber', decimal: 'Decimal', list: 'List', date: 'Date', time: 'Time', textLength: 'TextLength', custom: 'Custom' };

export const kindOf = (rule: Json): string => {
  const [name] = isJsonObject(rule) ? Object.keys(rule).filter((key) => rule[key] !== null) : [];
  return name === undefined ? 'None' : kinds[name] ?? 'None';
};

/** [list-literal] Throws where a rule is more than Excel takes. */
const checkRule = (rule: Json, area: Area): Json => {
  const list = isJsonObject(rule) ? rule['list'] : undefined;
  const source = isJsonObject(list) ? list['source'] : undefined;
  if (typeof source === 'string' && !source.startsWith('=') && source.length > 255) refuse('list-literal', addressOf(area));
  return rule;
};

/** Takes an area out of all rules that stand. */
export const clearValidation = (sheet: Sheet, area: Area): void => {
  checkAllowed(sheet, null);
  for (const one of sheet.validations) one.areas = one.areas.flatMap((own) => subtract(own, area));
  sheet.validations = sheet.validations.filter(({ areas }) => areas.length > 0);
};

/** The one rule of an area: "none" where it has none, "mixed" where it has several. */
export const validationOf = (sheet: Sheet, area: Area): Validation | 'none' | 'mixed' =>
  sheet.validations.find(({ areas }) => areas.some((own) => isWithin(area, own))) ?? (sheet.validations.some(({ areas }) => areas.some((own) => overlaps(own, area))) ? 'mixed' : 'none');

/** Changes a part of the rule of an area, which becomes a rule of its own. */
export const setValidation = (sheet: Sheet, area: Area, part: Partial<Pick<Validation, 'rule' | 'prompt' | 'errorAlert' | 'ignoreBlanks'>>): void => {
  checkAllowed(sheet, null);
  if (part.rule !== undefined) checkRule(part.rule, area);
  const found = validationOf(sheet, area);
  const before = typeof found === 'string' ? { rule: noRule, prompt: noPrompt, errorAlert: noAlert, ignoreBlanks: true } : found;
  const { rule, prompt, errorAlert, ignoreBlanks } = { ...before, ...part };
  clearValidation(sheet, area);
  sheet.validations.push({ areas: [area], rule, prompt, errorAlert, ignoreBlanks });
};

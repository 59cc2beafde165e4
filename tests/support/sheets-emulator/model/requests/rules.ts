import { invalid } from '../../parts';
import { placeOf, sheetById, type Edit } from '../book';
import type { Area } from '../area';
import { withColours } from '../colours';
import { checkCells, checkSheet } from '../protection';
import { namesOtherSheet } from '../references';
import { toldFormatRule } from '../told';
import type { Book, ConditionalFormatRule, GridRange, Placed, Sheet } from '../types';
import { setValidation } from '../write-cells';
import type { Apply } from './apply';
import { keptArea } from './kept-area';

const areasOn = (edit: Edit, sheet: Sheet, ranges: readonly GridRange[] | undefined): Area[] => {
  if (!ranges?.length) throw invalid('A conditional format rule must have at least one range.');
  return ranges.map((range) => {
    const place = placeOf(edit.book, range);
    if (place.sheet !== sheet) throw invalid('All ranges of a conditional format rule must be on the same sheet.');
    return keptArea(edit, sheet, place.area);
  });
};

const placedRule = (edit: Edit, sheet: Sheet, { ranges, ...facts }: ConditionalFormatRule): Placed<ConditionalFormatRule> => {
  if (!facts.booleanRule === !facts.gradientRule) throw invalid('A conditional format rule must have either a boolean rule or a gradient rule.');
  const formulas = (facts.booleanRule?.condition?.values ?? []).map(({ userEnteredValue = '' }) => userEnteredValue).filter((text) => text.startsWith('='));
  // [conditions-stay-on-their-sheet] Only INDIRECT looks elsewhere.
  if (formulas.some((formula) => namesOtherSheet(formula, sheet.properties.title ?? ''))) throw invalid('Conditional format rule cannot reference a different sheet.');
  return { areas: areasOn(edit, sheet, ranges), facts: withColours(facts) };
};

const sheetOfRule = (book: Book, rule: ConditionalFormatRule): Sheet => sheetById(book, rule.ranges?.[0]?.sheetId);

const checkIndex = (sheet: Sheet, index: number): Placed<ConditionalFormatRule> => {
  const standing = sheet.conditionalFormats[index];
  if (!standing) throw invalid(`No conditional format on sheet: ${sheet.id} at index: ${index}`);
  return standing;
};

const updateConditionalFormatRule: Apply<'updateConditionalFormatRule'> = (edit, { sheetId, index = 0, newIndex, rule }) => {
  const sheet = rule ? sheetOfRule(edit.book, rule) : sheetById(edit.book, sheetId);
  checkSheet(edit, sheet);
  const old = checkIndex(sheet, index);
  const fresh = rule ? placedRule(edit, sheet, rule) : old;
  const others = sheet.conditionalFormats.filter((one) => one !== old);
  const at = newIndex ?? index;
  sheet.conditionalFormats = [...others.slice(0, at), fresh, ...others.slice(at)];
  const newRule = toldFormatRule(sheet, fresh);
  return { updateConditionalFormatRule: rule ? { newRule, newIndex: at, oldRule: toldFormatRule(sheet, old) } : { newRule, newIndex: at, oldIndex: index } };
};

export const ruleRequests = {
  setDataValidation: (edit, { range, rule }) => {
    const { sheet, area } = placeOf(edit.book, range);
    checkCells(edit, sheet, area);
    if (rule && !rule.condition?.type) throw invalid('A data validation rule must have a condition.');
    for (const { userEnteredValue = '' } of rule?.condition?.values ?? []) {
      if (rule?.condition?.type === 'ONE_OF_RANGE' && !userEnteredValue.startsWith('=')) throw invalid(`Invalid data validation range: ${userEnteredValue}`);
    }
    setValidation(sheet, keptArea(edit, sheet, area), rule);
  },
  addConditionalFormatRule: (edit, { rule = {}, index = 0 }) => {
    const sheet = sheetOfRule(edit.book, rule);
    checkSheet(edit, sheet);
    if (index > sheet.conditionalFormats.length) throw invalid(`Conditional format index ${index} is out of bounds.`);
    sheet.conditionalFormats.splice(index, 0, placedRule(edit, sheet, rule));
  },
  updateConditionalFormatRule,
  deleteConditionalFormatRule: (edit, { sheetId, index = 0 }) => {
    const sheet = sheetById(edit.book, sheetId);
    checkSheet(edit, sheet);
    const gone = checkIndex(sheet, index);
    sheet.conditionalFormats = sheet.conditionalFormats.filter((one) => one !== gone);
    return { deleteConditionalFormatRule: { rule: toldFormatRule(sheet, gone) } };
  },
} satisfies { [K in 'setDataValidation' | 'addConditionalFormatRule' | 'updateConditionalFormatRule' | 'deleteConditionalFormatRule']: Apply<K> };

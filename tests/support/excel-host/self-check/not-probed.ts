import type { RuleId } from '../rules';

/** Rules that no probe observes, and why. */
export const notProbed: Partial<Record<RuleId, string>> = {
  'unknown-member': 'It is about the emulator itself.',
  'last-visible-sheet': 'It would take hiding all sheets of the person.',
  'protected-workbook': 'It would lock the whole workbook of the person, for good if the check were cut short.',
  'undo-and-co-authors': 'It takes two people in one workbook.',
  'chart-sheets': 'The interface makes no sheets of that kind.',
  'filter-hides-rows': 'The emulated interface knows no filters; a person sets them.',
};

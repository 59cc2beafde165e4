import type { Locale } from '../../../plan/locale';
import { computeRollUp, type RollUp } from '../../../plan/roll-up';
import { rollUpTableNames } from '../../../plan/roll-up/tables';
import type { WorkbookModel } from '../../model';
import { dateFormats } from '../date-formats';
import { renderRollUpOverview } from './roll-up-overview';
import { tabOf, type RollUpInput } from './roll-up-input';
import { renderRollUpTab } from './roll-up-tab';
import { rollUpWords } from './roll-up-words';

/** The names of a roll-up's tabs in a language, in their order. */
export const rollUpTabNames = (locale: Locale): readonly string[] => [rollUpWords.overview[locale], ...rollUpTableNames.map((name) => tabOf({ locale }, name))];

/** All regions of a national plan as one workbook that is only read: a page of totals, and the tables that they are made of. [B7] [B8] */
export const renderRollUp = (rollUp: RollUp, locale: Locale): WorkbookModel => {
  const input: RollUpInput = { computed: computeRollUp(rollUp), locale };
  return {
    title: `${rollUpWords.title[locale]}: ${rollUp.title}`,
    author: rollUp.organisation,
    locale,
    dateFormat: dateFormats[locale],
    worksheets: [renderRollUpOverview(input), ...rollUpTableNames.map((name) => renderRollUpTab(input, input.computed.tables[name]))],
  };
};

import { isLocale, tabNames, type Locale } from '../../core';

/** What the stamp's first lines say, read without asking Google for anything that a menu may not ask; the words that are missing are null. */
export interface StampLines {
  readonly plan: string | null;
  /** Of the plan; of the person where there is no stamp. */
  readonly locale: Locale;
}

/** Norwegian without a form is bokmål. */
const ofPerson = (): Locale => {
  const [language = ''] = Session.getActiveUserLocale().toLowerCase().split(/[-_]/);
  const known = language === 'no' ? 'nb' : language;
  return isLocale(known) ? known : 'en';
};

/** None where the tab is another's, and shorter than a stamp: a menu comes up all the same. */
const readLines = (): [unknown, unknown][] => {
  try {
    return (SpreadsheetApp.getActiveSpreadsheet().getSheetByName(tabNames.stamp.nb)?.getRange('A1:B5').getValues() ?? []) as [unknown, unknown][];
  } catch {
    return [];
  }
};

export const readStampLines = (): StampLines => {
  const lines = new Map(readLines());
  const [plan, locale] = [lines.get('plan'), lines.get('locale')];
  return { plan: typeof plan === 'string' && plan !== '' ? plan : null, locale: isLocale(locale) ? locale : ofPerson() };
};

import { inEvery, inLocales as t } from '../plan/locale';

/** Names of the tabs that are not tables of the plan. */
export const tabNames = {
  overview: t('Oversikt', 'Oversikt', 'Översikt', 'Overview'),
  head: t('Plan', 'Plan', 'Plan', 'Plan'),
  yearWheel: t('Årshjul', 'Årshjul', 'Årshjul', 'Year wheel'),
  reconciliation: t('Avstemming', 'Avstemming', 'Avstämning', 'Reconciliation'),
  /** Only there where conflicts are open. */
  conflicts: t('Konflikter', 'Konfliktar', 'Konflikter', 'Conflicts'),
  lists: t('Lister', 'Lister', 'Listor', 'Lists'),
  /** The hidden tab with the plan's id, revision and columns. */
  stamp: inEvery('_planark'),
} as const;

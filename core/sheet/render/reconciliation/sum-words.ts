import { inLocales as t } from '../../../plan/locale';

/** What stands above the four sums of Avstemming, from left to right: what the tab is known by. */
export const sumWords = {
  total: t('Planen koster', 'Planen kostar', 'Planen kostar', 'The plan costs'),
  byAccount: t('Etter konto', 'Etter konto', 'Efter konto', 'By account'),
  byFocusArea: t('Etter fokusområde', 'Etter fokusområde', 'Efter fokusområde', 'By focus area'),
  byFunding: t('Etter finansiering', 'Etter finansiering', 'Efter finansiering', 'By funding'),
} as const;
export type SumLabel = keyof typeof sumWords;
export const sumLabels = Object.keys(sumWords) as readonly SumLabel[];

import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { activitiesOfFocusArea, focusAreaCost, focusAreaProgress, focusAreaSignal, goalsOf, meanWeight, weightedProgress } from '../progress';
import { code, cost, derived, helper, responsible, signal, title, weight } from './shared-fields';

/** The areas the plan is divided into. */
export const focusAreas = {
  tab: t('Fokusområder', 'Fokusområde', 'Fokusområden', 'Focus areas'),
  noun: t('fokusområde', 'fokusområde', 'fokusområde', 'focus area'),
  title: 'title',
  fields: {
    code: code('F'),
    title: title(t('Fokusområde', 'Fokusområde', 'Fokusområde', 'Focus area')),
    purpose: { type: { kind: 'text', long: true }, header: t('Formål', 'Formål', 'Syfte', 'Purpose'), width: 56 },
    weight,
    responsible,
    goalCount: derived('integer', goalsOf('focusArea'), t('Antall mål', 'Tal på mål', 'Antal mål', 'Goals'), 10),
    activityCount: derived('integer', activitiesOfFocusArea, t('Antall tiltak', 'Tal på tiltak', 'Antal åtgärder', 'Activities'), 10),
    progress: derived('ratio', focusAreaProgress, t('Beregnet fremdrift', 'Berekna framdrift', 'Beräknat framsteg', 'Computed progress')),
    signal: signal(focusAreaSignal),
    cost: cost(focusAreaCost),
    meanWeight: helper(meanWeight('progress'), 'meanWeight'),
    weightedProgress: helper(weightedProgress('progress'), 'weightedProgress'),
  },
} as const satisfies TableDeclaration;

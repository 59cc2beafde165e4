import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { activitiesOfGoal, currentValue, goalArea, goalCost, goalProgress, goalSignal, meanWeight, weightedProgress } from '../progress';
import { code, codeHelper, cost, derived, due, focusArea, helper, note, reference, responsible, signal, title, weight } from './shared-fields';

const number = { type: { kind: 'number' }, width: 11 } as const;

/** What the organisation itself wants to reach. */
export const goals = {
  tab: t('Mål', 'Mål', 'Mål', 'Goals'),
  noun: t('mål', 'mål', 'mål', 'goal'),
  title: 'title',
  fields: {
    code: code('M'),
    title: title(t('Mål', 'Mål', 'Mål', 'Goal')),
    focusArea,
    superiorGoal: reference('superiorGoals', t('Overordnet mål', 'Overordna mål', 'Övergripande mål', 'Superior goal')),
    strategy: reference('strategies', t('Strategi', 'Strategi', 'Strategi', 'Strategy')),
    responsible,
    due,
    weight,
    indicator: {
      type: { kind: 'text' }, header: t('Indikator', 'Indikator', 'Indikator', 'Indicator'), width: 26,
      help: t('Hva som måles, for eksempel «yrkesaktive medlemmer».', 'Kva som blir målt, til dømes «yrkesaktive medlemmer».', 'Vad som mäts, till exempel ”yrkesaktiva medlemmar”.', 'What is measured, such as “working members”.'),
    },
    unit: { type: { kind: 'text' }, header: t('Måleenhet', 'Måleining', 'Mätenhet', 'Unit'), width: 12 },
    baseline: { ...number, header: t('Utgangspunkt', 'Utgangspunkt', 'Utgångsläge', 'Baseline') },
    target: { ...number, header: t('Målverdi', 'Målverdi', 'Målvärde', 'Target') },
    current: derived('number', currentValue, t('Siste måling', 'Siste måling', 'Senaste mätning', 'Latest')),
    activityCount: derived('integer', activitiesOfGoal, t('Antall tiltak', 'Tal på tiltak', 'Antal åtgärder', 'Activities'), 10),
    progress: derived('ratio', goalProgress, t('Beregnet fremdrift', 'Berekna framdrift', 'Beräknat framsteg', 'Computed progress')),
    signal: signal(goalSignal),
    cost: cost(goalCost),
    note,
    meanWeight: helper(meanWeight('progress'), 'meanWeight'),
    areaCode: codeHelper(goalArea, 'areaCode'),
    weightedProgress: helper(weightedProgress('progress'), 'weightedProgress'),
  },
} as const satisfies TableDeclaration;

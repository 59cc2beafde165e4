import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { reference } from './shared-fields';

/** What a meeting found when it looked at the plan, and what comes next. */
export const followUps = {
  tab: t('Oppfølging', 'Oppfølging', 'Uppföljning', 'Follow-up'),
  noun: t('oppfølging', 'oppfølging', 'uppföljning', 'follow-up'),
  title: 'assessment',
  fields: {
    date: { type: { kind: 'date' }, header: t('Dato', 'Dato', 'Datum', 'Date'), width: 12 },
    body: { type: { kind: 'text' }, header: t('Organ', 'Organ', 'Organ', 'Body'), width: 20 },
    goal: reference('goals', t('Mål', 'Mål', 'Mål', 'Goal')),
    activity: reference('activities', t('Tiltak', 'Tiltak', 'Åtgärd', 'Activity')),
    assessment: { type: { kind: 'text', long: true }, header: t('Vurdering', 'Vurdering', 'Bedömning', 'Assessment'), width: 60 },
    next: { type: { kind: 'text', long: true }, header: t('Videre', 'Vidare', 'Nästa steg', 'Next'), width: 40 },
  },
} as const satisfies TableDeclaration;

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
    maturity: {
      type: { kind: 'integer', min: 1, max: 5 }, header: t('Modenhet', 'Mognad', 'Mognad', 'Maturity'), width: 11,
      help: t(
        'Hvor godt samarbeidet er innarbeidet: 1 i startfasen, 3 faste rutiner, 5 godt forankret og går av seg selv. Siste vurdering gjelder.',
        'Kor godt samarbeidet er innarbeidd: 1 i startfasen, 3 faste rutinar, 5 godt forankra og går av seg sjølv. Siste vurdering gjeld.',
        'Hur väl samarbetet är inarbetat: 1 i startfasen, 3 fasta rutiner, 5 väl förankrat och fungerar av sig självt. Senaste bedömningen gäller.',
        'How well the cooperation is established: 1 starting, 3 fixed routines, 5 well rooted and running by itself. The newest assessment counts.',
      ),
    },
  },
} as const satisfies TableDeclaration;

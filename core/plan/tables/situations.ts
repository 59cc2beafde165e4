import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { focusArea, title } from './shared-fields';

/** Where the organisation stands, and what challenges it in the short and the long term. */
export const situations = {
  tab: t('Situasjon', 'Situasjon', 'Nuläge', 'Situation'),
  noun: t('situasjon', 'situasjon', 'nuläge', 'situation'),
  title: 'area',
  fields: {
    area: title(t('Område', 'Område', 'Område', 'Area'), 28),
    now: { type: { kind: 'text', long: true }, header: t('Nåsituasjon', 'Nosituasjon', 'Nuläge', 'Now'), width: 44 },
    shortTerm: { type: { kind: 'text', long: true }, header: t('Utfordringer på kort sikt', 'Utfordringar på kort sikt', 'Utmaningar på kort sikt', 'Challenges, short term'), width: 44 },
    longTerm: { type: { kind: 'text', long: true }, header: t('Utfordringer på lang sikt', 'Utfordringar på lang sikt', 'Utmaningar på lång sikt', 'Challenges, long term'), width: 44 },
    focusArea,
  },
} as const satisfies TableDeclaration;

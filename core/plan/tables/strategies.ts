import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { goalsOf } from '../progress';
import { code, derived, focusArea, title } from './shared-fields';

/** The ways chosen towards the goals. */
export const strategies = {
  tab: t('Strategier', 'Strategiar', 'Strategier', 'Strategies'),
  noun: t('strategi', 'strategi', 'strategi', 'strategy'),
  title: 'title',
  fields: {
    code: code('S'),
    title: title(t('Strategi', 'Strategi', 'Strategi', 'Strategy'), 64),
    focusArea,
    goalCount: derived('integer', goalsOf('strategy'), t('Egne mål', 'Eigne mål', 'Egna mål', 'Own goals'), 10),
  },
} as const satisfies TableDeclaration;

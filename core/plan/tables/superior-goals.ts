import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { goalsOf } from '../progress';
import { code, derived, focusArea, title } from './shared-fields';

/** Goals set by a level above, which the plan's own goals carry out. */
export const superiorGoals = {
  tab: t('Overordnede mål', 'Overordna mål', 'Övergripande mål', 'Superior goals'),
  noun: t('overordnet mål', 'overordna mål', 'övergripande mål', 'superior goal'),
  title: 'title',
  fields: {
    code: code('O'),
    title: title(t('Overordnet mål', 'Overordna mål', 'Övergripande mål', 'Superior goal'), 64),
    focusArea,
    issuer: { type: { kind: 'text' }, header: t('Vedtatt av', 'Vedteke av', 'Beslutat av', 'Issued by'), width: 22 },
    goalCount: derived('integer', goalsOf('superiorGoal'), t('Egne mål', 'Eigne mål', 'Egna mål', 'Own goals'), 10),
  },
} as const satisfies TableDeclaration;

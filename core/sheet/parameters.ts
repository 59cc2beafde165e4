import type { ParameterName } from '../formula';

/** The parameters in the order of their rows on the tab of lists, from row 2. */
export const parameterNames = ['today', 'periodStart', 'periodEnd', 'behindBelow', 'lateBelow', 'accountsDay'] as const satisfies readonly ParameterName[];
/** The head field that a parameter is read from; `today` has none. */
export const parameterFields = { periodStart: 'period.start', periodEnd: 'period.end', behindBelow: 'settings.behindBelow', lateBelow: 'settings.lateBelow', accountsDay: 'settings.accountsAsOf' } as const;

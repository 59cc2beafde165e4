import { inLocales as t } from '../plan/locale';

/** Words that tabs of ours are known by, apart from all others, so that a program that only finds them again is small. */

/** What stands above the figures of the whole plan on Oversikt, from left to right. */
export const tileWords = {
  progress: t('Fremdrift', 'Framdrift', 'Framsteg', 'Progress'),
  expected: t('Forventet nå', 'Venta no', 'Förväntat nu', 'Expected by now'),
  signal: t('Signal', 'Signal', 'Signal', 'Signal'),
  completedOf: t('Tiltak fullført', 'Tiltak fullførte', 'Slutförda åtgärder', 'Activities completed'),
  overdue: t('Over fristen', 'Over fristen', 'Försenade', 'Overdue'),
  dueSoon: t('Frist innen 30 dager', 'Frist innan 30 dagar', 'Slutdatum inom 30 dagar', 'Due within 30 days'),
} as const;
export type TileLabel = keyof typeof tileWords;

/** The header of what a person fills in on Plan, and the first line of Årshjul. */
export const knownWords = {
  value: t('Verdi', 'Verdi', 'Värde', 'Value'),
  wheelLegend: t('● planlagt   ◆ frist   fylt: fra start til frist', '● planlagt   ◆ frist   fylt: frå start til frist', '● planerat   ◆ slutdatum   fyllt: från start till slut', '● planned   ◆ due   filled: from start to due'),
} as const;

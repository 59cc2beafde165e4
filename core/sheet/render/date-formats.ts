import type { Locale } from '../../plan/locale';

/** Number formats of dates by language, in Excel's notation. */
export const dateFormats: Readonly<Record<Locale, string>> = { nb: 'dd.mm.yyyy', nn: 'dd.mm.yyyy', sv: 'yyyy-mm-dd', en: 'dd/mm/yyyy' };

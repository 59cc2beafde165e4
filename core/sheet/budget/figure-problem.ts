import { fillText } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import { readNumber } from '../parse/read-number';

/** What can be wrong with a treasurer's file, as far as it was to be read. Each text says what to do. */
const texts = {
  TAB_GONE: t('Fanen «{value}» finnes ikke i filen. Koble på nytt med «planark budget link».', 'Fana «{value}» finst ikkje i fila. Kople på nytt med «planark budget link».', 'Fliken ”{value}” finns inte i filen. Koppla på nytt med ”planark budget link”.', 'The tab “{value}” is not in the file. Link anew with “planark budget link”.'),
  YEAR_CHANGED: t('Fanen gjelder nå {value}, og ble koblet for et annet år, så ingenting er lest. Koble på nytt med «planark budget link», eller skriv året i overskriften over beløpene.', 'Fana gjeld no {value}, og blei kopla for eit anna år, så ingenting er lese. Kople på nytt med «planark budget link», eller skriv året i overskrifta over beløpa.', 'Fliken gäller nu {value} och kopplades för ett annat år, så inget har lästs. Koppla på nytt med ”planark budget link”, eller skriv året i rubriken ovanför beloppen.', 'The tab is for {value} now, and was linked for another year, so nothing was read. Link anew with “planark budget link”, or write the year in the header above the amounts.'),
  HEADER_GONE: t('Finner ikke overskriften «{value}» over kontoene. Skriv den tilbake, eller koble på nytt med «planark budget link».', 'Finn ikkje overskrifta «{value}» over kontoane. Skriv ho tilbake, eller kople på nytt med «planark budget link».', 'Hittar inte rubriken ”{value}” ovanför kontona. Skriv tillbaka den, eller koppla på nytt med ”planark budget link”.', 'Cannot find the header “{value}” above the accounts. Write it back, or link anew with “planark budget link”.'),
  COLUMN_GONE: t('Kolonnen «{value}» er borte, og ble ikke lest. Skriv overskriften tilbake, eller koble på nytt med «planark budget link».', 'Kolonnen «{value}» er borte, og blei ikkje lesen. Skriv overskrifta tilbake, eller kople på nytt med «planark budget link».', 'Kolumnen ”{value}” är borta och lästes inte. Skriv tillbaka rubriken, eller koppla på nytt med ”planark budget link”.', 'The column “{value}” is gone and was not read. Write its header back, or link anew with “planark budget link”.'),
  COLUMN_TWICE: t('Flere kolonner heter «{value}», så ingen av dem ble lest. Gi dem hvert sitt navn, og koble på nytt.', 'Fleire kolonnar heiter «{value}», så ingen av dei blei lesne. Gi dei kvart sitt namn, og kople på nytt.', 'Flera kolumner heter ”{value}”, så ingen av dem lästes. Ge dem olika namn och koppla på nytt.', 'Several columns are called “{value}”, so none of them was read. Give them names of their own, and link anew.'),
  NOT_AN_AMOUNT: t('«{value}» er ikke et beløp. Skriv et tall, som 12 500 eller −300.', '«{value}» er ikkje eit beløp. Skriv eit tal, som 12 500 eller −300.', '”{value}” är inget belopp. Skriv ett tal, som 12 500 eller −300.', '“{value}” is no amount. Write a number, like 12,500 or −300.'),
  AMBIGUOUS_AMOUNT: t('«{value}» kan leses på to måter. Skriv {whole} eller {decimal}.', '«{value}» kan lesast på to måtar. Skriv {whole} eller {decimal}.', '”{value}” kan läsas på två sätt. Skriv {whole} eller {decimal}.', '“{value}” can be read in two ways. Write {whole} or {decimal}.'),
  AMOUNT_TOO_LARGE: t('«{value}» er større enn noe beløp kan være. Rett det.', '«{value}» er større enn noko beløp kan vere. Rett det.', '”{value}” är större än något belopp kan vara. Rätta det.', '“{value}” is larger than any amount can be. Mend it.'),
  SUM_TOO_LARGE: t('Linjene for kontoen blir {value} til sammen, og det er større enn noe beløp kan være. Rett beløpene.', 'Linjene for kontoen blir {value} til saman, og det er større enn noko beløp kan vere. Rett beløpa.', 'Raderna för kontot blir {value} tillsammans, och det är större än något belopp kan vara. Rätta beloppen.', 'The lines of the account come to {value} together, which is larger than any amount can be. Mend the amounts.'),
  ERROR_VALUE: t('Cellen viser feilen {value}. Rett formelen.', 'Cella viser feilen {value}. Rett formelen.', 'Cellen visar felet {value}. Rätta formeln.', 'The cell shows the error {value}. Mend the formula.'),
  NO_RESULT: t('Formelen har ikke noe resultat i filen. Åpne filen i Excel eller LibreOffice, lagre den, og prøv igjen.', 'Formelen har ikkje noko resultat i fila. Opne fila i Excel eller LibreOffice, lagre ho, og prøv igjen.', 'Formeln har inget resultat i filen. Öppna filen i Excel eller LibreOffice, spara den och försök igen.', 'The formula has no result in the file. Open the file in Excel or LibreOffice, save it, and try again.'),
  NO_ACCOUNT: t('Raden har beløp, men ikke noe kontonummer («{value}»). Skriv kontonummeret, eller «Sum» først om det er en sum.', 'Rada har beløp, men ikkje noko kontonummer («{value}»). Skriv kontonummeret, eller «Sum» først om det er ein sum.', 'Raden har belopp men inget kontonummer (”{value}”). Skriv kontonumret, eller ”Summa” först om det är en summa.', 'The row has amounts but no account number (“{value}”). Write the account number, or “Sum” first where it is a sum.'),
  ACCOUNT_OR_SUM: t('«{value}» ser ut som en sum eller en gruppe, men beløpet er ikke summen av linjene, så raden ble ikke lest. Rett beløpet, eller gi kontoen et nummer og et navn som de andre.', '«{value}» ser ut som ein sum eller ei gruppe, men beløpet er ikkje summen av linjene, så rada blei ikkje lesen. Rett beløpet, eller gi kontoen eit nummer og eit namn som dei andre.', '”{value}” ser ut som en summa eller en grupp, men beloppet är inte summan av raderna, så raden lästes inte. Rätta beloppet, eller ge kontot ett nummer och ett namn som de andra.', '“{value}” looks like a sum or a group, but its amount is not the sum of the lines, so the row was not read. Mend the amount, or give the account a number and a name like the others.'),
  TEXT_TOO_LONG: t('Teksten er for lang til å være en konto eller et navn, så raden ble ikke lest: «{value}». Skriv den kortere.', 'Teksten er for lang til å vere ein konto eller eit namn, så rada blei ikkje lesen: «{value}». Skriv han kortare.', 'Texten är för lång för att vara ett konto eller ett namn, så raden lästes inte: ”{value}”. Skriv den kortare.', 'The text is too long to be an account or a name, so the row was not read: “{value}”. Write it shorter.'),
  BAD_LINE: t('Linjen kan ikke leses: «{value}». Eksporter filen på nytt.', 'Linja kan ikkje lesast: «{value}». Eksporter fila på nytt.', 'Raden kan inte läsas: ”{value}”. Exportera filen på nytt.', 'The line cannot be read: “{value}”. Export the file anew.'),
  UNKNOWN_YEAR: t('Regnskapsåret {value} står ikke i filen med start og slutt, så linjen ble ikke lest. Eksporter filen på nytt.', 'Rekneskapsåret {value} står ikkje i fila med start og slutt, så linja blei ikkje lesen. Eksporter fila på nytt.', 'Räkenskapsåret {value} saknar start och slut i filen, så raden lästes inte. Exportera filen på nytt.', 'The file does not say when the fiscal year {value} begins and ends, so the line was not read. Export the file anew.'),
} as const satisfies Record<string, Localized>;

/** Where there is one number among other signs. */
const writeAlone = t('«{value}» er ikke et beløp. Skriv {amount}, uten noe annet i cellen.', '«{value}» er ikkje eit beløp. Skriv {amount}, utan noko anna i cella.', '”{value}” är inget belopp. Skriv {amount}, utan något annat i cellen.', '“{value}” is no amount. Write {amount}, with nothing else in the cell.');

export type FigureProblemCode = keyof typeof texts;

/** Something in a treasurer's file that could not be read; the rest was. */
export interface FigureProblem {
  readonly code: FigureProblemCode;
  /** "Budsjett 2026!D12", "14" for a line of text; '' where it is of no one place. */
  readonly place: string;
  /** What stands there. */
  readonly value: string;
}

const shownText = 60;

export const figureProblem = (code: FigureProblemCode, place: string, value: string = place): FigureProblem =>
  ({ code, place, value: value.length > shownText ? `${value.slice(0, shownText)}…` : value });

const written = (amount: number, locale: Locale): string => String(amount).replace('.', locale === 'en' ? '.' : ',').replace('-', '−');

/** The one number that a text has among other signs; undefined for none, for several, for a year, and for one that is no amount for sure. */
const numberIn = (value: string, locale: Locale): number | undefined => {
  const [one, ...more] = value.match(/[-−–]?\d+(?:[\s\u00a0.,]\d+)*[-−–]?/gu) ?? [];
  const reading = one === undefined || more.length > 0 || /^(?:19|20)\d\d$/u.test(one) ? 'none' : readNumber(one, locale, true);
  return typeof reading === 'object' ? reading.number : undefined;
};

/** What "1.500" may mean: all of its digits, or those before the sign and two behind it; and "1500-": below nought, or above. */
const bothReadings = (value: string, locale: Locale): { readonly whole: string; readonly decimal: string } => {
  const behind = /^(.*\d)\s*[-−–]\s*$/u.exec(value);
  const before = behind ? readNumber(behind[1]!, locale, true) : 'none';
  if (typeof before === 'object') return { whole: written(-before.number, locale), decimal: written(before.number, locale) };
  const [, units = '', three = ''] = /(\d+)[.,](\d{3})/u.exec(value) ?? [];
  const sign = /^[^\d]*[-−–(]|[-−–]\s*$/u.test(value) ? '−' : '';
  return { whole: `${sign}${units}${three}`, decimal: `${sign}${units}${locale === 'en' ? '.' : ','}${three.slice(0, 2)}` };
};

/** A problem as a sentence that says what to write instead, or else what to do. [C157] */
export const figureProblemText = ({ code, value }: FigureProblem, locale: Locale): string => {
  const amount = code === 'NOT_AN_AMOUNT' ? numberIn(value, locale) : undefined;
  if (amount !== undefined) return fillText(writeAlone[locale], { value, amount: written(amount, locale) });
  return fillText(texts[code][locale], code === 'AMBIGUOUS_AMOUNT' ? { value, ...bothReadings(value, locale) } : { value });
};

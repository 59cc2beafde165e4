import { fillText } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';

const texts = {
  tab: t('Fanen «{text}» har en tabell med kontoer og beløp.', 'Fana «{text}» har ein tabell med kontoar og beløp.', 'Fliken ”{text}” har en tabell med konton och belopp.', 'The tab “{text}” has a table of accounts and amounts.'),
  header: t('Rad {place} ser ut som overskrifter: {text}', 'Rad {place} ser ut som overskrifter: {text}', 'Rad {place} ser ut som rubriker: {text}', 'Row {place} looks like headers: {text}'),
  account: t('Kolonne {place} har kontonumre, som «{text}».', 'Kolonne {place} har kontonummer, som «{text}».', 'Kolumn {place} har kontonummer, som ”{text}”.', 'Column {place} has account numbers, such as “{text}”.'),
  accountNames: t('Kolonne {place} har kontoer uten nummer, som «{text}».', 'Kolonne {place} har kontoar utan nummer, som «{text}».', 'Kolumn {place} har konton utan nummer, som ”{text}”.', 'Column {place} has accounts without numbers, such as “{text}”.'),
  yearInHeader: t('Året {text} står over kolonne {place}.', 'Året {text} står over kolonne {place}.', 'Året {text} står ovanför kolumn {place}.', 'The year {text} stands above column {place}.'),
  yearInTitle: t('Det står ikke noe år over kolonne {place}; {text} er tatt fra en tittel, fanens navn eller filnavnet.', 'Det står ikkje noko år over kolonne {place}; {text} er teke frå ein tittel, namnet på fana eller filnamnet.', 'Det står inget år ovanför kolumn {place}; {text} har tagits från en rubrik, flikens namn eller filnamnet.', 'No year stands above column {place}; {text} was taken from a title, the name of the tab or that of the file.'),
  yearOfPlan: t('Det står ikke noe år over kolonne {place}; {text} er planens eneste år.', 'Det står ikkje noko år over kolonne {place}; {text} er det einaste året i planen.', 'Det står inget år ovanför kolumn {place}; {text} är planens enda år.', 'No year stands above column {place}; {text} is the only year of the plan.'),
  departments: t('Det er en kolonne for hver avdeling: {text}', 'Det er ei kolonne for kvar avdeling: {text}', 'Det finns en kolumn för varje avdelning: {text}', 'There is a column for each department: {text}'),
  thousands: t('Beløpene er i tusen, for det står «{text}».', 'Beløpa er i tusen, for det står «{text}».', 'Beloppen är i tusental, eftersom det står ”{text}”.', 'Amounts are in thousands, since it says “{text}”.'),
  incomePositive: t('Inntekter står uten minus, som i {place}: {text}', 'Inntekter står utan minus, som i {place}: {text}', 'Intäkter står utan minus, som i {place}: {text}', 'Income stands without a minus, as in {place}: {text}'),
  costsNegative: t('Kostnader står med minus, som i {place}: {text}. Inntekter står uten.', 'Kostnader står med minus, som i {place}: {text}. Inntekter står utan.', 'Kostnader står med minus, som i {place}: {text}. Intäkter står utan.', 'Costs stand with a minus, as in {place}: {text}. Income stands without.'),
  otherYear: t('Kolonne {place} («{text}») er for et år utenfor planens periode, og er ikke tatt med.', 'Kolonne {place} («{text}») er for eit år utanfor perioden til planen, og er ikkje teken med.', 'Kolumn {place} (”{text}”) gäller ett år utanför planens period och är inte med.', 'Column {place} (“{text}”) is for a year outside of the plan’s period, and was left out.'),
  otherTaken: t('Kolonne {place} («{text}») er for det samme, og er ikke tatt med.', 'Kolonne {place} («{text}») er for det same, og er ikkje teken med.', 'Kolumn {place} (”{text}”) är för samma sak och är inte med.', 'Column {place} (“{text}”) is for the same, and was left out.'),
  proposed: t('Kolonne {place} («{text}») er et forslag, og leses som vedtatt. Får det vedtatte en kolonne for seg, så koble på nytt.', 'Kolonne {place} («{text}») er eit forslag, og blir lesen som vedteken. Får det vedtekne ei kolonne for seg, så kople på nytt.', 'Kolumn {place} (”{text}”) är ett förslag och läses som beslutat. Får det beslutade en egen kolumn, koppla på nytt.', 'Column {place} (“{text}”) is a proposal, and is read as adopted. Where what is adopted gets a column of its own, link anew.'),
  leftOut: t('Kolonne {place} («{text}») er ikke med, så linjer som bare den skiller, blir lagt sammen. Er det den dere deler budsjettet etter, så velg den som avdeling.', 'Kolonne {place} («{text}») er ikkje med, så linjer som berre ho skil, blir lagde saman. Er det den de deler budsjettet etter, så vel ho som avdeling.', 'Kolumn {place} (”{text}”) är inte med, så rader som bara den skiljer läggs samman. Är det den ni delar budgeten efter, välj den som avdelning.', 'Column {place} (“{text}”) was left out, so lines that it alone tells apart are added up. If it is what you divide the budget by, choose it as the department.'),
  neither: t('Kolonner med tall i planens periode som verken er budsjett eller regnskap, og ikke er tatt med: {text}', 'Kolonnar med tal i perioden til planen som verken er budsjett eller rekneskap, og ikkje er tekne med: {text}', 'Kolumner med tal i planens period som varken är budget eller utfall och inte är med: {text}', 'Columns of numbers in the plan’s period that are neither budget nor accounts, and were left out: {text}'),
  onOtherTab: t('Kolonne {place} («{text}») leses på en annen fane, og er ikke tatt med her.', 'Kolonne {place} («{text}») blir lesen på ei anna fane, og er ikkje teken med her.', 'Kolumn {place} (”{text}”) läses på en annan flik och är inte med här.', 'Column {place} (“{text}”) is read on another tab, and was left out here.'),
  tabLeft: t('Fanen «{text}» har det samme som en annen fane, og er ikke tatt med. Gjelder den en avdeling eller noe annet, koble den for seg.', 'Fana «{text}» har det same som ei anna fane, og er ikkje teken med. Gjeld ho ei avdeling eller noko anna, kople ho for seg.', 'Fliken ”{text}” har samma sak som en annan flik och är inte med. Gäller den en avdelning eller något annat, koppla den för sig.', 'The tab “{text}” has the same as another tab, and was left out. If it is for a department or something else, link it by itself.'),
} as const satisfies Record<string, Localized>;

/** Why a guess is what it is. */
export interface GuessReason {
  readonly code: keyof typeof texts;
  /** A column, a row or a cell. */
  readonly place: string;
  readonly text: string;
}

/** A reason as a sentence. */
export const guessReasonText = ({ code, place, text }: GuessReason, locale: Locale): string => fillText(texts[code][locale], { place, text });

const failures = {
  'no-table': t('Finner ingen tabell med overskrifter, kontoer og beløp.', 'Finn ingen tabell med overskrifter, kontoar og beløp.', 'Hittar ingen tabell med rubriker, konton och belopp.', 'Found no table with headers, accounts and amounts.'),
  'no-year': t('Finner kontoer og beløp, men ikke hvilket år de gjelder.', 'Finn kontoar og beløp, men ikkje kva år dei gjeld.', 'Hittar konton och belopp, men inte vilket år de gäller.', 'Found accounts and amounts, but not what year they are for.'),
} as const satisfies Record<string, Localized>;

/** Why nothing could be guessed. */
export type GuessFailure = keyof typeof failures;

export const guessFailureText = (failure: GuessFailure, locale: Locale): string => failures[failure][locale];

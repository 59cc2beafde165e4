import { fillText } from '../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../plan/locale';
import type { Notice, NoticeCode, Problem, ProblemCode } from '../sheet/problem';

/**
 * Every problem and notice as one sentence in each language. `{value}` is what stands in the cell, `{expected}` what to write instead,
 * `{detail}` what a notice is about.
 */
const problemTexts: Readonly<Record<ProblemCode, Localized>> = {
  UNREADABLE_CELL: t('«{value}» i cellen kan ikke leses. {expected}', '«{value}» i cella kan ikkje lesast. {expected}', '”{value}” i cellen går inte att läsa. {expected}', '“{value}” in the cell cannot be read. {expected}'),
  ERROR_VALUE: t('Cellen viser feilen {value}. {expected}', 'Cella viser feilen {value}. {expected}', 'Cellen visar felet {value}. {expected}', 'The cell shows the error {value}. {expected}'),
  NOT_A_NUMBER: t('«{value}» er ikke et tall. {expected}', '«{value}» er ikkje eit tal. {expected}', '”{value}” är inget tal. {expected}', '“{value}” is not a number. {expected}'),
  AMBIGUOUS_NUMBER: t('«{value}» kan leses på to måter: tusen eller desimaler. {expected}', '«{value}» kan lesast på to måtar: tusen eller desimalar. {expected}', '”{value}” kan läsas på två sätt: tusental eller decimaler. {expected}', '“{value}” can be read in two ways: thousands or decimals. {expected}'),
  TOO_MANY_DECIMALS: t('«{value}» har mer enn to desimaler. {expected}', '«{value}» har meir enn to desimalar. {expected}', '”{value}” har fler än två decimaler. {expected}', '“{value}” has more than two decimals. {expected}'),
  NOT_A_DATE: t('«{value}» er ikke en dato. {expected}', '«{value}» er ikkje ein dato. {expected}', '”{value}” är inget datum. {expected}', '“{value}” is not a date. {expected}'),
  NOT_IN_LIST: t('«{value}» står ikke i listen. Bruk en av disse: {expected}', '«{value}» står ikkje i lista. Bruk ein av desse: {expected}', '”{value}” finns inte i listan. Använd något av dessa: {expected}', '“{value}” is not in the list. Use one of these: {expected}'),
  UNKNOWN_REFERENCE: t('«{value}» viser ikke til noe i planen. {expected}', '«{value}» viser ikkje til noko i planen. {expected}', '”{value}” hänvisar inte till något i planen. {expected}', '“{value}” refers to nothing in the plan. {expected}'),
  OUT_OF_RANGE: t('«{value}» er utenfor det som er mulig. {expected}', '«{value}» er utanfor det som er mogleg. {expected}', '”{value}” ligger utanför det möjliga. {expected}', '“{value}” is out of range. {expected}'),
  NOT_MONTHS: t('«{value}» er ikke måneder. {expected}', '«{value}» er ikkje månader. {expected}', '”{value}” är inga månader. {expected}', '“{value}” is not a list of months. {expected}'),
  BAD_CODE: t('«{value}» kan ikke være en kode. {expected}', '«{value}» kan ikkje vere ein kode. {expected}', '”{value}” kan inte vara en kod. {expected}', '“{value}” cannot be a code. {expected}'),
  REQUIRED: t('Feltet kan ikke være tomt. {expected}', 'Feltet kan ikkje vere tomt. {expected}', 'Fältet får inte vara tomt. {expected}', 'The field cannot be empty. {expected}'),
  TEXT_TOO_LONG: t('Teksten er for lang: høyst 32 767 tegn. Del den i flere.', 'Teksten er for lang: høgst 32 767 teikn. Del han i fleire.', 'Texten är för lång: högst 32 767 tecken. Dela den i flera.', 'The text is too long: at most 32,767 characters. Split it.'),
  BAD_TEXT: t('Teksten har tegn som ikke kan vises. Skriv den på nytt.', 'Teksten har teikn som ikkje kan visast. Skriv han på nytt.', 'Texten har tecken som inte kan visas. Skriv den på nytt.', 'The text has characters that cannot be shown. Write it again.'),
  BAD_ID: t('Den skjulte id-en «{value}» er skrevet for hånd. Tøm id-cellen, så blir raden ny, eller hent ut arbeidsboken på nytt.', 'Den skjulte id-en «{value}» er skriven for hand. Tøm id-cella, så blir rada ny, eller hent ut arbeidsboka på nytt.', 'Det dolda id:t ”{value}” är skrivet för hand. Töm id-cellen, så blir raden ny, eller hämta arbetsboken på nytt.', 'The hidden id “{value}” was typed by hand. Empty the id cell and the row becomes new, or take the workbook out again.'),
  ROW_INCOMPLETE: t('Raden kan ikke bli med uten «{expected}». Fyll ut cellen.', 'Rada kan ikkje bli med utan «{expected}». Fyll ut cella.', 'Raden kan inte tas med utan ”{expected}”. Fyll i cellen.', 'The row cannot be taken without “{expected}”. Fill in the cell.'),
  STILL_REFERRED_TO: t('{value} er ikke slettet, for det brukes av {expected}. Endre dem først.', '{value} er ikkje sletta, for det blir brukt av {expected}. Endre dei først.', '{value} har inte tagits bort, för det används av {expected}. Ändra dem först.', '{value} was not removed, since it is used by {expected}. Change those first.'),
  REFERENCE_GONE: t('{value} viser til noe som er slettet i lageret. Velg noe annet.', '{value} viser til noko som er sletta i lageret. Vel noko anna.', '{value} hänvisar till något som har tagits bort i lagret. Välj något annat.', '{value} refers to something that has been removed in the store. Choose another.'),
  TARGET_IS_BASELINE: t('Målverdien er lik utgangspunktet for {value}, så fremdriften kan ikke regnes ut. Endre en av dem.', 'Målverdien er lik utgangspunktet for {value}, så framdrifta kan ikkje reknast ut. Endre ein av dei.', 'Målvärdet är lika med utgångsläget för {value}, så läget kan inte räknas ut. Ändra ett av dem.', 'The target equals the baseline for {value}, so progress cannot be computed. Change one of them.'),
  PERIOD_REVERSED: t('Perioden slutter før den starter. Rett en av datoene på fanen Plan.', 'Perioden sluttar før han startar. Rett ein av datoane på fana Plan.', 'Perioden slutar innan den börjar. Rätta ett av datumen på fliken Plan.', 'The period ends before it starts. Correct one of the dates on the tab Plan.'),
  CODE_TWICE: t('Koden «{value}» er brukt før og kan ikke brukes igjen. Velg en annen.', 'Koden «{value}» er brukt før og kan ikkje brukast igjen. Vel ein annan.', 'Koden ”{value}” har använts förut och kan inte användas igen. Välj en annan.', 'The code “{value}” has been used before and cannot be used again. Choose another.'),
  TABLE_FULL: t('Fanen har flere rader enn Planark tar imot: {expected}.', 'Fana har fleire rader enn Planark tek imot: {expected}.', 'Fliken har fler rader än Planark tar emot: {expected}.', 'The tab has more rows than Planark takes: {expected}.'),
};

const noticeTexts: Readonly<Record<NoticeCode, Localized>> = {
  COPIED_ROW: t('Raden er en kopi og er tatt inn som ny: {detail}', 'Rada er ein kopi og er teken inn som ny: {detail}', 'Raden är en kopia och har tagits in som ny: {detail}', 'The row is a copy and was taken in as new: {detail}'),
  FOREIGN_ROW: t('Raden kommer fra et annet ark og er tatt inn som ny: {detail}', 'Rada kjem frå eit anna ark og er teken inn som ny: {detail}', 'Raden kommer från ett annat ark och har tagits in som ny: {detail}', 'The row comes from another sheet and was taken in as new: {detail}'),
  IDS_RESTORED: t('Fanen var sortert uten den skjulte id-kolonnen. {detail} rader er kjent igjen, og id-ene er satt tilbake.', 'Fana var sortert utan den skjulte id-kolonna. {detail} rader er kjende att, og id-ane er sette tilbake.', 'Fliken var sorterad utan den dolda id-kolumnen. {detail} rader har känts igen och id:na satts tillbaka.', 'The tab was sorted without the hidden id column. {detail} rows were recognised and their ids put back.'),
  ROW_RECOGNISED: t('Raden manglet id, men er kjent igjen: {detail}', 'Rada mangla id, men er kjend att: {detail}', 'Raden saknade id men har känts igen: {detail}', 'The row had lost its id but was recognised: {detail}'),
  CODE_GIVEN: t('Koden var opptatt, så raden fikk en ny: {detail}', 'Koden var oppteken, så rada fekk ein ny: {detail}', 'Koden var upptagen, så raden fick en ny: {detail}', 'The code was taken, so the row got a new one: {detail}'),
  HEADER_RENAMED: t('En overskrift er endret, men kolonnen er kjent igjen: {detail}', 'Ei overskrift er endra, men kolonna er kjend att: {detail}', 'En rubrik har ändrats men kolumnen har känts igen: {detail}', 'A header was changed, but the column was recognised: {detail}'),
  FIELD_MISSING: t('Kolonnen «{detail}» finnes ikke i arket; feltet er ikke rørt.', 'Kolonna «{detail}» finst ikkje i arket; feltet er ikkje rørt.', 'Kolumnen ”{detail}” finns inte i arket; fältet är orört.', 'The column “{detail}” is not in this sheet; the field was left alone.'),
  TABLE_MISSING: t('Fanen finnes ikke i arket; ingenting i den er rørt.', 'Fana finst ikkje i arket; ingenting i henne er rørt.', 'Fliken finns inte i arket; inget i den är ändrat.', 'The tab is not in this sheet; nothing in it was touched.'),
  FORMULA_RESULT: t('Formler er skrevet over verdier i kolonnen ({detail}); resultatet er tatt inn.', 'Formlar er skrivne over verdiar i kolonna ({detail}); resultatet er teke inn.', 'Formler har skrivits över värden i kolumnen ({detail}); resultatet har tagits in.', 'Formulas were typed over values in the column ({detail}); their results were taken.'),
  FORMULA_LOST: t('Kolonnen «{detail}» regnes ut av Planark; det som er skrevet over formlene er ikke tatt inn, og formlene er satt tilbake.', 'Kolonna «{detail}» blir rekna ut av Planark; det som er skrive over formlane er ikkje teke inn, og formlane er sette tilbake.', 'Kolumnen ”{detail}” räknas ut av Planark; det som skrevs över formlerna har inte tagits in, och formlerna har satts tillbaka.', 'The column “{detail}” is computed by Planark; what was typed over its formulas was not taken, and the formulas were put back.'),
  ORDER_NOT_TAKEN: t('Rekkefølgen er endret i arket og beholdt der; lageret har sin egen. Bruk --take-order for å ta den inn.', 'Rekkjefølgja er endra i arket og halden der; lageret har si eiga. Bruk --take-order for å ta henne inn.', 'Ordningen har ändrats i arket och behållits där; lagret har sin egen. Använd --take-order för att ta in den.', 'The order was changed in the sheet and kept there; the store has its own. Use --take-order to take it in.'),
  OWN_WORK_NOT_CARRIED: t('Filen inneholder noe som ikke er Planarks og som ikke blir med når fanene skrives på nytt. Den gamle filen er tatt vare på. Gjelder: {detail}', 'Fila inneheld noko som ikkje er Planark sitt og som ikkje blir med når fanene blir skrivne på nytt. Den gamle fila er teken vare på. Gjeld: {detail}', 'Filen innehåller något som inte är Planarks och som inte följer med när flikarna skrivs på nytt. Den gamla filen har sparats. Gäller: {detail}', 'The file holds something that is not Planark’s and does not come along when the tabs are written anew. The old file was kept. It is about: {detail}'),
};

const longest = 80;
const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** A problem as a sentence that says what is wrong and what to do. */
export const problemMessage = ({ code, value, expected }: Pick<Problem, 'code' | 'value' | 'expected'>, locale: Locale): string =>
  fillText(problemTexts[code][locale], { value: shorten(value), expected }).trim();

export const noticeMessage = ({ code, detail }: Pick<Notice, 'code' | 'detail'>, locale: Locale): string => fillText(noticeTexts[code][locale], { detail });

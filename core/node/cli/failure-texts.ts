import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import type { XlsxRefusalCode } from '../host-xlsx/read/refusals';
import type { Failure } from '../journey/failure';

type Text = Localized;

const files = {
  notXlsx: t('Filen er ikke en arbeidsbok (.xlsx). Åpne den i Excel eller LibreOffice og lagre som .xlsx.', 'Fila er ikkje ei arbeidsbok (.xlsx). Opne ho i Excel eller LibreOffice og lagre som .xlsx.', 'Filen är ingen arbetsbok (.xlsx). Öppna den i Excel eller LibreOffice och spara som .xlsx.', 'The file is not a workbook (.xlsx). Open it in Excel or LibreOffice and save it as .xlsx.'),
  html: t('Filen er en nettside med navn som en arbeidsbok. Hent den ut på nytt, eller lagre den som .xlsx i Excel.', 'Fila er ei nettside med namn som ei arbeidsbok. Hent ho ut på nytt, eller lagre ho som .xlsx i Excel.', 'Filen är en webbsida med namn som en arbetsbok. Hämta den på nytt eller spara den som .xlsx i Excel.', 'The file is a web page named like a workbook. Take it out again, or save it as .xlsx in Excel.'),
  encrypted: t('Arbeidsboken er låst med passord. Åpne den i Excel, fjern passordet, lagre og prøv igjen.', 'Arbeidsboka er låst med passord. Opne ho i Excel, fjern passordet, lagre og prøv igjen.', 'Arbetsboken är låst med lösenord. Öppna den i Excel, ta bort lösenordet, spara och försök igen.', 'The workbook is locked with a password. Open it in Excel, remove the password, save it and try again.'),
  legacy: t('Filen er en gammel .xls. Åpne den i Excel eller LibreOffice og lagre som .xlsx.', 'Fila er ei gammal .xls. Opne ho i Excel eller LibreOffice og lagre som .xlsx.', 'Filen är en gammal .xls. Öppna den i Excel eller LibreOffice och spara som .xlsx.', 'The file is an old .xls. Open it in Excel or LibreOffice and save it as .xlsx.'),
  binary: t('Filen er en binær arbeidsbok (.xlsb). Lagre den som .xlsx.', 'Fila er ei binær arbeidsbok (.xlsb). Lagre ho som .xlsx.', 'Filen är en binär arbetsbok (.xlsb). Spara den som .xlsx.', 'The file is a binary workbook (.xlsb). Save it as .xlsx.'),
  truncated: t('Filen er kuttet eller ikke ferdig lastet ned. Hent den på nytt fra den som sendte den.', 'Fila er kutta eller ikkje ferdig lasta ned. Hent ho på nytt frå den som sende ho.', 'Filen är avhuggen eller inte färdigt nedladdad. Hämta den på nytt från avsändaren.', 'The file is cut short or not fully downloaded. Get it again from whoever sent it.'),
  tooLarge: t('Arbeidsboken er større enn Planark tar imot. Ta bort det som ikke hører til planen, og prøv igjen.', 'Arbeidsboka er større enn Planark tek imot. Ta bort det som ikkje høyrer til planen, og prøv igjen.', 'Arbetsboken är större än Planark tar emot. Ta bort det som inte hör till planen och försök igen.', 'The workbook is larger than Planark takes. Remove what does not belong to the plan and try again.'),
  damaged: t('Arbeidsboken er skadet og kan ikke leses trygt. Åpne den i Excel eller LibreOffice, lagre den på nytt og prøv igjen.', 'Arbeidsboka er skadd og kan ikkje lesast trygt. Opne ho i Excel eller LibreOffice, lagre ho på nytt og prøv igjen.', 'Arbetsboken är skadad och kan inte läsas säkert. Öppna den i Excel eller LibreOffice, spara den på nytt och försök igen.', 'The workbook is damaged and cannot be read safely. Open it in Excel or LibreOffice, save it again and try again.'),
} as const;

const refusalTexts: Partial<Record<XlsxRefusalCode, Text>> = {
  EMPTY_OR_TINY: files.notXlsx, NOT_ZIP: files.notXlsx, NOT_XLSX: files.notXlsx, OLE_UNKNOWN: files.notXlsx, HTML_NOT_XLSX: files.html,
  ENCRYPTED_XLSX: files.encrypted, ZIP_ENCRYPTED: files.encrypted, LEGACY_XLS: files.legacy, XLSB_REFUSED: files.binary, TRUNCATED_ZIP: files.truncated,
  FILE_TOO_LARGE: files.tooLarge, TOO_MANY_PARTS: files.tooLarge, PART_TOO_LARGE: files.tooLarge, EXPANDS_TOO_FAR: files.tooLarge, RATIO: files.tooLarge,
  TOO_MANY_SHEETS: files.tooLarge, SST_TOO_MANY: files.tooLarge, TEXT_TOTAL: files.tooLarge, TEXT_TOO_LONG: files.tooLarge, TOO_MANY_ROWS: files.tooLarge, TOO_MANY_CELLS: files.tooLarge,
  XML_TOO_MANY: files.tooLarge,
};

const texts = {
  notPlanark: t('Arbeidsboken er ikke laget av Planark. Hent ut planen med «planark render PLAN -o FIL.xlsx» og skriv i den.', 'Arbeidsboka er ikkje laga av Planark. Hent ut planen med «planark render PLAN -o FIL.xlsx» og skriv i den.', 'Arbetsboken är inte gjord av Planark. Hämta planen med ”planark render PLAN -o FIL.xlsx” och skriv i den.', 'The workbook was not made by Planark. Take the plan out with “planark render PLAN -o FILE.xlsx” and write in that.'),
  newerFormat: t('Dette er laget av en nyere utgave av Planark ({what}). Oppdater Planark og prøv igjen.', 'Dette er laga av ei nyare utgåve av Planark ({what}). Oppdater Planark og prøv igjen.', 'Detta är gjort av en nyare version av Planark ({what}). Uppdatera Planark och försök igen.', 'This was made by a newer Planark ({what}). Update Planark and try again.'),
  damagedStamp: t('Den skjulte fanen _planark er endret, så planen kan ikke kjennes igjen. Hent ut en ny arbeidsbok og flytt endringene dit.', 'Den skjulte fana _planark er endra, så planen kan ikkje kjennast att. Hent ut ei ny arbeidsbok og flytt endringane dit.', 'Den dolda fliken _planark har ändrats, så planen kan inte kännas igen. Hämta en ny arbetsbok och flytta ändringarna dit.', 'The hidden tab _planark was changed, so the plan cannot be recognised. Take out a new workbook and move the changes there.'),
  unknownPlan: t('Planen «{what}» finnes ikke i dette lageret. «planark list» viser dem som gjør det; --store velger et annet lager.', 'Planen «{what}» finst ikkje i dette lageret. «planark list» viser dei som gjer det; --store vel eit anna lager.', 'Planen ”{what}” finns inte i detta lager. ”planark list” visar dem som gör det; --store väljer ett annat lager.', 'The plan “{what}” is not in this store. “planark list” shows those that are; --store chooses another store.'),
  unknownRevision: t('Arbeidsboken bygger på revisjon {what}, som dette lageret ikke har. Er det riktig lager? Ellers: hent ut en ny arbeidsbok.', 'Arbeidsboka byggjer på revisjon {what}, som dette lageret ikkje har. Er det rett lager? Elles: hent ut ei ny arbeidsbok.', 'Arbetsboken bygger på revision {what}, som detta lager inte har. Är det rätt lager? Annars: hämta en ny arbetsbok.', 'The workbook is based on revision {what}, which this store does not have. Is it the right store? Otherwise take out a new workbook.'),
  otherHistory: t('Arbeidsboken kommer fra et annet lager: revisjon {what} er en annen her. Bruk --store for å velge riktig lager.', 'Arbeidsboka kjem frå eit anna lager: revisjon {what} er ein annan her. Bruk --store for å velje rett lager.', 'Arbetsboken kommer från ett annat lager: revision {what} är en annan här. Använd --store för att välja rätt lager.', 'The workbook comes from another store: revision {what} is a different one here. Use --store to choose the right one.'),
  notFound: t('Finner ikke {what}.', 'Finn ikkje {what}.', 'Hittar inte {what}.', 'Cannot find {what}.'),
  damaged: t('Lageret er skadet: {what}. Kjør «planark check» på planen og hent filen fra en sikkerhetskopi.', 'Lageret er skadd: {what}. Køyr «planark check» på planen og hent fila frå ein tryggingskopi.', 'Lagret är skadat: {what}. Kör ”planark check” på planen och hämta filen från en säkerhetskopia.', 'The store is damaged: {what}. Run “planark check” on the plan and restore the file from a backup.'),
  unavailable: t('Lageret kan ikke skrives nå ({what}). Ingenting er bekreftet lagret. Se etter plass og rettigheter, og prøv igjen.', 'Lageret kan ikkje skrivast no ({what}). Ingenting er stadfesta lagra. Sjå etter plass og rettar, og prøv igjen.', 'Lagret kan inte skrivas nu ({what}). Inget är bekräftat sparat. Kontrollera utrymme och rättigheter och försök igen.', 'The store cannot be written now ({what}). Nothing is confirmed as saved. Check space and rights and try again.'),
  noStore: t('Det er ikke noe lager i {what}. Lag et med «planark init», eller velg et med --store.', 'Det er ikkje noko lager i {what}. Lag eit med «planark init», eller vel eit med --store.', 'Det finns inget lager i {what}. Skapa ett med ”planark init” eller välj ett med --store.', 'There is no store in {what}. Make one with “planark init”, or choose one with --store.'),
  busy: t('Noen andre skriver samtidig, eller filen er endret underveis. Vent litt og prøv igjen.', 'Nokon andre skriv samtidig, eller fila er endra undervegs. Vent litt og prøv igjen.', 'Någon annan skriver samtidigt, eller så har filen ändrats under tiden. Vänta lite och försök igen.', 'Somebody else is writing, or the file changed meanwhile. Wait a little and try again.'),
  nothingToUndo: t('Planen har ingen tidligere revisjon å gå tilbake til.', 'Planen har ingen tidlegare revisjon å gå tilbake til.', 'Planen har ingen tidigare revision att gå tillbaka till.', 'The plan has no earlier revision to go back to.'),
  invalid: t('Dette er ikke en gyldig plan:', 'Dette er ikkje ein gyldig plan:', 'Detta är ingen giltig plan:', 'This is not a valid plan:'),
  notJson: t('{what} er ikke JSON. Se etter manglende komma eller anførselstegn.', '{what} er ikkje JSON. Sjå etter manglande komma eller hermeteikn.', '{what} är inte JSON. Leta efter kommatecken eller citattecken som saknas.', '{what} is not JSON. Look for a missing comma or quotation mark.'),
  usage: t('{what} Se «planark --help».', '{what} Sjå «planark --help».', '{what} Se ”planark --help”.', '{what} See “planark --help”.'),
  fileNotFound: t('Finner ikke filen {what}.', 'Finn ikkje fila {what}.', 'Hittar inte filen {what}.', 'Cannot find the file {what}.'),
  fileNoAccess: t('Har ikke lov til å lese eller skrive {what}. Lukk filen om den er åpen i Excel, og se etter rettighetene.', 'Har ikkje lov til å lese eller skrive {what}. Lukk fila om ho er open i Excel, og sjå etter rettane.', 'Får inte läsa eller skriva {what}. Stäng filen om den är öppen i Excel och kontrollera rättigheterna.', 'Not allowed to read or write {what}. Close the file if it is open in Excel, and check its rights.'),
  fileNoRoom: t('Det er ikke plass på disken til {what}.', 'Det er ikkje plass på disken til {what}.', 'Det finns inte plats på disken för {what}.', 'There is no room on the disk for {what}.'),
  fileTooLarge: t('{what} er for stor.', '{what} er for stor.', '{what} är för stor.', '{what} is too large.'),
  fileIsFolder: t('{what} er en mappe, ikke en fil.', '{what} er ei mappe, ikkje ei fil.', '{what} är en mapp, inte en fil.', '{what} is a folder, not a file.'),
  fileOther: t('Kan ikke bruke filen {what}.', 'Kan ikkje bruke fila {what}.', 'Kan inte använda filen {what}.', 'Cannot use the file {what}.'),
} as const satisfies Record<string, Text>;

type TextName = keyof typeof texts;
const say = (name: TextName, locale: Locale, what: string | number = ''): string => texts[name][locale].replace('{what}', () => String(what));

const fileTexts: Readonly<Record<(Failure & { kind: 'file' })['reason'], TextName>> = {
  'not-found': 'fileNotFound', 'no-access': 'fileNoAccess', 'no-room': 'fileNoRoom', 'too-large': 'fileTooLarge', 'is-folder': 'fileIsFolder', other: 'fileOther',
};

const storeText = ({ failure }: Failure & { kind: 'store' }, locale: Locale): string => {
  switch (failure.kind) {
    case 'stale': return say('busy', locale);
    case 'unavailable': return say('unavailable', locale, failure.detail);
    case 'damaged': return say('damaged', locale, `${failure.place}: ${failure.detail}`);
    case 'newer-format': return say('newerFormat', locale, failure.format);
    case 'not-found': return say('notFound', locale, failure.what);
  }
};

const stampText = ({ failure }: Failure & { kind: 'stamp' }, locale: Locale): string => {
  switch (failure.kind) {
    case 'not-planark': return say('notPlanark', locale);
    case 'newer-format': return say('newerFormat', locale, failure.format);
    case 'damaged-stamp': return say('damagedStamp', locale);
  }
};

const maxIssues = 12;

const planText = ({ failure }: Failure & { kind: 'plan' }, locale: Locale): string => {
  if (failure.kind === 'newer-format') return say('newerFormat', locale, failure.format);
  const lines = failure.kind === 'invalid' ? failure.issues.map(({ path, message }) => `${path}: ${message}`) : failure.problems.map(({ code, table, id, field }) => `${table}/${id}${field === null ? '' : `.${field}`}: ${code}`);
  return [say('invalid', locale), ...lines.slice(0, maxIssues).map((line) => `  ${line}`), ...(lines.length > maxIssues ? [`  … (${lines.length})`] : [])].join('\n');
};

/** A failure as a sentence that says what it is and what to do. */
export const failureText = (failure: Failure, locale: Locale): string => {
  switch (failure.kind) {
    case 'store': return storeText(failure, locale);
    case 'xlsx': return (refusalTexts[failure.refusal.code] ?? files.damaged)[locale];
    case 'stamp': return stampText(failure, locale);
    case 'unknown-plan': return say('unknownPlan', locale, failure.planId);
    case 'unknown-revision': return say('unknownRevision', locale, failure.revision);
    case 'other-history': return say('otherHistory', locale, failure.revision);
    case 'plan': return planText(failure, locale);
    case 'file': return say(fileTexts[failure.reason], locale, failure.path);
    case 'not-json': return say('notJson', locale, failure.path);
    case 'busy': return say('busy', locale);
    case 'nothing-to-undo': return say('nothingToUndo', locale);
    case 'usage': return say('usage', locale, failure.detail);
    case 'no-store': return say('noStore', locale, failure.path);
  }
};

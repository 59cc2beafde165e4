import { fillText } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import type { PlanReadFailure } from '../../plan/read-plan';
import type { StoreFailure } from '../../sync/store';
import type { XlsxRefusalCode } from '../host-xlsx/read/refusals';
import { budgetFileText, budgetUnreadText, linkLimitText, notLinkedText } from './budget-failure-texts';
import type { Failure, FileReason, JsonReason } from '../journey/failure';
import { sheetFailureReason } from '../journey/google/sheet-failure';
import { maxWorkbookBytes } from '../journey/files';
import { isStray } from '../revision/store-result';
import { plainLine } from './plain-text';
import { documentMessage, problemPath } from './plan-problems';
import { sheetFailureText } from './sheet-failure-texts';

type Text = Localized;

const megabytes = maxWorkbookBytes / (1024 * 1024);

const files = {
  notXlsx: t('Filen er ikke en arbeidsbok (.xlsx). Åpne den i Excel eller LibreOffice og lagre som .xlsx.', 'Fila er ikkje ei arbeidsbok (.xlsx). Opne ho i Excel eller LibreOffice og lagre som .xlsx.', 'Filen är ingen arbetsbok (.xlsx). Öppna den i Excel eller LibreOffice och spara som .xlsx.', 'The file is not a workbook (.xlsx). Open it in Excel or LibreOffice and save it as .xlsx.'),
  html: t('Filen er en nettside med navn som en arbeidsbok. Hent den ut på nytt, eller lagre den som .xlsx i Excel.', 'Fila er ei nettside med namn som ei arbeidsbok. Hent ho ut på nytt, eller lagre ho som .xlsx i Excel.', 'Filen är en webbsida med namn som en arbetsbok. Hämta den på nytt eller spara den som .xlsx i Excel.', 'The file is a web page named like a workbook. Take it out again, or save it as .xlsx in Excel.'),
  encrypted: t('Arbeidsboken er låst med passord. Åpne den i Excel, fjern passordet, lagre og prøv igjen.', 'Arbeidsboka er låst med passord. Opne ho i Excel, fjern passordet, lagre og prøv igjen.', 'Arbetsboken är låst med lösenord. Öppna den i Excel, ta bort lösenordet, spara och försök igen.', 'The workbook is locked with a password. Open it in Excel, remove the password, save it and try again.'),
  legacy: t('Filen er en gammel .xls. Åpne den i Excel eller LibreOffice og lagre som .xlsx.', 'Fila er ei gammal .xls. Opne ho i Excel eller LibreOffice og lagre som .xlsx.', 'Filen är en gammal .xls. Öppna den i Excel eller LibreOffice och spara som .xlsx.', 'The file is an old .xls. Open it in Excel or LibreOffice and save it as .xlsx.'),
  binary: t('Filen er en binær arbeidsbok (.xlsb). Lagre den som .xlsx.', 'Fila er ei binær arbeidsbok (.xlsb). Lagre ho som .xlsx.', 'Filen är en binär arbetsbok (.xlsb). Spara den som .xlsx.', 'The file is a binary workbook (.xlsb). Save it as .xlsx.'),
  truncated: t('Filen er kuttet eller ikke ferdig lastet ned. Hent den på nytt fra den som sendte den.', 'Fila er kutta eller ikkje ferdig lasta ned. Hent ho på nytt frå den som sende ho.', 'Filen är avhuggen eller inte färdigt nedladdad. Hämta den på nytt från avsändaren.', 'The file is cut short or not fully downloaded. Get it again from whoever sent it.'),
  tooLarge: t(`Arbeidsboken er større enn ${megabytes} MB, det meste Planark tar imot. Slett store bilder, merk tomme rader under dataene og slett dem, lagre og prøv igjen.`, `Arbeidsboka er større enn ${megabytes} MB, det meste Planark tek imot. Slett store bilete, merk tomme rader under dataa og slett dei, lagre og prøv igjen.`, `Arbetsboken är större än ${megabytes} MB, det mesta som Planark tar emot. Ta bort stora bilder, markera tomma rader under data och ta bort dem, spara och försök igen.`, `The workbook is larger than ${megabytes} MB, the most that Planark takes. Delete large pictures, select the empty rows below the data and delete them, save it and try again.`),
  tooMuch: t('Arbeidsboken rommer mer enn Planark tar imot. Merk tomme rader under dataene og slett dem, slett store bilder, lagre og prøv igjen.', 'Arbeidsboka rommar meir enn Planark tek imot. Merk tomme rader under dataa og slett dei, slett store bilete, lagre og prøv igjen.', 'Arbetsboken rymmer mer än Planark tar emot. Markera tomma rader under data och ta bort dem, ta bort stora bilder, spara och försök igen.', 'The workbook holds more than Planark takes. Select the empty rows below the data and delete them, delete large pictures, save it and try again.'),
  damaged: t('Arbeidsboken er skadet og kan ikke leses trygt. Åpne den i Excel eller LibreOffice, lagre den på nytt og prøv igjen.', 'Arbeidsboka er skadd og kan ikkje lesast trygt. Opne ho i Excel eller LibreOffice, lagre ho på nytt og prøv igjen.', 'Arbetsboken är skadad och kan inte läsas säkert. Öppna den i Excel eller LibreOffice, spara den på nytt och försök igen.', 'The workbook is damaged and cannot be read safely. Open it in Excel or LibreOffice, save it again and try again.'),
  tooSlow: t('Arbeidsboken tok for lang tid å lese, så Planark stanset. Ta bort det som ikke hører til planen, lagre og prøv igjen.', 'Arbeidsboka tok for lang tid å lese, så Planark stansa. Ta bort det som ikkje høyrer til planen, lagre og prøv igjen.', 'Arbetsboken tog för lång tid att läsa, så Planark avbröt. Ta bort det som inte hör till planen, spara och försök igen.', 'The workbook took too long to read, so Planark stopped. Remove what does not belong to the plan, save it and try again.'),
  tooMuchMemory: t('Arbeidsboken krever mer minne enn Planark bruker på én fil. Ta bort det som ikke hører til planen, lagre og prøv igjen.', 'Arbeidsboka krev meir minne enn Planark bruker på éi fil. Ta bort det som ikkje høyrer til planen, lagre og prøv igjen.', 'Arbetsboken kräver mer minne än Planark använder för en fil. Ta bort det som inte hör till planen, spara och försök igen.', 'The workbook needs more memory than Planark spends on one file. Remove what does not belong to the plan, save it and try again.'),
  readerFailed: t('Planark klarte ikke å lese arbeidsboken, og feilen er trolig i Planark. Åpne den i Excel eller LibreOffice, lagre den på nytt og prøv igjen; hjelper ikke det, meld gjerne fra.', 'Planark klarte ikkje å lese arbeidsboka, og feilen er truleg i Planark. Opne ho i Excel eller LibreOffice, lagre ho på nytt og prøv igjen; hjelper ikkje det, meld gjerne frå.', 'Planark kunde inte läsa arbetsboken, och felet ligger troligen i Planark. Öppna den i Excel eller LibreOffice, spara den på nytt och försök igen; hjälper inte det, rapportera gärna.', 'Planark could not read the workbook, and the fault is probably in Planark. Open it in Excel or LibreOffice, save it again and try again; if that does not help, please report it.'),
} as const;

const refusalTexts: Partial<Record<XlsxRefusalCode, Text>> = {
  EMPTY_OR_TINY: files.notXlsx, NOT_ZIP: files.notXlsx, NOT_XLSX: files.notXlsx, OLE_UNKNOWN: files.notXlsx, HTML_NOT_XLSX: files.html,
  ENCRYPTED_XLSX: files.encrypted, ZIP_ENCRYPTED: files.encrypted, LEGACY_XLS: files.legacy, XLSB_REFUSED: files.binary, TRUNCATED_ZIP: files.truncated,
  FILE_TOO_LARGE: files.tooLarge, TOO_MANY_PARTS: files.tooMuch, PART_TOO_LARGE: files.tooMuch, EXPANDS_TOO_FAR: files.tooMuch, RATIO: files.tooMuch,
  TOO_MANY_SHEETS: files.tooMuch, SST_TOO_MANY: files.tooMuch, TEXT_TOTAL: files.tooMuch, TEXT_TOO_LONG: files.tooMuch, TOO_MANY_ROWS: files.tooMuch, TOO_MANY_CELLS: files.tooMuch,
  XML_TOO_MANY: files.tooMuch, TOO_SLOW: files.tooSlow, TOO_MUCH_MEMORY: files.tooMuchMemory, READER_FAILED: files.readerFailed,
};

const texts = {
  notPlanark: t('Arbeidsboken er ikke laget av Planark. Hent ut planen med «planark render PLAN -o FIL.xlsx» og skriv i den.', 'Arbeidsboka er ikkje laga av Planark. Hent ut planen med «planark render PLAN -o FIL.xlsx» og skriv i den.', 'Arbetsboken är inte gjord av Planark. Hämta planen med ”planark render PLAN -o FIL.xlsx” och skriv i den.', 'The workbook was not made by Planark. Take the plan out with “planark render PLAN -o FILE.xlsx” and write in that.'),
  hasPlan: t('Filen {what} har allerede en plan fra Planark i seg. Bruk «planark sync» på den, eller velg en annen fil.', 'Fila {what} har alt ein plan frå Planark i seg. Bruk «planark sync» på ho, eller vel ei anna fil.', 'Filen {what} innehåller redan en plan från Planark. Använd ”planark sync” på den, eller välj en annan fil.', 'The file {what} already holds a plan from Planark. Use “planark sync” on it, or choose another file.'),
  newerFormat: t('Dette er laget av en nyere utgave av Planark ({what}). Oppdater Planark og prøv igjen.', 'Dette er laga av ei nyare utgåve av Planark ({what}). Oppdater Planark og prøv igjen.', 'Detta är gjort av en nyare version av Planark ({what}). Uppdatera Planark och försök igen.', 'This was made by a newer Planark ({what}). Update Planark and try again.'),
  damagedStamp: t('Den skjulte fanen _planark er endret, så planen kan ikke kjennes igjen. Hent ut en ny arbeidsbok og flytt endringene dit.', 'Den skjulte fana _planark er endra, så planen kan ikkje kjennast att. Hent ut ei ny arbeidsbok og flytt endringane dit.', 'Den dolda fliken _planark har ändrats, så planen kan inte kännas igen. Hämta en ny arbetsbok och flytta ändringarna dit.', 'The hidden tab _planark was changed, so the plan cannot be recognised. Take out a new workbook and move the changes there.'),
  tokenReused: t('Dette er en annen forespørsel under en clientOpId som er brukt før. Lag en ny for hver ting som skal gjøres én gang.', 'Dette er ein annan førespurnad under ein clientOpId som er brukt før. Lag ein ny for kvar ting som skal gjerast éin gong.', 'Detta är en annan begäran under ett clientOpId som har använts förut. Skapa ett nytt för varje sak som ska göras en gång.', 'This is another request under a clientOpId that was used before. Make a new one for each thing that is to be done once.'),
  otherPlan: t('Dette er planen «{what}», ikke «{plan}».', 'Dette er planen «{what}», ikkje «{plan}».', 'Detta är planen ”{what}”, inte ”{plan}”.', 'This is the plan “{what}”, not “{plan}”.'),
  changedSince: t('Planen er endret siden den ble hentet. Hent den på nytt, se på endringene og prøv igjen.', 'Planen er endra sidan han blei henta. Hent han på nytt, sjå på endringane og prøv igjen.', 'Planen har ändrats sedan den hämtades. Hämta den på nytt, se på ändringarna och försök igen.', 'The plan was changed since it was read. Read it again, look at the changes and try again.'),
  unknownPlan: t('Planen «{what}» finnes ikke i dette lageret. «planark list» viser dem som gjør det; --store velger et annet lager.', 'Planen «{what}» finst ikkje i dette lageret. «planark list» viser dei som gjer det; --store vel eit anna lager.', 'Planen ”{what}” finns inte i detta lager. ”planark list” visar dem som gör det; --store väljer ett annat lager.', 'The plan “{what}” is not in this store. “planark list” shows those that are; --store chooses another store.'),
  unknownRevision: t('Arbeidsboken bygger på revisjon {what}, som dette lageret ikke har. Er det riktig lager? Ellers: hent ut en ny arbeidsbok.', 'Arbeidsboka byggjer på revisjon {what}, som dette lageret ikkje har. Er det rett lager? Elles: hent ut ei ny arbeidsbok.', 'Arbetsboken bygger på revision {what}, som detta lager inte har. Är det rätt lager? Annars: hämta en ny arbetsbok.', 'The workbook is based on revision {what}, which this store does not have. Is it the right store? Otherwise take out a new workbook.'),
  otherHistory: t('Arbeidsboken kommer fra et annet lager: revisjon {what} er en annen her. Bruk --store for å velge riktig lager.', 'Arbeidsboka kjem frå eit anna lager: revisjon {what} er ein annan her. Bruk --store for å velje rett lager.', 'Arbetsboken kommer från ett annat lager: revision {what} är en annan här. Använd --store för att välja rätt lager.', 'The workbook comes from another store: revision {what} is a different one here. Use --store to choose the right one.'),
  targetHistory: t('Planen «{plan}» har en annen historie i lageret det kopieres til: revisjon {what} er ikke den samme. Kopier til et annet lager.', 'Planen «{plan}» har ei anna historie i lageret det blir kopiert til: revisjon {what} er ikkje den same. Kopier til eit anna lager.', 'Planen ”{plan}” har en annan historik i lagret det kopieras till: revision {what} är inte densamma. Kopiera till ett annat lager.', 'The plan “{plan}” has another history in the store copied to: revision {what} is not the same. Copy to another store.'),
  noRevision: t('Planen har ingen revisjon {what}. «planark history {plan}» viser dem som finnes.', 'Planen har ingen revisjon {what}. «planark history {plan}» viser dei som finst.', 'Planen har ingen revision {what}. ”planark history {plan}” visar dem som finns.', 'The plan has no revision {what}. “planark history {plan}” shows those there are.'),
  notFound: t('Lageret mangler noe: {what}.', 'Lageret manglar noko: {what}.', 'Något saknas i lagret: {what}.', 'Something is missing in the store: {what}.'),
  damaged: t('Lageret er skadet: {what} mangler eller er ikke slik den ble skrevet. Hent filen fra en sikkerhetskopi; ingenting annet er rørt.', 'Lageret er skadd: {what} manglar eller er ikkje slik ho blei skriven. Hent fila frå ein tryggingskopi; ingenting anna er rørt.', 'Lagret är skadat: {what} saknas eller är inte som den skrevs. Hämta filen från en säkerhetskopia; inget annat är ändrat.', 'The store is damaged: {what} is missing or not as it was written. Restore the file from a backup; nothing else was touched.'),
  stray: t('{what} hører ikke til i lageret og leses aldri. Se hva det er, og flytt filen bort.', '{what} høyrer ikkje til i lageret og blir aldri lesen. Sjå kva det er, og flytt fila bort.', '{what} hör inte till lagret och läses aldrig. Se vad det är och flytta bort filen.', '{what} does not belong in the store and is never read. See what it is, and move the file away.'),
  unavailable: t('Lageret kan ikke brukes nå ({what}). Ingenting er bekreftet lagret. Se etter plass og rettigheter, og prøv igjen.', 'Lageret kan ikkje brukast no ({what}). Ingenting er stadfesta lagra. Sjå etter plass og rettar, og prøv igjen.', 'Lagret kan inte användas nu ({what}). Inget är bekräftat sparat. Kontrollera utrymme och rättigheter och försök igen.', 'The store cannot be used now ({what}). Nothing is confirmed as saved. Check space and rights and try again.'),
  noLinks: t('Lageret kan ikke ligge her, for filsystemet har ikke harde lenker. Velg en mappe på en annen disk med --store.', 'Lageret kan ikkje liggje her, for filsystemet har ikkje harde lenkjer. Vel ei mappe på ein annan disk med --store.', 'Lagret kan inte ligga här, för filsystemet saknar hårda länkar. Välj en mapp på en annan disk med --store.', 'The store cannot be here, since the file system has no hard links. Choose a folder on another disk with --store.'),
  noSchema: t('Databasen er ikke gjort klar for denne utgaven av Planark. Kjør «planark store migrate» med samme --store.', 'Databasen er ikkje gjord klar for denne utgåva av Planark. Køyr «planark store migrate» med same --store.', 'Databasen är inte klar för denna version av Planark. Kör ”planark store migrate” med samma --store.', 'The database is not ready for this version of Planark. Run “planark store migrate” with the same --store.'),
  damagedRow: t('Databasen er skadet: {what} mangler eller er ikke slik den ble skrevet. Hent den fra en sikkerhetskopi; ingenting annet er rørt.', 'Databasen er skadd: {what} manglar eller er ikkje slik ho blei skriven. Hent ho frå ein tryggingskopi; ingenting anna er rørt.', 'Databasen är skadad: {what} saknas eller är inte som den skrevs. Hämta den från en säkerhetskopia; inget annat är ändrat.', 'The database is damaged: {what} is missing or not as it was written. Restore it from a backup; nothing else was touched.'),
  unrecorded: t('Ingenting er gjort, for det kunne ikke føres i revisjonsloggen ({what}). Se etter plass og rettigheter, og prøv igjen.', 'Ingenting er gjort, for det kunne ikkje førast i revisjonsloggen ({what}). Sjå etter plass og rettar, og prøv igjen.', 'Inget har gjorts, eftersom det inte kunde föras in i granskningsloggen ({what}). Kontrollera utrymme och rättigheter och försök igen.', 'Nothing was done, since it could not be entered in the audit log ({what}). Check space and rights and try again.'),
  auditDamaged: t('Ingenting er gjort, for slutten av revisjonsloggen er skadet, og det som ikke kan føres der, blir ikke gjort. Kjør «planark audit verify», og hent loggen fra en sikkerhetskopi.', 'Ingenting er gjort, for slutten av revisjonsloggen er skadd, og det som ikkje kan førast der, blir ikkje gjort. Køyr «planark audit verify», og hent loggen frå ein tryggingskopi.', 'Inget har gjorts, eftersom slutet av granskningsloggen är skadat, och det som inte kan föras in där görs inte. Kör ”planark audit verify” och hämta loggen från en säkerhetskopia.', 'Nothing was done, since the end of the audit log is damaged, and what cannot be entered there is not done. Run “planark audit verify”, and restore the log from a backup.'),
  inDoubt: t('Disken sviktet da noe ble lagret, så lageret tar ikke imot mer før det er sett etter. Kjør «planark check PLAN» for: {what}.', 'Disken svikta då noko blei lagra, så lageret tek ikkje imot meir før det er sett etter. Køyr «planark check PLAN» for: {what}.', 'Disken svek när något sparades, så lagret tar inte emot mer innan det har kontrollerats. Kör ”planark check PLAN” för: {what}.', 'The disk failed while something was saved, so the store takes no more until it has been checked. Run “planark check PLAN” for: {what}.'),
  noStore: t('Det er ikke noe lager i {what}. Lag et med «planark init», eller velg et med --store.', 'Det er ikkje noko lager i {what}. Lag eit med «planark init», eller vel eit med --store.', 'Det finns inget lager i {what}. Skapa ett med ”planark init” eller välj ett med --store.', 'There is no store in {what}. Make one with “planark init”, or choose one with --store.'),
  noNational: t('Ingen plan i lageret har regioner under seg. Skriv organisasjonen som regionen er del av, i regionens plan («Del av»).', 'Ingen plan i lageret har regionar under seg. Skriv organisasjonen som regionen er del av, i planen til regionen («Del av»).', 'Ingen plan i lagret har regioner under sig. Ange organisationen som regionen är del av i regionens plan (”Del av”).', 'No plan in the store has regions under it. Write the organisation that a region is part of in the region’s plan (“Part of”).'),
  whichNational: t('Flere planer har regioner under seg. Skriv hvilken det gjelder: {what}', 'Fleire planar har regionar under seg. Skriv kva for ein det gjeld: {what}', 'Flera planer har regioner under sig. Ange vilken det gäller: {what}', 'Several plans have regions under them. Say which one is meant: {what}'),
  busy: t('Noen andre skriver samtidig, eller filen er endret underveis. Vent litt og prøv igjen.', 'Nokon andre skriv samtidig, eller fila er endra undervegs. Vent litt og prøv igjen.', 'Någon annan skriver samtidigt, eller så har filen ändrats under tiden. Vänta lite och försök igen.', 'Somebody else is writing, or the file changed meanwhile. Wait a little and try again.'),
  nothingToUndo: t('Planen har ingen tidligere revisjon å gå tilbake til.', 'Planen har ingen tidlegare revisjon å gå tilbake til.', 'Planen har ingen tidigare revision att gå tillbaka till.', 'The plan has no earlier revision to go back to.'),
  firstRevision: t('Revisjon 1 er der planen ble til, så den kan ikke angres. «planark undo {what} --to 1» går tilbake til den.', 'Revisjon 1 er der planen blei til, så han kan ikkje angrast. «planark undo {what} --to 1» går tilbake til han.', 'Revision 1 är där planen kom till, så den kan inte ångras. ”planark undo {what} --to 1” går tillbaka till den.', 'Revision 1 is where the plan came to be, so it cannot be undone. “planark undo {what} --to 1” goes back to it.'),
  invalid: t('Dette er ikke en gyldig plan:', 'Dette er ikkje ein gyldig plan:', 'Detta är ingen giltig plan:', 'This is not a valid plan:'),
  notJson: t('{what} er ikke JSON. Se etter manglende komma eller anførselstegn.', '{what} er ikkje JSON. Sjå etter manglande komma eller hermeteikn.', '{what} är inte JSON. Leta efter kommatecken eller citattecken som saknas.', '{what} is not JSON. Look for a missing comma or quotation mark.'),
  notJsonAt: t('{what} er ikke JSON: feil på linje {line}, tegn {column}. Se etter manglende komma eller anførselstegn.', '{what} er ikkje JSON: feil på linje {line}, teikn {column}. Sjå etter manglande komma eller hermeteikn.', '{what} är inte JSON: fel på rad {line}, tecken {column}. Leta efter kommatecken eller citattecken som saknas.', '{what} is not JSON: wrong at line {line}, character {column}. Look for a missing comma or quotation mark.'),
  notUtf8: t('{what} er ikke UTF-8-tekst. Lagre filen som JSON i UTF-8.', '{what} er ikkje UTF-8-tekst. Lagre fila som JSON i UTF-8.', '{what} är inte UTF-8-text. Spara filen som JSON i UTF-8.', '{what} is not UTF-8 text. Save the file as JSON in UTF-8.'),
  tooDeep: t('{what} har flere nivåer enn noen plan har. Bruk et dokument som «planark show PLAN --json» viser, som mal.', '{what} har fleire nivå enn nokon plan har. Bruk eit dokument som «planark show PLAN --json» viser, som mal.', '{what} har fler nivåer än någon plan har. Använd ett dokument som ”planark show PLAN --json” visar som mall.', '{what} is nested deeper than any plan. Start from a document that “planark show PLAN --json” prints.'),
  forbiddenKey: t('{what} har feltet «{detail}», som ikke er noe felt i en plan. Ta det bort.', '{what} har feltet «{detail}», som ikkje er noko felt i ein plan. Ta det bort.', '{what} har fältet ”{detail}”, som inte är något fält i en plan. Ta bort det.', '{what} has the field “{detail}”, which is no field of a plan. Remove it.'),
  issuerAway: t('Innloggingstjenesten svarer ikke, så serveren kan ikke se hvem du er. Prøv igjen om litt; et token som Planark selv har gitt, virker imens.', 'Innloggingstenesta svarar ikkje, så tenaren kan ikkje sjå kven du er. Prøv igjen om litt; eit token som Planark sjølv har gitt, verkar imens.', 'Inloggningstjänsten svarar inte, så servern kan inte se vem du är. Försök igen om en stund; ett token som Planark självt har gett fungerar under tiden.', 'The sign-in service does not answer, so the server cannot tell who you are. Try again in a moment; a token that Planark itself gave works meanwhile.'),
  settings: t('{what} kan ikke brukes slik den er:', '{what} kan ikkje brukast slik ho er:', '{what} kan inte användas som den är:', '{what} cannot be used as it is:'),
  badCert: t('{what} er ikke noe sertifikat. Gi --cert en PEM-fil som begynner med -----BEGIN CERTIFICATE-----.', '{what} er ikkje noko sertifikat. Gi --cert ei PEM-fil som byrjar med -----BEGIN CERTIFICATE-----.', '{what} är inget certifikat. Ge --cert en PEM-fil som börjar med -----BEGIN CERTIFICATE-----.', '{what} is no certificate. Give --cert a PEM file that begins with -----BEGIN CERTIFICATE-----.'),
  badKey: t('{what} er ingen privat nøkkel. Gi --key en PEM-fil som begynner med -----BEGIN PRIVATE KEY-----.', '{what} er ingen privat nøkkel. Gi --key ei PEM-fil som byrjar med -----BEGIN PRIVATE KEY-----.', '{what} är ingen privat nyckel. Ge --key en PEM-fil som börjar med -----BEGIN PRIVATE KEY-----.', '{what} is no private key. Give --key a PEM file that begins with -----BEGIN PRIVATE KEY-----.'),
  encryptedKey: t('{what} er låst med passord. Lås den opp («openssl pkey -in {what} -out nøkkel.pem») og la bare serveren få lese den.', '{what} er låst med passord. Lås han opp («openssl pkey -in {what} -out nøkkel.pem») og la berre tenaren få lese han.', '{what} är låst med lösenord. Lås upp den (”openssl pkey -in {what} -out nyckel.pem”) och låt bara servern läsa den.', '{what} is locked with a password. Unlock it (“openssl pkey -in {what} -out key.pem”) and let nobody but the server read it.'),
  otherKey: t('Nøkkelen i {what} hører ikke til sertifikatet i {cert}.', 'Nøkkelen i {what} høyrer ikkje til sertifikatet i {cert}.', 'Nyckeln i {what} hör inte till certifikatet i {cert}.', 'The key in {what} does not belong to the certificate in {cert}.'),
  usage: t('{what} Se «planark --help».', '{what} Sjå «planark --help».', '{what} Se ”planark --help”.', '{what} See “planark --help”.'),
  portTaken: t('Adressen {what} er opptatt av et annet program. Velg en annen med --port.', 'Adressa {what} er oppteken av eit anna program. Vel ei anna med --port.', 'Adressen {what} används av ett annat program. Välj en annan med --port.', 'The address {what} is taken by another program. Choose another with --port.'),
  portNoAccess: t('Har ikke lov til å lytte på {what}. Velg en port over 1023 med --port.', 'Har ikkje lov til å lytte på {what}. Vel ein port over 1023 med --port.', 'Får inte lyssna på {what}. Välj en port över 1023 med --port.', 'Not allowed to listen at {what}. Choose a port above 1023 with --port.'),
  noSuchHost: t('Denne maskinen har ikke adressen {what}. Se etter --host.', 'Denne maskina har ikkje adressa {what}. Sjå etter --host.', 'Den här datorn har inte adressen {what}. Kontrollera --host.', 'This machine does not have the address {what}. Check --host.'),
  needsTls: t('Serveren lytter bare på denne maskinen når trafikken ikke er kryptert. Gi --cert og --key, eller --behind-proxy der en proxy tar seg av det.', 'Tenaren lyttar berre på denne maskina når trafikken ikkje er kryptert. Gi --cert og --key, eller --behind-proxy der ein proxy tek seg av det.', 'Servern lyssnar bara på den här datorn när trafiken inte är krypterad. Ange --cert och --key, eller --behind-proxy där en proxy sköter det.', 'The server listens on this machine alone while the traffic is not encrypted. Give --cert and --key, or --behind-proxy where a proxy sees to it.'),
  needsToken: t('Serveren lytter bare på denne maskinen så lenge ingen har et gyldig token. Lag et med «planark token create» og start den igjen, eller gi --oidc-issuer.', 'Tenaren lyttar berre på denne maskina så lenge ingen har eit gyldig token. Lag eit med «planark token create» og start han igjen, eller gi --oidc-issuer.', 'Servern lyssnar bara på den här datorn så länge ingen har en giltig token. Skapa en med ”planark token create” och starta den igen, eller ange --oidc-issuer.', 'The server listens on this machine alone as long as nobody has a valid token. Make one with “planark token create” and start it again, or give --oidc-issuer.'),
  fileNotFound: t('Finner ikke filen {what}. Se etter navnet og mappen.', 'Finn ikkje fila {what}. Sjå etter namnet og mappa.', 'Hittar inte filen {what}. Kontrollera namnet och mappen.', 'Cannot find the file {what}. Check its name and folder.'),
  fileNoFolder: t('Mappen {what} finnes ikke. Lag den først, eller skriv et annet sted.', 'Mappa {what} finst ikkje. Lag henne først, eller skriv ein annan stad.', 'Mappen {what} finns inte. Skapa den först eller skriv någon annanstans.', 'The folder {what} does not exist. Make it first, or write elsewhere.'),
  fileNoAccess: t('Har ikke lov til å lese eller skrive {what}. Lukk filen om den er åpen i Excel, og se etter rettighetene.', 'Har ikkje lov til å lese eller skrive {what}. Lukk fila om ho er open i Excel, og sjå etter rettane.', 'Får inte läsa eller skriva {what}. Stäng filen om den är öppen i Excel och kontrollera rättigheterna.', 'Not allowed to read or write {what}. Close the file if it is open in Excel, and check its rights.'),
  fileNoRoom: t('Det er ikke plass på disken til {what}. Frigjør plass og prøv igjen.', 'Det er ikkje plass på disken til {what}. Frigjer plass og prøv igjen.', 'Det finns inte plats på disken för {what}. Frigör utrymme och försök igen.', 'There is no room on the disk for {what}. Free some and try again.'),
  fileTooLarge: t('Filen {what} er større enn Planark tar imot.', 'Fila {what} er større enn Planark tek imot.', 'Filen {what} är större än Planark tar emot.', 'The file {what} is larger than Planark takes.'),
  fileIsFolder: t('{what} er en mappe. Skriv navnet på en fil.', '{what} er ei mappe. Skriv namnet på ei fil.', '{what} är en mapp. Skriv namnet på en fil.', '{what} is a folder. Give the name of a file.'),
  fileOther: t('Kan ikke bruke filen {what} ({detail}).', 'Kan ikkje bruke fila {what} ({detail}).', 'Kan inte använda filen {what} ({detail}).', 'Cannot use the file {what} ({detail}).'),
} as const satisfies Record<string, Text>;

type TextName = keyof typeof texts;
const say = (name: TextName, locale: Locale, what: string | number = '', more: Readonly<Record<string, string>> = {}): string => fillText(texts[name][locale], { what, ...more });

const fileTexts: Readonly<Record<FileReason, TextName>> = {
  'not-found': 'fileNotFound', 'no-folder': 'fileNoFolder', 'no-access': 'fileNoAccess', 'no-room': 'fileNoRoom', 'too-large': 'fileTooLarge', 'is-folder': 'fileIsFolder', other: 'fileOther',
};
const listenTexts: Readonly<Record<(Failure & { kind: 'cannot-listen' })['reason'], TextName>> = { taken: 'portTaken', 'no-access': 'portNoAccess', 'no-address': 'noSuchHost' };
const jsonTexts: Readonly<Record<JsonReason, TextName>> = { syntax: 'notJson', encoding: 'notUtf8', 'too-deep': 'tooDeep', 'forbidden-key': 'forbiddenKey' };

/** Of files that are too large, a document of a plan is the only one that is no workbook. */
const fileText = ({ path, reason, detail }: Failure & { kind: 'file' }, locale: Locale): string =>
  reason === 'too-large' && !/\.json$/i.test(path) ? `${path}: ${files.tooLarge[locale]}` : say(fileTexts[reason], locale, path, { detail });

const jsonText = ({ path, reason, detail }: Failure & { kind: 'not-json' }, locale: Locale): string => {
  const [line = '', column = ''] = detail.split(':');
  return say(reason === 'syntax' && column !== '' ? 'notJsonAt' : jsonTexts[reason], locale, path, { line, column, detail });
};

const damagedText = (failure: StoreFailure & { kind: 'damaged' }, locale: Locale): string => {
  if (failure.place.startsWith('planark_')) return say('damagedRow', locale, failure.place);
  return say(isStray(failure) ? 'stray' : 'damaged', locale, failure.place);
};

const unavailableText = ({ detail, suspects, lacksLinks, lacksSchema, unrecorded }: StoreFailure & { kind: 'unavailable' }, locale: Locale): string => {
  if (suspects) return say('inDoubt', locale, suspects.join(', '));
  if (lacksSchema) return say('noSchema', locale);
  if (unrecorded) return say(unrecorded === 'damaged' ? 'auditDamaged' : 'unrecorded', locale, detail);
  return lacksLinks ? say('noLinks', locale) : say('unavailable', locale, detail);
};

const storeText = ({ failure }: Failure & { kind: 'store' }, locale: Locale): string => {
  switch (failure.kind) {
    case 'stale': return say('busy', locale);
    case 'unavailable': return unavailableText(failure, locale);
    case 'damaged': return damagedText(failure, locale);
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

interface Issue {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with a document, place by place. */
const planIssues = (failure: PlanReadFailure, locale: Locale): Issue[] => {
  if (failure.kind === 'newer-format') return [];
  if (failure.kind === 'invalid') return failure.issues.map(({ path, message }) => ({ path, message: message[locale] }));
  return failure.problems.map((problem) => ({ path: problemPath(failure.plan, problem), message: documentMessage(failure.plan, problem, locale) }));
};

const maxIssues = 12;

/** Places and what is wrong there, a line each, the first of them. */
const issueLines = (issues: readonly Issue[]): string[] => {
  const lines = issues.slice(0, maxIssues).map(({ path, message }) => plainLine(path === '' ? `  ${message}` : `  ${path}: ${message}`));
  return issues.length > maxIssues ? [...lines, `  … (${issues.length})`] : lines;
};

const planText = (failure: PlanReadFailure, locale: Locale): string => {
  if (failure.kind === 'newer-format') return say('newerFormat', locale, failure.format);
  return [say('invalid', locale), ...issueLines(planIssues(failure, locale))].join('\n');
};

const settingsIssues = ({ issues }: Failure & { kind: 'settings' }, locale: Locale): Issue[] => issues.map(({ path, message }) => ({ path, message: message[locale] }));

const certificateText = ({ reason, cert, key, detail }: Failure & { kind: 'certificate' }, locale: Locale): string => {
  switch (reason) {
    case 'cert': return say('badCert', locale, cert);
    case 'key': return say('badKey', locale, key);
    case 'encrypted-key': return say('encryptedKey', locale, key);
    case 'mismatch': return say('otherKey', locale, key, { cert });
    case 'unusable': return say('fileOther', locale, cert, { detail });
  }
};

/** A failure as a sentence that says what it is and what to do. */
export const failureText = (failure: Failure, locale: Locale): string => {
  switch (failure.kind) {
    case 'store': return storeText(failure, locale);
    case 'xlsx': return (refusalTexts[failure.refusal.code] ?? files.damaged)[locale];
    case 'stamp': return stampText(failure, locale);
    case 'sheet': return sheetFailureText(failure.failure, locale);
    case 'unknown-plan': return say('unknownPlan', locale, failure.planId);
    case 'no-revision': return say('noRevision', locale, failure.revision, { plan: failure.planId });
    case 'unknown-revision': return say('unknownRevision', locale, failure.revision);
    case 'other-history': return say('otherHistory', locale, failure.revision);
    case 'target-history': return say('targetHistory', locale, failure.revision, { plan: failure.planId });
    case 'which-national': return failure.plans.length === 0 ? say('noNational', locale) : say('whichNational', locale, failure.plans.join(', '));
    case 'plan': return planText(failure.failure, locale);
    case 'file': return fileText(failure, locale);
    case 'not-json': return jsonText(failure, locale);
    case 'issuer-unavailable': return say('issuerAway', locale);
    case 'settings': return [say('settings', locale, failure.path), ...issueLines(settingsIssues(failure, locale))].join('\n');
    case 'certificate': return certificateText(failure, locale);
    case 'budget-file': return budgetFileText(failure, locale);
    case 'not-linked': return notLinkedText(failure, locale);
    case 'link-limit': return linkLimitText(failure, locale);
    case 'budget-unread': return budgetUnreadText(failure, locale);
    case 'has-plan': return say('hasPlan', locale, failure.path);
    case 'busy': return say('busy', locale);
    case 'token-reused': return say('tokenReused', locale);
    case 'other-plan': return say('otherPlan', locale, failure.found, { plan: failure.planId });
    case 'changed-since': return say('changedSince', locale);
    case 'nothing-to-undo': return say('nothingToUndo', locale);
    case 'first-revision': return say('firstRevision', locale, failure.planId);
    case 'usage': return say('usage', locale, failure.detail);
    case 'no-store': return say('noStore', locale, failure.path);
    case 'cannot-listen': return say(listenTexts[failure.reason], locale, failure.address);
    case 'open-to-strangers': return say(failure.lacks === 'tls' ? 'needsTls' : 'needsToken', locale);
  }
};

const maxIssuesInJson = 100;

/** Places in a document that are wrong; none for other failures. */
export const failureIssues = (failure: Failure, locale: Locale): Issue[] => (failure.kind === 'plan' ? planIssues(failure.failure, locale).slice(0, maxIssuesInJson) : []);

/** What a program gets beside the sentence: technical detail in English, for logs, and the places in a document. */
export const failureDetails = (failure: Failure, locale: Locale): object => {
  switch (failure.kind) {
    case 'store': return { reason: failure.failure.kind, ...('detail' in failure.failure && { detail: failure.failure.detail }) };
    case 'xlsx': return { reason: failure.refusal.code, detail: failure.refusal.detail };
    case 'stamp': return { reason: failure.failure.kind };
    case 'sheet': return { reason: sheetFailureReason(failure.failure), ...(failure.failure.kind === 'google' && failure.failure.failure.detail !== undefined && { detail: failure.failure.failure.detail }) };
    case 'plan': return { reason: failure.failure.kind, issues: failureIssues(failure, locale) };
    case 'settings': return { issues: settingsIssues(failure, locale) };
    case 'budget-file': return { reason: failure.code, detail: failure.detail };
    case 'certificate': return { reason: failure.reason, detail: failure.detail };
    case 'file': case 'not-json': return { reason: failure.reason, detail: failure.detail };
    default: return {};
  }
};

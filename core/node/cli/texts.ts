import { inLocales as t, type Locale, type Localized } from '../../plan/locale';

/** What the commands say when all goes well. */
const texts = {
  storeMade: t('Lageret ligger i {path}.', 'Lageret ligg i {path}.', 'Lagret ligger i {path}.', 'The store is in {path}.'),
  examplesMade: t('{count} eksempelplaner er lagt inn.', '{count} eksempelplanar er lagde inn.', '{count} exempelplaner har lagts in.', '{count} example plans were put in.'),
  examplesThere: t('{count} planer er der.', '{count} planar er der.', '{count} planer finns där.', '{count} plans are there.'),
  noPlans: t('Lageret er tomt. Legg inn en plan med «planark put FIL.json».', 'Lageret er tomt. Legg inn ein plan med «planark put FIL.json».', 'Lagret är tomt. Lägg in en plan med ”planark put FIL.json”.', 'The store is empty. Put a plan in with “planark put FILE.json”.'),
  revision: t('revisjon', 'revisjon', 'revision', 'revision'),
  rendered: t('Skrevet: {path}', 'Skrive: {path}', 'Skrivet: {path}', 'Written: {path}'),
  keptOld: t('Den gamle filen er tatt vare på: {path}', 'Den gamle fila er teken vare på: {path}', 'Den gamla filen har sparats: {path}', 'The old file was kept: {path}'),
  put: t('{plan} er lagret som revisjon {number}.', '{plan} er lagra som revisjon {number}.', '{plan} har sparats som revision {number}.', '{plan} was stored as revision {number}.'),
  putSame: t('{plan} er allerede slik, i revisjon {number}.', '{plan} er alt slik, i revisjon {number}.', '{plan} är redan sådan, i revision {number}.', '{plan} is like that already, in revision {number}.'),
  synced: t('Tatt inn som revisjon {number}.', 'Teke inn som revisjon {number}.', 'Intaget som revision {number}.', 'Taken in as revision {number}.'),
  nothingNew: t('Lageret er uendret (revisjon {number}).', 'Lageret er uendra (revisjon {number}).', 'Lagret är oförändrat (revision {number}).', 'The store is unchanged (revision {number}).'),
  fileUpdated: t('Filen er oppdatert.', 'Fila er oppdatert.', 'Filen har uppdaterats.', 'The file was brought up to date.'),
  fileNotUpdated: t('Endringene er i lageret, men filen kunne ikke oppdateres: {why} Synk den igjen etterpå; ingenting blir tatt inn to ganger.', 'Endringane er i lageret, men fila kunne ikkje oppdaterast: {why} Synk ho igjen etterpå; ingenting blir teke inn to gonger.', 'Ändringarna finns i lagret, men filen kunde inte uppdateras: {why} Synka den igen efteråt; inget tas in två gånger.', 'The changes are in the store, but the file could not be brought up to date: {why} Sync it again afterwards; nothing is taken in twice.'),
  previewOnly: t('Forhåndsvisning: ingenting er skrevet.', 'Førehandsvising: ingenting er skrive.', 'Förhandsvisning: inget har skrivits.', 'Preview: nothing was written.'),
  conflicts: t('{count} konflikter står åpne. Lageret og arket beholder hver sin verdi. Avgjør alle med --prefer store eller --prefer sheet:', '{count} konfliktar står opne. Lageret og arket held på kvar sin verdi. Avgjer alle med --prefer store eller --prefer sheet:', '{count} konflikter är öppna. Lagret och arket behåller var sitt värde. Avgör alla med --prefer store eller --prefer sheet:', '{count} conflicts are open. The store and your sheet each keep their value. Settle all with --prefer store or --prefer sheet:'),
  problems: t('{count} steder ble ikke tatt inn:', '{count} stader blei ikkje tekne inn:', '{count} ställen togs inte in:', '{count} places were not taken in:'),
  noProblems: t('Ingen feil funnet.', 'Ingen feil funne.', 'Inga fel hittades.', 'No faults found.'),
  notices: t('Verdt å vite:', 'Verdt å vite:', 'Värt att veta:', 'Worth knowing:'),
  confirm: t('Er det meningen? Kjør igjen med --confirm-deletions.', 'Er det meininga? Køyr igjen med --confirm-deletions.', 'Är det meningen? Kör igen med --confirm-deletions.', 'Is that intended? Run again with --confirm-deletions.'),
  undone: t('Tilbake til revisjon {to}, som ny revisjon {number}. Ingenting er slettet fra historien.', 'Tilbake til revisjon {to}, som ny revisjon {number}. Ingenting er sletta frå historia.', 'Tillbaka till revision {to}, som ny revision {number}. Inget har raderats ur historiken.', 'Back to revision {to}, as the new revision {number}. Nothing was erased from the history.'),
  revisionsWhole: t('{count} revisjoner lest; kjeden er hel.', '{count} revisjonar lesne; kjeda er heil.', '{count} revisioner lästa; kedjan är hel.', '{count} revisions read; the chain is whole.'),
  next: t('Hva nå?', 'Kva no?', 'Vad nu?', 'What next?'),
  nextOpen: t('Åpne ./out/lillehammer-2026.xlsx i Excel eller LibreOffice, endre noe og lagre.', 'Opne ./out/lillehammer-2026.xlsx i Excel eller LibreOffice, endre noko og lagre.', 'Öppna ./out/lillehammer-2026.xlsx i Excel eller LibreOffice, ändra något och spara.', 'Open ./out/lillehammer-2026.xlsx in Excel or LibreOffice, change something and save.'),
  nextPreview: t('Se hva en synk ville gjort:   npx planark preview out/lillehammer-2026.xlsx', 'Sjå kva ein synk ville gjort:   npx planark preview out/lillehammer-2026.xlsx', 'Se vad en synkning skulle göra:   npx planark preview out/lillehammer-2026.xlsx', 'See what a sync would do:   npx planark preview out/lillehammer-2026.xlsx'),
  nextSync: t('Ta endringene inn:   npx planark sync out/lillehammer-2026.xlsx', 'Ta endringane inn:   npx planark sync out/lillehammer-2026.xlsx', 'Ta in ändringarna:   npx planark sync out/lillehammer-2026.xlsx', 'Take the changes in:   npx planark sync out/lillehammer-2026.xlsx'),
  nextHelp: t('Alt annet:   npx planark --help', 'Alt anna:   npx planark --help', 'Allt annat:   npx planark --help', 'Everything else:   npx planark --help'),
  madeBy: t('eksempel', 'døme', 'exempel', 'example'),
  initial: t('Eksempelplan', 'Eksempelplan', 'Exempelplan', 'Example plan'),
  undoMessage: t('Tilbake til revisjon {to}', 'Tilbake til revisjon {to}', 'Tillbaka till revision {to}', 'Back to revision {to}'),
  missingWord: t('Det mangler noe: {what}.', 'Det manglar noko: {what}.', 'Något saknas: {what}.', 'Something is missing: {what}.'),
  unknownCommand: t('Ukjent kommando: {what}.', 'Ukjend kommando: {what}.', 'Okänt kommando: {what}.', 'Unknown command: {what}.'),
  badOption: t('Ugyldig valg: {what}.', 'Ugyldig val: {what}.', 'Ogiltigt val: {what}.', 'Bad option: {what}.'),
} as const satisfies Record<string, Localized>;

export type TextName = keyof typeof texts;

/** A sentence in a language, with its places filled in. */
export const say = (name: TextName, locale: Locale, values: Readonly<Record<string, string | number>> = {}): string =>
  texts[name][locale].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));

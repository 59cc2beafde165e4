import { fillText, type TextValues } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';

/** What the commands say when all goes well. */
const texts = {
  storeMade: t('Lageret ligger i {path}.', 'Lageret ligg i {path}.', 'Lagret ligger i {path}.', 'The store is in {path}.'),
  examplesMade: t('{count} {count|eksempelplan|eksempelplaner} er lagt inn.', '{count} {count|eksempelplan er lagd|eksempelplanar er lagde} inn.', '{count} {count|exempelplan|exempelplaner} har lagts in.', '{count} example {count|plan was|plans were} put in.'),
  examplesThere: t('{count} {count|plan|planer} er der.', '{count} {count|plan|planar} er der.', '{count} {count|plan|planer} finns där.', '{count} {count|plan is|plans are} there.'),
  noPlans: t('Lageret er tomt. Legg inn en plan med «planark put FIL.json».', 'Lageret er tomt. Legg inn ein plan med «planark put FIL.json».', 'Lagret är tomt. Lägg in en plan med ”planark put FIL.json”.', 'The store is empty. Put a plan in with “planark put FILE.json”.'),
  revision: t('revisjon', 'revisjon', 'revision', 'revision'),
  rendered: t('Skrevet: {path}', 'Skrive: {path}', 'Skrivet: {path}', 'Written: {path}'),
  putInto: t('Planen er lagt inn i {path}.', 'Planen er lagd inn i {path}.', 'Planen har lagts in i {path}.', 'The plan was put into {path}.'),
  renamedTabs: t('Noen navn var opptatt. Planens {count|fane|faner} heter der: {tabs}', 'Nokre namn var opptekne. {count|Fana|Fanene} til planen heiter der: {tabs}', 'Några namn var upptagna. Planens {count|flik|flikar} heter där: {tabs}', 'Some names were taken. There the plan’s {count|tab is|tabs are} called: {tabs}'),
  keptOld: t('Den gamle filen er tatt vare på: {path}', 'Den gamle fila er teken vare på: {path}', 'Den gamla filen har sparats: {path}', 'The old file was kept: {path}'),
  put: t('{plan} er lagret som revisjon {number}.', '{plan} er lagra som revisjon {number}.', '{plan} har sparats som revision {number}.', '{plan} was stored as revision {number}.'),
  putSame: t('{plan} er allerede slik, i revisjon {number}.', '{plan} er alt slik, i revisjon {number}.', '{plan} är redan sådan, i revision {number}.', '{plan} is like that already, in revision {number}.'),
  synced: t('Tatt inn som revisjon {number}.', 'Teke inn som revisjon {number}.', 'Har tagits in som revision {number}.', 'Taken in as revision {number}.'),
  nothingNew: t('Lageret er uendret (revisjon {number}).', 'Lageret er uendra (revisjon {number}).', 'Lagret är oförändrat (revision {number}).', 'The store is unchanged (revision {number}).'),
  fileUpdated: t('Filen er oppdatert.', 'Fila er oppdatert.', 'Filen har uppdaterats.', 'The file was brought up to date.'),
  fileNotUpdated: t('Endringene er i lageret, men filen kunne ikke oppdateres: {why} Synk den igjen etterpå; ingenting blir tatt inn to ganger.', 'Endringane er i lageret, men fila kunne ikkje oppdaterast: {why} Synk ho igjen etterpå; ingenting blir teke inn to gonger.', 'Ändringarna finns i lagret, men filen kunde inte uppdateras: {why} Synka den igen efteråt; inget tas in två gånger.', 'The changes are in the store, but the file could not be brought up to date: {why} Sync it again afterwards; nothing is taken in twice.'),
  previewOnly: t('Forhåndsvisning: ingenting er skrevet.', 'Førehandsvising: ingenting er skrive.', 'Förhandsgranskning: inget har skrivits.', 'Preview: nothing was written.'),
  settled: t('{count} {count|konflikt|konflikter} er avgjort:', '{count} {count|konflikt er avgjord|konfliktar er avgjorde}:', '{count} {count|konflikt|konflikter} har avgjorts:', '{count} {count|conflict was|conflicts were} settled:'),
  conflicts: t('{count} {count|konflikt|konflikter} står {count|åpen|åpne}. Lageret og arket beholder hver sin verdi. Velg på fanen {tab} i arket og synk igjen, eller bruk «planark resolve» eller --prefer:', '{count} {count|konflikt|konfliktar} står {count|open|opne}. Lageret og arket held på kvar sin verdi. Vel på fana {tab} i arket og synk igjen, eller bruk «planark resolve» eller --prefer:', '{count} {count|konflikt|konflikter} är {count|öppen|öppna}. Lagret och arket behåller var sitt värde. Välj på fliken {tab} i arket och synka igen, eller använd ”planark resolve” eller --prefer:', '{count} {count|conflict is|conflicts are} open. The store and your sheet each keep their value. Choose on the tab {tab} in the sheet and sync again, or use “planark resolve” or --prefer:'),
  openConflicts: t('{count} {count|konflikt|konflikter} står {count|åpen|åpne}:', '{count} {count|konflikt|konfliktar} står {count|open|opne}:', '{count} {count|konflikt|konflikter} är {count|öppen|öppna}:', '{count} {count|conflict is|conflicts are} open:'),
  noConflicts: t('Ingen konflikter.', 'Ingen konfliktar.', 'Inga konflikter.', 'No conflicts.'),
  chosen: t('{count} er avgjort i arket, og neste synk gjør det som er valgt:', '{count} er {count|avgjord|avgjorde} i arket, og neste synk gjer det som er valt:', '{count} är {count|avgjord|avgjorda} i arket, och nästa synkning gör det som har valts:', '{count} {count|is|are} settled in the sheet, and the next sync does what was chosen:'),
  howToResolve: t('Slik avgjør du én, eller velg på fanen i arket og synk:', 'Slik avgjer du éin, eller vel på fana i arket og synk:', 'Så avgör du en, eller välj på fliken i arket och synka:', 'How to settle one, or choose on the tab in the sheet and sync:'),
  noSuchConflict: t('Det er ingen åpen konflikt i «{what}». Åpne konflikter: {names}', 'Det er ingen open konflikt i «{what}». Opne konfliktar: {names}', 'Det finns ingen öppen konflikt i ”{what}”. Öppna konflikter: {names}', 'There is no open conflict at “{what}”. Open conflicts: {names}'),
  notAnAnswer: t('--take {what} er ikke mulig her. Mulig: {answers}.', '--take {what} er ikkje mogleg her. Mogleg: {answers}.', '--take {what} är inte möjligt här. Möjligt: {answers}.', '--take {what} is not possible here. Possible: {answers}.'),
  problems: t('{count} {count|endring|endringer} ble ikke tatt inn:', '{count} {count|endring blei ikkje teken|endringar blei ikkje tekne} inn:', '{count} {count|ändring|ändringar} togs inte in:', '{count} {count|change was|changes were} not taken in:'),
  noProblems: t('Ingen feil funnet.', 'Ingen feil funne.', 'Inga fel hittades.', 'No faults found.'),
  notices: t('Verdt å vite:', 'Verdt å vite:', 'Värt att veta:', 'Worth knowing:'),
  confirm: t('Er det meningen? Kjør igjen med --confirm-deletions.', 'Er det meininga? Køyr igjen med --confirm-deletions.', 'Är det meningen? Kör igen med --confirm-deletions.', 'Is that intended? Run again with --confirm-deletions.'),
  wentBack: t('Tilbake til revisjon {to}, som ny revisjon {number}. Ingenting er slettet fra historien.', 'Tilbake til revisjon {to}, som ny revisjon {number}. Ingenting er sletta frå historia.', 'Tillbaka till revision {to}, som ny revision {number}. Inget har raderats ur historiken.', 'Back to revision {to}, as the new revision {number}. Nothing was erased from the history.'),
  undone: t('Revisjon {undone} er angret, som ny revisjon {number}. Ingenting er slettet fra historien.', 'Revisjon {undone} er angra, som ny revisjon {number}. Ingenting er sletta frå historia.', 'Revision {undone} har ångrats, som ny revision {number}. Inget har raderats ur historiken.', 'Revision {undone} was undone, as the new revision {number}. Nothing was erased from the history.'),
  notUndone: t('Ikke angret, for det kom endringer senere:', 'Ikkje angra, for det kom endringar seinare:', 'Inte ångrat, eftersom det kom ändringar senare:', 'Not undone, since changes came later:'),
  revisionsWhole: t('{count} {count|revisjon|revisjoner} er lest; kjeden er hel.', '{count} {count|revisjon er lesen|revisjonar er lesne}; kjeda er heil.', '{count} {count|revision|revisioner} har lästs; kedjan är hel.', '{count} {count|revision was|revisions were} read; the chain is whole.'),
  nextOpen: t('Åpne ./out/lillehammer-2026.xlsx i Excel eller LibreOffice, endre noe og lagre.', 'Opne ./out/lillehammer-2026.xlsx i Excel eller LibreOffice, endre noko og lagre.', 'Öppna ./out/lillehammer-2026.xlsx i Excel eller LibreOffice, ändra något och spara.', 'Open ./out/lillehammer-2026.xlsx in Excel or LibreOffice, change something and save.'),
  nextPreview: t('Se hva en synk ville gjort:   npx planark preview out/lillehammer-2026.xlsx', 'Sjå kva ein synk ville gjort:   npx planark preview out/lillehammer-2026.xlsx', 'Se vad en synkning skulle göra:   npx planark preview out/lillehammer-2026.xlsx', 'See what a sync would do:   npx planark preview out/lillehammer-2026.xlsx'),
  nextSync: t('Ta endringene inn:   npx planark sync out/lillehammer-2026.xlsx', 'Ta endringane inn:   npx planark sync out/lillehammer-2026.xlsx', 'Ta in ändringarna:   npx planark sync out/lillehammer-2026.xlsx', 'Take the changes in:   npx planark sync out/lillehammer-2026.xlsx'),
  nextHelp: t('Alt annet:   npx planark --help', 'Alt anna:   npx planark --help', 'Allt annat:   npx planark --help', 'Everything else:   npx planark --help'),
  madeBy: t('eksempel', 'døme', 'exempel', 'example'),
  initial: t('Eksempelplan', 'Eksempelplan', 'Exempelplan', 'Example plan'),
  wentBackMessage: t('Tilbake til revisjon {to}', 'Tilbake til revisjon {to}', 'Tillbaka till revision {to}', 'Back to revision {to}'),
  undoneMessage: t('Angret revisjon {undone}', 'Angra revisjon {undone}', 'Ångrade revision {undone}', 'Undid revision {undone}'),
  missingWord: t('Det mangler noe: {what}.', 'Det manglar noko: {what}.', 'Något saknas: {what}.', 'Something is missing: {what}.'),
  unknownCommand: t('Ukjent kommando: {what}.', 'Ukjend kommando: {what}.', 'Okänt kommando: {what}.', 'Unknown command: {what}.'),
  oneOutput: t('Velg enten -o eller --into, ikke begge.', 'Vel anten -o eller --into, ikkje begge.', 'Välj antingen -o eller --into, inte båda.', 'Choose either -o or --into, not both.'),
  notXlsxName: t('Arbeidsboken må hete noe med .xlsx, ikke {what}.', 'Arbeidsboka må heite noko med .xlsx, ikkje {what}.', 'Arbetsboken måste heta något med .xlsx, inte {what}.', 'The workbook needs a name that ends in .xlsx, not {what}.'),
  leftEdited: t('Står urørt, for den har endringer som ikke er synket: {path}', 'Står urørt, for ho har endringar som ikkje er synka: {path}', 'Lämnas orörd, för den har ändringar som inte är synkade: {path}', 'Left alone, since it has edits that are not synced: {path}'),
  leftAsIs: t('Står der alt: {path}', 'Står der alt: {path}', 'Finns redan: {path}', 'Already there: {path}'),
  notBoth: t('Bruk enten {one} eller {other}, ikke begge.', 'Bruk anten {one} eller {other}, ikkje begge.', 'Använd antingen {one} eller {other}, inte båda.', 'Use either {one} or {other}, not both.'),
  badOption: t('Ugyldig valg: {what}.', 'Ugyldig val: {what}.', 'Ogiltigt val: {what}.', 'Bad option: {what}.'),
} as const satisfies Record<string, Localized>;

export type TextName = keyof typeof texts;

/** A sentence in a language, with its places filled in. */
export const say = (name: TextName, locale: Locale, values?: TextValues): string => fillText(texts[name][locale], values);

import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import { exitCodes } from './command';
import { usages, type CommandUsage } from './usage';

/** What each command is for. */
const abouts: Readonly<Record<string, Localized>> = {
  start: t('Lag lageret med eksempelplanene og start serveren på denne maskinen', 'Lag lageret med eksempelplanane og start tenaren på denne maskina', 'Skapa lagret med exempelplanerna och starta servern på den här datorn', 'Make the store with the example plans and start the server on this machine'),
  serve: t('Start serveren på et lager', 'Start tenaren på eit lager', 'Starta servern på ett lager', 'Start the server on a store'),
  init: t('Lag et lager, med eksempelplaner om ikke --empty', 'Lag eit lager, med eksempelplanar om ikkje --empty', 'Skapa ett lager, med exempelplaner om inte --empty', 'Make a store, with example plans unless --empty'),
  list: t('Vis planene i lageret', 'Vis planane i lageret', 'Visa planerna i lagret', 'List the plans in the store'),
  show: t('Vis en plan, som den er eller var i revisjon N', 'Vis ein plan, som han er eller var i revisjon N', 'Visa en plan, som den är eller var i revision N', 'Show a plan, as it is or was at revision N'),
  put: t('Lag eller erstatt en plan fra JSON', 'Lag eller erstatt ein plan frå JSON', 'Skapa eller ersätt en plan från JSON', 'Create or replace a plan from JSON'),
  render: t('Hent ut planen som arbeidsbok, eller legg den inn i en som finnes', 'Hent ut planen som arbeidsbok, eller legg han inn i ei som finst', 'Hämta planen som arbetsbok, eller lägg in den i en som finns', 'Take the plan out as a workbook, or put it into one that is there'),
  preview: t('Si hva en synk ville gjort; ingenting skrives', 'Sei kva ein synk ville gjort; ingenting blir skrive', 'Säg vad en synkning skulle göra; inget skrivs', 'Say what a sync would do; nothing is written'),
  sync: t('Ta endringene inn i lageret og oppdater filen', 'Ta endringane inn i lageret og oppdater fila', 'Ta in ändringarna i lagret och uppdatera filen', 'Take the changes into the store and bring the file up to date'),
  conflicts: t('Vis konfliktene i en fil, og hvordan de avgjøres', 'Vis konfliktane i ei fil, og korleis dei blir avgjorde', 'Visa konflikterna i en fil och hur de avgörs', 'Show the conflicts in a file, and how to settle them'),
  resolve: t('Avgjør en konflikt og synk filen', 'Avgjer ein konflikt og synk fila', 'Avgör en konflikt och synka filen', 'Settle a conflict and sync the file'),
  history: t('Vis revisjonene av en plan', 'Vis revisjonane av ein plan', 'Visa en plans revisioner', 'Show the revisions of a plan'),
  undo: t('Angre siste revisjon, eller --revision N, og behold det som kom senere; eller gå tilbake --to N', 'Angre siste revisjon, eller --revision N, og hald på det som kom seinare; eller gå tilbake --to N', 'Ångra senaste revisionen, eller --revision N, och behåll det som kom senare; eller gå tillbaka --to N', 'Undo the newest revision, or --revision N, keeping what came later; or go back --to N'),
  check: t('Se etter feil i en plan og dens historie, eller i en fil', 'Sjå etter feil i ein plan og historia hans, eller i ei fil', 'Leta efter fel i en plan och dess historik, eller i en fil', 'Look for faults in a plan and its history, or in a file'),
  schema: t('Vis JSON Schema for plandokumentet', 'Vis JSON Schema for plandokumentet', 'Visa JSON Schema för plandokumentet', 'Print the JSON Schema of the plan document'),
  'budget link': t('Si hvor kassererens fil har budsjettet, eller la Planark foreslå det med --guess og behold det med --yes', 'Sei kvar fila til kasseraren har budsjettet, eller la Planark foreslå det med --guess og hald på det med --yes', 'Säg var kassörens fil har budgeten, eller låt Planark föreslå det med --guess och behåll det med --yes', 'Say where the treasurer’s file has its budget, or let Planark propose it with --guess and keep it with --yes'),
  'budget unlink': t('Glem hvor en fil har budsjettet; tallene som er hentet, blir i planen', 'Gløym kvar ei fil har budsjettet; tala som er henta, blir i planen', 'Glöm var en fil har budgeten; de siffror som har hämtats blir kvar i planen', 'Forget where a file has the budget; the figures that were pulled stay in the plan'),
  'budget pull': t('Ta budsjett og regnskap fra kassererens fil inn i planen; --preview skriver ingenting', 'Ta budsjett og rekneskap frå fila til kasseraren inn i planen; --preview skriv ingenting', 'Ta in budget och utfall från kassörens fil i planen; --preview skriver inget', 'Take budget and actuals from the treasurer’s file into the plan; --preview writes nothing'),
  'budget check': t('Hold planen mot budsjettet: hva som ikke stemmer, hvor, hvor mye og hva du kan gjøre', 'Hald planen mot budsjettet: kva som ikkje stemmer, kvar, kor mykje og kva du kan gjere', 'Ställ planen mot budgeten: vad som inte stämmer, var, hur mycket och vad du kan göra', 'Hold the plan against the budget: what does not fit, where, how much and what to do'),
  'budget push': t('Skriv planens sum per konto i kolonnen som kassereren har valgt i budsjettet sitt; --preview skriver ingenting', 'Skriv summen til planen per konto i kolonna som kasseraren har valt i budsjettet sitt; --preview skriv ingenting', 'Skriv planens summa per konto i kolumnen som kassören har valt i sin budget; --preview skriver inget', 'Write the plan’s sum by account into the column that the treasurer chose in their budget; --preview writes nothing'),
  rollup: t('Hold regionene under en nasjonal plan ved siden av hverandre, i en arbeidsbok', 'Hald regionane under ein nasjonal plan ved sida av kvarandre, i ei arbeidsbok', 'Ställ regionerna under en nationell plan bredvid varandra, i en arbetsbok', 'Hold the regions under a national plan beside each other, in a workbook'),
  'regions update': t('La overordnede mål i den nasjonale planen gjelde i regionenes planer', 'La overordna mål i den nasjonale planen gjelde i planane til regionane', 'Låt övergripande mål i den nationella planen gälla i regionernas planer', 'Let superior goals of the national plan hold in the regions’ plans'),
  'store migrate': t('Gjør en database klar for denne utgaven av Planark', 'Gjer ein database klar for denne utgåva av Planark', 'Gör en databas klar för denna version av Planark', 'Make a database ready for this version of Planark'),
  'store copy': t('Kopier alle planer med historie til et annet lager; mappe eller postgres://…', 'Kopier alle planar med historie til eit anna lager; mappe eller postgres://…', 'Kopiera alla planer med historik till ett annat lager; mapp eller postgres://…', 'Copy all plans with their history to another store; a folder or postgres://…'),
  'audit verify': t('Se etter om noe i revisjonsloggen er endret, fjernet eller byttet om, og om den stemmer med planene', 'Sjå etter om noko i revisjonsloggen er endra, fjerna eller bytt om, og om han stemmer med planane', 'Kontrollera om något i granskningsloggen har ändrats, tagits bort eller bytt plats, och om den stämmer med planerna', 'See whether anything in the audit log was altered, removed or reordered, and whether it fits the plans'),
  'audit list': t('Vis hvem som gjorde hva, og hvorfra', 'Vis kven som gjorde kva, og kvarifrå', 'Visa vem som gjorde vad, och varifrån', 'Show who did what, and from where'),
  'token create': t('Lag et token, som lar noen bruke serveren; det vises denne ene gangen', 'Lag eit token, som lèt nokon bruke tenaren; det blir vist denne eine gongen', 'Skapa en token, som låter någon använda servern; den visas denna enda gång', 'Make a token, which lets somebody use the server; it is shown this once'),
  'token list': t('Vis tokenene: hvem, hva de gir rett til, og når de sist ble brukt', 'Vis tokena: kven, kva dei gir rett til, og når dei sist blei brukte', 'Visa tokens: vem, vad de ger rätt till och när de senast användes', 'List the tokens: who, what they allow, and when they were last used'),
  'token revoke': t('Trekk et token tilbake for godt', 'Trekk eit token tilbake for godt', 'Återkalla en token för gott', 'Revoke a token for good'),
  'gsheets create': t('Lag et Google-regneark som viser planen, og del det om du vil', 'Lag eit Google-rekneark som viser planen, og del det om du vil', 'Skapa ett Google-kalkylark som visar planen, och dela det om du vill', 'Make a Google spreadsheet that shows the plan, and share it if you like'),
  'gsheets adopt': t('Legg planen inn i et Google-regneark som noen har laget og delt med kontoen; bare én plan i hvert', 'Legg planen inn i eit Google-rekneark som nokon har laga og delt med kontoen; berre éin plan i kvart', 'Lägg in planen i ett Google-kalkylark som någon har skapat och delat med kontot; bara en plan i varje', 'Put the plan into a Google spreadsheet that somebody made and shared with the account; one plan in each'),
  'gsheets preview': t('Si hva en synk av regnearket ville gjort; ingenting skrives', 'Sei kva ein synk av reknearket ville gjort; ingenting blir skrive', 'Säg vad en synkning av kalkylarket skulle göra; inget skrivs', 'Say what a sync of the spreadsheet would do; nothing is written'),
  'gsheets sync': t('Ta endringene i regnearket inn i lageret og oppdater regnearket; --all alle, --watch til du stanser det', 'Ta endringane i reknearket inn i lageret og oppdater reknearket; --all alle, --watch til du stansar det', 'Ta in ändringarna i kalkylarket i lagret och uppdatera kalkylarket; --all alla, --watch tills du stoppar det', 'Take the spreadsheet’s changes into the store and bring it up to date; --all all of them, --watch until you stop it'),
  'gsheets share': t('Del et regneark med noen', 'Del eit rekneark med nokon', 'Dela ett kalkylark med någon', 'Share a spreadsheet with somebody'),
  'gsheets unshare': t('Ta tilgangen til et regneark fra noen', 'Ta tilgangen til eit rekneark frå nokon', 'Ta ifrån någon åtkomsten till ett kalkylark', 'Take a spreadsheet away from somebody'),
  'gsheets status': t('Vis regnearkene: sist synket, revisjon her og der, og hva som venter', 'Vis reknearka: sist synka, revisjon her og der, og kva som ventar', 'Visa kalkylarken: senast synkade, revision här och där, och vad som väntar', 'Show the spreadsheets: last sync, revision here and there, and what waits'),
  'gsheets unlink': t('Glem et regneark; det blir stående som det er', 'Gløym eit rekneark; det blir ståande som det er', 'Glöm ett kalkylark; det blir kvar som det är', 'Forget a spreadsheet; it stays as it is'),
  'gsheets region-setup': t('Lag et Google-regneark til hver region, delt med bare den, med overordnede mål låst', 'Lag eit Google-rekneark til kvar region, delt med berre den, med overordna mål låste', 'Skapa ett Google-kalkylark till varje region, delat med bara den, med övergripande mål låsta', 'Make a Google spreadsheet for each region, shared with it alone, with superior goals locked'),
  'gsheets rollup': t('Hold regionene ved siden av hverandre i ett Google-regneark, som bare er til å lese; --into i et som noen har laget', 'Hald regionane ved sida av kvarandre i eitt Google-rekneark, som berre er til å lese; --into i eit som nokon har laga', 'Ställ regionerna bredvid varandra i ett Google-kalkylark som bara är för läsning; --into i ett som någon har skapat', 'Hold the regions beside each other in one Google spreadsheet, for reading only; --into in one that somebody made'),
  'gsheets login': t('La Planark bruke regneark som det selv lager i Google; --adopt også dem som andre har laget', 'La Planark bruke rekneark som det sjølv lagar i Google; --adopt også dei som andre har laga', 'Låt Planark använda kalkylark som det självt skapar i Google; --adopt även dem som andra har skapat', 'Let Planark use spreadsheets that it makes in Google; --adopt also those that others made'),
  'gsheets logout': t('Trekk tilbake det Planark fikk lov til hos Google', 'Trekk tilbake det Planark fekk lov til hos Google', 'Återkalla det som Planark fick lov till hos Google', 'Take back what Planark was allowed at Google'),
};

/** What stands behind the command's name, for those whose words do not speak for themselves. */
const examples: Readonly<Record<string, string>> = {
  'gsheets create': 'lillehammer-2026 --share kari@example.no:writer',
  'gsheets adopt': 'lillehammer-2026 https://docs.google.com/spreadsheets/d/…',
  'gsheets sync': '--all --watch --every 60',
  'gsheets share': 'lillehammer-2026 kari@example.no:reader,ola@example.no:writer',
  'gsheets unshare': 'lillehammer-2026 kari@example.no',
  'gsheets region-setup': 'samhandling-2026 --regions samhandling-nord-2026:nord@example.no,samhandling-sor-2026:sor@example.no',
  'gsheets rollup': 'samhandling-2026 --share styret@example.no:reader',
  'gsheets login': '--client-file client_secret.json',
};

const texts = {
  example: t('Eksempel:', 'Døme:', 'Exempel:', 'Example:'),
  moreOnGoogle: t('docs/google.md forteller mer.', 'docs/google.md fortel meir.', 'docs/google.md berättar mer.', 'docs/google.md tells more.'),
  title: t('planark – handlingsplaner som arbeidsbøker', 'planark – handlingsplanar som arbeidsbøker', 'planark – handlingsplaner som arbetsböcker', 'planark – action plans as workbooks'),
  usage: t('Bruk: planark KOMMANDO [valg]', 'Bruk: planark KOMMANDO [val]', 'Användning: planark KOMMANDO [val]', 'Usage: planark COMMAND [options]'),
  common: t('For alle: --store DIR|postgres://… (eller PLANARK_STORE, ellers ./planark-store), --locale nb|nn|sv|en, --json, --help', 'For alle: --store DIR|postgres://… (eller PLANARK_STORE, elles ./planark-store), --locale nb|nn|sv|en, --json, --help', 'För alla: --store DIR|postgres://… (eller PLANARK_STORE, annars ./planark-store), --locale nb|nn|sv|en, --json, --help', 'For all: --store DIR|postgres://… (or PLANARK_STORE, else ./planark-store), --locale nb|nn|sv|en, --json, --help'),
  exit: t('Avslutningskoder: 0 ferdig · 1 feilet · 2 ferdig, noe ble ikke tatt inn · 3 ferdig, konflikter står åpne eller noe ble ikke angret · 4 venter på bekreftelse, ingenting skrevet · 5 opptatt, prøv igjen', 'Avslutningskodar: 0 ferdig · 1 feila · 2 ferdig, noko blei ikkje teke inn · 3 ferdig, konfliktar står opne eller noko blei ikkje angra · 4 ventar på stadfesting, ingenting skrive · 5 oppteken, prøv igjen', 'Slutkoder: 0 klart · 1 misslyckades · 2 klart, något togs inte in · 3 klart, konflikter är öppna eller något ångrades inte · 4 väntar på bekräftelse, inget skrivet · 5 upptaget, försök igen', 'Exit codes: 0 done · 1 failed · 2 done, something was not taken · 3 done, conflicts left open or something not undone · 4 held until confirmed, nothing written · 5 busy, try again'),
} as const;

const optionText = ([name, { short, value, multiple }]: [string, CommandUsage['options'][string]]): string => `[${short ? `-${short}` : `--${name}`}${value ? ` ${value}` : ''}]${multiple ? '…' : ''}`;

/** "planark render PLAN [-o FILE.xlsx]". */
const usageLine = (name: string): string => {
  const { words, options } = usages[name]!;
  return ['planark', name, ...words, ...Object.entries(options).map(optionText)].join(' ');
};

/** How a command for Google is used, and where more is told. */
const moreLines = (name: string, locale: Locale): string[] => {
  if (!name.startsWith('gsheets ')) return [];
  const example = examples[name];
  return [...(example === undefined ? [] : [`${texts.example[locale]} planark ${name} ${example}`]), texts.moreOnGoogle[locale], ''];
};

const widest = 32;

/** The help of one command, or of several. */
export const helpLines = (names: readonly string[], locale: Locale): string[] => {
  const [name] = names;
  if (name !== undefined && names.length === 1) return [abouts[name]![locale], '', `  ${usageLine(name)}`, '', ...moreLines(name, locale), texts.common[locale], texts.exit[locale]];
  const commands = names.map((command) => `  ${[command, ...usages[command]!.words].join(' ').padEnd(widest)}  ${abouts[command]![locale]}`);
  return [texts.title[locale], '', texts.usage[locale], '', ...commands, '', texts.common[locale], texts.exit[locale]];
};

/** The same for a program. */
export const helpJson = (names: readonly string[], locale: Locale): unknown => ({ commands: names.map((command) => ({ name: command, usage: usageLine(command), about: abouts[command]![locale] })), exitCodes });

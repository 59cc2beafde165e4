import { fillText } from '../../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../../plan/locale';
import type { LinkFault } from '../../plan/budget/links';
import { mostAmounts, mostLinks, mostTabs } from '../../plan/budget/mapping';
import { figureProblemText } from '../../sheet';
import type { BudgetRefusalCode } from '../budget-files/budget-file';
import type { Failure } from '../journey/failure';
import { shellWord } from './shell-word';

const again = t('Eksporter den på nytt fra regnskapssystemet.', 'Eksporter ho på nytt frå rekneskapssystemet.', 'Exportera den på nytt från bokföringsprogrammet.', 'Export it anew from the accounting system.');

const texts: Readonly<Record<BudgetRefusalCode, Localized>> = {
  UNKNOWN_FORMAT: t('{path} er ikke en fil som Planark leser. Lagre budsjettet som xlsx, ods eller csv, eller eksporter SIE eller SAF-T.', '{path} er ikkje ei fil som Planark les. Lagre budsjettet som xlsx, ods eller csv, eller eksporter SIE eller SAF-T.', '{path} är ingen fil som Planark läser. Spara budgeten som xlsx, ods eller csv, eller exportera SIE eller SAF-T.', '{path} is no file that Planark reads. Save the budget as xlsx, ods or csv, or export SIE or SAF-T.'),
  EMPTY: t('{path} er tom.', '{path} er tom.', '{path} är tom.', '{path} is empty.'),
  SEVERAL_FILES: t('{path} har flere filer i seg. Pakk den ut, og bruk den som har kontoene.', '{path} har fleire filer i seg. Pakk ho ut, og bruk den som har kontoane.', '{path} innehåller flera filer. Packa upp den och använd den som har kontona.', '{path} holds several files. Unpack it, and use the one that has the accounts.'),
  LOCKED: t('{path} er låst med passord. Pakk den ut, og bruk filen som er i den.', '{path} er låst med passord. Pakk ho ut, og bruk fila som er i ho.', '{path} är låst med lösenord. Packa upp den och använd filen som är i den.', '{path} is locked with a password. Unpack it, and use the file that is in it.'),
  TOO_LARGE: t('{path} er større enn Planark tar imot. Eksporter ett år, uten bilag.', '{path} er større enn Planark tek imot. Eksporter eitt år, utan bilag.', '{path} är större än Planark tar emot. Exportera ett år, utan verifikationer.', '{path} is larger than Planark takes. Export one year, without entries.'),
  TOO_MANY_ROWS: t('{path} har flere rader enn Planark tar imot. Eksporter ett år, uten bilag.', '{path} har fleire rader enn Planark tek imot. Eksporter eitt år, utan bilag.', '{path} har fler rader än Planark tar emot. Exportera ett år, utan verifikationer.', '{path} has more rows than Planark takes. Export one year, without entries.'),
  TOO_MANY_CELLS: t('{path} har flere celler enn Planark tar imot. Ta bort kolonner og rader som ikke hører til budsjettet, og lagre den på nytt.', '{path} har fleire celler enn Planark tek imot. Ta bort kolonnar og rader som ikkje høyrer til budsjettet, og lagre ho på nytt.', '{path} har fler celler än Planark tar emot. Ta bort kolumner och rader som inte hör till budgeten och spara den på nytt.', '{path} has more cells than Planark takes. Take away columns and rows that are not of the budget, and save it anew.'),
  TOO_MANY_FIGURES: t('{path} har flere beløp enn en plan tar imot på én gang (20 000). Koble færre kolonner, eller hent bare kontoene som planen har fra før.', '{path} har fleire beløp enn ein plan tek imot på éin gong (20 000). Kople færre kolonnar, eller hent berre kontoane som planen har frå før.', '{path} har fler belopp än en plan tar emot på en gång (20 000). Koppla färre kolumner, eller hämta bara kontona som planen redan har.', '{path} has more amounts than a plan takes at once (20,000). Link fewer columns, or pull only the accounts that the plan has already.'),
  LINE_TOO_LONG: t('{path} har en linje eller en celle som er for lang til å være et budsjett.', '{path} har ei linje eller ei celle som er for lang til å vere eit budsjett.', '{path} har en rad eller en cell som är för lång för att vara en budget.', '{path} has a line or a cell that is too long to be of a budget.'),
  TOO_DEEP: t('{path} er ikke bygd som en SAF-T-fil. {again}', '{path} er ikkje bygd som ei SAF-T-fil. {again}', '{path} är inte uppbyggd som en SAF-T-fil. {again}', '{path} is not built like a SAF-T file. {again}'),
  TOO_SLOW: t('{path} tok for lang tid å lese. {again}', '{path} tok for lang tid å lese. {again}', '{path} tog för lång tid att läsa. {again}', '{path} took too long to read. {again}'),
  DAMAGED: t('{path} er skadet eller avkortet. {again}', '{path} er skadd eller korta av. {again}', '{path} är skadad eller avkortad. {again}', '{path} is damaged or cut short. {again}'),
  DOCTYPE_REFUSED: t('{path} har en DOCTYPE, som ingen SAF-T-fil har, og ble ikke lest. {again}', '{path} har ein DOCTYPE, som inga SAF-T-fil har, og blei ikkje lesen. {again}', '{path} har en DOCTYPE, vilket ingen SAF-T-fil har, och lästes inte. {again}', '{path} has a DOCTYPE, which no SAF-T file has, and was not read. {again}'),
  NO_LEDGER: t('{path} har ingen hel liste over kontoer (GeneralLedgerAccounts). {again}', '{path} har inga heil liste over kontoar (GeneralLedgerAccounts). {again}', '{path} har ingen hel lista över konton (GeneralLedgerAccounts). {again}', '{path} has no whole list of accounts (GeneralLedgerAccounts). {again}'),
  NO_BALANCES: t('{path} har verken saldoer eller budsjett, slik filer med bare bilag (SIE 4I) er. Eksporter SIE av type 1, 2, 3 eller 4E.', '{path} har korkje saldoar eller budsjett, slik filer med berre bilag (SIE 4I) er. Eksporter SIE av type 1, 2, 3 eller 4E.', '{path} har varken saldon eller budget, som filer med bara verifikationer (SIE 4I). Exportera SIE av typ 1, 2, 3 eller 4E.', '{path} has neither balances nor budgets, as files of entries alone (SIE 4I) have not. Export SIE of type 1, 2, 3 or 4E.'),
  NO_YEAR: t('{path} sier ikke hvilket regnskapsår den er for. {again}', '{path} seier ikkje kva rekneskapsår ho er for. {again}', '{path} säger inte vilket räkenskapsår den gäller. {again}', '{path} does not say what fiscal year it is for. {again}'),
  NO_OFFICE: t('{path} er en ods-fil, og LibreOffice finnes ikke på denne maskinen. Lagre den som xlsx, eller installer LibreOffice.', '{path} er ei ods-fil, og LibreOffice finst ikkje på denne maskina. Lagre ho som xlsx, eller installer LibreOffice.', '{path} är en ods-fil, och LibreOffice finns inte på den här datorn. Spara den som xlsx, eller installera LibreOffice.', '{path} is an ods file, and LibreOffice is not on this machine. Save it as xlsx, or install LibreOffice.'),
  OFFICE_FAILED: t('LibreOffice klarte ikke å lese {path}. Åpne den, og lagre den som xlsx.', 'LibreOffice klarte ikkje å lese {path}. Opne ho, og lagre ho som xlsx.', 'LibreOffice kunde inte läsa {path}. Öppna den och spara den som xlsx.', 'LibreOffice could not read {path}. Open it, and save it as xlsx.'),
};

/** Why a treasurer's file was not read, and what to do. */
export const budgetFileText = ({ path, code }: Failure & { kind: 'budget-file' }, locale: Locale): string => fillText(texts[code][locale], { path, again: again[locale] });

const notLinked = t('Planark vet ikke hvor {path} har budsjettet. Bruk «planark budget link {plan} {word} --guess» først.', 'Planark veit ikkje kvar {path} har budsjettet. Bruk «planark budget link {plan} {word} --guess» først.', 'Planark vet inte var {path} har budgeten. Använd ”planark budget link {plan} {word} --guess” först.', 'Planark does not know where {path} has its budget. Use “planark budget link {plan} {word} --guess” first.');

const fitting = t(
  '{path} er ikke koblet, men er satt opp som «{fits}», som planen er koblet med. Er det den samme, kjør igjen med --as {name}. Er det en annen, koble den med «planark budget link {plan} {word} --guess».',
  '{path} er ikkje kopla, men er sett opp som «{fits}», som planen er kopla med. Er det den same, køyr igjen med --as {name}. Er det ei anna, kople ho med «planark budget link {plan} {word} --guess».',
  '{path} är inte kopplad men är upplagd som ”{fits}”, som planen är kopplad med. Är det samma, kör igen med --as {name}. Är det en annan, koppla den med ”planark budget link {plan} {word} --guess”.',
  '{path} is not linked, but is laid out like “{fits}”, which the plan is linked with. If it is the same, run again with --as {name}. If it is another, link it with “planark budget link {plan} {word} --guess”.',
);

export const notLinkedText = ({ path, planId, fits = '' }: Failure & { kind: 'not-linked' }, locale: Locale): string =>
  fillText((fits === '' ? notLinked : fitting)[locale], { path, fits, name: shellWord(fits), plan: planId, word: shellWord(path) });

const linkLimits: Readonly<Record<LinkFault, Localized>> = {
  'many-links': t('Planen er koblet med {links} budsjettfiler, og kan ikke ha flere. Glem en som ikke brukes lenger med «planark budget unlink {plan} FIL», og koble {path} så.', 'Planen er kopla med {links} budsjettfiler, og kan ikkje ha fleire. Gløym ei som ikkje er i bruk lenger med «planark budget unlink {plan} FIL», og kople {path} så.', 'Planen är kopplad med {links} budgetfiler och kan inte ha fler. Glöm en som inte används längre med ”planark budget unlink {plan} FIL”, och koppla {path} sedan.', 'The plan is linked with {links} budget files and can have no more. Forget one that is no longer used with “planark budget unlink {plan} FILE”, and link {path} then.'),
  'many-tabs': t('{path} ville bli koblet med mer enn {tabs} faner. Glem en med «planark budget unlink {plan} {word} --tab FANE», og koble så.', '{path} ville bli kopla med meir enn {tabs} faner. Gløym ei med «planark budget unlink {plan} {word} --tab FANE», og kople så.', '{path} skulle bli kopplad med fler än {tabs} flikar. Glöm en med ”planark budget unlink {plan} {word} --tab FLIK”, och koppla sedan.', '{path} would be linked with more than {tabs} tabs. Forget one with “planark budget unlink {plan} {word} --tab TAB”, and link then.'),
  'many-columns': t('{path} har flere enn {columns} kolonner med beløp. Si hvilke som skal leses med --adopted og --actual, eller fordel avdelingene på flere filer.', '{path} har fleire enn {columns} kolonnar med beløp. Sei kva for nokre som skal lesast med --adopted og --actual, eller fordel avdelingane på fleire filer.', '{path} har fler än {columns} kolumner med belopp. Ange vilka som ska läsas med --adopted och --actual, eller fördela avdelningarna på flera filer.', '{path} has more than {columns} columns of amounts. Say which are to be read with --adopted and --actual, or put the departments into several files.'),
  text: t('Navnet på filen, en fane, en overskrift eller en avdeling i {path} er for langt, eller har tegn som ikke kan stå i et regneark. Skriv det kortere, med vanlige tegn, og koble på nytt.', 'Namnet på fila, ei fane, ei overskrift eller ei avdeling i {path} er for langt, eller har teikn som ikkje kan stå i eit rekneark. Skriv det kortare, med vanlege teikn, og kople på nytt.', 'Namnet på filen, en flik, en rubrik eller en avdelning i {path} är för långt, eller har tecken som inte kan stå i ett kalkylark. Skriv det kortare, med vanliga tecken, och koppla på nytt.', 'The name of the file, a tab, a header or a department in {path} is too long, or has signs that no workbook can hold. Write it shorter, in ordinary signs, and link anew.'),
};

/** Why a plan cannot keep a link, and what to do. */
export const linkLimitText = ({ path, planId, fault }: Failure & { kind: 'link-limit' }, locale: Locale): string => fillText(linkLimits[fault][locale], { path, word: shellWord(path), plan: planId, links: mostLinks, tabs: mostTabs, columns: mostAmounts });

const unread = t('{path} er ikke slik den var da den ble koblet:', '{path} er ikkje slik ho var då ho blei kopla:', '{path} är inte som när den kopplades:', '{path} is not as it was when it was linked:');

export const budgetUnreadText = ({ path, problems }: Failure & { kind: 'budget-unread' }, locale: Locale): string =>
  [fillText(unread[locale], { path }), ...problems.slice(0, 12).map((problem) => `  ${figureProblemText(problem, locale)}`)].join('\n');

import { fillText } from '../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../plan/locale';
import type { Finding, FindingKind } from '../plan/budget/finding';
import { moneyText } from './value-text';
import { words } from './words';

/** What was found, and what to do about it. */
interface FindingText {
  readonly what: Localized;
  readonly toDo: Localized;
}

const texts: Readonly<Record<FindingKind, FindingText>> = {
  'over-spent': {
    what: t('{place}: {found} er brukt, {expected} er vedtatt', '{place}: {found} er brukt, {expected} er vedteke', '{place}: {found} är använt, {expected} är beslutat', '{place}: {found} is spent, {expected} was adopted'),
    toDo: t('Se etter om noe er ført på feil konto. Ellers må penger flyttes hit, eller noe annet må vike.', 'Sjå etter om noko er ført på feil konto. Elles må pengar flyttast hit, eller noko anna må vike.', 'Se efter om något är bokfört på fel konto. Annars måste pengar flyttas hit, eller något annat stå tillbaka.', 'See whether something was entered on the wrong account. Else money must be moved here, or something else must give way.'),
  },
  'sum-differs': {
    what: t('«{text}» {year}: summen er {found}, linjene er {expected} til sammen', '«{text}» {year}: summen er {found}, linjene er {expected} til saman', '”{text}” {year}: summan är {found}, raderna är {expected} tillsammans', '“{text}” {year}: the sum is {found}, its lines are {expected} together'),
    toDo: t('Se på formelen i filen: Tar den med alle linjene, og hver av dem én gang?', 'Sjå på formelen i fila: Tek han med alle linjene, og kvar av dei éin gong?', 'Se på formeln i filen: Tar den med alla rader, och var och en av dem en gång?', 'Look at the formula in the file: Does it take all lines, and each of them once?'),
  },
  'cost-twice': {
    what: t('«{text}» står {count} ganger med samme beløp{activities}', '«{text}» står {count} gonger med same beløp{activities}', '”{text}” står {count} gånger med samma belopp{activities}', '“{text}” stands {count} times with the same amount{activities}'),
    toDo: t('Er det samme kostnad? Slett alle unntatt én. Ellers: Gi dem hver sin tekst.', 'Er det same kostnad? Slett alle så nær som éin. Elles: Gi dei kvar sin tekst.', 'Är det samma kostnad? Ta bort alla utom en. Annars: Ge dem var sin text.', 'Is it the same cost? Remove all but one. Else: Give each a text of its own.'),
  },
  'budget-twice': {
    what: t('{place}: {count} linjer i budsjettet', '{place}: {count} linjer i budsjettet', '{place}: {count} rader i budgeten', '{place}: {count} lines in the budget'),
    toDo: t('Slå linjene sammen til én, så regnes ikke kostnadene mot begge.', 'Slå linjene saman til éi, så blir ikkje kostnadene rekna mot begge.', 'Slå ihop raderna till en, så räknas inte kostnaderna mot båda.', 'Make one line of them, so that costs are not held against both.'),
  },
  'department-and-whole': {
    what: t(
      '{place}: {expected} er vedtatt på avdelinger, og {found} uten avdeling', '{place}: {expected} er vedteke på avdelingar, og {found} utan avdeling',
      '{place}: {expected} är beslutat på avdelningar, och {found} utan avdelning', '{place}: {expected} was adopted by department, and {found} without one',
    ),
    toDo: t(
      'Er det de samme pengene, så slett enten linjen uten avdeling eller linjene med. Nå telles begge.', 'Er det dei same pengane, så slett anten linja utan avdeling eller linjene med. No blir begge talde.',
      'Är det samma pengar, så ta bort antingen raden utan avdelning eller raderna med. Nu räknas båda.', 'If it is the same money, remove either the line without a department or those with one. Now both count.',
    ),
  },
  'unknown-account': {
    what: t('{place} finnes ikke i budsjettet', '{place} finst ikkje i budsjettet', '{place} finns inte i budgeten', '{place} is not in the budget'),
    toDo: t('Rett kontonummeret på kostnaden, eller legg kontoen inn i budsjettet.', 'Rett kontonummeret på kostnaden, eller legg kontoen inn i budsjettet.', 'Rätta kontonumret på kostnaden, eller lägg in kontot i budgeten.', 'Correct the account number of the cost, or put the account into the budget.'),
  },
  'planned-without-budget': {
    what: t('{place}: planlagt, men ingenting er vedtatt', '{place}: planlagt, men ingenting er vedteke', '{place}: planerat, men inget är beslutat', '{place}: planned, but nothing was adopted'),
    toDo: t('Få et beløp inn i budsjettet, eller flytt kostnaden til en konto som har penger.', 'Få eit beløp inn i budsjettet, eller flytt kostnaden til ein konto som har pengar.', 'Få in ett belopp i budgeten, eller flytta kostnaden till ett konto som har pengar.', 'Get an amount into the budget, or move the cost to an account that has money.'),
  },
  'over-planned': {
    what: t('{place}: {found} er planlagt, {expected} er vedtatt', '{place}: {found} er planlagt, {expected} er vedteke', '{place}: {found} är planerat, {expected} är beslutat', '{place}: {found} is planned, {expected} was adopted'),
    toDo: t('Planlegg for mindre, eller få vedtatt mer.', 'Planlegg for mindre, eller få vedteke meir.', 'Planera för mindre, eller få mer beslutat.', 'Plan for less, or have more adopted.'),
  },
  'department-unknown': {
    what: t('{place}: budsjettet har ingen slik avdeling', '{place}: budsjettet har inga slik avdeling', '{place}: budgeten har ingen sådan avdelning', '{place}: the budget has no such department'),
    toDo: t('Skriv avdelingen på kostnaden slik den heter i budsjettet.', 'Skriv avdelinga på kostnaden slik ho heiter i budsjettet.', 'Skriv avdelningen på kostnaden som den heter i budgeten.', 'Write the department of the cost as the budget has it.'),
  },
  'department-missing': {
    what: t('{place}: budsjettet er delt på avdelinger, kostnaden har ingen', '{place}: budsjettet er delt på avdelingar, kostnaden har inga', '{place}: budgeten är delad på avdelningar, kostnaden har ingen', '{place}: the budget goes by department, the cost has none'),
    toDo: t('Fyll ut avdelingen på kostnaden.', 'Fyll ut avdelinga på kostnaden.', 'Fyll i avdelningen på kostnaden.', 'Fill in the department of the cost.'),
  },
  'changed-since-pull': {
    what: t('{place}, {figure}: {expected} da det ble hentet, {found} nå', '{place}, {figure}: {expected} då det blei henta, {found} no', '{place}, {figure}: {expected} när det hämtades, {found} nu', '{place}, {figure}: {expected} when it was pulled, {found} now'),
    toDo: t('Hent budsjettet på nytt, eller finn ut hvorfor beløpet er endret.', 'Hent budsjettet på nytt, eller finn ut kvifor beløpet er endra.', 'Hämta budgeten på nytt, eller ta reda på varför beloppet har ändrats.', 'Pull the budget anew, or find out why the amount was changed.'),
  },
  'differs-from-file': {
    what: t('{place}, {figure}: {expected} i planen, {found} i filen', '{place}, {figure}: {expected} i planen, {found} i fila', '{place}, {figure}: {expected} i planen, {found} i filen', '{place}, {figure}: {expected} in the plan, {found} in the file'),
    toDo: t('Hent budsjettet fra filen, eller rett det som er feil der.', 'Hent budsjettet frå fila, eller rett det som er feil der.', 'Hämta budgeten från filen, eller rätta det som är fel där.', 'Pull the budget from the file, or correct what is wrong there.'),
  },
  'year-outside-period': {
    what: t('{place}: året er utenfor planens periode', '{place}: året er utanfor perioden til planen', '{place}: året är utanför planens period', '{place}: the year is outside of the plan’s period'),
    toDo: t('Rett året, eller flytt linjen til planen for det året.', 'Rett året, eller flytt linja til planen for det året.', 'Rätta året, eller flytta raden till planen för det året.', 'Correct the year, or move the line to the plan of that year.'),
  },
  'cost-without-account': {
    what: t('«{text}» mangler konto eller år', '«{text}» manglar konto eller år', '”{text}” saknar konto eller år', '“{text}” lacks its account or year'),
    toDo: t('Fyll ut konto og år, så kan kostnaden holdes mot budsjettet.', 'Fyll ut konto og år, så kan kostnaden haldast mot budsjettet.', 'Fyll i konto och år, så kan kostnaden ställas mot budgeten.', 'Fill in account and year, so that the cost can be held against the budget.'),
  },
  'budget-without-account': {
    what: t('«{text}» i budsjettet mangler konto eller år', '«{text}» i budsjettet manglar konto eller år', '”{text}” i budgeten saknar konto eller år', '“{text}” in the budget lacks its account or year'),
    toDo: t('Fyll ut konto og år på linjen, så kan kostnadene holdes mot den.', 'Fyll ut konto og år på linja, så kan kostnadene haldast mot ho.', 'Fyll i konto och år på raden, så kan kostnaderna ställas mot den.', 'Fill in account and year of the line, so that costs can be held against it.'),
  },
  'budget-without-plan': {
    what: t('{place}: vedtatt, men ingen kostnad i planen', '{place}: vedteke, men ingen kostnad i planen', '{place}: beslutat, men ingen kostnad i planen', '{place}: adopted, but no cost in the plan'),
    toDo: t('Er pengene ment for planen, så legg inn kostnaden. Ellers er det som det skal.', 'Er pengane meinte for planen, så legg inn kostnaden. Elles er det som det skal.', 'Är pengarna avsedda för planen, så lägg in kostnaden. Annars är det som det ska.', 'If the money is meant for the plan, put in the cost. Else all is well.'),
  },
};

/** The same kinds where money comes in. */
const incomeTexts: { readonly [K in FindingKind]?: FindingText } = {
  'unknown-account': {
    what: texts['unknown-account'].what,
    toDo: t('Rett kontonummeret på inntekten, eller legg kontoen inn i budsjettet.', 'Rett kontonummeret på inntekta, eller legg kontoen inn i budsjettet.', 'Rätta kontonumret på intäkten, eller lägg in kontot i budgeten.', 'Correct the account number of the income, or put the account into the budget.'),
  },
  'planned-without-budget': {
    what: t('{place}: planen regner med inntekt, men ingen er vedtatt', '{place}: planen reknar med inntekt, men inga er vedteken', '{place}: planen räknar med intäkt, men ingen är beslutad', '{place}: the plan counts on income, but none was adopted'),
    toDo: t('Få inntekten inn i budsjettet, eller ta den ut av planen.', 'Få inntekta inn i budsjettet, eller ta ho ut av planen.', 'Få in intäkten i budgeten, eller ta bort den ur planen.', 'Get the income into the budget, or take it out of the plan.'),
  },
  'budget-without-plan': {
    what: t('{place}: inntekt er vedtatt, men planen har ingen', '{place}: inntekt er vedteken, men planen har inga', '{place}: intäkt är beslutad, men planen har ingen', '{place}: income was adopted, but the plan has none'),
    toDo: t('Hører inntekten til planen, så legg den inn som en kostnad med minus foran. Ellers er det som det skal.', 'Høyrer inntekta til planen, så legg ho inn som ein kostnad med minus framfor. Elles er det som det skal.', 'Hör intäkten till planen, så lägg in den som en kostnad med minus framför. Annars är det som det ska.', 'If the income belongs to the plan, put it in as a cost with a minus before it. Else all is well.'),
  },
  'over-spent': {
    what: t('{place}: {found} kom inn, {expected} var vedtatt', '{place}: {found} kom inn, {expected} var vedteke', '{place}: {found} kom in, {expected} var beslutat', '{place}: {found} came in, {expected} was adopted'),
    toDo: t('Finn ut hvorfor pengene ikke kom, og hva det får å si for planen.', 'Finn ut kvifor pengane ikkje kom, og kva det får å seie for planen.', 'Ta reda på varför pengarna inte kom, och vad det betyder för planen.', 'Find out why the money did not come, and what that means for the plan.'),
  },
  'over-planned': {
    what: t('{place}: planen regner med {found} inn, budsjettet med {expected}', '{place}: planen reknar med {found} inn, budsjettet med {expected}', '{place}: planen räknar med {found} in, budgeten med {expected}', '{place}: the plan counts on {found} coming in, the budget on {expected}'),
    toDo: t('Regn med mindre i planen, eller få inntekten inn i budsjettet.', 'Rekn med mindre i planen, eller få inntekta inn i budsjettet.', 'Räkna med mindre i planen, eller få in intäkten i budgeten.', 'Count on less in the plan, or get the income into the budget.'),
  },
};

/** A whole year, where no account is named. */
const yearText: FindingText = {
  what: t('{year}: planen har kostnader, men året har ikke noe budsjett', '{year}: planen har kostnader, men året har ikkje noko budsjett', '{year}: planen har kostnader, men året har ingen budget', '{year}: the plan has costs, but the year has no budget'),
  toDo: t('Legg inn eller hent budsjettet når det er vedtatt.', 'Legg inn eller hent budsjettet når det er vedteke.', 'Lägg in eller hämta budgeten när den är beslutad.', 'Put in or pull the budget when it has been adopted.'),
};

/** Rows of one account in a file, which are taken together. */
const partsText: FindingText = {
  what: t('{place}: {count} linjer i filen', '{place}: {count} linjer i fila', '{place}: {count} rader i filen', '{place}: {count} lines in the file'),
  toDo: t('De regnes sammen til ett beløp. Er det samme skrevet to ganger, så ta bort den ene linjen.', 'Dei blir rekna saman til eitt beløp. Er det same skrive to gonger, så ta bort den eine linja.', 'De räknas ihop till ett belopp. Är samma sak skriven två gånger, ta bort den ena raden.', 'They are taken together as one amount. Where the same was written twice, remove one of the lines.'),
};

/** A cost that stands on several activities. */
const sharedText: FindingText = {
  what: texts['cost-twice'].what,
  toDo: t('Er det samme kostnad, så slett alle unntatt én. Er det en kostnad for hvert tiltak, er det som det skal.', 'Er det same kostnad, så slett alle så nær som éin. Er det ein kostnad for kvart tiltak, er det som det skal.', 'Är det samma kostnad, ta bort alla utom en. Är det en kostnad för varje åtgärd är det som det ska.', 'If it is the same cost, remove all but one. If it is a cost of each activity, all is well.'),
};

const textOf = ({ kind, account, isIncome, isToMend }: Finding): FindingText => {
  if (kind === 'planned-without-budget' && account === null) return yearText;
  if (kind === 'budget-twice' && !isToMend) return partsText;
  if (kind === 'cost-twice' && !isToMend) return sharedText;
  return (isIncome ? incomeTexts[kind] : undefined) ?? texts[kind];
};

const accountWord = t('Konto', 'Konto', 'Konto', 'Account');

/** "Konto 6860 Møter, Styret, 2026". */
const placeText = ({ account, department, year, text }: Finding, locale: Locale): string => {
  const first = account === null ? text : `${accountWord[locale]} ${account}`;
  return [first, department, year].filter((part) => part !== null).join(', ');
};

const withoutActivity = t('uten tiltak', 'utan tiltak', 'utan åtgärd', 'without an activity');
/** " (T2, uten tiltak)" behind what stands on more than one activity. */
const activitiesText = ({ activities }: Finding, locale: Locale): string => (activities.length > 0 ? ` (${activities.map((code) => code || withoutActivity[locale]).join(', ')})` : '');

/** A figure as people say it: income without its sign; a word where there is none. */
const figureText = (amount: number | null, isIncome: boolean, locale: Locale): string => (amount === null ? words.empty[locale] : moneyText(isIncome && amount < 0 ? -amount : amount, locale));

/** What was found, in a sentence: "Konto 6860, 2026: 45 000 er planlagt, 40 000 er vedtatt". */
export const findingText = (finding: Finding, locale: Locale): string => {
  const { year, text, compared, records, filePlaces, isIncome, figure } = finding;
  return fillText(textOf(finding).what[locale], {
    place: placeText(finding, locale), year: year ?? '', text: text ?? '', activities: activitiesText(finding, locale), count: Math.max(records.length, filePlaces.length), figure: figure === null ? '' : words[figure][locale].toLowerCase(),
    expected: figureText(compared?.expected ?? null, isIncome, locale), found: figureText(compared?.found ?? null, isIncome, locale),
  });
};

/** What to do about it. */
export const findingToDo = (finding: Finding, locale: Locale): string => textOf(finding).toDo[locale];

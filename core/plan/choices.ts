import { inEvery, inLocales as t, type Localized } from './locale';

/** Closed lists of values, each with its label in every language. The order is the order of the drop-down. */
export const choices = {
  planKind: {
    'action-plan': t('Handlingsplan', 'Handlingsplan', 'Handlingsplan', 'Action plan'),
    programme: t('Program', 'Program', 'Program', 'Programme'),
    'activity-plan': t('Aktivitetsplan', 'Aktivitetsplan', 'Aktivitetsplan', 'Activity plan'),
    agreement: t('Overenskomst', 'Overeinskomst', 'Överenskommelse', 'Agreement'),
  },
  locale: { nb: inEvery('Norsk bokmål'), nn: inEvery('Norsk nynorsk'), sv: inEvery('Svenska'), en: inEvery('English') },
  currency: { NOK: inEvery('NOK'), SEK: inEvery('SEK'), DKK: inEvery('DKK'), EUR: inEvery('EUR') },
  organisationLevel: {
    national: t('Nasjonalt', 'Nasjonalt', 'Nationell', 'National'),
    regional: t('Regionalt', 'Regionalt', 'Regional', 'Regional'),
    local: t('Lokalt', 'Lokalt', 'Lokal', 'Local'),
  },
  planStatus: {
    draft: t('Utkast', 'Utkast', 'Utkast', 'Draft'),
    adopted: t('Vedtatt', 'Vedteken', 'Antagen', 'Adopted'),
    closed: t('Avsluttet', 'Avslutta', 'Avslutad', 'Closed'),
  },
  statementKind: {
    purpose: t('Formål', 'Formål', 'Syfte', 'Purpose'),
    vision: t('Visjon', 'Visjon', 'Vision', 'Vision'),
    'overall-goal': t('Overordnet mål', 'Overordna mål', 'Övergripande mål', 'Overall goal'),
    principle: t('Prinsipp', 'Prinsipp', 'Princip', 'Principle'),
    role: t('Rolle', 'Rolle', 'Roll', 'Role'),
    duty: t('Oppgave', 'Oppgåve', 'Uppgift', 'Duty'),
    delimitation: t('Avgrensning', 'Avgrensing', 'Avgränsning', 'Delimitation'),
    channel: t('Kanal', 'Kanal', 'Kanal', 'Channel'),
    'governing-document': t('Styrende dokument', 'Styrande dokument', 'Styrdokument', 'Governing document'),
    improvement: t('Forbedringsområde', 'Forbetringsområde', 'Förbättringsområde', 'Improvement'),
    use: t('Bruk av planen', 'Bruk av planen', 'Planens användning', 'Use of the plan'),
  },
  per: {
    year: t('År', 'År', 'År', 'Year'),
    'half-year': t('Halvår', 'Halvår', 'Halvår', 'Half-year'),
    quarter: t('Kvartal', 'Kvartal', 'Kvartal', 'Quarter'),
    month: t('Måned', 'Månad', 'Månad', 'Month'),
    week: t('Uke', 'Veke', 'Vecka', 'Week'),
    period: t('Perioden', 'Perioden', 'Perioden', 'Period'),
  },
  activityStatus: {
    'not-started': t('Ikke startet', 'Ikkje starta', 'Ej påbörjad', 'Not started'),
    'under-way': t('Pågår', 'Pågår', 'Pågår', 'Under way'),
    completed: t('Fullført', 'Fullført', 'Slutförd', 'Completed'),
    postponed: t('Utsatt', 'Utsett', 'Uppskjuten', 'Postponed'),
    cancelled: t('Avlyst', 'Avlyst', 'Inställd', 'Cancelled'),
  },
  whatIf: {
    dropped: t('Droppes', 'Blir droppa', 'Stryks', 'Dropped'),
    postponed: t('Utsettes ett år', 'Blir utsett eitt år', 'Skjuts upp ett år', 'Postponed a year'),
  },
  priority: {
    high: t('Høy', 'Høg', 'Hög', 'High'),
    medium: t('Middels', 'Middels', 'Medel', 'Medium'),
    low: t('Lav', 'Låg', 'Låg', 'Low'),
  },
  decision: {
    proposed: t('Foreslått', 'Foreslått', 'Föreslagen', 'Proposed'),
    chosen: t('Valgt', 'Vald', 'Vald', 'Chosen'),
    merged: t('Slått sammen', 'Slått saman', 'Sammanslagen', 'Merged'),
    postponed: t('Utsatt', 'Utsett', 'Uppskjuten', 'Postponed'),
    declined: t('Avslått', 'Avslått', 'Avslagen', 'Declined'),
  },
  projectStatus: {
    applied: t('Omsøkt', 'Omsøkt', 'Ansökt', 'Applied'),
    granted: t('Innvilget', 'Innvilga', 'Beviljat', 'Granted'),
    running: t('Pågår', 'Pågår', 'Pågår', 'Running'),
    finished: t('Avsluttet', 'Avslutta', 'Avslutat', 'Finished'),
    declined: t('Avslått', 'Avslått', 'Avslaget', 'Declined'),
  },
  yesNo: { yes: t('Ja', 'Ja', 'Ja', 'Yes'), no: t('Nei', 'Nei', 'Nej', 'No') },
  signal: {
    done: t('I mål', 'I mål', 'I mål', 'Done'),
    'on-track': t('I rute', 'I rute', 'Enligt plan', 'On track'),
    behind: t('Bak planen', 'Bak planen', 'Släpar efter', 'Behind'),
    late: t('Forsinket', 'Forseinka', 'Försenad', 'Late'),
  },
  budgetState: {
    ok: t('Innenfor', 'Innanfor', 'Inom ram', 'Within budget'),
    'over-planned': t('Planlagt over budsjett', 'Planlagt over budsjett', 'Planerat över budget', 'Planned over budget'),
    'over-spent': t('Overforbruk', 'Overforbruk', 'Överskridet', 'Over-spent'),
  },
} as const satisfies Record<string, Record<string, Localized>>;

export type ChoiceSetName = keyof typeof choices;
export type ChoiceValue<S extends ChoiceSetName> = keyof (typeof choices)[S] & string;

/** A set as plain text to text, where its exact type would be in the way. */
export const choiceLabels = (set: string): Readonly<Record<string, Localized>> => choices[set as ChoiceSetName];
export const choiceValues = (set: string): string[] => Object.keys(choiceLabels(set));

import { inEvery, inLocales as t } from '../plan/locale';

/** Names of the tabs that are not tables of the plan. */
export const tabNames = {
  overview: t('Oversikt', 'Oversikt', 'Översikt', 'Overview'),
  head: t('Plan', 'Plan', 'Plan', 'Plan'),
  yearWheel: t('Årshjul', 'Årshjul', 'Årshjul', 'Year wheel'),
  reconciliation: t('Avstemming', 'Avstemming', 'Avstämning', 'Reconciliation'),
  /** Only there where conflicts are open. */
  conflicts: t('Konflikter', 'Konfliktar', 'Konflikter', 'Conflicts'),
  lists: t('Lister', 'Lister', 'Listor', 'Lists'),
  /** The hidden tab with the plan's id, revision and columns. */
  stamp: inEvery('_planark'),
} as const;

/** Words on the generated tabs. */
export const words = {
  inStore: t('I lageret', 'I lageret', 'I lagret', 'In the store'),
  inSheet: t('I arket', 'I arket', 'I arket', 'In your sheet'),
  field: t('Felt', 'Felt', 'Fält', 'Field'),
  value: t('Verdi', 'Verdi', 'Värde', 'Value'),
  help: t('Slik fylles det ut', 'Slik fyller du det ut', 'Så fyller du i', 'How to fill it in'),
  progress: t('Fremdrift', 'Framdrift', 'Framsteg', 'Progress'),
  expected: t('Forventet nå', 'Venta no', 'Förväntat nu', 'Expected by now'),
  signal: t('Signal', 'Signal', 'Signal', 'Signal'),
  completedOf: t('Tiltak fullført', 'Tiltak fullførte', 'Slutförda åtgärder', 'Activities completed'),
  overdue: t('Over fristen', 'Over fristen', 'Försenade', 'Overdue'),
  dueSoon: t('Frist innen 30 dager', 'Frist innan 30 dagar', 'Slutdatum inom 30 dagar', 'Due within 30 days'),
  goals: t('Mål', 'Mål', 'Mål', 'Goals'),
  activities: t('Tiltak', 'Tiltak', 'Åtgärder', 'Activities'),
  focusArea: t('Fokusområde', 'Fokusområde', 'Fokusområde', 'Focus area'),
  code: t('Kode', 'Kode', 'Kod', 'Code'),
  cost: t('Kostnad', 'Kostnad', 'Kostnad', 'Cost'),
  shareOfBudget: t('Av budsjettet', 'Av budsjettet', 'Av budgeten', 'Of the budget'),
  wholePlan: t('Hele planen', 'Heile planen', 'Hela planen', 'The whole plan'),
  status: t('Status for tiltakene', 'Status for tiltaka', 'Åtgärdernas status', 'Status of activities'),
  coverage: t('Dekning', 'Dekning', 'Täckning', 'Coverage'),
  superiorGoalsWithoutGoal: t('Overordnede mål uten eget mål', 'Overordna mål utan eige mål', 'Övergripande mål utan eget mål', 'Superior goals without a local goal'),
  goalsWithoutIndicator: t('Mål uten målbar indikator', 'Mål utan målbar indikator', 'Mål utan mätbar indikator', 'Goals without a measurable indicator'),
  activitiesOutsidePlan: t('Tiltak utenfor planen', 'Tiltak utanfor planen', 'Åtgärder utanför planen', 'Activities outside the plan'),
  budget: t('Budsjett', 'Budsjett', 'Budget', 'Budget'),
  year: t('År', 'År', 'År', 'Year'),
  planned: t('Planlagt', 'Planlagt', 'Planerat', 'Planned'),
  adopted: t('Vedtatt', 'Vedteke', 'Beslutad', 'Adopted'),
  actual: t('Regnskap', 'Rekneskap', 'Utfall', 'Actual'),
  left: t('Igjen', 'Att', 'Kvar', 'Left'),
  costs: t('Kostnader', 'Kostnader', 'Kostnader', 'Costs'),
  income: t('Inntekter', 'Inntekter', 'Intäkter', 'Income'),
  net: t('Netto', 'Netto', 'Netto', 'Net'),
  yearEnd: t('Årets slutt i samme takt', 'Slutten av året i same takt', 'Årets slut i samma takt', 'Year end at this pace'),
  leftAtYearEnd: t('Igjen da', 'Att då', 'Kvar då', 'Left then'),
  whatIf: t('Hva om', 'Kva om', 'Tänk om', 'What if'),
  whatIfHelp: t(
    'Merk tiltak i kolonnen «{column}» på fanen {tab}: et tiltak som droppes koster ingenting, et som utsettes koster det samme året etter. Tallene følger merkene med en gang.',
    'Merk tiltak i kolonnen «{column}» på fana {tab}: eit tiltak som blir droppa kostar ingenting, eit som blir utsett kostar det same året etter. Tala følgjer merka med ein gong.',
    'Märk åtgärder i kolumnen ”{column}” på fliken {tab}: en åtgärd som stryks kostar ingenting, en som skjuts upp kostar lika mycket året efter. Siffrorna följer märkena direkt.',
    'Mark activities in the column “{column}” on the tab {tab}: one that is dropped costs nothing, one that is postponed costs the same a year later. The figures follow at once.',
  ),
  asPlanned: t('Planlagt', 'Planlagt', 'Planerat', 'As planned'),
  withMarks: t('Med merker', 'Med merke', 'Med märken', 'With marks'),
  change: t('Endring', 'Endring', 'Ändring', 'Change'),
  afterYear: t('Etter {year}', 'Etter {year}', 'Efter {year}', 'After {year}'),
  withoutYear: t('Uten år', 'Utan år', 'Utan år', 'Without a year'),
  financing: t('Hva om: finansiering', 'Kva om: finansiering', 'Tänk om: finansiering', 'What if: funding'),
  paidByOthers: t('Betales av andre', 'Blir betalt av andre', 'Betalas av andra', 'Paid by others'),
  fundingGap: t('Mangler dekning', 'Manglar dekning', 'Saknar täckning', 'Not covered'),
  progressByArea: t('Fremdrift etter fokusområde', 'Framdrift etter fokusområde', 'Framsteg per fokusområde', 'Progress by focus area'),
  budgetAgainstPlan: t('Budsjett mot plan', 'Budsjett mot plan', 'Budget mot plan', 'Budget against plan'),
  linesOver: t('Linjer over', 'Linjer over', 'Rader över', 'Lines over'),
  nextDeadlines: t('Neste frister', 'Neste fristar', 'Nästa slutdatum', 'Next deadlines'),
  overdueList: t('Over fristen og ikke fullført', 'Over fristen og ikkje fullført', 'Försenade och inte slutförda', 'Overdue and not completed'),
  none: t('Ingen', 'Ingen', 'Inga', 'None'),
  asOf: t('per', 'per', 'per', 'as of'),
  today: t('Dato', 'Dato', 'Datum', 'Date'),
  adoptedBy: t('Vedtatt av', 'Vedteken av', 'Antagen av', 'Adopted by'),
  where: t('Hvor', 'Kvar', 'Var', 'Where'),
  what: t('Hva', 'Kva', 'Vad', 'What'),
  before: t('Før', 'Før', 'Förut', 'Before'),
  changedBy: t('Endret i lageret av', 'Endra i lageret av', 'Ändrat i lagret av', 'Changed in the store by'),
  choose: t('Velg her', 'Vel her', 'Välj här', 'Choose here'),
  chooseHelp: t('Velg, lagre og synkroniser. Da gjøres det som er valgt.', 'Vel, lagre og synkroniser. Då blir det gjort som er valt.', 'Välj, spara och synkronisera. Då görs det som har valts.', 'Choose, save and sync. Then what was chosen is done.'),
  wholeRow: t('Hele raden', 'Heile rada', 'Hela raden', 'The whole row'),
  removed: t('(slettet)', '(sletta)', '(borttagen)', '(removed)'),
  empty: t('(tom)', '(tom)', '(tom)', '(empty)'),
  withoutFocusArea: t('Uten fokusområde', 'Utan fokusområde', 'Utan fokusområde', 'Without a focus area'),
  wheelLegend: t('● planlagt   ◆ frist   fylt: fra start til frist', '● planlagt   ◆ frist   fylt: frå start til frist', '● planerat   ◆ slutdatum   fyllt: från start till slut', '● planned   ◆ due   filled: from start to due'),
} as const;

/** Short names of the months, January first. */
export const monthNames = {
  nb: ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'],
  nn: ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'],
  sv: ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

/** Names of the quarters, in a narrow column. */
export const quarterNames = {
  nb: ['1. kv.', '2. kv.', '3. kv.', '4. kv.'],
  nn: ['1. kv.', '2. kv.', '3. kv.', '4. kv.'],
  sv: ['kv. 1', 'kv. 2', 'kv. 3', 'kv. 4'],
  en: ['Q1', 'Q2', 'Q3', 'Q4'],
} as const;

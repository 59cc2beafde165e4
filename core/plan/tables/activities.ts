import type { TableDeclaration } from '../field';
import { inLocales as t } from '../locale';
import { activityArea, activityCost, activityGoal, activityProgress, activitySignal, meanWeight, plannedCount, weightedProgress } from '../progress';
import { code, codeHelper, cost, derived, due, focusArea, helper, note, reference, responsible, signal, title, weight } from './shared-fields';

/** What is done, by whom and when. */
export const activities = {
  tab: t('Tiltak', 'Tiltak', 'Åtgärder', 'Activities'),
  noun: t('tiltak', 'tiltak', 'åtgärd', 'activity'),
  title: 'title',
  fields: {
    code: code('T'),
    title: title(t('Tiltak', 'Tiltak', 'Åtgärd', 'Activity')),
    goal: reference('goals', t('Mål', 'Mål', 'Mål', 'Goal')),
    focusArea: {
      ...focusArea,
      help: t('Bare for tiltak uten mål; ellers gjelder målets fokusområde.', 'Berre for tiltak utan mål; elles gjeld fokusområdet til målet.', 'Bara för åtgärder utan mål; annars gäller målets fokusområde.', 'Only for activities without a goal; otherwise the goal’s focus area counts.'),
    },
    description: { type: { kind: 'text', long: true }, header: t('Beskrivelse', 'Omtale', 'Beskrivning', 'Description'), width: 44 },
    responsible,
    partners: { type: { kind: 'text' }, header: t('Medvirkende', 'Medverkande', 'Medverkande', 'Partners'), width: 18 },
    unit: {
      type: { kind: 'text' }, header: t('Enhet', 'Eining', 'Enhet', 'Unit'), width: 16,
      help: t('Seksjon, utvalg eller klubb.', 'Seksjon, utval eller klubb.', 'Sektion, utskott eller klubb.', 'Section, committee or club.'),
    },
    start: { type: { kind: 'date' }, header: t('Start', 'Start', 'Start', 'Start'), width: 12 },
    due,
    times: {
      type: { kind: 'integer', min: 0, max: 10000 }, header: t('Antall', 'Tal', 'Antal', 'Times'), width: 8,
      help: t('Hvor mange ganger, for hver «Per».', 'Kor mange gonger, for kvar «Per».', 'Hur många gånger, för varje ”Per”.', 'How many times, for each “Per”.'),
    },
    per: { type: { kind: 'choice', set: 'per' }, header: t('Per', 'Per', 'Per', 'Per'), width: 10 },
    months: { type: { kind: 'months' }, header: t('Måneder', 'Månader', 'Månader', 'Months'), width: 14 },
    planned: derived('integer', plannedCount, t('Planlagt', 'Planlagt', 'Planerat', 'Planned'), 10),
    held: { type: { kind: 'integer', min: 0, max: 100000 }, header: t('Holdt', 'Halde', 'Genomfört', 'Held'), width: 10 },
    status: { type: { kind: 'choice', set: 'activityStatus' }, header: t('Status', 'Status', 'Status', 'Status'), width: 13 },
    progress: {
      type: { kind: 'ratio' }, header: t('Fremdrift', 'Framdrift', 'Framsteg', 'Progress'), width: 11,
      help: t('Hvor langt tiltaket er kommet, 0–100 %.', 'Kor langt tiltaket er kome, 0–100 %.', 'Hur långt åtgärden har kommit, 0–100 %.', 'How far the activity has come, 0–100%.'),
    },
    priority: { type: { kind: 'choice', set: 'priority' }, header: t('Prioritet', 'Prioritet', 'Prioritet', 'Priority'), width: 11 },
    weight,
    outsidePlan: {
      type: { kind: 'boolean' }, header: t('Utenfor plan', 'Utanfor plan', 'Utanför planen', 'Outside plan'), width: 10,
      help: t('Ja når tiltaket er kommet til etter at planen ble vedtatt.', 'Ja når tiltaket er kome til etter at planen blei vedteken.', 'Ja när åtgärden har tillkommit efter att planen antogs.', 'Yes when the activity came after the plan was adopted.'),
    },
    hours: { type: { kind: 'number', min: 0 }, header: t('Timer', 'Timar', 'Timmar', 'Hours'), width: 8 },
    channel: { type: { kind: 'text' }, header: t('Kanal', 'Kanal', 'Kanal', 'Channel'), width: 16 },
    note,
    computedProgress: derived('ratio', activityProgress, t('Beregnet fremdrift', 'Berekna framdrift', 'Beräknat framsteg', 'Computed progress')),
    signal: signal(activitySignal),
    cost: cost(activityCost),
    /** Last, so that no other column gets another letter. */
    whatIf: {
      type: { kind: 'choice', set: 'whatIf' }, header: t('Hva om', 'Kva om', 'Tänk om', 'What if'), width: 16,
      help: t(
        'Merk tiltaket for å se på Oversikt hva planen koster uten det, eller med det et år senere. Merket endrer ikke tiltaket selv.',
        'Merk tiltaket for å sjå på Oversikt kva planen kostar utan det, eller med det eit år seinare. Merket endrar ikkje tiltaket sjølv.',
        'Märk åtgärden för att på Översikt se vad planen kostar utan den, eller med den ett år senare. Märket ändrar inte själva åtgärden.',
        'Mark the activity to see on Overview what the plan costs without it, or with it a year later. The mark does not change the activity itself.',
      ),
    },
    meanWeight: helper(meanWeight('computedProgress'), 'meanWeight'),
    areaCode: codeHelper(activityArea, 'areaCode'),
    goalCode: codeHelper(activityGoal, 'goalCode'),
    weightedProgress: helper(weightedProgress('computedProgress'), 'weightedProgress'),
  },
} as const satisfies TableDeclaration;

import type { FieldDeclaration } from './field';
import { inLocales as t } from './locale';

/**
 * The head of a plan: one value a field, shown on the tab Plan as a field and its value a row. A key with a dot is a path into the
 * document: 'period.start' stands at plan.period.start.
 */
export const headFields = {
  title: { type: { kind: 'text', required: true }, header: t('Tittel', 'Tittel', 'Titel', 'Title'), width: 60 },
  kind: { type: { kind: 'choice', set: 'planKind', required: true }, header: t('Type', 'Type', 'Typ', 'Kind'), width: 20 },
  locale: { type: { kind: 'choice', set: 'locale', required: true }, header: t('Språk', 'Språk', 'Språk', 'Language'), width: 20 },
  currency: { type: { kind: 'choice', set: 'currency', required: true }, header: t('Valuta', 'Valuta', 'Valuta', 'Currency'), width: 10 },
  'organisation.name': { type: { kind: 'text', required: true }, header: t('Organisasjon', 'Organisasjon', 'Organisation', 'Organisation'), width: 40 },
  'organisation.level': { type: { kind: 'choice', set: 'organisationLevel' }, header: t('Nivå', 'Nivå', 'Nivå', 'Level'), width: 14 },
  'organisation.parent': { type: { kind: 'text' }, header: t('Del av', 'Del av', 'Del av', 'Part of'), width: 40 },
  parent: {
    type: { kind: 'text' }, header: t('Overordnet plan', 'Overordna plan', 'Överordnad plan', 'Parent plan'), width: 24,
    help: t('Id-en til planen denne planen hører under.', 'Id-en til planen denne planen høyrer under.', 'Id för den plan som denna plan hör till.', 'The id of the plan that this plan stands under.'),
  },
  parties: { type: { kind: 'list' }, header: t('Parter', 'Partar', 'Parter', 'Parties'), width: 60 },
  'period.start': { type: { kind: 'date', required: true }, header: t('Perioden starter', 'Perioden startar', 'Perioden börjar', 'Period starts'), width: 12 },
  'period.end': { type: { kind: 'date', required: true, isEnd: true }, header: t('Perioden slutter', 'Perioden sluttar', 'Perioden slutar', 'Period ends'), width: 12 },
  'adoption.body': { type: { kind: 'text' }, header: t('Vedtatt av', 'Vedteken av', 'Antagen av', 'Adopted by'), width: 24 },
  'adoption.date': { type: { kind: 'date' }, header: t('Vedtatt dato', 'Vedteken dato', 'Antagen datum', 'Adopted on'), width: 12 },
  status: { type: { kind: 'choice', set: 'planStatus', required: true }, header: t('Status', 'Status', 'Status', 'Status'), width: 14 },
  predecessor: { type: { kind: 'text' }, header: t('Bygger på', 'Byggjer på', 'Bygger på', 'Builds on'), width: 40 },
  'settings.behindBelow': {
    type: { kind: 'ratio' }, header: t('Bak planen fra', 'Bak planen frå', 'Släpar efter från', 'Behind from'), formerly: ['Etter skjema fra', 'Etter skjema frå'], width: 10,
    help: t('Hvor langt bak forventet fremdrift før signalet blir «Bak planen».', 'Kor langt bak venta framdrift før signalet blir «Bak planen».', 'Hur långt efter förväntat läge innan signalen blir ”Släpar efter”.', 'How far below expected progress before the signal is “Behind”.'),
  },
  'settings.lateBelow': {
    type: { kind: 'ratio' }, header: t('Forsinket fra', 'Forseinka frå', 'Försenad från', 'Late from'), width: 10,
    help: t('Hvor langt bak forventet fremdrift før signalet blir «Forsinket».', 'Kor langt bak venta framdrift før signalet blir «Forsinket».', 'Hur långt efter förväntat läge innan signalen blir ”Försenad”.', 'How far below expected progress before the signal is “Late”.'),
  },
  'settings.hiddenTabs': {
    type: { kind: 'tables' }, header: t('Faner som ikke vises', 'Faner som ikkje blir viste', 'Flikar som inte visas', 'Tabs not shown'), width: 40,
    help: t('Navnene på tomme faner som planen ikke bruker.', 'Namna på tomme faner som planen ikkje bruker.', 'Namnen på tomma flikar som planen inte använder.', 'The names of empty tabs that the plan does not use.'),
  },
  /** The treasurer's, as the accounts are: `rights.ts`. */
  'settings.accountsAsOf': {
    type: { kind: 'date', isEnd: true }, header: t('Regnskap per', 'Rekneskap per', 'Utfall per', 'Accounts as of'), width: 12,
    help: t(
      'Dagen som regnskapet på fanen Budsjett er ført til. Settes når tall hentes fra en fil. Tomt betyr i dag.', 'Dagen som rekneskapen på fana Budsjett er ført til. Blir sett når tal blir henta frå ei fil. Tomt betyr i dag.',
      'Dagen som utfallet på fliken Budget är bokfört till. Sätts när siffror hämtas från en fil. Tomt betyder i dag.', 'The day that the accounts on the tab Budget go up to. Set when figures are pulled from a file. Empty means today.',
    ),
  },
} as const satisfies Record<string, FieldDeclaration>;

export type HeadField = keyof typeof headFields;
export const headFieldEntries = Object.entries(headFields) as [HeadField, FieldDeclaration][];

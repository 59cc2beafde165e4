import { fillText, type TextValues } from '../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../plan/locale';
import type { FieldValue, Plan } from '../plan/plan';
import { headFields } from '../plan/head-fields';
import { headTable, type RecordTable } from '../plan/records';
import type { TableName } from '../plan/table-names';
import { tables } from '../plan/tables';
import { fieldToCell } from '../sheet/cell-value';
import { createLabels } from '../sheet/render/render-input';
import { dateText } from '../sheet/render/date-text';
import type { DiffPlace, Held, SyncDiff, DiffConflict } from './sync-result';
import type { FieldDeclaration } from '../plan/field';

/** What people read of a sync: plain words, in their language. */
const texts = {
  summary: t('{changed} endret, {added} ny, {moved} flyttet, {removed} slettet', '{changed} endra, {added} ny, {moved} flytta, {removed} sletta', '{changed} ändrade, {added} nya, {moved} flyttade, {removed} borttagna', '{changed} changed, {added} new, {moved} moved, {removed} removed'),
  received: t('{count} {count|endring|endringer} hentes fra lageret.', '{count} {count|endring|endringar} blir henta frå lageret.', '{count} {count|ändring|ändringar} hämtas från lagret.', '{count} {count|change comes|changes come} from the store.'),
  added: t('Ny: {what}', 'Ny: {what}', 'Ny: {what}', 'New: {what}'),
  removed: t('Slettet: {what}', 'Sletta: {what}', 'Borttagen: {what}', 'Removed: {what}'),
  moved: t('Flyttet: {what}', 'Flytta: {what}', 'Flyttad: {what}', 'Moved: {what}'),
  changed: t('{what}, {field}: {from} → {to}', '{what}, {field}: {from} → {to}', '{what}, {field}: {from} → {to}', '{what}, {field}: {from} → {to}'),
  empty: t('(tom)', '(tom)', '(tom)', '(empty)'),
  conflict: t('{what}, {field}: før {base}, i lageret {store}, i arket {sheet}', '{what}, {field}: før {base}, i lageret {store}, i arket {sheet}', '{what}, {field}: förut {base}, i lagret {store}, i arket {sheet}', '{what}, {field}: before {base}, in the store {store}, in your sheet {sheet}'),
  removedInSheet: t('{what} er slettet i arket og endret i lageret', '{what} er sletta i arket og endra i lageret', '{what} är borttagen i arket och ändrad i lagret', '{what} was removed in your sheet and changed in the store'),
  removedInStore: t('{what} er slettet i lageret og endret i arket', '{what} er sletta i lageret og endra i arket', '{what} är borttagen i lagret och ändrad i arket', '{what} was removed in the store and changed in your sheet'),
  manyDeletions: t('{gone} av {of} rader er borte fra fanen {tab}. Ingenting er skrevet.', '{gone} av {of} rader er borte frå fana {tab}. Ingenting er skrive.', '{gone} av {of} rader är borta från fliken {tab}. Inget har skrivits.', '{gone} of {of} rows are gone from the tab {tab}. Nothing was written.'),
  lostIds: t('Den skjulte id-kolonnen er borte fra fanen {tab}, og {gone} av {of} rader er ikke kjent igjen. Ingenting er skrevet.', 'Den skjulte id-kolonna er borte frå fana {tab}, og {gone} av {of} rader er ikkje kjende att. Ingenting er skrive.', 'Den dolda id-kolumnen är borta från fliken {tab}, och {gone} av {of} rader har inte känts igen. Inget har skrivits.', 'The hidden id column is gone from the tab {tab}, and {gone} of {of} rows were not recognised. Nothing was written.'),
} as const satisfies Record<string, Localized>;

type TextName = keyof typeof texts;

const fill = (name: TextName, locale: Locale, values?: TextValues): string => fillText(texts[name][locale], values);

/** Values and records as people name them, as one plan has them. */
export interface Naming {
  record(table: RecordTable, id: string): string;
  value(table: RecordTable, field: string, value: FieldValue | null): string;
  field(table: RecordTable, field: string): string;
}

const declarationOf = (table: RecordTable, field: string): FieldDeclaration => (table === headTable ? headFields[field as keyof typeof headFields] : tables[table].fields[field]!);

/** Names things as the first plan that knows them does. */
export const createNaming = (plans: readonly Plan[], locale: Locale): Naming => {
  const labels = plans.map((plan) => createLabels(plan.tables));
  const labelIn = (table: TableName, id: string): string => labels.map((label) => label(table, id)).find((text) => text !== '') ?? '';
  return {
    record: (table, id) => (table === headTable ? '' : labelIn(table, id)),
    field: (table, field) => declarationOf(table, field).header[locale],
    value: (table, field, value) => {
      if (value === null) return fill('empty', locale);
      const { type } = declarationOf(table, field);
      if (type.kind === 'date') return dateText(value as string, locale);
      if (type.kind === 'ratio') return `${Number(((value as number) * 100).toPrecision(12))} %`;
      return String(fieldToCell(value, type, locale, labelIn));
    },
  };
};

const what = ({ table, id }: DiffPlace, naming: Naming): string => naming.record(table, id);
const at = ({ cell }: DiffPlace): string => (cell === null ? '' : `${cell}  `);

/** "3 endret, 1 ny, 1 flyttet, 0 slettet". */
export const summaryLine = (diff: SyncDiff, locale: Locale): string =>
  fill('summary', locale, { changed: diff.changed.length, added: diff.added.length, moved: diff.moved.length, removed: diff.removed.length });

export const receivedLine = (diff: SyncDiff, locale: Locale): string | null => (diff.received.length > 0 ? fill('received', locale, { count: diff.received.length }) : null);

/** One line for every edit, each with its cell; what is removed first. */
export const diffLines = (diff: SyncDiff, naming: Naming, locale: Locale): string[] => [
  ...diff.removed.map((place) => fill('removed', locale, { what: what(place, naming) })),
  ...diff.changed.map((change) => at(change) + fill('changed', locale, {
    what: what(change, naming), field: naming.field(change.table, change.field),
    from: naming.value(change.table, change.field, change.from), to: naming.value(change.table, change.field, change.to),
  }).replace(/^, /, '')),
  ...diff.added.map((place) => at(place) + fill('added', locale, { what: what(place, naming) })),
  ...diff.moved.map((place) => at(place) + fill('moved', locale, { what: what(place, naming) })),
];

/** One line for every conflict: what it was, what the store has, what the sheet has. */
export const conflictLines = (conflicts: readonly DiffConflict[], naming: Naming, locale: Locale): string[] =>
  conflicts.map((conflict) => {
    const { table, field, base, store, sheet } = conflict;
    if (field === null) return at(conflict) + fill(sheet === null ? 'removedInSheet' : 'removedInStore', locale, { what: what(conflict, naming) });
    const show = (value: DiffConflict['base']): string => naming.value(table, field, value as FieldValue | null);
    return at(conflict) + fill('conflict', locale, { what: what(conflict, naming), field: naming.field(table, field), base: show(base), store: show(store), sheet: show(sheet) }).replace(/^, /, '');
  });

/** Why a sync waits, a line a tab. */
export const heldLines = ({ reason, tables: held }: Held, locale: Locale): string[] => held.map((one) => fill(reason === 'lost-ids' ? 'lostIds' : 'manyDeletions', locale, one));

import { declarationOf } from '../plan/declaration-of';
import { fillText, type TextValues } from '../plan/fill-text';
import { inLocales as t, type Locale, type Localized } from '../plan/locale';
import { recordLabel } from '../plan/record-label';
import type { FieldValue, Plan, PlanRecord } from '../plan/plan';
import { headTable, type RecordTable } from '../plan/records';
import type { TableName } from '../plan/table-names';
import { joinTexts } from '../plan/join-texts';
import { conflictKey } from '../merge/decision';
import { answerOf, answers, changeText, type StoreChange } from '../sheet/conflict';
import { createLabels } from '../sheet/render/render-input';
import { valueText } from '../sheet/value-text';
import { words } from '../sheet/words';
import type { Places } from '../sheet/parse/parse-context';
import type { SyncDecision } from './decide-sync';
import { shorten } from '../plan/shorten';
import type { DiffConflict, DiffPlace, DiffSettled, Held, SyncDiff } from './sync-result';

/** What people read of a sync: plain words, in their language. */
const texts = {
  summary: t('{changed} endret, {added} {added|ny|nye}, {moved} flyttet, {removed} slettet', '{changed} endra, {added} {added|ny|nye}, {moved} flytta, {removed} sletta', '{changed} {changed|ändrad|ändrade}, {added} {added|ny|nya}, {moved} {moved|flyttad|flyttade}, {removed} {removed|borttagen|borttagna}', '{changed} changed, {added} new, {moved} moved, {removed} removed'),
  received: t('{count} {count|endring|endringer} hentes fra lageret.', '{count} {count|endring|endringar} blir henta frå lageret.', '{count} {count|ändring|ändringar} hämtas från lagret.', '{count} {count|change comes|changes come} from the store.'),
  added: t('Ny: {what}', 'Ny: {what}', 'Ny: {what}', 'New: {what}'),
  removed: t('Slettet: {what}', 'Sletta: {what}', 'Borttagen: {what}', 'Removed: {what}'),
  moved: t('Flyttet: {what}', 'Flytta: {what}', 'Flyttad: {what}', 'Moved: {what}'),
  changed: t('{what}, {field}: {from} → {to}', '{what}, {field}: {from} → {to}', '{what}, {field}: {from} → {to}', '{what}, {field}: {from} → {to}'),
  conflict: t('{what}, {field}: før {base}, i lageret {store}{by}, i arket {sheet}', '{what}, {field}: før {base}, i lageret {store}{by}, i arket {sheet}', '{what}, {field}: förut {base}, i lagret {store}{by}, i arket {sheet}', '{what}, {field}: before {base}, in the store {store}{by}, in your sheet {sheet}'),
  removedInSheet: t('{what} er slettet i arket og endret i lageret{by}', '{what} er sletta i arket og endra i lageret{by}', '{what} är borttagen i arket och ändrad i lagret{by}', '{what} was removed in your sheet and changed in the store{by}'),
  removedInStore: t('{what} er slettet i lageret{by} og endret i arket', '{what} er sletta i lageret{by} og endra i arket', '{what} är borttagen i lagret{by} och ändrad i arket', '{what} was removed in the store{by} and changed in your sheet'),
  settled: t('{what}, {field}: {answer} ({value})', '{what}, {field}: {answer} ({value})', '{what}, {field}: {answer} ({value})', '{what}, {field}: {answer} ({value})'),
  settledRecord: t('{what}: {answer}', '{what}: {answer}', '{what}: {answer}', '{what}: {answer}'),
  manyDeletions: t('{gone} av {of} rader er borte fra fanen {tab}. Ingenting er skrevet.', '{gone} av {of} rader er borte frå fana {tab}. Ingenting er skrive.', '{gone} av {of} rader är borta från fliken {tab}. Inget har skrivits.', '{gone} of {of} rows are gone from the tab {tab}. Nothing was written.'),
  lostIds: t('Den skjulte id-kolonnen er borte fra fanen {tab}, og {gone} av {of} rader er ikke kjent igjen. Ingenting er skrevet.', 'Den skjulte id-kolonna er borte frå fana {tab}, og {gone} av {of} rader er ikkje kjende att. Ingenting er skrive.', 'Den dolda id-kolumnen är borta från fliken {tab}, och {gone} av {of} rader har inte känts igen. Inget har skrivits.', 'The hidden id column is gone from the tab {tab}, and {gone} of {of} rows were not recognised. Nothing was written.'),
} as const satisfies Record<string, Localized>;

type TextName = keyof typeof texts;

const fill = (name: TextName, locale: Locale, values?: TextValues): string => fillText(texts[name][locale], values);

/** Values and records as people name them, as one plan has them. */
export interface Naming {
  record(table: RecordTable, id: string): string;
  value(table: RecordTable, field: string, value: FieldValue | null | undefined): string;
  field(table: RecordTable, field: string): string;
}

/** Names things as the first plan that knows them does. */
export const createNaming = (plans: readonly Plan[], locale: Locale): Naming => {
  const labels = plans.map((plan) => createLabels(plan.tables));
  const labelIn = (table: TableName, id: string): string => labels.map((label) => label(table, id)).find((text) => text !== '') ?? '';
  return {
    record: (table, id) => (table === headTable ? '' : labelIn(table, id)),
    field: (table, field) => declarationOf(table, field).header[locale],
    value: (table, field, value) => valueText(value ?? undefined, declarationOf(table, field).type, locale, labelIn) || words.empty[locale],
  };
};

const what = ({ table, id }: DiffPlace, naming: Naming): string => naming.record(table, id);
const at = ({ cell }: DiffPlace): string => (cell === null ? '' : `${cell}  `);

/** "3 endret, 1 ny, 1 flyttet, 0 slettet"; "0 nye". */
export const summaryLine = (diff: SyncDiff, locale: Locale): string =>
  fill('summary', locale, { changed: diff.changed.length, added: diff.added.length, moved: diff.moved.length, removed: diff.removed.length });

export const receivedLine = (diff: SyncDiff, locale: Locale): string | null => (diff.received.length > 0 ? fill('received', locale, { count: diff.received.length }) : null);

/** People sort to look: rows that were moved are few enough to read, or not worth reading. */
export const mostMoved = 5;
const few = (lines: readonly string[]): string[] => (lines.length > mostMoved ? [...lines.slice(0, mostMoved), `… (${lines.length})`] : [...lines]);

/** One line for every edit, each with its cell; what is removed first, and last a few of the rows that were moved. */
export const diffLines = (diff: SyncDiff, naming: Naming, locale: Locale): string[] => [
  ...diff.removed.map((place) => fill('removed', locale, { what: what(place, naming) })),
  ...diff.changed.map((change) => at(change) + fill('changed', locale, {
    what: what(change, naming), field: naming.field(change.table, change.field),
    from: shorten(naming.value(change.table, change.field, change.from)), to: shorten(naming.value(change.table, change.field, change.to)),
  }).replace(/^, /, '')),
  ...diff.added.map((place) => at(place) + fill('added', locale, { what: what(place, naming) })),
  ...few(diff.moved.map((place) => at(place) + fill('moved', locale, { what: what(place, naming) }))),
];

/** What a conflict is called where one is to be named: its cell; where the row is gone, its tab and code, in a way that no cell is written. */
export const conflictName = ({ cell, table, code, id }: DiffPlace, places: Places): string => cell ?? `${places.get(table)?.tab ?? ''}!#${code ?? id}`;

/** One line for every conflict: what it was, what the store has and who made it so (by `conflictKey`, where known), what the sheet has. */
export const conflictLines = ({ conflicts, places }: Pick<SyncDecision, 'conflicts' | 'places'>, changes: ReadonlyMap<string, StoreChange>, naming: Naming, locale: Locale): string[] =>
  conflicts.map((conflict) => {
    const { table, field, base, store, sheet } = conflict;
    const change = changes.get(conflictKey(conflict));
    const by = change ? ` (${changeText(change, locale)})` : '';
    const name = `${conflictName(conflict, places)}  `;
    if (field === null) return name + fill(sheet === undefined ? 'removedInSheet' : 'removedInStore', locale, { what: what(conflict, naming), by });
    const show = (value: DiffConflict['base']): string => shorten(naming.value(table, field, value as FieldValue | undefined));
    return name + fill('conflict', locale, { what: what(conflict, naming), field: naming.field(table, field), base: show(base), store: show(store), sheet: show(sheet), by }).replace(/^, /, '');
  });

/** One line for every conflict that is settled: what for. */
export const settledLines = (settled: readonly DiffSettled[], naming: Naming, locale: Locale): string[] =>
  settled.map((one) => {
    const { table, field, take, store, sheet } = one;
    const answer = answers[answerOf(take, one)][locale];
    if (field === null) return at(one) + fill('settledRecord', locale, { what: what(one, naming) || recordLabel(table as TableName, (store ?? sheet) as PlanRecord), answer });
    const value = shorten(naming.value(table, field, (take === 'both' ? joinTexts(table, field, store, sheet) : take === 'sheet' ? sheet : store) as FieldValue | undefined));
    return at(one) + fill('settled', locale, { what: what(one, naming), field: naming.field(table, field), answer, value }).replace(/^, /, '');
  });

/** Why a sync waits, a line a tab. */
export const heldLines = ({ reason, tables: held }: Held, locale: Locale): string[] => held.map((one) => fill(reason === 'lost-ids' ? 'lostIds' : 'manyDeletions', locale, one));

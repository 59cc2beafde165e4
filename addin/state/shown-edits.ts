import { createNaming, declarationOf, mostMoved, tables, tabNames, type DiffMessage, type Locale, type Naming, type Plan, type RecordTable } from '../../core';

export type EditKind = 'added' | 'changed' | 'moved' | 'removed';
export type Edits = Pick<DiffMessage, 'lines' | 'added' | 'changed' | 'moved' | 'removed'>;
type Change = Edits['changed'][number];

/** What is the same before, what was, what is, and what is the same after. */
export interface TextChange {
  readonly before: string;
  readonly from: string;
  readonly to: string;
  readonly after: string;
}

export interface ShownEdit {
  readonly key: string;
  readonly kind: EditKind;
  readonly cell: string | null;
  /** The record's label, or where it has none here the server's line. */
  readonly text: string;
  readonly change: { readonly field: string; readonly values: TextChange } | null;
}

/** What a table is called to people: the name of its tab. */
export const tableLabel = (table: RecordTable, locale: Locale): string => (table === 'head' ? tabNames.head : tables[table].tab)[locale];

export interface TableEdits {
  readonly table: RecordTable;
  readonly edits: readonly ShownEdit[];
}

const sameAtStart = (a: readonly string[], b: readonly string[]): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
};

/** Where two texts differ, by whole words. Short ones are told from each other as they are. */
export const textChange = (from: string, to: string): TextChange => {
  const shortest = 24;
  if (from.length < shortest || to.length < shortest) return { before: '', from, to, after: '' };
  const [a, b] = [from.split(/(?<=\s)/), to.split(/(?<=\s)/)];
  const start = sameAtStart(a, b);
  const end = Math.min(sameAtStart([...a].reverse(), [...b].reverse()), Math.min(a.length, b.length) - start);
  const part = (words: readonly string[], first: number, last: number): string => words.slice(first, last).join('');
  return { before: part(a, 0, start), from: part(a, start, a.length - end), to: part(b, start, b.length - end), after: part(a, a.length - end, a.length) };
};

/** A changed field, where the plans at hand know the record and what its values refer to. */
const shownChange = ({ table, id, field, from, to }: Change, naming: Naming): Pick<ShownEdit, 'text' | 'change'> | null => {
  const { type } = declarationOf(table, field);
  const text = naming.record(table, id);
  const isUnknown = type.kind === 'reference' && [from, to].some((value) => value !== null && naming.record(type.to, String(value)) === '');
  if (isUnknown || (text === '' && table !== 'head')) return null;
  return { text, change: { field: naming.field(table, field), values: textChange(from === null ? '' : naming.value(table, field, from), naming.value(table, field, to)) } };
};

type Listed = readonly [kind: EditKind, edit: Edits['added'][number] | Change];

/** Edits in the order of their lines: removed, changed, added, and as many of those moved as have lines. */
const listed = ({ removed, changed, added, moved }: Edits): Listed[] => [
  ...removed.map((edit): Listed => ['removed', edit]), ...changed.map((edit): Listed => ['changed', edit]), ...added.map((edit): Listed => ['added', edit]), ...moved.slice(0, mostMoved).map((edit): Listed => ['moved', edit]),
];

/** A line says its cell and its kind first, which stand beside it here. */
const bareLine = (line: string, cell: string | null, kind: EditKind): string => {
  const text = (cell !== null && line.startsWith(cell) ? line.slice(cell.length) : line).trim();
  return kind === 'changed' ? text : text.replace(/^[^:]*: /, '');
};

/** What records are called, each once: "Tiltak: T1 · Styremøter". */
export const recordNames = (places: Edits['added'], plan: Plan, locale: Locale): string[] => {
  const naming = createNaming([plan], locale);
  return [...new Set(places.map(({ table, id, code }) => [tableLabel(table, locale), naming.record(table, id) || code].filter(Boolean).join(': ')))];
};

/** Edits by table, in plain words, each table where its first edit stands. `plans` name the records: the first that knows one does. */
export const editsByTable = (edits: Edits, plans: readonly Plan[], locale: Locale): TableEdits[] => {
  const naming = createNaming(plans, locale);
  const byTable = new Map<RecordTable, ShownEdit[]>();
  listed(edits).forEach(([kind, edit], i) => {
    const field = 'field' in edit ? edit.field : '';
    const shown = 'field' in edit ? shownChange(edit, naming) : null;
    const one: ShownEdit = { key: `${kind} ${edit.id} ${field}`, kind, cell: edit.cell, text: bareLine(edits.lines[i] ?? '', edit.cell, kind), change: null, ...shown };
    byTable.set(edit.table, [...(byTable.get(edit.table) ?? []), one]);
  });
  return [...byTable].map(([table, shown]) => ({ table, edits: shown }));
};

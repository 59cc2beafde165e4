import * as fc from 'fast-check';
import type { Plan } from '../../core/plan/plan';
import { tables } from '../../core/plan/tables';
import type { Grid, GridWorksheet, Problem } from '../../core/sheet';
import { columnOf, lettersOf } from './excel-host/model/area';

/** What random people do to the tabs of a plan, in whichever program, and what is looked for afterwards. */
export const edited = ['goals', 'activities', 'costs', 'statements'] as const;
export type EditedTable = (typeof edited)[number];

/** One thing a person does; numbers are taken round the rows and columns that there are. */
export interface RandomEdit {
  /** Which of two workbooks. */
  readonly copy: 0 | 1;
  readonly table: EditedTable;
  readonly row: number;
  readonly to: number;
  readonly column: number;
}

export const arbitraryKind = <Kind extends string>(weights: Partial<Record<Kind, number>>): fc.Arbitrary<Kind> =>
  fc.oneof(...Object.entries<number | undefined>(weights).map(([kind, weight]) => ({ weight: weight!, arbitrary: fc.constant(kind as Kind) })));

/** Edits on these tables; within few rows and columns they meet in the same cells. */
export const arbitraryEdit = (on: readonly EditedTable[], rows: number, columns: number): { readonly [Part in keyof RandomEdit]: fc.Arbitrary<RandomEdit[Part]> } =>
  ({ copy: fc.constantFrom(0, 1), table: fc.constantFrom(...on), row: fc.nat(rows), to: fc.nat(8), column: fc.nat(columns) });

const junk = ['31.2.2026', 'mange', '12 %', '1-2', '007', '=1+1', "'=1+1", '9 000', 'ja', '24.12.2026', '0,5', '#REF!', 'SANN'] as const;
const pick = <T>(items: readonly T[], number: number): T => items[number % items.length]!;

export interface EditedPlace {
  readonly tab: string;
  /** The last row of the table, and one among its rows, as people count. */
  readonly last: number;
  readonly row: number;
  /** Letters of a column where any text is right. */
  readonly text: string;
  /** Letters of a column that is stored, and which it is. */
  readonly stored: string;
  readonly storedAt: number;
  /** Letters of the column after the last one of ours: notes of people's own. */
  readonly note: string;
}

const headersWhere = (table: EditedTable, isWanted: (kind: string) => boolean): Set<string> =>
  new Set(Object.values(tables[table].fields).flatMap(({ type, header }) => (isWanted(type.kind) ? Object.values(header) : [])));

/** Where an edit goes in a tab with these headers and so many rows. */
export const placeOfEdit = (tab: string, headers: readonly string[], last: number, { table, row, column }: RandomEdit): EditedPlace => {
  const columns = (isWanted: (kind: string) => boolean): number[] => headers.flatMap((header, i) => (i > 0 && headersWhere(table, isWanted).has(header) ? [i] : []));
  const storedAt = pick(columns((kind) => kind !== 'derived'), column);
  return { tab, last, row: 2 + (row % (last - 1)), text: lettersOf(pick(columns((kind) => kind === 'text'), column)), stored: lettersOf(storedAt), storedAt, note: lettersOf(columns(() => true).at(-1)! + 1) };
};

/** What people's hands can do in every program. */
interface Hands {
  type(tab: string, cell: string, text: string): unknown;
  paste(tab: string, cell: string, texts: readonly (readonly string[])[]): unknown;
  fillDown(tab: string, area: string): unknown;
  clear(tab: string, area: string): unknown;
  insertRows(tab: string, row: number): unknown;
  deleteRows(tab: string, row: number): unknown;
  renameTab(tab: string, name: string): unknown;
  moveTab(tab: string, to: number): unknown;
  hideRows(tab: string, row: number): unknown;
  undo(): unknown;
}

/** What each kind of edit does; the word, which is this edit's alone, shows where it went. */
export const commonEdits = (person: Hands, { tab, last, row, text, stored, note }: EditedPlace, { row: ownRow, to }: RandomEdit, token: string) => ({
  type: () => person.type(tab, `${text}${row}`, token),
  junk: () => person.type(tab, `${stored}${row}`, pick(junk, to)),
  append: () => person.type(tab, `${text}${last + 1}`, token),
  paste: () => person.paste(tab, `${text}${row}`, [[`${token}1`], [`${token}2`]]),
  fill: () => person.fillDown(tab, `${stored}${row}:${stored}${row + 1}`),
  clear: () => person.clear(tab, `${stored}${row}`),
  insert: () => person.insertRows(tab, row) ?? person.type(tab, `${text}${row}`, token),
  delete: () => (last > 2 ? person.deleteRows(tab, row) : undefined),
  renameTab: () => person.renameTab(tab, `${tab.slice(0, 20)} ${to}`),
  moveTab: () => person.moveTab(tab, to),
  hideRows: () => person.hideRows(tab, row),
  undo: () => person.undo(),
  own: () => person.type('Mitt', `B${2 + ownRow}`, token),
  note: () => person.type(tab, `${note}${row}`, token.replace('ord', 'egen')),
});

export const tokenOf = (edit: number): string => `ord-${edit}-`;
export const tokensIn = (value: unknown): Set<string> => new Set(JSON.stringify(value).match(/ord-\d+-\d?/g) ?? []);

/** Words that stand in cells of which a sync said that they cannot be taken in; a word of another cell is not excused, but where a row says too little to be a record none of it is taken in. */
export const refusedIn = (grid: Grid, problems: readonly Problem[], isRecord: (id: unknown) => boolean): Set<string> =>
  tokensIn(problems.map(({ tab, cell, value }) => {
    const row = grid.worksheets.find(({ name }) => name === tab)?.rows.find(({ index }) => `${index + 1}` === cell?.replace(/^[A-Z]+/, ''));
    const column = cell === null ? -1 : columnOf(cell.replace(/\d+$/, ''));
    return [value, isRecord(row?.cells[0]?.value) ? row?.cells[column]?.value : row?.cells];
  }));

/** The records that a word stands in. */
export const idsOf = (plan: Plan, token: string): string[] => edited.flatMap((table) => plan.tables[table].filter((record) => tokensIn(record).has(token)).map(({ id }) => id));

/** What nobody copied stands in one record. */
export const expectOnce = (plan: Plan, tokens: Iterable<string>): void =>
  expect([...tokens].map((token) => [token, idsOf(plan, token)] as const).filter(([, ids]) => ids.length > 1)).toEqual([]);

export const expectNoDoubleIds = (worksheets: readonly GridWorksheet[]): void => {
  for (const { name, rows } of worksheets) {
    const ids = rows.filter(({ index }) => index > 0).flatMap(({ cells }) => cells[0]?.value ?? []);
    expect({ name, doubled: ids.filter((id, i) => ids.indexOf(id) !== i) }).toEqual({ name, doubled: [] });
  }
};

/** What a sync right after another finds: nothing. */
export const settled = { diff: { added: [], changed: [], removed: [], received: [] }, isPlanChanged: false, isSheetBehind: false };

/** What was seen in a workbook, or in the store before it, is in the store, or was told or refused. */
export interface Traces {
  readonly seen: ReadonlySet<string>;
  readonly before: Plan;
  readonly base: Plan;
  readonly store: Plan;
  readonly told: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
}

/** No word is lost; `everStored` grows by what is in the store now. */
export const expectNothingLost = ({ seen, before, base, store, told, refused }: Traces, everStored: Set<string>): void => {
  const inStore = tokensIn(store);
  for (const token of inStore) everStored.add(token);
  expect([...seen].filter((token) => !everStored.has(token) && !told.has(token) && !refused.has(token))).toEqual([]);
  expect([...tokensIn(before)].filter((token) => !tokensIn(base).has(token) && !seen.has(token) && !inStore.has(token) && !told.has(token))).toEqual([]);
};

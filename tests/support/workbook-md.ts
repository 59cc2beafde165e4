import { choiceValues } from '../../core/plan/choices';
import type { FieldType } from '../../core/plan/field';
import { currentFormat, type FieldValue, type Plan, type PlanRecord } from '../../core/plan/plan';
import { emptyTables, recordsById, withField } from '../../core/plan/records';
import { tableNames, type TableName } from '../../core/plan/table-names';
import { hasCode, tables } from '../../core/plan/tables';
import type { SyncDecision } from '../../core/sync';
import { columnAt, rowOf, setCell, tabNamed, type EditedTab, type EditedWorkbook } from './edit-grid';
import { createWorld, type World, type WorldOptions } from './sync-world';

/**
 * Tests show base, store, sheet and result as Markdown tables, one a tab; the headers are the keys of fields.
 * - In a plan (base, store, result) a reference is the code of what it refers to, money is in major units, months are "3, 9".
 * - In a sheet a cell is what a person typed; digits become a number, as in a host, unless they begin with an apostrophe.
 * - Rows are known by `id`; where that column is left out, by their code. The id of T1 is "activities-t1" unless a table says otherwise.
 * - Fields that a table does not show are as in the base.
 */
export type MarkdownTables = { readonly [T in TableName]?: string };
type Row = Readonly<Record<string, string>>;

const cellsOf = (line: string): string[] => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim().replaceAll('\\n', '\n'));

/** The rows of a pipe table, by header. A line of hyphens below the header may stand or not. */
export const markdownRows = (text: string): Row[] => {
  const [header, ...lines] = text.trim().split('\n').filter((line) => !/^[\s|:-]*$/.test(line)).map(cellsOf);
  return lines.map((cells) => Object.fromEntries(header!.map((name, i) => [name, cells[i] ?? ''])));
};

const headersOf = (text: string): string[] => cellsOf(text.trim().split('\n')[0]!);

/** The usual id of a record with this code. */
export const idOfCode = (table: TableName, code: string): string => `${table}-${code}`.toLowerCase().replace(/[^a-z0-9-]/g, '-');

const idOfRow = (table: TableName, row: Row, position: number): string => row['id'] ?? (hasCode(table) && row['code'] ? idOfCode(table, row['code']) : `${table.toLowerCase()}-${position + 1}`);

type FindId = (table: TableName, code: string) => string;

const planValue = (type: FieldType, text: string, findId: FindId): FieldValue => {
  switch (type.kind) {
    case 'reference': return findId(type.to, text);
    case 'money': return Math.round(Number(text) * 100);
    case 'integer': case 'number': case 'ratio': return Number(text);
    case 'boolean': return text === 'true';
    case 'months': return text.split(',').map(Number);
    case 'choice': if (choiceValues(type.set).includes(text)) return text; throw new Error(`${text} is none of ${type.set}`);
    default: return text;
  }
};

const defaults = (table: TableName): Record<string, FieldValue> => (table === 'statements' ? { kind: 'purpose' } : {});

const setRow = (table: TableName, record: PlanRecord, row: Row, findId: FindId): PlanRecord => {
  const { fields, title } = tables[table];
  const named = Object.entries(row).reduce((changed, [field, text]) => {
    if (field === 'id') return changed;
    if (!fields[field]) throw new Error(`${table} has no field ${field}`);
    return withField(changed, field, text === '' ? undefined : planValue(fields[field].type, text, findId));
  }, record);
  return 'required' in fields[title]!.type && named[title] === undefined ? withField(named, title, `Tittel ${String(named['code'] ?? named.id)}`) : named;
};

/** `start` with these tables as they stand here, in this order. */
const withTables = (start: Plan, given: MarkdownTables): Plan => {
  const named = Object.entries(given).map(([table, text]) => [table as TableName, markdownRows(text)] as const);
  const findId: FindId = (table, code) => {
    const own = named.find(([name]) => name === table)?.[1] ?? [];
    const position = own.findIndex((row) => row['code'] === code);
    return position >= 0 ? idOfRow(table, own[position]!, position) : (start.tables[table].find((record) => record['code'] === code)?.id ?? code);
  };
  const changed = named.map(([table, rows]) => {
    const known = recordsById(start.tables[table]);
    return [table, rows.map((row, i) => {
      const id = idOfRow(table, row, i);
      return setRow(table, known.get(id) ?? { id, ...defaults(table) }, row, findId);
    })];
  });
  return { ...start, tables: { ...start.tables, ...Object.fromEntries(changed) } };
};

/** A plan of 2026 that holds nothing. */
export const emptyPlan: Plan = {
  format: currentFormat, id: 'prove', title: 'Prøveplan', kind: 'action-plan', locale: 'nb', currency: 'NOK', organisation: { name: 'Prøvelaget', level: 'local' },
  period: { start: '2026-01-01', end: '2026-12-31' }, status: 'adopted', tables: emptyTables(), retired: {},
};

/** A plan from its tables; what they leave out is filled in: ids from codes, titles from codes. */
export const planOf = (given: MarkdownTables, start: Plan = emptyPlan): Plan => withTables(start, given);

const asTyped = (text: string): string | number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text.replace(/^'/, ''));

const headerOf = (table: TableName, field: string): string => tables[table].fields[field]!.header.nb;

/** The tab of a table, nb. */
export const tabOf = (workbook: EditedWorkbook, table: TableName): EditedTab => tabNamed(workbook, tables[table].tab.nb);
export const columnOfField = (tab: EditedTab, table: TableName, field: string): number => columnAt(tab, headerOf(table, field));
/** Types into a cell of a record's row; "" empties it. */
export const typeInto = (workbook: EditedWorkbook, table: TableName, id: string, field: string, value: Parameters<typeof setCell>[3]): void => {
  const tab = tabOf(workbook, table);
  setCell(tab, rowOf(tab, id), columnOfField(tab, table, field), value);
};

const rowAsWritten = (tab: EditedTab, table: TableName, row: Row, columns: readonly string[]): EditedTab['rows'][number] => {
  const id = row['id'] ?? (hasCode(table) && row['code'] ? idOfCode(table, row['code']) : '');
  const known = tab.rows.find((cells) => cells[0]?.value === id && id !== '');
  const isNew = !known && row['id'] === undefined;
  const one: EditedTab = { ...tab, rows: [tab.rows[0]!, [...(known ?? [])]] };
  setCell(one, 1, 0, isNew ? '' : id);
  for (const field of columns) {
    const column = columnOfField(tab, table, field);
    const before = known?.[column];
    const value = asTyped(row[field]!);
    if (before === undefined || String(before.value) !== row[field]) setCell(one, 1, column, value);
  }
  return one.rows[1]!;
};

/** Makes a tab hold these rows and no others, in this order. A row without a known id is one that a person wrote. */
export const writeRows = (workbook: EditedWorkbook, table: TableName, text: string): void => {
  const tab = tabOf(workbook, table);
  const columns = headersOf(text).filter((field) => field !== 'id');
  const rows = markdownRows(text).map((row) => rowAsWritten(tab, table, row, columns));
  tab.rows.splice(1, tab.rows.length - 1, ...rows);
};

export interface Story extends WorldOptions {
  readonly base: MarkdownTables;
  /** What the store has now; as the base where it is left out. */
  readonly store?: MarkdownTables;
  /** What the sheet shows when it comes back; as the base where it is left out. */
  readonly sheet?: MarkdownTables;
  /** Anything else that was done to the workbook. */
  readonly edit?: (workbook: EditedWorkbook) => void;
  /** Head of the base, the tables aside. */
  readonly head?: Partial<Plan>;
}

export interface Told {
  readonly world: World;
  readonly workbook: EditedWorkbook;
  readonly decision: SyncDecision;
  readonly plan: Plan;
}

/** Takes a plan through one sync: rendered from the base, edited, and brought back to what the store has by then. */
export const tellStory = ({ base, store, sheet = {}, edit, head, ...options }: Story): Told => {
  const first = planOf(base, { ...emptyPlan, ...head });
  const world = createWorld(first);
  const workbook = world.open();
  if (store) world.commit(planOf(store, first));
  for (const [table, text] of Object.entries(sheet)) writeRows(workbook, table as TableName, text);
  edit?.(workbook);
  const decision = world.sync(workbook, options);
  return { world, workbook, decision, plan: world.head() };
};

const codesById = ({ tables: all }: Plan): Map<string, string> => new Map(tableNames.filter(hasCode).flatMap((table) => all[table].map((record) => [record.id, String(record['code'])] as const)));

const cellText = (value: FieldValue | undefined, type: FieldType, codes: ReadonlyMap<string, string>): string => {
  if (value === undefined) return '';
  if (type.kind === 'reference') return codes.get(String(value)) ?? `? ${String(value)}`;
  if (type.kind === 'money') return String((value as number) / 100);
  return typeof value === 'object' ? value.join(', ') : String(value).replaceAll('\n', '\\n');
};

const markdown = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`).join('\n');
};

/** A table of a plan as Markdown, with these fields. */
export const shownTable = (plan: Plan, table: TableName, fields: readonly string[]): string => {
  const codes = codesById(plan);
  const row = (record: PlanRecord): string[] => fields.map((field) => (field === 'id' ? record.id : cellText(record[field], tables[table].fields[field]!.type, codes)));
  return markdown([fields, ...plan.tables[table].map(row)]);
};

/** A tab as Markdown, with these fields, as its cells stand. */
export const shownTab = (workbook: EditedWorkbook, table: TableName, fields: readonly string[]): string => {
  const tab = tabOf(workbook, table);
  const columns = fields.map((field) => (field === 'id' ? 0 : columnOfField(tab, table, field)));
  const text = (cell: EditedTab['rows'][number][number]): string => (cell === undefined ? '' : typeof cell.value === 'object' ? cell.value.error : String(cell.value));
  return markdown([fields, ...tab.rows.slice(1).map((cells) => columns.map((column) => text(cells[column])))]);
};

/** Does a plan hold this table? The expected one is written in any width. */
export const expectTable = (plan: Plan, table: TableName, expected: string): void => {
  const fields = headersOf(expected);
  expect(shownTable(plan, table, fields)).toBe(markdown([fields, ...markdownRows(expected).map((row) => fields.map((field) => row[field]!.replaceAll('\n', '\\n')))]));
};

export const expectTab = (workbook: EditedWorkbook, table: TableName, expected: string): void => {
  const fields = headersOf(expected);
  expect(shownTab(workbook, table, fields)).toBe(markdown([fields, ...markdownRows(expected).map((row) => fields.map((field) => row[field]!))]));
};

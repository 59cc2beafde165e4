import type { PlanRecord } from '../../plan/plan';
import { codeKey } from '../../plan/rules';
import type { TableName } from '../../plan/table-names';
import { hasCode, tables } from '../../plan/tables';

/** Finds records by what a reference cell says. Later sources are asked only where earlier ones know nothing. */
export type FindRecord = (table: TableName, text: string) => string | undefined;

/** A record's code and title, as one source knows them. */
export interface Named {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}
export type NamedRecords = { readonly [T in TableName]?: readonly Named[] };

export const namedRecords = (table: TableName, records: readonly PlanRecord[]): Named[] =>
  hasCode(table) ? records.map((record) => ({ id: record.id, code: String(record['code'] ?? ''), title: String(record[tables[table].title] ?? '') })) : [];

/** The code at the head of a reference: "M1.2 · Flere medlemmer", "m1.2", "M1.2 - Flere". */
const leadingCode = (text: string): string => codeKey(/^\s*([^\s·–—:]+)/.exec(text)?.[1] ?? '');

type Index = { readonly codes: ReadonlyMap<string, string>; readonly titles: ReadonlyMap<string, string | null> };

const createIndex = (records: readonly Named[]): Index => {
  const titles = new Map<string, string | null>();
  for (const { id, title } of records) titles.set(title.trim().toLowerCase(), titles.has(title.trim().toLowerCase()) ? null : id);
  return { codes: new Map(records.filter(({ code }) => code !== '').map(({ id, code }) => [codeKey(code), id])), titles };
};

/** A title stands for a record only where no other has the same. */
const findIn = ({ codes, titles }: Index, text: string): string | undefined => codes.get(leadingCode(text)) ?? titles.get(text.trim().toLowerCase()) ?? undefined;

export const createFindRecord = (sources: readonly NamedRecords[]): FindRecord => {
  const indexes = new Map<TableName, Index[]>();
  return (table, text) => {
    if (!indexes.has(table)) indexes.set(table, sources.map((source) => createIndex(source[table] ?? [])));
    for (const index of indexes.get(table)!) {
      const id = findIn(index, text);
      if (id !== undefined) return id;
    }
    return undefined;
  };
};

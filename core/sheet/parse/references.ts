import { codeSeparator } from '../../formula';
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

interface Index {
  readonly labels: ReadonlyMap<string, string | null>;
  readonly codes: ReadonlyMap<string, string | null>;
  readonly titles: ReadonlyMap<string, string | null>;
}

const textKey = (text: string): string => text.trim().toLowerCase();

/** Ids by key; a key that several have tells nothing. */
const uniqueBy = (records: readonly Named[], key: (record: Named) => string): Map<string, string | null> => {
  const index = new Map<string, string | null>();
  for (const record of records) index.set(key(record), index.has(key(record)) ? null : record.id);
  return index;
};

const createIndex = (records: readonly Named[]): Index => {
  const coded = records.filter(({ code }) => code !== '');
  return {
    labels: uniqueBy(coded, ({ code, title }) => textKey(`${code}${codeSeparator}${title}`)),
    codes: uniqueBy(coded, ({ code }) => codeKey(code)),
    titles: uniqueBy(records, ({ title }) => textKey(title)),
  };
};

/** The whole label, then the code at its head, whatever title follows it; then a title that no other has. */
const findIn = ({ labels, codes, titles }: Index, text: string): string | undefined =>
  labels.get(textKey(text)) ?? codes.get(leadingCode(text)) ?? titles.get(textKey(text)) ?? undefined;

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

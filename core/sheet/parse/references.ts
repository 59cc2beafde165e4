import { codeSeparator } from '../../formula';
import { labelTitleLength } from '../../plan/record-label';
import type { PlanRecord } from '../../plan/plan';
import { codeKey } from '../../plan/rules';
import type { TableName } from '../../plan/table-names';
import { hasCode, tables } from '../../plan/tables';

/** What reference cells name. Later sources are asked only where earlier ones know nothing. */
export interface References {
  /** The id of the record that a text names, by its label, the code at its head or its title. */
  findRecord(table: TableName, text: string): string | undefined;
  /** What the code at the head of a text stands for in this plan: "M1.2 · Flere medlemmer". */
  labelByCode(table: TableName, text: string): string | undefined;
}

/** A record's code and title, as one source knows them. */
export interface Named {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** A row that came with another's code, which alone does not name it. */
  readonly isCopy?: boolean;
}
/** The names of a table's records, asked for once, when the first text is looked up in it. */
export type NamedRecords = (table: TableName) => readonly Named[];

export const namedRecords = (table: TableName, records: readonly PlanRecord[]): Named[] =>
  hasCode(table) ? records.map((record) => ({ id: record.id, code: String(record['code'] ?? ''), title: String(record[tables[table].title] ?? '') })) : [];

const textKey = (text: string): string => text.replace(/\s+/gu, ' ').trim().toLowerCase();
/** Labels cut their titles, in letters here and in UTF-16 units in a host's formula. */
const titleKey = (title: string): string => textKey(title.slice(0, labelTitleLength));
const labelKey = (code: string, title: string): string => `${codeKey(code)}${codeSeparator}${titleKey(title)}`;

/** The code at the head of a reference, and the title where it is a whole label: "M1.2 · Flere medlemmer", "m1.2", "M1.2 - Flere". */
const splitReference = (text: string): { readonly code: string; readonly title: string } => {
  const [, code = '', title = ''] = /^\s*([^\s·–—:]+)(?:\s*·\s?(.*))?/su.exec(text) ?? [];
  return { code: codeKey(code), title };
};

interface Index {
  readonly labels: ReadonlyMap<string, Named | null>;
  readonly codes: ReadonlyMap<string, Named | null>;
  readonly titles: ReadonlyMap<string, Named | null>;
}

/** Records by key; a key that several have tells nothing. */
const uniqueBy = (records: readonly Named[], key: (record: Named) => string): Map<string, Named | null> => {
  const index = new Map<string, Named | null>();
  for (const record of records) index.set(key(record), index.has(key(record)) ? null : record);
  return index;
};

const createIndex = (records: readonly Named[]): Index => {
  const coded = records.filter(({ code }) => code !== '');
  return {
    labels: uniqueBy(coded, ({ code, title }) => labelKey(code, title)),
    codes: uniqueBy(coded.filter(({ isCopy }) => !isCopy), ({ code }) => codeKey(code)),
    titles: uniqueBy(records, ({ title }) => textKey(title)),
  };
};

/** One table's names in every source, and every title that a record has or had. */
interface TableNames {
  readonly indexes: readonly Index[];
  hasTitle(id: string, title: string): boolean;
}

const createNames = (sources: readonly (readonly Named[])[]): TableNames => {
  const known = new Set(sources.flatMap((records) => records.map(({ id, title }) => `${id}|${titleKey(title)}`)));
  return { indexes: sources.map(createIndex), hasTitle: (id, title) => known.has(`${id}|${titleKey(title)}`) };
};

/** Reads references; `isOpen` tells of records whose title is in an open conflict, so that cells may show one that no source has any more. */
export const createReferences = (sources: readonly NamedRecords[], isOpen: (table: TableName, id: string) => boolean): References => {
  const tablesByName = new Map<TableName, TableNames>();
  const namesOf = (table: TableName): TableNames => {
    if (!tablesByName.has(table)) tablesByName.set(table, createNames(sources.map((namesIn) => namesIn(table))));
    return tablesByName.get(table)!;
  };
  return {
    findRecord: (table, text) => {
      const { indexes, hasTitle } = namesOf(table);
      const { code, title } = splitReference(text);
      const isMeant = ({ id }: Named): boolean => title.trim() === '' || hasTitle(id, title) || isOpen(table, id);
      for (const { labels, codes, titles } of indexes) {
        const coded = codes.get(code);
        const found = labels.get(labelKey(code, title)) ?? (coded && isMeant(coded) ? coded : titles.get(textKey(text)));
        if (found) return found.id;
      }
      return undefined;
    },
    labelByCode: (table, text) => {
      const { code } = splitReference(text);
      const named = namesOf(table).indexes.flatMap(({ codes }) => codes.get(code) ?? [])[0];
      return named && `${named.code}${codeSeparator}${named.title}`;
    },
  };
};

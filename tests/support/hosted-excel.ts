import { createExcelWorkbook } from '../../addin/host/excel-workbook';
import type { HostResult, OpenWorkbook } from '../../addin/host/open-workbook';
import type { Grid, WorkbookPatch } from '../../core/sheet';
import type { OwnTabs } from '../contract/host-contract';
import { createHost, type ExcelHost } from './excel-host/host';
import { connectClient } from './excel-host/load-client';
import { createBook } from './excel-host/model/book';
import { lettersOf } from './excel-host/model/area';
import { personAt, type Person } from './excel-host/person';
import type { HostedWorkbook } from './workbook-journey';

/** What was asked for, or an error that tells the failure. */
export const valueOf = <T>(result: HostResult<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

export interface OpenedExcel extends HostedWorkbook {
  write(patch: WorkbookPatch, read: Grid): Promise<void>;
  readonly host: ExcelHost;
  readonly book: OpenWorkbook;
  readonly person: Person;
  /** Milliseconds that the add-in wished to wait; nobody waits. */
  readonly pauses: number[];
}

/** Lets somebody act right before a request is answered, the first from now on being 1. */
export const actBefore = (host: ExcelHost, request: number, act: () => void): void => {
  const { answer } = host;
  let left = request;
  host.answer = (body, flags) => {
    left -= 1;
    if (left === 0) act();
    return answer(body, flags);
  };
};

const asTyped = (value: string | number): string => (typeof value === 'number' ? String(value).replace('.', ',') : value);

const typeRows = (person: Person, tab: string, rows: OwnTabs[string]): void =>
  rows.forEach((cells, row) => cells.forEach((value, column) => {
    const text = typeof value === 'string' && value.startsWith('=') ? `'${value}` : asTyped(value);
    expect(person.type(tab, `${lettersOf(column)}${row + 1}`, text)).toBeNull();
  }));

/** A workbook that is open in an emulated Excel, and the add-in's own host beside it. */
export const openExcel = (own: OwnTabs = { Ark1: [] }, platform: ExcelHost['platform'] = 'web'): OpenedExcel => {
  const host = createHost(createBook(Object.keys(own)), platform);
  connectClient(host);
  const pauses: number[] = [];
  const book = createExcelWorkbook({ pause: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)) });
  const person = personAt(host);
  for (const [tab, rows] of Object.entries(own)) typeRows(person, tab, rows);
  return {
    host, book, person, pauses,
    insert: async (model) => valueOf(await book.insert(model)),
    read: async () => valueOf(await book.read()),
    write: async (patch, read) => valueOf(await book.write(patch, read)),
    type: (tab, address, value) => {
      const outcome = person.type(tab, address, asTyped(value));
      return outcome === null ? Promise.resolve() : Promise.reject(new Error(outcome));
    },
  };
};

import { createExcelWorkbook } from '../../addin/host/excel-workbook';
import { renderBeside } from '../../core/sheet';
import { createHost, type ExcelHost } from './excel-host/host';
import { connectClient } from './excel-host/load-client';
import { addressOf, areaFrom, cellArea } from './excel-host/model/area';
import { createBook, sheetNamed, type Book } from './excel-host/model/book';
import { displayed } from './excel-host/displayed';
import type { Sheet } from './excel-host/model/sheet';
import type { LiveServer } from './live-server';
import { today } from './sync-world';

const insertPlan = async ({ store }: LiveServer, planId: string): Promise<Book> => {
  const head = await store.head(planId);
  if (!head.ok) throw new Error(head.failure.kind);
  const { plan, number: revision, hash } = head.value;
  const host = createHost(createBook(['Budsjett']));
  connectClient(host);
  const written = await createExcelWorkbook().insert(renderBeside({ plan, stamp: { planId, revision, hash, locale: 'nb', openConflicts: [] }, today }, ['Budsjett']).model);
  if (!written.ok) throw new Error(written.failure.kind);
  return host.book;
};

const inserted = new Map<string, Promise<Book>>();

/**
 * An Excel whose workbook holds a tab of somebody's own and an example plan as every server of this run has it at first: put in once by the
 * add-in's own host, and copied for each that asks.
 */
export const hostWithPlan = async (server: LiveServer, planId: string, platform: ExcelHost['platform'] = 'desktop'): Promise<ExcelHost> => {
  const book = inserted.get(planId) ?? insertPlan(server, planId);
  inserted.set(planId, book);
  return createHost(structuredClone(await book), platform);
};

const textAt = (sheet: Sheet, row: number, column: number): string => String(sheet.cells.get(row)?.get(column)?.value ?? '');

/** Where a record's cell stands now, by its code and the column's header. */
export const addressIn = ({ book }: ExcelHost, tab: string, code: string, header: string): string => {
  const sheet = sheetNamed(book, tab)!;
  const { top, left, right, bottom } = sheet.tables[0]!.area;
  const across = Array.from({ length: right - left + 1 }, (_, i) => left + i);
  const column = across.find((at) => textAt(sheet, top, at) === header)!;
  const row = Array.from({ length: bottom - top }, (_, i) => top + 1 + i).find((at) => across.slice(0, 3).some((one) => textAt(sheet, at, one) === code))!;
  return addressOf(cellArea(row, column));
};

/** What a cell shows. */
export const shownAt = ({ book }: ExcelHost, tab: string, address: string): string | number | boolean => {
  const { top, left } = areaFrom(address);
  return displayed(book, sheetNamed(book, tab)!, top, left).value;
};

import { FormulaGap } from '../../formulas/gap';
import { EmulatorGap, GoogleError, type Caller, type CallParams, type ModelSurroundings, type SheetsModel } from '../parts';
import { personAt } from '../person';
import { toXlsx } from '../xlsx-export';
import { fromXlsx } from '../xlsx-import';
import { restore, snapshot, type Edit } from './book';
import { createBook } from './create';
import { rangesFromA1, toldSpreadsheet, type Asked } from './get';
import { asksFor, parseMask } from './mask';
import { allFound, selectMetadata, selectRanges, toldFound } from './metadata';
import { applyRequest, applyRequests } from './requests';
import { duplicateInto } from './requests/sheets';
import { dateToSerial } from './shown';
import { toldProperties } from './told';
import type { BatchUpdateBody, Book, DataFilter, Listener } from './types';
import { valueMethods } from './value-methods';

type ByDataFilter = gapi.client.sheets.GetSpreadsheetByDataFilterRequest;
type CopyBody = gapi.client.sheets.CopySheetToAnotherSpreadsheetRequest;

const listOf = (value: CallParams[string]): readonly string[] | undefined => (value === undefined ? undefined : typeof value === 'string' ? [value] : value);

const notFound = (): never => {
  throw new GoogleError(404, 'NOT_FOUND', 'Requested entity was not found.');
};

/** What one call works on. */
export interface Work {
  readonly edit: Edit;
  readonly params: CallParams;
  readonly body: unknown;
  readonly withGrid: boolean;
  readonly bookOf: (id: string) => Book;
}

const maskOf = ({ fields }: CallParams): Asked['mask'] => (typeof fields === 'string' && fields !== '' ? parseMask(fields) : undefined);

const get = ({ edit, params, withGrid }: Work): unknown => {
  const ranges = listOf(params['ranges']);
  return toldSpreadsheet(edit, { ...(ranges && { ranges: rangesFromA1(edit.book, ranges) }), mask: maskOf(params), withGrid });
};

const getByDataFilter = ({ edit, params, body, withGrid }: Work): unknown => {
  const { dataFilters, includeGridData = false } = body as ByDataFilter;
  const ranges = dataFilters?.flatMap((filter) => selectRanges(edit.book, filter));
  return toldSpreadsheet(edit, { ...(ranges && { ranges }), mask: maskOf(params), withGrid: withGrid || includeGridData });
};

const updatedSpreadsheet = ({ edit, params, body }: Work): unknown => {
  const { responseRanges, responseIncludeGridData = false } = body as BatchUpdateBody;
  const mask = maskOf(params);
  const withGrid = mask ? asksFor(mask, 'updatedSpreadsheet', 'sheets', 'data') : responseIncludeGridData;
  return toldSpreadsheet(edit, { ...(responseRanges && { ranges: rangesFromA1(edit.book, responseRanges) }), mask: mask?.get('updatedSpreadsheet'), withGrid });
};

const batchUpdate = (work: Work): unknown => {
  const { edit, body } = work;
  const { requests = [], includeSpreadsheetInResponse } = body as BatchUpdateBody;
  if (requests.length === 0) throw new GoogleError(400, 'INVALID_ARGUMENT', 'Must specify at least one request.');
  const replies = applyRequests(edit, requests);
  edit.book.changes += 1;
  return { spreadsheetId: edit.book.id, replies, ...(includeSpreadsheetInResponse && { updatedSpreadsheet: updatedSpreadsheet(work) }) };
};

const searchMetadata = ({ edit, body }: Work): unknown => {
  const { dataFilters = [] } = body as { readonly dataFilters?: readonly DataFilter[] };
  const found = allFound(edit.book).map((one) => ({ one, filters: dataFilters.filter((filter) => selectMetadata(edit.book, filter).some(({ metadata }) => metadata === one.metadata)) }));
  const matched = found.filter(({ filters }) => filters.length > 0).map(({ one, filters }) => ({ developerMetadata: toldFound(one), dataFilters: filters }));
  return matched.length ? { matchedDeveloperMetadata: matched } : {};
};

const getMetadata = ({ edit, params }: Work): unknown => {
  const found = allFound(edit.book).find(({ metadata }) => metadata.metadataId === Number(params['metadataId']));
  return found ? toldFound(found) : notFound();
};

const copyTo = ({ edit, params, body, bookOf }: Work): unknown => {
  const source = edit.book.sheets.find(({ id }) => id === Number(params['sheetId'])) ?? notFound();
  const target = bookOf((body as CopyBody).destinationSpreadsheetId ?? '');
  const copy = duplicateInto(target, source);
  target.changes += 1;
  return toldProperties(target, copy);
};

const methods: Readonly<Record<string, (work: Work) => unknown>> = {
  'spreadsheets.get': get, 'spreadsheets.getByDataFilter': getByDataFilter, 'spreadsheets.batchUpdate': batchUpdate, 'spreadsheets.sheets.copyTo': copyTo,
  'spreadsheets.developerMetadata.search': searchMetadata, 'spreadsheets.developerMetadata.get': getMetadata, ...valueMethods,
};

/** [batch-is-atomic] What fails leaves the book as it stood. An unknown function of a formula is a gap, whoever reads it. */
const allOrNothing = <T>(book: Book, act: () => T): T => {
  const before = snapshot(book);
  try {
    return act();
  } catch (problem) {
    restore(book, before);
    if (problem instanceof FormulaGap) throw new EmulatorGap(problem.message);
    throw problem;
  }
};

const isReading = (method: string): boolean => /\.(get|batchGet|search|getByDataFilter|batchGetByDataFilter)$/.test(method);

const reading = <T>(act: () => T): T => {
  try {
    return act();
  } catch (problem) {
    throw problem instanceof FormulaGap ? new EmulatorGap(problem.message) : problem;
  }
};

/** What is uploaded gets the locale of the account. */
const uploadLocale = 'nb_NO';

/** The spreadsheets, and who listens to what hands do in them. */
export interface ListenedModel extends SheetsModel {
  listen(spreadsheetId: string, listener: Listener): void;
}

export const createModel = ({ switches, now, callersOf }: ModelSurroundings): ListenedModel => {
  const books = new Map<string, Book>();
  const listeners = new Map<string, Listener[]>();
  const bookOf = (id: string): Book => books.get(id) ?? notFound();
  const today = (): number => Math.floor(dateToSerial(now()));
  const editOf = (book: Book, caller: Caller, isByHand: boolean): Edit => ({ book, caller, switches, isByHand, today: today() });
  const callerOf = (id: string, email: string): Caller => callersOf(id).find((one) => one.email === email) ?? { email, role: 'writer' };
  return {
    create: (id, body, owner) => void books.set(id, createBook(id, body, owner, switches, today())),
    run: (method, id, params, body, caller, withGrid) => {
      const book = bookOf(id);
      const act = methods[method] ?? ((): never => { throw new EmulatorGap(method); });
      const work: Work = { edit: editOf(book, caller, false), params, body, withGrid, bookOf };
      return isReading(method) ? reading(() => act(work)) : allOrNothing(book, () => act(work));
    },
    person: (id, email) => personAt({ edit: () => editOf(bookOf(id), callerOf(id, email), true), listeners: () => listeners.get(id) ?? [] }),
    title: (id) => bookOf(id).properties.title ?? '',
    rename: (id, title) => {
      const book = bookOf(id);
      book.properties = { ...book.properties, title };
      book.changes += 1;
    },
    version: (id) => bookOf(id).changes,
    exportXlsx: async (id) => toXlsx({ book: bookOf(id), switches, today: today() }),
    importXlsx: async (id, title, bytes, owner) => {
      const { body, rules } = await fromXlsx(bytes, title, uploadLocale);
      const book = createBook(id, body, owner, switches, today());
      for (const { range, rule } of rules) applyRequest(editOf(book, owner, false), { setDataValidation: { range, rule } });
      books.set(id, book);
    },
    listen: (id, listener) => void listeners.set(id, [...(listeners.get(id) ?? []), listener]),
  };
};

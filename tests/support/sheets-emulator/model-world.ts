import { createModel, type ListenedModel } from './model';
import type { Spreadsheet, Request } from './model/types';
import type { Caller } from './parts';
import { applyMask, parseMask } from './schema/field-mask';
import { assumedSwitches, type Switches } from './switches';

/** A model without server or Drive, for tests of the spreadsheet itself. */
export interface ModelWorld {
  readonly model: ListenedModel;
  readonly id: string;
  /** The spreadsheet as an account sees it. */
  get(fields: string, options?: { readonly ranges?: readonly string[]; readonly as?: string }): Spreadsheet;
  /** A batch of requests, by the owner unless somebody else is named. */
  batch(requests: readonly Request[], as?: string): gapi.client.sheets.BatchUpdateSpreadsheetResponse;
  run(method: string, params: Record<string, string | readonly string[]>, body?: unknown, as?: string): unknown;
  /** What stands in a cell, as it is told. */
  cell(tab: string, address: string): gapi.client.sheets.CellData;
  /** What cells show, without the empty ones at the ends of rows and without empty rows at the end. */
  shown(range: string): string[][];
}

const filled = <T extends string | readonly string[]>(list: readonly T[]): T[] => list.slice(0, list.reduce((last, one, i) => (one.length ? i + 1 : last), 0));

const owner = 'eier@planark.test';

export const modelWorld = (body: Spreadsheet = {}, switches: Partial<Switches> = {}, people: readonly Caller[] = []): ModelWorld => {
  const callers: Caller[] = [{ email: owner, role: 'owner' }, ...people];
  const model = createModel({ switches: { ...assumedSwitches, ...switches }, now: () => new Date('2026-11-21T12:00:00Z'), callersOf: () => callers });
  const id = 'S1';
  model.create(id, { properties: { locale: 'nb_NO' }, ...body }, callers[0]!);
  const callerOf = (email: string): Caller => callers.find((one) => one.email === email) ?? { email, role: 'writer' };
  const run: ModelWorld['run'] = (method, params, given, as = owner) => model.run(`spreadsheets.${method}`, id, params, given, callerOf(as), /data/.test(String(params['fields'] ?? '')));
  const get: ModelWorld['get'] = (fields, { ranges, as } = {}) => applyMask(parseMask(fields), run('get', { fields, ...(ranges && { ranges }) }, undefined, as)) as Spreadsheet;
  const world: ModelWorld = {
    model, id, run, get,
    batch: (requests, as) => run('batchUpdate', {}, { requests }, as) as gapi.client.sheets.BatchUpdateSpreadsheetResponse,
    cell: (tab, address) => get('sheets.data', { ranges: [`'${tab}'!${address}`] }).sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0] ?? {},
    shown: (range) => filled((get('sheets.data', { ranges: [range] }).sheets?.[0]?.data?.[0]?.rowData ?? []).map(({ values = [] }) => filled(values.map(({ formattedValue = '' }) => formattedValue)))),
  };
  return world;
};

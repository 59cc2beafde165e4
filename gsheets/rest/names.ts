import type { GridName } from '../../core';
import type { GoogleFailure, SheetsRequest, Spreadsheet } from './calls';
import { sheetIdOf, sheetNamed, toGoogleRange } from './raw-spreadsheet';

/** The number that a name of ours gets: Google takes it back by that alone once the cells of the name are gone. */
const idOf = (name: string): string => name.toLowerCase();

/** Gives cells their names, from the first row down without an end, so that rows that are typed or put on below belong to them. [N57] */
export const nameRequests = (raw: Spreadsheet, names: readonly GridName[] = []): SheetsRequest[] =>
  names.flatMap(({ name, tab, range: cells }): SheetsRequest[] => {
    const sheet = sheetNamed(raw, tab);
    if (!sheet) return [];
    const { endRowIndex: _, ...range } = toGoogleRange(sheetIdOf(sheet), cells);
    const standing = raw.namedRanges?.find((one) => idOf(one.name ?? '') === idOf(name));
    const { namedRangeId = idOf(name) } = standing ?? {};
    return [standing ? { updateNamedRange: { namedRange: { namedRangeId, range }, fields: 'range' } } : { addNamedRange: { namedRange: { namedRangeId, name, range } } }];
  });

/** Google refuses a name whose cells are gone as one that is there, and tells of none. */
export const isNameTaken = ({ kind, detail = '' }: GoogleFailure): boolean => kind === 'refused' && /named range .*already exists/i.test(detail);

/** Takes names back that are there and are told of by nobody. [N58] */
export const forgetRequests = (requests: readonly SheetsRequest[]): SheetsRequest[] =>
  requests.flatMap(({ addNamedRange }): SheetsRequest[] => (addNamedRange ? [{ deleteNamedRange: { namedRangeId: addNamedRange.namedRange!.namedRangeId! } }] : []));

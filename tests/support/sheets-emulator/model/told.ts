import type { Caller } from '../parts';
import type { Switches } from '../switches';
import { rangeOf } from './area';
import { mayEdit, type Protection } from './protection';
import type { BasicFilter, Book, ConditionalFormatRule, DeveloperMetadata, FilterView, NamedRange, Named, Placed, ProtectedRange, Sheet, SheetProperties } from './types';

/** How things are told in answers. */
export const toldProperties = (book: Book, sheet: Sheet): SheetProperties => ({ ...sheet.properties, index: book.sheets.indexOf(sheet) });

export const toldFormatRule = (sheet: Sheet, { areas, facts }: Placed<ConditionalFormatRule>): ConditionalFormatRule => ({ ranges: areas.map((area) => rangeOf(sheet.id, area)), ...facts });

/** [protection-lists-owner] Editors are told to those who are among them. */
export const toldProtection = (book: Book, sheet: Sheet, protection: Protection, caller: Caller, switches: Switches): ProtectedRange => {
  const { areas, unprotected, facts } = protection;
  const isEditor = mayEdit(protection, caller, switches) && facts.warningOnly !== true;
  const { editors, ...rest } = facts;
  const users = [...new Set([...(switches.protectionListsOwner ? [book.owner] : []), ...(editors?.users ?? [])])];
  return {
    range: rangeOf(sheet.id, areas[0]!), ...rest, ...(unprotected.length && { unprotectedRanges: unprotected.map((area) => rangeOf(sheet.id, area)) }),
    ...(mayEdit(protection, caller, switches) && { requestingUserCanEdit: true }), ...(isEditor && { editors: { ...editors, users } }),
  };
};

export const toldFilter = (sheet: Sheet, { areas, facts }: Placed<BasicFilter>): BasicFilter => ({ range: rangeOf(sheet.id, areas[0]!), ...facts });
export const toldView = (sheet: Sheet, { areas, facts }: Placed<FilterView>): FilterView => ({ range: rangeOf(sheet.id, areas[0]!), ...facts });

export const toldName = ({ id, name, sheetId, area }: Named): NamedRange => ({ namedRangeId: id, name, ...(area && { range: rangeOf(sheetId, area) }) });
/** [gone-names-stay] A name whose cells are gone is told of no more. */
export const toldNames = ({ names }: Book): NamedRange[] => names.filter(({ area }) => area !== null).map(toldName);

/** Where metadata stands, and the list that holds it. */
export interface MetadataPlace {
  readonly list: DeveloperMetadata[];
  readonly location: gapi.client.sheets.DeveloperMetadataLocation;
}

/** Every place of a book where metadata stands. */
export const metadataPlaces = function* (book: Book): Generator<MetadataPlace> {
  yield { list: book.metadata, location: { locationType: 'SPREADSHEET', spreadsheet: true } };
  for (const sheet of book.sheets) {
    yield { list: sheet.metadata, location: { locationType: 'SHEET', sheetId: sheet.id } };
    for (const [dimension, lines] of [['ROWS', sheet.rows], ['COLUMNS', sheet.columns]] as const) {
      for (let index = 0; index < lines.length; index += 1) {
        const list = lines[index]?.metadata;
        if (list?.length) yield { list, location: lineLocation(sheet, dimension, index) };
      }
    }
  }
};

export const lineLocation = (sheet: Sheet, dimension: 'ROWS' | 'COLUMNS', index: number): MetadataPlace['location'] =>
  ({ locationType: dimension === 'ROWS' ? 'ROW' : 'COLUMN', dimensionRange: { sheetId: sheet.id, dimension, startIndex: index, endIndex: index + 1 } });

export const toldMetadata = (metadata: DeveloperMetadata, location: MetadataPlace['location']): DeveloperMetadata => ({ ...metadata, location });

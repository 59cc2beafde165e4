import { invalid } from '../parts';
import { areaOf, everywhere, overlaps, type Area } from './area';
import { rangeFromA1 } from './a1';
import { sheetById } from './book';
import { metadataPlaces, toldMetadata, type MetadataPlace } from './told';
import type { Book, DataFilter, DeveloperMetadata, GridRange } from './types';

type Location = gapi.client.sheets.DeveloperMetadataLocation;
type Lookup = gapi.client.sheets.DeveloperMetadataLookup;

export interface FoundMetadata {
  readonly place: MetadataPlace;
  readonly metadata: DeveloperMetadata;
}

const dimensionArea = ({ dimension, startIndex = 0, endIndex = Infinity }: gapi.client.sheets.DimensionRange): Area =>
  (dimension === 'COLUMNS' ? { ...everywhere, left: startIndex, right: endIndex } : { ...everywhere, top: startIndex, bottom: endIndex });

/** The sheet and cells that a location spans; null for the spreadsheet itself. */
export const spanOf = ({ sheetId, dimensionRange }: Location): { readonly sheetId: number; readonly area: Area } | null =>
  (dimensionRange ? { sheetId: dimensionRange.sheetId ?? 0, area: dimensionArea(dimensionRange) } : sheetId !== undefined ? { sheetId, area: everywhere } : null);

const isSameLocation = (a: Location, b: Location): boolean => {
  const [x, y] = [spanOf(a), spanOf(b)];
  return x === null || y === null ? x === y : x.sheetId === y.sheetId && x.area.top === y.area.top && x.area.bottom === y.area.bottom && x.area.left === y.area.left && x.area.right === y.area.right;
};

const intersects = (a: Location, b: Location): boolean => {
  const [x, y] = [spanOf(a), spanOf(b)];
  return x === null || y === null || (x.sheetId === y.sheetId && overlaps(x.area, y.area));
};

const isMeant = ({ place: { location }, metadata }: FoundMetadata, lookup: Lookup): boolean => {
  const { metadataId, metadataKey, metadataValue, visibility, locationType, metadataLocation, locationMatchingStrategy } = lookup;
  if (metadataId !== undefined && metadata.metadataId !== metadataId) return false;
  if (metadataKey !== undefined && metadata.metadataKey !== metadataKey) return false;
  if (metadataValue !== undefined && metadata.metadataValue !== metadataValue) return false;
  if (visibility !== undefined && metadata.visibility !== visibility) return false;
  if (locationType !== undefined && location.locationType !== locationType) return false;
  if (!metadataLocation) return true;
  return locationMatchingStrategy === 'INTERSECTING_LOCATION' ? intersects(location, metadataLocation) : isSameLocation(location, metadataLocation);
};

const touches = ({ place: { location } }: FoundMetadata, { sheetId = 0, ...range }: GridRange): boolean => {
  const span = spanOf(location);
  return span !== null && span.sheetId === sheetId && overlaps(span.area, areaOf(range));
};

export const allFound = (book: Book): FoundMetadata[] => [...metadataPlaces(book)].flatMap((place) => place.list.map((metadata) => ({ place, metadata })));

/** The metadata that a filter selects, in the order of where it stands. */
export const selectMetadata = (book: Book, { developerMetadataLookup: lookup, gridRange, a1Range }: DataFilter): FoundMetadata[] => {
  const all = allFound(book);
  if (lookup) return all.filter((one) => isMeant(one, lookup));
  const range = gridRange ?? (a1Range === undefined ? undefined : rangeFromA1(book, a1Range));
  if (!range) throw invalid('A data filter must select by metadata, by A1 range or by grid range.');
  return all.filter((one) => touches(one, range));
};

/** The cells that a filter selects: those of the lines or sheets that its metadata stands on, or of its range. */
export const selectRanges = (book: Book, filter: DataFilter): GridRange[] => {
  if (filter.gridRange) return [filter.gridRange];
  if (filter.a1Range !== undefined) return [rangeFromA1(book, filter.a1Range)];
  return selectMetadata(book, filter).flatMap(({ place: { location } }): GridRange[] => {
    const { dimensionRange, sheetId } = location;
    if (sheetId !== undefined) return [{ sheetId }];
    if (!dimensionRange) return [];
    const { startIndex, endIndex } = dimensionRange;
    return [{ sheetId: dimensionRange.sheetId, ...(dimensionRange.dimension === 'COLUMNS' ? { startColumnIndex: startIndex, endColumnIndex: endIndex } : { startRowIndex: startIndex, endRowIndex: endIndex }) }];
  });
};

export const toldFound = ({ place, metadata }: FoundMetadata): DeveloperMetadata => toldMetadata(metadata, place.location);

/** How much of the room for metadata is taken, where: by sheet, and by the spreadsheet itself. */
export const charactersBySheet = (book: Book): ReadonlyMap<number | null, number> => {
  const sizes = new Map<number | null, number>();
  for (const { place, metadata } of allFound(book)) {
    const at = spanOf(place.location)?.sheetId ?? null;
    sizes.set(at, (sizes.get(at) ?? 0) + (metadata.metadataKey?.length ?? 0) + (metadata.metadataValue?.length ?? 0));
  }
  return sizes;
};

export const listAt = (book: Book, location: Location, lineOf: (sheetId: number, isRows: boolean, index: number) => DeveloperMetadata[]): DeveloperMetadata[] => {
  const given = [location.spreadsheet === true, location.sheetId !== undefined, location.dimensionRange !== undefined].filter(Boolean).length;
  if (given !== 1) throw invalid('Developer metadata must have exactly one location: the spreadsheet, a sheet, or a row or column.');
  if (location.spreadsheet) return book.metadata;
  if (location.sheetId !== undefined) return sheetById(book, location.sheetId).metadata;
  const { sheetId = 0, dimension, startIndex = 0, endIndex } = location.dimensionRange!;
  if (endIndex !== startIndex + 1) throw invalid('Developer metadata can only be associated with a single row or column.');
  return lineOf(sheetId, dimension !== 'COLUMNS', startIndex);
};

import { invalid } from '../../parts';
import { columnFor, freshId, linesOf, rowFor, type Edit } from '../book';
import { assign, parseMask } from '../mask';
import { allFound, charactersBySheet, listAt, selectMetadata, toldFound, type FoundMetadata } from '../metadata';
import type { Book, DataFilter, DeveloperMetadata } from '../types';
import { fieldsOf, type Apply } from './apply';

const mostCharacters = 30_000;

const lineList = (book: Book) => (sheetId: number, isRows: boolean, index: number): DeveloperMetadata[] => {
  const { sheet, end } = linesOf(book, { sheetId, dimension: isRows ? 'ROWS' : 'COLUMNS' });
  if (index >= end) throw invalid(`DimensionRange.endIndex[${index + 1}] is after last ${isRows ? 'row' : 'column'} in grid[${end}]`);
  return (isRows ? rowFor(sheet, index) : columnFor(sheet, index)).metadata;
};

/** [metadata-room] */
const checkRoom = ({ book, switches }: Edit): void => {
  if (!switches.metadataIsLimited) return;
  for (const size of charactersBySheet(book).values()) if (size > mostCharacters) throw invalid(`Developer metadata exceeds the limit of ${mostCharacters} characters.`);
};

/** [metadata-id-in-use] [deleted-metadata-id] */
const checkId = ({ book, switches }: Edit, id: number): void => {
  const isTaken = allFound(book).some(({ metadata }) => metadata.metadataId === id) || (!switches.deletedMetadataIdIsFree && book.usedMetadataIds.has(id));
  if (isTaken) throw invalid(`Developer metadata with ID ${id} already exists.`);
};

const createDeveloperMetadata: Apply<'createDeveloperMetadata'> = (edit, { developerMetadata = {} }) => {
  const { book } = edit;
  const { metadataId, metadataKey, metadataValue, visibility, location = {} } = developerMetadata;
  if (!metadataKey) throw invalid('Developer metadata must have a key.');
  if (!visibility) throw invalid('Developer metadata must have a visibility.');
  if (location.locationType !== undefined) throw invalid('location.locationType is read-only.');
  if (metadataId !== undefined) checkId(edit, metadataId);
  const list = listAt(book, location, lineList(book));
  const id = metadataId ?? freshId(book, (one) => book.usedMetadataIds.has(one));
  list.push({ metadataId: id, metadataKey, ...(metadataValue !== undefined && { metadataValue }), visibility });
  book.usedMetadataIds = new Set([...book.usedMetadataIds, id]);
  checkRoom(edit);
  const made = allFound(book).find(({ metadata }) => metadata.metadataId === id)!;
  return { createDeveloperMetadata: { developerMetadata: toldFound(made) } };
};

const selected = (book: Book, filters: readonly DataFilter[]): FoundMetadata[] => {
  const found = filters.flatMap((filter) => selectMetadata(book, filter));
  return found.filter(({ metadata }, i) => found.findIndex((one) => one.metadata === metadata) === i);
};

const takeOut = ({ place: { list }, metadata }: FoundMetadata): void => {
  list.splice(list.indexOf(metadata), 1);
};

export const metadataRequests = {
  createDeveloperMetadata,
  updateDeveloperMetadata: (edit, { dataFilters = [], developerMetadata = {}, fields }) => {
    const { book } = edit;
    const mask = parseMask(fieldsOf(fields));
    const found = selected(book, dataFilters);
    const ids = new Set<number>();
    for (const one of found) {
      const { location, ...next } = assign<DeveloperMetadata>(toldFound(one), developerMetadata, mask) ?? {};
      takeOut(one);
      const { locationType: _, ...to } = location ?? {};
      listAt(book, to, lineList(book)).push({ ...next, metadataId: one.metadata.metadataId });
      ids.add(one.metadata.metadataId!);
    }
    checkRoom(edit);
    return { updateDeveloperMetadata: { developerMetadata: allFound(book).filter(({ metadata }) => ids.has(metadata.metadataId!)).map(toldFound) } };
  },
  deleteDeveloperMetadata: ({ book }, { dataFilter = {} }) => {
    const found = selected(book, [dataFilter]);
    const told = found.map(toldFound);
    for (const one of found) takeOut(one);
    return { deleteDeveloperMetadata: { deletedDeveloperMetadata: told } };
  },
} satisfies { [K in 'createDeveloperMetadata' | 'updateDeveloperMetadata' | 'deleteDeveloperMetadata']: Apply<K> };

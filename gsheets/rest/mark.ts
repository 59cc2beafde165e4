import type { SheetsRequest, Spreadsheet } from './calls';

/** A trace that a write left in the spreadsheet: its number cannot be given twice, so of two writers that read the same one only one gets the next. */
export interface Mark {
  readonly id: number;
  /** The revision that was written, and the writer's own word for the write. */
  readonly value: string;
}

/** The mask of a look at the marks alone. */
export const markFields = 'developerMetadata(metadataId,metadataKey,metadataValue)';

const markKey = 'planark.rev';
/** Numbers that Google gives by itself are spread over all of 32 bits: nobody has seen one here. */
const firstMark = 900_001;
/** Who read so many writes ago is still refused. */
const keptMarks = 50;

/** Marks of a spreadsheet that was read, the oldest first. */
export const marksOf = ({ developerMetadata = [] }: Spreadsheet): Mark[] =>
  developerMetadata.flatMap(({ metadataKey, metadataId, metadataValue = '' }) => (metadataKey === markKey && metadataId !== undefined ? [{ id: metadataId, value: metadataValue }] : [])).sort((a, b) => a.id - b.id);

/** The mark that the next write makes, and what makes it. */
export interface NewMark extends Mark {
  /** They begin a batch: it fails as a whole where somebody else has made this mark. Marks of long ago go. [N40] [N43] */
  readonly requests: readonly SheetsRequest[];
}

/** The mark after the highest one, and after `above`; numbers that something else has are passed over. */
export const nextMark = (read: Spreadsheet, value: string, above = firstMark - 1): NewMark => {
  const marks = marksOf(read);
  const taken = new Set((read.developerMetadata ?? []).map(({ metadataId }) => metadataId));
  let id = Math.max(above, marks.at(-1)?.id ?? 0) + 1;
  while (taken.has(id)) id++;
  return {
    id, value,
    requests: [
      { createDeveloperMetadata: { developerMetadata: { metadataId: id, metadataKey: markKey, metadataValue: value, visibility: 'DOCUMENT', location: { spreadsheet: true } } } },
      ...marks.filter((old) => old.id <= id - keptMarks).map((old): SheetsRequest => ({ deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId: old.id } } } })),
    ],
  };
};

/** What became of the write that was to make a mark: it `made` it, `another` did, or `none` did. One of the same words may be another's where the writer has no word of its own. */
export const markFound = (now: Spreadsheet, { id, value }: Mark): 'made' | 'another' | 'none' => {
  const found = marksOf(now).find((mark) => mark.id === id);
  if (found) return found.value === value ? 'made' : 'another';
  // Later marks with this one gone: somebody wrote so often that it was tidied away.
  return marksOf(now).some((mark) => mark.id > id) ? 'another' : 'none';
};

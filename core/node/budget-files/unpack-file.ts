import { inflatePart } from '../host-xlsx/read/inflate-part';
import { RefusedError } from '../host-xlsx/read/refusals';
import { readZipDirectory } from '../host-xlsx/read/zip-directory';
import { refused, type BudgetFileReading, type BudgetRefusalCode } from './budget-file';

type Unpacked = { readonly ok: true; readonly bytes: Uint8Array } | (BudgetFileReading & { readonly ok: false });

/** Every workbook has it, and its name stands in the zip as it is. */
const listOfTypes = '[Content_Types].xml';

/** A zip that is no workbook. */
export const isPackedFile = (file: Buffer): boolean => file.toString('latin1', 0, 2) === 'PK' && !file.includes(listOfTypes);

/** What a Mac puts beside each file, and folders. */
const isBeside = (name: string): boolean => name.endsWith('/') || name.startsWith('__MACOSX/') || /(?:^|\/)\.[^/]*$/u.test(name);

const refusals: Readonly<Record<string, BudgetRefusalCode>> = { PART_TOO_LARGE: 'TOO_LARGE', EXPANDS_TOO_FAR: 'TOO_LARGE', RATIO: 'TOO_LARGE', ZIP_ENCRYPTED: 'LOCKED' };

/**
 * The one file in a zip, as tax authorities and accounting systems hand a SAF-T file out. The zip is checked before anything in it is unpacked, and no byte more than
 * it declares is: as a workbook's. A refusal where it holds several, which say nothing of which is meant. [C150]
 */
export const unpackFile = (file: Buffer): Unpacked => {
  try {
    const files = [...readZipDirectory(file).values()].filter(({ name }) => !isBeside(name));
    if (files.length > 1) return refused('SEVERAL_FILES', files.slice(0, 5).map(({ name }) => name).join(', '));
    return files[0] ? { ok: true, bytes: inflatePart(file, files[0]) } : refused('EMPTY', 'no file');
  } catch (error) {
    if (error instanceof RefusedError) return refused(refusals[error.refusal.code] ?? 'DAMAGED', `${error.refusal.code}: ${error.refusal.detail}`);
    throw error;
  }
};

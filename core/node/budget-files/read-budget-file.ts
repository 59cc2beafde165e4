import type { ReadXlsx } from '../host-xlsx/isolate/isolated-reader';
import { refused, type BudgetFileReading } from './budget-file';
import { fromUtf16, isBinary } from './decode-text';
import { isPackedFile, unpackFile } from './unpack-file';

const odsMark = 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet';

const begins = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 400)).toString('latin1');

/** What a file is, by what it begins with: names of files are often wrong. */
const formatOf = (bytes: Uint8Array): 'packed' | 'ods' | 'saft' | 'sie' | 'csv' | 'unknown' => {
  const start = begins(bytes);
  const isPacked = start.startsWith('PK') || start.startsWith('\xd0\xcf\x11\xe0');
  if (isPacked) return start.slice(30).startsWith(odsMark) ? 'ods' : 'packed';
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (text.startsWith('<')) return 'saft';
  if (isBinary(bytes)) return 'unknown';
  return /^#[A-Za-z]+(?:\s|$)/.test(text) ? 'sie' : 'csv';
};

const readGrid = async (readXlsx: ReadXlsx, bytes: Uint8Array, format: 'xlsx' | 'ods'): Promise<BudgetFileReading> => {
  const read = await readXlsx(bytes);
  return read.ok ? { ok: true, value: { kind: 'grid', format, grid: read.value.grid } } : { ok: false, refusal: { code: 'XLSX', refusal: read.refusal } };
};

/** Makes a workbook of an OpenDocument spreadsheet. */
type Office = (bytes: Uint8Array) => Promise<{ readonly ok: true; readonly bytes: Uint8Array } | (BudgetFileReading & { readonly ok: false })>;

const thisOffice: Office = async (bytes) => (await import('./convert-ods')).odsToXlsx(bytes);

/** Where no office program is to be started. */
export const noOffice: Office = async () => refused('NO_OFFICE', 'none is started here');

const readOds = async (readXlsx: ReadXlsx, bytes: Uint8Array, office: Office): Promise<BudgetFileReading> => {
  const converted = await office(bytes);
  return converted.ok ? readGrid(readXlsx, converted.bytes, 'ods') : converted;
};

const readUnpacked = async (content: Uint8Array): Promise<BudgetFileReading> => {
  const bytes = fromUtf16(content);
  switch (formatOf(bytes)) {
    case 'saft': return (await import('./read-saft')).readSaft(bytes);
    case 'sie': return (await import('./read-sie')).readSie(bytes);
    case 'csv': return (await import('./read-csv')).readCsv(bytes);
    default: return refused('UNKNOWN_FORMAT', `begins with ${Buffer.from(bytes.subarray(0, 8)).toString('hex')}`);
  }
};

const readPacked = async (readXlsx: ReadXlsx, bytes: Uint8Array): Promise<BudgetFileReading> => {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isPackedFile(file)) return readGrid(readXlsx, bytes, 'xlsx');
  const unpacked = unpackFile(file);
  return unpacked.ok ? readUnpacked(unpacked.bytes) : unpacked;
};

/** Reads a treasurer's file, whatever it is called: xlsx, ods, text with separators, SIE or SAF-T, and one of these three in a zip. A value or a refusal, whatever the bytes. */
export const readBudgetFile = async (readXlsx: ReadXlsx, bytes: Uint8Array, office: Office = thisOffice): Promise<BudgetFileReading> => {
  if (bytes.length === 0) return refused('EMPTY', 'no bytes');
  switch (formatOf(bytes)) {
    case 'packed': return readPacked(readXlsx, bytes);
    case 'ods': return readOds(readXlsx, bytes, office);
    default: return readUnpacked(bytes);
  }
};

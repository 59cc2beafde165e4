import { LIMITS } from './limits';
import { partKey, readPartName } from './part-names';
import { refuse } from './refusals';
import { readEndRecord, type ZipDirectoryPlace } from './zip-end-record';

const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
/** Encrypted, strongly encrypted, directory masked (APPNOTE 4.4.4). */
const ENCRYPTION_FLAGS = 0x0001 | 0x0040 | 0x2000;

export const STORED = 0;
export const DEFLATED = 8;

/** One part as the directory declares it: `size` bytes when inflated, kept in bytes `from` up to `to` of the file. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** Where the bytes of a part begin, found through its local header, which must agree with the directory. */
const dataStart = (file: Buffer, start: number, rawName: Buffer, method: number): number => {
  if (start + LOCAL_BYTES > file.length) refuse('TRUNCATED_ZIP', 'a local header runs past the end');
  if (file.readUInt32LE(start) !== LOCAL_SIGNATURE) refuse('ZIP_LAYOUT', 'no local header where the directory says');
  const nameEnd = start + LOCAL_BYTES + file.readUInt16LE(start + 26);
  const localName = file.subarray(start + LOCAL_BYTES, nameEnd);
  if (!localName.equals(rawName)) refuse('NAME_MISMATCH', `${JSON.stringify(rawName.toString('latin1'))} is called otherwise in its local header`);
  if (file.readUInt16LE(start + 8) !== method) refuse('ZIP_LAYOUT', 'local header and directory name other methods');
  return nameEnd + file.readUInt16LE(start + 28);
};

const refuseEntry = (file: Buffer, at: number, name: string): void => {
  const method = file.readUInt16LE(at + 10);
  const [packed, size, start] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt32LE(at + 42)];
  if ((file.readUInt16LE(at + 8) & ENCRYPTION_FLAGS) !== 0) refuse('ZIP_ENCRYPTED', name);
  if (method !== STORED && method !== DEFLATED) refuse('ZIP_METHOD', `${name}: method ${method}`);
  if (packed === 0xffffffff || size === 0xffffffff || start === 0xffffffff) refuse('ZIP64_REFUSED', name);
  if (file.readUInt16LE(at + 34) !== 0) refuse('MULTIDISK', name);
  if (size > LIMITS.partBytes) refuse('PART_TOO_LARGE', `${name}: ${size} bytes`);
  if (size > LIMITS.ratioFromBytes && size > packed * LIMITS.ratio) refuse('RATIO', `${name}: ${packed} bytes become ${size}`);
};

const readEntry = (file: Buffer, at: number, rawName: Buffer, directoryFrom: number): ZipEntry => {
  const name = readPartName(rawName);
  refuseEntry(file, at, name);
  const method = file.readUInt16LE(at + 10);
  const start = file.readUInt32LE(at + 42);
  const from = dataStart(file, start, rawName, method);
  const to = from + file.readUInt32LE(at + 20);
  if (to > file.length) refuse('TRUNCATED_ZIP', `${name} runs past the end`);
  if (to > directoryFrom) refuse('OVERLAPPING_PARTS', `${name} runs into the directory`);
  return { name, method, crc: file.readUInt32LE(at + 16), size: file.readUInt32LE(at + 24), start, from, to };
};

const walkEntries = (file: Buffer, place: ZipDirectoryPlace): ZipEntry[] => {
  const entries: ZipEntry[] = [];
  let at = place.from;
  for (let i = 0; i < place.count; i++) {
    if (at + ENTRY_BYTES > place.to || file.readUInt32LE(at) !== ENTRY_SIGNATURE) refuse('ZIP_LAYOUT', `no directory entry at ${at}`);
    const nameEnd = at + ENTRY_BYTES + file.readUInt16LE(at + 28);
    const next = nameEnd + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    if (next > place.to) refuse('ZIP_LAYOUT', 'a directory entry runs past the directory');
    entries.push(readEntry(file, at, file.subarray(at + ENTRY_BYTES, nameEnd), place.from));
    at = next;
  }
  if (at !== place.to) refuse('ZIP_LAYOUT', 'data between the directory and the end record');
  return entries;
};

const refuseOverlaps = (entries: readonly ZipEntry[]): void => {
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.start - b.start)) {
    if (entry.start < end) refuse('OVERLAPPING_PARTS', entry.name);
    end = entry.to;
  }
};

const refuseTotal = (entries: readonly ZipEntry[]): void => {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > LIMITS.allPartsBytes) refuse('EXPANDS_TOO_FAR', `${total} bytes in all`);
};

const byKey = (entries: readonly ZipEntry[]): ReadonlyMap<string, ZipEntry> => {
  const parts = new Map<string, ZipEntry>();
  for (const entry of entries) {
    if (parts.has(partKey(entry.name))) refuse('DUPLICATE_PART', entry.name);
    parts.set(partKey(entry.name), entry);
  }
  return parts;
};

/** All parts by `partKey`, in the directory's order, checked but not inflated: no bomb costs anything here. */
export const readZipDirectory = (file: Buffer): ReadonlyMap<string, ZipEntry> => {
  const entries = walkEntries(file, readEndRecord(file));
  const parts = byKey(entries);
  refuseOverlaps(entries);
  refuseTotal(entries);
  return parts;
};

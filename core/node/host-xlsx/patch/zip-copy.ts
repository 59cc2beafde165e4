import { constants, crc32, deflateRawSync } from 'node:zlib';
import { partKey } from '../read/part-names';
import { DEFLATED, type ZipEntry } from '../read/zip-directory';
import { readEndRecord } from '../read/zip-end-record';

/*
 * Why no library: JSZip 3.10 keeps the compressed data of untouched parts, but writes each local header anew (of 4,011 parts in 280 real
 * files: 3,842 other headers, with their times, flags and extra fields) and compresses what was stored (105 parts). Copying
 * the bytes from one local header to the next needs none of that.
 */

/** What becomes of the parts of a zip: by `partKey`, new content, or null for a part taken away; and parts to add at the end. */
export interface ZipChanges {
  readonly parts: ReadonlyMap<string, Packed | null>;
  readonly added: readonly { readonly name: string; readonly content: Packed }[];
}

const LOCAL_BYTES = 30;
const ENTRY_BYTES = 46;
const HAS_DESCRIPTOR = 0x0008;
const IS_UTF8 = 0x0800;
const VERSION = 20;
/** 1 January 1980, the first day a zip knows: the same edits make the same bytes. */
const FIRST_DAY = 0x0021;

/** A part on its way into the new zip. */
interface Outgoing {
  readonly bytes: readonly Buffer[];
  readonly directoryEntry: Buffer;
}

/** A part as it stands in a zip. */
export interface Packed {
  readonly data: readonly Buffer[];
  readonly crc: number;
  readonly size: number;
}

export const lengthOf = (pieces: readonly Buffer[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** From this size on a part is large, in bytes. */
export const LARGE_FROM = 1024 * 1024;
const SEGMENT = LARGE_FROM;

/** The pieces as stretches of a segment's length, each in the same room as the one before. */
function* segmentsOf(pieces: readonly Buffer[]): Generator<Buffer> {
  const room = Buffer.allocUnsafe(SEGMENT);
  let used = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const copied = piece.copy(room, used, from);
      from += copied;
      used += copied;
      if (used < SEGMENT) continue;
      yield room;
      used = 0;
    }
  }
  yield room.subarray(0, used);
}

/**
 * Packs a part. A large one is packed segment by segment, each flushed to a whole byte, so that they join to one stream (RFC 1951, 3.2.3); and less
 * hard: of 50 MB of a sheet level 6 takes twice as long as level 3, for 13 % less.
 */
export const pack = (pieces: readonly Buffer[]): Packed => {
  const level = lengthOf(pieces) < LARGE_FROM ? 6 : 3;
  const data: Buffer[] = [];
  let [crc, size] = [0, 0];
  for (const segment of segmentsOf(pieces)) {
    data.push(deflateRawSync(segment, { level, finishFlush: constants.Z_SYNC_FLUSH }));
    crc = crc32(segment, crc);
    size += segment.length;
  }
  data.push(deflateRawSync(Buffer.alloc(0)));
  return { data, crc, size };
};

/** The fields that both headers share: flags, method, checksum and sizes; `at` is where the flags stand. */
const putPacked = (header: Buffer, at: number, packed: Packed, flags: number): void => {
  header.writeUInt16LE(flags, at);
  header.writeUInt16LE(DEFLATED, at + 2);
  header.writeUInt32LE(packed.crc, at + 8);
  header.writeUInt32LE(lengthOf(packed.data), at + 12);
  header.writeUInt32LE(packed.size, at + 16);
};

/** The local header keeps its name and time; its extra fields may speak of the old content and go. */
const replaced = (file: Buffer, entry: ZipEntry, directoryEntry: Buffer, packed: Packed): Outgoing => {
  const nameBytes = file.readUInt16LE(entry.start + 26);
  const header = Buffer.from(file.subarray(entry.start, entry.start + LOCAL_BYTES + nameBytes));
  const flags = directoryEntry.readUInt16LE(8) & ~HAS_DESCRIPTOR;
  header.writeUInt16LE(0, 28);
  putPacked(header, 6, packed, flags);
  putPacked(directoryEntry, 8, packed, flags);
  return { bytes: [header, ...packed.data], directoryEntry };
};

const fresh = (name: string, packed: Packed): Outgoing => {
  const rawName = Buffer.from(name, 'utf8');
  const header = Buffer.alloc(LOCAL_BYTES);
  const directory = Buffer.alloc(ENTRY_BYTES);
  header.write('PK\x03\x04', 'latin1');
  directory.write('PK\x01\x02', 'latin1');
  directory.writeUInt16LE(VERSION, 4);
  for (const [fields, at] of [[header, 4], [directory, 6]] as const) {
    fields.writeUInt16LE(VERSION, at);
    putPacked(fields, at + 2, packed, IS_UTF8);
    fields.writeUInt16LE(FIRST_DAY, at + 8);
    fields.writeUInt16LE(rawName.length, at + 22);
  }
  return { bytes: [header, rawName, ...packed.data], directoryEntry: Buffer.concat([directory, rawName]) };
};

/** The directory's own entries, as bytes to be changed, by where their local headers begin. */
const directoryEntries = (file: Buffer): ReadonlyMap<number, Buffer> => {
  const { from, to } = readEndRecord(file);
  const entries = new Map<number, Buffer>();
  for (let at = from; at < to;) {
    const next = at + ENTRY_BYTES + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    entries.set(file.readUInt32LE(at + 42), Buffer.from(file.subarray(at, next)));
    at = next;
  }
  return entries;
};

const endRecord = (file: Buffer, count: number, size: number, from: number): Buffer => {
  const record = Buffer.from(file.subarray(readEndRecord(file).to));
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(from, 16);
  return record;
};

const kept = (file: Buffer, directory: ReadonlyMap<string, ZipEntry>, changes: ZipChanges): Outgoing[] => {
  const raw = directoryEntries(file);
  const inOrder = [...directory.values()].sort((a, b) => a.start - b.start);
  return inOrder.flatMap((entry, i) => {
    const change = changes.parts.get(partKey(entry.name));
    const directoryEntry = raw.get(entry.start) as Buffer;
    if (change === null) return [];
    if (change !== undefined) return [replaced(file, entry, directoryEntry, change)];
    // Up to the next header, so that a data descriptor comes along.
    const end = inOrder[i + 1]?.start ?? readEndRecord(file).from;
    return [{ bytes: [file.subarray(entry.start, end)], directoryEntry }];
  });
};

/**
 * The zip with some parts changed. Parts not named are copied with their local headers, compressed data and descriptors, byte for byte,
 * in their order; so is whatever stands before the first part, and the end record's comment. `directory` must be the file's own.
 */
export const copyZip = (file: Buffer, directory: ReadonlyMap<string, ZipEntry>, changes: ZipChanges): Buffer => {
  const outgoing = [...kept(file, directory, changes), ...changes.added.map(({ name, content }) => fresh(name, content))];
  const first = Math.min(readEndRecord(file).from, ...[...directory.values()].map(({ start }) => start));
  const pieces: Buffer[] = [file.subarray(0, first)];
  let offset = first;
  for (const { bytes, directoryEntry } of outgoing) {
    directoryEntry.writeUInt32LE(offset, 42);
    pieces.push(...bytes);
    offset += lengthOf(bytes);
  }
  const entries = outgoing.map(({ directoryEntry }) => directoryEntry);
  const size = entries.reduce((sum, entry) => sum + entry.length, 0);
  return Buffer.concat([...pieces, ...entries, endRecord(file, outgoing.length, size, offset)]);
};

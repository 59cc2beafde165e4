import { LIMITS } from './limits';
import { refuse } from './refusals';

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const END_BYTES = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;

/** Where the central directory lies: bytes `from` up to `to`, `count` entries. */
export interface ZipDirectoryPlace {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The end record must be the last thing in the file, its own comment included. */
const findEndRecord = (file: Buffer): number => {
  const at = file.lastIndexOf(END_SIGNATURE);
  if (at < 0 || at + END_BYTES > file.length) return refuse('TRUNCATED_ZIP', 'no end record');
  const end = at + END_BYTES + file.readUInt16LE(at + 20);
  if (end > file.length) refuse('TRUNCATED_ZIP', 'the end record is cut');
  if (end < file.length) refuse('ZIP_LAYOUT', `${file.length - end} bytes after the end record`);
  return at;
};

const refuseZip64 = (file: Buffer, at: number): void => {
  const locator = at - ZIP64_LOCATOR_BYTES;
  const hasLocator = locator >= 0 && file.readUInt32LE(locator) === ZIP64_LOCATOR;
  const isFull = file.readUInt16LE(at + 10) === 0xffff
    || file.readUInt32LE(at + 12) === 0xffffffff || file.readUInt32LE(at + 16) === 0xffffffff;
  if (hasLocator || isFull) refuse('ZIP64_REFUSED', 'the end record points to a ZIP64 one');
};

const refuseDisks = (file: Buffer, at: number): void => {
  const isSingle = file.readUInt16LE(at + 4) === 0 && file.readUInt16LE(at + 6) === 0
    && file.readUInt16LE(at + 8) === file.readUInt16LE(at + 10);
  if (!isSingle) refuse('MULTIDISK', 'the end record names several disks');
};

/** Finds the central directory (APPNOTE 4.3.16). Refuses what is cut, split, ZIP64 or not where it says it is. */
export const readEndRecord = (file: Buffer): ZipDirectoryPlace => {
  const at = findEndRecord(file);
  refuseZip64(file, at);
  refuseDisks(file, at);
  const count = file.readUInt16LE(at + 10);
  const from = file.readUInt32LE(at + 16);
  if (from + file.readUInt32LE(at + 12) !== at) refuse('ZIP_LAYOUT', 'the directory is not where the end record says');
  if (count > LIMITS.parts) refuse('TOO_MANY_PARTS', `${count} parts`);
  return { from, to: at, count };
};

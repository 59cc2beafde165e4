import { crc32, inflateRawSync } from 'node:zlib';
import { refuse } from './refusals';
import { STORED, type ZipEntry } from './zip-directory';

const isTooLong = (error: unknown): boolean => (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';

/** Inflates into one buffer of the declared size and no byte more, whatever the data would like to become. */
const inflate = (data: Buffer, entry: ZipEntry): Buffer => {
  const room = Math.max(entry.size, 1);
  try {
    return inflateRawSync(data, { maxOutputLength: room, chunkSize: Math.max(room, 64) });
  } catch (error) {
    return refuse(isTooLong(error) ? 'SIZE_LIE' : 'CORRUPT_PART', `${entry.name} does not inflate to ${entry.size} bytes`);
  }
};

/** The content of a part, proved by its declared size and checksum. */
export const inflatePart = (file: Buffer, entry: ZipEntry): Buffer => {
  const data = file.subarray(entry.from, entry.to);
  const content = entry.method === STORED ? data : inflate(data, entry);
  if (content.length !== entry.size) refuse('SIZE_LIE', `${entry.name}: ${content.length} bytes instead of ${entry.size}`);
  if (crc32(content) !== entry.crc) refuse('CRC_MISMATCH', entry.name);
  return content;
};

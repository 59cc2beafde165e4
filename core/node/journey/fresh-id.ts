import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const length = 14;

export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest();
};

/**
 * A record id for these words: 70 bits of their SHA-256. The same row of the same workbook gets the same id again, so a sync that was cut
 * off after its commit adds nothing twice.
 */
export const freshId = (seed: string): string => Array.from(sha256(seed).subarray(0, length), (byte) => alphabet[byte & 31]).join('');

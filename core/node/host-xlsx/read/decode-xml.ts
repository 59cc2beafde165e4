import { isUtf8 } from 'node:buffer';
import { refuse } from './refusals';

const startsWith = (bytes: Buffer, ...wanted: number[]): boolean => wanted.every((byte, i) => bytes[i] === byte);

const fromUtf16 = (bytes: Buffer, part: string): Buffer => {
  try {
    return Buffer.from(new TextDecoder('utf-16le', { fatal: true }).decode(bytes), 'utf8');
  } catch {
    return refuse('ENCODING', `${part}: not UTF-16`);
  }
};

const fromUtf16BigEndian = (bytes: Buffer, part: string): Buffer =>
  bytes.length % 2 === 0 ? fromUtf16(Buffer.from(bytes).swap16(), part) : refuse('ENCODING', `${part}: half a UTF-16 unit`);

const refuseOtherEncoding = (bytes: Buffer, part: string): void => {
  const declared = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/u.exec(bytes.toString('latin1', 0, 200))?.[1];
  if (declared !== undefined && !/^(utf-?8|us-ascii)$/iu.test(declared)) refuse('ENCODING', `${part}: ${JSON.stringify(declared)}`);
};

const fromUtf8 = (bytes: Buffer, part: string): Buffer => {
  refuseOtherEncoding(bytes, part);
  return isUtf8(bytes) ? bytes : refuse('ENCODING', `${part}: not UTF-8`);
};

/** UTF-8 without a mark, from UTF-8 or UTF-16 by byte order mark, by its first character, or by declaration. */
const toUtf8 = (bytes: Buffer, part: string): Buffer => {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return fromUtf8(bytes.subarray(3), part);
  if (startsWith(bytes, 0xfe, 0xff) || startsWith(bytes, 0, 0x3c)) return fromUtf16BigEndian(bytes, part);
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0x3c, 0)) return fromUtf16(bytes, part);
  return fromUtf8(bytes, part);
};

/**
 * The text of an XML part as strict UTF-8 bytes. Refuses with ENCODING; and with XML for the two characters above U+D7FF
 * that XML forbids (2.2) and UTF-8 does not. Forbidden control characters are left for the parsers, which come across them anyway.
 */
export const decodeXml = (bytes: Buffer, part: string): Buffer => {
  const text = toUtf8(bytes, part);
  if (text.includes('\ufffe') || text.includes('\uffff')) refuse('XML', `${part}: a character XML forbids`);
  return text;
};

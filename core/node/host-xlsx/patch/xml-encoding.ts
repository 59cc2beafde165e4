import { decodeXml } from '../read/decode-xml';

/** An XML part as UTF-8 without a mark, and the way back to how it was encoded. */
export interface OpenedXml {
  readonly bytes: Buffer;
  readonly seal: (bytes: Buffer) => Buffer;
}

const startsWith = (bytes: Buffer, ...wanted: number[]): boolean => wanted.every((byte, i) => bytes[i] === byte);

const toUtf16 = (bytes: Buffer, mark: string): Buffer => Buffer.from(mark + bytes.toString('utf8'), 'utf16le');

/** Our texts need not fit the ASCII that a part declares. */
const declareUtf8 = (bytes: Buffer): Buffer => {
  const head = /^<\?xml\s[^>]*?encoding\s*=\s*["'](us-ascii)["']/iu.exec(bytes.toString('latin1', 0, 200));
  if (head === null) return bytes;
  const from = head[0].length - (head[1] as string).length - 1;
  return Buffer.concat([bytes.subarray(0, from), Buffer.from('UTF-8'), bytes.subarray(head[0].length - 1)]);
};

const sealAs = (raw: Buffer): ((bytes: Buffer) => Buffer) => {
  if (startsWith(raw, 0xef, 0xbb, 0xbf)) return (bytes) => Buffer.concat([raw.subarray(0, 3), declareUtf8(bytes)]);
  if (startsWith(raw, 0xff, 0xfe)) return (bytes) => toUtf16(bytes, '\ufeff');
  if (startsWith(raw, 0x3c, 0)) return (bytes) => toUtf16(bytes, '');
  if (startsWith(raw, 0xfe, 0xff)) return (bytes) => toUtf16(bytes, '\ufeff').swap16();
  if (startsWith(raw, 0, 0x3c)) return (bytes) => toUtf16(bytes, '').swap16();
  return declareUtf8;
};

/** Is what was opened written as it is, without a mark, a declaration or an encoding of its own? */
export const isPlainUtf8 = ({ bytes, seal }: OpenedXml): boolean => seal === declareUtf8 && declareUtf8(bytes) === bytes;

/** Opens a part for editing: what is sealed again is encoded as the part was, byte order mark included. Refuses with ENCODING or XML. */
export const openXml = (raw: Buffer, part: string): OpenedXml => ({ bytes: decodeXml(raw, part), seal: sealAs(raw) });

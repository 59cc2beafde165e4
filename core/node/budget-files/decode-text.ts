/** The upper half of code page 437, which SIE files are written in: no decoder of the platform knows it. */
const upper437 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Text of bytes of which those from 0x80 on mean other signs than in Latin-1. Sign by sign into one buffer: a large file may have nothing else. */
const decodeBy = (bytes: Uint8Array, upper: string): string => {
  const units = new Uint16Array(bytes.length);
  const signs = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 || byte - 0x80 >= upper.length ? byte : upper.charCodeAt(byte - 0x80)));
  bytes.forEach((byte, i) => { units[i] = signs[byte]!; });
  return Buffer.from(units.buffer).toString('utf16le');
};

/** Bytes of code page 437 as text. */
export const decode437 = (bytes: Uint8Array): string => decodeBy(bytes, upper437);

/** What Windows-1252 has where Latin-1 has control characters. Node's own decoder takes the one for the other, so it is done here. */
const upper1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Bytes of Windows-1252 as text. */
const decode1252 = (bytes: Uint8Array): string => decodeBy(bytes, upper1252);

const strictly = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The same text in UTF-8 where it begins with a mark of UTF-16; else the bytes as they are. */
export const fromUtf16 = (bytes: Uint8Array): Uint8Array => {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
  const text = encoding && strictly(bytes, encoding);
  return text === undefined ? bytes : Buffer.from(text);
};

/** UTF-8, with or without its mark; undefined for what is not. */
const decodeUnicode = (bytes: Uint8Array): string | undefined => strictly(bytes, 'utf-8');

/** Text as spreadsheets save it: Unicode, else Windows-1252, which takes any bytes. */
export const decodeCsv = (bytes: Uint8Array): string => decodeUnicode(bytes) ?? decode1252(bytes);

const count = (bytes: Uint8Array, wanted: ReadonlySet<number>): number => bytes.reduce((sum, byte) => sum + (wanted.has(byte) ? 1 : 0), 0);
/** å, ä, ö, Å, Ä, Ö. */
const swedish437 = new Set([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99]);
const swedish1252 = new Set([0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6]);

/** Text of a SIE file: code page 437 as its specification says, but programs write UTF-8 and Windows-1252 too, under the same name. */
export const decodeSie = (bytes: Uint8Array): string => {
  const unicode = decodeUnicode(bytes);
  if (unicode !== undefined) return unicode;
  return count(bytes, swedish1252) > count(bytes, swedish437) ? decode1252(bytes) : decode437(bytes);
};

/** Bytes that no text in UTF-8 or of one byte a sign has. */
export const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 65_536).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b));

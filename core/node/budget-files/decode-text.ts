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

/** UTF-8, with or without its mark, and UTF-16 with one; undefined for what is neither. */
const decodeUnicode = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strictly(bytes, 'utf-16le');
  return strictly(bytes, 'utf-8');
};

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

/** Bytes that no text has. */
export const isBinary = (bytes: Uint8Array): boolean => {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return !isWide && bytes.subarray(0, 65_536).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b));
};

/** Bytes that XML gives a meaning to. */
const TAB = 0x09;
const LF = 0x0a;
export const CR = 0x0d;
const SPACE = 0x20;
export const BANG = 0x21;
export const QUOTE = 0x22;
const HASH = 0x23;
export const AMPERSAND = 0x26;
export const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const COLON = 0x3a;
const SEMICOLON = 0x3b;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const BRACKET = 0x5d;

const START = 1;
const REST = 2;

/** What an ASCII byte may be in a name; every byte of a longer character passes here and is judged by `isXmlName`. */
const NAME_CLASS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80 || /[A-Za-z_:]/u.test(String.fromCharCode(byte))) return START | REST;
  return /[-.0-9]/u.test(String.fromCharCode(byte)) ? REST : 0;
});

export const isNameStart = (byte: number): boolean => ((NAME_CLASS[byte] as number) & START) !== 0;
export const isNameRest = (byte: number): boolean => ((NAME_CLASS[byte] as number) & REST) !== 0;
export const isXmlSpace = (byte: number): boolean => byte === SPACE || byte === LF || byte === CR || byte === TAB;

const isForbidden = (byte: number): boolean => byte < SPACE && byte !== TAB && byte !== LF && byte !== CR;

const flagsOf = (isFlagged: (byte: number) => boolean): Uint8Array => Uint8Array.from({ length: 256 }, (_, byte) => (isFlagged(byte) ? 1 : 0));

/** Bytes at which plain text must be looked at more closely, and the same for attribute values: one look-up a byte. */
export const TEXT_STOPS = flagsOf((byte) => isForbidden(byte) || byte === LESS || byte === AMPERSAND || byte === GREATER || byte === CR);
export const VALUE_STOPS = flagsOf((byte) => isForbidden(byte) || byte === LESS || byte === AMPERSAND || byte === QUOTE || byte === APOSTROPHE);

/** Does a stretch hold a control character that XML forbids (2.2)? */
export const hasForbidden = (bytes: Buffer, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (isForbidden(bytes[i] as number)) return true;
  return false;
};

const NAME_START = ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}'
  + '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const NAME = new RegExp(`^[${NAME_START}][${NAME_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}]*$`, 'u');

/** A name in full (XML 1.0, fifth edition, 2.3). */
export const isXmlName = (name: string): boolean => NAME.test(name);

const DECLARATION = /^<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/u;

/** Where the XML declaration at the start ends: 0 when there is none, -1 when it is wrong. */
export const declarationEnd = (bytes: Buffer): number => {
  const head = bytes.toString('latin1', 0, 256);
  return /^<\?xml[\s?]/u.test(head) ? DECLARATION.exec(head)?.[0].length ?? -1 : 0;
};

const ENTITIES: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);

const ENTITY_NAMES: readonly string[] = [...ENTITIES.keys()];

const isXmlCharacter = (code: number): boolean =>
  code === TAB || code === LF || code === CR || (code >= 0x20 && code <= 0xd7ff)
  || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);

const codeOf = (reference: string): number =>
  reference.startsWith('#x') ? Number.parseInt(reference.slice(2), 16) : Number.parseInt(reference.slice(1), 10);

/** What stands between "&" and ";" as text. */
const resolveReference = (reference: string): string => ENTITIES.get(reference) ?? String.fromCodePoint(codeOf(reference));

const digitOf = (byte: number, base: number): number => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return base === 16 && letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

const numericEnd = (bytes: Buffer, from: number): number => {
  const base = bytes[from] === 0x78 ? 16 : 10;
  const start = base === 16 ? from + 1 : from;
  let [i, code] = [start, 0];
  for (let digit = digitOf(bytes[i] as number, base); digit >= 0; digit = digitOf(bytes[++i] as number, base)) {
    code = Math.min(code * base + digit, 0x110000);
  }
  return i > start && bytes[i] === SEMICOLON && isXmlCharacter(code) ? i : -1;
};

const isWord = (bytes: Buffer, from: number, word: string): boolean => {
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word.charCodeAt(i)) return false;
  return bytes[from + word.length] === SEMICOLON;
};

/** Where the reference that begins at an ampersand has its semicolon; -1 where XML knows no such reference (4.1, 4.6). */
export const referenceEnd = (bytes: Buffer, from: number): number => {
  const start = from + 1;
  if (bytes[start] === HASH) return numericEnd(bytes, start + 1);
  // A loop: formulas are full of references, and a function made for each is garbage by the hundred megabytes.
  for (const name of ENTITY_NAMES) if (isWord(bytes, start, name)) return start + name.length;
  return -1;
};

/** Character data as a parser hands it on: line ends made one (2.11), references resolved. They must have been checked. */
export const resolveText = (raw: string): string =>
  raw.replace(/\r\n?/gu, '\n').replace(/&([^;]*);/gu, (_, reference: string) => resolveReference(reference));

/** An attribute's value: besides, white space that is not written as a reference becomes spaces (3.3.3). */
export const resolveAttribute = (raw: string): string => resolveText(raw.replace(/\r\n?/gu, '\n').replace(/[\t\n]/gu, ' '));

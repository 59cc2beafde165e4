/** Bytes that grow at the end. Writing a document straight into bytes takes half the time of making a text and encoding it. */
export interface ByteWriter {
  bytes: Buffer;
  length: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const LINE_BREAK = 0x0a;
/** A UTF-16 code unit takes at most three bytes, or six as an escape. */
const MOST_BYTES_PER_UNIT = 6;

const NEEDS_ESCAPE = /["\\\u0000-\u001f]/;
/** With the `u` flag a proper pair is one code point, so this finds only lone surrogates. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** A writer with room for about so many bytes to begin with. */
export function createByteWriter(room = 1 << 10): ByteWriter {
  return { bytes: Buffer.allocUnsafe(room), length: 0 };
}

/** Gives what is written, in memory that the next is written into: whoever needs it longer copies it. */
export type Scratch = (write: (writer: ByteWriter) => void) => Buffer;

const LARGEST_SCRATCH = 4 * 1024 * 1024;

/** Fresh memory costs more than writing into it. */
export function createScratch(): Scratch {
  let kept = createByteWriter();
  return (write) => {
    const writer = kept;
    writer.length = 0;
    write(writer);
    if (writer.bytes.length > LARGEST_SCRATCH) kept = createByteWriter();
    return writtenBytes(writer);
  };
}

export function writtenBytes(writer: ByteWriter): Buffer {
  return writer.bytes.subarray(0, writer.length);
}

/** Writes text of which every character is ASCII and stands for itself. */
export function writeAscii(writer: ByteWriter, text: string): void {
  makeRoom(writer, text.length);
  const { bytes } = writer;
  let at = writer.length;
  for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index);
  writer.length = at;
}

/** Writes bytes made before. */
export function appendBytes(writer: ByteWriter, source: Uint8Array): void {
  makeRoom(writer, source.length);
  writer.bytes.set(source, writer.length);
  writer.length += source.length;
}

/** Begins a new line, indented by two spaces a level. */
export function writeLineBreak(writer: ByteWriter, depth: number): void {
  const width = depth * 2 + 1;
  makeRoom(writer, width);
  const { bytes, length } = writer;
  bytes[length] = LINE_BREAK;
  for (let offset = 1; offset < width; offset++) bytes[length + offset] = SPACE;
  writer.length = length + width;
}

/** Writes a JSON string; throws a TypeError for a lone surrogate, which UTF-8 cannot hold. */
export function writeString(writer: ByteWriter, text: string): void {
  makeRoom(writer, text.length * MOST_BYTES_PER_UNIT + 2);
  const end = writePlain(writer.bytes, writer.length, text);
  writer.length = end >= 0 ? end : writer.length + writer.bytes.write(quote(text), writer.length);
}

/** Writes a string of one- and two-byte characters without escapes, as nearly all are; -1 when it is another. */
function writePlain(bytes: Buffer, start: number, text: string): number {
  let at = start;
  bytes[at++] = QUOTE;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      if (unit < SPACE || unit === QUOTE || unit === BACKSLASH) return -1;
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      return -1;
    }
  }
  bytes[at++] = QUOTE;
  return at;
}

function quote(text: string): string {
  if (LONE_SURROGATE.test(text)) throw new TypeError('A text holds half of a surrogate pair');
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function makeRoom(writer: ByteWriter, count: number): void {
  if (writer.length + count <= writer.bytes.length) return;
  const larger = Buffer.allocUnsafe(Math.max(writer.bytes.length * 2, writer.length + count));
  writer.bytes.copy(larger, 0, 0, writer.length);
  writer.bytes = larger;
}

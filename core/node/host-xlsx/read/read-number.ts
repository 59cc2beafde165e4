/** Digits that a sum in binary floating point can hold without rounding, so that one division rounds correctly. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);
/** `xsd:double` without NaN and infinities. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/u;

const readByPattern = (bytes: Buffer, start: number, end: number): number => {
  const text = bytes.toString('latin1', start, end).replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/gu, '');
  // Adding zero turns -0, which no user ever meant, into 0.
  const value = DECIMAL.test(text) ? Number(text) + 0 : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
};

/** The number written in some bytes; NaN unless all of them are one finite decimal number. */
export const readNumber = (bytes: Buffer, start: number, end: number): number => {
  const isNegative = bytes[start] === 0x2d;
  const first = isNegative ? start + 1 : start;
  if (end - first > EXACT_DIGITS || end === first) return readByPattern(bytes, start, end);
  let value = 0;
  let point = end;
  for (let i = first; i < end; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit >= 0 && digit <= 9) value = value * 10 + digit;
    else if (digit === -2 && point === end && end - first > 1) point = i;
    else return readByPattern(bytes, start, end);
  }
  if (point < end) value /= POWERS[end - point - 1] as number;
  return isNegative ? 0 - value : value;
};

/** A whole number of at most nine digits, written without anything else; -1 for all else. */
export const readIndex = (bytes: Buffer, start: number, end: number): number => {
  if (end === start || end - start > 9) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] as number) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
};

import { gap } from '../rules';
import { parseArea, splitAddress, type Area } from '../model/area';

/** A formula as a tree: the subset that a plan's workbook prints, and nothing else. */
export type Node =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'reference'; readonly tab?: string; readonly area: Area }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negative'; readonly of: Node }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] };

const token = /\s*(?:("(?:[^"]|"")*")|(#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!))|((?:'(?:[^']|'')+'!|[\p{L}_][\p{L}\p{N}_.]*!)?(?:\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)(?![\p{L}\p{N}_(]))|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_.]*)|(<=|>=|<>|[-+*/&=<>(),]))/uy;

interface Token {
  readonly kind: 'text' | 'error' | 'reference' | 'number' | 'name' | 'sign';
  readonly text: string;
}

const kinds = ['text', 'error', 'reference', 'number', 'name', 'sign'] as const;

const tokensOf = (formula: string): Token[] => {
  const found: Token[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < formula.trimEnd().length; at = token.lastIndex) {
    const match = token.exec(formula);
    if (!match) return gap(`the formula ${formula} from "${formula.slice(at)}"`);
    const i = kinds.findIndex((_, index) => match[index + 1] !== undefined);
    found.push({ kind: kinds[i]!, text: match[i + 1]! });
  }
  return found;
};

const strengths: Readonly<Record<string, number>> = { '=': 1, '<>': 1, '<': 1, '<=': 1, '>': 1, '>=': 1, '&': 2, '+': 3, '-': 3, '*': 4, '/': 4 };

interface Reader {
  peek(): Token | undefined;
  take(): Token;
  expect(sign: string): void;
}

const readerOf = (formula: string): Reader => {
  const tokens = tokensOf(formula);
  let at = 0;
  const take = (): Token => tokens[at++] ?? gap(`the end of ${formula}`);
  return { peek: () => tokens[at], take, expect: (sign) => (take().text === sign ? undefined : gap(`${sign} missing in ${formula}`)) };
};

const readCall = (reader: Reader, name: string): Node => {
  reader.expect('(');
  const args: Node[] = [];
  while (reader.peek()?.text !== ')') {
    args.push(readBinary(reader, 1));
    if (reader.peek()?.text === ',') reader.take();
  }
  reader.expect(')');
  return { kind: 'call', name: name.toUpperCase(), args };
};

const readReference = (text: string): Node => {
  const { tab, address } = splitAddress(text);
  return { kind: 'reference', ...(tab !== undefined && { tab }), area: parseArea(address) ?? gap(`the reference ${text}`) };
};

const readAtom = (reader: Reader): Node => {
  const { kind, text } = reader.take();
  switch (kind) {
    case 'text': return { kind: 'value', value: text.slice(1, -1).replaceAll('""', '"') };
    case 'number': return { kind: 'value', value: Number(text) };
    case 'error': return { kind: 'error', error: text };
    case 'reference': return readReference(text);
    case 'name':
      if (reader.peek()?.text === '(') return readCall(reader, text);
      return /^(TRUE|FALSE)$/i.test(text) ? { kind: 'value', value: text.toUpperCase() === 'TRUE' } : gap(`the name ${text} in a formula`);
    case 'sign': {
      if (text === '-') return { kind: 'negative', of: readAtom(reader) };
      if (text !== '(') return gap(`"${text}" in a formula`);
      const inner = readBinary(reader, 1);
      reader.expect(')');
      return inner;
    }
  }
};

const readBinary = (reader: Reader, atLeast: number): Node => {
  let left = readAtom(reader);
  for (;;) {
    const operator = reader.peek()?.text ?? '';
    const strength = strengths[operator] ?? 0;
    if (reader.peek()?.kind !== 'sign' || strength < atLeast) return left;
    reader.take();
    left = { kind: 'binary', operator, left, right: readBinary(reader, strength + 1) };
  }
};

/** Reads a formula, with or without its "="; what is not known is a gap. */
export const parseFormula = (formula: string): Node => {
  const reader = readerOf(formula.replace(/^=/, ''));
  const node = readBinary(reader, 1);
  return reader.peek() ? gap(`the formula ${formula}`) : node;
};

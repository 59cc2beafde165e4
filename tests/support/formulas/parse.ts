import { parseCells, splitReference, type Cells } from './address';
import { gap, MisspelledFormula } from './gap';

/** How formulas are written in a workbook. */
export interface Spelling {
  /** Signs that stand between arguments. */
  readonly separators: string;
  readonly decimal: '.' | ',';
  /** Whether a range may leave its last row open, "A2:A". */
  readonly hasOpenRanges: boolean;
}
export const excelSpelling: Spelling = { separators: ',', decimal: '.', hasOpenRanges: false };

/** A formula as a tree: the subset that a plan's workbook prints, and nothing else. */
export type Node =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'reference'; readonly tab?: string; readonly area: Cells }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negative'; readonly of: Node }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] };

const tabName = "(?:'(?:[^']|'')+'!|[\\p{L}_][\\p{L}\\p{N}_.]*!)";
const cell = '\\$?[A-Z]{1,3}\\$?\\d+';
const columns = '\\$?[A-Z]{1,3}';

const tokenPattern = ({ decimal, hasOpenRanges }: Spelling): RegExp => {
  const open = hasOpenRanges ? `|${cell}:${columns}` : '';
  const number = `\\d+(?:${decimal === '.' ? '\\.' : ','}\\d+)?(?:[eE][+-]?\\d+)?`;
  const reference = `${tabName}?(?:${cell}:${cell}${open}|${cell}|${columns}:${columns}|\\$?\\d+:\\$?\\d+)(?![\\p{L}\\p{N}_(])`;
  return new RegExp(`\\s*(?:("(?:[^"]|"")*")|(#(?:REF!|N/A|VALUE!|DIV/0!|NAME\\?|NUM!))|(${reference})|(${number})|([\\p{L}_][\\p{L}\\p{N}_.]*)|(<=|>=|<>|[-+*/&=<>(),;]))`, 'uy');
};
const patterns = new Map<Spelling, RegExp>();
const patternOf = (spelling: Spelling): RegExp => {
  const pattern = patterns.get(spelling) ?? tokenPattern(spelling);
  patterns.set(spelling, pattern);
  return pattern;
};

interface Token {
  readonly kind: 'text' | 'error' | 'reference' | 'number' | 'name' | 'sign';
  readonly text: string;
}

const kinds = ['text', 'error', 'reference', 'number', 'name', 'sign'] as const;

const misspelled = (formula: string): never => {
  throw new MisspelledFormula(formula);
};

const tokensOf = (formula: string, spelling: Spelling): Token[] => {
  const token = patternOf(spelling);
  const found: Token[] = [];
  token.lastIndex = 0;
  for (let at = 0; at < formula.trimEnd().length; at = token.lastIndex) {
    const match = token.exec(formula);
    // A number with the other decimal sign stops here.
    if (!match) return formula.slice(at).startsWith('.') ? misspelled(formula) : gap(`the formula ${formula} from "${formula.slice(at)}"`);
    const i = kinds.findIndex((_, index) => match[index + 1] !== undefined);
    found.push({ kind: kinds[i]!, text: match[i + 1]! });
  }
  return found;
};

const strengths: Readonly<Record<string, number>> = { '=': 1, '<>': 1, '<': 1, '<=': 1, '>': 1, '>=': 1, '&': 2, '+': 3, '-': 3, '*': 4, '/': 4 };

interface Reader {
  readonly separators: string;
  peek(): Token | undefined;
  take(): Token;
  expect(sign: string): void;
}

const readerOf = (formula: string, spelling: Spelling): Reader => {
  const tokens = tokensOf(formula, spelling);
  let at = 0;
  const take = (): Token => tokens[at++] ?? gap(`the end of ${formula}`);
  const expect = (sign: string): void => {
    const { text } = take();
    if (text !== sign) (text === ',' || text === ';' ? misspelled : gap)(`${sign} missing in ${formula}`);
  };
  return { separators: spelling.separators, peek: () => tokens[at], take, expect };
};

const readCall = (reader: Reader, name: string): Node => {
  reader.expect('(');
  const args: Node[] = [];
  const isSeparator = (): boolean => reader.peek()?.kind === 'sign' && reader.separators.includes(reader.peek()!.text);
  while (reader.peek()?.text !== ')') {
    args.push(readBinary(reader, 1));
    if (!isSeparator()) break;
    reader.take();
  }
  reader.expect(')');
  return { kind: 'call', name: name.toUpperCase(), args };
};

type Reference = Node & { readonly kind: 'reference' };
const references = new Map<string, Reference>();

/** A reference by its text: "Tiltak!$K:$K". */
export const readReference = (text: string): Reference => {
  const known = references.get(text);
  if (known) return known;
  const { tab, address } = splitReference(text);
  const reference: Reference = { kind: 'reference', ...(tab !== undefined && { tab }), area: parseCells(address) };
  references.set(text, reference);
  return reference;
};

const readAtom = (reader: Reader): Node => {
  const { kind, text } = reader.take();
  switch (kind) {
    case 'text': return { kind: 'value', value: text.slice(1, -1).replaceAll('""', '"') };
    case 'number': return { kind: 'value', value: Number(text.replace(',', '.')) };
    case 'error': return { kind: 'error', error: text };
    case 'reference': return readReference(text);
    case 'name':
      if (reader.peek()?.text === '(') return readCall(reader, text);
      return /^(TRUE|FALSE)$/i.test(text) ? { kind: 'value', value: text.toUpperCase() === 'TRUE' } : { kind: 'name', name: text };
    case 'sign': {
      if (text === '-') return { kind: 'negative', of: readAtom(reader) };
      if (text === ',' || text === ';') return misspelled(text);
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

/** Whether what a formula is depends on the workbook's names. */
export const hasNames = (node: Node): boolean => {
  switch (node.kind) {
    case 'name': return true;
    case 'binary': return hasNames(node.left) || hasNames(node.right);
    case 'negative': return hasNames(node.of);
    case 'call': return node.args.some(hasNames);
    case 'value': case 'error': case 'reference': return false;
  }
};

/** A formula whose names are what they mean; `meaningOf` gives a reference or an error. */
export const withoutNames = (node: Node, meaningOf: (name: string) => Node): Node => {
  const inside = (one: Node): Node => withoutNames(one, meaningOf);
  switch (node.kind) {
    case 'name': return meaningOf(node.name);
    case 'binary': return { ...node, left: inside(node.left), right: inside(node.right) };
    case 'negative': return { ...node, of: inside(node.of) };
    case 'call': return { ...node, args: node.args.map(inside) };
    case 'value': case 'error': case 'reference': return node;
  }
};

/** Reads a formula, with or without its "="; what is not known is a gap, what is spelled for another workbook is misspelled. */
export const parseFormula = (formula: string, spelling: Spelling): Node => {
  const reader = readerOf(formula.replace(/^=/, ''), spelling);
  const node = readBinary(reader, 1);
  const rest = reader.peek()?.text;
  return rest === undefined ? node : (rest === ',' || rest === ';' ? misspelled : gap)(`the formula ${formula}`);
};

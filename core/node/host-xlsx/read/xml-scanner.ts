import { LIMITS } from './limits';
import { refuse } from './refusals';
import {
  AMPERSAND, APOSTROPHE, BANG, BRACKET, COLON, CR, declarationEnd, EQUALS, GREATER, hasForbidden, isNameRest, isNameStart, isXmlName,
  isXmlSpace, LESS, QUESTION, QUOTE, referenceEnd, resolveAttribute, resolveText, SLASH, TEXT_STOPS, VALUE_STOPS,
} from './xml-bytes';
import { innerScope, isSheetPrefix, type XmlScope } from './xml-scopes';

/** The first letter of "xmlns". */
const LETTER_X = 0x78;

/** What `next` came to. */
export const END = 0;
export const OPEN = 1;
export const CLOSE = 2;
export const TEXT = 3;
export type Token = typeof END | typeof OPEN | typeof CLOSE | typeof TEXT;

/**
 * A pull parser over the bytes of one large part (worksheets, shared strings), about three times as fast as saxes because
 * it makes no object and no string nobody asks for. It is as strict: what saxes refuses, it refuses (a test compares them).
 * Only elements of the spreadsheet namespaces have a name; all others are there to be passed over.
 * Give it bytes that `decodeXml` passed. Every method refuses with XML, XML_TOO_DEEP, XML_TOO_MANY or DOCTYPE_REFUSED.
 */
export class XmlScanner {
  readonly bytes: Buffer;
  /** Elements open now, the one just opened included. */
  depth = 0;
  /** Of the element just opened. */
  attributeCount = 0;
  /** Text of the run or of `readText`: bytes `textStart` up to `textEnd` of `textBytes`, references resolved. */
  textBytes: Buffer;
  textStart = 0;
  textEnd = 0;

  private readonly part: string;
  private at = 0;
  private elements = 0;
  private hasRoot = false;
  private isEmptyElement = false;
  private isPlain = true;
  private nameStart = 0;
  private nameEnd = 0;
  private isSheet = false;
  private scope: XmlScope | undefined;
  private isSheetByDefault = false;
  private readonly openFrom = new Int32Array(LIMITS.xmlDepth + 1);
  private readonly openTo = new Int32Array(LIMITS.xmlDepth + 1);
  /** Four numbers an attribute: name from, to; value from, to. */
  private readonly attributes = new Int32Array(4 * LIMITS.xmlAttributes);

  constructor(bytes: Buffer, part: string) {
    this.bytes = bytes;
    this.textBytes = bytes;
    this.part = part;
    this.at = declarationEnd(bytes);
    if (this.at < 0) this.fail('a bad XML declaration');
  }

  /** Where the next token begins. */
  position(): number {
    return this.at;
  }

  /** Where the start tag of the element just opened begins. */
  tagStart(): number {
    return (this.openFrom[this.depth] as number) - 1;
  }

  /** Is the element just opened written as one tag, `<c/>`? */
  isSelfClosed(): boolean {
    return this.isEmptyElement;
  }

  /** "x:" for the element just opened as `<x:c>`; '' without a prefix. */
  prefix(): string {
    return this.slice(this.openFrom[this.depth] as number, this.nameStart);
  }

  /** The name of the element just opened without its prefix, whatever namespace it is of. */
  localName(): string {
    return this.slice(this.nameStart, this.nameEnd);
  }

  /** Is the element just opened one of the spreadsheet namespaces? */
  isOfSheet(): boolean {
    return this.isSheet;
  }

  /** Where the name of an attribute begins. */
  attributeStart(attribute: number): number {
    return this.attributes[4 * attribute] as number;
  }

  /** Moves on by one token. Comments and processing instructions are checked and passed over. */
  next(): Token {
    if (this.isEmptyElement) {
      this.isEmptyElement = false;
      return this.leave();
    }
    while (this.at < this.bytes.length) {
      if (this.bytes[this.at] !== LESS) {
        if (this.scanRun()) return TEXT;
        continue;
      }
      const second = this.bytes[this.at + 1] as number;
      if (second === SLASH) return this.closeTag();
      if (second === QUESTION) this.instruction();
      else if (second !== BANG) return this.openTag();
      else if (this.isCdata()) return this.cdata();
      else this.comment();
    }
    return this.depth === 0 && this.hasRoot ? END : this.fail('the document is cut');
  }

  /** Moves to the next child element; false at the end of the element they are in. Each child must be read or skipped. */
  nextChild(): boolean {
    for (;;) {
      const token = this.next();
      if (token === OPEN) return true;
      if (token !== TEXT) return false;
    }
  }

  /** Passes over the rest of the element just opened. */
  skip(): void {
    const depth = this.depth;
    while (this.depth >= depth) this.next();
  }

  /** Collects all text directly in the element just opened, CDATA included, and ends after the element. */
  readText(): void {
    const first = this.next();
    if (first === CLOSE) return this.setRun(0, 0, true);
    if (first === TEXT && this.isPlain && this.endsHere()) return;
    let text = first === TEXT ? this.runText() : '';
    if (first === OPEN) this.skip();
    for (let token = this.next(); token !== CLOSE; token = this.next()) {
      if (token === TEXT) text += this.runText();
      else this.skip();
    }
    this.setText(text);
  }

  /** What `readText` found. */
  text(): string {
    return this.textStart === this.textEnd ? '' : this.textBytes.toString('utf8', this.textStart, this.textEnd);
  }

  /** Is the element just opened one of the spreadsheet namespaces, of this local name? */
  isNamed(name: string): boolean {
    return this.isSheet && this.isSame(this.nameStart, this.nameEnd, name);
  }

  /** The number of the attribute of that name without prefix, or -1. */
  attribute(name: string): number {
    for (let i = 0; i < this.attributeCount; i++) {
      if (this.isSame(this.attributes[4 * i] as number, this.attributes[4 * i + 1] as number, name)) return i;
    }
    return -1;
  }

  /** Where the raw value of an attribute begins and ends in `bytes`. */
  valueStart(attribute: number): number {
    return this.attributes[4 * attribute + 2] as number;
  }

  valueEnd(attribute: number): number {
    return this.attributes[4 * attribute + 3] as number;
  }

  /** Is this exactly how the value is written? */
  isValue(attribute: number, text: string): boolean {
    return this.isSame(this.valueStart(attribute), this.valueEnd(attribute), text);
  }

  value(attribute: number): string {
    return resolveAttribute(this.slice(this.valueStart(attribute), this.valueEnd(attribute)));
  }

  /** Attributes as name and value, in their order; those only whose names begin so. */
  attributePairs(start = ''): (readonly [string, string])[] {
    const pairs: (readonly [string, string])[] = [];
    for (let i = 0; i < this.attributeCount; i++) {
      const from = this.attributes[4 * i] as number;
      if (this.isSame(from, from + start.length, start)) pairs.push([this.attributeName(i), this.value(i)]);
    }
    return pairs;
  }

  private fail(why: string): never {
    return refuse('XML', `${this.part}: ${why} at byte ${this.at}`);
  }

  private slice(from: number, to: number): string {
    return this.bytes.toString('utf8', from, to);
  }

  private attributeName(i: number): string {
    return this.slice(this.attributes[4 * i] as number, this.attributes[4 * i + 1] as number);
  }

  private isSame(from: number, to: number, name: string): boolean {
    if (to - from !== name.length) return false;
    for (let i = 0; i < name.length; i++) if (this.bytes[from + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  private setText(text: string): void {
    this.textBytes = Buffer.from(text, 'utf8');
    this.textStart = 0;
    this.textEnd = this.textBytes.length;
  }

  /** The text of the run that `next` came to. */
  runText(): string {
    const raw = this.text();
    return this.isPlain ? raw : resolveText(raw);
  }

  /** After a run of text: closes the element if that is what follows, and keeps the run as its text. */
  private endsHere(): boolean {
    if (this.bytes[this.at] !== LESS || this.bytes[this.at + 1] !== SLASH) return false;
    this.closeTag();
    return true;
  }

  private isAt(text: string): boolean {
    return this.isSame(this.at, this.at + text.length, text);
  }

  private skipSpace(from: number): number {
    let i = from;
    while (isXmlSpace(this.bytes[i] as number)) i++;
    return i;
  }

  private scanName(from: number): number {
    if (!isNameStart(this.bytes[from] as number)) return this.fail('a bad name');
    let i = from + 1;
    let bits = this.bytes[from] as number;
    while (isNameRest(this.bytes[i] as number)) bits |= this.bytes[i++] as number;
    return bits < 0x80 || isXmlName(this.slice(from, i)) ? i : this.fail('a bad name');
  }

  /** Checks the reference that begins at an ampersand; returns where its semicolon stands. */
  private scanReference(from: number): number {
    const end = referenceEnd(this.bytes, from);
    return end < 0 ? this.fail('an unknown reference') : end;
  }

  private scanRun(): boolean {
    if (this.depth === 0) return this.scanSpaceOutside();
    const { bytes, at } = this;
    let isPlain = true;
    let i = at;
    for (;;) {
      while (TEXT_STOPS[bytes[i] as number] === 0) i++;
      const byte = bytes[i];
      if (byte === LESS) break;
      if (byte === GREATER) this.refuseCdataEnd(at, i);
      else isPlain = false;
      i = byte === AMPERSAND ? this.scanReference(i) + 1 : i + 1;
      if (byte !== AMPERSAND && byte !== CR && byte !== GREATER) this.fail('the document is cut, or a forbidden character');
    }
    this.setRun(at, i, isPlain);
    this.at = i;
    return true;
  }

  private refuseCdataEnd(from: number, at: number): void {
    if (at - from >= 2 && this.bytes[at - 1] === BRACKET && this.bytes[at - 2] === BRACKET) this.fail('"]]>" in text');
  }

  private scanSpaceOutside(): false {
    const end = this.skipSpace(this.at);
    if (end < this.bytes.length && this.bytes[end] !== LESS) this.fail('text outside the root element');
    this.at = end;
    return false;
  }

  private setRun(from: number, to: number, isPlain: boolean): void {
    this.textBytes = this.bytes;
    this.textStart = from;
    this.textEnd = to;
    this.isPlain = isPlain;
  }

  private isCdata(): boolean {
    return this.isAt('<![CDATA[');
  }

  private cdata(): Token {
    if (this.depth === 0) this.fail('text outside the root element');
    const from = this.at + 9;
    const to = this.find(']]>', from);
    this.setRun(from, to, true);
    // A reference means nothing here, but line ends are still made one.
    if (this.bytes.subarray(from, to).includes(CR)) this.setText(this.slice(from, to).replace(/\r\n?/gu, '\n'));
    this.at = to + 3;
    return TEXT;
  }

  private comment(): void {
    if (this.isAt('<!DOCTYPE')) refuse('DOCTYPE_REFUSED', this.part);
    if (!this.isAt('<!--')) this.fail('bad markup');
    const end = this.find('--', this.at + 4);
    if (this.bytes[end + 2] !== GREATER) this.fail('"--" in a comment');
    this.at = end + 3;
  }

  private instruction(): void {
    const nameEnd = this.scanName(this.at + 2);
    if (/^xml$/iu.test(this.slice(this.at + 2, nameEnd))) this.fail('an XML declaration that is not at the start');
    const end = this.find('?>', nameEnd);
    if (end !== nameEnd && !isXmlSpace(this.bytes[nameEnd] as number)) this.fail('a bad processing instruction');
    this.at = end + 2;
  }

  private find(text: string, from: number): number {
    const found = this.bytes.indexOf(text, from, 'latin1');
    if (found < 0) return this.fail('the document is cut');
    return hasForbidden(this.bytes, from, found) ? this.fail('a forbidden character') : found;
  }

  private openTag(): Token {
    if (this.depth === 0 && this.hasRoot) this.fail('a second root element');
    const from = this.at + 1;
    const to = this.scanName(from);
    this.enter(from, to);
    if (this.scanAttributes(to)) this.setScope(innerScope(this.scope, this.depth, this.attributePairs('xmlns')));
    this.resolveName(from, to);
    return OPEN;
  }

  private enter(from: number, to: number): void {
    this.hasRoot = true;
    if (++this.depth > LIMITS.xmlDepth) refuse('XML_TOO_DEEP', this.part);
    if (++this.elements > LIMITS.xmlElements) refuse('XML_TOO_MANY', `${this.part}: elements`);
    this.openFrom[this.depth] = from;
    this.openTo[this.depth] = to;
  }

  /** Reads up to the end of the start tag. Is a namespace declared in it? */
  private scanAttributes(from: number): boolean {
    this.attributeCount = 0;
    let declares = false;
    for (let end = from; ;) {
      const i = this.skipSpace(end);
      const byte = this.bytes[i];
      this.isEmptyElement = byte === SLASH;
      if (byte === GREATER || (byte === SLASH && this.bytes[i + 1] === GREATER)) {
        this.at = byte === SLASH ? i + 2 : i + 1;
        return declares;
      }
      if (i === end) this.fail('a bad start tag');
      end = this.scanAttribute(i);
      declares ||= this.bytes[i] === LETTER_X && this.isSame(i, i + 5, 'xmlns');
    }
  }

  private scanAttribute(from: number): number {
    if (this.attributeCount === LIMITS.xmlAttributes) refuse('XML_TOO_MANY', `${this.part}: attributes`);
    const nameEnd = this.scanName(from);
    this.refuseRepeated(from, nameEnd);
    const equals = this.skipSpace(nameEnd);
    if (this.bytes[equals] !== EQUALS) this.fail('an attribute without a value');
    const quote = this.skipSpace(equals + 1);
    const end = this.scanValue(quote);
    const slot = 4 * this.attributeCount++;
    this.attributes[slot] = from;
    this.attributes[slot + 1] = nameEnd;
    this.attributes[slot + 2] = quote + 1;
    this.attributes[slot + 3] = end;
    return end + 1;
  }

  private refuseRepeated(from: number, to: number): void {
    for (let i = 0; i < this.attributeCount; i++) {
      const other = this.attributes[4 * i] as number;
      if (this.attributes[4 * i + 1] as number - other !== to - from || this.bytes[other] !== this.bytes[from]) continue;
      if (this.bytes.compare(this.bytes, from, to, other, other + to - from) === 0) this.fail('an attribute twice');
    }
  }

  /** Returns where the closing quote stands. */
  private scanValue(quoteAt: number): number {
    const quote = this.bytes[quoteAt];
    if (quote !== QUOTE && quote !== APOSTROPHE) this.fail('an attribute without quotes');
    for (let i = quoteAt + 1; ; i++) {
      while (VALUE_STOPS[this.bytes[i] as number] === 0) i++;
      const byte = this.bytes[i];
      if (byte === quote) return i;
      if (byte === AMPERSAND) i = this.scanReference(i);
      else if (byte !== QUOTE && byte !== APOSTROPHE) this.fail('a bad attribute value');
    }
  }

  private resolveName(from: number, to: number): void {
    this.nameEnd = to;
    let i = from;
    while (i < to && this.bytes[i] !== COLON) i++;
    this.nameStart = i === to ? from : i + 1;
    this.isSheet = i === to ? this.isSheetByDefault : isSheetPrefix(this.scope, this.slice(from, i));
  }

  private setScope(scope: XmlScope | undefined): void {
    this.scope = scope;
    this.isSheetByDefault = isSheetPrefix(scope, '');
  }

  private closeTag(): Token {
    const from = this.openFrom[this.depth] as number;
    const length = this.openTo[this.depth] as number - from;
    const start = this.at + 2;
    for (let i = 0; i < length; i++) if (this.bytes[start + i] !== this.bytes[from + i]) this.fail('a wrong end tag');
    const end = this.skipSpace(start + length);
    if (this.depth === 0 || this.bytes[end] !== GREATER) this.fail('a wrong end tag');
    this.at = end + 1;
    return this.leave();
  }

  private leave(): Token {
    if (this.scope?.depth === this.depth) this.setScope(this.scope.outer);
    this.depth--;
    return CLOSE;
  }
}

import type { Kind, Messages } from './read-types';

/** A mask as a tree: what stands below a name, or nothing where all of it is meant. `*` is every field of a place. */
export interface Mask extends ReadonlyMap<string, Mask> {
  get(name: string): Mask | undefined;
}
type Growing = Map<string, Growing>;

/** Why a mask could not be read. */
export class MaskError extends Error {}

const NAME = /^[A-Za-z_*][\w*]*/;

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  /** `list = item (',' item)*`; `item = name (('/' | '.') name)* ('(' list ')')?` */
  list(into: Growing): void {
    do this.item(into);
    while (this.take(','));
  }

  end(): void {
    if (this.at < this.text.length) throw new MaskError(this.text);
  }

  private take(sign: string): boolean {
    const found = this.text[this.at] === sign;
    if (found) this.at += 1;
    return found;
  }

  private name(): string {
    const [name] = NAME.exec(this.text.slice(this.at)) ?? [];
    if (name === undefined) throw new MaskError(this.text);
    this.at += name.length;
    return name;
  }

  private item(into: Growing): void {
    let place = into;
    do {
      const name = this.name();
      const known = place.get(name);
      const below: Growing = known ?? new Map();
      place.set(name, below);
      // What was asked for whole stays whole, whatever part of it is asked for besides: that goes nowhere.
      place = known?.size === 0 ? new Map() : below;
    } while (this.take('/') || this.take('.'));
    if (!this.take('(')) place.clear();
    else {
      this.list(place);
      if (!this.take(')')) throw new MaskError(this.text);
    }
  }
}

/** Reads `sheets(properties(title,index),data/rowData),spreadsheetId`; a space is an error, as the Sheets API has it. Throws `MaskError`. */
export const parseMask = (text: string): Mask => {
  const mask: Growing = new Map();
  const reader = new Reader(text);
  reader.list(mask);
  reader.end();
  return mask;
};

const below = (kind: Kind | undefined, messages: Messages): ReadonlyMap<string, Kind> | 'any' | undefined => {
  if (!kind) return undefined;
  if (kind.kind === 'list') return below(kind.of, messages);
  if (kind.kind === 'map' || kind.kind === 'any') return 'any';
  if (kind.kind === 'object') return kind.fields;
  return kind.kind === 'message' ? messages.get(kind.name) : undefined;
};

/** The first path of a mask that a message has no field for. */
export const unknownPath = (mask: Mask, kind: Kind, messages: Messages, path = ''): string | undefined => {
  const fields = below(kind, messages);
  if (fields === 'any') return undefined;
  for (const [name, rest] of mask) {
    const here = path === '' ? name : `${path}.${name}`;
    const kinds = name === '*' ? [...(fields?.values() ?? [])] : [fields?.get(name)];
    if (kinds.some((found) => !found)) return here;
    const deeper = rest.size === 0 ? undefined : kinds.map((found) => unknownPath(rest, found!, messages, here)).find((found) => found !== undefined);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
};

/** What of an answer a mask leaves: an object without any of its fields stays as an empty one, in its place. */
export const applyMask = (mask: Mask, json: unknown): unknown => {
  if (mask.size === 0 || typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item) => applyMask(mask, item));
  const all = mask.get('*');
  const left: Record<string, unknown> = {};
  // By what is there, which is little for most of a hundred thousand cells.
  for (const name in json) {
    const rest = mask.get(name) ?? all;
    const value = (json as Record<string, unknown>)[name];
    if (rest !== undefined && value !== undefined) left[name] = rest.size === 0 ? value : applyMask(rest, value);
  }
  return left;
};

/** Whether a mask asks for something at a path: of it, below it, or of all around it. */
export const covers = (mask: Mask, path: readonly string[]): boolean => {
  const [name, ...rest] = path;
  if (name === undefined || mask.size === 0) return true;
  const found = mask.get(name) ?? mask.get('*');
  return found !== undefined && covers(found, rest);
};

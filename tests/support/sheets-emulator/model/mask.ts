import { applyMask, covers, type Mask } from '../schema/field-mask';
import { colourNames } from './colours';

export { parseMask, type Mask } from '../schema/field-mask';

export const everyField: Mask = new Map();
export const asksFor = (mask: Mask, ...path: readonly string[]): boolean => covers(mask, path);

type Json = Record<string, unknown>;
const asObject = (value: unknown): Json | undefined => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined);

/** The other name of a colour, which goes with it. */
const twinOf = (name: string): string | undefined => (colourNames.has(name) ? `${name}Style` : name.endsWith('Style') && colourNames.has(name.slice(0, -5)) ? name.slice(0, -5) : undefined);

/** `target` with the fields that a mask names as they are in `source`; what is not there is gone. Undefined where nothing is left. */
export const assign = <T extends object>(target: T | undefined, source: T | undefined, mask: Mask): T | undefined => {
  if (mask.size === 0 || mask.has('*')) return source;
  const next: Json = { ...asObject(target) };
  for (const [name, below] of mask) {
    const given = asObject(source)?.[name];
    const value = below.size === 0 ? given : assign(asObject(next[name]), asObject(given), below);
    const twin = twinOf(name);
    if (twin !== undefined && !mask.has(twin)) delete next[twin];
    if (value === undefined) delete next[name];
    else next[name] = value;
  }
  return Object.keys(next).length ? (next as T) : undefined;
};

/** What is asked for below a path; every field where all of it is. */
export const below = (mask: Mask, ...path: readonly string[]): Mask => {
  const [first, ...rest] = path;
  if (first === undefined || mask.size === 0) return mask;
  const found = mask.get(first) ?? mask.get('*');
  return found ? below(found, ...rest) : everyField;
};

/** Masks values that many cells share, each once. */
export const maskOnce = (mask: Mask): (<T extends object>(value: T) => T) => {
  const known = new WeakMap<object, unknown>();
  return <T extends object>(value: T): T => {
    if (mask.size === 0) return value;
    if (!known.has(value)) known.set(value, applyMask(mask, value));
    return known.get(value) as T;
  };
};

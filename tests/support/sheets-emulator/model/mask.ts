import { covers, type Mask } from '../schema/field-mask';
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

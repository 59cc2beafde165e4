import { createLru } from './lru';

/** What somebody found out about an object. */
interface Note {
  readonly by: unknown;
  value: unknown;
  readonly next: Note | undefined;
}

const notes = Symbol('notes');

/** What is known of objects. */
export interface Notes<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/**
 * What a module knows of objects, for as long as they live; never made for each call or each plan, since the notes stay. They lie on the object itself, as a hidden member that copies by
 * members, `structuredClone`, comparisons and JSON leave out; an object that is frozen takes none. Not a WeakMap: of its entries garbage is gathered in long stops, of 35 ms where a server knows
 * 16 plans of 200 activities, and without them of some 10 (V8 11.3).
 */
export const createNotes = <K extends object, V>(): Notes<K, V> => {
  const find = (key: { [notes]?: Note }): Note | undefined => {
    let note = key[notes];
    while (note && note.by !== find) note = note.next;
    return note;
  };
  return {
    get: (key) => find(key)?.value as V | undefined,
    set: (key: { [notes]?: Note }, value) => {
      const found = find(key);
      if (found) found.value = value;
      else Reflect.defineProperty(key, notes, { value: { by: find, value, next: key[notes] }, writable: true });
    },
  };
};

const rememberedIn = <K extends object, V>(known: Notes<K, { readonly value: V }>, make: (key: K) => V) => (key: K): V => {
  const found = known.get(key);
  if (found) return found.value;
  const value = make(key);
  known.set(key, { value });
  return value;
};

/** The same function, which works each object's value out once: for what follows from an object alone, and objects that nobody changes. Made once, for a module. */
export const remembered = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => rememberedIn(createNotes(), make);

/** The same for a function that is made again and again: what it knows goes with it. */
export const rememberedHere = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => rememberedIn(new Map<K, { readonly value: V }>(), make);

/** Do two lists hold the same ones in the same order? */
export const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean => {
  // Asked a thousand times a sync: a function made for each would be as much garbage.
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return same === a.length && same === b.length;
};

/** The list as it was before, where the one after holds the same in the same order: what was found out of it is known. */
export const sameList = <T>(before: readonly T[], after: readonly T[]): readonly T[] => (isSameList(before, after) ? before : after);

/** What followed from objects, and from others that were the same for all of them. */
export interface LastKnown<K extends object, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  /** What is known, or else what is made, which is known then. */
  of(key: K, make: () => V): V;
}

/** What followed last from each object and from a list of others, known as long as those of the list are the same. */
export const createLastKnown = <K extends object, V>(): ((from: readonly unknown[]) => LastKnown<K, V>) => {
  const known = createNotes<K, { readonly from: readonly unknown[]; readonly value: V }>();
  return (from) => {
    const find = (key: K): { readonly value: V } | undefined => {
      const last = known.get(key);
      return last && isSameList(last.from, from) ? last : undefined;
    };
    const set = (key: K, value: V): V => {
      known.set(key, { from, value });
      return value;
    };
    return { get: (key) => find(key)?.value, set, of: (key, make) => (find(key) ?? { value: set(key, make()) }).value };
  };
};

/** More are not kept: a server reads many plans, which mostly have the same codes and years. */
const mostKept = 2000;

/** The same function of a text; of more than `most` texts none is kept. */
export const rememberedByText = <V>(make: (text: string) => V, most = mostKept): ((text: string) => V) => {
  const known = new Map<string, V>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
};

/** Letters of arguments that a function keeps at most: they may be as long as the rows of a large table, and what is made of them is as large. */
const mostLetters = 2_000_000;

/** The same function of arguments that are plain data: it gives the same object for the same ones again, so that what was made of it is known, too. */
export const rememberedBy = <A extends readonly unknown[], V>(make: (...args: A) => V): ((...args: A) => V) => {
  const known = createLru<V>(mostLetters);
  return (...args) => {
    const key = JSON.stringify(args);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(...args);
    known.set(key, made, key.length);
    return made;
  };
};

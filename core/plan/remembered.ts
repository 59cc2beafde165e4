/** The same function, which works each object's value out once: for what follows from an object alone, and objects that nobody changes. */
export const remembered = <K extends object, V>(make: (key: K) => V): ((key: K) => V) => {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key);
    if (found) return found.value;
    const value = make(key);
    known.set(key, { value });
    return value;
  };
};

/** More are not kept: a server reads many plans, which mostly have the same codes and years. */
const mostKept = 2000;

const recall = <V>(known: Map<string, V>, key: string, make: () => V, most: number): V => {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  if (known.size >= most) known.clear();
  known.set(key, made);
  return made;
};

/** The same function of a text; of more than `most` texts none is kept. */
export const rememberedByText = <V>(make: (text: string) => V, most = mostKept): ((text: string) => V) => {
  const known = new Map<string, V>();
  return (text) => recall(known, text, () => make(text), most);
};

/** The same function of arguments that are plain data: it gives the same object for the same ones again, so that what was made of it is known, too. */
export const rememberedBy = <A extends readonly unknown[], V>(make: (...args: A) => V, most = mostKept): ((...args: A) => V) => {
  const known = new Map<string, V>();
  return (...args) => recall(known, JSON.stringify(args), () => make(...args), most);
};

/** An object of Apps Script's with no other members than these: whatever else a script asks of it is an error of the test's world, and loud. */
export const strict = <T extends object>(name: string, members: T): T =>
  new Proxy(members, {
    get: (target, key) => {
      if (typeof key === 'symbol') return undefined;
      if (!Object.hasOwn(target, key)) throw new Error(`${name}.${key} is not in this world`);
      return (target as Record<string, unknown>)[key];
    },
    set: (_, key) => { throw new Error(`${name}.${String(key)} is not to be set`); },
  });

/** Options of a call, of which no other are known. */
export const onlyKnown = (name: string, given: object, known: readonly string[]): void => {
  const odd = Object.keys(given).filter((key) => !known.includes(key));
  if (odd.length > 0) throw new Error(`${name} has no option ${odd.join(', ')}`);
};

import { strict } from './strict';

/** What all who open a spreadsheet share with its script. */
export interface ScriptDocument {
  readonly documentProperties: Map<string, string>;
  readonly scriptProperties: Map<string, string>;
  readonly cache: Map<string, string>;
  /** Triggers by whom they run for. */
  readonly triggers: { readonly user: string; readonly handler: string; readonly kind: 'clock' | 'change'; readonly id: number }[];
  /** A run that is under way holds the document's lock. */
  readonly lock: { holder: object | null };
  nextTrigger: number;
}

export const createDocument = (): ScriptDocument => ({ documentProperties: new Map(), scriptProperties: new Map(), cache: new Map(), triggers: [], lock: { holder: null }, nextTrigger: 1 });

const mostBytes = 9 * 1024;
const mostInAll = 500 * 1024;

/** A store of properties, with Google's limits. */
export const propertiesOf = (name: string, kept: Map<string, string>) => {
  const set = (key: string, value: unknown): void => {
    if (typeof value !== 'string') throw new Error(`${name}: ${key} is no text`);
    if (Buffer.byteLength(value) > mostBytes) throw new Error(`Argument too large: value (${key})`);
    kept.set(key, value);
    if ([...kept].reduce((sum, [one, text]) => sum + Buffer.byteLength(one + text), 0) > mostInAll) throw new Error('You have exceeded the property storage quota.');
  };
  const properties = strict(name, {
    getProperty: (key: string): string | null => kept.get(key) ?? null,
    getProperties: (): Record<string, string> => Object.fromEntries(kept),
    getKeys: (): string[] => [...kept.keys()],
    setProperty: (key: string, value: unknown): object => { set(key, value); return properties; },
    setProperties: (values: Readonly<Record<string, unknown>>): object => { for (const [key, value] of Object.entries(values)) set(key, value); return properties; },
    deleteProperty: (key: string): object => { kept.delete(key); return properties; },
  });
  return properties;
};

const mostCached = 100 * 1024;

export const cacheOf = (kept: Map<string, string>) => strict('Cache', {
  get: (key: string): string | null => kept.get(key) ?? null,
  put: (key: string, value: string, seconds: number): void => {
    if (Buffer.byteLength(value) > mostCached || seconds > 21_600) throw new Error('Argument too large');
    kept.set(key, value);
  },
  remove: (key: string): void => void kept.delete(key),
});

/** One run's lock on the document. Somebody else's is not waited for: nobody else gets on meanwhile. */
export const lockOf = ({ lock }: ScriptDocument, waited: (milliseconds: number) => void) => {
  const own = {};
  return strict('Lock', {
    tryLock: (milliseconds: number): boolean => {
      if (lock.holder !== null && lock.holder !== own) {
        waited(milliseconds);
        return false;
      }
      lock.holder = own;
      return true;
    },
    releaseLock: (): void => { if (lock.holder === own) lock.holder = null; },
  });
};

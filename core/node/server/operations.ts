import { createLru } from '../../plan/lru';
import type { Handled } from './route';
import type { Failure } from '../journey/failure';

/** Things that are to be done once, by key. */
export interface Operations {
  /**
   * Does the work, unless the same is being done or was done a while ago: then its answer is given. What is no success may be tried again.
   * `digest` is of what was asked for: another under the same key is a failure.
   */
  once(key: string, digest: string, work: () => Promise<Handled>): Promise<Handled>;
}

interface Done {
  readonly digest: string;
  readonly handled: Promise<Handled>;
}

const rememberedBytes = 64 * 1024 * 1024;
const rememberedFor = 10 * 60_000;

const reused: Failure = { kind: 'token-reused' };

/** An answer as it goes out, now and each time it is given again: what it was made of is not kept. */
const printed = async (work: Promise<Handled>): Promise<Handled> => {
  const handled = await work;
  if (!handled.ok) return handled;
  const { json, ...rest } = handled.value;
  return { ok: true, value: { ...rest, printed: Buffer.from(JSON.stringify(json)) } };
};

/**
 * Remembers answers of this process: of syncs that committed nothing, and cheaply of the others, which the store's tokens remember for
 * good. [A7]
 */
export const createOperations = (now: () => Date): Operations => {
  const going = new Map<string, Done>();
  const done = createLru<Done & { readonly until: number }>(rememberedBytes);
  return {
    once: async (key, digest, work) => {
      const earlier = done.get(key);
      const known = going.get(key) ?? (earlier && earlier.until > now().getTime() ? earlier : undefined);
      if (known) return known.digest === digest ? known.handled : { ok: false, failure: reused };
      const handled = printed(work());
      going.set(key, { digest, handled });
      try {
        const result = await handled;
        if (result.ok) done.set(key, { digest, handled, until: now().getTime() + rememberedFor }, result.value.printed!.length);
        return result;
      } finally {
        going.delete(key);
      }
    },
  };
};

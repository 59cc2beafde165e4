import { createLru } from '../../../plan/lru';
import type { ServerLimits } from '../limits';

/** How much each client may ask. */
export interface RequestRate {
  /** Seconds to wait; 0 where the request may come. */
  take(client: string): number;
  /** The same without asking for anything. */
  wait(client: string): number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

const rememberedClients = 10_000;

/** A bucket of tokens a client, refilled as time goes. `now` is in milliseconds. [A16] */
export const createRequestRate = ({ burst, perSecond }: Pick<ServerLimits, 'burst' | 'perSecond'>, now: () => number = () => performance.now()): RequestRate => {
  const buckets = createLru<Bucket>(rememberedClients);
  const refilled = (client: string): Bucket => {
    const bucket = buckets.get(client) ?? { tokens: burst, at: now() };
    return { tokens: Math.min(burst, bucket.tokens + ((now() - bucket.at) / 1000) * perSecond), at: now() };
  };
  const waitOf = ({ tokens }: Bucket): number => (tokens < 1 ? Math.max(1, Math.ceil((1 - tokens) / perSecond)) : 0);
  return {
    take: (client) => {
      const bucket = refilled(client);
      const wait = waitOf(bucket);
      buckets.set(client, wait === 0 ? { ...bucket, tokens: bucket.tokens - 1 } : bucket);
      return wait;
    },
    wait: (client) => waitOf(refilled(client)),
  };
};

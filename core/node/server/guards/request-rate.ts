import { createLru } from '../lru';
import type { ServerLimits } from '../limits';

/** How much each client may ask. */
export interface RequestRate {
  /** Seconds to wait; 0 where the request may come. */
  take(client: string): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const rememberedClients = 10_000;

/** A bucket of tokens a client, refilled as time goes. `now` is in milliseconds. [A16] */
export const createRequestRate = ({ burst, perSecond }: Pick<ServerLimits, 'burst' | 'perSecond'>, now: () => number = () => performance.now()): RequestRate => {
  const buckets = createLru<Bucket>(rememberedClients);
  return {
    take: (client) => {
      const bucket = buckets.get(client) ?? { tokens: burst, at: now() };
      bucket.tokens = Math.min(burst, bucket.tokens + ((now() - bucket.at) / 1000) * perSecond);
      bucket.at = now();
      buckets.set(client, bucket);
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
      bucket.tokens -= 1;
      return 0;
    },
  };
};

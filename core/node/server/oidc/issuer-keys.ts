import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { askForKeys } from './issuer';

/** Nobody can tell right now whether a token is its issuer's. */
export class IssuerUnavailable extends Error {}

/** Is told why an issuer's keys cannot be had or used, and null when they can. */
export type TellOfIssuer = (trouble: string | null) => void;

/** Tells of what is new alone, not of each try. */
export const tellOfChanges = (tell: TellOfIssuer): TellOfIssuer => {
  let last: string | null = null;
  return (trouble) => {
    if (trouble === last) return;
    last = trouble;
    tell(trouble);
  };
};

/** How long, in milliseconds, keys are used without asking again; how long at most while the issuer does not answer; and between two questions. */
export const keyTimes = { fresh: 10 * 60_000, usable: 60 * 60_000, cooldown: 15_000 } as const;

type Keys = ReturnType<typeof createLocalJWKSet>;

interface IssuerState {
  keys(): Keys | undefined;
  /** Asks the issuer, unless it was asked a moment ago; false where it did not answer as it should. */
  refresh(): Promise<boolean>;
  isFresh(): boolean;
}

const createState = (issuer: string, now: () => Date, tell: TellOfIssuer): IssuerState => {
  let known: { readonly keys: Keys; readonly at: number } | undefined;
  let lastTry: { readonly at: number; readonly trouble: string | null } | undefined;
  let asking: Promise<void> | undefined;
  const age = (since: number | undefined): number => (since === undefined ? Infinity : now().getTime() - since);
  const ask = async (): Promise<void> => {
    const asked = await askForKeys(issuer);
    const trouble = asked.ok ? null : asked.detail;
    if (asked.ok) known = { keys: createLocalJWKSet(asked.value), at: now().getTime() };
    tell(trouble);
    lastTry = { at: now().getTime(), trouble };
  };
  return {
    keys: () => (age(known?.at) < keyTimes.usable ? known!.keys : undefined),
    isFresh: () => age(known?.at) < keyTimes.fresh,
    refresh: async () => {
      if (!asking && age(lastTry?.at) >= keyTimes.cooldown) asking = ask().finally(() => { asking = undefined; });
      await asking;
      return lastTry?.trouble === null;
    },
  };
};

/**
 * Finds the key that a token names. Keys are asked for again when they are old, and when a token names one that is not known: that is how
 * an issuer goes over to a new one. A key that the issuer no longer has is refused once they were asked for again. Throws
 * `IssuerUnavailable` where the issuer would have to be asked and does not answer. [A21]
 */
export const createIssuerKeys = (issuer: string, now: () => Date, tell: TellOfIssuer): JWTVerifyGetKey => {
  const state = createState(issuer, now, tell);
  void state.refresh();
  const known = (): Keys => {
    const keys = state.keys();
    if (!keys) throw new IssuerUnavailable();
    return keys;
  };
  return async (header, token) => {
    if (!state.isFresh()) await state.refresh();
    try {
      return await known()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!(await state.refresh())) throw new IssuerUnavailable();
      return known()(header, token);
    }
  };
};

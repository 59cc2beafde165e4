import { setTimeout as pauseFor } from 'node:timers/promises';

/** What calls to Google need of the machine; in tests a clock that jumps. */
export interface Surroundings {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects when `signal` is aborted. */
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to, and not, 1. */
  random(): number;
}

export const nodeSurroundings: Surroundings = {
  now: () => Date.now(),
  pause: async (milliseconds, signal) => pauseFor(milliseconds, undefined, { signal }),
  random: () => Math.random(),
};

/**
 * Why a call waits: `turn`: the account's own share of Google's quota is used up for now; `busy`: Google said that it was too much at a time;
 * `down`: Google, or the way there, does not answer as it should.
 */
export interface Waiting {
  readonly reason: 'turn' | 'busy' | 'down';
  /** Rounded up. */
  readonly seconds: number;
}

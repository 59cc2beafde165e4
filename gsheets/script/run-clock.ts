/** A run of Apps Script is ended by Google after six minutes, in the middle of whatever it does. */
const longestRun = 360_000;
/** What a round may take at worst once it was begun: the server's answer, a look, a write. */
const longestRound = 150_000;

/** What is left of a run; times in milliseconds. */
export interface RunClock {
  /** Is there time to begin something that is not to be cut off? */
  hasTime(): boolean;
  /** Waits, where there is time for it. */
  pause(milliseconds: number): boolean;
}

export const startClock = (): RunClock => {
  const start = Date.now();
  const left = (): number => longestRun - longestRound - (Date.now() - start);
  return {
    hasTime: () => left() > 0,
    pause: (milliseconds) => {
      if (left() < milliseconds) return false;
      Utilities.sleep(milliseconds);
      return true;
    },
  };
};

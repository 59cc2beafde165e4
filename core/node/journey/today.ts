import { isValidDate, localDate } from '../../plan/dates';

/** The day that counts as today. */
export interface Today {
  /** ISO date. */
  readonly date: string;
  /** It was set by hand, for a test or a demonstration: workbooks then hold it instead of asking their host. */
  readonly isFixed: boolean;
}

/** Today by this machine's clock, or the fixed day; undefined where that is no day. */
export const readToday = (now: Date, fixed: string | undefined): Today | undefined => {
  if (fixed === undefined || fixed === '') return { date: localDate(now), isFixed: false };
  return isValidDate(fixed) ? { date: fixed, isFixed: true } : undefined;
};

import { fillText, type Locale } from '../../core';
import type { Keep } from '../client/keep';
import { ribbonTexts } from '../texts/ribbon-texts';
import { commandNames, type CommandName } from './command-names';
import type { Told } from './told';

/** A cell that was not taken in, and what to write there instead. */
export interface RibbonProblem {
  /** "Tiltak!F12", or a tab alone. */
  readonly place: string;
  readonly message: string;
}

/** What the buttons do is the pane's work; this is what they need of it. */
export interface RibbonWork {
  readonly locale: Locale;
  /** Syncs the open workbook, and says how it went. */
  sync(): Promise<Told>;
  /** What a sync would not take in, in the order of the workbook; or why that is not known. */
  findProblems(): Promise<readonly RibbonProblem[] | Told>;
  /** Shows a cell to the person; false where there is no such place. */
  select(place: string): Promise<boolean>;
  /** Keeps what was shown last: the page of the commands does not live on between two clicks. */
  readonly keep: Keep;
  /** Tells the person, wherever they look. */
  tell(told: Told): Promise<void>;
}

const lastKey = 'planark.last-problem';

/** The problem after the one shown last, and after the last the first; the first where the last one shown is gone. */
export const problemAfter = (problems: readonly RibbonProblem[], last: string | null): number => {
  const at = problems.findIndex(({ place }) => place === last);
  return at < 0 ? 0 : (at + 1) % problems.length;
};

const nextProblem = async ({ locale, findProblems, select, keep }: RibbonWork): Promise<Told> => {
  const found = await findProblems();
  if ('tone' in found) return found;
  const index = problemAfter(found, keep.getItem(lastKey));
  const problem = found[index];
  if (!problem) {
    keep.removeItem(lastKey);
    return { tone: 'good', lines: [ribbonTexts.noProblems[locale]] };
  }
  keep.setItem(lastKey, problem.place);
  const isShown = await select(problem.place);
  const where = fillText(ribbonTexts.problemAt[locale], { place: problem.place, number: index + 1, count: found.length });
  return { tone: 'attention', lines: [where, problem.message, ...(isShown ? [] : [ribbonTexts.notShown[locale]])] };
};

/**
 * What each button does. One at a time, in the order of the clicks, and each ends in a message, so that nobody clicks and sees nothing; the
 * promise never fails, since Excel waits for its end.
 */
export const createRibbon = (work: RibbonWork): Readonly<Record<CommandName, () => Promise<void>>> => {
  let last: Promise<void> = Promise.resolve();
  const broken = (): Told => ({ tone: 'bad', lines: [ribbonTexts.broken[work.locale]] });
  const run = async (command: () => Promise<Told>): Promise<void> => {
    const told = await command().catch(broken);
    await work.tell(told).catch(() => undefined);
  };
  const queued = (command: () => Promise<Told>) => (): Promise<void> => (last = last.then(() => run(command)));
  return { [commandNames.sync]: queued(work.sync), [commandNames.nextProblem]: queued(() => nextProblem(work)) };
};

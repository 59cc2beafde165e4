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
  /** Which workbook is open, as far as can be told; null for one that was never saved. */
  location(): string | null;
  /** Keeps what was shown last: the page of the commands does not live on between two clicks. */
  readonly keep: Keep;
  /** Tells the person, wherever they look. */
  tell(told: Told): Promise<void>;
}

/** The problem shown last: where it stands, and which it was in the order of the workbook, since several may stand in one place. */
export interface LastProblem {
  readonly place: string;
  readonly index: number;
}

const keyOf = (location: string | null): string => `planark.last-problem ${location ?? ''}`;

const readLast = (text: string | null): LastProblem | null => {
  try {
    const { place, index } = (JSON.parse(text ?? 'null') ?? {}) as Partial<Record<keyof LastProblem, unknown>>;
    return typeof place === 'string' && typeof index === 'number' ? { place, index } : null;
  } catch {
    return null;
  }
};

/** The problem after the one shown last, and after the last the first; the first where the last one shown is gone. Others may have come or gone before it. */
export const problemAfter = (problems: readonly RibbonProblem[], last: LastProblem | null): number => {
  const alike = problems.flatMap(({ place }, index) => (last && place === last.place ? [index] : []));
  const at = alike.includes(last?.index ?? -1) ? last!.index : alike.at(-1);
  return at === undefined ? 0 : (at + 1) % problems.length;
};

const nextProblem = async ({ locale, findProblems, select, keep, location }: RibbonWork): Promise<Told> => {
  const found = await findProblems();
  if ('tone' in found) return found;
  const key = keyOf(location());
  const index = problemAfter(found, readLast(keep.getItem(key)));
  const problem = found[index];
  if (!problem) {
    keep.removeItem(key);
    return { tone: 'good', lines: [ribbonTexts.noProblems[locale]] };
  }
  keep.setItem(key, JSON.stringify({ place: problem.place, index } satisfies LastProblem));
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

import type { GridRange } from '../../core';
import type { Entry } from './entries';
import type { Build, Requests } from './requests';

/** A workbook as a request sees it. */
export interface OpenBook {
  readonly context: Excel.RequestContext;
  sheet(name: string): Excel.Worksheet;
}

/** A text that was written with an apostrophe; it is read back, and written without one where it is not the same. */
export interface Doubt {
  readonly tab: string;
  readonly address: string;
  readonly text: string;
}

/** What is written into the cells of a tab; null leaves one as it is. */
export interface WrittenCells {
  readonly tab: string;
  readonly area: GridRange;
  readonly entries: readonly (readonly Entry[])[];
}

/** Something to write, about so many bytes on the wire. */
export interface Job {
  readonly bytes: number;
  readonly run: (book: OpenBook) => void;
  readonly doubts?: readonly Doubt[];
  readonly cells?: WrittenCells;
}

/** Of a request; Excel on the web takes 5 MB, and what is estimated may be more. */
const mostBytes = 1_500_000;

/** About what a call with a range and a value takes. */
export const callBytes = 350;

export const job = (bytes: number, run: Job['run']): Job => ({ bytes, run });

const openBook = (context: Excel.RequestContext): OpenBook => {
  const sheets = new Map<string, Excel.Worksheet>();
  const sheet = (name: string): Excel.Worksheet => {
    const found = sheets.get(name) ?? context.workbook.worksheets.getItem(name);
    sheets.set(name, found);
    return found;
  };
  return { context, sheet };
};

/** Jobs in their order, as few groups that are each small enough for a request. */
export const packJobs = (jobs: readonly Job[]): Job[][] => {
  const groups: Job[][] = [];
  let room = 0;
  for (const one of jobs) {
    if (groups.length === 0 || one.bytes > room) {
      groups.push([]);
      room = mostBytes;
    }
    groups.at(-1)!.push(one);
    room -= one.bytes;
  }
  return groups;
};

/** What comes before a request that writes is asked again, where Excel made it wait; left out where nobody else can have written there. */
type Check = () => Promise<void>;

const silently = <T>(requests: Requests, write: (book: OpenBook) => () => T, check?: Check): Promise<T> => {
  const build: Build<T> = (context) => {
    const { application } = context.workbook;
    application.suspendScreenUpdatingUntilNextSync();
    application.suspendApiCalculationUntilNextSync();
    context.runtime.enableEvents = false;
    const answer = write(openBook(context));
    context.runtime.enableEvents = true;
    return answer;
  };
  return check ? requests.sendChecked(build, check) : requests.send(build);
};

const cellOf = (book: OpenBook, { tab, address }: Doubt): Excel.Range => book.sheet(tab).getRange(address).untrack();

/** A text that Excel took for something else, and what it made of it. */
interface Mistaken extends Doubt {
  readonly stands: Entry;
}

const askDoubts = (book: OpenBook, doubts: readonly Doubt[]): (() => Mistaken[]) => {
  const ranges = doubts.map((doubt) => {
    const range = cellOf(book, doubt);
    range.load('values');
    return range;
  });
  return () => doubts.flatMap((doubt, i): Mistaken[] => {
    const stands = ranges[i]!.values[0]![0] as Entry;
    return stands === doubt.text ? [] : [{ ...doubt, stands }];
  });
};

/** Writes what Excel took for something else in another way; what somebody has written over since stays. */
const mendDoubts = (requests: Requests, mistaken: readonly Mistaken[]): Promise<void> => {
  let left = mistaken;
  return silently(requests, (book) => {
    for (const doubt of left) cellOf(book, doubt).values = [[doubt.text]];
    return () => undefined;
  }, async () => {
    const now = await requests.send((context) => askDoubts(openBook(context), left));
    left = left.filter(({ tab, address, stands }) => now.some((one) => one.tab === tab && one.address === address && one.stands === stands));
  });
};

/** Questions of a request that writes: what stood there right before, and how it is after; and the look that comes before it is asked again. */
export interface Asked<B, A> {
  readonly before: (book: OpenBook) => () => B;
  readonly after: (book: OpenBook) => () => A;
  readonly check?: Check;
}

const nothing = () => () => undefined;
export const nothingAsked: Asked<undefined, undefined> = { before: nothing, after: nothing };

/**
 * Writes a group in one request, during which Excel neither draws nor calculates (both come back by themselves when it is done) nor
 * tells us of what we write ourselves.
 */
export const sendJobs = async <B, A>(requests: Requests, group: readonly Job[], { before, after, check }: Asked<B, A>): Promise<{ readonly before: B; readonly after: A }> => {
  const [answer, wrong] = await silently(requests, (book) => {
    const stood = before(book);
    for (const { run } of group) run(book);
    const [stands, doubted] = [after(book), askDoubts(book, group.flatMap(({ doubts = [] }) => doubts))];
    return () => [{ before: stood(), after: stands() }, doubted()] as const;
  }, check);
  if (wrong.length > 0) await mendDoubts(requests, wrong);
  return answer;
};

import type { Requests } from './requests';

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

/** Something to write, about so many bytes on the wire. */
export interface Job {
  readonly bytes: number;
  readonly run: (book: OpenBook) => void;
  readonly doubts?: readonly Doubt[];
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

const silently = <T>(requests: Requests, write: (book: OpenBook) => () => T): Promise<T> =>
  requests.send((context) => {
    const { application } = context.workbook;
    application.suspendScreenUpdatingUntilNextSync();
    application.suspendApiCalculationUntilNextSync();
    context.runtime.enableEvents = false;
    const answer = write(openBook(context));
    context.runtime.enableEvents = true;
    return answer;
  });

const cellOf = (book: OpenBook, { tab, address }: Doubt): Excel.Range => book.sheet(tab).getRange(address).untrack();

const askDoubts = (book: OpenBook, doubts: readonly Doubt[]): (() => Doubt[]) => {
  const ranges = doubts.map((doubt) => {
    const range = cellOf(book, doubt);
    range.load('values');
    return range;
  });
  return () => doubts.filter(({ text }, i) => ranges[i]!.values[0]![0] !== text);
};

/**
 * Writes a group in one request, during which Excel neither draws nor calculates (both come back by themselves when it is done) nor
 * tells us of what we write ourselves. `ask` adds questions at its end.
 */
export const sendJobs = async <T>(requests: Requests, group: readonly Job[], ask: (book: OpenBook) => () => T): Promise<T> => {
  const [answer, wrong] = await silently(requests, (book) => {
    for (const { run } of group) run(book);
    const [asked, doubted] = [ask(book), askDoubts(book, group.flatMap(({ doubts = [] }) => doubts))];
    return () => [asked(), doubted()] as const;
  });
  if (wrong.length > 0) {
    await silently(requests, (book) => {
      for (const doubt of wrong) cellOf(book, doubt).values = [[doubt.text]];
      return () => undefined;
    });
  }
  return answer;
};

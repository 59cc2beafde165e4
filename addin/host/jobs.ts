import type { Requests } from './requests';

/** A workbook as a request sees it. */
export interface OpenBook {
  readonly context: Excel.RequestContext;
  sheet(name: string): Excel.Worksheet;
}

/** Something to write, about so many bytes on the wire. */
export interface Job {
  readonly bytes: number;
  readonly run: (book: OpenBook) => void;
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

/**
 * Writes a group in one request, during which Excel neither draws nor calculates (both come back by themselves when it is done) nor
 * tells us of what we write ourselves. `ask` adds questions at its end.
 */
export const sendJobs = <T>(requests: Requests, group: readonly Job[], ask: (book: OpenBook) => () => T): Promise<T> =>
  requests.send((context) => {
    const { application } = context.workbook;
    application.suspendScreenUpdatingUntilNextSync();
    application.suspendApiCalculationUntilNextSync();
    context.runtime.enableEvents = false;
    const book = openBook(context);
    for (const { run } of group) run(book);
    const answer = ask(book);
    context.runtime.enableEvents = true;
    return answer;
  });

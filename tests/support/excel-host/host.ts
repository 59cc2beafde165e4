import { createFaults, type Faults } from './faults';
import { createObject, keptObject, workbook } from './members/workbook';
import { createBook, type Book, type BookEvent } from './model/book';
import { createLog, entryOf, type RequestLog } from './requests';
import { rules } from './rules';
import { interpret } from './wire/interpret';
import { requestFlag, type RequestBody } from './wire/shapes';

/** An answer to a request, whatever carried it. */
export interface HostAnswer {
  readonly status: number;
  readonly body: string;
}

export interface ExcelHost {
  readonly book: Book;
  readonly log: RequestLog;
  readonly faults: Faults;
  /** Where it runs: on the web a request has a limit. */
  readonly platform: 'desktop' | 'web';
  /** Does a request. `flags` are those of the request. */
  answer(bodyText: string, flags: number): Promise<HostAnswer>;
  /** Events that were made and not yet told, oldest first; they are told once. */
  takeEvents(): BookEvent[];
  /** Called when there may be events to tell. */
  onEvents: (() => void) | null;
}

export const webLimit = 5 * 1024 * 1024;

const failure = (status: number, code: string, message: string): HostAnswer => ({ status, body: JSON.stringify({ error: { code, message } }) });

const isWriting = (flags: number): boolean => (flags & requestFlag.write) !== 0;

/** [undo-cleared] Does the actions of a request as the add-in. */
const perform = (host: ExcelHost, body: RequestBody, flags: number): ReturnType<typeof interpret> => {
  const { book } = host;
  const before = book.origin;
  const changes = book.changes;
  book.origin = 'add-in';
  try {
    return interpret({ workbook: () => workbook({ book }), create: createObject, kept: (id) => keptObject(book, id) }, body, host.faults.beforeAction);
  } finally {
    book.origin = before;
    book.application['isScreenSuspended'] = false;
    if (isWriting(flags) && book.changes !== changes) book.undo = [];
  }
};

const answerOf = async (host: ExcelHost, bodyText: string, flags: number): Promise<HostAnswer> => {
  const refused = await host.faults.beforeRequest(flags);
  if (refused) return failure(refused.status, refused.code, refused.message);
  if (host.platform === 'web' && bodyText.length > webLimit) return failure(400, rules['request-size'].code, rules['request-size'].says);
  const body = JSON.parse(bodyText) as RequestBody;
  const response = perform(host, body, flags);
  const text = JSON.stringify(response);
  host.log.entries.push(entryOf(body, Buffer.byteLength(bodyText), response, Buffer.byteLength(text), 200));
  if (host.platform === 'web' && text.length > webLimit) return failure(400, rules['response-size'].code, rules['response-size'].says);
  return host.faults.afterRequest({ status: 200, body: text });
};

/** A workbook that is open in an emulated Excel. */
export const createHost = (book: Book = createBook(), platform: ExcelHost['platform'] = 'desktop'): ExcelHost => {
  const host: ExcelHost = {
    book, platform, log: createLog(), faults: createFaults(book), onEvents: null,
    answer: async (bodyText, flags) => {
      const answer = await answerOf(host, bodyText, flags);
      if (answer.status !== 200) host.log.entries.push({ bytesIn: Buffer.byteLength(bodyText), bytesOut: answer.body.length, actions: 0, writes: {}, writtenBytes: 0, status: answer.status });
      return answer;
    },
    takeEvents: () => book.events.splice(0),
  };
  return host;
};

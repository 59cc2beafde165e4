import { minimumApi } from '../load-client';
import type { ExcelHost } from '../host';

/** Numbers by which office.js names what it asks of its host, and what it hears from it. */
export const dispatch = {
  richRequest: 93, commandCompleted: 94, messageParent: 144, messageChild: 145,
  dialogMessage: 10, parentMessage: 12, richMessage: 33, commandInvoked: 39,
} as const;

/** Kinds of messages between a page and its dialog; a number from 12000 on is an event of the dialog itself. */
export const dialogMessage = { toParent: 0, toChild: 1, closed: 12006 } as const;

/** Errors of a transport, as office.js numbers them; from here on it makes errors of its own of them. */
const transportErrors: Readonly<Record<string, number>> = {
  InvalidOperationInCellEditMode: 5004,
  ActivityLimitReached: 5102, RequestPayloadSizeLimitExceeded: 5103, ResponsePayloadSizeLimitExceeded: 5104, InvalidOrTimedOutSession: 5012, AccessDenied: 7000, WriteNotSupportedWhenModalDialogOpen: 5016,
};

/** What the host says of itself and its workbook when a page starts. */
export interface OfficeFacts {
  readonly locale: string;
  readonly location: string;
  /** Office's colours on the desktop, as numbers; the web tells none. */
  readonly theme: Readonly<Record<'bodyBackgroundColor' | 'bodyForegroundColor' | 'controlBackgroundColor' | 'controlForegroundColor', number>>;
}
export const lightTheme: OfficeFacts['theme'] = { bodyBackgroundColor: 0xe6e6e6, bodyForegroundColor: 0x262626, controlBackgroundColor: 0xffffff, controlForegroundColor: 0x262626 };
export const darkTheme: OfficeFacts['theme'] = { bodyBackgroundColor: 0x262626, bodyForegroundColor: 0xf0f0f0, controlBackgroundColor: 0x363636, controlForegroundColor: 0xf0f0f0 };
export const defaultFacts: OfficeFacts = { locale: 'nb-NO', location: 'https://example.sharepoint.com/plan.xlsx', theme: lightTheme };

/** What the host can do, as office.js takes it: JSON with names in small letters. */
export const requirementMatrix = JSON.stringify({ excelapi: String(minimumApi), dialogapi: '1.2', sharedruntime: '0' });

/** An answer to a rich request: a number of an error, or status, headers and body. */
export type RichAnswer = { readonly error: number } | { readonly slots: readonly [status: number, headers: readonly string[], body: string] };

/** Does a request that office.js packed into its 13 slots: the body stands in the fifth, the flags in the seventh. */
export const answerRich = async (host: ExcelHost, message: readonly unknown[]): Promise<RichAnswer> => {
  const { status, body } = await host.answer(String(message[4]), Number(message[6]));
  if (status === 200) return { slots: [status, [], body] };
  const { error: { code, message: says } } = JSON.parse(body) as { readonly error: { readonly code: string; readonly message: string } };
  const number = transportErrors[code];
  // What no transport has a number for is an answer like any other: somebody in the middle of a cell, for one.
  const answer = { Results: [], TraceIds: [], Error: { Code: code, Message: says, Location: '', HttpStatusCode: status, ActionIndex: -1 } };
  return number === undefined ? { slots: [200, [], JSON.stringify(answer)] } : { error: number };
};

/** Events as office.js takes them: category, type, target, message, id, whether another's. */
export const eventEntries = (host: ExcelHost): readonly (readonly unknown[])[] =>
  host.takeEvents().map(({ type, targetId, payload, isRemote }) => [65536, type, targetId, JSON.stringify(payload), 0, isRemote]);

/** Commands that were called and are not completed. */
export interface Commands {
  /** A fresh id, and what resolves with the status when the add-in says that it is done: 0 for success. */
  begin(): { readonly id: string; readonly completed: Promise<number> };
  complete(id: string, status: number): void;
}

export const createCommands = (): Commands => {
  const open = new Map<string, (status: number) => void>();
  let count = 0;
  return {
    begin: () => {
      const id = `command-${++count}`;
      return { id, completed: new Promise((resolve) => open.set(id, resolve)) };
    },
    complete: (id, status) => {
      open.get(id)?.(status);
      open.delete(id);
    },
  };
};

/** Dialogs that are opened, for whoever waits for one: one at a time, as Office has it. */
export interface Dialogs<Page> {
  /** The page that asked, and the dialog's; null where none is open. */
  current(): { readonly parent: Page; readonly dialog: Page } | null;
  open(parent: Page, dialog: Page): void;
  close(): void;
  /** The dialog that is open, or the next one. */
  next(): Promise<Page>;
}

export const createDialogs = <Page>(): Dialogs<Page> => {
  let now: { readonly parent: Page; readonly dialog: Page } | null = null;
  let waiting: ((dialog: Page) => void)[] = [];
  return {
    current: () => now,
    open: (parent, dialog) => {
      now = { parent, dialog };
      for (const tell of waiting) tell(dialog);
      waiting = [];
    },
    close: () => { now = null; },
    next: () => (now ? Promise.resolve(now.dialog) : new Promise((resolve) => waiting.push(resolve))),
  };
};

/** What a button gives the function that it calls. */
export const commandSource = (control: string): string => JSON.stringify({ source: { id: control } });

import type { HostFailure, WorkbookOptions } from './open-workbook';

/** Puts a request together and gives what reads its answer. Whoever asks again builds it again, so it says all by itself. */
export type Build<T> = (context: Excel.RequestContext) => () => T;

/** What is asked of the workbook, one request at a time. */
export interface Requests {
  /** Throws what Excel answers instead: `failureOf` says what that means. */
  send<T>(build: Build<T>): Promise<T>;
  /** The same for what must not be done late without a look: whenever it had to wait, `check` comes before it is asked again. */
  sendChecked<T>(build: Build<T>, check: () => Promise<void>): Promise<T>;
}

export type Pause = (milliseconds: number) => Promise<void>;

/** Milliseconds until the next attempt, when Excel asks to be left alone. */
const pauses = [1000, 2000, 4000, 8000, 16_000];

const kinds: Readonly<Record<string, HostFailure['kind']>> = {
  InvalidOperationInCellEditMode: 'editing', ActivityLimitReached: 'busy', RequestPayloadSizeLimitExceeded: 'too-large', ResponsePayloadSizeLimitExceeded: 'too-large',
  AccessDenied: 'protected', WriteNotSupportedWhenModalDialogOpen: 'editing', ItemNotFound: 'changed', ItemAlreadyExists: 'changed',
  InvalidOrTimedOutSession: 'lost', GeneralException: 'lost', ConnectionFailure: 'lost', HostNotFound: 'lost', RequestAborted: 'lost', OperationCancelled: 'lost',
};

/** Excel's own word for what went wrong; undefined where it was not Excel. */
export const codeOf = (error: unknown): string | undefined => (error instanceof OfficeExtension.Error ? error.code : undefined);

/** What kept Excel from it; undefined for a fault of the program, which nobody should hide. */
export const failureOf = (error: unknown): HostFailure['kind'] | undefined => {
  const code = codeOf(error);
  return code === undefined ? undefined : (kinds[code] ?? 'refused');
};

/** Answers that mean that nothing of a request was done. */
export const isRefusedWhole = (error: unknown): boolean => ['editing', 'busy', 'too-large'].includes(failureOf(error) ?? '');

const attempt = <T>(options: Excel.RunOptions, build: Build<T>): Promise<T> =>
  Excel.run(options, async (context) => {
    const answer = build(context);
    await context.sync();
    return answer();
  });

/** Milliseconds between two looks at whether somebody has left a cell, and how many: two minutes. */
const glance = 1000;
const mostGlances = 120;

/** Until somebody leaves a cell: Excel itself waits where it can, else it is asked time and again. */
const askPatiently = async <T>(build: Build<T>, pause: Pause, glances = 0): Promise<T> => {
  try {
    return await attempt({ delayForCellEdit: true }, build);
  } catch (error) {
    if (failureOf(error) !== 'editing' || glances === mostGlances) throw error;
  }
  await pause(glance);
  return askPatiently(build, pause, glances + 1);
};

type OnWaiting = (isWaiting: boolean) => void;

/** Tells only what is new. */
const tellOnce = ({ onWaiting }: WorkbookOptions): OnWaiting => {
  let told = false;
  return (isWaiting) => {
    if (isWaiting !== told) onWaiting?.(isWaiting);
    told = isWaiting;
  };
};

/** Asks without waiting first: only so it is known that somebody is in a cell, and the person can be told to leave it. */
const askOnce = async <T>(build: Build<T>, pause: Pause, onWaiting: OnWaiting): Promise<T> => {
  try {
    return await attempt({}, build);
  } catch (error) {
    if (failureOf(error) !== 'editing') throw error;
  }
  onWaiting(true);
  try {
    return await askPatiently(build, pause);
  } finally {
    onWaiting(false);
  }
};

/** Milliseconds to wait after an answer before the same is asked again without any waiting of Excel's own; undefined where that would not help. */
const waitAfter = (error: unknown, glances: number, tries: number): number | undefined => {
  const kind = failureOf(error);
  if (kind === 'editing') return glances < mostGlances ? glance : undefined;
  return kind === 'busy' ? pauses[tries] : undefined;
};

/** Requests that wait for a person to leave a cell, and longer each time that Excel says it has too much to do. */
export const createRequests = (pause: Pause, options: WorkbookOptions = {}): Requests => {
  const tell = tellOnce(options);
  const send = async <T>(build: Build<T>, tried = 0): Promise<T> => {
    try {
      return await askOnce(build, pause, tell);
    } catch (error) {
      const wait = pauses[tried];
      if (failureOf(error) !== 'busy' || wait === undefined) throw error;
      await pause(wait);
    }
    return send(build, tried + 1);
  };
  // The check is what waits for somebody to leave a cell: nothing lies between it and what comes next.
  const sendChecked = async <T>(build: Build<T>, check: () => Promise<void>, glances = 0, tries = 0): Promise<T> => {
    let isEditing = false;
    try {
      return await attempt({}, build);
    } catch (error) {
      const wait = waitAfter(error, glances, tries);
      if (wait === undefined) throw error;
      isEditing = failureOf(error) === 'editing';
      if (isEditing) tell(true);
      await pause(wait);
    }
    await check();
    return isEditing ? sendChecked(build, check, glances + 1, tries) : sendChecked(build, check, glances, tries + 1);
  };
  return { send: (build) => send(build), sendChecked: (build, check) => sendChecked(build, check).finally(() => tell(false)) };
};

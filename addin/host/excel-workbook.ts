import type { Grid, WorkbookModel, WorkbookPatch } from '../../core';
import { listen } from './dirty';
import { HostStop } from './host-stop';
import { insertModel } from './insert-model';
import { nameColumns } from './name-columns';
import type { HostFailure, HostResult, OpenWorkbook, WorkbookOptions } from './open-workbook';
import type { Progress } from './progress';
import type { RawBook, ReadBooks } from './raw-book';
import { readGrid } from './read-grid';
import type { KnownTabs } from './read-tabs';
import { codeOf, createRequests, failureOf, isRefusedWhole, type Pause, type Requests } from './requests';
import { selectPlace } from './select-place';
import { selectedArea } from './selected-area';
import { writePatch } from './write-patch';

export interface ExcelOptions {
  /** Waits before Excel is asked again that wished to be left alone; a test need not. */
  readonly pause?: Pause;
}

const realPause: Pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One thing after the other, in the order asked, whatever became of the one before. */
const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const done = last.then(task);
    last = done.catch(() => undefined);
    return done;
  };
};

/** Protection could not be taken away, whatever Excel calls that; it comes before anything is written. */
const isLocked = (error: unknown): boolean => error instanceof OfficeExtension.Error && /unprotect\(/.test(error.debugInfo?.statement ?? '');

const toFailure = (error: unknown, { hasWritten, isWriting, guarded }: Progress): HostFailure => {
  if (error instanceof HostStop) return { ...error.failure, isPartial: error.failure.isPartial || hasWritten };
  const kind = isLocked(error) ? 'protected' : failureOf(error);
  if (kind === undefined) throw error;
  const isPartial = hasWritten || (isWriting && !isRefusedWhole(error) && !isLocked(error));
  return { kind, isPartial, ...(kind === 'protected' && guarded !== undefined && { tab: guarded }), ...(kind === 'refused' && { code: codeOf(error)! }) };
};

const settle = async <T>(progress: Progress, task: () => Promise<T>): Promise<HostResult<T>> => {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, failure: toFailure(error, progress) };
  }
};

/** The workbook that is open beside the pane, in Excel: SPEC.md. Nothing else in the add-in knows Excel's words. */
export const createExcelWorkbook = ({ pause = realPause }: ExcelOptions = {}): OpenWorkbook => {
  const queue = createQueue();
  const books: ReadBooks = new WeakMap();
  const known: KnownTabs = { sizes: [] };
  let writing = 0;

  const ask = <T>(options: WorkbookOptions | undefined, task: (requests: Requests) => Promise<T>): Promise<HostResult<T>> =>
    queue(() => settle({ hasWritten: false, isWriting: false }, () => task(createRequests(pause, options))));

  const change = (options: WorkbookOptions | undefined, task: (requests: Requests, progress: Progress) => Promise<void>): Promise<HostResult<void>> =>
    queue(async () => {
      const progress: Progress = { hasWritten: false, isWriting: false };
      writing += 1;
      try {
        return await settle(progress, () => task(createRequests(pause, options), progress));
      } finally {
        writing -= 1;
      }
    });

  const rawOf = (read: Grid): RawBook => {
    const raw = books.get(read);
    if (!raw) throw new HostStop({ kind: 'changed', isPartial: false });
    return raw;
  };

  return {
    read: (options) => ask(options, async (requests) => {
      const { grid, raw } = await readGrid(requests, known);
      books.set(grid, raw);
      return grid;
    }),
    insert: (model: WorkbookModel, options) => change(options, (requests, progress) => insertModel(requests, model, progress)),
    write: (patch: WorkbookPatch, read: Grid, options) => change(options, async (requests, progress) => writePatch(requests, patch, rawOf(read), progress)),
    nameColumns: (names, read, options) => change(options, async (requests, progress) => nameColumns(requests, names, rawOf(read), progress)),
    selected: (options) => ask(options, selectedArea),
    select: (place) => ask(undefined, (requests) => selectPlace(requests, place)),
    onDirty: async (listener) => {
      const heard = await ask(undefined, () => listen(() => writing > 0, listener));
      // A listener that Excel does not take back now, it takes back with the pane.
      return heard.ok ? { ok: true, value: () => void ask(undefined, heard.value) } : heard;
    },
    location: () => Office.context.document.url || null,
  };
};

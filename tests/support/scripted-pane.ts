import type { CellClient } from '../../addin/client/cell-client';
import type { Answer, ClientFailure } from '../../addin/client/failure';
import type { Keep } from '../../addin/client/keep';
import type { HostFailure, HostResult, OpenWorkbook } from '../../addin/host/open-workbook';
import { hostPatience } from '../../addin/state/host-patience';
import { createPane, idleTime, quietTime, type Pane } from '../../addin/state/pane';
import { currentFormat } from '../../core/plan/plan';
import type { Grid, PreviewAnswer, SyncAnswer, SyncRequest } from '../../core';

/** A call that the pane makes, and what comes of it: never, where that is 'silence'. `sees` looks at what came along. */
export interface Step {
  readonly call: 'read' | 'insert' | 'write' | 'select' | 'name' | 'selected' | 'preview' | 'sync' | 'plan' | 'link';
  readonly gives: unknown;
  readonly sees?: (...args: readonly unknown[]) => void;
}

type Rows = readonly (readonly (string | number)[])[];
const worksheet = (name: string, rows: Rows, state: 'visible' | 'veryHidden' = 'visible'): Grid['worksheets'][number] =>
  ({ name, state, rows: rows.map((cells, index) => ({ index, cells: cells.map((value) => ({ value })) })) });

/** A workbook that holds this plan, with something in a cell. */
export const planGrid = (text = '', planId = 'plan-1', format: string = currentFormat): Grid => ({
  worksheets: [worksheet('Tiltak', [['id', 'Tiltak'], ['aaaa', text]]), worksheet('_planark', [['planark', format], ['plan', planId], ['revision', 1], ['hash', 'h1'], ['locale', 'nb']], 'veryHidden')], extras: [],
});
export const ownGrid: Grid = { worksheets: [worksheet('Budsjett', [['Kasse', 100]])], extras: [] };

const nothing = { summary: '', lines: [], added: [], changed: [], moved: [], removed: [], received: [], receivedLine: null, conflicts: [], settled: [], problems: [], notices: [], held: null };
export const previewed = (given: Partial<PreviewAnswer> = {}): PreviewAnswer => ({ ...nothing, plan: 'plan-1', outcome: 'done', base: 1, revision: 1, ...given });
export const syncedTo = (number: number, given: Partial<SyncAnswer> = {}): SyncAnswer => ({
  ...nothing, plan: 'plan-1', clientOpId: 'op', outcome: 'done', base: 1, committed: true, changes: null,
  revision: { number, hash: `h${number}`, parentHash: null, author: 'Kari', time: '2026-11-21T10:00:00Z', message: '' }, ...given,
});
export const changes = { tabs: [], pages: [], looksTab: '_planark', generated: { title: '', author: '', locale: 'nb' as const, dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [] };

export const hostFails = (kind: HostFailure['kind'], isPartial = false, tab?: string): HostResult<never> => ({ ok: false, failure: { kind, isPartial, ...(tab && { tab }) } });
export const fails = (failure: ClientFailure): Answer<never> => ({ ok: false, failure });
export const refused = (status: number, code: string): ClientFailure => ({ kind: 'refused', status, code, title: '', detail: '', errors: [], retryAfter: null });
export const answers = <T>(value: T): Answer<T> => ({ ok: true, value, etag: null });
export const gives = <T>(value: T): HostResult<T> => ({ ok: true, value });

export const memoryKeep = (): Keep & { readonly all: Map<string, string> } => {
  const all = new Map<string, string>();
  return { all, getItem: (key) => all.get(key) ?? null, setItem: (key, value) => void all.set(key, value), removeItem: (key) => void all.delete(key) };
};

export interface Scripted {
  readonly pane: Pane;
  /** Waits until nothing goes on but what waits for time to pass. */
  settle(): Promise<void>;
  /** Lets so much time pass, and settles. */
  pass(milliseconds: number): Promise<void>;
  /** Something in the workbook changes. */
  dirty(): void;
  /** Tells that somebody is in a cell, of the call that is under way. */
  waiting(is: boolean): void;
  expects(...steps: Step[]): void;
  /** Steps that have not come, and calls that nobody expected. */
  left(): string[];
  /** How many things wait for time to pass. */
  timers(): number;
  /** What the pane took for a bug. */
  readonly bugs: unknown[];
}

interface Timer {
  at: number;
  readonly then: () => void;
}

/** A pane whose workbook and server do what the script says, step by step, and fail loudly at any other call. */
export const scriptedPane = ({ keep = memoryKeep(), location = 'https://board.example/plan.xlsx', locale = 'nb', refusals = 0 }: { keep?: Keep; location?: string | null; locale?: 'nb' | 'en'; /** To listen to it, at first. */ refusals?: number } = {}, ...first: Step[]): Scripted => {
  const steps = [...first];
  const faults: string[] = [];
  const bugs: unknown[] = [];
  let timers: Timer[] = [];
  let [now, ids] = [0, 0];
  let dirty = (): void => undefined;
  let onWaiting: ((is: boolean) => void) | undefined;
  const take = async <T>(call: Step['call'], ...args: readonly unknown[]): Promise<T> => {
    const step = steps.shift();
    if (step?.call !== call) {
      faults.push(`${call} came where ${step?.call ?? 'nothing'} was to come`);
      return new Promise(() => undefined);
    }
    step.sees?.(...args);
    return step.gives === 'silence' ? new Promise(() => undefined) : (step.gives as T);
  };
  const workbook: OpenWorkbook = {
    read: (options) => { onWaiting = options?.onWaiting; return take('read'); },
    insert: (model) => take('insert', model),
    write: (patch, read, options) => { onWaiting = options?.onWaiting; return take('write', patch, read); },
    nameColumns: (names, read) => take('name', names, read),
    selected: () => take('selected'),
    select: (place) => take('select', place),
    onDirty: async (listener) => {
      if (refusals-- > 0) return { ok: false, failure: { kind: 'editing', isPartial: false } };
      dirty = listener;
      return { ok: true, value: () => { dirty = () => undefined; } };
    },
    location: () => location,
  };
  const client: CellClient = {
    locale, plan: (id) => take('plan', id), preview: (id, grid) => take('preview', id, grid), sync: (id, grid, options: Omit<SyncRequest, 'workbook'>) => take('sync', id, grid, options), linkBudget: (id, link) => take('link', id, link),
  };
  const settle = async (): Promise<void> => { for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve)); };
  const pane = createPane({
    workbook, keep, client: () => client, today: () => '2026-11-21', freshId: () => `fresh-${++ids}`, changed: () => undefined, report: (error) => void bugs.push(error),
    later: (milliseconds, then) => {
      const timer = { at: now + milliseconds, then };
      timers.push(timer);
      return () => { timers = timers.filter((one) => one !== timer); };
    },
  });
  return {
    pane, settle, bugs,
    pass: async (milliseconds) => {
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { then } of due) then();
      await settle();
    },
    timers: () => timers.length,
    dirty: () => dirty(),
    waiting: (is) => onWaiting?.(is),
    expects: (...more) => void steps.push(...more),
    left: () => [...faults, ...bugs.map((bug) => `a bug: ${String(bug)}`), ...steps.map(({ call }) => `${call} did not come`)],
  };
};

/** A pane that was opened on a workbook with a plan, and has looked at it. */
export const openedPane = async (options: Parameters<typeof scriptedPane>[0] = {}, preview: Partial<PreviewAnswer> = {}): Promise<Scripted> => {
  const scripted = scriptedPane(options, { call: 'read', gives: gives(planGrid()) }, { call: 'preview', gives: answers(previewed(preview)) });
  scripted.pane.open('check');
  await scripted.settle();
  return scripted;
};

export { hostPatience, idleTime, quietTime };

import type { HostFailure, HostResult, OpenWorkbook } from '../../../addin/host/open-workbook';
import type { Grid } from '../../../core/sheet/grid';
import { applyPatch } from '../apply-patch';
import { columnAt, editedGrid, editGrid, setCell, tabNamed, type EditedWorkbook } from '../edit-grid';
import { modelToGrid } from '../model-to-grid';

type Call = 'read' | 'insert' | 'write';

/** An open workbook without Excel: cells in memory, a person who types, and failures when a test says so. */
export interface MemoryWorkbook extends OpenWorkbook {
  /** Types into the cell of a record, by its code and the column's header. */
  type(tab: string, code: string, header: string, value: string | number): void;
  valueOf(tab: string, code: string, header: string): unknown;
  /** Somebody else types there just before the next call of that kind is done. */
  typeBefore(call: Call, tab: string, code: string, header: string, value: string): void;
  /** The next call fails; one that fails in the middle has written its first tab. */
  failNext(call: Call, failure: HostFailure): void;
  /** The next call waits, as while somebody is in a cell, until it is told to go on. */
  holdNext(call: Call): void;
  goOn(): void;
  readonly selected: string[];
  readonly calls: string[];
  tabs(): string[];
}

const ok = <T>(value: T): HostResult<T> => ({ ok: true, value });

const cellOf = (book: EditedWorkbook, tab: string, code: string, header: string): [row: number, column: number] => {
  const at = tabNamed(book, tab);
  return [at.rows.findIndex((cells) => cells.some((cell, i) => i < 3 && cell?.value === code)), columnAt(at, header)];
};

const isDateIn = (book: EditedWorkbook) => (tab: string, _: number, column: number): boolean => tabNamed(book, tab).rows.some((cells) => cells[column]?.isDate === true);

/** Does what stood in the cells that are to be written stand there still? */
const stands = (book: EditedWorkbook, read: Grid, tabs: readonly { readonly tab: string; readonly cells: readonly { readonly row: number; readonly column: number }[] }[]): boolean => {
  const before = editGrid(read);
  return tabs.every(({ tab, cells }) => cells.every(({ row, column }) => JSON.stringify(tabNamed(before, tab).rows[row]?.[column]) === JSON.stringify(tabNamed(book, tab).rows[row]?.[column])));
};

/** `keep` is told of each change, so that the workbook can outlive what holds it. */
export const createMemoryWorkbook = (first: Grid, keep: (grid: Grid) => void = () => undefined, place: string | null = 'https://board.example/plan.xlsx'): MemoryWorkbook => {
  const book = editGrid(first);
  const listeners = new Set<() => void>();
  const failures: [Call, HostFailure][] = [];
  const others: [Call, () => void][] = [];
  const selected: string[] = [];
  const calls: string[] = [];
  let held: { call: Call; goOn: () => void; gone: Promise<void> } | null = null;
  const changed = (): void => {
    keep(editedGrid(book));
    for (const listener of listeners) listener();
  };
  const take = <T>(from: [Call, T][], call: Call): T | undefined => {
    const at = from.findIndex(([one]) => one === call);
    return at < 0 ? undefined : from.splice(at, 1)[0]![1];
  };
  const begin = async (call: Call, onWaiting?: (is: boolean) => void): Promise<HostFailure | undefined> => {
    calls.push(call);
    await Promise.resolve();
    if (held?.call === call) {
      onWaiting?.(true);
      await held.gone;
      held = null;
      onWaiting?.(false);
    }
    take(others, call)?.();
    return take(failures, call);
  };
  return {
    read: async (options) => {
      const failure = await begin('read', options?.onWaiting);
      return failure ? { ok: false, failure } : ok(editedGrid({ tabs: structuredClone(book.tabs), extras: book.extras }));
    },
    insert: async (model, options) => {
      const failure = await begin('insert', options?.onWaiting);
      if (failure) return { ok: false, failure };
      book.tabs.push(...editGrid(modelToGrid(model)).tabs);
      keep(editedGrid(book));
      return ok(undefined);
    },
    write: async (patch, read, options) => {
      const failure = await begin('write', options?.onWaiting);
      if (failure?.isPartial) applyPatch(book, { ...patch, tabs: patch.tabs.slice(0, 1) }, isDateIn(book));
      if (failure) return { ok: false, failure };
      if (!stands(book, read, patch.tabs)) return { ok: false, failure: { kind: 'changed', isPartial: false } };
      applyPatch(book, patch, isDateIn(book));
      keep(editedGrid(book));
      return ok(undefined);
    },
    select: async (at) => {
      selected.push(at);
      return ok(book.tabs.some(({ name }) => at === name || at.replaceAll("'", '').startsWith(`${name}!`)));
    },
    onDirty: async (listener) => {
      listeners.add(listener);
      return ok(() => void listeners.delete(listener));
    },
    location: () => place,
    type: (tab, code, header, value) => {
      const [row, column] = cellOf(book, tab, code, header);
      setCell(tabNamed(book, tab), row, column, value);
      changed();
    },
    valueOf: (tab, code, header) => {
      const [row, column] = cellOf(book, tab, code, header);
      return tabNamed(book, tab).rows[row]?.[column]?.value ?? null;
    },
    typeBefore: (call, tab, code, header, value) => others.push([call, () => {
      const [row, column] = cellOf(book, tab, code, header);
      setCell(tabNamed(book, tab), row, column, value);
    }]),
    failNext: (call, failure) => void failures.push([call, failure]),
    holdNext: (call) => {
      let goOn = (): void => undefined;
      const gone = new Promise<void>((resolve) => { goOn = resolve; });
      held = { call, goOn, gone };
    },
    goOn: () => held?.goOn(),
    selected, calls,
    tabs: () => book.tabs.map(({ name }) => name),
  };
};

import type { HostResult, OpenWorkbook } from '../host/open-workbook';
import type { Turns } from './turns';

/**
 * The open workbook as one of several pages has it: none of them reads or writes it while another does. A page that waits too long is told that
 * Excel is busy. What one page asks while its own turn lasts needs no turn more: its host has a queue, and a call that never ends would else
 * keep the page from trying again.
 */
export const shareWorkbook = (workbook: OpenWorkbook, turns: Turns, mark: string): OpenWorkbook => {
  let inside = 0;
  let allOut = (): void => undefined;
  const enter = async <T>(task: () => Promise<HostResult<T>>): Promise<HostResult<T>> => {
    inside += 1;
    try {
      return await task();
    } finally {
      inside -= 1;
      if (inside === 0) allOut();
    }
  };
  const inTurn = <T>(task: () => Promise<HostResult<T>>): Promise<HostResult<T>> => {
    if (inside > 0) return enter(task);
    return new Promise((resolve, reject) => {
      const turn = async (): Promise<true> => {
        const isOver = new Promise<void>((over) => { allOut = over; });
        enter(task).then(resolve, reject);
        await isOver;
        return true;
      };
      turns.take(`${mark}planark.turn ${workbook.location() ?? ''}`, turn).then((had) => { if (had === null) resolve({ ok: false, failure: { kind: 'busy', isPartial: false } }); }, reject);
    });
  };
  return {
    read: (options) => inTurn(() => workbook.read(options)),
    insert: (model, options) => inTurn(() => workbook.insert(model, options)),
    write: (patch, read, options) => inTurn(() => workbook.write(patch, read, options)),
    nameColumns: (names, read, options) => inTurn(() => workbook.nameColumns(names, read, options)),
    selected: (options) => inTurn(() => workbook.selected(options)),
    select: (place) => inTurn(() => workbook.select(place)),
    onDirty: (listener) => workbook.onDirty(listener),
    location: () => workbook.location(),
  };
};

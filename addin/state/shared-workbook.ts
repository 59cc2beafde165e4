import type { HostResult, OpenWorkbook } from '../host/open-workbook';
import type { Turns } from './turns';

/** The open workbook as one of several pages has it: none of them reads or writes it while another does. A page that waits too long is told that Excel is busy. */
export const shareWorkbook = (workbook: OpenWorkbook, turns: Turns, mark: string): OpenWorkbook => {
  const inTurn = async <T>(task: () => Promise<HostResult<T>>): Promise<HostResult<T>> =>
    (await turns.take(`${mark}planark.turn ${workbook.location() ?? ''}`, task)) ?? { ok: false, failure: { kind: 'busy', isPartial: false } };
  return {
    read: (options) => inTurn(() => workbook.read(options)),
    insert: (model, options) => inTurn(() => workbook.insert(model, options)),
    write: (patch, read, options) => inTurn(() => workbook.write(patch, read, options)),
    select: (place) => inTurn(() => workbook.select(place)),
    onDirty: (listener) => workbook.onDirty(listener),
    location: () => workbook.location(),
  };
};

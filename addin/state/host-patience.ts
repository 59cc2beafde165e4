import type { HostFailure, HostResult, OpenWorkbook, WorkbookOptions } from '../host/open-workbook';

/** How long a host may take for one call, in milliseconds; a large plan takes a slow one a minute. */
export const hostPatience = 180_000;

type Later = (milliseconds: number, then: () => void) => () => void;

/** Measures how long a call takes, but for the time that somebody is waited for. */
interface Clock {
  isWaiting: boolean;
  callOff: (() => void) | null;
  readonly ring: () => void;
}

/** Starts the clocks that stand, or stops those that run: a call stands in line behind one that waits for somebody. */
const windClocks = (clocks: ReadonlySet<Clock>, later: Later): void => {
  const isStopped = [...clocks].some(({ isWaiting }) => isWaiting);
  for (const clock of clocks) {
    if (!isStopped) clock.callOff ??= later(hostPatience, clock.ring);
    else {
      clock.callOff?.();
      clock.callOff = null;
    }
  }
};

/**
 * A workbook whose host is taken for `lost` where it does not answer in time; waiting for somebody to leave a cell does not count. The host
 * may do what was asked of it all the same: of a write, anything may have been done. Listening takes as long as it takes: nothing waits for it.
 */
export const withTimeLimit = (workbook: OpenWorkbook, later: Later): OpenWorkbook => {
  const clocks = new Set<Clock>();
  const limited = async <T>(isPartial: boolean, call: (onWaiting: (is: boolean) => void) => Promise<HostResult<T>>): Promise<HostResult<T>> => {
    const failure: HostFailure = { kind: 'lost', isPartial };
    let ring = (): void => undefined;
    const late = new Promise<HostResult<T>>((resolve) => { ring = () => resolve({ ok: false, failure }); });
    const clock: Clock = { isWaiting: false, callOff: null, ring };
    clocks.add(clock);
    windClocks(clocks, later);
    try {
      return await Promise.race([late, call((is) => {
        clock.isWaiting = is;
        windClocks(clocks, later);
      })]);
    } finally {
      clocks.delete(clock);
      clock.callOff?.();
      windClocks(clocks, later);
    }
  };
  const heard = (options: WorkbookOptions | undefined, wind: (is: boolean) => void): WorkbookOptions => ({
    onWaiting: (is) => {
      wind(is);
      options?.onWaiting?.(is);
    },
  });
  return {
    ...workbook,
    read: (options) => limited(false, (wind) => workbook.read(heard(options, wind))),
    insert: (model, options) => limited(true, (wind) => workbook.insert(model, heard(options, wind))),
    write: (patch, read, options) => limited(true, (wind) => workbook.write(patch, read, heard(options, wind))),
    nameColumns: (names, read, options) => limited(true, (wind) => workbook.nameColumns(names, read, heard(options, wind))),
    selected: (options) => limited(false, (wind) => workbook.selected(heard(options, wind))),
    select: (place) => limited(false, () => workbook.select(place)),
  };
};

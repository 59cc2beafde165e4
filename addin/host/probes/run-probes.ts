import { codeOf, openBench, removeOwn, type BenchNeeds } from './bench';
import type { ProbeRecord } from '../self-check';
import { Skipped, type Probe } from './probe';

export interface RunNeeds extends BenchNeeds {
  /** Milliseconds, from whenever. */
  readonly now: () => number;
  /** Asked before each probe: the rest is then skipped. */
  readonly isStopped?: () => boolean;
  readonly onStart?: (probe: Probe) => void;
  readonly onEnd?: (record: ProbeRecord) => void;
}

type Ended = Pick<ProbeRecord, 'outcome' | 'error' | 'observations'>;

/** Excel's code and message. */
export const reasonOf = (error: unknown): string => `${codeOf(error) ?? 'Fault'}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300);

const runOne = async (probe: Probe, needs: BenchNeeds): Promise<Ended> => {
  let made: Awaited<ReturnType<typeof openBench>> | undefined;
  let ended: Pick<Ended, 'outcome' | 'error'> = { outcome: 'done' };
  try {
    made = await openBench(needs);
    await probe.run(made.bench);
  } catch (error) {
    ended = error instanceof Skipped ? { outcome: 'skipped' } : { outcome: 'failed', error: reasonOf(error) };
  }
  try {
    await made?.close();
  } catch (error) {
    ended = { outcome: 'failed', error: reasonOf(error) };
  }
  return { ...ended, observations: made?.observations ?? [] };
};

interface Place {
  readonly sheet: string;
  readonly cells: string | null;
}

/** Where the person was; several areas at once have no address that one could go back to. */
const currentPlace = async (): Promise<Place> => {
  const sheet = await Excel.run(async (context) => {
    const active = context.workbook.worksheets.getActiveWorksheet().load('id');
    await context.sync();
    return active.id;
  });
  try {
    const address = await Excel.run(async (context) => {
      const range = context.workbook.getSelectedRange().load('address');
      await context.sync();
      return range.address;
    });
    return { sheet, cells: address.slice(address.lastIndexOf('!') + 1) };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { sheet, cells: null };
  }
};

const goBack = ({ sheet, cells }: Place): Promise<void> =>
  Excel.run({ delayForCellEdit: true }, async (context) => {
    const found = context.workbook.worksheets.getItemOrNullObject(sheet).load('visibility');
    await context.sync();
    if (found.isNullObject || found.visibility !== 'Visible') return;
    found.activate();
    if (cells !== null) found.getRange(cells).select();
    await context.sync();
  });

/** Takes away what a probe could not while Excel did not answer; what was seen is not lost where Excel does not answer now either. */
const tidyUp = async (place: Place): Promise<boolean> => {
  try {
    await removeOwn();
    await goBack(place);
    return true;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
};

export interface ProbesRun {
  readonly records: readonly ProbeRecord[];
  /** Nothing that the probes made is left, and the person is where they were. */
  readonly isTidy: boolean;
}

/**
 * Runs probes one after another in the open workbook, each on a sheet of its own that is gone afterwards, also where the probe fails; at the end the person is
 * where they were. Throws what keeps Excel from so much as saying where that is.
 */
export const runProbes = async (probes: readonly Probe[], needs: RunNeeds): Promise<ProbesRun> => {
  const records: ProbeRecord[] = [];
  const place = await currentPlace();
  await removeOwn();
  for (const probe of probes) {
    const isStopped = needs.isStopped?.() ?? false;
    if (!isStopped) needs.onStart?.(probe);
    const start = needs.now();
    const ended: Ended = isStopped ? { outcome: 'skipped', observations: [] } : await runOne(probe, needs);
    const record = { id: probe.id, milliseconds: Math.round(needs.now() - start), ...ended };
    records.push(record);
    needs.onEnd?.(record);
  }
  return { records, isTidy: await tidyUp(place) };
};

import type { CheckFailure, PersonStep, ProbeRecord, Transcript } from '../host/self-check';

/** A step that waits for the person; `answer` says whether it was done. */
export interface AskedStep {
  readonly step: PersonStep;
  readonly tab: string;
  readonly answer: (isDone: boolean) => void;
}

/** How a check goes. */
export interface CheckRun {
  readonly phase: 'before' | 'running' | 'over';
  readonly records: ReadonlyMap<string, ProbeRecord>;
  /** Id of the probe that runs. */
  readonly current: string | null;
  readonly asked: AskedStep | null;
  readonly isStopping: boolean;
  readonly transcript: Transcript | null;
  /** Nothing that the check made is left in the workbook. */
  readonly isTidy: boolean;
  readonly failure: CheckFailure | null;
}

export const beforeCheck: CheckRun = { phase: 'before', records: new Map(), current: null, asked: null, isStopping: false, transcript: null, isTidy: true, failure: null };

export type CheckEvent =
  | { readonly type: 'begun' }
  | { readonly type: 'probe-begun'; readonly id: string }
  | { readonly type: 'probe-ended'; readonly record: ProbeRecord }
  | { readonly type: 'asked'; readonly asked: AskedStep | null }
  | { readonly type: 'stop' }
  | { readonly type: 'ended'; readonly transcript: Transcript; readonly isTidy: boolean }
  | { readonly type: 'failed'; readonly failure: CheckFailure };

/** A check after something happened. */
export const checkAfter = (run: CheckRun, event: CheckEvent): CheckRun => {
  switch (event.type) {
    case 'begun': return { ...beforeCheck, phase: 'running' };
    case 'probe-begun': return { ...run, current: event.id };
    case 'probe-ended': return { ...run, current: null, asked: null, records: new Map(run.records).set(event.record.id, event.record) };
    case 'asked': return { ...run, asked: event.asked };
    case 'stop': return { ...run, isStopping: true };
    case 'ended': return { ...run, phase: 'over', current: null, asked: null, transcript: event.transcript, isTidy: event.isTidy };
    case 'failed': return { ...run, phase: 'over', current: null, asked: null, failure: event.failure };
  }
};

/** How many probes ended in each way. */
export const outcomesOf = ({ records }: CheckRun): Record<ProbeRecord['outcome'], number> => {
  const count = { done: 0, skipped: 0, failed: 0 };
  for (const { outcome } of records.values()) count[outcome] += 1;
  return count;
};

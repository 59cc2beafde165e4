import type { Localized } from '../../../core';
import type { Json, PersonStep } from '../self-check';

/** Thrown where the person does not do a step: the probe ends, and is written down as skipped. */
export class Skipped extends Error {}

/** What a probe works with: a sheet of its own in the open workbook, which is gone again afterwards. */
export interface Bench {
  /** Name of the probe's sheet. */
  readonly tab: string;
  /** One request. What it builds gives what reads its answer. */
  ask<T>(build: (sheet: Excel.Worksheet, context: Excel.RequestContext) => () => T, options?: Excel.RunOptions): Promise<T>;
  /** One request that only does something. */
  tell(build: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void): Promise<void>;
  /** One request that Excel may refuse: gives the code of its error, or `done`. */
  attempt(build: (sheet: Excel.Worksheet, context: Excel.RequestContext) => void, options?: Excel.RunOptions): Promise<string>;
  saw(rule: string, what: string, saw: Json): void;
  /** Leaves Excel time to tell of events. */
  settle(): Promise<void>;
  /** Shows the sheet and waits until the person has done a step. */
  person(step: PersonStep): Promise<void>;
  /** Called when the probe is over, however it ends. */
  after(restore: () => Promise<unknown>): void;
}

/** A small scenario that stands by itself. */
export interface Probe {
  /** Names it in transcripts: never used again for another one. */
  readonly id: string;
  readonly title: Localized;
  /** The rules that it observes. */
  readonly rules: readonly string[];
  /** A person has to do something. */
  readonly needsPerson?: boolean;
  run(bench: Bench): Promise<void>;
}

/** Sheets that checks make have names that begin so, and nobody else's do. */
export const ownTab = '~planark-check~';
/** The same for tables and names of ranges. */
export const ownName = 'planark_check_';

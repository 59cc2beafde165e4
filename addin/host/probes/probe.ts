import type { Localized } from '../../../core';

/** What can stand in a transcript. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One thing that Excel was seen to do, under the rule that it bears on. It is told, never judged: that is for whoever compares. */
export interface Observation {
  /** Id of a rule of the emulated Excel (tests/support/excel-host/rules.ts), or `host` for what Planark's own host did. */
  readonly rule: string;
  /** What was tried. Each stands once in its probe. */
  readonly what: string;
  readonly saw: Json;
}

/** What no program can do in Excel, and a person is asked for. Cells are of the probe's own sheet, which is the one shown. */
export type PersonStep =
  | { readonly does: 'type'; readonly cell: string; readonly text: string }
  /** The entry is one that Excel may refuse; the person then lets it go. */
  | { readonly does: 'type-or-cancel'; readonly cell: string; readonly text: string }
  /** Puts a row in above another one, by its number. */
  | { readonly does: 'insert-row'; readonly row: number }
  /** Copies cells and pastes them elsewhere. */
  | { readonly does: 'copy'; readonly cells: string; readonly to: string }
  | { readonly does: 'undo' }
  /** Begins to write in a cell, and stays in it. */
  | { readonly does: 'edit'; readonly cell: string; readonly text: string }
  | { readonly does: 'leave' };

/** Thrown where the person does not do a step: the probe ends, and is written down as skipped. */
export class Skipped extends Error {}

/** What a probe works with: a sheet of its own in the open workbook, which is gone again afterwards. */
export interface Bench {
  /** Name of the probe's sheet. */
  readonly tab: string;
  /** One request. What it builds gives what reads its answer. */
  ask<T>(build: (sheet: Excel.Worksheet, context: Excel.RequestContext) => () => T, options?: Excel.RunOptions): Promise<T>;
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

/** Names of what probes make in the workbook as a whole begin so. */
export const ownName = 'planark_check_';

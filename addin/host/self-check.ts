import type { Localized } from '../../core';

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
  /** Copies a whole row over another one, by their numbers. */
  | { readonly does: 'copy-row'; readonly row: number; readonly to: number }
  | { readonly does: 'undo' }
  /** Begins to write in a cell, and stays in it. */
  | { readonly does: 'edit'; readonly cell: string; readonly text: string }
  | { readonly does: 'leave' };

/** How a probe went, and what it saw until it ended. */
export interface ProbeRecord {
  readonly id: string;
  readonly outcome: 'done' | 'skipped' | 'failed';
  /** Why it failed: Excel's code and message. */
  readonly error?: string;
  readonly milliseconds: number;
  readonly observations: readonly Observation[];
}

/** The Excel that a check ran in; nothing of the workbook or the person. */
export interface ExcelFacts {
  /** As Office says it: "PC", "Mac", "OfficeOnline". */
  readonly platform: string;
  readonly host: string;
  /** With the build. */
  readonly version: string;
  readonly displayLanguage: string;
  readonly contentLanguage: string;
  /** Whose manner of writing numbers and dates the person has: "nb-NO". */
  readonly culture: string;
  /** The highest version of each set of interfaces: { "ExcelApi": "1.17" }. */
  readonly apis: Readonly<Record<string, string>>;
}

export const transcriptFormat = 'planark-self-check/1';

/** What a check gives: SPEC.md. */
export interface Transcript {
  readonly format: typeof transcriptFormat;
  /** Version of Planark. */
  readonly planark: string;
  /** When it began: an ISO time in UTC. */
  readonly time: string;
  readonly excel: ExcelFacts;
  readonly probes: readonly ProbeRecord[];
}

/** A probe as the person sees it in a list. */
export interface ListedProbe {
  readonly id: string;
  readonly title: Localized;
  readonly needsPerson: boolean;
}

export interface CheckOptions {
  /** Asks the person for a step on a sheet; false where it is left out. */
  readonly person: (step: PersonStep, tab: string) => Promise<boolean>;
  /** Asked before each probe: the rest is then skipped. */
  readonly isStopped: () => boolean;
  readonly onStart: (id: string) => void;
  readonly onEnd: (record: ProbeRecord) => void;
}

/** Why a check could not begin or end. */
export interface CheckFailure {
  readonly kind: 'editing' | 'other';
  /** Excel's code and message. */
  readonly detail: string;
}

/** `isTidy`: nothing that the check made is left in the workbook. */
export type CheckResult = { readonly ok: true; readonly value: Transcript; readonly isTidy: boolean } | { readonly ok: false; readonly failure: CheckFailure };

/** The check in the Excel that it runs in. */
export interface SelfCheck {
  readonly probes: readonly ListedProbe[];
  run(options: CheckOptions): Promise<CheckResult>;
}

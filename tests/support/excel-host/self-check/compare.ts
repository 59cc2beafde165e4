import type { Json, Observation, ProbeRecord, Transcript } from '../../../../addin/host/self-check';
import type { Probe } from '../../../../addin/host/probes/probe';
import { createHost } from '../host';
import { rules, type Evidence, type Rule } from '../rules';
import { notProbed } from './not-probed';
import { mannerOf, replay } from './replay';

/** What Excel and the emulated one said of the same thing. */
export interface Difference {
  readonly probe: string;
  readonly what: string;
  readonly excel: Json;
  /** Undefined where the emulated one said nothing. */
  readonly emulated?: Json;
}

/** Why a rule was not observed. */
export type Unseen = 'not-probed' | 'skipped' | 'failed' | 'not-run' | 'unknown-manner';

export interface RuleReport {
  /** Id of the rule, or `host`. */
  readonly rule: string;
  /** `own`: it is Planark's own host that was observed, under no rule of Excel. */
  readonly evidence: Evidence | 'own';
  readonly verdict: 'agrees' | 'differs' | 'not-observed';
  /** How many observations were the same. */
  readonly same: number;
  readonly differences: readonly Difference[];
  readonly unseen?: Unseen;
}

export interface Comparison {
  readonly rules: readonly RuleReport[];
  /** Probes that ended in an error in Excel, with what it said. */
  readonly failed: readonly { readonly probe: string; readonly error: string }[];
  /** Observations that today's probes do not make: the transcript is of another version. Not compared. */
  readonly unknown: readonly { readonly probe: string; readonly rule: string; readonly what: string }[];
  /** A rule differs, or a probe came to an end in Excel that it does not come to here. */
  readonly differs: boolean;
}

interface Placed extends Observation {
  readonly probe: string;
}

const placed = (records: readonly ProbeRecord[]): Placed[] => records.flatMap(({ id, observations }) => observations.map((one) => ({ probe: id, ...one })));
const keyOf = ({ probe, rule, what }: Placed): string => JSON.stringify([probe, rule, what]);

const isDecimal = (value: Json): value is number => typeof value === 'number' && !Number.isInteger(value);

/** The same, but for the last digits of a calculation. */
const isSame = (a: Json, b: Json): boolean => {
  if (isDecimal(a) && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return a === b;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const inRight = new Map(right);
  return left.length === right.length && left.every(([key, one]) => inRight.has(key) && isSame(one as Json, inRight.get(key) as Json));
};

const unseenOf = (rule: string, probes: readonly Probe[], records: readonly ProbeRecord[], culture: string): Unseen => {
  if (rule in notProbed) return 'not-probed';
  if (rule === 'manner-of-entry' && mannerOf(culture) === null) return 'unknown-manner';
  const outcomes = records.filter(({ id }) => probes.some((probe) => probe.id === id && probe.rules.includes(rule))).map(({ outcome }) => outcome);
  return outcomes.includes('failed') ? 'failed' : outcomes.includes('skipped') ? 'skipped' : 'not-run';
};

const reportOf = (rule: string, seen: readonly Placed[], emulated: ReadonlyMap<string, Json>, unseen: () => Unseen): RuleReport => {
  const evidence = rule === 'host' ? 'own' : (rules as Readonly<Record<string, Rule>>)[rule]!.evidence;
  const differences = seen.flatMap((one): Difference[] => {
    const said = emulated.get(keyOf(one));
    return said !== undefined && isSame(one.saw, said) ? [] : [{ probe: one.probe, what: one.what, excel: one.saw, ...(said !== undefined && { emulated: said }) }];
  });
  const verdict = seen.length === 0 ? 'not-observed' : differences.length > 0 ? 'differs' : 'agrees';
  return { rule, evidence, verdict, same: seen.length - differences.length, differences, ...(verdict === 'not-observed' && { unseen: unseen() }) };
};

/** Holds what Excel was seen to do against what the emulated Excel did in the same probes, observation by observation and rule by rule. */
export const compareWith = ({ excel: { culture }, probes: records }: Transcript, emulatedRecords: readonly ProbeRecord[], probes: readonly Probe[]): Comparison => {
  const emulated = new Map(placed(emulatedRecords).map((one) => [keyOf(one), one.saw]));
  // Where the emulated run ended early, what is missing is its own fault and not another version's.
  const endedEarly = new Set(emulatedRecords.filter(({ outcome }) => outcome !== 'done').map(({ id }) => id));
  const isKnown = (one: Placed): boolean => emulated.has(keyOf(one)) || (endedEarly.has(one.probe) && (one.rule in rules || one.rule === 'host'));
  const isComparable = ({ rule }: Placed): boolean => rule !== 'manner-of-entry' || mannerOf(culture) !== null;
  const seen = placed(records);
  const compared = seen.filter((one) => isKnown(one) && isComparable(one));
  const reports = [...Object.keys(rules), 'host'].map((rule) => reportOf(rule, compared.filter((one) => one.rule === rule), emulated, () => unseenOf(rule, probes, records, culture)));
  return {
    rules: reports,
    failed: records.filter(({ outcome }) => outcome === 'failed').map(({ id, error = '' }) => ({ probe: id, error })),
    unknown: seen.filter((one) => !isKnown(one)).map(({ probe, rule, what }) => ({ probe, rule, what })),
    differs: reports.some(({ verdict }) => verdict === 'differs') || records.some(({ outcome }) => outcome === 'failed'),
  };
};

/** The same with the emulated Excel made like the one of the transcript: on the web or at a desk, and its person's manner of writing. */
export const compare = async (transcript: Transcript, probes: readonly Probe[]): Promise<Comparison> => {
  const { platform, culture } = transcript.excel;
  const { records } = await replay(probes, { host: createHost(undefined, platform === 'OfficeOnline' ? 'web' : 'desktop'), culture });
  return compareWith(transcript, records, probes);
};

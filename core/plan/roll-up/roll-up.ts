import { dateToSerial } from '../dates';
import type { Locale } from '../locale';
import { defaultSettings, type Plan, type RecordOf } from '../plan';
import { regionFigures, type RegionFigures } from './region-figures';
import { goalsIssuedBy } from './superior-goals';

/** What is known of a region's spreadsheet. Dates are ISO dates. */
export interface RegionSheet {
  /** null where it has no address of its own. */
  readonly url: string | null;
  /** When it was synced last, and the store's revision that it showed then. */
  readonly synced: string | null;
  readonly revision: number | null;
  /** It was asked for just now and did not answer; false where it did, or was not asked for. */
  readonly isUnreachable: boolean;
}

/** A region as it was found. Dates are ISO dates. */
export interface RegionInput {
  readonly planId: string;
  /** Its name, known even where its plan cannot be read. */
  readonly name: string;
  /** null where the store's newest revision cannot be read. */
  readonly plan: Plan | null;
  /** Of the newest revision in the store. */
  readonly revision: number | null;
  readonly changed: string | null;
  readonly changedBy: string | null;
  /** null where the plan is in no spreadsheet. */
  readonly sheet: RegionSheet | null;
}

/** How fresh the figures are: the sheet shows the store's newest revision; it shows an older one; nobody shares it; it cannot be reached; the plan cannot be read. */
export const freshnessStates = ['current', 'behind', 'not-linked', 'unreachable', 'unreadable'] as const;
export type FreshnessState = (typeof freshnessStates)[number];

/** A region in the roll-up; `figures` is null where its plan cannot be read. */
export interface RegionStanding extends Omit<RegionInput, 'plan'> {
  readonly figures: RegionFigures | null;
  readonly state: FreshnessState;
  /** Days since its sheet was synced, or, where it has none, since its plan was changed. */
  readonly days: number | null;
}

/** A focus area or a superior goal of the national plan. */
export interface NationalItem {
  readonly code: string;
  readonly title: string;
}

/** All regions of a national plan beside each other. Ratios are 0 to 1, money is in minor units. */
export interface RollUp {
  readonly planId: string;
  readonly title: string;
  readonly organisation: string;
  readonly locale: Locale;
  /** ISO date that the figures are of. */
  readonly today: string;
  readonly thresholds: { readonly behindBelow: number; readonly lateBelow: number };
  readonly areas: readonly NationalItem[];
  readonly goals: readonly NationalItem[];
  readonly regions: readonly RegionStanding[];
}

const stateOf = ({ plan, sheet, revision }: RegionInput): FreshnessState => {
  if (plan === null) return 'unreadable';
  if (sheet === null) return 'not-linked';
  if (sheet.isUnreachable) return 'unreachable';
  return sheet.revision === revision ? 'current' : 'behind';
};

const daysBetween = (from: string | null, to: string): number | null => (from === null ? null : Math.max(0, dateToSerial(to) - dateToSerial(from)));

const itemOf = ({ code, title }: { readonly code?: string; readonly title?: string }): NationalItem => ({ code: code ?? '', title: title ?? '' });

/** A region with several plans is told apart by what they are called. */
const nameIn = (regions: readonly RegionInput[], { planId, name, plan }: RegionInput): string =>
  (regions.some((other) => other.planId !== planId && other.name === name) ? `${name}: ${plan?.title ?? planId}` : name);

/** Puts the regions of a national plan beside each other, in the order of their names as the national plan's language has it; `today` is an ISO date. */
export const rollUp = (national: Plan, regions: readonly RegionInput[], today: string): RollUp => {
  const { name } = national.organisation;
  const goals = goalsIssuedBy(national, name).map(itemOf);
  const codes = goals.map(({ code }) => code);
  const standing = (input: RegionInput): RegionStanding => {
    const { plan, ...rest } = input;
    const since = input.sheet === null ? input.changed : input.sheet.synced;
    return { ...rest, name: nameIn(regions, input), figures: plan && regionFigures(plan, today, name, codes), state: stateOf(input), days: daysBetween(since, today) };
  };
  return {
    planId: national.id, title: national.title, organisation: name, locale: national.locale, today,
    thresholds: { behindBelow: national.settings?.behindBelow ?? defaultSettings.behindBelow, lateBelow: national.settings?.lateBelow ?? defaultSettings.lateBelow },
    areas: (national.tables.focusAreas as readonly RecordOf<'focusAreas'>[]).map(itemOf),
    goals,
    regions: regions.map(standing).sort((a, b) => a.name.localeCompare(b.name, national.locale, { numeric: true })),
  };
};

import { createFinder } from '../../plan/records';
import { recordLabel } from '../../plan/record-label';
import { fieldsOf } from '../../plan/tables';
import type { FieldValue, Plan } from '../../plan/plan';
import type { Locale } from '../../plan/locale';
import type { GoalChange, RegionStanding, RollUp } from '../../plan/roll-up';
import { dateText, labelOf, numberText } from '../../sheet';
import { freshnessWords } from '../../sheet/render/roll-up/roll-up-words';
import type { FoundRegions } from '../journey/regions/find-regions';
import { alignedRows } from './aligned-rows';
import { exitCodes, option, type Arguments, type ExitCode, type Outcome } from './command';
import { indent } from './sync-report';
import { say } from './texts';

/** Plans that are named with commas between. */
export const namedRegions = (args: Arguments): readonly string[] => (option(args, 'regions') ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '');

const percent = (ratio: number | null | undefined, locale: Locale): string => (ratio === null || ratio === undefined ? say('noValue', locale) : `${numberText(Math.round(ratio * 100), locale)} %`);

const regionCells = ({ name, figures, state }: RegionStanding, locale: Locale): readonly string[] => [
  name, figures?.signal ? labelOf('signal', figures.signal, locale) : say('noValue', locale), percent(figures?.progress, locale), freshnessWords[state][locale],
];

/** How the regions stand, a line each; what could not be read is told. */
export const rollUpLines = ({ planId, organisation, today, regions }: RollUp, { unknown }: FoundRegions, locale: Locale): string[] => [
  ...(regions.length === 0 ? [say('noRegions', locale, { organisation })] : [say('rolledUp', locale, { count: regions.length, plan: planId, date: dateText(today, locale) })]),
  ...indentAll(alignedRows(regions.map((region) => regionCells(region, locale)))),
  ...(unknown.length === 0 ? [] : [say('unknownOwners', locale, { plans: unknown.join(', ') })]),
];
/** All of them: whoever has many regions wants to see each. */
const indentAll = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** A roll-up as the JSON output has it. */
export const rollUpJson = ({ planId, today, regions }: RollUp, { unknown }: FoundRegions) => ({
  national: planId,
  today,
  regions: regions.map(({ planId: plan, name, state, days, revision, changed, sheet, figures }) => ({
    plan, name, state, days, revision, changed, sheet, progress: figures?.progress ?? null, expected: figures?.expected ?? null, signal: figures?.signal ?? null,
    maturity: figures?.maturity ?? null, activities: figures?.activities ?? null, completed: figures?.completed ?? null, overdue: figures?.overdue ?? null,
    areas: figures?.areas ?? [], coverage: figures?.coverage ?? [], budget: (figures?.budget ?? []).map((sums) => ({ ...sums, currency: figures!.currency })),
  })),
  unreadable: unknown,
});

/** What is said where there is nothing to roll up; nothing is made then. */
export const withoutRegions = (rolled: RollUp, found: FoundRegions, locale: Locale, more: object): Outcome =>
  ({ exitCode: rollUpExitCode(rolled, found), lines: rollUpLines(rolled, found, locale), json: { ...rollUpJson(rolled, found), locale, ...more } });

/** Something of the roll-up is missing, or all of it, or nothing. */
export const rollUpExitCode = ({ regions }: RollUp, { unknown }: FoundRegions): ExitCode =>
  (regions.length === 0 || unknown.length > 0 || regions.some(({ state }) => state === 'unreadable' || state === 'unreachable') ? exitCodes.problems : exitCodes.done);

const headers = new Map(fieldsOf('superiorGoals').map(([field, { header }]) => [field, header]));

const goalLine = (plan: Plan, { kind, code, title, field = '', from, to }: GoalChange, locale: Locale): string => {
  const find = createFinder(plan);
  const shown = (value: FieldValue | null | undefined): string => {
    if (value === null || value === undefined) return say('emptyValue', locale);
    const area = field === 'focusArea' ? find('focusAreas', String(value)) : undefined;
    return area ? recordLabel('focusAreas', area) : String(value);
  };
  switch (kind) {
    case 'added': return say('goalAdded', locale, { code, title });
    case 'set': return say('goalSet', locale, { code, title, field: headers.get(field)?.[locale] ?? field, from: shown(from), to: shown(to) });
    case 'removed': return say('goalRemoved', locale, { code, title });
    case 'kept': return say('goalKept', locale, { code, title });
    case 'code-taken': return say('goalCodeTaken', locale, { code, title });
  }
};

/** What became of a region's superior goals, a line each. */
export const goalLines = (plan: Plan, changes: readonly GoalChange[], locale: Locale): string[] => indent(changes.map((change) => goalLine(plan, change, locale)));

import type { GridRange } from '../sheet/grid';
import type { WireChanges, WireGrid } from './wire-cells';
import { clientOpIdPattern, digestPattern, lastColumn, lastRow, longestError, longestName, longestText, mostCells, mostExtras, mostNames, mostMerges, mostRows, mostTabs, tabStates } from './wire-grid';

/**
 * A quick look at a grid that was sent, in a fifth of the time that its schema takes: true only for what the schema lets through. Of what is
 * false the schema says what is wrong with it. A test holds the two against each other.
 */

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, longest: number): boolean => typeof value === 'string' && value.length <= longest;
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';
const isListOf = (isOne: (value: unknown) => boolean, most: number) => (value: unknown): boolean => Array.isArray(value) && value.length <= most && value.every(isOne);
const isListOrNone = (isOne: (value: unknown) => boolean, most: number) => (value: unknown): boolean => value === undefined || isListOf(isOne, most)(value);

/** An object with no other members than these, each as it should be; those that may be missing have a test that undefined passes. */
const isMade = (tests: Readonly<Record<string, (value: unknown) => boolean>>): ((value: unknown) => boolean) => {
  const names = Object.keys(tests);
  return (value) => {
    if (!isObject(value)) return false;
    for (const name in value) if (!Object.hasOwn(tests, name)) return false;
    return names.every((name) => tests[name]!(value[name]));
  };
};

const isError = isMade({ error: (error) => isText(error, longestError) });
const isBareValue = (value: unknown): boolean => isText(value, longestText) || isNumber(value) || typeof value === 'boolean';
const isFullCell = isMade({ value: (value) => isBareValue(value) || isError(value), isDate: isFlag, isFormula: isFlag, isUnreadable: isFlag });
const isCell = (value: unknown): boolean => value === null || isBareValue(value) || isFullCell(value);

const isUpTo = (last: number) => (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= last;
const isRowIndex = isUpTo(lastRow);
const isRow = isMade({ index: isRowIndex, cells: isListOf(isCell, mostCells), hidden: isFlag });
const hasCorners = isMade({ top: isRowIndex, left: isUpTo(lastColumn), bottom: isRowIndex, right: isUpTo(lastColumn) });
const isRange = (value: unknown): boolean => hasCorners(value) && (value as GridRange).top <= (value as GridRange).bottom && (value as GridRange).left <= (value as GridRange).right;

const isFilled = (text: unknown): boolean => isText(text, longestName) && text !== '';
const areMerges = isListOrNone(isRange, mostMerges);
const worksheet = {
  name: isFilled,
  state: (state: unknown) => (tabStates as readonly unknown[]).includes(state),
  rows: isListOf(isRow, mostRows),
  merges: areMerges,
};
const besideTabs = {
  extras: isListOrNone((text) => isText(text, longestError), mostExtras),
  otherTabs: isListOrNone((text) => isText(text, longestName), mostTabs),
  names: isListOrNone(isMade({ name: isFilled, tab: isFilled, range: isRange }), mostNames),
};

/** Is this surely a grid as `wireGridSchema` has it? */
export const isWireGrid = isMade({ worksheets: isListOf(isMade(worksheet), mostTabs), ...besideTabs }) as (value: unknown) => value is WireGrid;

/** Are these surely changes as `wireChangesSchema` has them? */
export const isWireChanges = isMade({
  since: (since) => typeof since === 'string' && clientOpIdPattern.test(since),
  written: (digest) => digest === undefined || (typeof digest === 'string' && digestPattern.test(digest)),
  worksheets: isListOf(isMade({ ...worksheet, merges: (merges) => merges === 'as-before' || areMerges(merges), gone: isListOf(isRowIndex, mostRows) }), mostTabs), ...besideTabs,
}) as (value: unknown) => value is WireChanges;

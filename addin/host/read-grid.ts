import { isDateFormat, rangeOfName, type Grid, type GridCell, type GridName, type GridRow } from '../../core';
import { areaAddress } from './areas';
import type { Entry } from './entries';
import { usedArea, type RawBook, type RawName, type RawTab } from './raw-book';
import { readTabs, type KnownTabs } from './read-tabs';
import type { Requests } from './requests';
import { daysBetweenSystems } from './tab-jobs';

/** What takes a second look: which rows are hidden, where some are, and which texts like "#REF!" are errors. */
interface Details {
  readonly isHidden: readonly boolean[];
  readonly types: readonly (readonly string[])[];
}

interface Doubt {
  readonly tab: RawTab;
  readonly hasErrors: boolean;
}

const looksLikeError = (value: Entry): boolean => typeof value === 'string' && value.startsWith('#');

/** Asks of every tab at once whether rows are hidden, and of those that may have errors for the kinds of their values. */
const askDetails = (requests: Requests, doubts: readonly Doubt[]): Promise<Details[]> =>
  requests.send(({ workbook }) => {
    const asked = doubts.map(({ tab, hasErrors }) => {
      const range = workbook.worksheets.getItem(tab.name).getRange(areaAddress(usedArea(tab)!)).untrack();
      if (hasErrors) range.load('valueTypes');
      return { range, rows: range.getRowProperties({ rowHidden: true }), hasErrors };
    });
    return () => asked.map(({ range, rows, hasErrors }) => ({ isHidden: rows.value.map(({ rowHidden }) => rowHidden === true), types: hasErrors ? (range.valueTypes as string[][]) : [] }));
  });

const toCell = (formula: Entry, value: Entry, format: string, type: string | undefined, is1904: boolean): GridCell | undefined => {
  // A text that begins with "=" is the same among formulas and among values; a formula never is its own result.
  const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
  if (value === null || (value === '' && !isFormula)) return undefined;
  if (type === 'Error') return { value: { error: String(value) }, ...(isFormula && { isFormula }) };
  const isDate = typeof value === 'number' && isDateFormat(format);
  return { value: isDate && is1904 ? value + daysBetweenSystems : value, ...(isDate && { isDate }), ...(isFormula && { isFormula }) };
};

const toRow = (tab: RawTab, i: number, details: Details | undefined, is1904: boolean): GridRow => {
  const cells: (GridCell | undefined)[] = Array.from({ length: tab.left }, () => undefined);
  tab.formulas[i]!.forEach((formula, j) => cells.push(toCell(formula, tab.values[i]![j]!, tab.formats[i]![j]!, details?.types[i]?.[j], is1904)));
  return { index: tab.top + i, cells, ...(details?.isHidden[i] && { hidden: true }) };
};

const states = { Visible: 'visible', Hidden: 'hidden', VeryHidden: 'veryHidden' } as const;

/** A name that lost its cells is none. */
const toName = ({ name, formula }: RawName): GridName[] => {
  const place = rangeOfName(formula);
  return place ? [{ name, ...place }] : [];
};

const namesIn = ({ names }: RawBook): Pick<Grid, 'names'> => {
  const found = names.flatMap(toName);
  return found.length > 0 ? { names: found } : {};
};

const toGrid = (raw: RawBook, details: ReadonlyMap<RawTab, Details>): Grid => ({
  extras: [],
  ...namesIn(raw),
  worksheets: raw.tabs.map((tab) => ({
    name: tab.name, state: states[tab.visibility], ...(tab.merges.length > 0 && { merges: tab.merges }),
    rows: tab.formulas.map((_, i) => toRow(tab, i, details.get(tab), raw.is1904)).filter(({ cells }) => cells.some((cell) => cell !== undefined)),
  })),
});

const doubtsOf = ({ tabs }: RawBook): Doubt[] =>
  tabs.map((tab) => ({ tab, hasErrors: tab.values.some((row) => row.some(looksLikeError)) })).filter(({ tab, hasErrors }) => tab.formulas.length > 0 && (hasErrors || tab.hasHiddenRows));

/** Reads the workbook as a grid, with what a writer needs beside it. */
export const readGrid = async (requests: Requests, known: KnownTabs): Promise<{ readonly grid: Grid; readonly raw: RawBook }> => {
  const raw = await readTabs(requests, known);
  const doubts = doubtsOf(raw);
  const details = doubts.length === 0 ? [] : await askDetails(requests, doubts);
  return { raw, grid: toGrid(raw, new Map(doubts.map(({ tab }, i) => [tab, details[i]!]))) };
};

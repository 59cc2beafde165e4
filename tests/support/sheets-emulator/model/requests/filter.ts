import { EmulatorGap, invalid } from '../../parts';
import { freshId, gridOf, placeOf, rowFor, sheetById, type Edit } from '../book';
import { checkSheet } from '../protection';
import { toldView } from '../told';
import { shownText } from '../shown';
import type { BasicFilter, Book, Placed, Sheet } from '../types';
import type { Apply } from './apply';
import { keptArea } from './kept-area';
import { sortArea } from './sort';

/** What each column of a filter hides, by its index. */
const hiddenValues = ({ criteria = {}, filterSpecs = [] }: BasicFilter): ReadonlyMap<number, ReadonlySet<string>> => {
  const all = [...Object.entries(criteria).map(([column, one]) => [Number(column), one] as const), ...filterSpecs.map(({ columnIndex = 0, filterCriteria = {} }) => [columnIndex, filterCriteria] as const)];
  if (all.some(([, { condition, visibleBackgroundColor, visibleBackgroundColorStyle }]) => condition ?? visibleBackgroundColor ?? visibleBackgroundColorStyle)) throw new EmulatorGap('a filter by condition or colour');
  return new Map(all.map(([column, { hiddenValues: hidden = [] }]) => [column, new Set(hidden)]));
};

/** A filter hides rows and changes nothing else. */
export const hideFiltered = (edit: Edit, sheet: Sheet, filter: Placed<BasicFilter>): void => {
  const area = gridOf(sheet, filter.areas[0]!);
  const hidden = [...hiddenValues(filter.facts)];
  for (let row = area.top + 1; row < area.bottom; row += 1) {
    const isHidden = hidden.some(([column, values]) => values.has(shownText(edit.book, edit, sheet, row, column)));
    if (!isHidden && !sheet.rows[row]) continue;
    const line = rowFor(sheet, row);
    const { hiddenByFilter: _, ...rest } = line.properties;
    line.properties = isHidden ? { ...rest, hiddenByFilter: true } : rest;
  }
};

export const clearFilter = (sheet: Sheet): void => {
  sheet.filter = null;
  for (const row of sheet.rows) {
    if (!row?.properties.hiddenByFilter) continue;
    const { hiddenByFilter: _, ...rest } = row.properties;
    row.properties = rest;
  }
};

const setBasicFilter: Apply<'setBasicFilter'> = (edit, { filter = {} }) => {
  const { range, ...facts } = filter;
  const { sheet, area } = placeOf(edit.book, range);
  checkSheet(edit, sheet);
  clearFilter(sheet);
  const placed = { areas: [keptArea(edit, sheet, area)], facts };
  sheet.filter = placed;
  if (facts.sortSpecs?.length) sortArea(edit, sheet, { ...gridOf(sheet, area), top: area.top + 1 }, facts.sortSpecs);
  hideFiltered(edit, sheet, placed);
};

const findView = (book: Book, id: number | undefined): { readonly sheet: Sheet; readonly index: number } => {
  for (const sheet of book.sheets) {
    const index = sheet.filterViews.findIndex(({ facts }) => facts.filterViewId === id);
    if (index >= 0) return { sheet, index };
  }
  throw invalid(`No filter view with id: ${id ?? 0}`);
};

export const filterRequests = {
  setBasicFilter,
  clearBasicFilter: (edit, { sheetId }) => {
    const sheet = sheetById(edit.book, sheetId);
    checkSheet(edit, sheet);
    clearFilter(sheet);
  },
  addFilterView: ({ book }, { filter = {} }) => {
    const { range, ...facts } = filter;
    const { sheet, area } = placeOf(book, range);
    const id = facts.filterViewId ?? freshId(book, (one) => book.sheets.some(({ filterViews }) => filterViews.some((view) => view.facts.filterViewId === one)));
    const view = { areas: [area], facts: { ...facts, filterViewId: id } };
    sheet.filterViews.push(view);
    return { addFilterView: { filter: toldView(sheet, view) } };
  },
  deleteFilterView: ({ book }, { filterId }) => {
    const { sheet, index } = findView(book, filterId);
    sheet.filterViews.splice(index, 1);
  },
} satisfies { [K in 'setBasicFilter' | 'clearBasicFilter' | 'addFilterView' | 'deleteFilterView']: Apply<K> };

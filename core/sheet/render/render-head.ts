import { headFieldEntries } from '../../plan/head-fields';
import { headRecord, headTable } from '../../plan/records';
import { fieldToCell, styleOf } from '../cell-value';
import { expectation } from '../expectation';
import { headCell, headValueColumn, idHeader, type HeadLayout } from '../layout';
import { worksheet, type ColumnModel, type ModelCell, type TabFrame, type WorksheetModel } from '../model';
import { words } from '../words';
import { headMark } from './mark-conflicts';
import { keptCellKey, type RenderInput } from './render-input';
import { rowHeights } from './row-heights';
import { validationOf } from './validations';

const columns: readonly ColumnModel[] = [{ width: 10, style: 'id', hidden: true }, { width: 24, style: 'label' }, { width: 60, style: 'text' }, { width: 60, style: 'help' }];

/** Where the columns stand: of those that people moved, only where the keys and the values are. */
const standingColumns = ({ column }: HeadLayout): (ColumnModel | null)[] =>
  (column === headValueColumn ? [...columns] : Array.from({ length: column + 1 }, (_, i) => (i === 0 ? columns[0]! : i === column ? columns[headValueColumn]! : null)));

/** How the tab Plan is laid out. */
export const headFrame = ({ computed: { plan }, layout }: RenderInput): TabFrame => ({
  key: headTable,
  name: layout.tabs.head,
  state: 'visible',
  columns: standingColumns(layout.head),
  heights: {},
  merges: [],
  validations: headFieldEntries.flatMap(([key, declaration]) => validationOf(layout, declaration, headCell(layout, key), plan)),
  conditionalFormats: [headMark(layout)],
  frozen: { rows: 1, columns: 0 },
  isProtected: false,
  tone: 'data',
});

/** The tab Plan: a field of the head and its value a row. Column A holds the field's key. */
export const renderHead = (input: RenderInput): WorksheetModel => {
  const { computed, layout: { locale }, kept } = input;
  const record = headRecord(computed.plan);
  const noLabels = (): string => '';
  const rows = headFieldEntries.map(([key, { type, header, help }]): ModelCell[] => [
    key,
    { value: header[locale], style: 'label' },
    { value: kept.cells.get(keptCellKey(headTable, record.id, key)) ?? fieldToCell(record[key], type, locale, noLabels), style: type.kind === 'ratio' ? 'ratioLeft' : styleOf(type) },
    { value: help?.[locale] ?? expectation(type)[locale], style: 'help' },
  ]);
  const header = [idHeader, words.field[locale], words.value[locale], words.help[locale]].map((value): ModelCell => ({ value, style: 'header' }));
  return worksheet({
    ...headFrame(input),
    columns,
    rows: [header, ...rows],
    heights: rowHeights([header, ...rows], columns),
    print: { isLandscape: true, pagesWide: 1, titleRows: '1:1', isOnePage: true },
  });
};

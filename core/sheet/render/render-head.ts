import { headFieldEntries } from '../../plan/head-fields';
import { headRecord, headTable } from '../../plan/records';
import { fieldToCell, styleOf } from '../cell-value';
import { expectation } from '../expectation';
import { idHeader } from '../layout';
import { worksheet, type ColumnModel, type ModelCell, type WorksheetModel } from '../model';
import { words } from '../words';
import { headMark } from './mark-conflicts';
import { keptCellKey, type RenderInput } from './render-input';
import { rowHeights } from './row-heights';
import { validationOf } from './validations';

const columns: readonly ColumnModel[] = [{ width: 10, style: 'id', hidden: true }, { width: 24, style: 'label' }, { width: 60, style: 'text' }, { width: 60, style: 'help' }];

/** The tab Plan: a field of the head and its value a row. Column A holds the field's key. */
export const renderHead = ({ computed, layout, kept }: RenderInput): WorksheetModel => {
  const { locale } = layout;
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
    key: headTable,
    name: layout.tabs.head,
    columns,
    rows: [header, ...rows],
    heights: rowHeights([header, ...rows], columns),
    validations: headFieldEntries.flatMap(([, declaration], i) => validationOf(layout, declaration, `C${i + 2}`, computed.plan)),
    conditionalFormats: [headMark(layout)],
    frozen: { rows: 1, columns: 0 },
    print: { isLandscape: true, pagesWide: 1, titleRows: '1:1', isOnePage: true },
  });
};

import { invalid } from '../../parts';
import { freshId, sheetById } from '../book';
import { withColours } from '../colours';
import { assign, parseMask } from '../mask';
import { checkSheet } from '../protection';
import type { Book, EmbeddedChart, Sheet } from '../types';
import type { Apply } from './apply';

const find = (book: Book, id: number | undefined): { readonly sheet: Sheet; readonly chart: EmbeddedChart } => {
  for (const sheet of book.sheets) {
    const chart = sheet.charts.find(({ chartId }) => chartId === id);
    if (chart) return { sheet, chart };
  }
  throw invalid(`No embedded object with id: ${id ?? 0}`);
};

const usualSize = { widthPixels: 600, heightPixels: 371 };

const addChart: Apply<'addChart'> = (edit, { chart = {} }) => {
  const { book } = edit;
  const overlay = chart.position?.overlayPosition;
  if (!chart.spec) throw invalid('A chart must have a spec.');
  if (!overlay?.anchorCell) throw invalid('Only charts over cells can be added here: position.overlayPosition.anchorCell is wanted.');
  const sheet = sheetById(book, overlay.anchorCell.sheetId);
  checkSheet(edit, sheet);
  const isTaken = (id: number): boolean => book.sheets.some(({ charts }) => charts.some(({ chartId }) => chartId === id));
  if (chart.chartId !== undefined && isTaken(chart.chartId)) throw invalid(`An embedded object with id ${chart.chartId} already exists.`);
  const anchorCell = { ...overlay.anchorCell, sheetId: sheet.id, rowIndex: overlay.anchorCell.rowIndex ?? 0, columnIndex: overlay.anchorCell.columnIndex ?? 0 };
  const made: EmbeddedChart = { ...withColours(chart), chartId: chart.chartId ?? freshId(book, isTaken), position: { overlayPosition: { ...usualSize, ...overlay, anchorCell } } };
  sheet.charts.push(made);
  return { addChart: { chart: made } };
};

const replace = (sheet: Sheet, chart: EmbeddedChart, next: EmbeddedChart): void => {
  sheet.charts = sheet.charts.map((one) => (one === chart ? next : one));
};

export const chartRequests = {
  addChart,
  updateChartSpec: (edit, { chartId, spec }) => {
    const { sheet, chart } = find(edit.book, chartId);
    checkSheet(edit, sheet);
    if (!spec) throw invalid('A chart must have a spec.');
    replace(sheet, chart, { ...chart, spec: withColours(spec) });
  },
  updateEmbeddedObjectPosition: (edit, { objectId, newPosition = {}, fields }) => {
    const { sheet, chart } = find(edit.book, objectId);
    checkSheet(edit, sheet);
    const overlayPosition = assign(chart.position?.overlayPosition, newPosition.overlayPosition, parseMask(fields ?? '*'));
    const target = sheetById(edit.book, overlayPosition?.anchorCell?.sheetId);
    sheet.charts = sheet.charts.filter((one) => one !== chart);
    target.charts.push({ ...chart, position: { overlayPosition } });
    return { updateEmbeddedObjectPosition: { position: { overlayPosition } } };
  },
  deleteEmbeddedObject: (edit, { objectId }) => {
    const { sheet, chart } = find(edit.book, objectId);
    checkSheet(edit, sheet);
    sheet.charts = sheet.charts.filter((one) => one !== chart);
  },
} satisfies { [K in 'addChart' | 'updateChartSpec' | 'updateEmbeddedObjectPosition' | 'deleteEmbeddedObject']: Apply<K> };

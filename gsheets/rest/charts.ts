import { parseRange, seriesColours, type ChartModel, type TabFrame } from '../../core';
import type { SheetsRequest } from './calls';
import { columnPixels, toColorStyle } from './cell-format';
import { rangeKey } from './frame-rules';
import { sheetIdOf, toGoogleRange, type Sheet } from './raw-spreadsheet';

type EmbeddedChart = gapi.client.sheets.EmbeddedChart;
type ChartSpec = gapi.client.sheets.ChartSpec;
type ChartData = gapi.client.sheets.ChartData;

/** What our charts are known by, in the text for those who cannot see them; the tab that they stand on has no others of this beginning. */
const textOf = ({ key, title }: ChartModel): string => `Planark ${key}: ${title}`;
const keyIn = ({ spec }: EmbeddedChart): string | undefined => /^Planark ([a-z]+): /.exec(spec?.altText ?? '')?.[1];

const chartWidth = 560;
const chartHeight = 320;
/** Pixels between what stands beside or above each other. */
const gap = 16;

/** Columns that the charts take to the right of a page; a tab is made wide enough for them. */
export const chartColumns = Math.ceil((chartWidth + 2 * gap) / columnPixels(13));

const dataOf = (sheetId: number, range: string): ChartData => ({ sourceRange: { sources: [toGoogleRange(sheetId, parseRange(range))] } });

const kinds = {
  bars: { chartType: 'BAR', axis: 'BOTTOM_AXIS' },
  columns: { chartType: 'COLUMN', axis: 'LEFT_AXIS' },
} as const;

const specOf = (sheetId: number, chart: ChartModel): ChartSpec => {
  const { chartType, axis } = kinds[chart.kind];
  return {
    title: chart.title,
    altText: textOf(chart),
    hiddenDimensionStrategy: 'SHOW_ALL',
    basicChart: {
      chartType,
      legendPosition: 'BOTTOM_LEGEND',
      headerCount: 1,
      domains: [{ domain: dataOf(sheetId, chart.names) }],
      series: chart.series.map((range, i) => ({ series: dataOf(sheetId, range), targetAxis: axis, colorStyle: toColorStyle(seriesColours[i % seriesColours.length]!) })),
    },
  };
};

/** Right of what stands on the page, one below the other. */
const placeOf = (sheetId: number, { columns }: TabFrame, position: number): gapi.client.sheets.EmbeddedObjectPosition => ({
  overlayPosition: {
    anchorCell: { sheetId, rowIndex: 0, columnIndex: columns.length },
    offsetXPixels: gap, offsetYPixels: gap + position * (chartHeight + gap), widthPixels: chartWidth, heightPixels: chartHeight,
  },
});

const sourcesKey = ({ sourceRange }: ChartData = {}): string => (sourceRange?.sources ?? []).map(rangeKey).join(';');
/** What a chart shows; its looks are whose who changes them. */
const specKey = ({ title, altText, basicChart = {} }: ChartSpec = {}): string => {
  const { chartType, domains = [], series = [] } = basicChart;
  return [title, altText, chartType, ...domains.map(({ domain }) => sourcesKey(domain)), ...series.map((one) => sourcesKey(one.series))].join('\n');
};

/** Charts of a page: those that are not there, those that show other cells than they should, and those that are none of the page any more. [N20] */
export const chartRequests = (sheet: Sheet, frame: TabFrame): SheetsRequest[] => {
  const [sheetId, wanted, standing] = [sheetIdOf(sheet), frame.charts ?? [], sheet.charts ?? []];
  const kept = wanted.map((chart) => standing.find((one) => keyIn(one) === chart.key));
  const surplus = standing.filter((one) => keyIn(one) !== undefined && !kept.includes(one));
  return [
    ...surplus.map(({ chartId }): SheetsRequest => ({ deleteEmbeddedObject: { objectId: chartId! } })),
    ...wanted.flatMap((chart, i): SheetsRequest[] => {
      const [spec, old] = [specOf(sheetId, chart), kept[i]];
      if (!old) return [{ addChart: { chart: { spec, position: placeOf(sheetId, frame, i) } } }];
      return specKey(old.spec) === specKey(spec) ? [] : [{ updateChartSpec: { chartId: old.chartId!, spec } }];
    }),
  ];
};

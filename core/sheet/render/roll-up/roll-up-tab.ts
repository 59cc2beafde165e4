import type { Locale } from '../../../plan/locale';
import type { RollUpColumn, RollUpKind, RollUpRow, RollUpTable } from '../../../plan/roll-up/tables';
import { freshnessStates, type FreshnessState } from '../../../plan/roll-up';
import { cellAddress, columnLetters } from '../../grid';
import { quoteTab, workbookLayout } from '../../layout';
import { worksheet, type ConditionalFormatModel, type ModelCell, type StyledCell, type StyleName, type Tone, type WorksheetModel } from '../../model';
import { rangeOf } from '../block';
import { choiceFormats } from '../conditional-formats';
import { heightOf, linesOf, rowHeights } from '../row-heights';
import { tabOf, toCell, type RollUpInput } from './roll-up-input';
import { freshnessWords } from './roll-up-words';

const styles: Readonly<Record<RollUpKind, { readonly cell: StyleName; readonly head: StyleName }>> = {
  text: { cell: 'text', head: 'header' },
  code: { cell: 'code', head: 'header' },
  date: { cell: 'date', head: 'header' },
  signal: { cell: 'choice', head: 'header' },
  freshness: { cell: 'choice', head: 'header' },
  year: { cell: 'label', head: 'header' },
  integer: { cell: 'integer', head: 'headerNumber' },
  ratio: { cell: 'ratio', head: 'headerNumber' },
  money: { cell: 'money', head: 'headerNumber' },
};

const freshnessTones: Readonly<Record<FreshnessState, Tone>> = { current: 'good', behind: 'warning', 'not-linked': 'muted', unreachable: 'bad', unreadable: 'bad' };

/** The colours of freshness, over a range. */
export const freshnessFormats = ({ locale }: RollUpInput, range: string): ConditionalFormatModel[] =>
  freshnessStates.map((state) => ({ kind: 'equals', range, text: freshnessWords[state][locale], tone: freshnessTones[state] }));

/** Numbers of a column that a reader should see: what is overdue, what is overspent, a goal that nobody works on. */
const badNumbers: Readonly<Record<string, string>> = { overdue: '>0', left: '<0', goals: '=0' };

const badFormat = (condition: string, range: string): ConditionalFormatModel => {
  const [first] = range.split(':') as [string];
  return { kind: 'formula', range, formula: `AND(ISNUMBER(${first}),${first}${condition})`, tone: 'bad' };
};

const columnFormats = (input: RollUpInput, { key, shows, group }: RollUpColumn, range: string): ConditionalFormatModel[] => {
  if (shows === 'signal') return choiceFormats(workbookLayout(input.locale), 'signal', range);
  if (shows === 'freshness') return freshnessFormats(input, range);
  const [measure] = key.split('/') as [string];
  const bad = group !== undefined || measure !== 'goals' ? badNumbers[measure] : undefined;
  const hasBar = shows === 'ratio' && key !== 'expected';
  return [...(hasBar ? [{ kind: 'dataBar' as const, range }] : []), ...(bad ? [badFormat(bad, range)] : [])];
};

/** Where a click on a region's name leads: to its spreadsheet, else to its focus areas. */
const regionCell = (input: RollUpInput, { region }: RollUpRow): StyledCell => {
  const own: StyledCell = { value: region.name, style: 'link' };
  if (region.sheet?.url) return { ...own, url: region.sheet.url };
  const row = input.computed.tables.areas.rows.findIndex((one) => one.region === region);
  return row < 0 ? { ...own, style: 'text' } : { ...own, link: `${quoteTab(tabOf(input, 'areas'))}!${cellAddress(row + 1, 0)}` };
};

/** Columns of one group, in one row above their headers. */
const groupRow = ({ columns }: RollUpTable, input: RollUpInput): { readonly cells: ModelCell[]; readonly merges: string[] } => {
  const merges: string[] = [];
  const cells = columns.map(({ group }, i): ModelCell => {
    if (group === undefined) return { value: null, style: 'header' };
    if (columns[i - 1]?.group === group) return { value: null, style: 'wheelYear' };
    const span = columns.filter((column) => column.group === group).length;
    if (span > 1) merges.push(rangeOf(0, i, 1, span));
    return { value: group[input.locale], style: 'wheelYear' };
  });
  return { cells, merges };
};

/** Headers of numbers wrap as the others do. */
const headerHeight = ({ columns }: RollUpTable, locale: Locale): number | undefined => heightOf(Math.max(...columns.map(({ header, width }) => linesOf(header[locale], width - 2))));

/** More columns than this are too narrow to read on one page's width. */
const widestOnePage = 210;

/** A tab of a roll-up: a row a region, or several; generated and protected. */
export const renderRollUpTab = (input: RollUpInput, table: RollUpTable): WorksheetModel => {
  const { columns, rows: records } = table;
  const groups = columns.some(({ group }) => group !== undefined) ? groupRow(table, input) : null;
  const header = columns.map(({ header: head, shows }): ModelCell => ({ value: head[input.locale], style: styles[shows].head }));
  const body = records.map((row) => columns.map(({ key, shows }, i): ModelCell => (key === 'region' ? regionCell(input, row) : { value: toCell(row.cells[i] ?? null, shows, input.locale), style: styles[shows].cell })));
  const headRows = groups ? 2 : 1;
  const widths = columns.map(({ width, shows }) => ({ width, style: styles[shows].cell }));
  const rows = [...(groups ? [groups.cells] : []), header, ...body];
  const high = headerHeight(table, input.locale);
  const isWide = widths.reduce((sum, { width }) => sum + width, 0) > widestOnePage;
  return worksheet({
    key: `rollUp.${table.name}`,
    name: tabOf(input, table.name),
    columns: widths,
    rows,
    merges: groups?.merges ?? [],
    heights: { ...rowHeights(rows, widths), ...(high !== undefined && { [headRows - 1]: high }) },
    conditionalFormats: records.length === 0 ? [] : columns.flatMap((column, i) => columnFormats(input, column, `${columnLetters(i)}${headRows + 1}:${columnLetters(i)}${headRows + records.length}`)),
    frozen: { rows: headRows, columns: 1 },
    print: { isLandscape: true, titleRows: `1:${headRows}`, pagesWide: isWide ? 3 : 1, ...(isWide && { titleColumns: 'A:A' }), isOnePage: false },
    isProtected: true,
    tone: 'generated',
  });
};

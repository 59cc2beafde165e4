import type { Locale } from '../plan/locale';

/**
 * The workbook model: what a host is asked to show, without anything of the host's own. Positions are zero-based; ranges are as people
 * write them ("B2:B40").
 */

/** Named looks; each host knows how to make them. New ones come last: workbooks know them by their place. */
export const styleNames = [
  'id', 'code', 'text', 'long', 'date', 'integer', 'number', 'ratio', 'ratioLeft', 'money', 'choice', 'derivedInteger', 'derivedNumber',
  'derivedRatio', 'derivedMoney', 'derivedText', 'header', 'headerNumber', 'headerIndented', 'derivedHeader', 'title', 'subtitle', 'section',
  'label', 'entry', 'help', 'link', 'answer', 'total', 'totalInteger', 'totalText', 'totalRatio', 'totalMoney', 'tileLabel', 'tileRatio',
  'tileInteger', 'tileMoney', 'tileText', 'wheelYear', 'wheelMonth', 'wheelGroup', 'wheelSpan', 'wheelMark', 'plain',
  'tileDecimal', 'headerCentred', 'derivedAmount', 'totalAmount', 'tileAmount', 'groupLabel', 'groupMoney', 'sectionNote', 'sectionDate',
] as const;
export type StyleName = (typeof styleNames)[number];

export type ModelValue = string | number | boolean | null;
/** A cell with something of its own; a bare value takes its column's style. */
export interface StyledCell {
  readonly value: ModelValue;
  /** Formula text without "="; `value` is its computed result. */
  readonly formula?: string;
  readonly style?: StyleName;
  /** A cell of the same workbook that a click leads to: "Tiltak!F12". */
  readonly link?: string;
  /** An address outside of the workbook that a click leads to; its value is then a text. */
  readonly url?: string;
}
export type ModelCell = ModelValue | StyledCell;

/** A cell with its value beside what it has of its own. */
export const styledCell = (cell: ModelCell): StyledCell => (typeof cell === 'object' && cell !== null ? cell : { value: cell });

export interface ColumnModel {
  /** Characters. */
  readonly width: number;
  readonly style: StyleName;
  readonly hidden?: boolean;
  /** Key of the field that it shows. */
  readonly field?: string;
}

/** A table over the worksheet's columns from A1: the first row holds the headers. */
export interface TableModel {
  readonly name: string;
  /** By column: the formula that a new row gets, with the references of row 2; null where people write. */
  readonly calculated: readonly (string | null)[];
}

export type ValidationRule =
  | { readonly kind: 'list'; readonly source: string; readonly isStrict: boolean }
  | { readonly kind: 'whole' | 'decimal' | 'date'; readonly min: number; readonly max: number };

export interface ValidationModel {
  readonly range: string;
  readonly rule: ValidationRule;
  readonly prompt?: string;
  readonly error: string;
}

/** What a coloured cell says. */
export type Tone = 'good' | 'calm' | 'warning' | 'bad' | 'muted' | 'conflict';
export type ConditionalFormatModel =
  | { readonly kind: 'equals'; readonly range: string; readonly text: string; readonly tone: Tone }
  | { readonly kind: 'formula'; readonly range: string; readonly formula: string; readonly tone: Tone }
  | { readonly kind: 'dataBar'; readonly range: string };

export interface PrintModel {
  readonly isLandscape: boolean;
  /** Rows repeated on each page, "1:1". */
  readonly titleRows?: string;
  /** Columns repeated on each page, "A:C". */
  readonly titleColumns?: string;
  /** How many pages the columns are spread over. */
  readonly pagesWide: number;
  /** The whole tab on one page, not only its width. */
  readonly isOnePage: boolean;
}

/** A chart of figures on the same tab, in hosts that make charts. Each range is a column wide and begins with its header. */
export interface ChartModel {
  /** What it is known by, in every language. */
  readonly key: string;
  /** Bars lie, columns stand. */
  readonly kind: 'bars' | 'columns';
  readonly title: string;
  /** What the bars stand for. */
  readonly names: string;
  /** How long they are, a range a series. */
  readonly series: readonly string[];
}

/** How a tab is laid out, whatever stands in its cells. */
export interface TabFrame {
  /** What the tab is for, whatever it is called. */
  readonly key: string;
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** null for a column of the person's own. */
  readonly columns: readonly (ColumnModel | null)[];
  /** Style of the first row's cells, by column, where the tab has a table. */
  readonly table?: TableModel;
  readonly validations: readonly ValidationModel[];
  readonly conditionalFormats: readonly ConditionalFormatModel[];
  readonly merges: readonly string[];
  /** Heights of rows that are not the usual, in points, by zero-based row. */
  readonly heights: Readonly<Record<number, number>>;
  readonly frozen: { readonly rows: number; readonly columns: number };
  readonly isProtected: boolean;
  readonly tone: 'generated' | 'data' | 'hidden' | 'alert';
  readonly charts?: readonly ChartModel[];
}

export interface WorksheetModel extends TabFrame {
  readonly columns: readonly ColumnModel[];
  readonly rows: readonly (readonly ModelCell[])[];
  readonly print: PrintModel;
}

/** What is left of a worksheet without its cells. */
export const frameOf = ({ key, name, state, columns, table, validations, conditionalFormats, merges, heights, frozen, isProtected, tone, charts }: WorksheetModel): TabFrame =>
  ({ key, name, state, columns, validations, conditionalFormats, merges, heights, frozen, isProtected, tone, ...(table && { table }), ...(charts && { charts }) });

export interface WorkbookModel {
  readonly title: string;
  readonly author: string;
  readonly locale: Locale;
  /** Number format of dates, in Excel's notation: "dd.mm.yyyy". */
  readonly dateFormat: string;
  readonly worksheets: readonly WorksheetModel[];
}

/** A worksheet with nothing but what is said. */
export const worksheet = (given: Partial<WorksheetModel> & Pick<WorksheetModel, 'key' | 'name' | 'columns' | 'rows'>): WorksheetModel => ({
  state: 'visible', validations: [], conditionalFormats: [], merges: [], heights: {}, frozen: { rows: 0, columns: 0 },
  print: { isLandscape: true, pagesWide: 1, isOnePage: false }, isProtected: false, tone: 'data', ...given,
});

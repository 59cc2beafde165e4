import type { Area } from './area';

/** JSON as the Sheets API has it. */
export type Spreadsheet = gapi.client.sheets.Spreadsheet;
export type BatchUpdateBody = gapi.client.sheets.BatchUpdateSpreadsheetRequest;
export type Request = gapi.client.sheets.Request;
export type Reply = gapi.client.sheets.Response;
export type CellData = gapi.client.sheets.CellData;
export type CellFormat = gapi.client.sheets.CellFormat;
export type ExtendedValue = gapi.client.sheets.ExtendedValue;
export type GridRange = gapi.client.sheets.GridRange;
export type ConditionalFormatRule = gapi.client.sheets.ConditionalFormatRule;
export type ProtectedRange = gapi.client.sheets.ProtectedRange;
export type NamedRange = gapi.client.sheets.NamedRange;
export type BasicFilter = gapi.client.sheets.BasicFilter;
export type FilterView = gapi.client.sheets.FilterView;
export type EmbeddedChart = gapi.client.sheets.EmbeddedChart;
export type DeveloperMetadata = gapi.client.sheets.DeveloperMetadata;
export type DataValidationRule = gapi.client.sheets.DataValidationRule;
export type SheetProperties = gapi.client.sheets.SheetProperties;
export type DimensionProperties = gapi.client.sheets.DimensionProperties;
export type DataFilter = gapi.client.sheets.DataFilter;
export type ValueRange = gapi.client.sheets.ValueRange;
export type DimensionRange = gapi.client.sheets.DimensionRange;

/** What stands in one cell. Never changed in place: a new one takes its place. */
export interface Cell {
  readonly value?: ExtendedValue;
  readonly format?: CellFormat;
  readonly note?: string;
  readonly textFormatRuns?: gapi.client.sheets.TextFormatRun[];
}

/** A row or a column: its properties and the metadata that stands on it. */
export interface Line {
  properties: DimensionProperties;
  metadata: DeveloperMetadata[];
}

export interface Row extends Line {
  /** By column; holes are empty cells. */
  cells: (Cell | undefined)[];
}

export interface Validation {
  readonly area: Area;
  readonly rule: DataValidationRule;
}

/** Rules keep their areas apart from their JSON, so that rows that move take them along; an open end is Infinity. */
export interface Placed<T> {
  readonly areas: readonly Area[];
  readonly facts: T;
}

export interface Sheet {
  readonly id: number;
  /** Without `index`, which is the place in the book; grid sizes are kept in here. */
  properties: SheetProperties & { gridProperties: { rowCount: number; columnCount: number } };
  rows: (Row | undefined)[];
  columns: (Line | undefined)[];
  merges: Area[];
  validations: Validation[];
  conditionalFormats: Placed<ConditionalFormatRule>[];
  protections: (Placed<ProtectedRange> & { readonly unprotected: readonly Area[] })[];
  filter: Placed<BasicFilter> | null;
  filterViews: Placed<FilterView>[];
  charts: EmbeddedChart[];
  metadata: DeveloperMetadata[];
}

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly sheetId: number;
  /** Null where what it named is gone: the name is still taken. */
  readonly area: Area | null;
}

export interface Book {
  readonly id: string;
  /** Who may always edit, also what is protected. */
  owner: string;
  properties: gapi.client.sheets.SpreadsheetProperties;
  sheets: Sheet[];
  names: Named[];
  metadata: DeveloperMetadata[];
  /** Ids that metadata has or had. */
  usedMetadataIds: ReadonlySet<number>;
  /** Grows with every change. */
  changes: number;
}

/** What an edit by hand tells simple and installable onEdit triggers. */
export interface EditEvent {
  readonly user: string;
  readonly sheetId: number;
  readonly sheetTitle: string;
  readonly range: Area;
  /** Single cells only. */
  readonly value?: string;
  readonly oldValue?: string;
}
export type ChangeType = 'EDIT' | 'INSERT_ROW' | 'INSERT_COLUMN' | 'REMOVE_ROW' | 'REMOVE_COLUMN' | 'INSERT_GRID' | 'REMOVE_GRID' | 'FORMAT' | 'OTHER';
export interface ChangeEvent {
  readonly user: string;
  readonly changeType: ChangeType;
}

/** Who is told of edits by hand: neither the API nor scripts fire triggers. */
export interface Listener {
  readonly onEdit?: (event: EditEvent) => void;
  readonly onChange?: (event: ChangeEvent) => void;
}

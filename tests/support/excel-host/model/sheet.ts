import type { Json } from '../wire/shapes';
import type { Area } from './area';

/** Looks of a cell, a row or a column by a flat name: "font.bold", "fill.color", "numberFormat", "columnWidth". */
export type Looks = Record<string, Json>;

export type CellContent = string | number | boolean;

/** An error value is a text that begins with "#" in a cell that is marked so. */
export interface Cell {
  value: CellContent;
  formula?: string;
  isError?: boolean;
  looks?: Looks;
  hyperlink?: Json;
}

export interface Validation {
  areas: Area[];
  rule: Json;
  prompt: Json;
  errorAlert: Json;
  ignoreBlanks: boolean;
}

export interface ConditionalFormat {
  readonly id: string;
  readonly type: string;
  areas: Area[];
  stopIfTrue: boolean;
  /** What its kind says, by a flat name: "rule", "format.fill.color". */
  facts: Looks;
}

export interface TableColumn {
  readonly id: number;
}

export interface Table {
  readonly id: string;
  name: string;
  area: Area;
  columns: TableColumn[];
  facts: Looks;
  /** Values shown by column index, where a filter is set. */
  filters: Record<number, string[]>;
}

export interface NamedRange {
  name: string;
  formula: string;
  comment: string;
  isVisible: boolean;
}

export interface KeyedValue {
  readonly key: string;
  value: Json;
}

export interface Sheet {
  readonly id: string;
  name: string;
  visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  facts: Looks;
  cells: Map<number, Map<number, Cell>>;
  rowLooks: Map<number, Looks>;
  columnLooks: Map<number, Looks>;
  merges: Area[];
  validations: Validation[];
  conditionalFormats: ConditionalFormat[];
  tables: Table[];
  names: NamedRange[];
  properties: KeyedValue[];
  frozen: Area | null;
  protection: { readonly options: Json; readonly password: string | null } | null;
  pageLayout: Looks;
}

export const emptySheet = (id: string, name: string): Sheet => ({
  id, name, visibility: 'Visible', facts: {}, cells: new Map(), rowLooks: new Map(), columnLooks: new Map(), merges: [], validations: [],
  conditionalFormats: [], tables: [], names: [], properties: [], frozen: null, protection: null, pageLayout: {},
});

/** What a cell looks like where nobody said otherwise. */
export const usualLooks: Looks = {
  numberFormat: 'General', wrapText: false, horizontalAlignment: 'General', verticalAlignment: 'Bottom', indentLevel: 0, textOrientation: 0,
  shrinkToFit: false, readingOrder: 'Context', autoIndent: false, 'fill.color': '#FFFFFF', 'fill.pattern': 'None', 'fill.patternColor': '#000000', 'fill.tintAndShade': 0, 'fill.patternTintAndShade': 0, 'font.name': 'Calibri',
  'font.size': 11, 'font.color': '#000000', 'font.bold': false, 'font.italic': false, 'font.underline': 'None', 'font.strikethrough': false,
  'font.subscript': false, 'font.superscript': false, 'font.tintAndShade': 0, 'protection.locked': true, 'protection.formulaHidden': false,
};
export const usualWidth = 48;
export const usualHeight = 15;

export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => sheet.cells.get(row)?.get(column);

/** The cell, made where there was none. */
export const cellFor = (sheet: Sheet, row: number, column: number): Cell => {
  const line = sheet.cells.get(row) ?? new Map<number, Cell>();
  if (!sheet.cells.has(row)) sheet.cells.set(row, line);
  const cell = line.get(column) ?? { value: '' };
  line.set(column, cell);
  return cell;
};

/** Cells that stand in an area, row by row; those that were never touched are not among them. */
export const cellsIn = function* (sheet: Sheet, { top, left, bottom, right }: Area): Generator<{ readonly row: number; readonly column: number; readonly cell: Cell }> {
  const isSmall = bottom - top < sheet.cells.size;
  const rows = isSmall ? Array.from({ length: bottom - top + 1 }, (_, i) => top + i) : [...sheet.cells.keys()].filter((row) => row >= top && row <= bottom).sort((a, b) => a - b);
  for (const row of rows) {
    for (const [column, cell] of [...(sheet.cells.get(row) ?? [])].sort(([a], [b]) => a - b)) if (column >= left && column <= right) yield { row, column, cell };
  }
};

const outlookOf = (side: string): Json => (side.endsWith('.style') ? 'None' : side.endsWith('.weight') ? 'Thin' : side.endsWith('.color') ? '#000000' : 0);

/** How a cell looks: by itself, else by its row, else by its column. */
export const lookAt = (sheet: Sheet, row: number, column: number, key: string): Json => {
  const own = cellAt(sheet, row, column)?.looks?.[key] ?? sheet.rowLooks.get(row)?.[key] ?? sheet.columnLooks.get(column)?.[key];
  return own ?? usualLooks[key] ?? (key.startsWith('borders.') ? outlookOf(key) : null);
};

export const isBlank = (cell: Cell | undefined): boolean => !cell || (cell.value === '' && cell.formula === undefined);

/** [used-range] [empty-used-range] What spans the cells with values, or with values or looks of their own; null where there are none. */
export const usedArea = (sheet: Sheet, isValuesOnly: boolean, within?: Area): Area | null => {
  let used: Area | null = null;
  for (const [row, line] of sheet.cells) {
    for (const [column, cell] of line) {
      if (isValuesOnly ? isBlank(cell) : isBlank(cell) && !cell.looks) continue;
      if (within && (row < within.top || row > within.bottom || column < within.left || column > within.right)) continue;
      used = used ? { top: Math.min(used.top, row), left: Math.min(used.left, column), bottom: Math.max(used.bottom, row), right: Math.max(used.right, column) } : { top: row, left: column, bottom: row, right: column };
    }
  }
  return used;
};

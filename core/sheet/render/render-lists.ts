import type { FormulaValue, ParameterName } from '../../formula';
import { recordLabel } from '../../plan/computed-plan';
import { dateToSerial } from '../../plan/dates';
import { defaultSettings } from '../../plan/plan';
import { choiceValues } from '../../plan/choices';
import { labelOf } from '../cell-value';
import { firstList, lastRowOf, listHead, parameterReference, rowOf, spareRows, type ListColumn, type TableLayout } from '../layout';
import { worksheet, type ModelCell, type ModelValue, type StyleName, type WorksheetModel } from '../model';
import { parameterFields, parameterNames } from '../parameters';
import { headFormula, helperFormula, recordListFormula, type FormulaTemplate } from './formula-template';
import { answerLists, answers } from '../conflict';
import { conflictCells } from './mark-conflicts';
import type { RenderInput } from './render-input';

/** A formula's computed result as a cell holds it. */
const plain = (value: FormulaValue): ModelValue => (typeof value === 'object' && value !== null ? value.error : value);

/** The cells of one column of the tab of lists, each made when it is asked for: there are many, and a sync only compares them. By zero-based row. */
export interface ListCells {
  readonly size: number;
  readonly value: (row: number) => ModelValue;
  readonly isComputed: (row: number) => boolean;
  /** Of a row that is computed. */
  readonly formula: (row: number) => string;
  readonly style?: (row: number) => StyleName | undefined;
}

/** A header and what stands below it. */
const plainCells = (header: string, values: readonly ModelValue[]): ListCells =>
  ({ size: values.length + 1, value: (row) => (row === 0 ? header : values[row - 1]!), isComputed: () => false, formula: () => '' });

/** One formula a row of the table, and for the spare rows below it; `none` is the result where no record stands. */
const alignedCells = (header: string, own: TableLayout, size: number, formula: FormulaTemplate, none: ModelValue, value: (position: number) => ModelValue): ListCells => {
  const positions = new Map<number, number>();
  for (let position = 0; position < size; position++) positions.set(rowOf(own, position), position);
  return {
    size: lastRowOf(own, size) + spareRows + 1,
    isComputed: (row) => row > 0,
    formula: (row) => formula(row + 1),
    value: (row) => {
      if (row === 0) return header;
      const position = positions.get(row);
      return position === undefined ? none : value(position);
    },
  };
};

const cellsOf = (input: RenderInput, column: ListColumn): ListCells => {
  const header = listHead(column);
  const { computed, layout } = input;
  if (column.kind === 'choices') return plainCells(header, choiceValues(column.set).map((value) => labelOf(column.set, value, layout.locale)));
  if (column.kind === 'answers') return plainCells(header, answerLists[column.list].map((answer) => answers[answer][layout.locale]));
  if (column.kind === 'conflicts') return plainCells(header, conflictCells(input));
  if (column.kind === 'unknown') return plainCells(header, []);
  const [own, records] = [layout.tables[column.table], computed.plan.tables[column.table]];
  if (column.kind === 'records') return alignedCells(header, own, records.length, recordListFormula(layout, column.table), '', (position) => recordLabel(column.table, records[position]!));
  const { declaration: { type }, field } = column.column;
  if (type.kind !== 'derived') throw new Error(`${field} is no helper`);
  const values = computed.column(column.table, field);
  return alignedCells(header, own, records.length, helperFormula(layout, column.table, type.formula), type.shows === 'code' ? '' : 0, (position) => plain(values[position] ?? 0));
};

interface ParameterCell {
  readonly value: ModelValue;
  readonly formula?: string;
  readonly style: StyleName;
}

/** Each parameter in one cell: today's date from the host, the others from the tab Plan. */
const parameterCell = ({ computed, layout, isTodayFixed }: RenderInput, name: ParameterName): ParameterCell => {
  const { period, settings } = computed.plan;
  if (name === 'today') return { value: dateToSerial(computed.today), style: 'date', ...(!isTodayFixed && { formula: 'TODAY()' }) };
  const formula = headFormula(layout, parameterFields[name]);
  if (name === 'periodStart') return { formula, value: dateToSerial(period.start), style: 'date' };
  if (name === 'periodEnd') return { formula, value: dateToSerial(period.end), style: 'date' };
  if (name === 'accountsDay') return { formula: `IF(ISNUMBER(${formula}),${formula},${parameterReference(layout, 'today')})`, value: dateToSerial(settings?.accountsAsOf ?? computed.today), style: 'date' };
  return { formula: `IF(ISNUMBER(${formula}),${formula},${defaultSettings[name]})`, value: settings?.[name] ?? defaultSettings[name], style: 'ratio' };
};

const parameterCells = (input: RenderInput): ListCells => {
  const cells = parameterNames.map((name) => parameterCell(input, name));
  return {
    size: cells.length + 1,
    value: (row) => (row === 0 ? 'value' : cells[row - 1]!.value),
    isComputed: (row) => cells[row - 1]?.formula !== undefined,
    formula: (row) => cells[row - 1]!.formula!,
    style: (row) => cells[row - 1]?.style,
  };
};

/** The columns of the hidden tab of lists: parameters in A and B, then what drop-downs and other formulas need, a column each. */
export const listCells = (input: RenderInput): ListCells[] => [plainCells('parameter', parameterNames), parameterCells(input), ...input.layout.lists.map((column) => cellsOf(input, column))];

const modelCell = ({ size, value, isComputed, formula, style }: ListCells, row: number): ModelCell => {
  if (row >= size) return null;
  const [text, look] = [isComputed(row) ? formula(row) : undefined, style?.(row)];
  return text === undefined && look === undefined ? value(row) : { value: value(row), ...(text !== undefined && { formula: text }), ...(look && { style: look }) };
};

/** The hidden tab of lists, without its cells. */
export const emptyLists = ({ layout }: Pick<RenderInput, 'layout'>): WorksheetModel =>
  worksheet({ key: 'lists', name: layout.tabs.lists, state: 'hidden', columns: Array.from({ length: firstList + layout.lists.length }, () => ({ width: 18, style: 'plain' })), rows: [], tone: 'hidden' });

/** The hidden tab of lists. */
export const renderLists = (input: RenderInput, lists: readonly ListCells[]): WorksheetModel =>
  ({ ...emptyLists(input), rows: Array.from({ length: Math.max(...lists.map(({ size }) => size)) }, (_, row) => lists.map((cells) => modelCell(cells, row))) });

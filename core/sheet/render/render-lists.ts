import type { FormulaValue, ParameterName } from '../../formula';
import { recordLabel } from '../../plan/record-label';
import type { PlanWork } from '../../plan/plan-work';
import { createLastKnown, rememberedBy, rememberedByText } from '../../plan/remembered';
import type { TableName } from '../../plan/table-names';
import { tables } from '../../plan/tables';
import { dateToSerial } from '../../plan/dates';
import { defaultSettings } from '../../plan/plan';
import { choiceValues } from '../../plan/choices';
import { labelOf } from '../cell-value';
import { firstList, lastRowOf, listHead, parameterReference, rowOf, spareRows, type ListColumn, type TableLayout, type WorkbookLayout } from '../layout';
import { worksheet, type ModelCell, type ModelValue, type StyleName, type WorksheetModel } from '../model';
import { parameterFields, parameterNames } from '../parameters';
import { headFormula, helperFormula, recordListFormula, type FormulaTemplate } from './formula-template';
import { answerLists, answers } from '../conflict';
import { conflictCells } from './mark-conflicts';
import type { RenderInput } from './render-input';

/** A formula's computed result as a cell holds it. */
const plain = (value: FormulaValue): ModelValue => (typeof value === 'object' && value !== null ? value.error : value);

/**
 * The cells of one column of the tab of lists, each made when it is asked for: there are many, and a sync only compares them. By zero-based row. The same object as at the sync
 * before where it is made of the same.
 */
export interface ListCells {
  readonly size: number;
  readonly value: (row: number) => ModelValue;
  readonly isComputed: (row: number) => boolean;
  /** Of a row that is computed. */
  readonly formula: (row: number) => string;
  readonly style?: (row: number) => StyleName | undefined;
}

/** A header and what stands below it. */
const plainCells = rememberedBy((header: string, ...values: readonly ModelValue[]): ListCells =>
  ({ size: values.length + 1, value: (row) => (row === 0 ? header : values[row - 1]!), isComputed: () => false, formula: () => '' }));

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

type ListWork = PlanWork<readonly [WorkbookLayout, ListColumn], ListCells>;

/** The records of a table as drop-downs show them. */
const recordsWork = rememberedByText((name): ListWork => {
  const table = name as TableName;
  return {
    sight: { [table]: ['code', tables[table].title] },
    make: ({ plan }, layout, column) => {
      const records = plan.tables[table];
      return alignedCells(listHead(column), layout.tables[table], records.length, recordListFormula(layout, table), '', (position) => recordLabel(table, records[position]!));
    },
  };
});

/** What a formula of the table comes to in each row. */
const helperWork = rememberedByText((): ListWork => ({
  sight: {},
  make: (computed, layout, column) => {
    if (column.kind !== 'helper') throw new Error(`${column.kind} is no helper`);
    const { table, column: { declaration: { type }, field } } = column;
    if (type.kind !== 'derived') throw new Error(`${field} is no helper`);
    const values = computed.column(table, field);
    return alignedCells(listHead(column), layout.tables[table], values.length, helperFormula(layout, table, type.formula), type.shows === 'code' ? '' : 0, (position) => plain(values[position] ?? 0));
  },
}));

/** What people choose among: words of ours, which are the same in every workbook of a language. */
const lastWords = createLastKnown<ListColumn, ListCells>();

const cellsOf = (input: RenderInput, column: ListColumn): ListCells => {
  const header = listHead(column);
  const { computed, layout } = input;
  const words = lastWords([layout.locale]);
  switch (column.kind) {
    case 'choices': return words.of(column, () => plainCells(header, ...choiceValues(column.set).map((value) => labelOf(column.set, value, layout.locale))));
    case 'answers': return words.of(column, () => plainCells(header, ...answerLists[column.list].map((answer) => answers[answer][layout.locale])));
    case 'conflicts': return plainCells(header, ...conflictCells(input));
    case 'unknown': return plainCells(header);
    case 'records': return computed.remember(recordsWork(column.table), layout, column);
    case 'helper': return computed.remember(helperWork(header), layout, column);
  }
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

const parameterCells = rememberedBy((...cells: readonly ParameterCell[]): ListCells => ({
  size: cells.length + 1,
  value: (row) => (row === 0 ? 'value' : cells[row - 1]!.value),
  isComputed: (row) => cells[row - 1]?.formula !== undefined,
  formula: (row) => cells[row - 1]!.formula!,
  style: (row) => cells[row - 1]?.style,
}));

const parameterHeads = plainCells('parameter', ...parameterNames);

/** The columns of the hidden tab of lists: parameters in A and B, then what drop-downs and other formulas need, a column each. */
export const listCells = (input: RenderInput): ListCells[] => [parameterHeads, parameterCells(...parameterNames.map((name) => parameterCell(input, name))), ...input.layout.lists.map((column) => cellsOf(input, column))];

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

import type { FormulaValue, ParameterName } from '../../formula';
import { recordLabel } from '../../plan/computed-plan';
import { dateToSerial } from '../../plan/dates';
import { defaultSettings } from '../../plan/plan';
import { choiceValues } from '../../plan/choices';
import { labelOf } from '../cell-value';
import { lastRowOf, listHead, rowOf, spareRows, type ListColumn, type TableLayout } from '../layout';
import { worksheet, type ModelCell, type ModelValue, type WorksheetModel } from '../model';
import { parameterFields, parameterNames } from '../parameters';
import { headFormula, helperFormula, recordListFormula } from './formula-template';
import { answerLists, answers } from '../conflict';
import { conflictCells } from './mark-conflicts';
import type { RenderInput } from './render-input';

/** A formula's computed result as a cell holds it. */
const plain = (value: FormulaValue): ModelValue => (typeof value === 'object' && value !== null ? value.error : value);

const choiceCells = ({ layout }: RenderInput, set: string): ModelCell[] => choiceValues(set).map((value) => labelOf(set, value, layout.locale));

/** One formula a row of the table, and for the spare rows below it; `none` is the result where no record stands. */
const alignedCells = (own: TableLayout, size: number, formula: (rowNumber: number) => string, none: ModelValue, value: (position: number) => ModelValue): ModelCell[] => {
  const positions = new Map(Array.from({ length: size }, (_, position) => [rowOf(own, position), position]));
  return Array.from({ length: lastRowOf(own, size) + spareRows }, (_, i) => {
    const position = positions.get(i + 1);
    return { formula: formula(i + 2), value: position === undefined ? none : value(position) };
  });
};

const cellsOf = (input: RenderInput, column: ListColumn): ModelCell[] => {
  if (column.kind === 'choices') return choiceCells(input, column.set);
  if (column.kind === 'answers') return answerLists[column.list].map((answer) => answers[answer][input.layout.locale]);
  if (column.kind === 'conflicts') return conflictCells(input);
  if (column.kind === 'unknown') return [];
  const { computed, layout } = input;
  const records = computed.plan.tables[column.table];
  if (column.kind === 'records') {
    return alignedCells(layout.tables[column.table], records.length, recordListFormula(layout, column.table), '', (position) => recordLabel(column.table, records[position]!));
  }
  const { declaration: { type }, field } = column.column;
  if (type.kind !== 'derived') throw new Error(`${field} is no helper`);
  const values = computed.column(column.table, field);
  return alignedCells(layout.tables[column.table], records.length, helperFormula(layout, column.table, type.formula), 0, (position) => plain(values[position] ?? 0));
};

/** Each parameter in one cell: today's date from the host, the others from the tab Plan. */
const parameterCell = ({ computed, layout, isTodayFixed }: RenderInput, name: ParameterName): ModelCell => {
  const { period, settings } = computed.plan;
  if (name === 'today') return { value: dateToSerial(computed.today), style: 'date', ...(!isTodayFixed && { formula: 'TODAY()' }) };
  const formula = headFormula(layout, parameterFields[name]);
  if (name === 'periodStart') return { formula, value: dateToSerial(period.start), style: 'date' };
  if (name === 'periodEnd') return { formula, value: dateToSerial(period.end), style: 'date' };
  return { formula: `IF(ISNUMBER(${formula}),${formula},${defaultSettings[name]})`, value: settings?.[name] ?? defaultSettings[name], style: 'ratio' };
};

/** The hidden tab of lists: parameters in A and B, then what drop-downs and other formulas need, a column each. */
export const renderLists = (input: RenderInput): WorksheetModel => {
  const columns = input.layout.lists.map((column) => [listHead(column), ...cellsOf(input, column)]);
  const parameters: ModelCell[][] = [['parameter', ...parameterNames], ['value', ...parameterNames.map((name) => parameterCell(input, name))]];
  const all = [...parameters, ...columns];
  const height = Math.max(...all.map((column) => column.length));
  return worksheet({
    key: 'lists',
    name: input.layout.tabs.lists,
    state: 'hidden',
    columns: all.map(() => ({ width: 18, style: 'plain' })),
    rows: Array.from({ length: height }, (_, row) => all.map((column) => column[row] ?? null)),
    tone: 'hidden',
  });
};

import { excel, print, type FormulaNode, type FormulaValue } from '../../../formula';
import type { Locale } from '../../../plan/locale';
import type { ComputedRollUp } from '../../../plan/roll-up';
import { rollUpTableNames, rollUpTabs, withoutYear, type RollUpKind, type RollUpTableName } from '../../../plan/roll-up/tables';
import { derivedToCell, labelOf, minorUnits } from '../../cell-value';
import { columnLetters } from '../../grid';
import { quoteTab } from '../../layout';
import type { ModelValue, StyledCell, StyleName } from '../../model';
import { freshnessWords, rollUpWords } from './roll-up-words';

export interface RollUpInput {
  readonly computed: ComputedRollUp;
  readonly locale: Locale;
}

/** Names of the tables' tabs. */
export const tabOf = ({ locale }: Pick<RollUpInput, 'locale'>, table: RollUpTableName): string => rollUpTabs[table][locale];

/** The label of a value of a choice, or of one that only a roll-up has. */
const label = (locale: Locale) => (set: string, value: string): string => {
  if (set === 'freshness') return freshnessWords[value as keyof typeof freshnessWords][locale];
  return set === 'year' ? rollUpWords.withoutYear[locale] : labelOf(set, value, locale);
};

/** What a cell holds for a value of a column. */
export const toCell = (value: FormulaValue, shows: RollUpKind, locale: Locale): ModelValue => {
  if (value === null || value === '') return null;
  if (shows === 'money') return (value as number) / minorUnits;
  if (shows === 'year') return value === withoutYear ? label(locale)('year', value) : (value as number);
  return shows === 'signal' || shows === 'freshness' ? label(locale)(shows, value as string) : (value as string | number);
};

/** Letters of a table's column, of its tab and alone. */
export const lettersOf = ({ computed: { tables } }: RollUpInput, table: RollUpTableName, key: string): string => columnLetters(tables[table].columns.findIndex((column) => column.key === key));

const isTable = (name: string): name is RollUpTableName => (rollUpTableNames as readonly string[]).includes(name);

/** Where the page of totals has the two means that the signal of the whole comes from. */
export type MeanCells = Readonly<Record<'progress' | 'expected', string>>;

/** A total: the formula with its computed result. */
export const totalCell = (input: RollUpInput, node: FormulaNode, shows: 'integer' | 'ratio' | 'money' | 'number' | 'signal', style: StyleName, means?: MeanCells): StyledCell => {
  const { computed, locale } = input;
  const formula = print(node, excel, {
    field: (name) => means![name as keyof MeanCells],
    column: (table, key) => {
      if (!isTable(table)) throw new Error(`no table ${table} in a roll-up`);
      const letters = lettersOf(input, table, key);
      return `${quoteTab(tabOf(input, table))}!$${letters}:$${letters}`;
    },
    parameter: (name) => String(computed.rollUp.thresholds[name as 'behindBelow' | 'lateBelow']),
    label: label(locale),
  });
  return { formula, value: derivedToCell(computed.evaluate(node), shows, locale), style };
};

import type { BudgetMapping } from '../../plan/budget/mapping';
import { groupBy } from '../../plan/group-by';
import type { Grid } from '../grid';
import { budgetNames, mostName, nameOfAmount, type LinkedAmount, type NameText } from './budget-names';
import { findBudgetTable, type BudgetTable } from './find-table';
import { linkedTabs } from './linked-tabs';

interface NamedTable {
  readonly table: BudgetTable;
  readonly amounts: readonly (Omit<LinkedAmount, 'name'> & { readonly column: number })[];
}

const nameKey = (amount: Omit<LinkedAmount, 'name'>): string => nameOfAmount(amount).toLowerCase();

/**
 * The names for the columns of the tables that a file is linked by; none for one that is not there. A name speaks for one column: two of one kind,
 * year and department have none. SPEC.md [C63], [C111].
 */
export const linkNames = (grid: Grid, ...mappings: readonly BudgetMapping[]): NameText[] => {
  const tables = linkedTabs(grid, mappings).flatMap(({ grid: part, mapping }): NamedTable[] => {
    const table = findBudgetTable(part, mapping);
    const { unit, incomeIs } = mapping;
    return table ? [{ table, amounts: table.amounts.map((amount) => ({ ...amount, unit, incomeIs })) }] : [];
  });
  const columns = groupBy(tables.flatMap(({ amounts }) => amounts), nameKey);
  return tables.flatMap(({ table: { worksheet, headerRow, columns: roles }, amounts }, i) => budgetNames({
    tab: worksheet.name, headerRow: Math.max(headerRow, 0), lastRow: worksheet.rows.at(-1)?.index ?? 0, ...roles,
    amounts: amounts.filter((amount) => nameKey(amount).length <= mostName && columns.get(nameKey(amount))!.length === 1),
  }, i));
};

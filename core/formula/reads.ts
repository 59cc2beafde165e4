import type { Criterion, FormulaNode } from './node';

/** A column that a formula may look at; `field` is "id" where it matters which records a table has. */
export interface ColumnRead {
  readonly table: string;
  readonly field: string;
}

const readsOfCriterion = (criterion: Criterion, table: string, ownTable: string): ColumnRead[] => {
  const read = { table, field: criterion.field };
  if (criterion.is === 'this') return [read, { table: ownTable, field: criterion.via ?? 'id' }];
  return 'value' in criterion ? [read, ...readsOf(criterion.value, ownTable)] : [read];
};

/**
 * All that the value of a formula on the rows of `ownTable` follows from, but for parameters ("" where it stands by itself). A column may be named more than once.
 */
export const readsOf = (node: FormulaNode, ownTable: string): ColumnRead[] => {
  const among = (table: string, where: readonly Criterion[]): ColumnRead[] => [{ table, field: 'id' }, ...where.flatMap((criterion) => readsOfCriterion(criterion, table, ownTable))];
  switch (node.kind) {
    case 'literal': case 'choice': case 'parameter': return [];
    case 'field': return [{ table: ownTable, field: node.field }];
    case 'binary': return [...readsOf(node.left, ownTable), ...readsOf(node.right, ownTable)];
    case 'call': return node.args.flatMap((arg) => readsOf(arg, ownTable));
    case 'count': return among(node.table, node.where);
    case 'sum': return [{ table: node.table, field: node.field }, ...among(node.table, node.where)];
    case 'lookup': return [{ table: node.table, field: 'id' }, { table: node.table, field: 'code' }, { table: node.table, field: node.field }];
    case 'through': return [{ table: ownTable, field: node.reference }, { table: node.table, field: 'id' }, { table: node.table, field: node.field }];
  }
};

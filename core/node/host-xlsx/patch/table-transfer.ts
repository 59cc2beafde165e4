import { partKey } from '../read/part-names';
import { escapeAttribute, escapeXml } from '../escape-xml';
import { renameInFormula, type ChangeFormula, type Renames } from './formula-refs';
import type { SheetTable } from './sheet-tables';
import { applySplices, type Splice } from './splices';
import { parseXml, setAttribute, textOf, type XmlNode } from './xml-tree';

/** A rendered table and what it becomes: `old` is the table it takes the place of. */
export interface TablePlan {
  readonly source: SheetTable;
  readonly old: SheetTable | undefined;
  readonly id: number;
  readonly name: string;
}

const keyOf = (name: string): string => name.toLowerCase();

/** The old table that a rendered one was in an earlier patch: of its name, or of its name with the number that made it unique. */
const findOld = (source: SheetTable, olds: readonly SheetTable[]): SheetTable | undefined => {
  const isSame = ({ name }: SheetTable): boolean => keyOf(name) === keyOf(source.name);
  const isNumbered = ({ name }: SheetTable): boolean => keyOf(name).startsWith(`${keyOf(source.name)}_`) && /^\d+$/u.test(name.slice(source.name.length + 1));
  return olds.find(isSame) ?? olds.find(isNumbered);
};

const freshName = (wanted: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(keyOf(wanted))) return wanted;
  for (let i = 2; ; i++) if (!taken.has(keyOf(`${wanted}_${i}`))) return `${wanted}_${i}`;
};

/** Ids and names of a workbook's tables, and names that tables may not have. */
export interface TakenNames {
  readonly ids: Set<number>;
  readonly names: Set<string>;
}

export const takenBy = (tables: readonly SheetTable[], definedNames: readonly string[]): TakenNames => ({
  ids: new Set(tables.map(({ id }) => id)), names: new Set([...tables.map(({ name }) => name), ...definedNames].map(keyOf)),
});

/** Plans the tables of a rendered tab: each takes over from an old one of the tab, or gets an id and a name nobody has. */
export const planTables = (sources: readonly SheetTable[], olds: readonly SheetTable[], taken: TakenNames): readonly TablePlan[] =>
  sources.map((source) => {
    const old = findOld(source, olds);
    if (old) return { source, old, id: old.id, name: old.name };
    const plan = { source, old, id: Math.max(0, ...taken.ids) + 1, name: freshName(source.name, taken.names) };
    taken.ids.add(plan.id);
    taken.names.add(keyOf(plan.name));
    return plan;
  });

export const isReplaced = (table: SheetTable, plans: readonly TablePlan[]): boolean => plans.some(({ old }) => old && partKey(old.part) === partKey(table.part));

const withDescendants = (node: XmlNode): readonly XmlNode[] => [node, ...node.children.flatMap(withDescendants)];

const formulaSplices = (node: XmlNode, change: ChangeFormula): Splice[] => {
  if (node.local !== 'calculatedColumnFormula' && node.local !== 'totalsRowFormula') return [];
  const [text, changed] = [textOf(node), change(textOf(node))];
  return changed === text ? [] : [{ from: node.openEnd, to: node.closeStart, text: escapeXml(changed) }];
};

/** Changes the formulas of a table's columns. */
export const tableFormulas = (root: XmlNode, change: ChangeFormula): Splice[] => withDescendants(root).flatMap((node) => formulaSplices(node, change));

/** A rendered table's part, as the plan has it. */
export const rewriteTable = (bytes: Buffer, { source, id, name }: TablePlan, renames: Renames, format: (dxf: number) => number): Buffer => {
  const root = parseXml(bytes, source.part);
  const nodes = withDescendants(root);
  const formats = nodes.flatMap((node) => node.attributes.filter((attribute) => /dxfId$/iu.test(attribute.name)))
    .map(({ valueFrom, valueTo, value }): Splice => ({ from: valueFrom, to: valueTo, text: escapeAttribute(String(format(Number(value)))) }));
  return applySplices(bytes, [
    setAttribute(root, 'id', String(id)), setAttribute(root, 'name', name), setAttribute(root, 'displayName', name),
    ...formats, ...tableFormulas(root, (formula) => renameInFormula(formula, renames)),
  ]);
};

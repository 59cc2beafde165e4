import { findTabs, type Tab } from '../read/read-xlsx';
import { readWorkbookPart, type WorkbookPart } from '../read/workbook-part';
import { formulaCells, type FormulaCell } from './formula-cells';
import { createBudget, nameKey, readsOf, type NamedTable, type NamedThings } from './formula-reads';
import { readTree, type PackageDraft } from './package-draft';
import { createReaderIndex } from './reader-index';
import { tablesOf } from './sheet-tables';
import { applySplices, splicedPieces } from './splices';
import { allNames } from './workbook-edit';
import type { XlsxPatch } from './xlsx-patch';
import { isPlainUtf8, openXml } from './xml-encoding';
import { attributeOf, childOf, childrenOf } from './xml-tree';

/** A formula of somebody else's. */
interface OthersFormula extends FormulaCell {
  readonly tab: Tab;
  readonly key: string;
}

/** A workbook whose formulas of others take more to look through keeps their results: all the rest of a sync takes less. */
const mostSteps = 2_000_000;
const mostMilliseconds = 2_000;

const keyOf = (name: string): string => name.toLowerCase();
const tabKey = (tab: Tab): string => keyOf(tab.sheet.name);

type Columns = ReadonlySet<number> | 'all';

/** Which columns of a tab are calculated by whoever writes the patch. */
const ownColumns = ({ calculated = [], transplants = [], pages = [] }: XlsxPatch): ReadonlyMap<string, Columns> =>
  new Map([...calculated, ...transplants.map(({ as }) => [as, 'all'] as const), ...pages.map(({ tab }) => [tab, 'all'] as const)].map(([tab, columns]) => [keyOf(tab), columns]));

const cellKey = (tab: string, row: number, column: number): string => `${tab}\n${row}/${column}`;

interface Written {
  readonly tab: string;
  readonly row: number;
  readonly column: number;
}

/** What a patch wrote: tabs as a whole, and single cells. */
const writtenBy = ({ edits, pages = [], transplants = [] }: XlsxPatch): { readonly tabs: ReadonlySet<string>; readonly cells: readonly Written[] } => ({
  tabs: new Set([...pages.map(({ tab }) => keyOf(tab)), ...transplants.map(({ as }) => keyOf(as))]),
  cells: edits.flatMap(({ tab, cells }) => cells.map(({ row, column }) => ({ tab: keyOf(tab), row, column }))),
});

/** Formulas of others, by tab. A part without a formula costs no more than a look for the word. */
const othersFormulas = (draft: PackageDraft, tabs: readonly Tab[], patch: XlsxPatch, spend: NamedThings['spend']): readonly OthersFormula[] => {
  const own = ownColumns(patch);
  const written = new Set(writtenBy(patch).cells.map(({ tab, row, column }) => cellKey(tab, row, column)));
  const found: OthersFormula[] = [];
  for (const tab of tabs) {
    const key = tabKey(tab);
    const columns = own.get(key);
    if (columns === 'all') continue;
    const { bytes } = openXml(draft.read(tab.part), tab.part);
    if (!bytes.includes('<f') && !bytes.includes(':f')) continue;
    for (const cell of formulaCells(bytes, tab.part, spend)) if (!columns?.has(cell.column) && !written.has(cellKey(key, cell.row, cell.column))) found.push({ ...cell, tab, key });
  }
  return found;
};

const namedTables = (draft: PackageDraft, tabs: readonly Tab[]): Map<string, NamedTable> =>
  new Map(tabs.flatMap((tab) => tablesOf(draft, tab.part).map(({ part, name, range }): [string, NamedTable] => {
    const columns = childrenOf(childOf(readTree(draft, part), 'tableColumns'), 'tableColumn').map((node) => keyOf(attributeOf(node, 'name') ?? ''));
    return [keyOf(name), { tab: tabKey(tab), range, columns }];
  })));

const namedThings = (draft: PackageDraft, { part, sheets }: WorkbookPart, tabs: readonly Tab[], spend: NamedThings['spend']): NamedThings => ({
  tabs: sheets.map(({ name }) => keyOf(name)),
  tables: namedTables(draft, tabs),
  spend,
  names: new Map(allNames(readTree(draft, part)).map(({ name, text, place }) => [nameKey(name, place === undefined ? '' : sheets[place]?.name), text])),
});

/** The columns of each tab in which something can change: that were written into, or that hold a formula's results. */
const changeable = (formulas: readonly OthersFormula[], cells: readonly Written[], { spend }: NamedThings): ReadonlyMap<string, readonly number[]> => {
  const columns = new Map<string, Set<number>>();
  const add = (tab: string, column: number): void => void columns.set(tab, (columns.get(tab) ?? new Set<number>()).add(column));
  for (const { tab, column } of cells) add(tab, column);
  for (const { key, fills: { left, right } } of formulas) if (spend(right - left)) for (let column = left; column <= right; column++) add(key, column);
  return new Map([...columns].map(([tab, those]) => [tab, [...those]]));
};

/** The formulas whose results may be others now, be it since they read what was written or since they read one of these; none where that is too much work to find out. */
const findStale = (formulas: readonly OthersFormula[], things: NamedThings, patch: XlsxPatch): ReadonlySet<OthersFormula> => {
  const { spend } = things;
  const written = writtenBy(patch);
  const columns = changeable(formulas, written.cells, things);
  const index = createReaderIndex((tab) => columns.get(tab) ?? [], spend);
  const stale = new Set<OthersFormula>();
  formulas.forEach((formula, i) => {
    if (!spend(1)) return;
    const { ranges, isOpen } = readsOf(formula.formula, { tab: formula.key, row: formula.row }, things);
    if (isOpen || ranges.some(({ tab }) => written.tabs.has(tab))) stale.add(formula);
    else for (const range of ranges) index.add(i, range);
  });
  const reach = (tab: string, row: number, column: number): void => index.reach(tab, row, column).forEach((i) => stale.add(formulas[i]!));
  for (const { tab, row, column } of written.cells) reach(tab, row, column);
  // A set goes over what is added to it meanwhile, too.
  for (const { key, fills: { top, bottom, left, right } } of stale) {
    if (!spend((bottom - top + 1) * (right - left + 1))) return new Set();
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) reach(key, row, column);
  }
  return spend(0) ? stale : new Set();
};

const takeResults = (draft: PackageDraft, { part }: Tab, cells: readonly OthersFormula[]): void => {
  const opened = openXml(draft.read(part), part);
  const splices = cells.flatMap(({ without }) => without);
  draft.write(part, isPlainUtf8(opened) ? splicedPieces(opened.bytes, splices) : opened.seal(applySplices(opened.bytes, splices)));
};

/**
 * Takes away the stored results of formulas that others wrote and that read, by whatever way, what a patch changed. LibreOffice shows what it finds stored
 * in its own files, and calculates what has no result; other programs calculate everything that is opened. SPEC.md [C151]
 */
export const dropStaleResults = (draft: PackageDraft, patch: XlsxPatch): void => {
  const workbook = readWorkbookPart(draft);
  const tabs = findTabs(draft, workbook);
  const spend = createBudget(mostSteps, mostMilliseconds);
  const formulas = othersFormulas(draft, tabs, patch, spend);
  if (formulas.length === 0) return;
  const stale = findStale(formulas, namedThings(draft, workbook, tabs, spend), patch);
  for (const tab of tabs) {
    const cells = [...stale].filter((cell) => cell.tab === tab);
    if (cells.length > 0) takeResults(draft, tab, cells);
  }
};

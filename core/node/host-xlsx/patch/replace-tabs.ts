import { posix } from 'node:path';
import { checkWorksheets, findTabs, type Tab } from '../read/read-xlsx';
import { refuse } from '../read/refusals';
import { toSerial1904 } from '../read/serial-dates';
import { readWorkbookPart, type WorkbookPart } from '../read/workbook-part';
import { isPassingName } from '../passing-names';
import { addColumns } from './add-columns';
import { dropCalcChain } from './calc-chain';
import { dialectOf, type Dialect } from './dialect';
import { followRemovals } from './follow-renames';
import { renameInFormula, toRenames, type Renames } from './formula-refs';
import { NOTHING_KEPT, readKept, rootBindings } from './kept-markup';
import { readTree, type PackageDraft } from './package-draft';
import { addContentTypes, addRelationships, removeParts, removeRelationships } from './package-lists';
import { linksOf, openRendered, type Rendered } from './rendered';
import { rewriteSheet } from './rewrite-sheet';
import { tablesOf, type SheetTable } from './sheet-tables';
import { createStyleTransfer, type StyleTransfer } from './style-transfer';
import { isReplaced, planTables, rewriteTable, takenBy, type TablePlan } from './table-transfer';
import type { NewColumns, Transplant, XlsxPatch } from './xlsx-patch';
import { editWorkbook, type NewName, type NewSheet } from './workbook-edit';
import { openXml } from './xml-encoding';
import { attributeOf, childOf, childrenOf } from './xml-tree';

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const TABLE_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';

const isCalled = (name: string) => ({ sheet }: Tab): boolean => sheet.name.toLowerCase() === name.toLowerCase();

/** A tab on its way: `old` is the tab it takes the place of, `part` where it goes. */
interface Move {
  readonly transplant: Transplant;
  readonly source: Tab;
  readonly old: Tab | undefined;
  readonly part: string;
  readonly oldTables: readonly SheetTable[];
  readonly tables: readonly TablePlan[];
}

interface Moving {
  readonly draft: PackageDraft;
  readonly rendered: Rendered;
  readonly dialect: Dialect;
  readonly styles: StyleTransfer;
  readonly renames: Renames;
  readonly is1904: boolean;
  /** Content types of new parts, added all at once: the list of a package may be long. */
  readonly types: [part: string, type: string][];
}

const removeTabs = (draft: PackageDraft, removals: readonly string[]): void => {
  const workbook = readWorkbookPart(draft);
  const tabs = findTabs(draft, workbook);
  const gone = tabs.filter((tab) => removals.some((name) => isCalled(name)(tab)));
  if (gone.length === 0) return;
  if (gone.length === workbook.sheets.length) refuse('SHEET_PART_MISSING', 'no tab would be left');
  checkWorksheets(draft, workbook, gone);
  const removed = gone.map(({ sheet }) => sheet.name);
  for (const tab of tabs) if (!gone.includes(tab)) followRemovals(draft, tab.part, removed);
  editWorkbook(draft, workbook.part, { added: [], removed, names: [], recalculates: true });
  removeRelationships(draft, workbook.part, new Set(gone.map(({ sheet }) => sheet.relationshipId)));
  removeParts(draft, gone.flatMap(({ part }) => [...tablesOf(draft, part).map((table) => table.part), part]));
  dropCalcChain(draft, workbook);
};

const definedNames = (draft: PackageDraft, workbook: WorkbookPart): readonly string[] =>
  childrenOf(childOf(readTree(draft, workbook.part), 'definedNames'), 'definedName').map((node) => attributeOf(node, 'name') ?? '');

/** Room for a part: nothing stands there until the tab is written. */
const reserve = (draft: PackageDraft, stem: string): string => {
  const part = draft.freshName(stem, 'xml');
  draft.write(part, Buffer.alloc(0));
  return part;
};

const planMove = (draft: PackageDraft, rendered: Rendered, transplant: Transplant, tabs: readonly Tab[], folder: string) => {
  const source = rendered.tabs.find(isCalled(transplant.tab)) ?? refuse('SHEET_PART_MISSING', `no rendered tab ${JSON.stringify(transplant.tab)}`);
  const old = tabs.find(isCalled(transplant.as));
  return { transplant, source, old, oldTables: old ? tablesOf(draft, old.part) : [], part: old?.part ?? reserve(draft, `${folder}worksheets/sheet`) };
};

const planMoves = (draft: PackageDraft, workbook: WorkbookPart, rendered: Rendered, transplants: readonly Transplant[]): readonly Move[] => {
  const tabs = findTabs(draft, workbook);
  const folder = workbook.part.slice(0, workbook.part.lastIndexOf('/') + 1);
  const taken = takenBy(tabs.flatMap(({ part }) => tablesOf(draft, part)), definedNames(draft, workbook));
  return transplants.map((transplant) => {
    const move = planMove(draft, rendered, transplant, tabs, folder);
    return { ...move, tables: planTables(tablesOf(rendered.pack, move.source.part), move.oldTables, taken) };
  });
};

const tabPairs = (moves: readonly Move[]) => moves.map(({ transplant: { tab, as } }) => [tab, as] as const);

const renamesOf = (moves: readonly Move[], rename: XlsxPatch['rename']): Renames => {
  const tabs = tabPairs(moves).filter(([tab]) => !isPassingName(tab));
  const tables = moves.flatMap((move) => move.tables).map(({ source, name }) => [source.name, name] as const);
  return toRenames([...(rename ?? []), ...tabs], tables);
};

/** From a part to another as programs write it; some find no table that is named from the package's root. */
const relativeTarget = (part: string, target: string): string => posix.relative(posix.dirname(`/${part}`), `/${target}`);

const moveTables = ({ draft, rendered, dialect, styles, renames, types }: Moving, { part, tables, oldTables }: Move): ReadonlyMap<string, string> => {
  const lost = oldTables.filter((table) => !isReplaced(table, tables));
  removeRelationships(draft, part, new Set(lost.map(({ relationshipId }) => relationshipId)));
  removeParts(draft, lost.map((table) => table.part));
  return new Map(tables.map((plan) => {
    const target = plan.old?.part ?? reserve(draft, `${dialect.folder}tables/table`);
    draft.write(target, dialect.translate(rewriteTable(rendered.pack.read(plan.source.part), plan, renames, styles.format)));
    if (plan.old) return [plan.source.relationshipId, plan.old.relationshipId];
    types.push([target, TABLE_TYPE]);
    const [id] = addRelationships(draft, part, [{ type: dialect.relationship('table'), target: relativeTarget(part, target) }]);
    return [plan.source.relationshipId, id as string];
  }));
};

const moveLinks = ({ draft, rendered, dialect }: Moving, { source, part }: Move): ReadonlyMap<string, string> => {
  const links = linksOf(rendered, source.part);
  const ids = addRelationships(draft, part, links.map(({ target }) => ({ type: dialect.relationship('hyperlink'), target, isExternal: true })));
  return new Map(links.map(({ id }, i) => [id, ids[i] as string]));
};

const moveTab = (moving: Moving, move: Move): void => {
  const { draft, rendered, dialect, styles, renames, is1904 } = moving;
  const { old, part, source } = move;
  const bytes = dialect.translate(rendered.pack.read(source.part));
  const kept = old ? readKept(openXml(draft.read(old.part), old.part).bytes, old.part, rootBindings(bytes, source.part)) : NOTHING_KEPT;
  const relationships = new Map([...moveTables(moving, move), ...moveLinks(moving, move)]);
  const toStored = (value: number, style: number): number => (is1904 && rendered.isDateStyle[style] ? toSerial1904(value) : value);
  draft.write(part, rewriteSheet(bytes, source.part, {
    strings: rendered.strings, cellStyle: styles.cell, format: styles.format, renames, relationships, kept, toStored,
  }));
};

const newSheets = ({ draft, dialect, types }: Moving, workbook: WorkbookPart, moves: readonly Move[]): readonly NewSheet[] => {
  const added = moves.filter(({ old }) => old === undefined);
  addContentTypes(draft, [...types, ...added.map(({ part }) => [part, SHEET_TYPE] as const)]);
  const ids = addRelationships(draft, workbook.part, added.map(({ part }) => ({ type: dialect.relationship('worksheet'), target: `/${part}` })));
  return added.map(({ transplant, source }, i) => ({ name: transplant.as, after: transplant.after, state: source.sheet.state, relationshipId: ids[i] as string }));
};

/** Names of the tabs taken over; and names of the whole workbook, where it has none of that name. */
const newNames = ({ draft, rendered, renames }: Moving, workbook: WorkbookPart, moves: readonly Move[]): readonly NewName[] => {
  // exceljs writes some of these itself, with the names that it was given.
  const all = { ...renames, tabs: new Map([...renames.tabs, ...toRenames(tabPairs(moves), []).tabs]) };
  const taken = new Set(definedNames(draft, workbook).map((name) => name.toLowerCase()));
  return rendered.names.flatMap(({ name, tab, text }): readonly NewName[] => {
    const renamed = renameInFormula(text, all);
    if (tab === undefined) return taken.has(name.toLowerCase()) ? [] : [{ name, tab, text: renamed }];
    return moves.filter(({ source }) => isCalled(tab)(source)).map(({ transplant }) => ({ name, tab: transplant.as, text: renamed }));
  });
};

const refuseClashes = (workbook: WorkbookPart, moves: readonly Move[]): void => {
  const names = moves.map(({ transplant }) => transplant.as.toLowerCase());
  if (new Set(names).size < names.length) refuse('DUPLICATE_SHEET', 'two transplants of one name');
  const others = moves.filter(({ old }) => old === undefined).find(({ transplant }) => workbook.sheets.some(({ name }) => name.toLowerCase() === transplant.as.toLowerCase()));
  if (others) refuse('DUPLICATE_SHEET', `${JSON.stringify(others.transplant.as)} is a tab of another kind`);
};

const transplantTabs = (draft: PackageDraft, patch: XlsxPatch, transplants: readonly Transplant[], columns: readonly NewColumns[]): void => {
  const workbook = readWorkbookPart(draft);
  const rendered = openRendered(patch.rendered ?? refuse('SHEET_PART_MISSING', 'nothing was rendered'));
  const dialect = dialectOf(draft, workbook.part);
  const moves = planMoves(draft, workbook, rendered, transplants);
  refuseClashes(workbook, moves);
  if (!patch.wasRead) checkWorksheets(draft, workbook, moves.flatMap(({ old }) => old ?? []));
  const styles = createStyleTransfer(draft, workbook, rendered.pack, rendered.stylesPart, dialect);
  const moving: Moving = { draft, rendered, dialect, styles, renames: renamesOf(moves, patch.rename), is1904: workbook.is1904, types: [] };
  for (const move of moves) moveTab(moving, move);
  addColumns(moving, columns);
  styles.commit();
  editWorkbook(draft, workbook.part, { added: newSheets(moving, workbook, moves), removed: [], names: newNames(moving, workbook, moves), recalculates: true });
  if (moves.some(({ old }) => old !== undefined)) dropCalcChain(draft, workbook);
};

/** Takes tabs away, and takes others over from a rendered workbook, or columns of them. */
export const replaceTabs = (draft: PackageDraft, patch: XlsxPatch): void => {
  removeTabs(draft, patch.removals ?? []);
  const { transplants = [], columns = [] } = patch;
  if (transplants.length + columns.length > 0) transplantTabs(draft, patch, transplants, columns);
};

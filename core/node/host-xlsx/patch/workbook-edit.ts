import { editTree, type PackageDraft } from './package-draft';
import type { Splice } from './splices';
import { attributeOf, childOf, childrenOf, insertInOrder, removeNode, setAttribute, appendTo, textOf, type XmlNode } from './xml-tree';
import { loseInFormula } from './formula-refs';
import { RELATIONSHIPS } from '../read/namespaces';
import { escapeAttribute, escapeXml } from '../escape-xml';

/** The order of a workbook's elements (`CT_Workbook`, ISO 29500-1, 18.2.27). */
const ORDER = [
  'fileVersion', 'fileSharing', 'workbookPr', 'workbookProtection', 'bookViews', 'sheets', 'functionGroups', 'externalReferences', 'definedNames',
  'calcPr', 'oleSize', 'customWorkbookViews', 'pivotCaches', 'smartTagPr', 'smartTagTypes', 'webPublishing', 'fileRecoveryPr', 'webPublishObjects', 'extLst',
];

/** A tab for the workbook part. */
export interface NewSheet {
  readonly name: string;
  readonly state: string;
  readonly relationshipId: string;
  readonly after: string | undefined;
}

/** A defined name; of one tab where `tab` is given. `text` is its formula. */
export interface NewName {
  readonly name: string;
  readonly tab: string | undefined;
  readonly text: string;
}

export interface WorkbookEdit {
  readonly added: readonly NewSheet[];
  readonly removed: readonly string[];
  /** They take the place of names of the same scope. */
  readonly names: readonly NewName[];
  readonly recalculates: boolean;
}

/** A tab by its name in lower case; `was` is its place of old. */
interface Place {
  readonly key: string;
  readonly was: number | undefined;
  readonly node: XmlNode | undefined;
  readonly sheet: NewSheet | undefined;
}

const keyOf = (name: string): string => name.toLowerCase();

const insertSheet = (places: Place[], sheet: NewSheet): void => {
  const after = places.findIndex(({ key }) => sheet.after !== undefined && key === keyOf(sheet.after));
  places.splice(after < 0 ? places.length : after + 1, 0, { key: keyOf(sheet.name), was: undefined, node: undefined, sheet });
};

/** The tabs as they will be, in their order. */
const orderTabs = (sheets: XmlNode | undefined, { added, removed }: WorkbookEdit): readonly Place[] => {
  const gone = new Set(removed.map(keyOf));
  const places = childrenOf(sheets, 'sheet')
    .map((node, was): Place => ({ key: keyOf(attributeOf(node, 'name') ?? ''), was, node, sheet: undefined }))
    .filter(({ key }) => !gone.has(key));
  for (const sheet of added) insertSheet(places, sheet);
  return places;
};

/** The prefix that the workbook part gives to relationships; the markup declares one where it has none. */
const relationshipAttribute = (root: XmlNode, id: string): string => {
  const bound = root.attributes.find(({ name, value }) => name.startsWith('xmlns:') && RELATIONSHIPS.has(value));
  return bound ? `${bound.name.slice('xmlns:'.length)}:id="${id}"` : `xmlns:r="${[...RELATIONSHIPS][0]}" r:id="${id}"`;
};

const sheetMarkup = (root: XmlNode, prefix: string, { name, state, relationshipId }: NewSheet, sheetId: number): string =>
  `<${prefix}sheet name="${escapeAttribute(name)}" sheetId="${sheetId}"${state === 'visible' ? '' : ` state="${state}"`} ${relationshipAttribute(root, relationshipId)}/>`;

const editSheets = (root: XmlNode, sheets: XmlNode, places: readonly Place[]): Splice[] => {
  const kept = new Set(places.map(({ node }) => node));
  const splices = childrenOf(sheets, 'sheet').filter((node) => !kept.has(node)).map(removeNode);
  let sheetId = Math.max(0, ...childrenOf(sheets, 'sheet').map((node) => Number(attributeOf(node, 'sheetId'))).filter(Number.isFinite));
  let waiting = '';
  for (const { node, sheet } of places) {
    if (sheet) waiting += sheetMarkup(root, sheets.prefix, sheet, ++sheetId);
    if (!node || waiting === '') continue;
    splices.push({ from: node.start, to: node.start, text: waiting });
    waiting = '';
  }
  return waiting === '' ? splices : [...splices, appendTo(sheets, waiting)];
};

const nameMarkup = (prefix: string, { name, text }: NewName, place: number): string =>
  `<${prefix}definedName name="${escapeAttribute(name)}"${place < 0 ? '' : ` localSheetId="${place}"`}>${escapeXml(text)}</${prefix}definedName>`;

/** A name that a workbook has, with its formula; `place` is the zero-based one of the tab that it is of alone. */
interface DefinedName {
  readonly name: string;
  readonly text: string;
  readonly place: number | undefined;
}

const placeOfName = (node: XmlNode): number | undefined => {
  const place = attributeOf(node, 'localSheetId');
  return place === undefined ? undefined : Number(place);
};

/** All names of a workbook. */
export const allNames = (root: XmlNode): readonly DefinedName[] =>
  childrenOf(childOf(root, 'definedNames'), 'definedName').map((node) => ({ name: attributeOf(node, 'name') ?? '', text: textOf(node), place: placeOfName(node) }));

/** The names of the whole workbook. */
export const workbookNames = (root: XmlNode): readonly DefinedName[] => allNames(root).filter(({ place }) => place === undefined);

/** What a name says of tabs that are gone becomes an error, as in Excel; a reference to no tab at all makes a workbook damaged. */
const loseTabs = (node: XmlNode, removed: readonly string[]): Splice[] => {
  if (removed.length === 0 || node.children.length > 0) return [];
  const [text, left] = [textOf(node), loseInFormula(textOf(node), new Set(removed.map(keyOf)))];
  return left === text ? [] : [{ from: node.openEnd, to: node.closeStart, text: escapeXml(left) }];
};

const editNames = (root: XmlNode, places: readonly Place[], { names, removed }: WorkbookEdit): Splice[] => {
  const list = childOf(root, 'definedNames');
  const placeOf = (tab: string | undefined): number => (tab === undefined ? -1 : places.findIndex(({ key }) => key === keyOf(tab)));
  const scopes = new Set(names.map(({ name, tab }) => `${keyOf(name)} ${placeOf(tab)}`));
  const splices = childrenOf(list, 'definedName').flatMap((node) => {
    const was = attributeOf(node, 'localSheetId');
    const place = was === undefined ? -1 : places.findIndex((tab) => tab.was === Number(was));
    // A scope that never was a tab is nobody's, and none of ours.
    const isLost = was !== undefined && place < 0;
    if (isLost || scopes.has(`${keyOf(attributeOf(node, 'name') ?? '')} ${place}`)) return [removeNode(node)];
    const lost = loseTabs(node, removed);
    return was === undefined || Number(was) === place ? lost : [setAttribute(node, 'localSheetId', String(place)), ...lost];
  });
  if (names.length === 0) return splices;
  const added = names.map((name) => nameMarkup(root.prefix, name, placeOf(name.tab))).join('');
  return [...splices, list ? appendTo(list, added) : insertInOrder(root, 'definedNames', `<${root.prefix}definedNames>${added}</${root.prefix}definedNames>`, ORDER)];
};

/** The tab shown, and the first one in view, follow their tabs. */
const editViews = (root: XmlNode, places: readonly Place[]): Splice[] =>
  childrenOf(childOf(root, 'bookViews'), 'workbookView').flatMap((view) => ['activeTab', 'firstSheet'].flatMap((name) => {
    const was = attributeOf(view, name);
    const place = Math.max(0, places.findIndex((tab) => tab.was === Number(was)));
    return was === undefined || Number(was) === place ? [] : [setAttribute(view, name, String(place))];
  }));

const askForRecalculation = (root: XmlNode): Splice[] => {
  const calc = childOf(root, 'calcPr');
  if (calc === undefined) return [insertInOrder(root, 'calcPr', `<${root.prefix}calcPr fullCalcOnLoad="1"/>`, ORDER)];
  return attributeOf(calc, 'fullCalcOnLoad') === '1' ? [] : [setAttribute(calc, 'fullCalcOnLoad', '1')];
};

/** Edits the workbook part: its tabs, names and views, and the wish that everything is calculated anew when it is opened. */
export const editWorkbook = (draft: PackageDraft, part: string, edit: WorkbookEdit): void => editTree(draft, part, (root) => {
  const sheets = childOf(root, 'sheets');
  const places = orderTabs(sheets, edit);
  const changesTabs = edit.added.length + edit.removed.length > 0;
  return [
    ...(changesTabs && sheets ? [...editViews(root, places), ...editSheets(root, sheets, places)] : []),
    ...(changesTabs || edit.names.length > 0 ? editNames(root, places, edit) : []),
    ...(edit.recalculates ? askForRecalculation(root) : []),
  ];
});

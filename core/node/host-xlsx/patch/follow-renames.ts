import { END, OPEN, XmlScanner } from '../read/xml-scanner';
import { escapeXml } from '../escape-xml';
import { hasRenames, loseInFormula, renameInFormula, type ChangeFormula, type Renames } from './formula-refs';
import { editTree, type PackageDraft } from './package-draft';
import { tablesOf } from './sheet-tables';
import { createSpliceWriter, type SpliceWriter } from './splices';
import { tableFormulas } from './table-transfer';
import { openXml } from './xml-encoding';

/** Elements of a sheet part that hold a formula: of cells, conditional formats, validations, and those in extensions. */
const FORMULAS: ReadonlySet<string> = new Set(['f', 'formula', 'formula1', 'formula2']);

/** Changes the formula of the element just opened, where it holds one. */
export const changeInElement = (scanner: XmlScanner, out: SpliceWriter, change: ChangeFormula): void => {
  if (!FORMULAS.has(scanner.localName()) || scanner.isSelfClosed()) return;
  const from = scanner.position();
  scanner.readText();
  const text = scanner.text();
  const changed = change(text);
  if (changed !== text) out.replace(from, scanner.bytes.lastIndexOf('<', scanner.position() - 1), escapeXml(changed));
};

const changeInSheet = (bytes: Buffer, part: string, change: ChangeFormula): Buffer => {
  const scanner = new XmlScanner(bytes, part);
  const out = createSpliceWriter(bytes);
  for (let token = scanner.next(); token !== END; token = scanner.next()) if (token === OPEN) changeInElement(scanner, out, change);
  return out.finish();
};

/** Changes the formulas of a tab and of its tables. */
const changeFormulas = (draft: PackageDraft, part: string, change: ChangeFormula): void => {
  const opened = openXml(draft.read(part), part);
  const changed = changeInSheet(opened.bytes, part, change);
  if (!changed.equals(opened.bytes)) draft.write(part, opened.seal(changed));
  for (const table of tablesOf(draft, part)) editTree(draft, table.part, (root) => tableFormulas(root, change));
};

/** Lets the formulas of a tab, and those of its tables, name other tabs by their new names. */
export const followRenames = (draft: PackageDraft, part: string, renames: Renames): void => {
  if (hasRenames(renames)) changeFormulas(draft, part, (formula) => renameInFormula(formula, renames));
};

/** Lets them name none of these tabs, which were taken away: a workbook that names what is not there is damaged to Excel. */
export const followRemovals = (draft: PackageDraft, part: string, removed: readonly string[]): void => {
  const names = new Set(removed.map((name) => name.toLowerCase()));
  changeFormulas(draft, part, (formula) => loseInFormula(formula, names));
};

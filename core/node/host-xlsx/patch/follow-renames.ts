import { END, OPEN, XmlScanner } from '../read/xml-scanner';
import { escapeXml } from '../escape-xml';
import { hasRenames, renameInFormula, type Renames } from './formula-refs';
import { editTree, type PackageDraft } from './package-draft';
import { tablesOf } from './sheet-tables';
import { createSpliceWriter, type SpliceWriter } from './splices';
import { tableFormulas } from './table-transfer';
import { openXml } from './xml-encoding';

/** Elements of a sheet part that hold a formula: of cells, conditional formats, validations, and those in extensions. */
const FORMULAS: ReadonlySet<string> = new Set(['f', 'formula', 'formula1', 'formula2']);

/** Gives the element just opened the new names, where it holds a formula. */
export const renameInElement = (scanner: XmlScanner, out: SpliceWriter, renames: Renames): void => {
  if (!FORMULAS.has(scanner.localName()) || scanner.isSelfClosed()) return;
  const from = scanner.position();
  scanner.readText();
  const text = scanner.text();
  const renamed = renameInFormula(text, renames);
  if (renamed !== text) out.replace(from, scanner.bytes.lastIndexOf('<', scanner.position() - 1), escapeXml(renamed));
};

const followInSheet = (bytes: Buffer, part: string, renames: Renames): Buffer => {
  const scanner = new XmlScanner(bytes, part);
  const out = createSpliceWriter(bytes);
  for (let token = scanner.next(); token !== END; token = scanner.next()) if (token === OPEN) renameInElement(scanner, out, renames);
  return out.finish();
};

/** Lets the formulas of a tab, and those of its tables, name other tabs by their new names. */
export const followRenames = (draft: PackageDraft, part: string, renames: Renames): void => {
  if (!hasRenames(renames)) return;
  const opened = openXml(draft.read(part), part);
  const followed = followInSheet(opened.bytes, part, renames);
  if (!followed.equals(opened.bytes)) draft.write(part, opened.seal(followed));
  for (const table of tablesOf(draft, part)) editTree(draft, table.part, (root) => tableFormulas(root, renames));
};

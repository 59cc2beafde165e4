import type { GridName } from '../../../sheet/grid';
import { decodeXml } from './decode-xml';
import { GRID_COLUMNS, GRID_ROWS } from './limits';
import { parseRange } from './merges';
import type { XlsxPackage } from './package-parts';
import type { WorkbookPart } from './workbook-part';
import { openRoot } from './xml-root';
import { XmlScanner } from './xml-scanner';

/** What names of ours begin with; all others are the person's own, and nobody asks for them. */
const ownPrefix = 'Planark_';

/** "'Budsjett 2026'!$A$3:$A$60": one range of one tab of this workbook. */
const REFERENCE = /^(?:'((?:[^']|'')+)'|([^'!\[\](),:\s]+))!\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?$/iu;

const rangeIn = (text: string): Omit<GridName, 'name'> | undefined => {
  const [whole, quoted, plain, left, top, right = left, bottom = top] = REFERENCE.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const range = parseRange(`${left}${top}:${right}${bottom}`.toUpperCase());
  const isOnGrid = range !== undefined && range.bottom < GRID_ROWS && range.right < GRID_COLUMNS;
  return isOnGrid ? { tab: quoted?.replaceAll("''", "'") ?? plain!, range } : undefined;
};

const valueOf = (scanner: XmlScanner, name: string): string | undefined => {
  const i = scanner.attribute(name);
  return i < 0 ? undefined : scanner.value(i);
};

/** Of the `definedName` just opened, to its end: undefined for a name that is not ours, of one tab, or of no plain range. */
const readName = (scanner: XmlScanner): GridName | undefined => {
  const [name = '', scope] = [valueOf(scanner, 'name'), valueOf(scanner, 'localSheetId')];
  scanner.readText();
  const place = rangeIn(scanner.text());
  return name.startsWith(ownPrefix) && scope === undefined && place ? { name, ...place } : undefined;
};

/** The names of ours that a workbook gives to cells: host-xlsx SPEC.md [C60]. */
export const readDefinedNames = (pack: XlsxPackage, { part }: WorkbookPart): readonly GridName[] => {
  const bytes = decodeXml(pack.read(part), part);
  if (!bytes.includes(ownPrefix)) return [];
  const scanner = new XmlScanner(bytes, part);
  openRoot(scanner, 'workbook', part);
  const names: GridName[] = [];
  while (scanner.nextChild()) {
    if (!scanner.isNamed('definedNames')) {
      scanner.skip();
      continue;
    }
    while (scanner.nextChild()) {
      const name = scanner.isNamed('definedName') ? readName(scanner) : (scanner.skip(), undefined);
      if (name) names.push(name);
    }
  }
  return names;
};

import { ownNamePrefix, rangeOfName } from '../../../sheet/budget/name-range';
import type { GridName } from '../../../sheet/grid';
import { decodeXml } from './decode-xml';
import type { XlsxPackage } from './package-parts';
import type { WorkbookPart } from './workbook-part';
import { openRoot } from './xml-root';
import { XmlScanner } from './xml-scanner';

const valueOf = (scanner: XmlScanner, name: string): string | undefined => {
  const i = scanner.attribute(name);
  return i < 0 ? undefined : scanner.value(i);
};

/** Of the `definedName` just opened, to its end: undefined for a name that is not ours, of one tab, or of no plain range. */
const readName = (scanner: XmlScanner): GridName | undefined => {
  const [name = '', scope] = [valueOf(scanner, 'name'), valueOf(scanner, 'localSheetId')];
  scanner.readText();
  const place = rangeOfName(scanner.text());
  return name.startsWith(ownNamePrefix) && scope === undefined && place ? { name, ...place } : undefined;
};

/** The names of ours that a workbook gives to cells: host-xlsx SPEC.md [C60]. */
export const readDefinedNames = (pack: XlsxPackage, { part }: WorkbookPart): readonly GridName[] => {
  const bytes = decodeXml(pack.read(part), part);
  if (!bytes.includes(ownNamePrefix)) return [];
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

import type { GridCell } from '../../../sheet/grid';
import { decodeXml } from './decode-xml';
import { LIMITS } from './limits';
import { refuse } from './refusals';
import { readRichText, takeText, type ReadBudget } from './rich-text';
import { closeRoot, openRoot } from './xml-root';
import { XmlScanner } from './xml-scanner';

/** Cells by shared string number, one object for all cells that share the text; undefined for an empty text. */
export type SharedCells = readonly (GridCell | undefined)[];

/** Reads the shared strings part. Refuses with SST_TOO_MANY, for texts, and for XML that is not well-formed. */
export const readSharedStrings = (bytes: Buffer, part: string, budget: ReadBudget): SharedCells => {
  const scanner = new XmlScanner(decodeXml(bytes, part), part);
  const cells: (GridCell | undefined)[] = [];
  openRoot(scanner, 'sst', part);
  while (scanner.nextChild()) {
    if (!scanner.isNamed('si')) {
      scanner.skip();
      continue;
    }
    const value = takeText(readRichText(scanner), budget);
    if (cells.push(value === '' ? undefined : { value }) > LIMITS.sharedStrings) refuse('SST_TOO_MANY', part);
  }
  closeRoot(scanner, part);
  return cells;
};

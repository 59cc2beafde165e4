import { RELATIONSHIPS, SPREADSHEET } from '../read/namespaces';
import { readTree, type PackageDraft } from './package-draft';

/** How a workbook spells its namespaces, transitional or strict, and where it keeps its parts. */
export interface Dialect {
  /** Of the workbook part, with the slash. */
  readonly folder: string;
  readonly relationship: (kind: string) => string;
  /** Markup in the transitional spelling, as the workbook spells it. */
  readonly translate: (bytes: Buffer) => Buffer;
}

const [TRANSITIONAL_MAIN, STRICT_MAIN] = [...SPREADSHEET] as [string, string];
const [TRANSITIONAL_RELATIONS, STRICT_RELATIONS] = [...RELATIONSHIPS] as [string, string];

/** Root elements name their namespaces within the first bytes. */
const HEAD = 2_000;

const toStrict = (bytes: Buffer): Buffer => {
  const head = bytes.toString('latin1', 0, HEAD).replaceAll(TRANSITIONAL_MAIN, STRICT_MAIN).replaceAll(`"${TRANSITIONAL_RELATIONS}"`, `"${STRICT_RELATIONS}"`);
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes.subarray(HEAD)]);
};

export const dialectOf = (draft: PackageDraft, workbookPart: string): Dialect => {
  const isStrict = readTree(draft, workbookPart).attributes.some(({ name, value }) => name.startsWith('xmlns') && value === STRICT_MAIN);
  return {
    folder: workbookPart.slice(0, workbookPart.lastIndexOf('/') + 1),
    relationship: (kind) => `${isStrict ? STRICT_RELATIONS : TRANSITIONAL_RELATIONS}/${kind}`,
    translate: isStrict ? toStrict : (bytes) => bytes,
  };
};

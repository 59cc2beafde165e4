import { escapeXml } from '../escape-xml';
import { formatRange, rangeOver } from './cell-ranges';
import { shiftFormula } from './formula-refs';
import type { Splice } from './splices';
import { findDependents, type Dependent, type SharedMaster } from './walk-formulas';

/** The first of the cells left becomes the master: it gets the text as it would stand there, and a range over all that are left. */
const promote = (master: SharedMaster, left: readonly Dependent[]): Splice[] => {
  const [first] = left;
  const range = rangeOver(left);
  if (first === undefined || range === undefined) return [];
  const { start, end, prefix } = first.formula;
  const text = escapeXml(shiftFormula(master.text, first.row - master.row, first.column - master.column));
  return [{ from: start, to: end, text: `<${prefix}f t="shared" ref="${formatRange(range)}" si="${master.shared}">${text}</${prefix}f>` }];
};

/** Moves shared formulas whose master cells are written over to the next cell that shares them. */
export const moveMasters = (bytes: Buffer, part: string, masters: readonly SharedMaster[], isWritten: (row: number, column: number) => boolean): Splice[] => {
  const dependents = findDependents(bytes, part, masters).filter(({ row, column }) => !isWritten(row, column));
  return masters.flatMap((master) => promote(master, dependents.filter((dependent) => dependent.master === master)));
};

/** What the calculator does not know: never a guess. */
export class FormulaGap extends Error {}

/** A formula that is written against the spelling of its workbook: a host shows an error for it. */
export class MisspelledFormula extends Error {}

export const gap = (what: string): never => {
  throw new FormulaGap(what);
};

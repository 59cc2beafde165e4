import type { FieldDeclaration } from '../../plan/field';
import type { FieldValue, PlanRecord } from '../../plan/plan';
import { inLocales as t, type Localized } from '../../plan/locale';
import { shorten } from '../../plan/shorten';
import { tableNames } from '../../plan/table-names';
import { tables } from '../../plan/tables';
import { choiceValues } from '../../plan/choices';
import { labelOf } from '../cell-value';
import { expectation } from '../expectation';
import { cellAddress, rangeAddress, type GridCell, type GridRange } from '../grid';
import type { ModelValue } from '../model';
import type { Problem, ProblemCode } from '../problem';
import { cellText, readCell, type ReadingContext } from './read-cell';
import { showsValue } from './sheet-row';

/** One cell that is to be a field of a record. */
export interface FieldCell {
  readonly field: string;
  readonly declaration: FieldDeclaration;
  readonly header: string;
  readonly column: number;
  readonly cell: GridCell | undefined;
  /** How the known record's value would be shown; undefined for a new record. */
  readonly shown: ModelValue | undefined;
  /** The merged range that the cell lies hidden in. */
  readonly hiddenIn?: GridRange | undefined;
}

export interface ParsedRecord {
  /** The id, and of the other fields those that have a value. */
  readonly record: PlanRecord;
  readonly problems: readonly Problem[];
  /** Fields whose cells made no sense, or lie hidden. */
  readonly unread: ReadonlySet<string>;
  /** Cells that merged ones hide and that do not show what the record holds: nobody meant to change them. */
  readonly hidden: readonly FieldCell[];
  /** Fields whose value is the result of a formula. */
  readonly formulas: readonly string[];
}

const isRequired = ({ type }: FieldDeclaration): boolean => type.kind === 'code' || ('required' in type && type.required === true);

/** Codes mean other things in other plans: what this one means here, where a title beside it says that something else was meant. */
const otherMeaning = (label: string): Localized => t(
  `Her hører koden til «${label}». Velg fra listen, eller skriv bare koden om det er den du mener.`,
  `Her høyrer koden til «${label}». Vel frå lista, eller skriv berre koden om det er den du meiner.`,
  `Här hör koden till ”${label}”. Välj från listan, eller skriv bara koden om det är den du menar.`,
  `Here the code belongs to “${label}”. Choose from the list, or write the code alone if you mean that one.`,
);

/** The words of the sheet's own lists, or a sentence in every language. */
const allowed = ({ type }: FieldDeclaration, text: string, { locale, labelByCode }: ReadingContext): Problem['expected'] => {
  const label = type.kind === 'reference' ? labelByCode(type.to, text) : undefined;
  if (label !== undefined) return otherMeaning(shorten(label));
  if (type.kind === 'choice') return choiceValues(type.set).map((value) => labelOf(type.set, value, locale)).join(', ');
  if (type.kind === 'boolean') return choiceValues('yesNo').map((value) => labelOf('yesNo', value, locale)).join(', ');
  if (type.kind === 'tables') return tableNames.map((table) => tables[table].tab[locale]).join(', ');
  return expectation(type);
};

const problemOf = (code: ProblemCode, { declaration, header, cell, column }: FieldCell, tab: string, row: number, context: ReadingContext): Problem => {
  const value = cell ? cellText(cell, context.locale) : '';
  return { code, tab, cell: cellAddress(row, column), header, value, expected: allowed(declaration, value, context) };
};

/** Tells of cells that merged ones hide, once for each merge. */
export const createMergeProblems = (tab: string): ((hidden: readonly FieldCell[], row: number) => Problem[]) => {
  const told = new Set<GridRange>();
  return (hidden, row) => hidden.flatMap(({ hiddenIn, header, column }): Problem[] => {
    if (!hiddenIn || told.has(hiddenIn)) return [];
    told.add(hiddenIn);
    return [{ code: 'MERGED_CELL', tab, cell: cellAddress(row, column), header, value: rangeAddress(hiddenIn), expected: '' }];
  });
};

/** Reads the cells of one row as the fields of the record of this id; `known` is that record, where it is one already. */
export const parseRecord = (id: string, cells: readonly FieldCell[], known: PlanRecord | undefined, tab: string, row: number, context: ReadingContext): ParsedRecord => {
  const record: Record<string, FieldValue> & { id: string } = { id };
  const problems: Problem[] = [];
  const unread = new Set<string>();
  const hidden = cells.filter(({ hiddenIn, cell, shown }) => hiddenIn && shown !== undefined && !showsValue(cell, shown));
  const fail = (code: ProblemCode, cell: FieldCell): void => {
    problems.push(problemOf(code, cell, tab, row, context));
    unread.add(cell.field);
  };
  for (const { field } of hidden) unread.add(field);
  for (const cell of cells) {
    if (unread.has(cell.field)) continue;
    const isUnchanged = cell.shown !== undefined && showsValue(cell.cell, cell.shown);
    const reading = isUnchanged ? { value: known![cell.field] } : readCell(cell.cell, cell.declaration.type, context);
    if ('problem' in reading) fail(reading.problem, cell);
    else if (reading.value !== undefined) record[cell.field] = reading.value;
    else if (known && isRequired(cell.declaration)) fail('REQUIRED', cell);
  }
  const formulas = cells.filter(({ cell, field }) => cell?.isFormula && !unread.has(field)).map(({ field }) => field);
  return { record, problems, unread, hidden, formulas };
};

import * as z from 'zod';
import { plainText } from '../plain-text';
import { maxMinorUnits } from '../rules';
import { schemaRules } from '../schema-rules';
import { year as yearField } from '../tables/shared-fields';

/**
 * Where a treasurer's sheet has what: what a person says, or the guess proposes. Kept in the plan, so that everybody who pulls reads the
 * file in the same way. Columns are known by what stands above them, since letters change when a column is inserted.
 */
export interface BudgetMapping {
  /** Name of the worksheet; '' in a file that has only one, as csv. */
  readonly tab: string;
  /** The row of the headers as people count, from 1; 0 where there is none. The row is looked for anew by its headers. */
  readonly headerRow: number;
  readonly columns: { readonly account: ColumnRef; readonly name?: ColumnRef; readonly department?: ColumnRef };
  readonly amounts: readonly AmountColumn[];
  /** How many major units one in the sheet is: 1000 where amounts are in thousands. */
  readonly unit: 1 | 1000;
  /** How the sheet writes income, which the plan has negative. `result`: without a minus, and costs with one, so that the sum of all is the result. */
  readonly incomeIs: 'negative' | 'positive' | 'result';
  /** Where the plan's own sums go, by year: the only columns that Planark writes. */
  readonly planned?: readonly PlannedColumn[];
}

/** Does the sheet have an amount with the other sign than the plan? */
export const isNegated = ({ incomeIs }: Pick<BudgetMapping, 'incomeIs'>, isIncome: boolean): boolean => incomeIs === 'result' || (incomeIs === 'positive' && isIncome);

export interface ColumnRef {
  /** Where it stood when it was linked: "D". Decides alone where the header is empty. */
  readonly letters: string;
  /** What stands above it, with the heading over several columns before it: "2026 · Budsjett". Left out where nothing does. */
  readonly header?: string;
}
export interface AmountColumn {
  readonly kind: 'adopted' | 'actual';
  readonly year: number;
  readonly column: ColumnRef;
  /** The department whose column it is, in a sheet with a column for each. */
  readonly department?: string;
}
export interface PlannedColumn {
  readonly year: number;
  readonly column: ColumnRef;
  readonly department?: string;
}

/** An amount as it was when it was pulled last: held against the next pull, so that a change in the file is told from an edit in the plan. */
export interface PulledFigure {
  readonly account: string;
  readonly department?: string;
  readonly year: number;
  readonly adopted?: number;
  readonly actual?: number;
}

/** A budget file that a plan is linked with, known by its file name. An export from an accounting system (SIE, SAF-T) has no mapping. */
export interface BudgetLink {
  /** "budsjett-2026.xlsx": without folders, since they differ from machine to machine. */
  readonly name: string;
  readonly mapping?: BudgetMapping;
  /** Its other tabs, as a workbook has with a tab for each year. An amount is read from one of them alone. */
  readonly more?: readonly BudgetMapping[];
  /** `hash` is the SHA-256 of the file, `time` an ISO instant. */
  readonly pulled?: { readonly time: string; readonly hash: string; readonly figures: readonly PulledFigure[] };
}

const maxText = 255;
/** Budget files that a plan may be linked with. */
export const mostLinks = 20;
/** Columns of amounts, or of the plan's sums, on one tab. */
export const mostAmounts = 200;
/** Tabs of one file that a plan may be linked with. */
export const mostTabs = 20;
const line = z.string().max(maxText).regex(plainText, schemaRules.plainText.en).regex(/^[^\t\n]*$/, schemaRules.plainText.en);
const words = line.regex(/\S/, schemaRules.filled.en);
const year = z.int().min(yearField.type.min).max(yearField.type.max);
const amount = z.int().min(-maxMinorUnits).max(maxMinorUnits).optional();
/** "budsjett-2026.xlsx", as links are known by. */
export const budgetFileNameSchema = words;
const column = z.strictObject({ letters: z.string().regex(/^[A-Z]{1,3}$/), header: words.optional() });
const department = words.optional();

export const budgetMappingSchema = z.strictObject({
  tab: line,
  headerRow: z.int().min(0).max(1_048_576),
  columns: z.strictObject({ account: column, name: column.optional(), department: column.optional() }),
  amounts: z.array(z.strictObject({ kind: z.enum(['adopted', 'actual']), year, column, department })).min(1).max(mostAmounts),
  unit: z.union([z.literal(1), z.literal(1000)]),
  incomeIs: z.enum(['negative', 'positive', 'result']),
  planned: z.array(z.strictObject({ year, column, department })).min(1).max(mostAmounts).optional(),
});

const pulledSchema = z.strictObject({
  time: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  figures: z.array(z.strictObject({ account: words, department, year, adopted: amount, actual: amount })).max(20_000),
});

/** `settings.budgetLinks` of a plan: each file once. */
export const budgetLinksSchema = z
  .array(z.strictObject({ name: budgetFileNameSchema, mapping: budgetMappingSchema.optional(), more: z.array(budgetMappingSchema).min(1).max(mostTabs - 1).optional(), pulled: pulledSchema.optional() }))
  .min(1)
  .max(mostLinks);

import * as z from 'zod';
import { budgetFileNameSchema, budgetMappingSchema } from '../plan/budget/mapping';
import { fileSchema, messageSchema, revisionInfoSchema, revisionNumberSchema, type Message } from './messages';
import { clientOpIdSchema, wireGridSchema } from './wire-grid';

/** What goes over HTTP about a treasurer's own budget: files in and out, and a table in a workbook that stands open. Money in minor units, income negative. */

const money = z.int();
const count = z.int().min(0);
const year = z.int().min(1900).max(2200);
const words = z.string().max(255);
const kind = z.enum(['adopted', 'actual']);

const figureKey = { account: words, department: words.optional(), year };
const choiceSchema = z.strictObject({ ...figureKey, take: z.enum(['store', 'sheet']).describe('`store` is the plan, `sheet` the file.') }).meta({ id: 'FigureChoice' });
export type FigureChoice = Message<typeof choiceSchema>;

const pulling = {
  mappings: z.array(budgetMappingSchema).min(1).max(40).optional().describe('How it is read, a table each; else as the plan’s link with it says, else by a guess. A pull keeps it.'),
  as: budgetFileNameSchema.optional().describe('The linked file that this is, where it goes by another name.'),
  all: z.boolean().optional().describe('Take accounts in, too, that the plan has neither costs nor budget lines on.'),
};
const deciding = {
  choices: z.array(choiceSchema).max(20_000).optional().describe('For figures that wait for one; they need If-Match, since they hold for what was seen.'),
  asOf: z.iso.date().optional().describe('The day that the accounts in it go up to, where the file does not tell; else the day of the pull.'),
  clientOpId: clientOpIdSchema.optional().describe('The same again under it gives the same answer, so that a pull whose answer was lost is asked for again.'),
  message: messageSchema.optional(),
};
export const budgetPreviewOptionsSchema = z.strictObject(pulling).meta({ id: 'BudgetPreviewOptions' });
export const budgetPullOptionsSchema = z.strictObject({ ...pulling, ...deciding }).meta({ id: 'BudgetPullOptions' });
export type BudgetPullOptions = Message<typeof budgetPullOptionsSchema>;

/** A treasurer's table in a workbook that stands open, under the workbook's file name. */
export const budgetCellsRequestSchema = z.strictObject({ name: budgetFileNameSchema, workbook: wireGridSchema, mappings: pulling.mappings, all: pulling.all, ...deciding }).meta({ id: 'BudgetCellsRequest' });
export type BudgetCellsRequest = Message<typeof budgetCellsRequestSchema>;

const figure = { account: z.string(), name: z.string().nullable(), department: z.string().nullable(), year: z.int() };
/** What becomes of a figure; those that wait for a choice first. */
export const figureFates = ['conflict', 'turned', 'beside', 'removed', 'kept', 'twice', 'gone', 'changed', 'added'] as const;
export type FigureFate = (typeof figureFates)[number];
const pulledFigureSchema = z
  .strictObject({
    fate: z.enum(figureFates).describe('`conflict`: changed on both sides; `turned`: its sign alone turned; `beside`: the plan has the account by department where the file has not, or the other way about; `removed`: the plan removed it; `kept`: changed in the plan alone; `twice`: the plan has several lines; `gone`: no more in the file.'),
    ...figure, place: z.string().nullable().describe('Its cell or line in the file.'),
    amounts: z.array(z.strictObject({ kind, plan: money.nullable(), file: money.nullable() })),
    mayChoose: z.boolean().describe('Whether the file’s may be taken by a choice.'),
  })
  .meta({ id: 'PulledFigure' });
export type PulledFigureMessage = Message<typeof pulledFigureSchema>;

const tables = z.array(z.strictObject({ mapping: budgetMappingSchema, reasons: z.array(z.string()).describe('Why it was guessed so.') }));
const reading = {
  file: z.string().describe('The name that the link goes by.'),
  tables: tables.describe('How it is read; none for an export from an accounting system, which says itself.'),
  beside: tables.describe('Tabs of a linked file that look like a budget, too, and are not read: name them among `mappings`, with the others, to read them.'),
  isLinked: z.boolean().describe('Whether the plan had a link with this file; where not, a pull makes one.'),
  fits: z.string().nullable().describe('A linked file that this one is laid out like: name it with `as` to read this by its link.'),
  first: z.array(z.strictObject({ ...figure, adopted: money.nullable(), actual: money.nullable() })).describe('The first lines as they were read.'),
  read: count.describe('Lines that were read.'),
  problems: z.array(z.strictObject({ place: z.string(), message: z.string() })).describe('What could not be read.'),
  asOf: z.string().nullable().describe('The day that its accounts go up to; null where it has none.'),
  otherYears: z.array(z.int()).describe('Years of an export that the plan does not reach.'),
  others: z.strictObject({ accounts: count, adopted: money.nullable(), actual: money.nullable() }).describe('Accounts that the plan has nothing on, and were not taken.'),
  figures: z.array(pulledFigureSchema).describe('At most 2,000.'),
  counts: z.strictObject({ changed: count, added: count, conflicts: count }),
};
export const budgetPreviewSchema = z.strictObject({ plan: z.string(), revision: revisionNumberSchema, ...reading }).meta({ id: 'BudgetPreview' });
export type BudgetPreview = Message<typeof budgetPreviewSchema>;
export const budgetPullSchema = z.strictObject({ plan: z.string(), revision: revisionInfoSchema, committed: z.boolean(), ...reading }).meta({ id: 'BudgetPull' });
export type BudgetPull = Message<typeof budgetPullSchema>;

export const budgetPushOptionsSchema = z
  .strictObject({
    column: words.optional().describe('What stands above the column; none for the one that was written into before.'),
    year: year.optional().describe('Where neither the column nor the link says it.'),
    tab: words.optional(),
    as: budgetFileNameSchema.optional().describe('The linked file that this is, where it goes by another name.'),
    overwrite: z.boolean().optional().describe('Write over numbers that Planark did not write.'),
  })
  .meta({ id: 'BudgetPushOptions' });
export type BudgetPushOptions = Message<typeof budgetPushOptionsSchema>;

/** Why a sum was not written. */
export const notWrittenReasons = ['no-row', 'lacks-department', 'several-rows', 'no-department', 'formula', 'text', 'array', 'no-account', 'no-year'] as const;
const sum = { account: z.string(), department: z.string().nullable() };
export const budgetPushSchema = z
  .strictObject({
    plan: z.string(), revision: revisionNumberSchema,
    outcome: z.enum(['done', 'asks']).describe('`asks`: the column has numbers of the treasurer’s own, so nothing was written; `overwrite` writes over them.'),
    year: z.int().nullable(), tab: z.string().nullable(), columns: z.array(z.string()).describe('What stands above them.'),
    sums: z.array(z.strictObject({ cell: z.string(), ...sum, before: money.nullable(), now: money.nullable() })),
    notWritten: z.array(z.strictObject({ why: z.enum(notWrittenReasons), cell: z.string().nullable(), ...sum, amount: money.nullable() })),
    losesSignature: z.boolean(),
    file: fileSchema.nullable().describe('With the plan’s sums; null where the one that was sent has them already, or nothing was written.'),
  })
  .meta({ id: 'BudgetPush' });
export type BudgetPush = Message<typeof budgetPushSchema>;

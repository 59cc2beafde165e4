import * as z from 'zod';
import { findingKinds } from '../plan/budget/finding';
import { budgetFileNameSchema, budgetMappingSchema } from '../plan/budget/mapping';
import { choiceValues } from '../plan/choices';
import { planRights } from '../plan/grants';
import { locales } from '../plan/locale';
import { costPartKinds } from '../plan/cost-parts';
import type { MoneyOverview } from '../plan/money-overview';
import type { PlanOverview } from '../plan/plan-overview';
import { planIdPattern, recordIdPattern, spreadsheetIdPattern } from '../plan/rules';
import { planSchema } from '../plan/schema';
import { tableNames } from '../plan/table-names';
import { auditEntrySchema } from './audit-entry';
import { clientOpIdSchema, wireChangesSchema, wireGridSchema } from './wire-grid';
import { workbookPatchSchema } from './workbook-messages';

/**
 * What goes over HTTP, as schemas: the server's validation, its OpenAPI document and the types of its clients all come from here. Dates are
 * ISO, instants ISO in UTC, money in minor units, ratios 0 to 1. Nobody may send fields that are not here. Sentences are in the language
 * that was asked for.
 */

type DeepReadonly<T> = T extends (infer E)[] ? readonly DeepReadonly<E>[] : T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
/** What a schema lets through, as nobody changes it. */
export type Message<S extends z.ZodType> = DeepReadonly<z.infer<S>>;

export const localeSchema = z.enum(locales);
export const planIdSchema = z.string().regex(planIdPattern);
export const revisionNumberSchema = z.int().min(1).max(999_999_999);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string();
const date = z.string();
const count = z.int().min(0);
const ratio = z.number().nullable();
const money = z.number();
const table = z.enum(['head', ...tableNames]);
const recordId = z.union([z.literal('head'), z.string().regex(recordIdPattern)]);
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.number()), z.array(z.string())]);
/** A field's value; where a message is about a whole record, that record; null where there is none. */
const valueOrRecord = z.union([fieldValue, z.record(z.string(), fieldValue)]).nullable();

/** What a revision says about itself. */
export const revisionInfoSchema = z
  .strictObject({ number: revisionNumberSchema, hash, parentHash: hash.nullable(), author: z.string(), time: instant, message: z.string() })
  .meta({ id: 'Revision' });
export type RevisionMessage = Message<typeof revisionInfoSchema>;

const signal = z.enum(choiceValues('signal')).nullable();
const standing = { progress: ratio, expected: ratio, signal };

export const planListItemSchema = z
  .strictObject({
    id: z.string(), title: z.string(), organisation: z.string(), periodStart: z.string(), periodEnd: z.string(), status: z.string(),
    revision: revisionNumberSchema, changedAt: instant, changedBy: z.string(), ...standing, overdue: count.nullable(),
  })
  .meta({ id: 'PlanListItem', description: 'Figures are null where the plan cannot be computed: it is damaged, or of a newer format.' });
export type PlanListItem = Message<typeof planListItemSchema>;

export const planListSchema = z
  .strictObject({ plans: z.array(planListItemSchema), next: z.string().nullable().describe('Give it as `after` for the next page; null on the last one.') })
  .meta({ id: 'PlanList' });
export type PlanList = Message<typeof planListSchema>;

const areaStanding = { ...standing, goals: count, activities: count, cost: money, shareOfBudget: ratio };
const budgetSums = { planned: money, adopted: money, actual: money, left: money };
const deadline = z.strictObject({ id: z.string(), due: date, label: z.string(), responsible: z.string() }).meta({ id: 'Deadline' });
const wheel = z
  .strictObject({
    columns: z.array(z.strictObject({ first: z.int().describe('Its first month, counted from January of year 0.'), months: z.union([z.literal(1), z.literal(3)]) })),
    groups: z.array(z.strictObject({
      id: z.string().nullable(), label: z.string().nullable(),
      activities: z.array(z.strictObject({ id: z.string(), label: z.string(), marks: z.array(z.enum(['none', 'planned', 'span', 'due', 'span-due'])) })),
    })),
  })
  .meta({ id: 'YearWheel' });

export const overviewSchema = z
  .strictObject({
    today: date, ...areaStanding, completed: count, overdue: count, dueSoon: count,
    focusAreas: z.array(z.strictObject({ id: z.string(), code: z.string(), title: z.string(), ...areaStanding })),
    nextDeadlines: z.array(deadline), overdueActivities: z.array(deadline),
    coverage: z.strictObject({ superiorGoalsWithoutGoal: count, goalsWithoutIndicator: count, activitiesOutsidePlan: count }),
    statuses: z.array(z.strictObject({ status: z.string(), count })),
    budgetYears: z.array(z.strictObject({ year: z.int(), ...budgetSums })),
    budgetLines: z.array(z.strictObject({ id: z.string(), account: z.string(), name: z.string().nullable(), department: z.string().nullable(), year: z.int().nullable(), ...budgetSums, state: z.string().nullable() })),
    yearWheel: wheel,
  })
  .meta({ id: 'Overview' }) satisfies z.ZodType<PlanOverview>;

/** The plan document as a revision holds it. */
export const planDocumentSchema = planSchema.meta({ id: 'Plan' });

export const planAnswerSchema = z
  .strictObject({ plan: planDocumentSchema, revision: revisionInfoSchema, overview: overviewSchema, may: z.array(z.enum(planRights)).describe('What whoever asks may do with it.') })
  .meta({ id: 'PlanAnswer' });
export type PlanAnswer = Message<typeof planAnswerSchema>;

export const revisionListSchema = z.strictObject({ plan: z.string(), revisions: z.array(revisionInfoSchema).describe('Newest first.') }).meta({ id: 'RevisionList' });
export type RevisionList = Message<typeof revisionListSchema>;

export const revisionAnswerSchema = z.strictObject({ plan: planDocumentSchema, revision: revisionInfoSchema }).meta({ id: 'RevisionAnswer' });
export type RevisionAnswer = Message<typeof revisionAnswerSchema>;

/** A record, and where it stands in the workbook: "Tiltak!F12", null where it has no cell. */
const place = { table, id: z.string(), code: z.string().nullable(), cell: z.string().nullable() };
const placeSchema = z.strictObject(place).meta({ id: 'Place' });
const changeSchema = z.strictObject({ ...place, field: z.string(), from: fieldValue.nullable(), to: fieldValue.nullable() }).meta({ id: 'Change' });
const edits = {
  summary: z.string().describe('"3 endret, 1 ny, 1 flyttet, 0 slettet"'),
  lines: z.array(z.string()).describe('A line an edit, in plain words.'),
  added: z.array(placeSchema), changed: z.array(changeSchema), moved: z.array(placeSchema), removed: z.array(placeSchema),
};

export const diffSchema = z
  .strictObject({ plan: z.string(), from: revisionInfoSchema, to: revisionInfoSchema, ...edits })
  .meta({ id: 'Diff', description: 'What turns one revision into another; nothing in it has a cell.' });
export type DiffMessage = Message<typeof diffSchema>;

export const putAnswerSchema = z
  .strictObject({ plan: z.string(), revision: revisionInfoSchema, committed: z.boolean().describe('False where the plan is like that already.') })
  .meta({ id: 'PutAnswer' });
export type PutAnswer = Message<typeof putAnswerSchema>;

export const budgetLinkRequestSchema = z
  .strictObject({
    name: budgetFileNameSchema.describe('The workbook’s file name, without folders.'),
    mapping: budgetMappingSchema.nullable().describe('Where one tab of it has what, kept beside its other tabs; null for a link that is to be forgotten.'),
    tab: budgetFileNameSchema.optional().describe('Where a link is forgotten: that of this tab alone.'),
    tabs: z.array(z.string().max(255)).max(1_000).optional().describe('Where a link is kept: the tabs that the workbook has; links with others are forgotten.'),
  })
  .meta({ id: 'BudgetLinkRequest' });
export type BudgetLinkRequest = Message<typeof budgetLinkRequestSchema>;

const costWithMarks = { planned: money, withMarks: money, change: money };
const spanMoney = z.strictObject({
  kind: z.enum(['year', 'after', 'none', 'all']).describe('A year, all years after it, no year at all, everything.'), year: z.int().nullable(),
  ...costWithMarks, paidByOthers: money, adopted: money, missing: money.describe('With the marks; less than 0 is money to spare.'), yearEnd: money.nullable().describe('The accounts of the year at its end, at the present pace.'),
});
const moneySchema = z
  .strictObject({
    spans: z.array(spanMoney), whole: spanMoney, accountsAsOf: date.describe('The day that the accounts go up to.'),
    parts: z.array(z.strictObject({
      kind: z.enum(costPartKinds), id: z.string().nullable(), code: z.string().nullable(), title: z.string().nullable(), costs: z.array(z.strictObject(costWithMarks)).describe('In the order of the spans.'),
    })).describe('What costs something: each focus area, below it its goals and what of it has no goal. Focus areas and what has none are together the whole.'),
    marked: z.strictObject({ dropped: count, postponed: count }).describe('Activities that the board has marked.'),
  })
  .meta({ id: 'Money', description: 'As planned, and with what is marked on activities as dropped or postponed.' }) satisfies z.ZodType<MoneyOverview>;

export const budgetCheckSchema = z
  .strictObject({
    plan: z.string(), revision: revisionNumberSchema, today: date, currency: z.string(), money: moneySchema, verdict: z.string(),
    findings: z.array(z.strictObject({
      kind: z.enum(findingKinds), isToMend: z.boolean(), what: z.string(), where: z.array(z.string()).describe('In the plan: tab and record.'), amount: money.nullable(), toDo: z.string(),
    })).describe('What is to mend comes first.'),
  })
  .meta({ id: 'BudgetCheck', description: 'The plan held against its own budget.' });
export type BudgetCheck = Message<typeof budgetCheckSchema>;

export const answerSchema = z.enum(['store', 'sheet', 'both', 'remove', 'keep']);
/** A choice between the sides of a conflict, as `conflicts` named it. */
export const choiceSchema = z.strictObject({ table, id: recordId, field: z.string().max(64).nullable(), take: answerSchema }).meta({ id: 'Choice' });

export const messageSchema = z.string().max(1000);

const previewOptions = {
  answers: z.array(choiceSchema).max(10_000).optional().describe('Choices made beside the workbook; they come before those in it.'),
  seen: revisionNumberSchema.optional().describe('The revision that the answers were given on, as the preview or the sync before named it; what the workbook shows where it is left out. The sheet’s side wins only over what was seen.'),
  prefer: z.enum(['store', 'sheet']).optional().describe('For every conflict without an answer.'),
  takeOrder: z.boolean().optional().describe('Take the order of rows, too.'),
  confirmDeletions: z.boolean().optional().describe('It is meant that many rows are gone.'),
};
const syncOptions = { clientOpId: clientOpIdSchema, message: messageSchema.optional(), ...previewOptions };

/**
 * The base of a sync, its open conflicts and what each column is stand in the workbook's stamp, on the hidden tab that goes along: sent
 * beside it, they could differ from it.
 */
const workbook = z.union([wireGridSchema, wireChangesSchema]);
export const previewRequestSchema = z.strictObject({ workbook, ...previewOptions }).meta({ id: 'PreviewRequest' });
export type PreviewRequest = Message<typeof previewRequestSchema>;
export const syncRequestSchema = z
  .strictObject({
    workbook, ...syncOptions,
    layout: z.boolean().optional().describe('Say in `changes` also how every tab is to be laid out; they are then null only where the sync is held.'),
    spreadsheet: z.string().regex(spreadsheetIdPattern).optional().describe('The id of the spreadsheet in Google whose cells these are: where it is linked to this plan, what came of the sync is remembered with it.'),
  })
  .meta({ id: 'SyncRequest' });
export type SyncRequest = Message<typeof syncRequestSchema>;

/** The part `options` beside a file. `clientOpId` is needed with mode=sync. */
export const fileOptionsSchema = z.strictObject({ ...syncOptions, clientOpId: clientOpIdSchema.optional() }).meta({ id: 'FileOptions' });
export type FileOptions = Message<typeof fileOptionsSchema>;

const conflict = { ...place, field: z.string().nullable(), base: valueOrRecord, store: valueOrRecord, sheet: valueOrRecord };
export const conflictSchema = z
  .strictObject({
    ...conflict,
    name: z.string().describe('What it is called where people read of it: its cell, or tab and code.'),
    line: z.string(),
    answers: z.array(answerSchema).describe('Those that it has.'),
    changedBy: z.strictObject({ author: z.string(), time: instant }).nullable(),
  })
  .meta({ id: 'Conflict' });
export type ConflictMessage = Message<typeof conflictSchema>;
export const settledSchema = z.strictObject({ ...conflict, take: z.enum(['store', 'sheet', 'both']), line: z.string() }).meta({ id: 'Settled' });

export const problemSchema = z
  .strictObject({ code: z.string(), tab: z.string(), cell: z.string().nullable(), header: z.string().nullable(), value: z.string(), message: z.string() })
  .meta({ id: 'Problem', description: 'What was not taken in, with its place and what to do.' });
export type ProblemMessage = Message<typeof problemSchema>;
export const noticeSchema = z.strictObject({ code: z.string(), tab: z.string(), cell: z.string().nullable(), message: z.string() }).meta({ id: 'Notice' });
export const heldSchema = z
  .strictObject({ reason: z.enum(['many-deletions', 'lost-ids']), tables: z.array(z.strictObject({ tab: z.string(), gone: count, of: count })), message: z.string() })
  .meta({ id: 'Held' });

const sheetEdits = {
  ...edits,
  received: z.array(placeSchema).describe('Changes that the workbook gets from the store.'),
  receivedLine: z.string().nullable(),
  conflicts: z.array(conflictSchema).describe('Left open: the store and the workbook each keep their value.'),
  settled: z.array(settledSchema),
  problems: z.array(problemSchema),
  notices: z.array(noticeSchema),
  held: heldSchema.nullable().describe('Set where nothing is written until `confirmDeletions` is given.'),
};
/** How it ended, the gravest first: held, conflicts, problems, done. */
const outcome = z.enum(['held', 'conflicts', 'problems', 'done']);

export const previewAnswerSchema = z
  .strictObject({ plan: z.string(), base: revisionNumberSchema, revision: revisionNumberSchema, outcome, ...sheetEdits })
  .meta({ id: 'PreviewAnswer', description: '`base` is the revision that the workbook was made from, `revision` the newest one.' });
export type PreviewAnswer = Message<typeof previewAnswerSchema>;

const synced = {
  plan: z.string(), clientOpId: clientOpIdSchema, base: revisionNumberSchema, outcome,
  revision: revisionInfoSchema.describe('What the store has now.'),
  committed: z.boolean().describe('Whether this sync made that revision.'),
  ...sheetEdits,
};
export const syncAnswerSchema = z
  .strictObject({ ...synced, changes: workbookPatchSchema.nullable().describe('What the workbook lacks, to be written into it; null where it lacks nothing.') })
  .meta({ id: 'SyncAnswer' });
export type SyncAnswer = Message<typeof syncAnswerSchema>;

export const fileSchema = z
  .strictObject({ name: z.string(), type: z.string(), base64: z.string() })
  .meta({ id: 'File' });
export const workbookAnswerSchema = z
  .strictObject({
    ...synced,
    file: fileSchema.nullable().describe('The workbook brought up to date; null where the one that was sent is so already, or must wait, or could not be written, which a notice says.'),
  })
  .meta({ id: 'WorkbookAnswer' });
export type WorkbookAnswer = Message<typeof workbookAnswerSchema>;

export const conflictsAnswerSchema = z
  .strictObject({ plan: z.string(), base: revisionNumberSchema, revision: revisionNumberSchema, conflicts: z.array(conflictSchema), settled: z.array(settledSchema) })
  .meta({ id: 'ConflictsAnswer' });
export type ConflictsAnswer = Message<typeof conflictsAnswerSchema>;

/** What a revision did is undone and what came later kept; or the plan goes back to a revision as a whole. */
export const undoRequestSchema = z
  .union([z.strictObject({ revision: revisionNumberSchema }), z.strictObject({ to: revisionNumberSchema })])
  .meta({ id: 'UndoRequest' });
export type UndoRequest = Message<typeof undoRequestSchema>;

const keptSchema = z
  .strictObject({
    ...place, field: z.string().nullable(), reason: z.enum(['changed-later', 'removed-later', 'used-later', 'reference-gone', 'code-taken', 'moved-later']),
    before: valueOrRecord, after: valueOrRecord, now: valueOrRecord, users: z.array(z.string()), line: z.string(),
  })
  .meta({ id: 'Kept', description: 'Something of the revision that was not undone, since changes came later.' });
export const undoAnswerSchema = z
  .strictObject({ plan: z.string(), revision: revisionInfoSchema, committed: z.boolean(), ...edits, kept: z.array(keptSchema) })
  .meta({ id: 'UndoAnswer' });
export type UndoAnswer = Message<typeof undoAnswerSchema>;

export const checkAnswerSchema = z
  .strictObject({
    plan: z.string(), revision: revisionNumberSchema.nullable(),
    damage: z.string().nullable().describe('What is damaged in the store; null where every revision is as it was written and the chain is whole.'),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'CheckAnswer' });
export type CheckAnswer = Message<typeof checkAnswerSchema>;

/** The data of the event `revision`. */
export const revisionEventSchema = z.strictObject({ plan: z.string(), revision: revisionNumberSchema }).meta({ id: 'RevisionEvent' });
export type RevisionEventMessage = Message<typeof revisionEventSchema>;

export const healthSchema = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });

/** RFC 9457. `code` is what a program goes by; the sentences are for people. */
export const failureSchema = z
  .strictObject({
    type: z.string(), title: z.string(), status: z.int(), detail: z.string(), instance: z.string(), code: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional().describe('Places in what was sent.'),
  })
  .meta({ id: 'Failure' });
export type FailureMessage = Message<typeof failureSchema>;

export const auditAnswerSchema = z
  .strictObject({ plan: z.string(), entries: z.array(auditEntrySchema), next: z.int().nullable().describe('Give it as `before` for older entries; null where there are none.') })
  .meta({ id: 'AuditAnswer' });
export type AuditAnswer = Message<typeof auditAnswerSchema>;

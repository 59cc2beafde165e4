import * as z from 'zod';
import { locales } from '../plan/locale';
import { headTable } from '../plan/records';
import { tableNames } from '../plan/table-names';
import type { ChartModel, ColumnModel, ConditionalFormatModel, ModelCell, ModelValue, PrintModel, StyleName, TabFrame, TableModel, Tone, ValidationModel, WorkbookModel, WorksheetModel } from '../sheet/model';
import type { AddedColumns, CellPatch, TabPatch, WorkbookPatch } from '../sheet/patch/workbook-patch';
import { gridNameSchema } from './wire-grid';

/** The workbook model and its patch as schemas, for hosts that write into their workbook themselves. */

/** Named looks are a host's own affair: one that it does not know is plain. */
const style = z.string() as unknown as z.ZodType<StyleName>;
const tone = z.string() as unknown as z.ZodType<Tone>;
const value: z.ZodType<ModelValue> = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const cell: z.ZodType<ModelCell> = z.union([
  value,
  z.strictObject({ value, formula: z.string().optional(), style: style.optional(), link: z.string().optional() }),
]);
const column: z.ZodType<ColumnModel> = z.strictObject({ width: z.number(), style, hidden: z.boolean().optional(), field: z.string().optional() });
const table: z.ZodType<TableModel> = z.strictObject({ name: z.string(), calculated: z.array(z.string().nullable()) });
const validation: z.ZodType<ValidationModel> = z.strictObject({
  range: z.string(),
  rule: z.union([
    z.strictObject({ kind: z.literal('list'), source: z.string(), isStrict: z.boolean() }),
    z.strictObject({ kind: z.enum(['whole', 'decimal', 'date']), min: z.number(), max: z.number() }),
  ]),
  prompt: z.string().optional(),
  error: z.string(),
});
const conditionalFormat: z.ZodType<ConditionalFormatModel> = z.union([
  z.strictObject({ kind: z.literal('equals'), range: z.string(), text: z.string(), tone }),
  z.strictObject({ kind: z.literal('formula'), range: z.string(), formula: z.string(), tone }),
  z.strictObject({ kind: z.literal('dataBar'), range: z.string() }),
]);
const print: z.ZodType<PrintModel> = z.strictObject({
  isLandscape: z.boolean(), titleRows: z.string().optional(), titleColumns: z.string().optional(), pagesWide: z.int(), isOnePage: z.boolean(),
});
const chart: z.ZodType<ChartModel> = z.strictObject({ key: z.string(), kind: z.enum(['bars', 'columns']), title: z.string(), names: z.string(), series: z.array(z.string()) });
const frame = {
  key: z.string(),
  name: z.string(),
  state: z.enum(['visible', 'hidden', 'veryHidden']),
  table: table.optional(),
  validations: z.array(validation),
  conditionalFormats: z.array(conditionalFormat),
  merges: z.array(z.string()),
  heights: z.record(z.string(), z.number()),
  frozen: z.strictObject({ rows: z.int(), columns: z.int() }),
  isProtected: z.boolean(),
  tone: z.enum(['generated', 'data', 'hidden', 'alert']),
  charts: z.array(chart).optional(),
};
const tabFrame: z.ZodType<TabFrame> = z.strictObject({ ...frame, columns: z.array(column.nullable()) });
const worksheet: z.ZodType<WorksheetModel> = z.strictObject({ ...frame, columns: z.array(column), rows: z.array(z.array(cell)), print });
export const workbookModelSchema = z
  .strictObject({ title: z.string(), author: z.string(), locale: z.enum(locales), dateFormat: z.string(), worksheets: z.array(worksheet) })
  .meta({ id: 'WorkbookModel' }) satisfies z.ZodType<WorkbookModel>;

const cellPatch: z.ZodType<CellPatch> = z.strictObject({ row: z.int(), column: z.int(), value, formula: z.string().optional() });
const addedColumns: z.ZodType<AddedColumns> = z.strictObject({
  columns: z.array(z.strictObject({
    column: z.int(), width: z.number(), style, headerStyle: style, calculated: z.string().nullable(), validations: z.array(validation), conditionalFormats: z.array(conditionalFormat),
  })),
  headers: z.array(z.string()),
});
const tabPatch: z.ZodType<TabPatch> = z.strictObject({
  tab: z.string(), cells: z.array(cellPatch), lastRow: z.int().optional(), columns: z.int().optional(), added: addedColumns.optional(),
  isPage: z.boolean().optional().describe('A page that nobody writes on.'),
});
/** What brings a workbook up to date. */
export const workbookPatchSchema = z
  .strictObject({
    tabs: z.array(tabPatch).describe('Cells on tabs that stand in the workbook; everything else on them stays.'),
    pages: z.array(worksheet).describe('Tabs that stand as they would be made but for their rows and merges, which are to be written.'),
    looksTab: z.string().describe('The tab where each look is seen on a cell.'),
    generated: workbookModelSchema.describe('Tabs to be made as a whole.'),
    order: z.array(z.string()).describe('All of the plan’s tabs in their order, so that a new one finds its place.'),
    removed: z.array(z.string()).describe('Tabs that are needed no more.'),
    anew: z.array(z.enum([headTable, ...tableNames])).describe('Tables whose tabs are made anew: what people had made of them does not come along.'),
    names: z.array(gridNameSchema).optional().describe('Names that cells of the workbook are to have, from the header down.'),
    frames: z.array(tabFrame).optional().describe('How every tab of the plan is to be laid out; where the layout was asked for.'),
  })
  .meta({ id: 'WorkbookPatch' }) satisfies z.ZodType<WorkbookPatch>;

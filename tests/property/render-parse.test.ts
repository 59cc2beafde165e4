import * as fc from 'fast-check';
import { freshId } from '../../core/node/journey/fresh-id';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import { headFieldEntries } from '../../core/plan/head-fields';
import type { Locale } from '../../core/plan/locale';
import type { FieldValue, Plan, PlanRecord } from '../../core/plan/plan';
import { headRecord, headTable, mapTables, type RecordTable } from '../../core/plan/records';
import { tableNames, type TableName } from '../../core/plan/table-names';
import { storedFieldsOf } from '../../core/plan/tables';
import { parseWorkbook, readStamp, renderWorkbook, type Grid, type GridCell, type ReadStamp } from '../../core/sheet';
import { columnOf, workbookLayout } from '../../core/sheet/layout';
import { readCell, type ReadingContext } from '../../core/sheet/parse/read-cell';
import { createReferences, namedRecords } from '../../core/sheet/parse/references';
import { headValueColumn } from '../../core/sheet/layout';
import { arbitraryLocale, arbitraryPlan } from '../support/arbitrary-plan';
import { modelToGrid } from '../support/model-to-grid';

const modelOf = (plan: Plan, locale: Locale) =>
  renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'hash', locale, openConflicts: [] }, today: '2026-11-21' });

const fileOf = async (plan: Plan, locale: Locale): Promise<Grid> => {
  const read = readXlsx(await writeXlsx(modelOf(plan, locale)));
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value.grid;
};

const stampOf = (grid: Grid): ReadStamp => {
  const read = readStamp(grid);
  if (!read.ok) throw new Error(read.failure.kind);
  return read.value;
};

const contextOf = (plan: Plan, locale: Locale): ReadingContext => ({
  locale,
  ...createReferences([(table) => namedRecords(table, plan.tables[table])], () => false),
});

const tabOf = (grid: Grid, name: string) => grid.worksheets.find((worksheet) => worksheet.name === name)!;

/** What a cell is read as, nothing known of what was rendered into it. */
const readBare = (cell: GridCell | undefined, field: readonly [string, { readonly type: Parameters<typeof readCell>[1] }], context: ReadingContext): [string, unknown][] => {
  const reading = readCell(cell, field[1].type, context);
  if ('problem' in reading) return [[field[0], { ...reading, cell }]];
  return reading.value === undefined ? [] : [[field[0], reading.value]];
};

const readTable = (grid: Grid, table: TableName, plan: Plan, locale: Locale): unknown[] => {
  const own = workbookLayout(locale).tables[table];
  const context = contextOf(plan, locale);
  return tabOf(grid, own.tab).rows.slice(1).filter(({ cells }) => cells[0] !== undefined).map(({ cells }) => ({
    id: cells[0]!.value,
    ...Object.fromEntries(storedFieldsOf(table).flatMap((field) => readBare(cells[columnOf(own, field[0])], field, context))),
  }));
};

const readHead = (grid: Grid, plan: Plan, locale: Locale): unknown => {
  const { rows } = tabOf(grid, workbookLayout(locale).tabs.head);
  const cells = new Map(rows.map((row) => [String(row.cells[0]?.value), row.cells[headValueColumn]]));
  return { id: 'head', ...Object.fromEntries(headFieldEntries.flatMap((field) => readBare(cells.get(field[0]), field, contextOf(plan, locale)))) };
};

/** The fields in one order, and lists of months as they are. */
const sorted = (record: PlanRecord): Record<string, FieldValue | undefined> => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const recordsByTable = (plan: Plan): Record<RecordTable, unknown[]> =>
  Object.fromEntries([[headTable, [sorted(headRecord(plan))]], ...tableNames.map((table) => [table, plan.tables[table].map(sorted)])]) as Record<RecordTable, unknown[]>;

const readBareTables = (grid: Grid, plan: Plan, locale: Locale): Record<string, unknown[]> =>
  Object.fromEntries([[headTable, [sorted(readHead(grid, plan, locale) as PlanRecord)]], ...tableNames.map((table) => [table, readTable(grid, table, plan, locale).map((record) => sorted(record as PlanRecord))])]);

const parsedTables = (grid: Grid, plan: Plan) => {
  const { sheet, problems, notices } = parseWorkbook({ grid, stamped: stampOf(grid), base: plan, store: plan, freshId });
  return { problems, notices, tables: Object.fromEntries(Object.entries(sheet).map(([table, { rows }]) => [table, rows.map(({ record }) => sorted(record))])) };
};

/** A row that has nothing but its id has been emptied, which takes its record out of the plan: such a record cannot be shown. */
const shownPlan = arbitraryPlan().map((plan): Plan => ({ ...plan, tables: mapTables((table) => plan.tables[table].filter((record) => Object.keys(record).length > 1)) }));

const expectSamePlan = (grid: Grid, plan: Plan, locale: Locale): void => {
  expect(readBareTables(grid, plan, locale)).toEqual(recordsByTable(plan));
  expect(parsedTables(grid, plan)).toEqual({ problems: [], notices: [], tables: recordsByTable(plan) });
};

test('[S1] a random plan rendered and read again, cell by cell and as a whole, is the same plan', () => {
  fc.assert(fc.property(shownPlan, arbitraryLocale, (plan, locale) => expectSamePlan(modelToGrid(modelOf(plan, locale)), plan, locale)), { numRuns: 120 });
});

test('[S1] so it is through an xlsx file', async () => {
  await fc.assert(fc.asyncProperty(shownPlan, arbitraryLocale, async (plan, locale) => expectSamePlan(await fileOf(plan, locale), plan, locale)), { numRuns: 20 });
});

import {
  cellAddress, emptyTables, inLocales as t, layoutBeside, renderWorkbook, styledCell, tabNames, tableNames, type Grid, type GridCell, type ModelCell, type Plan, type TabPatch, type WorkbookModel, type WorksheetModel,
} from '../../../core';
import { createExcelWorkbook } from '../excel-workbook';
import type { HostResult } from '../open-workbook';
import type { Json } from '../self-check';
import { ownTab, type Bench, type Probe } from './probe';
import { cellsOf } from './tables';

/** A small plan with something of each kind: texts that look like other things, dates, money, ratios, references, choices. */
export const scenarioPlan: Plan = {
  format: 'planark/1', id: 'planark-check', title: '=1+1 “Sjekk”', kind: 'action-plan', locale: 'nb', currency: 'NOK', organisation: { name: 'Planark' }, period: { start: '2026-01-01', end: '2026-12-31' }, status: 'draft', retired: {},
  tables: {
    ...emptyTables(),
    focusAreas: [{ id: 'f2345678abcd', code: 'F1', title: '1-2', weight: 1 }],
    goals: [{ id: 'g2345678abcd', code: 'M1', title: "'007", focusArea: 'f2345678abcd', due: '2026-06-30', unit: '%', baseline: 0, target: 10 }],
    activities: [
      { id: 'a2345678abcd', code: 'T1', title: 'Kurs æøå', goal: 'g2345678abcd', start: '2026-02-28', due: '2026-03-29', status: 'under-way', progress: 0.4, times: 2, per: 'half-year', months: [3, 9], weight: 1 },
      { id: 'b2345678abcd', code: 'T2', title: 'Møte\nmed linjeskift', goal: 'g2345678abcd', due: '2026-12-31', status: 'not-started', weight: 2 },
      { id: 'c2345678abcd', code: 'T3', title: '2026-03-15', focusArea: 'f2345678abcd', status: 'completed' },
    ],
    costs: [{ id: 'k2345678abcd', activity: 'a2345678abcd', text: 'Leie', account: '6300', year: 2026, amount: 1234550 }],
    budget: [{ id: 'u2345678abcd', account: '6300', name: 'Lokaler', year: 2026, adopted: 5000000 }],
  },
};

/** The plan's tabs, each by a name that only checks use. */
export const scenarioModel = (): WorkbookModel => {
  const keys = [...tableNames, ...(Object.keys(tabNames) as (keyof typeof tabNames)[])];
  const layout = layoutBeside('nb', [], new Map(keys.map((key) => [key, `${ownTab}${key}`])));
  return renderWorkbook({ plan: scenarioPlan, stamp: { planId: scenarioPlan.id, revision: 1, hash: '0'.repeat(64), locale: 'nb', openConflicts: [] }, today: '2026-06-01', isTodayFixed: true }, layout);
};

const isEmpty = (value: Json): boolean => value === null || value === '';
const read = (cell: GridCell | undefined): Json => (cell === undefined ? null : typeof cell.value === 'object' ? { error: cell.value.error } : cell.value);
/** A formula on an empty row may come to 0 where the model says nothing of it. */
const isSame = (a: Json, b: Json, isFormula: boolean): boolean => a === b || (isFormula && a === '' && b === 0) || (isEmpty(a) && isEmpty(b)) || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));

const mostShown = 10;

/** Cells of one of the plan's tabs that are not what was written: how many, and the first of them. */
const differences = ({ key, name, rows }: WorksheetModel, grid: Grid, expected: (row: number, column: number, cell: ModelCell) => Json): Json[] => {
  const found = new Map(grid.worksheets.find((tab) => tab.name === name)?.rows.map((row) => [row.index, row.cells]));
  return rows.flatMap((cells, row) => cells.flatMap((cell, column): Json[] => {
    const [wrote, saw] = [expected(row, column, cell), read(found.get(row)?.[column])];
    return isSame(wrote, saw, styledCell(cell).formula !== undefined) ? [] : [[key, cellAddress(row, column), wrote, saw]];
  }));
};

const tell = (bench: Bench, what: string, different: readonly Json[]): void => bench.saw('host', what, { count: different.length, first: different.slice(0, mostShown) });
const outcome = (result: HostResult<unknown>): Json => (result.ok ? 'done' : [result.failure.kind, result.failure.isPartial]);

/** What shows nowhere but in Excel itself. */
const looks = (bench: Bench, { worksheets }: WorkbookModel): Promise<Json> => bench.ask((_, { workbook }) => {
  const tabs = worksheets.map(({ key, name }) => {
    const sheet = workbook.worksheets.getItem(name).load('visibility,protection/protected,tables/items/name');
    const frozen = sheet.freezePanes.getLocationOrNullObject().untrack().load('address');
    const first = sheet.getRange('A:A').untrack().load('columnHidden');
    return () => [key, sheet.visibility, sheet.protection.protected, sheet.tables.items.length, frozen.isNullObject ? null : cellsOf(frozen.address), first.columnHidden];
  });
  return () => tabs.map((one) => one());
});

/** Another title for the first activity, and a text that looks like a number for the second. */
const patchOf = ({ name }: WorksheetModel, column: number): TabPatch => ({ tab: name, cells: [{ row: 1, column, value: '=SUM(1)' }, { row: 2, column, value: '12,50' }] });

const scenario: Probe = {
  id: 'plan-in-and-out', rules: ['host'],
  title: t('En liten plan settes inn, leses og endres', 'Ein liten plan blir sett inn, lesen og endra', 'En liten plan infogas, läses och ändras', 'A small plan is put in, read and changed'),
  run: async (bench) => {
    const workbook = createExcelWorkbook();
    const model = scenarioModel();
    bench.saw('host', 'a plan is put in', outcome(await workbook.insert(model)));
    const before = await workbook.read();
    bench.saw('host', 'it is read', outcome(before));
    if (!before.ok) return;
    const values = model.worksheets.map((tab) => differences(tab, before.value, (_row, _column, cell) => styledCell(cell).value));
    const isFormula = ({ rows }: WorksheetModel, cell: Json): boolean => rows.some((line, row) => line.some((one, column) => styledCell(one).formula !== undefined && cellAddress(row, column) === cell));
    const all = model.worksheets.flatMap((tab, i) => values[i]!.map((one) => ({ one, isComputed: isFormula(tab, (one as readonly Json[])[1]!) })));
    tell(bench, 'cells that came back as another thing than was written', all.filter(({ isComputed }) => !isComputed).map(({ one }) => one));
    tell(bench, 'formulas that came to something else than Planark computes', all.filter(({ isComputed }) => isComputed).map(({ one }) => one));
    bench.saw('host', 'tabs: how they are seen, protected, their tables, frozen, column A hidden', await looks(bench, model));
    const activities = model.worksheets.find(({ key }) => key === 'activities')!;
    const column = activities.rows[1]!.findIndex((cell) => styledCell(cell).value === 'Kurs æøå');
    const patch = patchOf(activities, column);
    const changed = new Map(patch.cells.map((cell) => [`${cell.row}/${cell.column}`, cell.value]));
    bench.saw('host', 'two cells are changed', outcome(await workbook.write({ tabs: [patch], pages: [], looksTab: activities.name, generated: { ...model, worksheets: [] }, order: model.worksheets.map(({ name }) => name), removed: [], anew: [] }, before.value)));
    const after = await workbook.read();
    if (!after.ok) return bench.saw('host', 'it is read again', outcome(after));
    tell(bench, 'cells of that tab that are then another thing', differences(activities, after.value, (row, at, cell) => changed.get(`${row}/${at}`) ?? styledCell(cell).value));
  },
};

export const planProbes = [scenario];

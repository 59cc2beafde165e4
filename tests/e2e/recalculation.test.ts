import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { freshId } from '../../core/node/journey/fresh-id';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import { dateToSerial } from '../../core/plan/dates';
import { locales, type Locale } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import type { TableName } from '../../core/plan/table-names';
import { cellAddress, columnLetters, readStamp, renderWorkbook, type WorkbookModel } from '../../core/sheet';
import { columnOf, workbookLayout } from '../../core/sheet/layout';
import { decideSync, type SyncDecision } from '../../core/sync';
import { examplePlans } from '../support/example-plans';
import { differences, modelFormulas, modelResults, readGrid, storedResults, valuesOf, withFolder } from '../support/formula-results';
import { convertWithLibreOffice } from '../support/libreoffice';
import { editWithOpenpyxl, type XlsxEdit } from '../support/edit-xlsx';
import { describeWith } from '../support/programs';

const today = '2026-11-21';
type EditedValue = string | number | boolean | null;
const modelOf = (plan: Plan, locale: Locale) =>
  renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'hash', locale, openConflicts: [] }, today, isTodayFixed: true });

const plans = examplePlans();
const recalculate = (folder: string, names: readonly string[]): void =>
  convertWithLibreOffice(names.map((name) => path.join(folder, name)), 'xlsx', path.join(folder, 'recalculated'));

describeWith('libreoffice', 'formulas recalculated by an independent engine', () => {
  // A plan at a time: all at once are more than a slow machine calculates in the time that one start is given.
  test.each([...plans.keys()])('[S6][E1] every formula cell of the example workbook in every language is the stored result: %s', async (id) => {
    await withFolder(async (folder) => {
      const names: string[] = [];
      for (const locale of locales) {
        names.push(`${id}.${locale}.xlsx`);
        writeFileSync(path.join(folder, names.at(-1)!), await writeXlsx(modelOf(plans.get(id)!, locale)));
      }
      recalculate(folder, names);
      const stored = names.map((name) => storedResults(path.join(folder, name)));
      expect(stored.reduce((sum, results) => sum + results.size, 0)).toBeGreaterThan(5_000);
      const different = names.flatMap((name, i) => differences(stored[i]!, valuesOf(path.join(folder, 'recalculated', name))).map((text) => `${name} ${text}`));
      expect(different).toEqual([]);
    });
  }, 240_000);
});

/** Edits told by record and field, turned into cells of the rendered workbook. */
const editorOf = (plan: Plan, locale: Locale) => {
  const layout = workbookLayout(locale);
  const rowOf = (table: TableName, code: string): number => plan.tables[table].findIndex((record) => record['code'] === code) + 2;
  const at = (table: TableName, row: number, field: string, value: EditedValue): XlsxEdit => {
    const own = layout.tables[table];
    return ['set', own.tab, `${columnLetters(columnOf(own, field))}${row}`, value];
  };
  return {
    at,
    set: (table: TableName, code: string, field: string, value: EditedValue): XlsxEdit => at(table, rowOf(table, code), field, value),
    lastRow: (table: TableName): number => plan.tables[table].length + 1,
    tab: (table: TableName): string => layout.tables[table].tab,
  };
};

const syncOf = (plan: Plan, file: string): SyncDecision => {
  const grid = readGrid(file);
  const stamped = readStamp(grid);
  if (!stamped.ok) throw new Error(stamped.failure.kind);
  return decideSync({ grid, stamped: stamped.value, base: plan, plansAt: new Map(), store: plan, storeRevision: 1, takeOrder: false, confirmDeletions: false, freshId });
};

/** Edits the workbook of a plan with a second program, recalculates it, and compares with what core computes after a sync of that file. */
const expectSameAfterEdits = (plan: Plan, locale: Locale, edits: readonly XlsxEdit[], newRows: readonly (readonly [string, number])[]): Promise<void> =>
  withFolder(async (folder) => {
    const edited = path.join(folder, 'edited.xlsx');
    writeFileSync(edited, await writeXlsx(modelOf(plan, locale)));
    editWithOpenpyxl(edited, [...edits, ...newRows.map(([tab, row]): XlsxEdit => ['fill-formulas', tab, row])]);
    recalculate(folder, ['edited.xlsx']);
    const recalculated = valuesOf(path.join(folder, 'recalculated', 'edited.xlsx'));
    const decision = syncOf(plan, edited);
    expect(decision.problems).toEqual([]);
    expect(decision.diff.changed.length + decision.diff.added.length).toBeGreaterThan(0);
    const expected = modelResults(modelOf(decision.plan, locale));
    const inFile = placesIn(modelOf(plan, locale), modelOf(decision.plan, locale), newRows);
    const compared = new Map([...expected].filter(([place]) => inFile(place)));
    expect(compared.size).toBeGreaterThan(1000);
    expect(differences(compared, recalculated)).toEqual([]);
  });

const rowOf = (place: string): string => place.replace(/[A-Z]+(?=\d+$)/, '');

/** The formula cells that the edited file has: those of the rendered one that stand where they stood, in a row that is the same still, and those of its new rows. */
const placesIn = (rendered: WorkbookModel, synced: WorkbookModel, newRows: readonly (readonly [string, number])[]): ((place: string) => boolean) => {
  const [before, after] = [modelFormulas(rendered), modelFormulas(synced)];
  const isInNewRow = (place: string): boolean => newRows.some(([tab, row]) => new RegExp(`^${tab}![A-Z]+${row}$`).test(place));
  // Formulas over cells beside them are the same in each row, also in one that stands lower now.
  const moved = new Set([...before].filter(([place, formula]) => after.get(place) !== formula).map(([place]) => rowOf(place)));
  return (place) => (before.get(place) === after.get(place) && !moved.has(rowOf(place))) || isInNewRow(place);
};

describeWith('libreoffice', 'formulas after edits', () => {
  describeWith('openpyxl', 'by a second program', () => {
    test('[S6][E1] what the sheet shows after edits of raw cells is what core computes after the sync', async () => {
      const plan = plans.get('lillehammer-2026')!;
      const { set, at, lastRow, tab } = editorOf(plan, 'nb');
      const [activity, cost, measurement] = [lastRow('activities') + 1, lastRow('costs') + 1, lastRow('measurements') + 1];
      await expectSameAfterEdits(plan, 'nb', [
        set('activities', 'T16', 'status', 'Avlyst'), set('activities', 'T17', 'status', 'Fullført'), set('activities', 'T18', 'status', 'Utsatt'), set('activities', 'T18', 'progress', 0.25),
        set('activities', 'T1', 'held', 19), set('activities', 'T2', 'held', 7), set('activities', 'T3', 'times', 0), set('activities', 'T4', 'per', null), set('activities', 'T4', 'weight', 0),
        set('activities', 'T5', 'weight', 2.5), set('activities', 'T19', 'due', dateToSerial('2026-11-20')), set('activities', 'T20', 'goal', null), set('activities', 'T21', 'goal', 'm3.1'),
        set('focusAreas', 'F2', 'weight', 3), set('focusAreas', 'F6', 'weight', 0), set('goals', 'M3.1', 'weight', 4), set('goals', 'M3.1', 'target', 1400), set('goals', 'M1.1', 'superiorGoal', 'O1.5'),
        set('activities', 'T1', 'whatIf', 'Utsettes ett år'), set('activities', 'T14', 'whatIf', 'Droppes'), set('activities', 'T30', 'whatIf', 'Utsettes ett år'), set('activities', 'T31', 'whatIf', null),
        at('costs', 2, 'amount', 61234.5), at('costs', 3, 'year', 2027), at('budget', 2, 'actual', 99999), at('budget', 3, 'adopted', null), at('budget', 5, 'department', null),
        at('activities', activity, 'code', 'T99'), at('activities', activity, 'title', 'Nytt tiltak'), at('activities', activity, 'goal', 'M1.4'), at('activities', activity, 'status', 'Pågår'),
        at('costs', cost, 'activity', 'T99'), at('costs', cost, 'text', 'Leie'), at('costs', cost, 'account', '6800'), at('costs', cost, 'year', 2026), at('costs', cost, 'amount', 1500),
        at('measurements', measurement, 'goal', 'M3.1'), at('measurements', measurement, 'date', dateToSerial('2026-11-15')), at('measurements', measurement, 'value', 1510),
      ], [[tab('activities'), activity], [tab('measurements'), measurement]]);
    }, 120_000);

    test('[S6][E1] so it is in Swedish, where the period and the thresholds change', async () => {
      const plan = plans.get('norrbotten-2021')!;
      const { set } = editorOf(plan, 'sv');
      const head = (key: string): string => cellAddress(modelOf(plan, 'sv').worksheets[1]!.rows.findIndex(([first]) => first === key), 2);
      await expectSameAfterEdits(plan, 'sv', [
        ['set', 'Plan', head('period.end'), dateToSerial('2028-12-31')], ['set', 'Plan', head('settings.behindBelow'), 0.05], ['set', 'Plan', head('settings.lateBelow'), 0.15],
        set('activities', 'T1', 'status', 'Pågår'), set('activities', 'T2', 'status', 'Inställd'), set('activities', 'T3', 'status', null), set('focusAreas', 'F3', 'weight', 5),
      ], []);
    }, 120_000);
  });
});

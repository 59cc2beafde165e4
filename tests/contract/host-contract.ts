import { locales } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import { examplePlans } from '../support/example-plans';
import { formulaLike, planOfTexts } from '../support/formula-like';
import { columnLetters } from '../../core/sheet/grid';
import { tableLayout } from '../../core/sheet/layout';
import { asOlder } from '../support/older-workbook';
import { modelToGrid } from '../support/model-to-grid';
import { oddPlan } from '../support/odd-plan';
import { cellsOfGrid, decide, expectNothingToDo, modelFor, storeOf, syncHosted, type HostedWorkbook, type OneStore } from '../support/workbook-journey';

/** A person's own tabs, as rows of texts and numbers. */
export type OwnTabs = Readonly<Record<string, readonly (readonly (string | number)[])[]>>;

const ownTabs: OwnTabs = { Regnskap: [['Konto', 'Beløp'], ['6300', 1200], ['6840', 99.5]], tiltak: [['Mine egne', 'ting'], ['=ikke formel', 3]] };

const plans: readonly Plan[] = [...examplePlans().values()];

const opened = async (make: (own?: OwnTabs) => Promise<HostedWorkbook>, store: OneStore, own?: OwnTabs, locale: (typeof locales)[number] = 'nb'): Promise<HostedWorkbook> => {
  const workbook = await make(own);
  await workbook.insert(modelFor(store, locale, own ? await workbook.read() : undefined));
  return workbook;
};

/** Addresses of the cells that are not as before. */
const changedCells = (before: Record<string, string>, after: Record<string, string>): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((address) => before[address] !== after[address]);

const onTab = (tab: string) => (address: string): boolean => address.startsWith(`${tab}!`);

/** A host's own rules for what all promise, as its SPEC.md numbers them: "[X1]". A file has none of its own: it is written as the sheet's rules say. */
export interface HostRules {
  /** A plan's tabs stand as they were rendered, behind a person's own. */
  readonly asRendered: string;
  readonly text: string;
  readonly days: string;
  /** Only cells that do not show what they should are written. */
  readonly cells: string;
  readonly newRows: string;
  /** Columns that come to a tab. */
  readonly columns: string;
}

/** What every host promises that shows a plan as a workbook and takes edits back. */
export const describeHostContract = (name: string, make: (own?: OwnTabs) => Promise<HostedWorkbook>, rules: HostRules = { asRendered: '', text: '', days: '', cells: '', newRows: '', columns: '' }): void => {
  describe(`host contract: ${name}`, () => {
    test.each(locales)(`${rules.asRendered}[S1] a whole plan is read back as it was written, cell by cell, and is the same plan: %s`, async (locale) => {
      const store = storeOf(plans.find(({ id }) => id === 'lillehammer-2026')!);
      const workbook = await opened(make, store, undefined, locale);
      const grid = await workbook.read();
      expect(cellsOfGrid(grid)).toEqual(cellsOfGrid(modelToGrid(modelFor(store, locale))));
      expect(grid.worksheets.map(({ name: tab, state }) => [tab, state])).toEqual(modelFor(store, locale).worksheets.map(({ name: tab, state }) => [tab, state]));
      await expectNothingToDo(workbook, store);
    });

    test.each(plans.map((plan) => [plan.id, plan] as const))(`${rules.asRendered}[S1] an example plan needs nothing after it was written: %s`, async (_, plan) => {
      const store = storeOf(plan);
      await expectNothingToDo(await opened(make, store), store);
    });

    test(`${rules.text}[S4] text that looks like a formula, a number, a date or an error stays text`, async () => {
      const texts = [...formulaLike, 'mai 26', '3.5', '31.12.2026', '12:30', '10 %', 'FALSE', 'SANN', '#N/A', 'kr 5', "'quoted'"];
      const store = storeOf(planOfTexts(texts, 'Plan'));
      const workbook = await opened(make, store);
      const { decision } = decide(await workbook.read(), store);
      expect(decision.diff.changed).toEqual([]);
      await expectNothingToDo(workbook, store);
    });

    test(`${rules.days}[R8] days are days, typed and written`, async () => {
      const store = storeOf(oddPlan);
      const workbook = await opened(make, store);
      await workbook.type('Tiltak', 'K2', 46_000);
      await syncHosted(workbook, store);
      expect(store.revisions.at(-1)!.tables.activities.map(({ due }) => due)).toEqual(['2025-12-09', '2026-06-01', '2026-09-01', '2026-10-01']);
      store.revisions.push({ ...store.revisions.at(-1)!, tables: { ...store.revisions.at(-1)!.tables, activities: store.revisions.at(-1)!.tables.activities.map((one, i) => (i === 2 ? { ...one, due: '2026-02-28' } : one)) } });
      await syncHosted(workbook, store);
      const tab = (await workbook.read()).worksheets.find((one) => one.name === 'Tiltak')!;
      expect(tab.rows.slice(1, 5).map(({ cells }) => cells[10])).toEqual([46_000, 46_174, 46_081, 46_296].map((value) => ({ value, isDate: true })));
      await expectNothingToDo(workbook, store);
    });

    test(`${rules.cells}[W1] after edits only cells that do not show what they should are written`, async () => {
      const store = storeOf(oddPlan);
      const workbook = await opened(make, store, ownTabs);
      await workbook.type('Tiltak (plan)', 'C2', 'Årsmøte');
      await workbook.type('Tiltak (plan)', 'AC3', 'mitt eget notat');
      await workbook.type('Regnskap', 'C1', 'min kolonne');
      store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => (i === 3 ? { ...one, responsible: 'Nina' } : one)) } });
      const before = cellsOfGrid(await workbook.read());
      await syncHosted(workbook, store);
      const changed = changedCells(before, cellsOfGrid(await workbook.read()));
      // Whom T4 belongs to, as the store has it; T1's title is there already.
      expect(changed.filter(onTab('Tiltak (plan)'))).toEqual(['Tiltak (plan)!4,6']);
      expect(changed.filter((address) => onTab('Regnskap')(address) || onTab('tiltak')(address))).toEqual([]);
      expect(store.revisions.at(-1)!.tables.activities.map(({ title }) => title)).toEqual(['Årsmøte', 'Kurs', 'Besøk', 'Avis']);
      await expectNothingToDo(workbook, store);
    });

    test('[W12] a tab that was begun, and on which nothing stands, is written in its place', async () => {
      const store = storeOf(oddPlan);
      const workbook = await opened(make, store);
      const before = await workbook.read();
      const stamp = before.worksheets.find((one) => one.name === '_planark')!;
      const made = stamp.rows.find(({ cells }) => cells[0]?.value === 'made' && cells[1]?.value === 'head')!;
      await workbook.type('_planark', `C${made.index + 1}`, '');
      const filled = before.worksheets.find((one) => one.name === 'Plan')!.rows.flatMap(({ index, cells }) => cells.flatMap((cell, column) => (cell ? [`${columnLetters(column)}${index + 1}`] : [])));
      for (const address of filled) await workbook.type('Plan', address, '');
      const { decision } = await syncHosted(workbook, store);
      expect(decision.isSheetBehind).toBe(true);
      const after = await workbook.read();
      expect(after.worksheets.map((one) => one.name)).toEqual(before.worksheets.map((one) => one.name));
      expect(cellsOfGrid(after)).toEqual(cellsOfGrid(before));
      expect(store.revisions).toHaveLength(1);
      await expectNothingToDo(workbook, store);
    });

    test(`${rules.newRows}[W2] rows come below the others, from the store and from the sheet, with ids, codes and formulas`, async () => {
      const store = storeOf(oddPlan);
      const workbook = await opened(make, store);
      await workbook.type('Tiltak', 'C6', 'Fra arket');
      store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: [...oddPlan.tables.activities, { id: 'tilt-5', code: 'T5', title: 'Fra lageret', goal: 'maal-1', due: '2026-11-01', times: 2 }] } });
      await syncHosted(workbook, store);
      const { rows } = (await workbook.read()).worksheets.find((one) => one.name === 'Tiltak')!;
      expect(rows.slice(5).map(({ cells }) => [1, 2].map((column) => cells[column]?.value))).toEqual([['T6', 'Fra arket'], ['T5', 'Fra lageret']]);
      expect(rows.slice(5).map(({ cells }) => cells[24])).toEqual([{ value: 0, isFormula: true }, { value: 0, isFormula: true }]);
      await expectNothingToDo(workbook, store);
    });

    test(`${rules.columns}[W11] a workbook of an older version gets the columns that it lacks beside its own, and past what people keep there; nothing else of its tabs is touched`, async () => {
      const store = storeOf(oddPlan);
      const workbook = await make();
      await workbook.insert(asOlder(modelFor(store, 'nb')));
      const { length: width } = (await workbook.read()).worksheets.find((one) => one.name === 'Kostnader')!.rows[0]!.cells;
      await workbook.type('Kostnader', `${columnLetters(width)}1`, 'Vår egen');
      await workbook.type('Kostnader', `${columnLetters(width)}3`, 'husk kvittering');
      const before = cellsOfGrid(await workbook.read());
      store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => (i === 1 ? { ...one, whatIf: 'dropped' } : one)) } });
      const { decision, patch } = await syncHosted(workbook, store);
      expect(decision.notices.map(({ code, detail }) => `${code} ${detail}`)).toEqual(['FIELD_ADDED Hva om', 'FIELD_ADDED Måneder']);
      expect(patch.anew).toEqual([]);
      const after = cellsOfGrid(await workbook.read());
      const isOfTable = (address: string): boolean => onTab('Tiltak')(address) || onTab('Kostnader')(address);
      const added = tableLayout('activities', 'nb').columns.length;
      expect(Object.fromEntries(changedCells(before, after).filter(isOfTable).map((address) => [address, after[address]]))).toEqual({
        [`Tiltak!0,${added}`]: '"Hva om"', [`Tiltak!2,${added}`]: '"Droppes"', [`Kostnader!0,${width + 1}`]: '"Måneder"',
      });
      await expectNothingToDo(workbook, store);
      await workbook.type('Tiltak', `${columnLetters(added)}2`, 'Utsettes ett år');
      await workbook.type('Kostnader', `${columnLetters(width + 1)}2`, 'mars–mai');
      await syncHosted(workbook, store);
      const { activities, costs } = store.revisions.at(-1)!.tables;
      expect([activities.map(({ whatIf }) => whatIf).slice(0, 2), costs[0]!.months]).toEqual([['postponed', 'dropped'], [3, 4, 5]]);
    });

    test(`${rules.cells}[S11] conflicts that stay open have a tab of their own, which goes when they are settled`, async () => {
      const store = storeOf(oddPlan);
      const workbook = await opened(make, store);
      await workbook.type('Tiltak', 'C2', 'Fra arket');
      store.revisions.push({ ...oddPlan, tables: { ...oddPlan.tables, activities: oddPlan.tables.activities.map((one, i) => (i === 0 ? { ...one, title: 'Fra lageret' } : one)) } });
      await syncHosted(workbook, store);
      const shown = await workbook.read();
      expect(shown.worksheets.map((one) => one.name).slice(0, 3)).toEqual(['Oversikt', 'Konflikter', 'Plan']);
      expect(Object.values(cellsOfGrid({ ...shown, worksheets: shown.worksheets.filter((one) => one.name === 'Konflikter') }))).toEqual(expect.arrayContaining(['"Fra arket"', '"Fra lageret"']));
      expect(Object.values(cellsOfGrid({ ...shown, worksheets: shown.worksheets.filter((one) => one.name === 'Lister') }))).toContain('"tilt-1/Tiltak"');
      await workbook.type('Tiltak', 'C2', 'Fra lageret');
      await syncHosted(workbook, store);
      expect((await workbook.read()).worksheets.map((one) => one.name)).not.toContain('Konflikter');
      await expectNothingToDo(workbook, store);
    });

    test(`${rules.asRendered}[W8] a person’s own tabs stay as they are beside a plan’s`, async () => {
      const store = storeOf(oddPlan);
      const workbook = await make(ownTabs);
      const before = cellsOfGrid(await workbook.read());
      const model = modelFor(store, 'nb', await workbook.read());
      await workbook.insert(model);
      const grid = await workbook.read();
      expect(cellsOfGrid({ ...grid, worksheets: grid.worksheets.slice(0, 2) })).toEqual(before);
      expect(grid.worksheets.slice(2).map((one) => one.name)).toEqual(model.worksheets.map((one) => one.name));
      expect(model.worksheets.map((one) => one.name)).toContain('Tiltak (plan)');
      await expectNothingToDo(workbook, store);
    });
  });
};

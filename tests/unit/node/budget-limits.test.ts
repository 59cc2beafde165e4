import { keepLink } from '../../../core/node/journey/budget/link-budget';
import { figuresOf, type OpenedBudget } from '../../../core/node/journey/budget/read-budget';
import { pullFigures } from '../../../core/sync';
import { initStore } from '../../../core/node/store-files/init-store';
import { putDocument } from '../../../core/node/journey/put-plan';
import { createFileStore } from '../../../core/node/store-files/store-files';
import type { BudgetMapping } from '../../../core/plan/budget/mapping';
import { soundPlan } from '../../../core/plan/sound-plan';
import { guessMapping, readFigures, type Grid } from '../../../core/sheet';
import { budgetGrid, budgetMapping, type Row } from '../../support/budget-grid';
import { smallPlan } from '../../support/small-plan';
import { temporaryFolder, valueOf } from '../../support/store-fixtures';

const commit = { author: 'kari', message: '', time: '2026-03-01T10:00:00.000Z' };
const planId = smallPlan({}).id;
const store = async () => {
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  const made = createFileStore(folder);
  await putDocument(made, smallPlan({}), commit);
  return made;
};
const guessed = (rows: readonly Row[]): { readonly grid: Grid; readonly mapping: BudgetMapping } => {
  const grid = budgetGrid(rows);
  const guess = guessMapping(grid, { years: [2026], fileName: 'b.xlsx' });
  if (!guess.ok) throw new Error(guess.failure);
  return { grid, mapping: guess.mapping };
};

test('[C90] a header longer than a link keeps is known by its beginning, when it is linked and when it is read', async () => {
  const header = `Budsjett 2026 ${'vedtatt på årsmøtet '.repeat(20)}`;
  const { grid, mapping } = guessed([['Konto', 'Navn', header], [6860, 'Møter', 100], [7140, 'Reise', 50]]);
  expect(mapping.amounts[0]!.column.header).toHaveLength(255);
  expect(await keepLink(await store(), planId, { name: 'b.xlsx', mappings: [mapping] }, commit)).toMatchObject({ ok: true, value: { isCommitted: true } });
  expect(readFigures(grid, mapping, 'nb').figures.map(({ adopted }) => adopted)).toEqual([10_000, 5_000]);
});

test('[C90] the 21st link is refused, and says what to do; one that is there can still be changed', async () => {
  const made = await store();
  for (let i = 1; i <= 20; i++) expect(await keepLink(made, planId, { name: `b${i}.xlsx`, mappings: [budgetMapping()] }, commit)).toMatchObject({ ok: true });
  expect(await keepLink(made, planId, { name: 'b21.xlsx', mappings: [budgetMapping()] }, commit)).toMatchObject({ ok: false, failure: { kind: 'link-limit', fault: 'many-links' } });
  expect(await keepLink(made, planId, { name: 'b20.xlsx', mappings: [budgetMapping({ unit: 1000 })] }, commit)).toMatchObject({ ok: true, value: { isCommitted: true } });
});

test('[C90] more columns than a link may have, and signs that no workbook holds, are refused', async () => {
  const made = await store();
  const [amount] = budgetMapping().amounts;
  const mapping = budgetMapping({ amounts: Array.from({ length: 201 }, (_, i) => ({ ...amount!, department: `Avdeling ${i + 1}` })) });
  expect(await keepLink(made, planId, { name: 'b.xlsx', mappings: [mapping] }, commit)).toMatchObject({ ok: false, failure: { kind: 'link-limit', fault: 'many-columns' } });
  expect(await keepLink(made, planId, { name: 'b.xlsx', mappings: [budgetMapping({ tab: 'Bud\u0007sjett' })] }, commit)).toMatchObject({ ok: false, failure: { kind: 'link-limit', fault: 'text' } });
});

test('[C91] rows of one account that come to more than an amount can be are told, and the rest is pulled', () => {
  const { grid, mapping } = guessed([['Konto', 'Navn', 'Budsjett 2026'], [6860, 'Møter', 99_999_999_999], [6860, 'Kurs', 99_999_999_999], [7140, 'Reise', 50]]);
  const opened: OpenedBudget = { name: 'b.xlsx', title: 'b.xlsx', hash: '', bytes: null, file: { kind: 'grid', format: 'xlsx', grid } };
  const plan = smallPlan({});
  const read = figuresOf(opened, 'b.xlsx', plan, [mapping]);
  if (!read.ok) throw new Error(read.failure.kind);
  expect(read.value.problems).toEqual([{ code: 'SUM_TOO_LARGE', place: 'Budsjett 2026!C2', value: '199999999998' }]);
  const pulled = pullFigures({ plan, figures: read.value.figures, pulled: [], newId: (key) => `n${key.replace(/\W/g, '')}` });
  expect(soundPlan(pulled.plan).tables.budget.map(({ account, adopted }) => [account, adopted])).toEqual([['7140', 5_000]]);
});

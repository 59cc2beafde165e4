import { googleValueOf, openGoogle, type OpenedGoogle } from '../../support/hosted-google';
import { oddPlan } from '../../support/odd-plan';
import { modelFor, storeOf } from '../../support/workbook-journey';

const opened: OpenedGoogle[] = [];
afterEach(async () => { for (const { emulator } of opened.splice(0)) await emulator.stop(); });

test('[N54] beside tabs that are too large to be read a plan is read as it is', async () => {
  const workbook = await openGoogle({ "Kari's tall": [['a', 1], ['b', 2]] });
  opened.push(workbook);
  await workbook.insert(modelFor(storeOf(oddPlan), 'nb'));
  const whole = workbook.readSpreadsheet().grid.worksheets;
  const { grid, raw } = googleValueOf(workbook.tryTooLarge());
  expect(grid.worksheets.map(({ name, state }) => [name, state])).toEqual(whole.map(({ name, state }) => [name, state]));
  expect(grid.worksheets.slice(1)).toEqual(whole.slice(1));
  expect(grid.worksheets[0]!.rows).toHaveLength(1);
  expect(raw.sheets).toHaveLength(whole.length);
});

test('[N54] where no tab is known to be the plan’s it is said that it is too much', async () => {
  const workbook = await openGoogle({ Mitt: [['a', 1]] });
  opened.push(workbook);
  expect(workbook.tryTooLarge()).toEqual({ ok: false, failure: { kind: 'too-much' } });
});

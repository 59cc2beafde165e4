import { createExcelWorld } from '../../support/excel-world';
import { examplePlans } from '../../support/example-plans';

// That the server reads what the workbook holds, each sync in an emulated Excel looks (`wire-between.ts`).
test('[Z40] a workbook in Excel that was brought up to date sends what was typed since and what Excel calculated of that, and after a torn write what it lacks', async () => {
  const world = createExcelWorld(examplePlans().get('lillehammer-2026')!);
  const [first, second] = [await world.open('nb'), await world.open('nb')];
  await world.sync(first);
  expect(first.wire.rowsSent()).toBeGreaterThan(100);
  second.person.type('Tiltak', 'C3', 'Av en annen');
  await world.sync(second);
  first.person.type('Tiltak', 'C2', 'Min');
  expect(await world.sync(first)).toMatchObject({ isWritten: true });
  await world.sync(first);
  expect(first.wire.rowsSent()).toBe(0);
  first.person.type('Tiltak', 'C4', 'Så min');
  await world.sync(first);
  // Its row, and one where its name is looked up.
  expect(first.wire.rowsSent()).toBe(2);
  second.person.type('Tiltak', 'C5', 'Revet');
  expect(await world.sync(second, { stopsAt: { request: 0, action: 3 } })).toMatchObject({ isWritten: false });
  expect(await world.sync(second)).toMatchObject({ isWritten: true });
  expect(second.wire.rowsSent()).toBeGreaterThan(0);
  await world.sync(second);
  expect(second.wire.rowsSent()).toBe(0);
});

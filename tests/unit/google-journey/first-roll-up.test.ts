import { writeRollUp, type WrittenRollUp } from '../../../core/node/journey/regions/write-roll-up';
import type { WorkbookModel } from '../../../core/sheet';
import { gotten, linkedWorld, sheetFailure, time } from '../../support/linked-store';
import { valueOf } from '../../support/store-fixtures';

const model: WorkbookModel = { title: 'Regionene', author: '', locale: 'nb', dateFormat: 'dd.mm.yyyy', worksheets: [] };
const place = { planId: 'liten', revision: 1, locale: 'nb', time } as const;

test('[B11] a second first roll-up while Google makes the spreadsheet: the one that is linked first is the plan’s, the other goes into the bin', async () => {
  const world = await linkedWorld();
  let quicker: WrittenRollUp | undefined;
  world.google.script.push({ call: 'create', before: async () => void (quicker = gotten(await writeRollUp(world, model, place))) });
  const slower = gotten(await writeRollUp(world, model, place));
  expect([quicker?.isNew, slower.isNew, slower.link.spreadsheetId]).toEqual([true, false, quicker?.link.spreadsheetId]);
  expect(valueOf(await world.links.ofPlan('liten'))).toMatchObject([{ kind: 'roll-up', spreadsheetId: slower.link.spreadsheetId }]);
  const made = ['1hand0000000001', '1hand0000000002'].filter((id) => !world.google.held(id).isTrashed);
  expect(made).toEqual([slower.link.spreadsheetId]);
});

test('[B11] where the bin does not take it, the link is the same all the same', async () => {
  const world = await linkedWorld();
  world.google.script.push({ call: 'create', before: async () => void gotten(await writeRollUp(world, model, place)) }, { call: 'discard', instead: { kind: 'unavailable' } });
  const { link } = gotten(await writeRollUp(world, model, place));
  expect(valueOf(await world.links.list()).map(({ spreadsheetId }) => spreadsheetId)).toEqual([link.spreadsheetId]);
});

test('[B12] a person’s spreadsheet that is gone is told of, and none is made in its place', async () => {
  const world = await linkedWorld();
  gotten(await writeRollUp(world, model, place));
  const { link } = gotten(await writeRollUp(world, model, place));
  valueOf(await world.links.put({ ...link, isGiven: true }));
  world.google.script.push({ call: 'read', instead: { kind: 'not-found' } });
  expect(sheetFailure(await writeRollUp(world, model, place))).toMatchObject({ kind: 'google', failure: { kind: 'not-found' } });
  expect(world.google.calls.filter((call) => call === 'create')).toHaveLength(1);
});

import { createFileLinks } from '../../core/node/store-files/file-links';
import { sheetLink } from '../contract/link-contract';
import { activity, dirty, done, look, withActivity } from '../support/apps-script/journey-words';
import { editor, owner, startJourney } from '../support/apps-script/script-journey';
import type { SidebarAnswer, SidebarStatus } from '../../gsheets/script/view';

describe('the bound script', () => {
  test('[J2] its menu is in the plan’s language; without a stamp in the person’s', async () => {
    const journey = await startJourney({ planId: 'norrbotten-2021' });
    const world = journey.open();
    world.runSimply('onOpen', {});
    expect(world.shown.menu).toEqual({ name: 'Planark', items: [['Synkronisera', 'showSync'], ['Förhandsgranska', 'showPreview'], ['Konflikter', 'showConflicts'], ['Anslutning …', 'showConnection'], ['Om Planark', 'showAbout']].map(([caption, handler]) => ({ caption, handler })) });
    for (const { handler } of world.shown.menu!.items) {
      world.run(handler);
      expect(world.shown.sidebar).toMatchObject({ title: 'Planark', html: expect.stringContaining(`var planarkStart = {"purpose":"${handler.slice(4).toLowerCase()}","locale":"sv"};`) });
    }
    expect(journey.person().deleteTab('_planark')).toBeNull();
    world.runSimply('onOpen', {});
    expect(world.shown.menu!.items[1]!.caption).toBe('Forhåndsvis');
  });

  test('[J3] an edit is only remembered, without any permission', async () => {
    const journey = await startJourney();
    const world = journey.open();
    world.runSimply('onEdit', { range: {} });
    expect(dirty(journey)).toBe(true);
    expect([world.fetches, world.sheetsCalls]).toEqual([[], []]);
  });

  test('[J4] edits go into the store, and what the store has comes into the sheet; a second sync asks each once and changes nothing', async () => {
    const journey = await startJourney();
    const world = journey.open();
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    journey.edit(withActivity(2, { responsible: 'Nina' }));
    world.runSimply('onEdit', {});
    const { shown, trouble } = journey.sync(world, { message: 'fra regnearket' });
    expect({ trouble, outcome: shown?.outcome, committed: shown?.committed }).toEqual({ trouble: null, outcome: 'done', committed: true });
    expect(shown!.lines.join()).toContain('Styremøter på nett');
    expect([activity(journey, 0).title, journey.cell('Tiltak!G4'), dirty(journey)]).toEqual(['Styremøter på nett', 'Nina', false]);
    expect(journey.revisions()[0]).toMatchObject({ author: 'Regnearket', message: 'fra regnearket', number: 3 });
    world.sheetsCalls.splice(0);
    world.fetches.splice(0);
    expect(journey.sync(world)).toMatchObject(done);
    expect([world.sheetsCalls.map(({ method }) => method), world.fetches.map(({ path }) => path)]).toEqual([['get'], ['/api/plans/lillehammer-2026/sync']]);
    expect(journey.revisions()).toHaveLength(3);
  });

  test('[J4] [B7] the store knows when the spreadsheet was synced, so that the region counts as fresh', async () => {
    const planId = 'samhandling-nord-2026';
    const journey = await startJourney({ planId });
    const links = createFileLinks(journey.cli.path('planark-store'));
    const before = { time: '2026-01-01T00:00:00.000Z', revision: 1, outcome: 'done' } as const;
    await links.put(sheetLink(planId, journey.spreadsheetId, { lastSync: before }));
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    expect(journey.sync(journey.open())).toMatchObject(done);
    expect(await links.find(journey.spreadsheetId)).toMatchObject({ value: { lastSync: { revision: 2, outcome: 'done', time: expect.not.stringContaining('2026-01-01') } } });
  });

  test('[J4] of a five-cell edit at most four requests go to Google, one of them a write', async () => {
    const journey = await startJourney();
    const world = journey.open();
    for (const [i, cell] of ['G2', 'G3', 'G4', 'G5', 'G6'].entries()) expect(journey.person().type('Tiltak', cell, `Person ${i}`)).toBeNull();
    expect(journey.sync(world)).toMatchObject(done);
    expect(world.sheetsCalls.filter(({ method }) => method === 'batchUpdate').length).toBeLessThanOrEqual(1);
    expect(world.sheetsCalls.length).toBeLessThanOrEqual(4);
  });

  test('[J4] a preview tells what would happen, and nothing is written anywhere', async () => {
    const journey = await startJourney();
    const world = journey.open();
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    const { shown } = look(world);
    expect(shown).toMatchObject({ committed: null, revision: 1, outcome: 'done' });
    expect(shown!.lines).toHaveLength(1);
    expect(journey.revisions()).toHaveLength(1);
    expect(world.sheetsCalls.map(({ method }) => method)).toEqual(['get']);
  });

  test('[J5] new rows have ids before they are sent: a sync that is cut off and one that follows add them once', async () => {
    const journey = await startJourney();
    const world = journey.open();
    const { plan } = journey.plan();
    const row = plan.tables.activities.length + 2;
    expect(journey.person().type('Tiltak', `C${row}`, 'Kveldsmøte')).toBeNull();
    world.faults.push('lost-after', 'lost-before');
    expect(journey.sync(world).trouble).toEqual({ code: 'away' });
    expect(journey.cell(`Tiltak!A${row}`)).toMatch(/^new-/);
    expect(journey.person().type('Tiltak', `G${row}`, 'Ola')).toBeNull();
    expect(journey.sync(world)).toMatchObject(done);
    const added = journey.plan().plan.tables.activities.filter(({ title }) => title === 'Kveldsmøte');
    expect(added).toMatchObject([{ responsible: 'Ola' }]);
  });

  test('[J6] a sync that was not answered is asked for again under its name, by whoever comes next, and is done once', async () => {
    const journey = await startJourney();
    const world = journey.open();
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    world.faults.push('lost-after', 'cut-off');
    // More than a property holds.
    const answers = Array.from({ length: 300 }, (_, i) => ({ table: 'activities', id: `finnes-ikke-${i}`, field: 'title', take: 'store' }));
    expect(journey.sync(world, { message: 'én gang', answers, seen: 1 }).trouble).toEqual({ code: 'away' });
    const kept = [...journey.document.documentProperties].filter(([key]) => key.startsWith('planark.operation'));
    expect(kept.length).toBeGreaterThan(5);
    journey.open(editor).run('onTimer');
    expect(journey.revisions().map(({ message }) => message).slice(0, -1)).toEqual(['én gang']);
    expect([...journey.document.documentProperties.keys()].filter((key) => key.startsWith('planark.operation'))).toEqual([]);
    expect(journey.sync(world)).toMatchObject(done);
    expect(journey.revisions()).toHaveLength(2);
  });

  test('[J6] what a person says after a sync that was not answered is sent as well', async () => {
    const journey = await startJourney();
    const world = journey.open();
    journey.edit(withActivity(0, { title: 'Fra lageret' }));
    expect(journey.person().type('Tiltak', 'C2', 'Fra arket')).toBeNull();
    world.faults.push('lost-after', 'lost-before');
    expect(journey.sync(world).trouble).toEqual({ code: 'away' });
    const { id } = activity(journey, 0);
    const { shown } = journey.sync(world, { answers: [{ table: 'activities', id, field: 'title', take: 'sheet' }], seen: 2 });
    expect(shown).toMatchObject({ outcome: 'done', committed: true });
    expect(activity(journey, 0).title).toBe('Fra arket');
  });

  test('[J7] conflicts stay open until they are answered, and are answered on what was seen', async () => {
    const journey = await startJourney();
    const world = journey.open();
    journey.edit(withActivity(0, { title: 'Fra lageret' }));
    expect(journey.person().type('Tiltak', 'C2', 'Fra arket')).toBeNull();
    const { shown } = journey.sync(world);
    expect(shown).toMatchObject({ outcome: 'conflicts', conflicts: [{ table: 'activities', field: 'title', cell: 'Tiltak!C2', answers: ['store', 'sheet', 'both'] }] });
    expect(journey.cell('Konflikter!A1')).not.toBeNull();
    const { table, id, field } = shown!.conflicts[0]!;
    expect(journey.sync(world, { answers: [{ table, id, field, take: 'store' }], seen: shown!.revision })).toMatchObject(done);
    expect(journey.cell('Tiltak!C2')).toBe('Fra lageret');
  });

  test('[J7] a held sync writes nothing until it is said that the rows are meant to be gone', async () => {
    const journey = await startJourney();
    const world = journey.open();
    const before = journey.plan().plan.tables.activities.length;
    expect(journey.person().deleteRows('Tiltak', 2, before - 2)).toBeNull();
    expect(journey.sync(world)).toMatchObject({ shown: { outcome: 'held', committed: false, held: { reason: 'many-deletions' } } });
    expect(journey.plan().plan.tables.activities).toHaveLength(before);
    expect(journey.sync(world, { confirmDeletions: true })).toMatchObject({ shown: { committed: true, held: null } });
    expect(journey.plan().plan.tables.activities.length).toBeLessThan(before);
  });

  test('[J8] one sync at a time: the timer leaves a person’s alone, and a person waits and is told', async () => {
    const journey = await startJourney();
    const [world, other] = [journey.open(), journey.open(editor)];
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    other.runSimply('onEdit', {});
    world.faults.push(() => {
      other.run('onTimer');
      expect(other.call<SidebarAnswer>('sidebarSync', {}).trouble).toEqual({ code: 'busy' });
      expect(other.call('sidebarStep')).toBe('waiting');
    });
    expect(journey.sync(world)).toMatchObject(done);
    expect(other.sheetsCalls).toEqual([]);
    expect(journey.revisions()).toHaveLength(2);
    expect(journey.document.lock.holder).toBeNull();
  });

  test('[J9] the timer asks one short question, and syncs only where there is something', async () => {
    const journey = await startJourney();
    const world = journey.open();
    world.run('onTimer');
    expect(world.fetches.map(({ path }) => path.split('/').at(-1))).toEqual(['sync']);
    world.fetches.splice(0);
    world.sheetsCalls.splice(0);
    world.run('onTimer');
    expect([world.fetches.map(({ method, status, bytesIn }) => [method, status, bytesIn]), world.sheetsCalls]).toEqual([[['GET', 304, 0]], []]);
    journey.edit(withActivity(1, { responsible: 'Nina' }));
    world.run('onTimer');
    expect(journey.cell('Tiltak!G3')).toBe('Nina');
    expect(journey.person().type('Tiltak', 'G2', 'Ola')).toBeNull();
    world.run('onChange', {});
    world.run('onTimer');
    expect(activity(journey, 0).responsible).toBe('Ola');
    world.sheetsCalls.splice(0);
    world.run('onTimer');
    expect(world.sheetsCalls).toEqual([]);
    world.clock.ahead += 86_400_000;
    world.run('onTimer');
    expect(world.sheetsCalls.length).toBeGreaterThan(0);
  });

  test('[J9] the timer is each person’s own, turned on and off in the sidebar', async () => {
    const journey = await startJourney();
    const [world, other] = [journey.open(), journey.open(editor)];
    expect(world.call<SidebarStatus>('sidebarTimer', true).hasTimer).toBe(true);
    expect(world.call<SidebarStatus>('sidebarTimer', true).hasTimer).toBe(true);
    expect(journey.document.triggers.map(({ user, handler, kind }) => [user, handler, kind])).toEqual([[owner, 'onTimer', 'clock'], [owner, 'onChange', 'change']]);
    expect(other.call<SidebarStatus>('sidebarStatus').hasTimer).toBe(false);
    expect(world.call<SidebarStatus>('sidebarTimer', false).hasTimer).toBe(false);
    expect(journey.document.triggers).toEqual([]);
  });

  test('[J16] a place is shown where it is; hidden tabs and places that are gone are not', async () => {
    const journey = await startJourney();
    const world = journey.open();
    expect(['Tiltak!F12', "'Fokusområder'!B2", 'Mål', '_planark!A1', 'Tiltak!ZZ9000', 'Borte!A1'].map((place) => [world.call('sidebarShow', place), world.shown.place])).toEqual([
      [true, 'Tiltak!F12'], [true, 'Fokusområder!B2'], [true, 'Mål!A1'], [false, 'Mål!A1'], [false, 'Mål!A1'], [false, 'Mål!A1'],
    ]);
  });

  test('[J17] the manifest’s scopes are those that all of this takes, and no more', async () => {
    const journey = await startJourney();
    const world = journey.open();
    world.runSimply('onOpen', {});
    for (const name of ['showSync', 'onTimer', 'sidebarLook', 'sidebarStatus']) world.run(name);
    world.run('sidebarTimer', true);
    expect([...world.scopesUsed].sort()).toEqual([...(JSON.parse(journey.manifest) as { oauthScopes: string[] }).oauthScopes].sort());
  });
});

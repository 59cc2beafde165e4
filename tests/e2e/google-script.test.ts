import { benchPlan } from '../bench/bench-plan';
import { cliFolder } from '../support/cli';
import { editor, owner, startJourney, type ScriptJourney } from '../support/apps-script/script-journey';
import type { SidebarAnswer, SidebarStatus } from '../../gsheets/script/view';

type Plan = ReturnType<ScriptJourney['plan']>['plan'];
const withActivity = (i: number, change: object) => (plan: Plan): Plan => ({ ...plan, tables: { ...plan.tables, activities: plan.tables.activities.map((one, at) => (at === i ? { ...one, ...change } : one)) } });
const activity = (journey: ScriptJourney, i: number) => journey.plan().plan.tables.activities[i]!;
const look = (world: ReturnType<ScriptJourney['open']>): SidebarAnswer => world.call<SidebarAnswer>('sidebarLook');
const done = { trouble: null, shown: { outcome: 'done' } };
const dirty = ({ document }: ScriptJourney): boolean => document.documentProperties.has('planark.dirty');

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
    expect(journey.sync(world, { message: 'én gang' }).trouble).toEqual({ code: 'away' });
    const kept = [...journey.document.documentProperties].filter(([key]) => key.startsWith('planark.operation'));
    expect(kept.length).toBeGreaterThan(1);
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

  test('[J10] the token is tried before it is kept, stands in the script’s properties alone, and goes nowhere but to the server', async () => {
    const journey = await startJourney();
    const world = journey.open(owner, false);
    expect(look(world).trouble).toEqual({ code: 'no-token' });
    world.run('onTimer');
    expect(world.fetches).toEqual([]);
    expect(world.call<SidebarAnswer>('sidebarConnect', 'planark_000000000000_nei')).toMatchObject({ trouble: { code: 'wrong-token' }, status: { hasToken: false } });
    const { text } = journey.cli.run('token', 'create', '--json', '--name', 'Regnearket', '--role', 'editor', '--plan', journey.planId).json as { text: string };
    const answer = world.run('sidebarConnect', ` ${text}\n`) as string;
    expect(JSON.parse(answer)).toMatchObject({ trouble: null, status: { hasToken: true, server: 'https://plan.example.test', plan: journey.planId } });
    expect(world.call<SidebarAnswer>('sidebarConnect', 'planark_000000000000_nei').status.hasToken).toBe(true);
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    expect(journey.sync(world)).toMatchObject(done);
    expect([...journey.document.scriptProperties.values()]).toEqual([text]);
    const elsewhere = JSON.stringify([answer, [...journey.document.documentProperties], [...journey.document.cache], world.shown.sidebar, world.call('sidebarStatus'), world.fetches.map(({ path }) => path)]);
    expect(elsewhere).not.toContain(text.slice(-20));
    expect(world.fetches.at(-1)!.headers['Authorization']).toBe(`Bearer ${text}`);
    expect(world.call<SidebarAnswer>('sidebarConnect', null).status.hasToken).toBe(false);
  });

  test('[J10] a token that is revoked stops everything without loss, also the timer’s reading, and a new one goes on', async () => {
    const journey = await startJourney();
    const world = journey.open();
    expect(journey.sync(world)).toMatchObject(done);
    const kept = journey.document.scriptProperties.get('planark.token')!;
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    world.runSimply('onEdit', {});
    expect(journey.cli.run('token', 'revoke', /^planark_([0-9a-f]{12})_/.exec(kept)![1]!).exitCode).toBe(0);
    const end = Date.now() + 10_000;
    let code = '';
    while (code !== 'wrong-token' && Date.now() < end) code = look(world).trouble?.code ?? '';
    world.sheetsCalls.splice(0);
    expect(journey.sync(world).trouble).toEqual({ code: 'wrong-token' });
    world.sheetsCalls.splice(0);
    world.run('onTimer');
    expect(world.sheetsCalls).toEqual([]);
    expect(world.call<SidebarStatus>('sidebarStatus').last).toMatchObject({ end: 'wrong-token', isTimer: true });
    const { text } = journey.cli.run('token', 'create', '--json', '--name', 'Nytt', '--role', 'editor', '--plan', journey.planId).json as { text: string };
    expect(world.call<SidebarAnswer>('sidebarConnect', text).trouble).toBeNull();
    world.run('onTimer');
    expect(activity(journey, 0).title).toBe('Styremøter på nett');
  });

  test.each([
    ['the server gives no answer', ['lost-before', 'lost-before'], { code: 'away' }],
    ['something before the server answers in its place', ['bad-gateway', 'bad-gateway'], { code: 'away' }],
    ['something before the server says no', ['forbidden-page'], { code: 'stopped', said: '403' }],
    ['the server seems to have moved', ['moved'], { code: 'stopped', said: '302' }],
    ['the day’s requests are spent', ['spent'], { code: 'spent' }],
  ] as const)('[J11] %s: nothing is lost or written, and it is told', async (_, faults, trouble) => {
    const journey = await startJourney();
    const world = journey.open();
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    world.faults.push(...faults);
    expect(journey.sync(world)).toMatchObject({ shown: null, trouble });
    expect([world.sheetsCalls.map(({ method }) => method), dirty(journey), journey.revisions()]).toMatchObject([['get'], true, [{ number: 1 }]]);
    expect(world.call<SidebarStatus>('sidebarStatus').last).toMatchObject({ end: trouble.code });
    world.run('onTimer');
    expect([activity(journey, 0).title, dirty(journey)]).toEqual(['Styremøter på nett', false]);
  });

  test('[J11] a server that is busy once is asked again; what it refuses is told in its words, in the plan’s language', async () => {
    const journey = await startJourney();
    const world = journey.open();
    world.faults.push('bad-gateway');
    expect(journey.sync(world)).toMatchObject(done);
    const { text } = journey.cli.run('token', 'create', '--json', '--name', 'Leser', '--role', 'reader', '--plan', journey.planId).json as { text: string };
    journey.document.scriptProperties.set('planark.token', text);
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    const { trouble } = journey.sync(world);
    expect(trouble).toMatchObject({ code: 'refused', said: expect.stringMatching(/[æøå]|ikke/) });
  });

  test('[J12] who may not write on a locked tab has the edits in the store; the owner’s timer finishes', async () => {
    const journey = await startJourney();
    const world = journey.open(editor);
    expect(journey.person(editor).type('Tiltak', 'Q2', 'Fullført')).toBeNull();
    expect(journey.sync(world)).toMatchObject({ shown: { committed: true }, trouble: { code: 'google-protected', isStored: true } });
    expect([activity(journey, 0).status, dirty(journey)]).toEqual(['completed', true]);
    const timer = journey.open(owner);
    timer.run('onTimer');
    expect([dirty(journey), journey.sync(timer)]).toMatchObject([false, done]);
    expect(journey.revisions()).toHaveLength(2);
  });

  test('[J13] a tab that is deleted is no deletion, and comes back; a spreadsheet without its stamp is left alone', async () => {
    const journey = await startJourney();
    const world = journey.open();
    const before = journey.plan().plan.tables.strategies.length;
    expect(journey.person().deleteTab('Strategier')).toBeNull();
    const { trouble } = journey.sync(world);
    expect(trouble).toBeNull();
    expect(journey.plan().plan.tables.strategies).toHaveLength(before);
    expect(journey.person().deleteTab('_planark')).toBeNull();
    world.sheetsCalls.splice(0);
    expect(journey.sync(world)).toMatchObject({ shown: null, trouble: { code: 'no-plan' } });
    expect(look(world)).toMatchObject({ trouble: { code: 'no-plan' } });
    expect(world.sheetsCalls.map(({ method }) => method)).toEqual(['get', 'get']);
  });

  test('[J14] somebody who writes while a sync is under way is not overwritten: it is read and synced again', async () => {
    const journey = await startJourney();
    const world = journey.open();
    journey.edit(withActivity(0, { title: 'Fra lageret' }));
    expect(journey.person().type('Tiltak', 'G3', 'Ola')).toBeNull();
    world.faults.push(() => void journey.person(editor).type('Tiltak', 'C2', 'Fra arket, midt i'));
    const { shown, trouble } = journey.sync(world);
    expect([trouble, shown?.outcome]).toEqual([null, 'conflicts']);
    expect([journey.cell('Tiltak!C2'), activity(journey, 0).title, activity(journey, 1).responsible]).toEqual(['Fra arket, midt i', 'Fra lageret', 'Ola']);
  });

  test('[J14] what Google turns away is tried again; a write without an answer is found out and not repeated', async () => {
    const journey = await startJourney();
    const world = journey.open();
    journey.edit(withActivity(0, { title: 'Fra lageret' }));
    journey.emulator.faults.before('quota', { method: 'batchUpdate' });
    journey.emulator.faults.after('lost', { method: 'batchUpdate' });
    expect(journey.sync(world)).toMatchObject(done);
    expect([journey.cell('Tiltak!C2'), journey.emulator.faults.pending(), world.sheetsCalls.filter(({ method, status }) => method === 'batchUpdate' && status !== 429).length]).toEqual(['Fra lageret', 0, 1]);
    expect(world.clock.ahead).toBeGreaterThanOrEqual(2000);
    journey.emulator.binByHand(journey.spreadsheetId, 'delete');
    expect(() => look(world)).toThrow(); // not even its own name can be had of it
  });

  test('[J15] a run begins nothing that it has no time for, and the next one goes on', async () => {
    const journey = await startJourney();
    const world = journey.open();
    journey.edit(withActivity(0, { title: 'Fra lageret' }));
    journey.emulator.faults.meanwhile(() => { world.clock.ahead += 300_000; }, { method: 'spreadsheets.get', nth: 2 });
    expect(journey.person().type('Tiltak', 'G3', 'Ola')).toBeNull();
    const { trouble } = journey.sync(world);
    expect([trouble, journey.emulator.faults.pending()]).toEqual([{ code: 'late' }, 0]);
    expect([world.fetches, dirty(journey)]).toEqual([[], true]);
    world.run('onTimer');
    expect(activity(journey, 1).responsible).toBe('Ola');
  });

  test('[J15] a run that Google ends leaves no lock and no half sync behind', async () => {
    const journey = await startJourney();
    const world = journey.open();
    expect(journey.person().type('Tiltak', 'C2', 'Styremøter på nett')).toBeNull();
    world.faults.push(() => { world.cutOffAt = 'Sheets'; });
    journey.edit(withActivity(1, { responsible: 'Nina' }));
    journey.sync(world);
    world.cutOffAt = null;
    expect(journey.document.lock.holder).toBeNull();
    expect(journey.sync(world)).toMatchObject(done);
    expect([journey.cell('Tiltak!G3'), activity(journey, 0).title, journey.revisions()]).toMatchObject(['Nina', 'Styremøter på nett', [{ number: 3 }, {}, {}]]);
  });

  test('[J15] a plan of 2,000 activities takes as few requests as a small one, each within what Google and the server take', async () => {
    const cli = cliFolder();
    cli.write('stor.json', JSON.stringify(benchPlan(2000)));
    expect(cli.run('put', cli.path('stor.json')).exitCode).toBe(0);
    const journey = await startJourney({ planId: 'bench', cli });
    const world = journey.open();
    expect(journey.sync(world)).toMatchObject(done);
    world.sheetsCalls.splice(0);
    world.fetches.splice(0);
    journey.edit(withActivity(2, { responsible: 'Nina' }));
    for (const [i, cell] of ['G2', 'G700', 'G1400', 'G2000', 'G2001'].entries()) expect(journey.person().type('Tiltak', cell, `Person ${i}`)).toBeNull();
    expect(journey.sync(world)).toMatchObject(done);
    const [sheets, server] = [world.sheetsCalls.splice(0), world.fetches.splice(0)];
    expect(sheets.filter(({ method }) => method === 'batchUpdate')).toHaveLength(1);
    expect(sheets.length).toBeLessThanOrEqual(4);
    // Google advises 2 MB for what is sent to it; UrlFetchApp sends 50 MB at most.
    expect(Math.max(...sheets.map(({ bytesIn }) => bytesIn))).toBeLessThan(2_000_000);
    expect(server.map(({ bytesOut }) => bytesOut < 10_000_000)).toEqual([true]);
    expect(journey.sync(world)).toMatchObject(done);
    expect([world.sheetsCalls.length, world.fetches.length]).toEqual([1, 1]);
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

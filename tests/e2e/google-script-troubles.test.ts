import { benchPlan } from '../bench/bench-plan';
import { cliFolder } from '../support/cli';
import { activity, dirty, done, look, withActivity } from '../support/apps-script/journey-words';
import { editor, owner, startJourney } from '../support/apps-script/script-journey';
import type { Switches } from '../support/sheets-emulator';
import type { SidebarAnswer, SidebarStatus } from '../../gsheets/script/view';

/** The other answer to what nobody could confirm of Google, as far as a sync has to do with it. */
const otherwise: Partial<Switches>[] = [{ protectionAddsItsMaker: false }, { protectionListsOwner: false }, { appendedRowsInherit: true }, { openRangesStayOpen: false }, { deletedMetadataIdIsFree: false }];

describe('the bound script, where something goes wrong', () => {
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
    // One of the next deadlines on the locked tab Oversikt. What Google calculates there needs nobody to write it.
    expect(journey.person(editor).type('Tiltak', 'C20', 'Brev om likelønn')).toBeNull();
    expect(journey.sync(world)).toMatchObject({ shown: { committed: true }, trouble: { code: 'google-protected', isStored: true } });
    expect([activity(journey, 18).title, dirty(journey)]).toEqual(['Brev om likelønn', true]);
    expect(look(world).trouble).toBeNull();
    const timer = journey.open(owner);
    timer.run('onTimer');
    expect([dirty(journey), journey.sync(timer)]).toMatchObject([false, done]);
    expect(journey.revisions()).toHaveLength(2);
    world.sheetsCalls.splice(0);
    expect([journey.sync(world), world.sheetsCalls.length]).toMatchObject([done, 1]);
  });

  test('[J12] a tab that is locked besides stays locked when the script syncs, and keeps nobody from syncing', async () => {
    const journey = await startJourney();
    expect(journey.sync(journey.open(owner))).toMatchObject(done);
    const ask = (method: 'GET' | 'POST', end: string, query: Record<string, string>, body?: object) => journey.emulator.call(owner, method, `/v4/spreadsheets/${journey.spreadsheetId}${end}`, query, body);
    const { sheets = [] } = ask('GET', '', { fields: 'sheets.properties' }).json as gapi.client.sheets.Spreadsheet;
    const { sheetId } = sheets.find(({ properties }) => properties?.title === 'Overordnede mål')!.properties!;
    const protectedRange = { range: { sheetId }, description: 'Planark', warningOnly: false, editors: { users: [owner] } };
    expect(ask('POST', ':batchUpdate', {}, { requests: [{ addProtectedRange: { protectedRange } }] }).status).toBe(200);
    expect(journey.sync(journey.open(editor))).toMatchObject(done);
    expect(journey.sync(journey.open(owner))).toMatchObject(done);
    expect(journey.person(editor).type('Overordnede mål', 'C2', 'x')).toMatch(/protected/i);
  });

  test.each(otherwise)('[J1][J14] store and sheet come to the same where Google behaves otherwise: %j', async (switches) => {
    const journey = await startJourney({ switches });
    const [world, timer] = [journey.open(editor), journey.open(owner)];
    const row = journey.plan().plan.tables.activities.length + 2;
    journey.edit(withActivity(0, { title: 'Fra lageret' }));
    expect(journey.person(editor).type('Tiltak', 'C2', 'Fra arket')).toBeNull();
    expect(journey.person(editor).type('Tiltak', `C${row}`, 'Kveldsmøte')).toBeNull();
    expect(journey.sync(world).shown?.outcome).toBe('conflicts');
    timer.run('onTimer');
    expect(journey.cell('Konflikter!A1')).not.toBeNull();
    expect(journey.person(editor).type('Tiltak', 'C2', 'Fra lageret')).toBeNull();
    journey.sync(world);
    timer.run('onTimer');
    timer.sheetsCalls.splice(0);
    expect([journey.sync(timer), timer.sheetsCalls.length, dirty(journey)]).toMatchObject([done, 1, false]);
    expect(journey.plan().plan.tables.activities.filter(({ title }) => title === 'Kveldsmøte')).toHaveLength(1);
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

  test('[J2][J10] somebody else’s tab by the stamp’s name, shorter than a stamp: the menu comes up, and the plan is connected all the same', async () => {
    const journey = await startJourney();
    const world = journey.open(owner, false);
    expect(journey.person().renameTab('_planark', '_planark 2')).toBeNull();
    expect(journey.person().addTab('_planark')).toBeNull();
    const { json } = journey.emulator.call(owner, 'GET', `/v4/spreadsheets/${journey.spreadsheetId}`, { fields: 'sheets.properties' });
    const { sheetId } = (json as gapi.client.sheets.Spreadsheet).sheets!.find(({ properties }) => properties?.title === '_planark')!.properties!;
    const properties = { sheetId, gridProperties: { rowCount: 2, columnCount: 1 } };
    const requests = [{ updateSheetProperties: { properties, fields: 'gridProperties.rowCount,gridProperties.columnCount' } }];
    expect(journey.emulator.call(owner, 'POST', `/v4/spreadsheets/${journey.spreadsheetId}:batchUpdate`, {}, { requests }).status).toBe(200);
    world.runSimply('onOpen', {});
    expect(world.shown.menu?.name).toBe('Planark');
    expect(world.call<SidebarAnswer>('sidebarConnect', 'planark_000000000000_nei').trouble).toEqual({ code: 'wrong-token' });
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
    expect(look(world).trouble).toMatchObject({ code: 'google-not-found' });
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
});

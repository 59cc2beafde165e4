import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, Frame } from 'playwright-core';
import { makeToken } from '../../core/node/people/token';
import { firstScripts, pageFolder, pageServer } from '../support/browser';
import type { ExcelHost } from '../support/excel-host/host';
import { addressOf } from '../support/excel-host/model/area';
import { sheetNamed } from '../support/excel-host/model/book';
import { personAt, type Person } from '../support/excel-host/person';
import { liveServer, type LiveOptions, type LiveServer } from '../support/live-server';
import { addinServer, axeIn, until, useOffice, type OpenOffice } from '../support/office-browser';
import { accessOf } from '../support/people';
import { addressIn, hostWithPlan, shownAt } from '../support/plan-in-excel';
import { describeWith } from '../support/programs';

const id = 'lillehammer-2026';
const syncs = '**/api/plans/*/sync';
const button = (frame: Frame, name: string | RegExp) => frame.getByRole('button', { name, exact: typeof name === 'string' });

const activities = async ({ store }: LiveServer): Promise<readonly Record<string, unknown>[]> => {
  const head = await store.head(id);
  return head.ok ? head.value.plan.tables.activities : [];
};
const activity = async (server: LiveServer, code: string) => (await activities(server)).find((one) => one['code'] === code);
const titled = async (server: LiveServer, title: string) => (await activities(server)).filter((one) => one['title'] === title);
const headNumber = async ({ store }: LiveServer): Promise<number> => {
  const head = await store.head(id);
  return head.ok ? head.value.number : 0;
};

/** Somebody else changes an activity in the store. */
const commit = async ({ store }: LiveServer, code: string, fields: Record<string, unknown>): Promise<void> => {
  const head = await store.head(id);
  if (!head.ok) throw new Error(head.failure.kind);
  const { plan, number: parent } = head.value;
  const activities = plan.tables.activities.map((one) => (one['code'] === code ? { ...one, ...fields } : one)) as typeof plan.tables.activities;
  await store.commit({ planId: id, parent, plan: { ...plan, tables: { ...plan.tables, activities } }, author: 'nestleder', time: '2026-11-21T10:00:00.000Z', message: '', token: `other-${parent}` });
};

describe('the add-in as it is built', () => {
  const folder = path.join(pageFolder(), 'addin');
  const file = (pattern: RegExp): string => readFileSync(path.join(folder, readdirSync(folder).find((name) => pattern.test(name))!), 'utf8');

  test('[K13] has a pane of at most 300 KB, compressed, without inline script or style', () => {
    expect(gzipSync(firstScripts(folder).join('')).length).toBeLessThanOrEqual(300 * 1024);
    expect(file(/^index\.html$/)).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son\w+=/);
  });

  test('[A23] is sent with a policy of its own, and the page with the one it had', async () => {
    const { get } = await pageServer();
    const [pane, page] = [await get('/addin/'), await get('/')];
    expect(pane.headers.get('content-security-policy')).toMatch(/script-src 'self' https:\/\/appsforoffice\.microsoft\.com;.*frame-ancestors 'self' https:\/\/\*\.officeapps\.live\.com/);
    expect([pane.headers.get('x-frame-options'), pane.headers.get('x-content-type-options')]).toEqual([null, 'nosniff']);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'$/);
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect((await get('/api/plans')).headers.get('x-frame-options')).toBe('DENY');
  });
});

test('[A23] a pane with an office.js of one’s own loads scripts from there alone', async () => {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-office-'));
  const policyWith = async (address: string): Promise<string | null> => {
    mkdirSync(path.join(folder, 'addin'), { recursive: true });
    writeFileSync(path.join(folder, 'addin/index.html'), `<script src="${address}"></script>`);
    const { get } = await liveServer({ serve: { pageFolder: folder } });
    return (await get('/addin/')).headers.get('content-security-policy');
  };
  expect(await policyWith('https://files.example.org/office/office.js')).toMatch(/script-src 'self' https:\/\/files\.example\.org;/);
  expect(await policyWith('office/office.js')).toMatch(/script-src 'self';/);
  rmSync(folder, { recursive: true });
});

describeWith('chromium', 'the pane beside a workbook in an emulated Excel, with Microsoft’s own client and a real server', () => {
  const open = useOffice();

  interface OpenPane extends OpenOffice {
    readonly frame: Frame;
    readonly server: LiveServer;
    readonly person: Person;
    /** Types into the cell of a record. */
    type(code: string, header: string, text: string, who?: Person): void;
    shown(code: string, header: string): unknown;
    /** Opens the pane again. */
    again(): Promise<Frame>;
  }

  interface PaneOptions {
    readonly server?: LiveOptions;
    readonly expected?: RegExp;
    readonly route?: (context: BrowserContext, server: LiveServer) => Promise<unknown>;
  }

  const withPlan = async ({ server: options, expected, route }: PaneOptions = {}): Promise<OpenPane> => {
    const server = await addinServer(options);
    const host = await hostWithPlan(server, id);
    const office = await open('desktop', { host, viewport: { width: 320, height: 800 }, ...(expected && { expected }) });
    await route?.(office.context, server);
    const { frame } = await office.window.open(server.addin);
    const person = personAt(host);
    return {
      ...office, frame, server, person,
      type: (code, header, text, who = person) => expect(who.type('Tiltak', addressIn(host, 'Tiltak', code, header), text)).toBeNull(),
      shown: (code, header) => shownAt(host, 'Tiltak', addressIn(host, 'Tiltak', code, header)),
      again: async () => (await office.window.open(server.addin)).frame,
    };
  };
  /** The pane has read the workbook, and the server has looked at it. */
  const looked = async (options?: PaneOptions): Promise<OpenPane> => {
    const opened = await withPlan(options);
    await opened.frame.getByText('Ingen endringer siden sist.').waitFor();
    return opened;
  };
  const isUpToDate = (frame: Frame): Promise<void> => frame.getByText('Arbeidsboken er oppdatert.').waitFor();
  const isWhole = async (frame: Frame, view: string): Promise<void> => {
    expect([view, await axeIn(frame), await frame.evaluate('document.documentElement.scrollWidth > window.innerWidth')]).toEqual([view, [], false]);
  };
  /** Lets the next sync be done, and something happen before its answer arrives. */
  const beforeAnswer = async ({ context }: OpenOffice, act: () => void): Promise<void> => {
    await context.route(syncs, async (route) => {
      const response = await route.fetch();
      act();
      await route.fulfill({ response });
    }, { times: 1 });
  };

  test('[K2][K3] tells what was typed, leads to what cannot be taken in, and undoes what was synced', async () => {
    const { frame, server, host, person, type, shown } = await looked();
    type('T21', 'Status', 'Fullført');
    person.paste('Tiltak', addressIn(host, 'Tiltak', 'T5', 'Fremdrift'), [['mye']]);
    await frame.getByText('1 endret, 0 nye').first().waitFor();
    await button(frame, 'Forhåndsvis').click();
    await frame.getByRole('heading', { name: 'Dette vil skje' }).waitFor();
    expect(await frame.locator('del, ins').allInnerTexts()).toEqual(['Pågår', 'Fullført']);
    await button(frame, 'Gå til neste').click();
    await until(() => host.book.selection.sheetId === sheetNamed(host.book, 'Tiltak')!.id);
    expect(addressOf(host.book.selection.area)).toBe(addressIn(host, 'Tiltak', 'T5', 'Fremdrift'));
    expect(await activity(server, 'T21')).toMatchObject({ status: 'under-way' });

    await frame.getByLabel('Hva er endret?').fill('Etter styremøtet');
    await button(frame, 'Ta inn endringene').click();
    await isUpToDate(frame);
    await frame.getByRole('link', { name: 'Se det i historikken, eller angre det der.' }).click();
    await button(frame, 'Angre revisjon 2').click();
    await frame.getByRole('dialog').getByRole('button', { name: 'Angre revisjon 2', exact: true }).click();
    await frame.getByText('Revisjon 2 er angret.').waitFor();
    await frame.getByRole('link', { name: 'Arbeidsbok', exact: true }).click();
    await frame.getByText('Revisjon 3; arbeidsboken har revisjon 2.').waitFor();
    await button(frame, 'Synkroniser').click();
    await isUpToDate(frame);
    expect(shown('T21', 'Status')).toBe('Pågår');
  });

  test('[C59] shows plan and budget held against each other to whoever opens that', async () => {
    const { frame } = await looked();
    await frame.getByRole('heading', { name: 'Budsjett mot plan' }).click();
    await frame.getByText('2 ting å rette.').waitFor();
    await frame.getByText('Budsjett · Sosiale arrangement · 4 260 NOK').waitFor();
    expect(await frame.getByRole('row', { name: /^F4/ }).count()).toBe(1);
    await isWhole(frame, 'plan and budget');
  });

  test('[K2] tells what others did in the store as it happens, and who', async () => {
    const { frame, server } = await looked();
    await commit(server, 'T21', { responsible: 'Nina' });
    await frame.getByText('Revisjon 2; arbeidsboken har revisjon 1.').waitFor();
    await frame.getByText('1 endring hentes fra lageret.').waitFor();
    await frame.getByText(/av nestleder/).waitFor();
  });

  test('[K11] settles a conflict side by side', async () => {
    const { frame, server, type } = await looked();
    await commit(server, 'T21', { responsible: 'Nina' });
    type('T21', 'Ansvarlig', 'Kari');
    await frame.getByText('1 åpen konflikt').waitFor();
    await button(frame, 'Forhåndsvis').click();
    await frame.getByText('Nina', { exact: true }).waitFor();
    await isWhole(frame, 'conflict');
    await frame.getByRole('radio').nth(1).check();
    await button(frame, 'Ta inn endringene').click();
    await isUpToDate(frame);
    expect(await activity(server, 'T21')).toMatchObject({ responsible: 'Kari' });
  });

  test('[K5] takes in what a co-author typed while the sync was under way', async () => {
    const office = await looked();
    const { frame, server, host, type, shown } = office;
    await commit(server, 'T22', { responsible: 'Nina' });
    type('T21', 'Status', 'Fullført');
    await beforeAnswer(office, () => type('T22', 'Ansvarlig', 'Per', personAt(host, { isElsewhere: true })));
    await button(frame, 'Synkroniser').click();
    await frame.getByText('1 åpen konflikt').waitFor();
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
    expect(shown('T22', 'Ansvarlig')).toBe('Per');
  });

  const failures: readonly (readonly [kind: string, text: string, fail: (host: ExcelHost) => void, mend: (host: ExcelHost) => void])[] = [
    ['a tab locked with a password', 'Fanen «Tiltak» er låst.', ({ book }) => { sheetNamed(book, 'Tiltak')!.protection = { options: {}, password: 'hemmelig' }; }, ({ book }) => { sheetNamed(book, 'Tiltak')!.protection = null; }],
    // The request after the next one: the next one asks whether all still stands.
    ['an end in the middle', 'Bare en del ble skrevet', ({ faults }) => faults.stopAt(3, 'GeneralException', { after: 1 }), () => undefined],
    ['an answer that is lost', 'Bare en del ble skrevet', ({ faults }) => faults.lose({ after: 1 }), () => undefined],
  ];
  test.each(failures)('[K6] that could not write (%s) says so, and the next sync mends it', async (kind, text, fail, mend) => {
    const office = await looked();
    const { frame, server, host, type, shown } = office;
    await commit(server, 'T22', { responsible: 'Nina' });
    type('T21', 'Status', 'Fullført');
    await beforeAnswer(office, () => fail(host));
    await button(frame, 'Synkroniser').click();
    await frame.getByText(text).waitFor();
    await frame.getByText('Endringene dine er trygt i lageret').waitFor();
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
    await isWhole(frame, kind);
    mend(host);
    await button(frame, 'Synkroniser igjen').click();
    await isUpToDate(frame);
    expect(shown('T22', 'Ansvarlig')).toBe('Nina');
  });

  test('[K6] that may not change the workbook says so, and puts nothing into it', async () => {
    const { addin } = await addinServer();
    const { window, host } = await open('desktop');
    host.book.isReadOnly = true;
    const { frame } = await window.open(addin);
    await button(frame, /^Velg .*Lillehammer/).click();
    await button(frame, 'Sett inn planen her').click();
    await frame.getByText('åpnet bare for lesing').waitFor();
    expect(host.book.sheets.map(({ name }) => name)).toEqual(['Ark1']);
  });

  test('[K7] explains that it waits for a cell, and goes on when the person has left it', async () => {
    const { frame, host } = await looked();
    host.faults.beginEditing();
    await button(frame, 'Synkroniser').click();
    await frame.getByText('Du er midt i en celle.').first().waitFor();
    await isWhole(frame, 'editing');
    host.faults.endEditing();
    await isUpToDate(frame);
  });

  test('[K4][K8] goes on with a sync where the server was away and the pane was closed', async () => {
    const office = await looked({ expected: /ERR_FAILED/ });
    const { context, frame, server, type, again } = office;
    type('T21', 'Status', 'Fullført');
    await context.route(syncs, async (route) => {
      await route.fetch(); // it is done, and the answer is lost
      await route.abort();
    });
    await button(frame, 'Synkroniser').click();
    await frame.getByText('Serveren svarer ikke.').waitFor();
    await frame.page().close();
    await context.unroute(syncs);
    await isUpToDate(await again());
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
    expect(await headNumber(server)).toBe(2);
  });

  test('[K4] that finds another workbook than the one sent only looks at it: what was done is not done twice', async () => {
    const office = await looked({ expected: /ERR_FAILED/ });
    const { context, frame, server, person, host, type, again } = office;
    const last = sheetNamed(host.book, 'Tiltak')!.tables[0]!.area.bottom + 2;
    person.type('Tiltak', `C${last}`, 'Julemøte for tillitsvalgte');
    await context.route(syncs, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(frame, 'Synkroniser').click();
    await frame.getByText('Serveren svarer ikke.').waitFor();
    await frame.page().close();
    await context.unroute(syncs);
    type('T21', 'Status', 'Fullført');
    const opened = await again();
    await opened.getByText('1 endret').first().waitFor();
    expect(await headNumber(server)).toBe(2);
    await button(opened, 'Synkroniser').click();
    await isUpToDate(opened);
    expect(await titled(server, 'Julemøte for tillitsvalgte')).toHaveLength(1);
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
  });

  test('[K8][K10] asks for a token that has run out, and goes on with what was under way', async () => {
    const { frame, server, host, type } = await looked({ expected: /status of 4(01|09)/ });
    const { token, text } = makeToken({ name: 'kasserer', grants: [{ role: 'owner', on: 'everything' }], expires: null, madeBy: 'x' }, new Date());
    type('T21', 'Status', 'Fullført');
    await server.tokens.add(token);
    await button(frame, 'Synkroniser').click();
    await frame.getByRole('heading', { name: 'Serveren ber om et token' }).waitFor();
    await isWhole(frame, 'token');
    await frame.getByLabel('Token', { exact: true }).fill(text);
    await button(frame, 'Fortsett').click();
    await isUpToDate(frame);
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
    expect(await frame.evaluate('Object.keys(localStorage).filter((key) => localStorage[key].includes("planark_") || key.includes("token"))')).toEqual([expect.stringMatching(/planark\.token $/)]);
    expect(inspect(host.book, { depth: null, maxArrayLength: null, maxStringLength: null }).includes(text)).toBe(false);
    await button(frame, 'Server').click();
    await isWhole(frame, 'server');
    await button(frame, 'Glem tokenet').click();
    await frame.getByRole('heading', { name: 'Serveren ber om et token' }).waitFor();
  });

  test('[K9] of a plan that is not on this server says so, and leads to the choice of another', async () => {
    const other = await liveServer({ access: accessOf({ name: 'Kari', key: 'kari', grants: [] }) });
    const { frame } = await withPlan({
      expected: /status of 40[34]/,
      route: (context, { address }) => context.route('**/api/plans/**', async (route) => route.fulfill({ response: await route.fetch({ url: route.request().url().replace(address.replace('127.0.0.1', 'localhost'), other.address) }) })),
    });
    await frame.getByText('Denne serveren har ikke planen lillehammer-2026').waitFor();
    await isWhole(frame, 'unknown plan');
    await button(frame, 'Server og token').click();
    await frame.getByLabel('Adressen til serveren').fill('http://plan.example.org');
    await button(frame, 'Bruk denne serveren').click();
    await frame.getByText('Skriv en adresse som begynner med https://').waitFor();
  });

  test('[V17] offers no sync to who may only read', async () => {
    const { frame } = await looked({ server: { access: accessOf({ name: 'Kari', key: 'kari', grants: [{ role: 'reader', on: 'everything' }] }) } });
    await frame.getByText('Du kan lese denne planen, men ikke endre den.').waitFor();
    expect(await button(frame, 'Synkroniser').count()).toBe(0);
  });

  test('[K14] says where it belongs when it is opened without Excel', async () => {
    const { addin } = await addinServer();
    const { context } = await open('desktop', { viewport: { width: 320, height: 800 }, expected: /outside of Office/ });
    const page = await context.newPage();
    await page.goto(addin);
    await page.getByRole('heading', { name: 'Dette panelet hører hjemme i Excel' }).waitFor();
    await isWhole(page.mainFrame(), 'not in Excel');
  });
});

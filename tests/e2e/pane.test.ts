import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { makeToken } from '../../core/node/people/token';
import { pageFolder, pageServer, useBrowser, type OpenPage, type PageOptions } from '../support/browser';
import { liveServer, type LiveServer } from '../support/live-server';
import { inWorkbook, insertPlan, openPane } from '../support/open-pane';
import { accessOf } from '../support/people';
import { describeWith } from '../support/programs';

const id = 'lillehammer-2026';
const narrow = { viewport: { width: 320, height: 800 } };
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

const activity = async ({ store }: LiveServer, code: string): Promise<Record<string, unknown> | undefined> => {
  const head = await store.head(id);
  return head.ok ? head.value.plan.tables.activities.find((one) => one['code'] === code) : undefined;
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
    expect(gzipSync(file(/^pane-\w{8}\.js$/)).length).toBeLessThanOrEqual(300 * 1024);
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

describeWith('chromium', 'the pane', () => {
  const open = useBrowser();
  const withPlan = async (options: PageOptions = {}): Promise<OpenPage> => {
    const opened = await open({ ...narrow, ...options });
    await openPane(opened);
    await insertPlan(opened.page, 'Lillehammer');
    await opened.page.getByText('Ingen endringer siden sist.').waitFor();
    return opened;
  };
  /** In a contrast theme the browser paints with the theme's colours, and axe-core reads ours. */
  const whole = async ({ axe, overflow }: OpenPage, view: string, isForced = false): Promise<void> => {
    const found = (await axe()).filter((finding) => !(isForced && finding.startsWith('color-contrast')));
    expect([view, found, Math.max(await overflow(), 0)]).toEqual([view, [], 0]);
  };

  test('[K1] puts a plan beside the tabs of somebody’s own workbook, and knows it again', async () => {
    const opened = await withPlan();
    const { page } = opened;
    expect(await inWorkbook(page, 'book.tabs().filter((name) => name.startsWith("Budsjett"))')).toEqual(['Budsjett', 'Budsjett (plan)']);
    await page.getByText('Budsjett (plan)').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /Lillehammer/ }).waitFor();
    await page.getByText('Ingen endringer siden sist.').waitFor();
  });

  test('[K2][K3] previews what was typed, leads to the cells, syncs, and undoes', async () => {
    const opened = await withPlan();
    const { page, server } = opened;
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Status', 'Fullført'); book.type('Tiltak', 'T5', 'Fremdrift', 'mye')`);
    await page.getByText('1 endret, 0 ny').first().waitFor();
    await button(page, 'Forhåndsvis').click();
    await page.getByRole('heading', { name: 'Dette vil skje' }).waitFor();
    expect(await page.locator('del, ins').allInnerTexts()).toEqual(['Pågår', 'Fullført']);
    await button(page, 'Vis Tiltak!Q22 i arbeidsboken').click();
    await button(page, 'Gå til neste').click();
    expect(await inWorkbook(page, 'book.selected')).toEqual(['Tiltak!Q22', 'Tiltak!R6']);
    expect(await activity(server, 'T21')).toMatchObject({ status: 'under-way' });

    await page.getByLabel('Hva er endret?').fill('Etter styremøtet');
    await button(page, 'Ta inn endringene').click();
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
    await page.getByRole('link', { name: 'Se det i historikken, eller angre det der.' }).click();
    await button(page, 'Angre revisjon 2').click();
    await button(page, 'Angre revisjon 2').last().click();
    await page.getByText('Revisjon 2 er angret.').waitFor();
    await page.getByRole('link', { name: 'Arbeidsbok', exact: true }).click();
    await page.getByText('Revisjon 3; arbeidsboken har revisjon 2.').waitFor();
    await button(page, 'Synkroniser').click();
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(await inWorkbook(page, `book.valueOf('Tiltak', 'T21', 'Status')`)).toBe('Pågår');
  });

  test('[K2] tells what others did in the store as it happens, and who', async () => {
    const { page, server } = await withPlan();
    await commit(server, 'T21', { responsible: 'Nina' });
    await page.getByText('Revisjon 2; arbeidsboken har revisjon 1.').waitFor();
    await page.getByText('1 endring hentes fra lageret.').waitFor();
    await page.getByText(/av nestleder/).waitFor();
  });

  test('[K11] settles a conflict side by side', async () => {
    const opened = await withPlan();
    const { page, server } = opened;
    await commit(server, 'T21', { responsible: 'Nina' });
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Ansvarlig', 'Kari')`);
    await page.getByText('1 åpen konflikt').waitFor();
    await button(page, 'Forhåndsvis').click();
    await page.getByText('Nina', { exact: true }).waitFor();
    await whole(opened, 'conflict');
    await page.getByRole('radio').nth(1).check();
    await button(page, 'Ta inn endringene').click();
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(await activity(server, 'T21')).toMatchObject({ responsible: 'Kari' });
  });

  test('[K5] takes in what a co-author typed while the sync was under way', async () => {
    const { page, server } = await withPlan();
    await commit(server, 'T22', { responsible: 'Nina' });
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Status', 'Fullført'); book.typeBefore('write', 'Tiltak', 'T22', 'Ansvarlig', 'Per'); 0`);
    await button(page, 'Synkroniser').click();
    await page.getByText('1 åpen konflikt').waitFor();
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
    expect(await inWorkbook(page, `book.valueOf('Tiltak', 'T22', 'Ansvarlig')`)).toBe('Per');
  });

  test.each([
    ['protected', false, 'Fanen «Tiltak» er låst.'], ['read-only', false, 'åpnet bare for lesing'], ['lost', true, 'Bare en del ble skrevet'],
  ])('[K6] that could not write (%s) says so, and the next sync mends it', async (kind, isPartial, text) => {
    const opened = await withPlan();
    const { page, server } = opened;
    await commit(server, 'T22', { responsible: 'Nina' });
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Status', 'Fullført'); book.failNext('write', { kind: ${JSON.stringify(kind)}, isPartial: ${String(isPartial)}, tab: 'Tiltak' })`);
    await button(page, 'Synkroniser').click();
    await page.getByText(text).waitFor();
    await page.getByText('Endringene dine er trygt i lageret').waitFor();
    await whole(opened, kind);
    await button(page, 'Synkroniser igjen').click();
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(await inWorkbook(page, `book.valueOf('Tiltak', 'T22', 'Ansvarlig')`)).toBe('Nina');
  });

  test('[K7] explains that it waits for a cell, and goes on when the person has left it', async () => {
    const opened = await withPlan();
    const { page } = opened;
    await inWorkbook(page, `book.holdNext('read')`);
    await button(page, 'Synkroniser').click();
    await page.getByText('Du er midt i en celle.').first().waitFor();
    await whole(opened, 'editing');
    await inWorkbook(page, 'book.goOn()');
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
  });

  test('[K4][K8] goes on with a sync where the server was away and the pane was closed', async () => {
    const opened = await withPlan({ mayFailToLoad: true });
    const { page, server } = opened;
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Status', 'Fullført')`);
    await page.route('**/api/plans/*/sync', async (route) => {
      await route.fetch(); // it is done, and the answer is lost
      await route.abort();
    });
    await button(page, 'Synkroniser').click();
    await page.getByText('Serveren svarer ikke.').waitFor();
    await page.unroute('**/api/plans/*/sync');
    await page.reload();
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(await activity(server, 'T21')).toMatchObject({ status: 'completed' });
    const head = await server.store.head(id);
    expect(head.ok && head.value.number).toBe(2);
  });

  test('[K8][K10] asks for a token that has run out, and goes on with what was under way', async () => {
    const opened = await withPlan({ mayFailToLoad: true });
    const { page, server } = opened;
    const { token, text } = makeToken({ name: 'kasserer', grants: [{ role: 'owner', on: 'everything' }], expires: null, madeBy: 'x' }, new Date());
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Status', 'Fullført')`);
    await server.tokens.add(token);
    await button(page, 'Synkroniser').click();
    await page.getByRole('heading', { name: 'Serveren ber om et token' }).waitFor();
    await whole(opened, 'token');
    await page.getByLabel('Token', { exact: true }).fill(text);
    await button(page, 'Fortsett').click();
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(await page.evaluate('Object.keys(localStorage).filter((key) => key.includes("token"))')).toEqual(['part1.planark.token ']);
    expect(await page.evaluate('localStorage.getItem("test.workbook").includes("planark_")')).toBe(false);
    await button(page, 'Server').click();
    await whole(opened, 'server');
    await button(page, 'Glem tokenet').click();
    await page.getByRole('heading', { name: 'Serveren ber om et token' }).waitFor();
  });

  test('[K9] of a plan that is not on this server says so, and leads to the choice of another', async () => {
    const opened = await withPlan({ mayFailToLoad: true });
    const { page } = opened;
    const other = await liveServer({ serve: { pageFolder: pageFolder() }, access: accessOf({ name: 'Kari', key: 'kari', grants: [] }) });
    await page.route('**/api/plans/**', (route) => route.fetch({ url: route.request().url().replace(opened.server.address, other.address) }).then((response) => route.fulfill({ response })));
    await page.reload();
    await page.getByText('Denne serveren har ikke planen lillehammer-2026').waitFor();
    await whole(opened, 'unknown plan');
    await button(page, 'Server og token').click();
    await page.getByLabel('Adressen til serveren').fill('http://plan.example.org');
    await button(page, 'Bruk denne serveren').click();
    await page.getByText('Skriv en adresse som begynner med https://').waitFor();
  });

  test('[V17] offers no sync to who may only read', async () => {
    const server = await liveServer({ serve: { pageFolder: pageFolder() }, access: accessOf({ name: 'Kari', key: 'kari', grants: [{ role: 'reader', on: 'everything' }] }) });
    const { page } = await withPlan({ server });
    await page.getByText('Du kan lese denne planen, men ikke endre den.').waitFor();
    expect(await button(page, 'Synkroniser').count()).toBe(0);
  });

  test.each([
    ['nb-NO', '#F5F5F5', 'light', 'none'], ['en-US', '#262626', 'light', 'none'], ['sv-SE', '#FFFFFF', 'dark', 'none'], ['nn-NO', '#000000', 'dark', 'active'],
  ] as const)('[K12][K13] is whole for everybody: %s on %s, where the machine is %s and its contrast theme %s', async (displayLanguage, bodyBackgroundColor, colorScheme, forcedColors) => {
    const opened = await open({ ...narrow, colorScheme, forcedColors });
    const { page } = opened;
    await openPane(opened, { displayLanguage, bodyBackgroundColor, controlBackgroundColor: bodyBackgroundColor });
    await page.locator('.plan-choice').first().waitFor();
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(`rgb(${[1, 3, 5].map((at) => parseInt(bodyBackgroundColor.slice(at, at + 2), 16)).join(', ')})`);
    expect(await page.locator('html').getAttribute('lang')).toBe(displayLanguage.slice(0, 2));
    await whole(opened, 'choose', forcedColors === 'active');
    await page.locator('.plan-choice button').first().click();
    await whole(opened, 'dialog', forcedColors === 'active');
    await page.locator('dialog .primary').click();
    await page.locator('.status').waitFor();
    await page.locator('.notice.tone-good').waitFor();
    await whole(opened, 'inserted', forcedColors === 'active');
    await page.locator('.sections a').last().click();
    await page.locator('.revision').first().waitFor();
    await whole(opened, 'history', forcedColors === 'active');
  });

  test('[K13] can be used by keyboard alone', async () => {
    const { page } = await withPlan();
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 20 && (await page.locator(':focus').innerText().catch(() => '')) !== name; i++) await page.keyboard.press('Tab');
      expect(await page.locator(':focus').innerText()).toBe(name);
    };
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Status', 'Fullført')`);
    await tabTo('Forhåndsvis');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Dette vil skje' }).waitFor();
    await tabTo('Ta inn endringene');
    await page.keyboard.press('Enter');
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(await page.locator(':focus').innerText()).toBe('Tatt inn som revisjon 2');
  });

  test('[K14] says where it belongs when it is opened without Excel', async () => {
    const opened = await open(narrow);
    await openPane(opened, { host: null });
    await opened.page.getByRole('heading', { name: 'Dette panelet hører hjemme i Excel' }).waitFor();
    await whole(opened, 'not in Excel');
  });
});

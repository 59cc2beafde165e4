import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import type { PlanList } from '../../core';
import { makeToken } from '../../core/node/people/token';
import type { LiveServer } from '../support/live-server';
import { firstScripts, pageFolder, pageServer, useBrowser } from '../support/browser';
import { describeWith } from '../support/programs';

const plan = '#/plans/lillehammer-2026';
const views = {
  plans: '#/', overview: plan, head: `${plan}/tables/head`, activities: `${plan}/tables/activities`, empty: `${plan}/tables/proposals`,
  history: `${plan}/history`, workbook: `${plan}/workbook`, unknown: '#/nowhere', 'no such plan': '#/plans/no-such-plan',
};

/** Somebody else gives the plan another title. */
const commitTitle = async ({ store }: LiveServer, title: string): Promise<void> => {
  const head = await store.head('lillehammer-2026');
  if (!head.ok) throw new Error(head.failure.kind);
  const { plan: document, number: parent } = head.value;
  await store.commit({ planId: document.id, parent, plan: { ...document, title }, author: 'nestleder', time: '2026-11-21T10:00:00.000Z', message: '', token: `another-${parent}` });
};

describe('the page as it is built', () => {
  const files = readdirSync(pageFolder());
  const read = (ending: string): string => readFileSync(path.join(pageFolder(), files.find((name) => name.endsWith(ending))!), 'utf8');

  test('[V16] begins with at most 128 KB of script and one stylesheet; all of it is named by its content', () => {
    const named = files.map((name) => name.replace(/-[A-Za-z0-9]{8}\./, '-HASH.'));
    expect([...new Set(named)].sort()).toEqual(['addin', 'index.html', 'part-HASH.js', 'planark-HASH.css', 'planark-HASH.js', 'planark-HASH.svg']);
    const first = firstScripts(pageFolder());
    expect(first.reduce((bytes, script) => bytes + Buffer.byteLength(script), 0)).toBeLessThanOrEqual(128 * 1024);
    expect(first.length).toBeLessThan(files.filter((name) => name.endsWith('.js')).length);
  });

  test('[V16] has no inline script or style, and names no other host', () => {
    expect(read('.html')).not.toMatch(/<script(?![^>]*src=)|<style|style=|\son\w+=/);
    expect(read('.html') + read('.css')).not.toMatch(/https?:/);
  });
});

describeWith('chromium', 'the views of the page', () => {
  const open = useBrowser();
  let server: LiveServer;
  beforeAll(async () => { server = await pageServer(); });

  test.each([['light', 1280], ['dark', 1280], ['light', 320], ['dark', 320]] as const)('[V15] are whole for everybody: %s, %i px', async (colorScheme, width) => {
    const { go, axe, overflow, page } = await open({ server, colorScheme, viewport: { width, height: 800 }, mayFailToLoad: true });
    for (const [name, hash] of Object.entries(views)) {
      await go(hash);
      await page.getByText('Henter …').first().waitFor({ state: 'hidden' });
      expect([name, await axe(), Math.max(await overflow(), 0)]).toEqual([name, [], 0]);
    }
  });

  test('[V2] are in the language of the browser, then in the one that is chosen, and stay so', async () => {
    const { go, page } = await open({ server, locale: 'sv-SE' });
    await go('#/');
    await page.getByRole('heading', { level: 1, name: 'Planer' }).waitFor();
    await page.getByText('Avslutad').waitFor();
    for (const [locale, heading] of [['nn', 'Planar'], ['en', 'Plans'], ['nb', 'Planer']] as const) {
      await page.locator('.language select').selectOption(locale);
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    }
    await page.locator('.language select').selectOption('nn');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Planar' }).waitFor();
  });

  test('[V2][V14] are shown where the browser keeps nothing', async () => {
    const { go, page } = await open({ server });
    await page.addInitScript(`for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: () => { throw new DOMException('', 'SecurityError'); } })`);
    await go('#/');
    await page.locator('.language select').selectOption('en');
    await page.getByText('2 plans').waitFor();
  });

  test('[V14] set no cookie', async () => {
    const { go, page } = await open({ server });
    await go(plan);
    expect(await page.context().cookies()).toEqual([]);
  });

  test('[V3][V4] show how the plan stands, and its tables', async () => {
    const { go, page } = await open({ server });
    await go(plan);
    await page.getByText('forventet 45 %').first().waitFor();
    expect(await page.locator('.tile').first().innerText()).toMatch(/Fremdrift\s+48\s%/);
    await page.getByRole('link', { name: 'Tabeller' }).click();
    await page.getByText('37 rader').waitFor();
    await page.getByRole('searchbox').fill('kommunalrapporten');
    await page.getByText('1 av 37 rader').waitFor();
    expect(await page.locator('input, textarea, [contenteditable]').count()).toBe(1);
  });

  test('[C59][C131] show what the plan costs with the board’s marks, what is missing, and what does not fit with the budget', async () => {
    const { go, page } = await open({ server });
    await go(plan);
    const costs = page.getByRole('region', { name: 'Hva planen koster' });
    await costs.getByText('Merket i arket: 1 droppes, 1 utsettes').waitFor();
    expect((await costs.getByRole('row', { name: /^F4/ }).innerText()).replace(/\s+/g, ' ')).toBe('F4 Fag- og tjenesteutvikling 48 000 Med merker: 40 000 64 000 Med merker: 72 000 112 000');
    expect((await costs.getByRole('row', { name: /^2026/ }).innerText()).replace(/\s+/g, ' ')).toMatch(/^2026 399 100 58 000 434 000 −92 900 36\d \d{3}$/);
    const findings = page.getByRole('region', { name: 'Budsjett mot plan' });
    expect(await findings.getByRole('listitem').count()).toBe(4);
    expect((await findings.locator('h3, li').evaluateAll((all) => all.map((one) => one.tagName))).join(' ')).toBe('LI LI H3 LI LI');
    expect((await findings.getByRole('listitem').first().innerText()).replace(/\s+/g, ' ')).toMatch(/^Konto 7350 Sosiale arrangement, 2026: 49 260 er brukt, 45 000 er vedtatt Budsjett · Sosiale arrangement · 4 260 NOK Se etter om noe er ført/);
  });

  test.each(['nb-NO', 'sv-SE'])('[C59] show each amount of what the plan costs without scrolling sideways at 360 px: %s', async (locale) => {
    const { go, page } = await open({ server, locale, viewport: { width: 360, height: 800 } });
    await go(plan);
    const costs = page.getByRole('region', { name: /^(Hva planen koster|Vad planen kostar)$/ });
    await costs.getByRole('row', { name: /^F4/ }).waitFor();
    const amounts = costs.locator('td.number');
    const right = await amounts.evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().right));
    expect([right.length > 20, Math.max(...right) <= 360]).toEqual([true, true]);
    expect(await costs.locator('.scroll-area').evaluateAll((areas) => areas.map((area) => area.scrollWidth - area.clientWidth))).toEqual([0, 0]);
    expect(await page.evaluate('getComputedStyle(document.querySelector("td[data-label]"), "::before").content')).toBe('"2026"');
  });

  test('[V4] find plans among many, and go on to the next page of those found', async () => {
    const { go, page, axe } = await open({ server });
    const asked: (string | null)[][] = [];
    await page.route(/\/api\/plans\?/, async (route) => {
      const { searchParams } = new URL(route.request().url());
      const [query, after] = [searchParams.get('query'), searchParams.get('after')];
      asked.push([query, after]);
      const response = await route.fetch({ url: `${server.address}/api/plans` });
      const { plans } = (await response.json()) as PlanList;
      const found = query === 'norr' ? plans.slice(after === null ? 0 : 1, after === null ? 1 : 2) : [];
      return route.fulfill({ response, json: { plans: found, next: query === 'norr' && after === null ? found[0]!.id : null } });
    });
    await go('#/');
    await page.getByText('2 planer').waitFor();
    await page.getByRole('searchbox', { name: 'Finn plan' }).fill(' norr ');
    await page.getByText('De første 1').first().waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole('button', { name: 'Vis flere' }).click();
    await page.locator('.list-head').getByText('2 planer').waitFor();
    await page.getByRole('searchbox').fill('ingen slik');
    await page.getByText('Ingen planer passer til «ingen slik».').waitFor();
    expect(asked).toEqual([['norr', null], ['norr', 'lillehammer-2026'], ['ingen slik', null]]);
  });

  test('[V15] can be walked through by keyboard alone', async () => {
    const { go, page } = await open({ server });
    await go('#/');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Gå til innholdet');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab'); // the field to find plans with
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Deler av planen' }).waitFor();
    await page.waitForFunction('document.activeElement.tagName === "MAIN"');
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Arbeidsbok');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lever arbeidsboken tilbake' }).waitFor();
  });

  test('[V1] are named by what they show', async () => {
    const { go, page } = await open({ server });
    const named = (name: RegExp) => page.waitForFunction(`${String(name)}.test(document.title)`);
    for (const [name, hash] of Object.entries({ Planer: '#/', 'Siden finnes ikke': '#/nowhere' })) {
      await go(hash);
      await named(new RegExp(`^${name} – Planark$`));
    }
    for (const [name, hash] of Object.entries({ Oversikt: plan, Tiltak: `${plan}/tables/activities`, Historikk: `${plan}/history`, Arbeidsbok: `${plan}/workbook` })) {
      await go(hash);
      await named(new RegExp(`^${name} – .+ .+ – Planark$`));
    }
  });

  test('[V15] are walked through with stops where something scrolls, and only there', async () => {
    const { go, page } = await open({ server, viewport: { width: 1280, height: 4000 } });
    await go(plan);
    const label = await page.locator('.scroll-area', { has: page.locator('.deadlines') }).first().getAttribute('aria-label');
    const deadlines = page.locator(`.scroll-area[aria-label="${label}"]`);
    expect(await deadlines.getAttribute('tabindex')).toBeNull();
    await page.setViewportSize({ width: 320, height: 4000 });
    await page.locator(`.scroll-area[aria-label="${label}"][tabindex="0"]`).waitFor();
  });

  test('[V15] keep the focus where something is fetched meanwhile', async () => {
    const { go, page } = await open({ server });
    await go(`${plan}/workbook`);
    let asked = 0;
    let answer: () => void = () => undefined;
    await page.route('**/workbook.xlsx**', async (route) => {
      asked++;
      await new Promise<void>((resolve) => { answer = resolve; });
      await route.continue();
    });
    await page.getByRole('button', { name: 'Ta ut arbeidsbok' }).focus();
    const waiting = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    await page.locator('button[aria-disabled=true]').waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').innerText()).toBe('Ta ut arbeidsbok');
    answer();
    await waiting;
    await page.locator('button[aria-disabled=false]').waitFor();
    expect([asked, await page.locator(':focus').innerText()]).toEqual([1, 'Ta ut arbeidsbok']);
  });

  test('[V15] leave on paper what is read, and nothing that is pressed', async () => {
    const { go, page } = await open({ server });
    await go(plan);
    await page.getByRole('heading', { name: 'Årshjul' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const selector of ['.top', '.sections', 'main button']) expect(await page.locator(selector).filter({ visible: true }).count()).toBe(0);
    const rows = page.locator('.deadlines').last().locator('tbody tr');
    expect(await rows.filter({ visible: true }).count()).toBe(await rows.count());
  });

  test('[V12] mark a plan that has a new revision, and show it when asked to', async () => {
    const own = await pageServer();
    const { go, page } = await open({ server: own });
    await go(plan);
    await page.getByRole('heading', { name: 'Årshjul' }).waitFor();
    await commitTitle(own, 'Planen heter noe nytt');
    await page.getByText('Planen har fått en ny revisjon, 2. Du ser revisjon 1.').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).not.toContain('noe nytt');
    await page.getByRole('button', { name: 'Vis den nyeste' }).click();
    await page.getByRole('heading', { level: 1, name: 'Planen heter noe nytt' }).waitFor();
    await page.getByText('Planen har fått en ny revisjon').waitFor({ state: 'hidden' });
  });

  test('[V17] offer what whoever looks may do, and nothing else', async () => {
    const own = await pageServer();
    const head = await own.store.head('lillehammer-2026');
    if (!head.ok) throw new Error(head.failure.kind);
    await own.store.commit({ planId: 'lillehammer-2026', parent: 1, plan: { ...head.value.plan, title: 'Ny' }, author: 'x', time: '2026-11-21T10:00:00.000Z', message: '', token: 'x' });
    const offered = async (role: 'reader' | 'editor' | 'owner') => {
      const { token, text } = makeToken({ name: role, grants: [{ role, on: { plan: 'lillehammer-2026' } }], expires: null, madeBy: 'x' }, new Date());
      await own.tokens.add(token);
      own.clock.ahead += 1_000;
      const { go, page, axe } = await open({ server: own, mayFailToLoad: true });
      await go('#/');
      await page.getByLabel('Token', { exact: true }).fill(text);
      await page.getByRole('button', { name: 'Fortsett' }).click();
      await page.getByText('1 plan').first().waitFor();
      await go(`${plan}/history`);
      await page.getByRole('heading', { name: 'Revisjon 1' }).waitFor();
      const undo = await page.getByRole('button', { name: /^(Angre|Gå tilbake)/ }).count();
      await go(`${plan}/workbook`);
      await page.getByRole('heading', { level: 2 }).last().waitFor();
      await page.getByText('Henter …').first().waitFor({ state: 'hidden' });
      return { undo, takeOut: await page.getByRole('button', { name: 'Ta ut arbeidsbok' }).count(), files: await page.locator('input[type=file]').count(), told: await page.getByText('men ikke endre den').count(), axe: await axe() };
    };
    expect(await offered('reader')).toEqual({ undo: 0, takeOut: 1, files: 0, told: 1, axe: [] });
    expect(await offered('editor')).toEqual({ undo: 0, takeOut: 1, files: 1, told: 0, axe: [] });
    expect(await offered('owner')).toEqual({ undo: 2, takeOut: 1, files: 2, told: 0, axe: [] });
  });

  test('[V11][V12] keep history and an undo that is asked about as they are while others go on', async () => {
    const own = await pageServer();
    await commitTitle(own, 'Planen heter noe annet');
    const { go, page } = await open({ server: own, mayFailToLoad: true });
    await go(`${plan}/history`);
    const from = page.getByLabel('Fra');
    await from.selectOption('2');
    await page.getByRole('button', { name: /Gå tilbake hit/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('ins').waitFor();
    await commitTitle(own, 'Planen heter noe tredje');
    await page.getByText('Du ser revisjon 2.').waitFor();
    expect([await dialog.locator('del').innerText(), await page.locator('.revision').count()]).toEqual(['Planen heter noe annet', 2]);

    await dialog.getByRole('button', { name: 'Gå tilbake til revisjon 1' }).click();
    await dialog.getByRole('alert').waitFor(); // what it was asked on is not the newest any more
    await page.keyboard.press('Escape');
    expect([await from.inputValue(), await page.locator(':focus').innerText()]).toEqual(['2', expect.stringContaining('Gå tilbake hit')]);
    await page.getByRole('button', { name: 'Vis den nyeste' }).click();
    await page.getByRole('heading', { name: 'Revisjon 3' }).waitFor();
    expect(await from.inputValue()).toBe('2');
  });

  test('[V14] ask for a token where the server does, and send it in a header alone', async () => {
    const { go, page, axe } = await open({ server, mayFailToLoad: true });
    const addresses: string[] = [];
    await page.route('**/api/**', async (route) => {
      const request = route.request();
      addresses.push(request.url());
      if ((await request.headerValue('authorization')) === 'Bearer right-one') return route.continue();
      const failure = { type: 'about:blank', title: 'Tokenet mangler', status: 401, detail: '', instance: '/', code: 'no-token' };
      return route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(failure) });
    });
    await go('#/');
    await page.getByLabel('Token', { exact: true }).fill('wrong-one');
    await page.getByRole('button', { name: 'Fortsett' }).click();
    await page.getByText('Serveren kjenner ikke dette tokenet, eller det gjelder ikke lenger.').waitFor();
    expect(await axe()).toEqual([]);
    await page.getByLabel('Token', { exact: true }).fill('right-one');
    await page.getByRole('button', { name: 'Fortsett' }).click();
    await page.getByText('2 planer').waitFor();
    expect(addresses.join(' ')).not.toMatch(/right-one|wrong-one/);
    expect(await page.evaluate('localStorage.length + " " + sessionStorage.length')).toBe('0 1');
    await page.getByRole('button', { name: 'Glem tokenet' }).click();
    await page.getByLabel('Token', { exact: true }).waitFor();
  });
});

import type { Page } from 'playwright-core';
import { findBudgetLink, mappingsOf } from '../../core/plan/budget/links';
import { pageFolder, pageServer, useBrowser } from '../support/browser';
import { csvBudget } from '../support/budget-doors';
import { budgetHeaders, budgetMapping } from '../support/budget-grid';
import { gridOf, treasurersBook, treasurersFile } from '../support/live-workbook';
import { liveServer, type LiveServer } from '../support/live-server';
import { accessOf } from '../support/people';
import { describeWith } from '../support/programs';
import { valueOf } from '../support/store-fixtures';

const id = 'lillehammer-2026';
const hash = `#/plans/${id}/workbook`;
const csv = (...lines: string[]) => ({ name: 'budsjett.csv', mimeType: 'text/csv', buffer: Buffer.from(csvBudget(lines)) });
const porto = (adopted: number) => csv(`6940;Porto;${adopted},00;9120,00`, '7350;Fest;45000,00;49260,00', '5010;Lønn;500000,00;1,00');
const planIn = async ({ store }: LiveServer) => valueOf(await store.head(id));
/** Somebody writes another amount for Porto into the plan. */
const writePorto = async (server: LiveServer, adopted: number): Promise<void> => {
  const { plan, number } = await planIn(server);
  const budget = plan.tables.budget.map((line) => (line['account'] === '6940' && line['year'] === 2026 ? { ...line, adopted } : line));
  valueOf(await server.store.commit({ planId: id, parent: number, plan: { ...plan, tables: { ...plan.tables, budget } }, author: 'nestleder', time: '2026-11-21T10:00:00.000Z', message: '', token: `edit-${number}` }));
};
const adopted = async (server: LiveServer): Promise<unknown> => (await planIn(server)).plan.tables.budget.find((line) => line['account'] === '6940' && line['year'] === 2026)!['adopted'];

const drop = (page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) => page.getByLabel('Slipp kassererens budsjett her').setInputFiles(file);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describeWith('chromium', 'the treasurer’s budget on the page', () => {
  const open = useBrowser();

  test('[C125][C164] is shown as it would be read and what it would do; nothing is written before the person says so, and then both', async () => {
    const { go, page, server, axe, overflow } = await open();
    await go(hash);
    await drop(page, porto(21_000));
    await page.getByRole('heading', { name: 'Dette vil skje med budsjettet' }).waitFor();
    await page.getByText('1 endret, 0 nye, 0 å velge mellom').waitFor();
    await page.getByText('Planen kjenner ikke denne filen ennå.').waitFor();
    await page.getByText('Vedtatt 2026: kolonne C · Budsjett 2026').waitFor();
    expect((await planIn(server)).number).toBe(1);
    expect([await axe(), Math.max(await overflow(), 0)]).toEqual([[], 0]);
    await button(page, 'Ta dem inn også').click();
    await page.getByText('1 endret, 1 ny, 0 å velge mellom').waitFor();
    await page.getByLabel('Regnskapet gjelder til og med').fill('2026-09-30');
    await button(page, 'Ta tallene inn').click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 2' }).waitFor();
    expect([await adopted(server), (await planIn(server)).plan.settings?.accountsAsOf]).toEqual([21_000_00, '2026-09-30']);
    expect(findBudgetLink((await planIn(server)).plan, 'budsjett.csv')?.mapping).toMatchObject({ headerRow: 1 });
    await page.getByText('Filer som planen er koblet med').click();
    await button(page, 'Koble fra budsjett.csv').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Koble fra', exact: true }).click();
    await page.getByText('Filer som planen er koblet med').waitFor({ state: 'detached' });
    expect(findBudgetLink((await planIn(server)).plan, 'budsjett.csv')).toBeUndefined();
  });

  test('[C125][C120] what waits is chosen on the page, for what was seen; what others changed meanwhile is shown anew', async () => {
    const { go, page, server, axe } = await open({ mayFailToLoad: true });
    await go(hash);
    await drop(page, porto(21_000));
    await button(page, 'Ta tallene inn').click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 2' }).waitFor();
    await writePorto(server, 25_000_00);
    await button(page, 'Velg en annen fil').last().click();
    await drop(page, porto(22_000));
    await page.getByRole('heading', { name: 'Endret både i planen og i filen siden sist' }).waitFor();
    expect(await axe()).toEqual([]);
    await page.getByLabel('det som står i filen').check();
    await writePorto(server, 26_000_00);
    await button(page, 'Ta inn det jeg har valgt').click();
    await page.getByText('Planen ble endret mens du så på dette').waitFor();
    expect(await adopted(server)).toBe(26_000_00);
    await page.getByLabel('det som står i filen').check();
    await button(page, 'Ta inn det jeg har valgt').click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 5' }).waitFor();
    expect(await adopted(server)).toBe(22_000_00);
  });

  test('[C163] all of a kind are chosen at once', async () => {
    const { go, page, server } = await open();
    const two = (one: number, other: number) => csv(`6940;Porto;${one},00;9120,00`, `7350;Fest;${other},00;49260,00`);
    await go(hash);
    await drop(page, two(21_000, 46_000));
    await button(page, 'Ta tallene inn').click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 2' }).waitFor();
    const { plan } = await planIn(server);
    const budget = plan.tables.budget.map((line) => (['6940', '7350'].includes(String(line['account'])) && line['year'] === 2026 ? { ...line, adopted: 1_00 } : line));
    valueOf(await server.store.commit({ planId: id, parent: 2, plan: { ...plan, tables: { ...plan.tables, budget } }, author: 'nestleder', time: '2026-11-21T10:00:00.000Z', message: '', token: 'both' }));
    await button(page, 'Velg en annen fil').last().click();
    await drop(page, two(22_000, 47_000));
    await button(page, 'Alle: det som står i filen').click();
    await button(page, 'Ta inn det jeg har valgt').click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 4' }).waitFor();
    expect(await adopted(server)).toBe(22_000_00);
  });

  test('[C126] what was chosen stays while the person looks elsewhere on the page', async () => {
    const { go, page } = await open();
    await go(hash);
    await drop(page, porto(21_000));
    await page.getByText('1 endret, 0 nye, 0 å velge mellom').waitFor();
    await go(`#/plans/${id}/history`);
    await page.getByLabel('Slipp den redigerte arbeidsboken her').waitFor({ state: 'detached' });
    await go(hash);
    await page.getByText('1 endret, 0 nye, 0 å velge mellom').waitFor();
  });

  test('[C166] whoever signs in after the token was forgotten finds nothing of it', async () => {
    const { go, page } = await open({ mayFailToLoad: true });
    await page.route('**/api/**', async (route) => ((await route.request().headerValue('authorization')) === 'Bearer right-one' ? route.continue() : route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{}' })));
    const signIn = async (): Promise<void> => {
      await page.getByLabel('Token', { exact: true }).fill('right-one');
      await button(page, 'Fortsett').click();
    };
    await go(hash);
    await signIn();
    await drop(page, porto(21_000));
    await page.getByText('1 endret, 0 nye, 0 å velge mellom').waitFor();
    await button(page, 'Glem tokenet').click();
    await signIn();
    await page.getByLabel('Slipp kassererens budsjett her').waitFor({ state: 'attached' });
    expect(await page.getByText('budsjett.csv').count()).toBe(0);
  });

  test('[C165] a tab that a linked file has beside those that are read is told of, and read where the person says so', async () => {
    const server = await pageServer();
    const { go, page, axe } = await open({ server });
    const { plan, number } = await planIn(server);
    const budgetLinks = [{ name: 'budsjett.xlsx', mapping: budgetMapping() }];
    valueOf(await server.store.commit({ planId: id, parent: number, plan: { ...plan, settings: { ...plan.settings, budgetLinks } }, author: 'kasserer', time: '2026-11-21T10:00:00.000Z', message: '', token: 'link' }));
    const bytes = await treasurersBook({ 'Budsjett 2026': [budgetHeaders, ['6940', 'Porto', 21_000, 9_120]], 'Budsjett 2027': [['Konto', 'Navn', 'Budsjett 2027'], ['6940', 'Porto', 23_000]] });
    await go(hash);
    await drop(page, { name: 'budsjett.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    await page.getByText('Filen har også fanen Budsjett 2027').waitFor();
    expect(await axe()).toEqual([]);
    await button(page, 'Les Budsjett 2027 også').click();
    await page.getByText('Filen har også fanen Budsjett 2027').waitFor({ state: 'detached' });
    await button(page, 'Ta tallene inn').click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 3' }).waitFor();
    expect(mappingsOf(findBudgetLink((await planIn(server)).plan, 'budsjett.xlsx')).map(({ tab }) => tab)).toEqual(['Budsjett 2026', 'Budsjett 2027']);
  });

  test('[C125][C124][C162] gives the treasurer’s workbook back with the plan’s sums of each year; what is written over is what was asked about', async () => {
    const { go, page, server } = await open({ mayFailToLoad: true });
    await go(hash);
    const bytes = await treasurersFile([[...budgetHeaders, 'Plan 2027'], ['6940', 'Porto', 20_000, 9_120], ['7350', 'Fest', 45_000, 49_260, 7]]);
    await drop(page, { name: 'budsjett.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    await button(page, 'Ta tallene inn').click();
    await page.getByRole('heading', { name: /^Tatt inn som revisjon/ }).waitFor();
    await button(page, 'Lag filen med planens summer').click();
    await page.getByText('Skriv en overskrift over en tom kolonne').last().waitFor();
    await page.getByLabel('Overskriften over kolonnen').fill('Plan 2026');
    await button(page, 'Lag filen med planens summer').click();
    await page.getByText('Kolonnen har tall som Planark ikke har skrevet.').waitFor();
    await page.getByLabel('Overskriften over kolonnen').fill('Plan 2027');
    await page.getByLabel('År', { exact: true }).selectOption('2027');
    await button(page, 'Skriv over dem').click();
    await page.getByText('Summene for 2026 står i kolonnen «Plan 2026».').waitFor();
    await button(page, 'Lag filen med planens summer').click();
    await page.getByText('Summene for 2027 står i kolonnen «Plan 2027».').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'Last ned budsjett.xlsx').click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(gridOf(Buffer.concat(chunks)).worksheets[0]!.rows.map(({ cells }) => cells[4]?.value ?? null)).toEqual(['Plan 2026', 18_000, 42_000]);
    expect(gridOf(Buffer.concat(chunks)).worksheets[0]!.rows.slice(0, 2).map(({ cells }) => typeof cells[6]?.value)).toEqual(['string', 'number']);
    expect((await planIn(server)).number).toBe(2);
  });

  test('[C125] a file that nothing can be made of is told with what to do, in the language that is spoken', async () => {
    for (const [locale, label, words] of [['nb-NO', 'Slipp kassererens budsjett her', 'Skriv overskrifter over kolonnene'], ['sv-SE', 'Släpp kassörens budget här', 'Skriv rubriker ovanför kolumnerna'], ['en-GB', 'Drop the treasurer’s budget here', 'Write headers above the columns']] as const) {
      const { go, page } = await open({ locale, mayFailToLoad: true });
      await go(hash);
      await page.getByLabel(label).setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('Hei;du\n;\n') });
      await page.getByText(words).waitFor();
    }
  });

  test('[V17] is not offered to whoever may not change the budget', async () => {
    const server = await liveServer({ access: accessOf({ name: 'Kari', key: 'kari', grants: [{ role: 'editor', on: { plan: id } }] }), serve: { pageFolder: pageFolder() } });
    const { go, page } = await open({ server });
    await go(hash);
    await page.getByLabel('Slipp den redigerte arbeidsboken her').waitFor({ state: 'attached' });
    expect(await page.getByText('Kassererens budsjett').count()).toBe(0);
  });

  test.each([['light', 320], ['dark', 320], ['dark', 1280]] as const)('[V15][C125] is whole for everybody: %s, %i px', async (colorScheme, width) => {
    const server = await pageServer();
    const { go, page, axe, overflow } = await open({ server, colorScheme, viewport: { width, height: 900 } });
    await go(hash);
    await drop(page, csv('6940;Porto;21000,00;9120,00', '6860;Møter;155000,00;118380,00', '5010;Lønn;500000,00;1,00', '7100;Bil;ca 9;1,00'));
    await page.getByRole('heading', { name: 'Dette vil skje med budsjettet' }).waitFor();
    expect([await axe(), Math.max(await overflow(), 0)]).toEqual([[], 0]);
    await button(page, 'Ta tallene inn').click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 2' }).waitFor();
    expect([await axe(), Math.max(await overflow(), 0)]).toEqual([[], 0]);
  });
});

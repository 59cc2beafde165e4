import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import type { PreviewAnswer } from '../../core';
import { pageFolder, useBrowser, type OpenPage } from '../support/browser';
import { editWithExcelJs, type TabEditor } from '../support/edit-xlsx';
import { liveServer, type LiveServer } from '../support/live-server';
import { accessOf } from '../support/people';
import { describeWith } from '../support/programs';

const id = 'lillehammer-2026';
const plan = `#/plans/${id}`;

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();

const download = async (page: Page, name: string | RegExp, as: string): Promise<string> => {
  const file = path.join(folder, as);
  const waiting = page.waitForEvent('download');
  await button(page, name).click();
  await (await waiting).saveAs(file);
  return file;
};

/** A workbook as the page hands it out, with an edit. */
const edited = async ({ page, go }: OpenPage, as: string, edit: (tab: TabEditor) => void): Promise<string> => {
  await go(`${plan}/workbook`);
  const file = await download(page, 'Ta ut arbeidsbok', as);
  await editWithExcelJs(file, edit);
  return file;
};

const choose = async (page: Page, file: string): Promise<void> => {
  await page.getByLabel(/^Slipp den redigerte|^Slepp den redigerte|^Släpp den redigerade|^Drop the edited/).setInputFiles(file);
  await title(page, 'Dette vil skje');
};
const sync = async (page: Page, end: string | RegExp): Promise<void> => {
  await button(page, 'Ta inn endringene').click();
  await title(page, end);
};

const activityOf = async (server: LiveServer, code: string): Promise<Record<string, unknown> | undefined> => {
  const head = await server.store.head(id);
  return head.ok ? head.value.plan.tables.activities.find((one) => one['code'] === code) : undefined;
};
const revisionOf = async (server: LiveServer): Promise<number> => {
  const head = await server.store.head(id);
  return head.ok ? head.value.number : 0;
};
const cellOf = async (file: string, code: string, header: string): Promise<unknown> => {
  let value: unknown;
  await editWithExcelJs(file, (tab) => { value = tab('Tiltak').get(code, header); });
  return value;
};

describeWith('chromium', 'a workbook by way of the page', () => {
  const open = useBrowser();

  test('[V2][V6][V10] is previewed, taken in and handed back up to date', async () => {
    const opened = await open();
    const { page, server } = opened;
    const file = await edited(opened, 'one.xlsx', (tab) => {
      tab('Tiltak').set('T21', 'Status', 'Fullført');
      tab('Tiltak').add({ Tiltak: 'Julemøte for tillitsvalgte' });
      tab('Tiltak').set('T5', 'Fremdrift', 'mye');
    });
    await choose(page, file);
    await page.getByText('1 endret, 1 ny, 0 flyttet, 0 slettet').waitFor();
    expect(await page.locator('del, ins').allInnerTexts()).toEqual(['Pågår', 'Fullført']);
    await page.getByText('«mye» er ikke et tall.').waitFor();
    expect(await opened.axe()).toEqual([]);
    expect(await revisionOf(server)).toBe(1);

    await page.getByLabel('Hva er endret?').fill('Etter styremøtet');
    await sync(page, 'Tatt inn som revisjon 2');
    expect(await activityOf(server, 'T21')).toMatchObject({ status: 'completed' });
    expect(await opened.axe()).toEqual([]);
    const updated = await download(page, 'Last ned one.xlsx', 'one-updated.xlsx');
    expect(await cellOf(updated, 'T38', 'Tiltak')).toBe('Julemøte for tillitsvalgte');
    expect(await cellOf(updated, 'T5', 'Fremdrift')).toBe('mye');

    await page.locator('.language select').selectOption('en');
    const told = page.locator('.sync-answer');
    expect([await told.getAttribute('lang'), await told.getByRole('heading').first().innerText(), await told.getByRole('button').innerText()]).toEqual(['nb', 'Tatt inn som revisjon 2', 'Last ned one.xlsx']);
    await page.locator('.language select').selectOption('nb');
    await button(page, 'Lever en arbeidsbok til').click();
    await editWithExcelJs(updated, (tab) => tab('Tiltak').set('T5', 'Fremdrift', null));
    await choose(page, updated);
    expect(await revisionOf(server)).toBe(2);
  });

  test('[V6] offers no undo to who may not undo', async () => {
    const opened = await open({ server: await liveServer({ serve: { pageFolder: pageFolder() }, access: accessOf({ name: 'Kari', key: 'kari', grants: [{ role: 'editor', on: 'everything' }] }) }) });
    await choose(opened.page, await edited(opened, 'editor.xlsx', (tab) => tab('Tiltak').set('T21', 'Status', 'Fullført')));
    await sync(opened.page, 'Tatt inn som revisjon 2');
    expect(await opened.page.locator('.sync-answer a').allInnerTexts()).toEqual(['Se det i historikken.']);
  });

  test('[V6] that is as the store has it has nothing to take in', async () => {
    const opened = await open();
    const file = await edited(opened, 'same.xlsx', () => undefined);
    await choose(opened.page, file);
    await opened.page.getByText('Arbeidsboken og lageret er like.').waitFor();
    expect(await button(opened.page, 'Ta inn endringene').count()).toBe(0);
  });

  test('[V6] that only lacks what others did is brought up to date, and not said to be changed', async () => {
    const opened = await open();
    const { page, server } = opened;
    const mine = await edited(opened, 'behind.xlsx', () => undefined);
    await choose(page, await edited(opened, 'ahead.xlsx', (tab) => tab('Tiltak').set('T21', 'Ansvarlig', 'Kari')));
    await sync(page, 'Tatt inn som revisjon 2');
    await button(page, 'Lever en arbeidsbok til').click();
    await choose(page, mine);
    await page.getByText('1 endring hentes fra lageret.').waitFor();
    await page.locator('details li').getByText(/^Tiltak: T21 · /).waitFor();
    expect([await page.getByLabel('Hva er endret?').count(), await button(page, 'Ta inn endringene').count()]).toEqual([0, 0]);
    expect(await opened.axe()).toEqual([]);
    await button(page, 'Oppdater arbeidsboken').click();
    await title(page, 'Lageret er uendret');
    expect(await cellOf(await download(page, 'Last ned behind.xlsx', 'behind-updated.xlsx'), 'T21', 'Ansvarlig')).toBe('Kari');
    expect(await revisionOf(server)).toBe(2);
  });

  test('[V6] can be dropped, and a drop beside the place leaves the page as it is', async () => {
    const opened = await open();
    const { page } = opened;
    const file = await edited(opened, 'dropped.xlsx', (tab) => tab('Tiltak').set('T21', 'Status', 'Fullført'));
    const data = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(${JSON.stringify(readFileSync(file).toString('base64'))}), (char) => char.charCodeAt(0));
      transfer.items.add(new File([bytes], 'dropped.xlsx'));
      return transfer;
    })()`);
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
    await page.dispatchEvent('.drop', 'drop', { dataTransfer: data });
    await title(page, 'Dette vil skje');
    await page.getByText('Valgt: dropped.xlsx').waitFor();
  });

  test('[V9][V10] has its conflicts settled on the page, one now and one later', async () => {
    const opened = await open({ timezoneId: 'Asia/Tokyo' });
    const { page, server } = opened;
    const mine = await edited(opened, 'mine.xlsx', (tab) => {
      tab('Tiltak').set('T21', 'Status', 'Utsatt');
      tab('Tiltak').set('T22', 'Ansvarlig', 'Kari');
      tab('Tiltak').set('T23', 'Ansvarlig', 'Per');
    });
    const others = await edited(opened, 'others.xlsx', (tab) => {
      tab('Tiltak').set('T21', 'Status', 'Fullført');
      tab('Tiltak').set('T22', 'Ansvarlig', 'Ola');
    });
    await choose(page, others);
    await sync(page, 'Tatt inn som revisjon 2');
    await button(page, 'Lever en arbeidsbok til').click();

    await page.route('**/workbook?mode=preview', async (route) => {
      const response = await route.fetch();
      const preview = (await response.json()) as PreviewAnswer;
      await route.fulfill({ response, json: { ...preview, conflicts: preview.conflicts.map((one) => ({ ...one, changedBy: { author: 'Kari', time: '2026-11-21T20:30:00.000Z' } })) } });
    });
    await choose(page, mine);
    expect(await page.locator('.sides dt').nth(1).innerText()).toBe('I lageret (Kari, 22.11.2026 05:30)'); // the reader's clock, not the server's
    const status = page.getByRole('group', { name: /T21/ });
    expect(await status.locator('dd').allInnerTexts()).toEqual(['Pågår', 'Fullført', 'Utsatt']);
    await status.getByLabel('I arket').focus();
    await page.keyboard.press('Space');
    await page.getByText('1 konflikt er ikke besvart.').waitFor();
    expect(await opened.axe()).toEqual([]);
    await sync(page, 'Tatt inn som revisjon 3');
    expect(await activityOf(server, 'T21')).toMatchObject({ status: 'postponed' });
    expect(await activityOf(server, 'T22')).toMatchObject({ responsible: 'Ola' });
    expect(await activityOf(server, 'T23')).toMatchObject({ responsible: 'Per' });

    const settle = button(page, 'Løs konfliktene');
    expect(await settle.isDisabled()).toBe(true);
    await page.getByRole('group', { name: /T22/ }).getByLabel('I lageret').check();
    await settle.click();
    await page.getByRole('heading', { name: 'Løste konflikter' }).waitFor();
    const updated = await download(page, 'Last ned mine.xlsx', 'mine-updated.xlsx');
    expect(await cellOf(updated, 'T22', 'Ansvarlig')).toBe('Ola');
    expect(await cellOf(updated, 'T21', 'Status')).toBe('Utsatt');
  });

  test('[V9] with many rows gone waits until the person says that it is meant', async () => {
    const opened = await open();
    const { page, server } = opened;
    const gone = Array.from({ length: 9 }, (_, i) => `T${i + 1}`);
    const file = await edited(opened, 'held.xlsx', (tab) => tab('Tiltak').remove(...gone));
    await choose(page, file);
    await page.getByText('9 av 37 rader er borte fra fanen Tiltak.').waitFor();
    expect(await opened.axe()).toEqual([]);
    expect(await button(page, 'Ta inn endringene').isDisabled()).toBe(true);
    await page.getByLabel('Det er meningen at radene er borte').check();
    await sync(page, 'Tatt inn som revisjon 2');
    // Those that costs refer to stay, and are told.
    expect(await activityOf(server, 'T4')).toBeUndefined();
    expect(await activityOf(server, 'T1')).toBeDefined();
    await page.getByText(/T1 · Styremøter» er ikke slettet/).waitFor();
    await page.getByText('Dette stanser ikke resten.').waitFor(); // rows in use are no cells that make no sense
  });

  test('[V13] of another plan, or no workbook at all, is refused in the words of the server', async () => {
    const opened = await open({ mayFailToLoad: true });
    const { page, server } = opened;
    const file = await edited(opened, 'other.xlsx', () => undefined);
    await page.goto(`${server.address}/#/plans/norrbotten-2021/workbook`);
    await page.getByLabel(/^Slipp den redigerte|^Slepp den redigerte|^Släpp den redigerade|^Drop the edited/).setInputFiles(file);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain(id);
    expect(await opened.axe()).toEqual([]);
    await button(page, 'Velg en annen fil').click();
    await page.getByLabel(/^Slipp den redigerte|^Slepp den redigerte|^Släpp den redigerade|^Drop the edited/).setInputFiles({ name: 'brev.xlsx', mimeType: '', buffer: Buffer.from('Kjære styre') });
    await page.getByRole('alert').waitFor();
    await page.getByText('Valgt: brev.xlsx').waitFor();
  });

  test('[V7][V13] stays chosen while the server is away, and goes on when it is back', async () => {
    const opened = await open({ mayFailToLoad: true });
    const { page, server } = opened;
    const file = await edited(opened, 'away.xlsx', (tab) => tab('Tiltak').set('T21', 'Status', 'Fullført'));
    await choose(page, file);
    await page.getByLabel('Hva er endret?').fill('Skrevet på toget');
    await page.context().setOffline(true);
    await button(page, 'Ta inn endringene').click();
    await page.getByText('Filen din er fortsatt valgt.').waitFor();
    await page.getByRole('link', { name: 'Tabeller' }).click();
    await page.getByRole('link', { name: 'Arbeidsbok' }).click();
    await page.getByText('Valgt: away.xlsx').waitFor();
    expect(await revisionOf(server)).toBe(1);
    await page.context().setOffline(false);
    await title(page, 'Tatt inn som revisjon 2');
    const history = await server.store.history(id);
    expect(history.ok && history.value.map(({ message }) => message)).toContain('Skrevet på toget');
  });

  test('[V13] that something before the server stops is said to be so, and one that is not fetched again by itself has a button', async () => {
    const opened = await open({ mayFailToLoad: true });
    const { page } = opened;
    const file = await edited(opened, 'large.xlsx', () => undefined);
    await page.route('**/workbook?mode=preview', (route) => route.fulfill({ status: 413, contentType: 'text/html', body: '<h1>Request Entity Too Large</h1>' }));
    await page.getByLabel(/^Slipp den redigerte|^Slepp den redigerte|^Släpp den redigerade|^Drop the edited/).setInputFiles(file);
    await page.getByText('Filen er større enn det som slippes gjennom til serveren.').waitFor();
    await button(page, 'Prøv igjen').waitFor();
    await button(page, 'Velg en annen fil').click();
    await page.route('**/workbook.xlsx**', (route) => route.abort('connectionreset'));
    await button(page, 'Ta ut arbeidsbok').click();
    const notice = page.locator('.notice').getByText('Serveren svarer ikke.');
    await notice.waitFor();
    expect(await page.getByText('Planark prøver igjen').count()).toBe(0);
    await page.unroute('**/workbook.xlsx**');
    await download(page, 'Prøv igjen', 'again.xlsx');
    await notice.waitFor({ state: 'hidden' });
  });

  test('[V8] is taken in once where the answer was lost on its way', async () => {
    const opened = await open({ mayFailToLoad: true });
    const { page, server } = opened;
    const file = await edited(opened, 'lost.xlsx', (tab) => tab('Tiltak').set('T21', 'Status', 'Fullført'));
    await choose(page, file);
    let lost = 0;
    await page.route('**/workbook?mode=sync', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await sync(page, 'Tatt inn som revisjon 2');
    expect([lost, await revisionOf(server)]).toEqual([2, 2]);
  });
});

describeWith('chromium', 'history by way of the page', () => {
  const open = useBrowser();

  test('[V2][V5][V11] tells any two revisions apart, undoes one, and goes back as a whole', async () => {
    const opened = await open();
    const { page, server, go } = opened;
    for (const [as, responsible] of [['first.xlsx', 'Kari'], ['second.xlsx', 'Ola']] as const) {
      const file = await edited(opened, as, (tab) => {
        tab('Tiltak').set('T21', 'Ansvarlig', responsible);
        if (responsible === 'Kari') tab('Tiltak').set('T22', 'Status', 'Avlyst');
      });
      await choose(page, file);
      await sync(page, /Tatt inn/);
      await button(page, 'Lever en arbeidsbok til').click();
    }
    await go(`${plan}/history`);
    await page.getByLabel('Fra').selectOption('1');
    await button(page, 'Vis forskjellen').click();
    await title(page, 'Fra revisjon 1 til revisjon 3');
    await page.getByText('2 endret, 0 nye, 0 flyttet, 0 slettet').waitFor();
    expect(page.url()).toContain('from=1&to=3');
    expect(await page.locator('ins').allInnerTexts()).toEqual(expect.arrayContaining(['Ola', 'Avlyst']));
    expect(await opened.axe()).toEqual([]);

    const undo = button(page, 'Angre revisjon 2');
    await undo.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Angre revisjon 2?' });
    await dialog.getByText('2 endret').waitFor();
    expect(await opened.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await undo.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Angre revisjon 2');
    expect(await revisionOf(server)).toBe(3);

    await undo.click();
    await dialog.getByRole('button', { name: 'Angre revisjon 2' }).click();
    await page.getByText('Revisjon 2 er angret. Planen har nå revisjon 4.').waitFor();
    await page.locator('.language select').focus();
    await page.locator('.language select').selectOption('sv');
    await title(page, /^Revisioner$/);
    expect(await page.locator(':focus').inputValue()).toBe('sv'); // what was told before does not take the focus again
    await page.locator('.undone[lang=nb]').getByText('Dette er ikke angret:').waitFor();
    await page.locator('.language select').selectOption('nb');
    await title(page, /^Revisjoner$/);
    expect(await activityOf(server, 'T21')).toMatchObject({ responsible: 'Ola' });
    expect(await activityOf(server, 'T22')).not.toMatchObject({ status: 'cancelled' });

    await page.getByRole('button', { name: /Gå tilbake hit.*Revisjon 2/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gå tilbake til revisjon 2' }).click();
    await page.getByText('Planen er slik den var i revisjon 2, som revisjon 5.').waitFor();
    expect(await activityOf(server, 'T21')).toMatchObject({ responsible: 'Kari' });
  });
});

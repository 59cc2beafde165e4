import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { probes } from '../../addin/host/probes/probes';
import { createHost } from '../support/excel-host/host';
import { darkTheme } from '../support/excel-host/transports/office-end';
import { personAt } from '../support/excel-host/person';
import { compare } from '../support/excel-host/self-check/compare';
import { readTranscript } from '../support/excel-host/self-check/read-transcript';
import type { LiveServer } from '../support/live-server';
import { addinServer, axeIn, useOffice, type OfficePlatform } from '../support/office-browser';
import { describeWith } from '../support/programs';

const overflow = (frame: Frame): Promise<number> => frame.evaluate('Math.max(document.documentElement.scrollWidth - window.innerWidth, 0)') as Promise<number>;
const button = (frame: Frame, name: string) => frame.getByRole('button', { name, exact: true });

describeWith('chromium', 'the page of the self-check, with Microsoft’s untouched office.js', () => {
  const open = useOffice();
  let server: LiveServer & { readonly addin: string };
  beforeAll(async () => { server = await addinServer(); });

  const opened = async (platform: OfficePlatform, options: Parameters<typeof open>[1] = {}) => {
    const office = await open(platform, { viewport: { width: 320, height: 800 }, ...options });
    const { frame } = await office.window.open(`${server.addin}diagnostics.html`);
    await frame.getByRole('heading', { level: 1 }).waitFor();
    return { ...office, frame, page: frame.page() as Page };
  };

  test('[D2][D4][D8] asks first, runs, asks the person, and gives a transcript that agrees', async () => {
    const { frame, host, page } = await opened('desktop');
    const tabs = JSON.stringify(host.book.sheets);
    expect(await frame.getByText('Det du har gjort i arbeidsboken før, kan ikke lenger angres').count()).toBe(1);
    expect([await axeIn(frame), await overflow(frame)]).toEqual([[], 0]);
    // Office's library tells by itself that it is there.
    expect(host.log.entries.flatMap(({ writes }) => Object.keys(writes))).toEqual(['NotifyActionHandlerReady']);
    await button(frame, 'Det er greit, begynn').click();
    await frame.getByText('Skriv 5 i celle A4 og trykk Enter.').first().waitFor({ timeout: 60_000 });
    expect(await frame.evaluate('document.activeElement.textContent')).toBe('Nå er det din tur');
    expect([await axeIn(frame), await overflow(frame)]).toEqual([[], 0]);
    personAt(host).type('~planark-check~1', 'A4', '5');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    for (const step of ['Skriv c i celle C1', 'Skriv 9 i celle B2', 'Skriv 1,5 i celle A1', 'Høyreklikk på radnummer 3', 'Klikk på radnummer 2', 'Skriv x i celle B2', 'Dobbeltklikk i celle B2']) {
      await frame.getByText(step).first().waitFor();
      await button(frame, 'Hopp over').click();
    }
    await frame.getByText(/Selvsjekken er ferdig: \d+ prøver kom til slutt, 7 ble hoppet over, 0 stanset/).first().waitFor();
    expect([await axeIn(frame), await overflow(frame)]).toEqual([[], 0]);
    expect(JSON.stringify(host.book.sheets)).toBe(tabs);
    const text = await frame.getByRole('textbox').inputValue();
    const read = readTranscript(Buffer.from(text));
    if (!read.ok) throw new Error(JSON.stringify(read));
    expect(read.value.excel).toMatchObject({ platform: 'PC', host: 'Excel', displayLanguage: 'nb-NO', culture: 'nb-NO', apis: { ExcelApi: '1.14' } });
    const { differs, rules } = await compare(read.value, probes);
    expect([differs, rules.filter(({ verdict }) => verdict === 'differs'), rules.find(({ rule }) => rule === 'table-growth')!.verdict]).toEqual([false, [], 'agrees']);
    const [download] = await Promise.all([page.waitForEvent('download'), button(frame, 'Last ned').click()]);
    expect(download.suggestedFilename()).toMatch(/^planark-self-check-PC-\d{4}-\d\d-\d\d\.json$/);
    expect(readFileSync(await download.path(), 'utf8')).toBe(text);
  });

  test('[D4][D8] can be stopped, and says so, in a frame of Excel on the web', async () => {
    const { frame, host } = await opened('web', { facts: { locale: 'sv-SE' }, expected: /Clipboard API has been blocked/ });
    await frame.getByText('Det går bra, börja').click();
    await frame.getByText(/Prov \d+ av/).first().waitFor();
    await button(frame, 'Stoppa').click();
    await frame.getByText(/Självkontrollen är klar: \d+ prov kom till slutet, \d+ hoppades över, 0 stannade/).first().waitFor();
    await button(frame, 'Kopiera texten').click();
    await frame.getByText(/Texten är (kopierad|markerad)/).waitFor({ state: 'attached' });
    expect(host.book.sheets.map(({ name }) => name)).toEqual(['Ark1']);
  });

  test('[D8] says that somebody is in a cell, and begins when they have left it', async () => {
    const host = createHost();
    const { frame } = await opened('desktop', { host, facts: { locale: 'en-GB' } });
    host.faults.beginEditing();
    await button(frame, 'That is fine, begin').click();
    await frame.getByText('Somebody is typing in a cell.').waitFor();
    host.faults.endEditing();
    await button(frame, 'Run once more').click();
    await frame.getByText(/Probe \d+ of/).first().waitFor();
    await button(frame, 'Stop').click();
    await frame.getByText('The self-check is over').first().waitFor();
  });

  test('[D8] goes by Office’s theme, and reads well in it', async () => {
    const { frame } = await opened('desktop', { facts: { locale: 'nn-NO', theme: darkTheme } });
    expect([await frame.evaluate('document.documentElement.style.colorScheme'), await axeIn(frame)]).toEqual(['dark', []]);
  });
});

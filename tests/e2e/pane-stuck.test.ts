import { useBrowser, type OpenPage } from '../support/browser';
import { describeWith } from '../support/programs';

const officeScript = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';
const context = { partitionKey: 'part1.', displayLanguage: 'nb-NO', document: { url: 'https://board.example/plan.xlsx' } };
/** An Excel that takes every question and answers none. */
const silentOffice = `globalThis.Office = { context: ${JSON.stringify(context)}, onReady: async () => ({ host: 'Excel' }) }; globalThis.OfficeExtension = { Error: class {} };
globalThis.asked = 0; globalThis.Excel = { run: () => { asked++; return new Promise(() => {}); } };`;

describeWith('chromium', 'a pane that does not get anywhere', () => {
  const open = useBrowser();
  /** The pane as it is built, on an office.js of this test's. */
  const openOn = async (office: string): Promise<OpenPage> => {
    const opened = await open();
    const { page, server } = opened;
    await page.clock.install();
    await page.route(officeScript, (route) => route.fulfill({ contentType: 'text/javascript', body: office }));
    await page.goto(`${server.address}/addin/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return opened;
  };

  test('[K14] since Office fails says so, and can be loaded anew', async () => {
    const failing = `globalThis.reportError = (error) => { globalThis.reported = error.message; }; globalThis.Office = { onReady: () => Promise.reject(new Error('no office')) };`;
    const { page, axe } = await openOn(failing);
    await page.getByRole('alert').getByText('Noe gikk galt i panelet selv.').waitFor();
    expect([await page.evaluate('reported'), await axe()]).toEqual(['no office', []]);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Prøv igjen' }).click()]);
  });

  test('[K7] since Excel never answers can be tried again, and is told that Excel gave no answer', async () => {
    const { page, axe } = await openOn(silentOffice);
    const button = page.getByRole('button', { name: 'Prøv igjen' });
    await page.getByRole('paragraph').getByText('Leser arbeidsboken …').waitFor();
    await page.clock.runFor(15_000);
    expect(await button.count()).toBe(0);
    await page.clock.runFor(6000);
    expect(await axe()).toEqual([]);
    await button.click();
    await button.waitFor({ state: 'detached' });
    await page.clock.runFor(185_000);
    await page.getByText('Excel svarte ikke.').waitFor();
    await button.waitFor();
  });

  test('[K10] signs out where another pane did, and knows the token that another was given', async () => {
    const { page, server } = await openOn(silentOffice);
    const other = await page.context().newPage();
    await other.goto(server.address);
    await page.getByRole('button', { name: 'Server', exact: true }).click();
    await page.getByText('Du har ikke gitt noe token.').waitFor();
    await other.evaluate(`localStorage.setItem('part1.planark.token ', 'secret')`);
    await page.getByRole('button', { name: 'Glem tokenet' }).waitFor();
    await other.evaluate(`localStorage.removeItem('part1.planark.token ')`);
    await page.getByText('Du har ikke gitt noe token.').waitFor();
  });
});

import { createHost } from '../support/excel-host/host';
import { personAt } from '../support/excel-host/person';
import { addinServer, axeIn, insertByPane, until, useOffice, type OfficeOptions, type OfficePlatform, type OpenOffice } from '../support/office-browser';
import { openDesktopWindow } from '../support/excel-host/transports/desktop-window';
import { defaultFacts } from '../support/excel-host/transports/office-end';
import type { AddinPage } from '../support/excel-host/transports/office-window';
import type { LiveServer } from '../support/live-server';
import { describeWith } from '../support/programs';

const platforms: readonly OfficePlatform[] = ['desktop', 'web'];
const plan = 'lillehammer-2026';

describeWith('chromium', 'the ribbon, in an emulated Excel with Microsoft’s own client and a real server', () => {
  const open = useOffice();
  let server: LiveServer & { readonly addin: string };
  beforeEach(async () => { server = await addinServer(); });

  interface Prepared extends OpenOffice {
    readonly pane: AddinPage;
    readonly commands: AddinPage;
  }

  /** A workbook with a plan in it, put in by the pane; and the page of functions. */
  const prepared = async (platform: OfficePlatform, options: OfficeOptions = {}): Promise<Prepared> => {
    const office = await open(platform, options);
    const pane = await office.window.open(server.addin);
    await insertByPane(pane, /Velg .*Lillehammer/);
    return { ...office, pane, commands: await office.window.open(`${server.addin}commands.html`) };
  };
  const headNumber = async (): Promise<number> => {
    const head = await server.store.head(plan);
    return head.ok ? head.value.number : 0;
  };
  /** The dialog's words; then the person closes it. */
  const readAndClose = async ({ window }: OpenOffice): Promise<{ readonly lines: string[]; readonly axe: string[] }> => {
    const dialog = await window.dialog();
    const button = dialog.getByRole('button');
    await button.waitFor();
    const read = { lines: await dialog.locator('.notice p').allTextContents(), axe: await axeIn(dialog) };
    await button.press('Enter');
    return read;
  };

  describe.each(platforms)('%s', (platform) => {
    test('[G15][G16] a sync is done without the pane and told in it where it is open', async () => {
      const office = await prepared(platform);
      personAt(office.host).type('Tiltak', 'Q22', 'Fullført');
      expect(await office.commands.command('planarkSync')).toBe(0);
      await office.pane.frame.locator('.notice').getByText('1 endret, 0 nye, 0 flyttet, 0 slettet').waitFor();
      expect(await headNumber()).toBe(2);
      await office.pane.frame.getByRole('status').filter({ hasText: '1 endret' }).getByRole('button', { name: 'Lukk' }).click();
      expect(await office.commands.command('planarkSync')).toBe(0);
      await office.pane.frame.locator('.notice').getByText('Arbeidsboken er oppdatert.').waitFor();
      expect(await headNumber()).toBe(2);
    });

    test('[G15][G16] without a plan, and without a pane, a small page says so, until it is closed', async () => {
      const office = await open(platform);
      const commands = await office.window.open(`${server.addin}commands.html`);
      const ended = commands.command('planarkSync');
      expect(await readAndClose(office)).toEqual({ lines: ['Denne arbeidsboken har ingen plan fra Planark. Åpne panelet for å sette inn en.'], axe: [] });
      expect(await ended).toBe(0);
    });

    test('[G17] next problem shows the cells that cannot be taken in, one after the other', async () => {
      const office = await prepared(platform);
      const person = personAt(office.host);
      person.paste('Tiltak', 'J22', [['snart']]);
      person.paste('Tiltak', 'J24', [['senere']]);
      const { frame } = office.pane;
      const where = async (count: string): Promise<void> => {
        expect(await office.commands.command('planarkNextProblem')).toBe(0);
        await frame.locator('.notice').getByText(count).waitFor();
      };
      await where('Tiltak!J22 (1 av 2)');
      await where('Tiltak!J24 (2 av 2)');
      await where('Tiltak!J22 (1 av 2)');
      expect(await headNumber()).toBe(1);
    });
  });

  test('[G15] the pane of another workbook is not told; where this one’s pane is closed, the small page is used', async () => {
    const office = await prepared('desktop');
    const other = await openDesktopWindow(office.context, createHost(), { ...defaultFacts, location: 'C:\\budsjett.xlsx' });
    const foreign = await other.open(server.addin);
    await foreign.frame.getByRole('heading', { name: 'Sett inn en plan' }).waitFor();
    await office.pane.frame.page().close();
    const ended = office.commands.command('planarkSync');
    expect((await readAndClose(office)).lines).toEqual(['Arbeidsboken er oppdatert.']);
    expect(await ended).toBe(0);
    expect(await foreign.frame.locator('.notice').count()).toBe(0);
  });

  test('[G16] in the middle of a cell a command says so and ends; afterwards it is done', async () => {
    const office = await prepared('web');
    // In each of the two pages office.js itself tells Excel in its own time that commands can come, and does not take a refusal well: nobody edits before that.
    await until(() => office.host.log.entries.filter(({ writes }) => writes['NotifyActionHandlerReady']).length === 2);
    personAt(office.host).type('Tiltak', 'Q22', 'Fullført');
    office.host.faults.beginEditing();
    expect(await office.commands.command('planarkSync')).toBe(0);
    await office.pane.frame.locator('.notice').getByText('Du er midt i en celle.').first().waitFor();
    office.host.faults.endEditing();
    expect(await office.commands.command('planarkSync')).toBe(0);
    await office.pane.frame.locator('.notice').getByText('1 endret, 0 nye, 0 flyttet, 0 slettet').waitFor();
    expect(await headNumber()).toBe(2);
  });

  test('[G16] a server that is away is said to be so, and a sync that was sent is made good later', async () => {
    const office = await prepared('desktop', { expected: /ERR_FAILED/ });
    personAt(office.host).type('Tiltak', 'Q22', 'Fullført');
    await office.context.route('**/api/plans/*/sync', (route) => route.abort());
    expect(await office.commands.command('planarkSync')).toBe(0);
    await office.pane.frame.locator('.notice').getByText('Ingenting er tapt.').waitFor();
    await office.context.unroute('**/api/plans/*/sync');
    expect(await office.commands.command('planarkSync')).toBe(0);
    await office.pane.frame.getByText('Arbeidsboken er oppdatert.').first().waitFor();
    expect(await headNumber()).toBe(2);
  });
});

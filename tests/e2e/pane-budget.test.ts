import type { Frame } from 'playwright-core';
import { findBudgetLink } from '../../core/plan/budget/links';
import { locales } from '../../core/plan/locale';
import { linkTexts } from '../../addin/texts/link-texts';
import type { ExcelHost } from '../support/excel-host/host';
import { sheetNamed } from '../support/excel-host/model/book';
import { personAt } from '../support/excel-host/person';
import type { LiveServer } from '../support/live-server';
import { addinServer, axeIn, until, useOffice, type OpenOffice } from '../support/office-browser';
import { accessOf } from '../support/people';
import { hostWithPlan, shownAt } from '../support/plan-in-excel';
import { describeWith } from '../support/programs';

const id = 'lillehammer-2026';
const button = (frame: Frame, name: string) => frame.getByRole('button', { name, exact: true });

const head = async ({ store }: LiveServer) => {
  const found = await store.head(id);
  if (!found.ok) throw new Error(found.failure.kind);
  return found.value;
};

describeWith('chromium', 'the pane beside a treasurer’s own workbook', () => {
  const open = useOffice();

  interface Opened extends OpenOffice {
    readonly frame: Frame;
    readonly server: LiveServer;
    readonly accounts: readonly string[];
  }

  /** The treasurer's table on the tab Budsjett, with the accounts that the plan's budget has in 2026; what they come to, told by the account's place. */
  const fillBudget = (host: ExcelHost, accounts: readonly string[]): void => {
    const lines = accounts.map((account, i) => [account, `Konto ${account}`, String((i + 1) * 1000), String((i + 1) * 10)]);
    expect(personAt(host).paste('Budsjett', 'A1', [['Budsjett for foreningen', '', '', ''], ['', '', '', ''], ['Konto', 'Navn', 'Budsjett 2026', 'Regnskap 2026'], ...lines, ['', 'Sum', `=SUM(C4:C${lines.length + 3})`, '']])).toBeNull();
  };

  const opened = async (access?: Parameters<typeof accessOf>[0]): Promise<Opened> => {
    const server = await addinServer(access && { access: accessOf(access) });
    const host = await hostWithPlan(server, id);
    const { plan } = await head(server);
    const accounts = [...new Set(plan.tables.budget.filter(({ year, department }) => year === 2026 && department === undefined).map(({ account }) => String(account)))];
    fillBudget(host, accounts);
    const office = await open('desktop', { host, viewport: { width: 320, height: 800 } });
    const { frame } = await office.window.open(server.addin);
    await frame.getByRole('heading', { level: 1, name: plan.title }).waitFor();
    await frame.getByText('Ingen endringer siden sist.').waitFor();
    return { ...office, frame, server, accounts };
  };

  const isWhole = async (frame: Frame, view: string): Promise<void> => {
    expect([view, await axeIn(frame), await frame.evaluate('document.documentElement.scrollWidth > window.innerWidth')]).toEqual([view, [], false]);
  };

  /** What the plan's lines of 2026 show of adopted, by account. */
  const shown = (host: ExcelHost, accounts: readonly string[]): unknown[] => {
    const { cells } = sheetNamed(host.book, 'Budsjett (plan)')!;
    return accounts.map((account) => {
      const [row] = [...cells].find(([, line]) => line.get(1)?.value === account && line.get(4)?.value === 2026)!;
      return shownAt(host, 'Budsjett (plan)', `F${row + 1}`);
    });
  };

  test('[C73][C74][C75] links, changes and unlinks a budget, and the figures follow it', async () => {
    const { frame, host, server, accounts } = await opened();
    await button(frame, 'Koble til budsjett').click();
    await frame.getByRole('heading', { name: 'Slik leses budsjettet' }).waitFor();
    await frame.getByText(`… og ${accounts.length - 6} til`, { exact: true }).waitFor();
    await isWhole(frame, 'guess');
    expect(await Promise.all(['Fane', 'Konto', 'Navn'].map((label) => frame.getByLabel(label, { exact: true }).first().locator('option:checked').textContent()))).toEqual(['Budsjett', 'A · Konto', 'B · Navn']);
    await frame.getByLabel('Inntekter står uten minus').check();
    expect(await frame.getByText('Formler kan ikke følge denne tabellen').count()).toBe(0);
    await frame.getByLabel('Inntekter står uten minus').uncheck();
    expect(host.book.names).toEqual([]);
    await button(frame, 'Bekreft koblingen').click();
    await frame.getByRole('heading', { name: 'Dette vil skje' }).waitFor();
    expect(findBudgetLink((await head(server)).plan, 'plan.xlsx')?.mapping).toMatchObject({ tab: 'Budsjett', headerRow: 3 });
    await frame.getByText('Budsjettet i planen følger fanen «Budsjett».').waitFor();
    await isWhole(frame, 'linked');
    await button(frame, 'Ta inn endringene').click();
    await frame.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect(shown(host, accounts)).toEqual(accounts.map((_, i) => (i + 1) * 1000));

    const person = personAt(host);
    person.insertColumn('Budsjett', 1);
    person.insertRows('Budsjett', 2);
    person.type('Budsjett', 'D5', '4321');
    expect(shown(host, accounts)[0]).toBe(4321);
    await button(frame, 'Synkroniser').click();
    await until(() => host.book.names.length > 0);
    await frame.getByText('Arbeidsboken er oppdatert.').waitFor();
    const { plan } = await head(server);
    expect(plan.tables.budget.find(({ account, year }) => account === accounts[0] && year === 2026)!.adopted).toBe(432_100);

    await button(frame, 'Koble fra').click();
    await isWhole(frame, 'unlink');
    await frame.getByRole('dialog').getByRole('button', { name: 'Koble fra', exact: true }).click();
    await button(frame, 'Oppdater arbeidsboken').or(button(frame, 'Ta inn endringene')).click();
    await frame.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect([host.book.names, shown(host, accounts)[0], findBudgetLink((await head(server)).plan, 'plan.xlsx')]).toEqual([[], 4321, undefined]);
  });

  test('[C73] what is marked goes before what was found, and columns can be chosen by hand; in every language', async () => {
    const { frame, host } = await opened();
    const person = personAt(host);
    person.addTab('Kassebok');
    person.paste('Kassebok', 'A1', [['Post', 'Kroner'], ['Møter', 'ti']]);
    host.book.selection = { sheetId: sheetNamed(host.book, 'Kassebok')!.id, area: { top: 0, left: 0, bottom: 1, right: 1 } };
    for (const locale of locales) {
      await frame.locator('.language select').selectOption(locale);
      await button(frame, linkTexts.link[locale]).click();
      await frame.getByRole('heading', { name: linkTexts.talkTitle[locale] }).waitFor();
      await isWhole(frame, locale);
      await button(frame, locale === 'en' ? 'Cancel' : 'Avbryt').click();
    }
  });

  test('[C74][V17] is not offered to an editor, whose it is not', async () => {
    const { frame } = await opened({ name: 'Kari', key: 'kari', grants: [{ role: 'editor', on: 'everything' }] });
    await button(frame, 'Synkroniser').waitFor();
    expect(await button(frame, 'Koble til budsjett').count()).toBe(0);
  });

  test('[C127] pulls the figures of the linked table without a formula or a command: shown first, and as they were shown', async () => {
    const { frame, host, server, accounts } = await opened();
    expect(await button(frame, 'Hent tallene').count()).toBe(0);
    await button(frame, 'Koble til budsjett').click();
    await button(frame, 'Bekreft koblingen').click();
    await frame.getByText('Budsjettet i planen følger fanen «Budsjett».').waitFor();
    await button(frame, 'Hent tallene').click();
    await frame.getByRole('heading', { name: 'Dette vil skje med budsjettet' }).waitFor();
    await isWhole(frame, 'pull');
    const { number } = await head(server);
    expect(personAt(host).type('Budsjett', 'C4', '99999')).toBeNull();
    await button(frame, 'Ta tallene inn').click();
    await frame.getByRole('heading', { name: `Tatt inn som revisjon ${number + 1}` }).waitFor();
    await isWhole(frame, 'pulled');
    const { plan } = await head(server);
    expect(plan.tables.budget.find(({ account, year, department }) => account === accounts[0] && year === 2026 && department === undefined)).toMatchObject({ adopted: 1000_00, actual: 10_00 });
    await button(frame, 'Hent tallene').click();
    await frame.getByText('1 endret, 0 nye, 0 å velge mellom').waitFor();
  });
});

import type { Frame } from 'playwright-core';
import { createHost } from '../support/excel-host/host';
import { createBook } from '../support/excel-host/model/book';
import { personAt } from '../support/excel-host/person';
import { darkTheme, lightTheme, type OfficeFacts } from '../support/excel-host/transports/office-end';
import { addinServer, axeIn, insertByPane, until, useOffice, type OfficePlatform } from '../support/office-browser';
import type { LiveServer } from '../support/live-server';
import { hostWithPlan } from '../support/plan-in-excel';
import { describeWith } from '../support/programs';

const platforms: readonly OfficePlatform[] = ['desktop', 'web'];
const plan = 'lillehammer-2026';
/** Pictures of the views are written into this folder, for whoever wants to look at them. */
const pictures = process.env['PLANARK_PICTURES'];

interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}
/** Where the keyboard is, in the page. */
const stopNow = `(() => {
  const at = document.activeElement;
  const { width, height } = at.getBoundingClientRect();
  const label = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '';
  return { name: at.matches('a, button, input, select, textarea') ? label.trim() : '', isSeen: width > 0 && height > 0 };
})()`;

/** Goes on with Tab until it stands on what is called so. */
const goTo = async (frame: Frame, name: RegExp): Promise<void> => {
  const passed: string[] = [];
  for (let steps = 0; steps < 40; steps++) {
    const stop = (await frame.evaluate(stopNow)) as Stop;
    if (name.test(stop.name)) return;
    if (stop.name !== '') expect(stop).toMatchObject({ isSeen: true });
    passed.push(stop.name);
    await frame.page().keyboard.press('Tab');
  }
  throw new Error(`no ${String(name)} among ${passed.join(' | ')}`);
};

describeWith('chromium', 'the pane in an emulated Excel, with Microsoft’s own client and a real server', () => {
  const open = useOffice();
  let server: LiveServer & { readonly addin: string };
  beforeEach(async () => { server = await addinServer(); });

  /** The activities of the store, by their code: title and status. */
  const stored = async (code: string): Promise<readonly unknown[]> => {
    const head = await server.store.head(plan);
    const found = head.ok ? head.value.plan.tables.activities.find((activity) => activity['code'] === code) : undefined;
    return [found?.['title'], found?.['status']];
  };

  test.each(platforms)('[K1][K3] %s: a plan is put in beside a workbook’s own tabs, edited, previewed and synced, and known again', async (platform) => {
    const { window, host } = await open(platform, { host: createHost(createBook(['Budsjett']), platform) });
    const pane = await window.open(server.addin);
    const { frame } = pane;
    await insertByPane(pane, /Velg .*Lillehammer/);
    await frame.getByText('Budsjett (plan)').waitFor();
    expect(host.book.sheets.map(({ name }) => name).slice(0, 3)).toEqual(['Budsjett', 'Oversikt', 'Plan']);

    const person = personAt(host);
    expect(person.type('Tiltak', 'Q22', 'Fullført')).toBeNull();
    expect(person.type('Tiltak', 'C39', 'Julemøte for tillitsvalgte')).toBeNull();
    await frame.getByRole('button', { name: 'Forhåndsvis' }).click();
    await frame.getByText('1 endret, 1 ny, 0 flyttet, 0 slettet').first().waitFor();
    expect((await stored('T21'))[1]).toBe('under-way');

    await frame.getByRole('button', { name: 'Ta inn endringene' }).click();
    await frame.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect((await stored('T21'))[1]).toBe('completed');
    expect((await stored('T38'))[0]).toBe('Julemøte for tillitsvalgte');
    await frame.getByRole('button', { name: /Tiltak!Q22/ }).first().click();
    await until(() => host.book.sheets.find(({ id }) => id === host.book.selection.sheetId)?.name === 'Tiltak');
    expect(host.book.selection.area).toMatchObject({ top: 21, left: 16 });

    const { frame: again } = await window.open(server.addin);
    await again.getByRole('heading', { level: 1, name: /Lillehammer/ }).waitFor();
    await again.getByText('Ingen endringer siden sist.').waitFor();
  });

  test('[K13] by keyboard alone: a plan is chosen and put in, looked at and synced; every stop is seen and has a name', async () => {
    const { window, host } = await open('desktop');
    const { frame } = await window.open(server.addin);
    await frame.getByText('2 planer').waitFor();
    await goTo(frame, /^Velg .*Lillehammer/);
    await frame.page().keyboard.press('Enter');
    await goTo(frame, /^Sett inn planen her$/);
    await frame.page().keyboard.press('Enter');
    await frame.getByText('Ingen endringer siden sist.').waitFor();
    personAt(host).type('Tiltak', 'Q22', 'Fullført');
    await goTo(frame, /^Forhåndsvis$/);
    await frame.page().keyboard.press('Enter');
    await frame.getByRole('heading', { name: 'Dette vil skje' }).waitFor();
    await goTo(frame, /^Ta inn endringene$/);
    await frame.page().keyboard.press('Enter');
    await frame.getByText('Arbeidsboken er oppdatert.').waitFor();
    expect((await stored('T21'))[1]).toBe('completed');
    expect(await frame.locator(':focus').innerText()).toBe('Tatt inn som revisjon 2');
  });

  test('[K3] the button Preview opens the pane at what a sync would do', async () => {
    const { window, host } = await open('web', { host: await hostWithPlan(server, plan, 'web') });
    personAt(host).type('Tiltak', 'Q22', 'Fullført');
    const { frame } = await window.open(`${server.addin}?do=preview`);
    await frame.getByText('T21').first().waitFor();
    await frame.getByRole('button', { name: 'Ta inn endringene' }).waitFor();
  });

  const colour = (number: number): string => `rgb(${[16, 8, 0].map((bits) => (number >> bits) & 255).join(', ')})`;
  const looks: readonly (readonly [name: string, platform: OfficePlatform, facts: Partial<OfficeFacts>, media: { readonly colorScheme?: 'dark' | 'light'; readonly forcedColors?: 'active' }])[] = [
    ['light, bokmål', 'desktop', { theme: lightTheme, locale: 'nb-NO' }, {}],
    ['dark, Swedish', 'desktop', { theme: darkTheme, locale: 'sv-SE' }, {}],
    ['contrast, nynorsk', 'web', { locale: 'nn-NO' }, { forcedColors: 'active', colorScheme: 'dark' }],
    ['dark on the web, English', 'web', { locale: 'en-GB' }, { colorScheme: 'dark' }],
  ];
  test.each(looks)('[K12][K13] %s: every view is whole for everybody at 320 px', async (name, platform, facts, media) => {
    const { window, host, context } = await open(platform, { facts, ...media, viewport: { width: 320, height: 900 } });
    const pane = await window.open(server.addin);
    const { frame } = pane;
    let count = 0;
    const look = async (): Promise<void> => {
      count++;
      if (pictures) await frame.page().screenshot({ path: `${pictures}/${name.replace(/\W+/g, '-')}-${count}.png`, fullPage: true });
      expect(await axeIn(frame)).toEqual([]);
      expect(await frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0);
    };
    await frame.getByText('Lillehammer').first().waitFor();
    expect(await frame.locator('html').getAttribute('lang')).toBe(facts.locale!.slice(0, 2));
    if (facts.theme) expect(await frame.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(colour(facts.theme.bodyBackgroundColor));
    await look();
    await frame.getByRole('button', { name: /Lillehammer/ }).click();
    await look();
    await frame.getByRole('button', { name: /Set(t|) inn planen her|Insert plan here|Infoga planen här/ }).click();
    await frame.locator('.status .both').getByText(/Ingen endring[ea]r|Inga ändringar|No changes/).waitFor();
    await look();
    const person = personAt(host);
    // The plan was put in in the language of the pane, and its tabs are called accordingly.
    const activities = host.book.sheets[10]!.name;
    person.type(activities, 'C22', 'Bestille rapporten');
    person.paste(activities, 'J22', [['snart']]);
    await frame.locator('.status .actions button').last().click();
    await frame.getByText('T21').first().waitFor();
    await look();
    await frame.locator('.sections a').last().click();
    await frame.locator('.revision').first().waitFor();
    await look();
    await context.close();
  });
});

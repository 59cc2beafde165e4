import { locales } from '../../core/plan/locale';
import { answer, cutOff, status, useSidebar, type ScriptAnswers } from '../support/apps-script/sidebar-page';
import { builtSidebar } from '../support/apps-script/built-script';

const html = builtSidebar();
const open = useSidebar(() => html);

const conflict = (id: string, cell: string | null, answers: readonly ('store' | 'sheet' | 'both' | 'remove' | 'keep')[]) =>
  ({ table: 'activities' as const, id, field: 'title', cell, name: cell ?? 'Tiltak!#T4', line: `${cell ?? 'Tiltak!#T4'}  T1 · Styremøter, Tiltak: var «Styremøter», i lageret «Faste styremøter» (Nina, 20.11.2026 10:30), i arket «Styremøter på nett»`, answers });
const full = answer({
  outcome: 'conflicts', summary: '2 endret, 1 ny, 0 flyttet, 1 slettet', revision: 7,
  lines: ['Slettet T9 · Sommertur', 'Tiltak!J12  T10 · Årsmøte med en tittel som er lang nok til å måtte brytes, Frist: 2026-03-01 → 2026-03-15', "'Mine tall (plan)'!F3  Ny: Kveldsmøte"],
  receivedLine: '3 endringer kommer hit fra lageret', conflicts: [conflict('tilt-1', 'Tiltak!C2', ['store', 'sheet', 'both']), conflict('tilt-4', null, ['remove', 'keep'])],
  settled: ['Tiltak!F5  Ansvarlig: I arket'],
  problems: [{ tab: 'Kostnader', cell: 'Kostnader!G4', header: 'Beløp', message: '«ni tusen» er ikke et beløp. Skriv tallet med sifre: 9000.' }],
  notices: [{ code: 'ORDER_NOT_TAKEN', tab: 'Tiltak', cell: null, message: '--take-order' }],
});
const done = answer({ committed: true, revision: 8, summary: '1 endret, 0 nye, 0 flyttet, 0 slettet', lines: ['Tiltak!C2  T1 · Styremøter'] });
const answers = (more: ScriptAnswers = {}): ScriptAnswers => ({ sidebarLook: [full], sidebarSync: [done], sidebarStatus: [status], sidebarShow: [true], sidebarStep: ['writing'], sidebarConnect: [answer({})], sidebarTimer: [{ ...status, hasTimer: true }], ...more });

describe('the sidebar of the bound script', () => {
  test.each(locales.flatMap((locale) => (['light', 'dark'] as const).map((colorScheme) => [locale, colorScheme] as const)))('[J20] axe-core finds nothing and nothing is wider than the sidebar: %s, %s', async (locale, colorScheme) => {
    const { page, axe, overflow } = await open({ purpose: 'preview', locale }, answers(), { colorScheme });
    await page.getByRole('heading', { level: 2 }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe(locale);
    expect(await axe()).toEqual([]);
    expect(await overflow()).toBeLessThanOrEqual(0);
    if (process.env['SIDEBAR_SHOTS']) await page.screenshot({ path: `${process.env['SIDEBAR_SHOTS']}/${locale}-${colorScheme}.png`, fullPage: true });
    for (const view of [1, 2]) {
      await page.getByRole('navigation').getByRole('button').nth(view).click();
      expect(await axe()).toEqual([]);
      expect(await overflow()).toBeLessThanOrEqual(0);
      if (process.env['SIDEBAR_SHOTS']) await page.screenshot({ path: `${process.env['SIDEBAR_SHOTS']}/${locale}-${colorScheme}-${view}.png`, fullPage: true });
    }
  });

  test('[J21] whatever has a cell leads to it, and a place that is gone is said to be so', async () => {
    const { page, calls } = await open({ purpose: 'preview', locale: 'nb' }, answers({ sidebarShow: [true, true, true, false] }));
    await page.getByRole('button', { name: 'Vis Tiltak!C2 i regnearket' }).click();
    await page.getByRole('button', { name: 'Vis Kostnader!G4 i regnearket' }).click();
    await page.getByRole('button', { name: "Vis 'Mine tall (plan)'!F3 i regnearket" }).click();
    await page.getByRole('button', { name: 'Vis Tiltak!J12 i regnearket' }).click();
    await page.getByRole('alert').getByText('Tiltak!J12 finnes ikke i regnearket nå.').waitFor();
    expect((await calls()).filter(([name]) => name === 'sidebarShow').map(([, place]) => place)).toEqual(['Tiltak!C2', 'Kostnader!G4', "'Mine tall (plan)'!F3", 'Tiltak!J12']);
  });

  test('[J22] conflicts are settled, with a message, on the revision that was shown; by keyboard alone', async () => {
    const { page, calls } = await open({ purpose: 'conflicts', locale: 'nb' }, answers());
    await page.getByRole('heading', { name: 'Dette vil skje' }).waitFor();
    await page.getByRole('group').filter({ hasText: 'Tiltak!C2' }).getByRole('radio', { name: 'I arket' }).focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Hva er endret? (valgfritt)').focus();
    await page.keyboard.type('Møtene er på nett');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 8' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Tatt inn som revisjon 8');
    expect((await calls()).filter(([name]) => name === 'sidebarSync')).toEqual([['sidebarSync', { message: 'Møtene er på nett', answers: [{ table: 'activities', id: 'tilt-1', field: 'title', take: 'sheet' }], seen: 7 }]]);
    await page.getByText('Regnearket viser det som står i lageret.').waitFor();
  });

  test.each([['nb', /20\.11\.\d+/], ['nn', /20\.11\.\d+/], ['sv', /2026-11-20/], ['en', /20\/11\/2026/]] as const)('[J26] the last sync’s day is written as %s writes it', async (locale, day) => {
    const { page } = await open({ purpose: 'connection', locale }, answers({ sidebarStatus: [{ ...status, last: { at: Date.UTC(2026, 10, 20, 12), end: 'done' } }] }));
    await page.locator('nav button').first().click();
    await page.getByText(day).waitFor();
  });

  test('[J23] a held sync waits until the rows are said to be meant to be gone', async () => {
    const held = answer({ outcome: 'held', committed: false, held: { reason: 'many-deletions', tables: [{ tab: 'Tiltak', gone: 20, of: 40 }], message: '20 av 40 rader er borte på Tiltak.' } });
    const { page, calls } = await open({ purpose: 'sync', locale: 'nb' }, answers({ sidebarSync: [held, done] }));
    await page.getByText('20 av 40 rader er borte på Tiltak.').waitFor();
    const again = page.locator('form').getByRole('button', { name: 'Synkroniser' });
    // It can be reached by keyboard, and does nothing.
    await again.click({ force: true });
    expect((await calls()).filter(([name]) => name === 'sidebarSync')).toHaveLength(1);
    await page.getByRole('checkbox', { name: 'Det er meningen at radene er borte' }).check();
    await again.click();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 8' }).waitFor();
    expect((await calls()).filter(([name]) => name === 'sidebarSync').at(-1)).toEqual(['sidebarSync', { confirmDeletions: true }]);
  });

  test('[J24] what a sync is doing is told while it goes on, and nothing else is begun meanwhile', async () => {
    const { page, calls, release } = await open({ purpose: 'sync', locale: 'nb' }, answers({ sidebarSync: [{ isHeld: true, then: done }] }));
    await page.getByRole('status').getByText('Leser regnearket …').waitFor();
    await page.getByRole('status').getByText('Skriver i regnearket …').waitFor();
    await page.getByRole('button', { name: 'Synkroniser', exact: true }).click({ force: true });
    await page.getByRole('button', { name: 'Forhåndsvis' }).click({ force: true });
    expect((await calls()).filter(([name]) => name !== 'sidebarStep')).toEqual([['sidebarSync', {}]]);
    await release();
    await page.getByRole('heading', { name: 'Tatt inn som revisjon 8' }).waitFor();
    expect(await page.getByRole('progressbar').count()).toBe(0);
  });

  test('[J25] troubles say what to do, and leave what was chosen', async () => {
    const stored = answer({ committed: true, revision: 8 }, { code: 'google-protected', tab: 'Oversikt', isStored: true });
    const { page } = await open({ purpose: 'preview', locale: 'nb' }, answers({ sidebarSync: [answer(null, { code: 'away' }), cutOff, answer(null, { code: 'refused', said: 'Du kan ikke endre denne planen.' }), stored] }));
    await page.getByRole('group').filter({ hasText: 'Tiltak!C2' }).getByRole('radio', { name: 'I lageret' }).check();
    const sync = page.locator('form').getByRole('button', { name: 'Synkroniser' });
    await sync.click();
    await page.getByRole('alert').getByText('Serveren svarer ikke.').waitFor();
    expect(await page.getByRole('radio', { name: 'I lageret' }).isChecked()).toBe(true);
    await sync.click();
    await page.getByRole('alert').getByText('Skriptet stanset før det var ferdig.').waitFor();
    await sync.click();
    await page.getByRole('alert').getByText('Du kan ikke endre denne planen.').waitFor();
    await sync.click();
    await page.getByRole('alert').getByText('Endringene dine er trygt i lageret').waitFor();
    await page.getByRole('alert').getByText('«Oversikt», som er låst').waitFor();
    expect(await page.getByText('Regnearket viser det som står i lageret.').count()).toBe(0);
  });

  test('[J26] the connection takes a token, says who can read it, shows it no more, and turns the timer on', async () => {
    const { page, calls } = await open({ purpose: 'connection', locale: 'en' }, answers({ sidebarStatus: [{ ...status, hasToken: false, last: null }], sidebarConnect: [answer(null, { code: 'wrong-token' }), answer({})] }));
    await page.getByText('Everybody who can edit the spreadsheet can open the script and read the token there.').waitFor();
    await page.getByLabel('Token', { exact: true }).fill('planark_bad');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('alert').getByText('The server does not know the token').waitFor();
    expect(await page.getByLabel('Token', { exact: true }).inputValue()).toBe('');
    await page.getByLabel('Token', { exact: true }).fill('planark_good');
    await page.keyboard.press('Enter');
    await page.getByText('Connected. The server knows the token.').waitFor();
    await page.getByRole('checkbox', { name: 'Sync by itself every 5 minutes' }).click();
    await page.getByRole('checkbox', { name: 'Sync by itself every 5 minutes', checked: true }).waitFor();
    await page.getByRole('button', { name: 'Forget the token' }).click();
    expect((await calls()).map((call) => call.slice(0, 2))).toEqual([['sidebarStatus'], ['sidebarConnect', 'planark_bad'], ['sidebarConnect', 'planark_good'], ['sidebarTimer', true], ['sidebarConnect', null]]);
    expect(await page.content()).not.toContain('planark_good');
  });

  test('[J27] the page asks for nothing elsewhere, and holds nothing that Google’s way of serving it would alter', () => {
    expect([...html.matchAll(/<\?/g)]).toHaveLength(1);
    expect(html).not.toMatch(/`|\/\//);
    expect(html).not.toMatch(/<(?:link|img|iframe|script)[^>]*(?:src|href)=/);
  });
});

import { createHost } from '../support/excel-host/host';
import { useOffice, serveFiles, type OfficePlatform } from '../support/office-browser';
import { describeWith } from '../support/programs';

const html = (head: string): { readonly type: string; readonly text: string } => ({
  type: 'text/html', text: `<!doctype html><html lang="nb"><head><title>Prøve</title><link rel="icon" href="data:,"><script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>${head}</head><body></body></html>`,
});
/** A page as an add-in's is: it says what its functions are at once, and is ready when office.js is. */
const script = `
  window.called = [];
  window.heard = [];
  Office.actions.associate('planarkTry', async (event) => { called.push(event.source.id); await Promise.resolve(); event.completed(); });
  window.ready = Office.onReady();
`;
/** What the notes measured: nothing but the page's own and Microsoft's library. */
const policy = "default-src 'none'; script-src 'self' https://appsforoffice.microsoft.com; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self' https://*.officeapps.live.com";

const platforms: readonly OfficePlatform[] = ['desktop', 'web'];
const names = { desktop: 'PC', web: 'OfficeOnline' } as const;

describeWith('chromium', 'Microsoft’s untouched office.js in a browser', () => {
  const open = useOffice();
  let address: string;
  let stop: () => void;
  beforeAll(async () => {
    ({ address, stop } = await serveFiles({ '/': html('<script type="module" src="/page.js"></script>'), '/page.js': { type: 'text/javascript', text: script }, '/inline': html(`<script>window.isInline = true</script>`) }, { 'content-security-policy': policy }));
  });
  afterAll(() => stop());

  describe.each(platforms)('%s', (platform) => {
    test('starts, and knows the host, its language, its workbook and what it can do', async () => {
      const { window } = await open(platform, { facts: { locale: 'nn-NO', location: 'https://example.sharepoint.com/plan.xlsx' } });
      const { frame } = await window.open(`${address}/?do=preview`);
      expect(await frame.evaluate('ready')).toMatchObject({ host: 'Excel', platform: names[platform] });
      expect(await frame.evaluate('[Office.context.displayLanguage, Office.context.document.url, new URLSearchParams(location.search).get("do")]')).toEqual(['nn-NO', 'https://example.sharepoint.com/plan.xlsx', 'preview']);
      expect(await frame.evaluate(`['1.1', '1.9', '1.14', '1.15'].map((version) => Office.context.requirements.isSetSupported('ExcelApi', version))`)).toEqual([true, true, true, false]);
    });

    test('writes and reads cells, and hears of changes', async () => {
      const { window, host } = await open(platform);
      const { frame } = await window.open(address);
      await frame.evaluate('ready');
      const read = await frame.evaluate(`Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem('Ark1');
        sheet.onChanged.add(async ({ address }) => void heard.push(address));
        sheet.getRange('A1:B2').values = [['Mål', 1.5], ['Tiltak', null]];
        await context.sync();
        const range = sheet.getUsedRange().load('values,address');
        await context.sync();
        return [range.address, range.values[0]];
      })`);
      expect(read).toEqual(["'Ark1'!A1:B2", ['Mål', 1.5]]);
      await frame.waitForFunction('heard.length === 1');
      expect(host.log.total().requests).toBeGreaterThanOrEqual(3);
    });

    test('an error of the host is an error of the client’s own', async () => {
      const { window, host } = await open(platform);
      const { frame } = await window.open(address);
      await frame.evaluate('ready');
      const codeOf = (body: string): Promise<unknown> => frame.evaluate(`Excel.run(async (context) => { ${body}; await context.sync(); }).then(() => 'none', (error) => error.code)`);
      expect(await codeOf(`context.workbook.worksheets.getItem('Finnes ikke').load('name')`)).toBe('ItemNotFound');
      for (const [refusal, code] of [['tooMany', 'ActivityLimitReached'], ['tooLarge', 'RequestPayloadSizeLimitExceeded'], ['timedOut', 'InvalidOrTimedOutSession'], ['denied', 'AccessDenied']] as const) {
        host.faults.refuse(refusal);
        expect(await codeOf(`context.workbook.worksheets.getItem('Ark1').load('name')`)).toBe(code);
      }
    });

    test('a button of the ribbon calls its function, and hears of its end; one that nobody answers to ends in an error', async () => {
      const { window } = await open(platform);
      const addin = await window.open(address);
      expect(await addin.command('planarkTry')).toBe(0);
      expect(await addin.frame.evaluate('called')).toEqual(['planarkTry']);
      expect(await addin.command('planarkGone')).not.toBe(0);
    });

    test('works under the policy, which is enforced', async () => {
      const { window } = await open(platform, { expected: /inline|example\.org/ });
      const { frame } = await window.open(`${address}/inline`);
      await frame.evaluate('Office.onReady()');
      expect(await frame.evaluate('window.isInline ?? null')).toBeNull();
      expect(await frame.evaluate(`fetch('https://example.org/').then(() => 'let through', () => 'refused')`)).toBe('refused');
    });
  });

  test('two pages of the add-in share the one workbook', async () => {
    const host = createHost(undefined, 'web');
    const { window } = await open('web', { host });
    const [first, second] = [await window.open(address), await window.open(address)];
    await first.frame.evaluate(`ready.then(() => Excel.run(async (context) => { context.workbook.worksheets.getItem('Ark1').getRange('A1').values = [['fra den ene']]; await context.sync(); }))`);
    expect(await second.frame.evaluate(`ready.then(() => Excel.run(async (context) => { const range = context.workbook.worksheets.getItem('Ark1').getRange('A1').load('values'); await context.sync(); return range.values; }))`)).toEqual([['fra den ene']]);
  });

  test('a page that may not be framed by Excel is not shown in it', async () => {
    const files = await serveFiles({ '/': html('') }, { 'content-security-policy': "frame-ancestors 'none'" });
    const { window } = await open('web', { expected: /frame-ancestors|Framing/ });
    const { frame } = await window.open(files.address);
    expect(frame.url()).not.toContain(files.address);
    files.stop();
  });
});

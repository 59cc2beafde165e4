import { chromium, type Browser } from 'playwright-core';
import { createHost, type ExcelHost } from '../support/excel-host/host';
import { personAt } from '../support/excel-host/person';
import { openDesktop } from '../support/excel-host/transports/desktop';
import { officeAddress, type PageExcel } from '../support/excel-host/transports/page';
import { excelOrigin, openOnWeb } from '../support/excel-host/transports/web';
import { describeWith } from '../support/programs';

const address = 'https://planark.example/';
const kinds = ['desktop', 'web'] as const;
type Kind = (typeof kinds)[number];

describeWith('chromium', 'a page in Excel with Microsoft’s library as it was published', () => {
  let browser: Browser;
  beforeAll(async () => { browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] }); });
  afterAll(() => browser.close());

  interface Opened {
    readonly evaluate: <T>(script: string) => Promise<T>;
    readonly excel: PageExcel;
    /** Addresses of others that were asked for anything. */
    readonly elsewhere: string[];
  }

  const opened = async (kind: Kind, host: ExcelHost): Promise<Opened> => {
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => void (![address, officeAddress, `${excelOrigin}/`].some((own) => request.url().startsWith(own)) && elsewhere.push(request.url())));
    await page.route(`${address}**`, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Planark</title><script src="${officeAddress}office.js"></script>` }));
    const excel = kind === 'desktop' ? await openDesktop(page, host) : await openOnWeb(page, host, address);
    if (kind === 'desktop') await page.goto(address);
    const frame = page.frames().at(-1)!;
    await frame.waitForFunction('typeof Office === "object"');
    return { evaluate: <T>(script: string) => frame.evaluate(script) as Promise<T>, excel, elsewhere };
  };

  it.each(kinds)('finds Excel, writes, reads, hears of edits, and does a command of the ribbon to its end: %s', async (kind) => {
    const host = createHost(undefined, kind);
    const { evaluate, excel, elsewhere } = await opened(kind, host);
    expect(await evaluate(`Office.onReady().then(({ host, platform }) => [host, platform, Office.context.displayLanguage, Office.context.requirements.isSetSupported('ExcelApi', '1.14'), Office.context.requirements.isSetSupported('ExcelApi', '1.15')])`))
      .toEqual(['Excel', kind === 'desktop' ? 'PC' : 'OfficeOnline', 'nb-NO', true, false]);
    expect(await evaluate(`Excel.run(async (context) => {
      globalThis.heard = [];
      context.workbook.worksheets.onChanged.add(async ({ address, source }) => void heard.push([address, source]));
      const range = context.workbook.worksheets.getItem('Ark1').getRange('A1:B2');
      range.values = [['Id', 'Navn'], ['x', 'Rampe']];
      range.load('values,address');
      await context.sync();
      return [range.address, range.values];
    })`)).toEqual(["'Ark1'!A1:B2", [['Id', 'Navn'], ['x', 'Rampe']]]);
    expect(personAt(host).type('Ark1', 'C3', 'fra en person')).toBeNull();
    await evaluate(`new Promise((done) => { const look = () => heard.some(([address]) => address === 'C3') ? done() : requestAnimationFrame(look); look(); })`);
    await evaluate(`Office.actions.associate('sync', async (event) => {
      await Excel.run(async (context) => { context.workbook.worksheets.getItem('Ark1').getRange('D4').values = [['fra båndet']]; await context.sync(); });
      event.completed();
    })`);
    await excel.command('sync');
    expect(host.book.sheets[0]!.cells.get(3)?.get(3)?.value).toBe('fra båndet');
    expect(elsewhere).toEqual([]);
  });

  const troubles = [['tooMany', 'ActivityLimitReached'], ['tooLarge', 'RequestPayloadSizeLimitExceeded'], ['timedOut', 'InvalidOrTimedOutSession'], ['denied', 'AccessDenied']] as const;
  it.each(kinds.flatMap((kind) => troubles.map(([trouble, code]) => [kind, trouble, code] as const)))('tells trouble as Excel does: %s, %s', async (kind, trouble, code) => {
    const host = createHost(undefined, kind);
    const { evaluate } = await opened(kind, host);
    await evaluate('Office.onReady().then(() => undefined)');
    // The library tells the host in its own time that commands can come.
    while (!host.log.entries.some(({ writes }) => 'NotifyActionHandlerReady' in writes)) await evaluate('Excel.run((context) => context.sync())');
    host.faults.refuse(trouble);
    expect(await evaluate(`Excel.run((context) => { context.workbook.worksheets.getItem('Ark1').load('name'); return context.sync(); }).then(() => 'done', ({ code }) => code)`)).toBe(code);
  });
});

import { inWorkbook, insertPlan, openPane } from '../support/open-pane';
import { useBrowser } from '../support/browser';
import { describeWith } from '../support/programs';

describeWith('chromium', 'the pane', () => {
  const open = useBrowser();
  const narrow = { viewport: { width: 320, height: 800 } };

  test('look', async () => {
    const opened = await open(narrow);
    const { page } = opened;
    let n = 0;
    const shot = async (name: string) => { await page.screenshot({ path: `/tmp/wt/x5pane-shots/${String(n++).padStart(2, '0')}-${name}.png`, fullPage: true }); };
    await openPane(opened);
    await page.getByText('2 planer').waitFor();
    await shot('choose');
    await page.getByRole('button', { name: /^Velg .*Lillehammer/ }).first().click();
    await shot('dialog');
    await page.getByRole('button', { name: 'Sett inn planen her' }).click();
    await page.getByText('Planen er satt inn.').waitFor();
    await page.getByText('Ingen endringer siden sist.').waitFor();
    await shot('inserted');
    console.log(await inWorkbook(page, 'book.tabs().join()'));
    await inWorkbook(page, `book.type('Tiltak', 'T21', 'Status', 'Fullført'); book.type('Tiltak', 'T5', 'Fremdrift', 'mye')`);
    await page.getByText(/1 endret/).waitFor();
    await shot('dirty');
    await page.getByRole('button', { name: 'Se hva som vil skje' }).click();
    await page.getByRole('heading', { name: 'Dette vil skje' }).waitFor();
    await shot('preview');
    await page.getByRole('button', { name: 'Ta inn endringene' }).click();
    await page.getByText('Arbeidsboken er oppdatert.').waitFor();
    await shot('synced');
    await page.getByRole('link', { name: 'Historikk', exact: true }).click();
    await page.getByRole('heading', { name: 'Revisjoner' }).waitFor();
    await shot('history');
    console.log(await opened.axe(), await opened.overflow());
  });
});

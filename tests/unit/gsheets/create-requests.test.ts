import { runFlowAtOnce, type SheetsCall } from '../../../gsheets/rest';
import { flows } from '../../support/hosted-google';
import { oddPlan } from '../../support/odd-plan';
import { modelFor, storeOf } from '../../support/workbook-journey';

test.each([['Invalid value at spreadsheet.properties.locale', true], ['Invalid title', false]])('[N24] where Google does not know the locale, the account’s own is taken: %s', (detail, isMade) => {
  const locales: (string | undefined)[] = [];
  const made = runFlowAtOnce(flows.create(modelFor(storeOf(oddPlan), 'nb')), (call: SheetsCall) => {
    if (call.method !== 'create') return { ok: true, value: {} };
    locales.push(call.spreadsheet.properties?.locale);
    return locales.at(-1) ? { ok: false, failure: { kind: 'refused', detail } } : { ok: true, value: { spreadsheetId: 'x', spreadsheetUrl: 'y' } };
  });
  expect([made.ok, locales]).toEqual([isMade, ['no_NO', ...(isMade ? [undefined] : [])]]);
});

test('[N24] the cells of a large plan are sent in batches of 2 MB at most, each row once', () => {
  const model = modelFor(storeOf(oddPlan), 'nb');
  const long = Array.from({ length: 300 }, (_, i) => [`${i} ${'x'.repeat(20_000)}`]);
  const large = { ...model, worksheets: model.worksheets.map((one, i) => (i === 1 ? { ...one, rows: long } : one)) };
  const sent: { readonly length: number; readonly rows: number }[] = [];
  const made = runFlowAtOnce(flows.create(large), (call: SheetsCall) => {
    if (call.method === 'get') throw new Error('nothing is asked for');
    const requests = call.method === 'batchUpdate' ? call.requests : [];
    sent.push({ length: JSON.stringify(call).length, rows: requests.flatMap(({ updateCells }) => (updateCells?.start ? updateCells.rows! : [])).length });
    return { ok: true, value: { spreadsheetId: 'x', spreadsheetUrl: 'y' } };
  });
  expect(made.ok).toBe(true);
  expect(Math.max(...sent.map(({ length }) => length))).toBeLessThan(2_100_000);
  expect(sent.reduce((sum, { rows }) => sum + rows, 0)).toBe(large.worksheets.reduce((sum, { rows }) => sum + rows.length, 0));
  expect(sent.length).toBeGreaterThan(3);
});

import { runFlowAtOnce, type SheetsCall } from '../../../gsheets/rest';
import { flows } from '../../support/hosted-google';
import { oddPlan } from '../../support/odd-plan';
import { modelFor, storeOf } from '../../support/workbook-journey';

test.each([['Invalid value at spreadsheet.properties.locale', 2], ['Invalid title', 1]])('[N24] where Google does not know the locale, the account’s own is taken: %s', (detail, creates) => {
  const locales: (string | undefined)[] = [];
  const made = runFlowAtOnce(flows.create(modelFor(storeOf(oddPlan), 'nb')), (call: SheetsCall) => {
    if (call.method !== 'create') return { ok: true, value: {} };
    locales.push(call.spreadsheet.properties?.locale);
    return locales.at(-1) ? { ok: false, failure: { kind: 'refused', detail } } : { ok: true, value: { spreadsheetId: 'x', spreadsheetUrl: 'y' } };
  });
  expect([made.ok, locales]).toEqual([creates === 2, ['no_NO', ...(creates === 2 ? [undefined] : [])]]);
});

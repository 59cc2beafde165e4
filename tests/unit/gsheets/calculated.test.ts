import { styledCell } from '../../../core/sheet/model';
import { createBody } from '../../../gsheets/rest/create';
import { startEmulator, type Emulator } from '../../support/sheets-emulator';
import { exampleModels } from '../../support/example-models';
import { planner } from '../../support/hosted-google';

let emulator: Emulator;
beforeAll(async () => { emulator = await startEmulator(); });
afterAll(() => emulator.stop());

/** Equal, numbers save for the noise of binary fractions; a formula that shows nothing may be told as an empty text or not at all. */
const isClose = (shown: unknown, wanted: unknown): boolean =>
  (typeof shown === 'number' && typeof wanted === 'number' ? Math.abs(shown - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)) : (shown ?? '') === (wanted ?? ''));

describe('formulas calculated by an engine of its own', () => {
  test.each(exampleModels().map((example) => [example.name, example] as const))('[N1] come to what core says, every one: %s', (_, { model }) => {
    const made = emulator.call(planner, 'POST', '/v4/spreadsheets', { fields: 'sheets(properties.title,data.rowData.values(effectiveValue))' }, createBody(model));
    expect(made.status).toBe(200);
    const sheets = new Map((made.json as gapi.client.sheets.Spreadsheet).sheets!.map(({ properties, data }) => [properties!.title!, data![0]?.rowData ?? []]));
    const wrong: unknown[] = [];
    let count = 0;
    for (const { name, rows } of model.worksheets) {
      rows.forEach((cells, row) => cells.forEach((cell, column) => {
        const { value, formula } = styledCell(cell);
        if (formula === undefined) return;
        count++;
        const { stringValue, numberValue, boolValue, errorValue } = sheets.get(name)![row]?.values?.[column]?.effectiveValue ?? {};
        const shown = stringValue ?? numberValue ?? boolValue ?? errorValue?.type;
        if (!isClose(shown, value)) wrong.push([name, row, column, formula, shown, value]);
      }));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });
});

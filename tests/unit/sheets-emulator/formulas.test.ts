import { renderWorkbook, styledCell } from '../../../core/sheet';
import { createSpreadsheetFlows, runFlowAtOnce, type SheetsAnswer, type SheetsCall } from '../../../gsheets/rest';
import { examplePlans } from '../../support/example-plans';
import { excelSpelling, type Spelling } from '../../support/formulas/parse';
import { respell } from '../../support/formulas/respell';
import { createModel } from '../../support/sheets-emulator/model';
import { assumedSwitches } from '../../support/sheets-emulator/switches';

const owner = { email: 'eier@planark.test', role: 'owner' as const };

/** A plan's spreadsheet in a locale, made through the API. */
const effectiveIn = (name: string, locale: string): { readonly differing: string[]; readonly formulas: number } => {
  const plan = examplePlans().get(name)!;
  const workbook = renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'x', locale: 'nb', openConflicts: [] }, today: '2026-11-21' });
  const model = createModel({ switches: assumedSwitches, now: () => new Date('2026-11-21T12:00:00Z'), callersOf: () => [owner] });
  const answer = (call: SheetsCall): SheetsAnswer => {
    if (call.method === 'create') model.create('S', { ...call.spreadsheet, properties: { ...call.spreadsheet.properties, locale } }, owner);
    const value = call.method === 'batchUpdate' ? model.run('spreadsheets.batchUpdate', 'S', {}, { requests: call.requests }, owner, false) : model.run('spreadsheets.get', 'S', {}, undefined, owner, true);
    return { ok: true, value: value as object };
  };
  expect(runFlowAtOnce(createSpreadsheetFlows().create(workbook), answer).ok).toBe(true);
  const { sheets = [] } = model.run('spreadsheets.get', 'S', { fields: 'sheets(properties.title,data.rowData.values.effectiveValue)' }, undefined, owner, true) as gapi.client.sheets.Spreadsheet;
  const cells = new Map(sheets.map(({ properties, data }) => [properties?.title, data?.[0]?.rowData ?? []]));
  const differing: string[] = [];
  let formulas = 0;
  for (const worksheet of workbook.worksheets) {
    for (const [row, line] of worksheet.rows.entries()) {
      for (const [column, cell] of line.entries()) {
        const { value, formula } = styledCell(cell);
        if (formula === undefined) continue;
        formulas += 1;
        const { numberValue, stringValue, boolValue, errorValue } = cells.get(worksheet.name)?.[row]?.values?.[column]?.effectiveValue ?? {};
        const own = numberValue ?? boolValue ?? stringValue ?? errorValue?.message ?? '';
        const isSame = typeof own === 'number' && typeof value === 'number' ? Math.abs(own - value) < 1e-9 : own === (value ?? '');
        if (!isSame) differing.push(`${worksheet.name}!${row}:${column} ${JSON.stringify(own)} for ${JSON.stringify(value)}: ${formula}`);
      }
    }
  }
  return { differing, formulas };
};

describe('formulas printed for Google', () => {
  it.each([...[...examplePlans().keys()].map((name) => [name, 'nb_NO'] as const), ['lillehammer-2026', 'en_US'] as const])('come to what core came to: %s in %s', (name, locale) => {
    const { differing, formulas } = effectiveIn(name, locale);
    expect(differing).toEqual([]);
    expect(formulas).toBeGreaterThan(50);
  });
});

describe('a formula spelled for another workbook', () => {
  const google: Spelling = { separators: ';', decimal: ',', hasOpenRanges: true };

  it.each([
    ['SUM(A1,0.5)', 'SUM(A1;0,5)'], ['IF(A1="a,b;c",1.25,\'Per, 1.5\'!B2)', 'IF(A1="a,b;c";1,25;\'Per, 1.5\'!B2)'], ['COUNTIFS(T!$K:$K,">=0")', 'COUNTIFS(T!$K:$K;">=0")'],
  ])('%s is %s in Google', (excel, spelled) => {
    expect(respell(excel, excelSpelling, google)).toBe(spelled);
    expect(respell(spelled, google, excelSpelling)).toBe(excel);
  });
});

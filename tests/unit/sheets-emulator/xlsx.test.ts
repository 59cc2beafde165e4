import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';
import { writeXlsx } from '../../../core/node/host-xlsx/write/write-xlsx';
import { isCellError, renderWorkbook, type Grid, type WorkbookModel } from '../../../core/sheet';
import { createSpreadsheetFlows, runFlowAtOnce, type SheetsAnswer, type SheetsCall } from '../../../gsheets/rest';
import { examplePlans } from '../../support/example-plans';
import { createModel, type ListenedModel } from '../../support/sheets-emulator/model';
import { assumedSwitches } from '../../support/sheets-emulator/switches';

const owner = { email: 'eier@planark.test', role: 'owner' as const };
const freshModel = (): ListenedModel => createModel({ switches: assumedSwitches, now: () => new Date('2026-11-21T12:00:00Z'), callersOf: () => [owner] });

const rendered = (name: string): WorkbookModel => {
  const plan = examplePlans().get(name)!;
  return renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'x', locale: 'nb', openConflicts: [] }, today: '2026-11-21' });
};

const gridOf = (bytes: Uint8Array): Grid => {
  const reading = readXlsx(bytes);
  if (!reading.ok) throw new Error(reading.refusal.code);
  return reading.value.grid;
};

/** What people and Planark read in a grid: values by tab and cell; empty texts are no cells. */
const cellsOf = ({ worksheets }: Grid): Map<string, string> => new Map(worksheets.flatMap(({ name, rows }) => rows.flatMap(({ index, cells }) => cells.flatMap((cell, column) => {
  if (!cell || cell.value === '') return [];
  const value = typeof cell.value === 'number' ? Number(cell.value.toPrecision(12)) : isCellError(cell.value) ? cell.value.error : cell.value;
  return [[`${name}!${index}:${column}`, `${JSON.stringify(value)}${cell.isDate ? ' date' : ''}${cell.isFormula ? ' formula' : ''}`] as const];
}))));
const statesOf = ({ worksheets }: Grid): string[] => worksheets.map(({ name, state }) => `${name}: ${state}`);
const hiddenOnes = (state: string): string => state.replace('veryHidden', 'hidden');
const differing = (a: Grid, b: Grid): string[] => {
  const [left, right] = [cellsOf(a), cellsOf(b)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => left.get(key) !== right.get(key)).map((key) => `${key} ${left.get(key)} ${right.get(key)}`);
};

const createdIn = (model: ListenedModel, workbook: WorkbookModel): void => {
  const answer = (call: SheetsCall): SheetsAnswer => {
    if (call.method === 'create') model.create('S', call.spreadsheet, owner);
    const value = call.method === 'batchUpdate' ? model.run('spreadsheets.batchUpdate', 'S', {}, { requests: call.requests }, owner, false) : model.run('spreadsheets.get', 'S', {}, undefined, owner, true);
    return { ok: true, value: value as object };
  };
  expect(runFlowAtOnce(createSpreadsheetFlows().create(workbook), answer).ok).toBe(true);
};

describe.each(['lillehammer-2026', 'norrbotten-2021'])('%s', (name) => {
  it('reads the same after it was uploaded as xlsx and downloaded again; what was very hidden is hidden', async () => {
    const bytes = Buffer.from(await writeXlsx(rendered(name)));
    const model = freshModel();
    await model.importXlsx('S', 'Plan', bytes, owner);
    const [before, after] = [gridOf(bytes), gridOf(await model.exportXlsx('S'))];
    expect(differing(before, after)).toEqual([]);
    expect(statesOf(after)).toEqual(statesOf(before).map(hiddenOnes));
  });

  it('reads as the rendered workbook when it was made through the API and downloaded', async () => {
    const workbook = rendered(name);
    const model = freshModel();
    createdIn(model, workbook);
    const [xlsx, sheet] = [gridOf(await writeXlsx(workbook)), gridOf(await model.exportXlsx('S'))];
    expect(differing(xlsx, sheet)).toEqual([]);
    expect(statesOf(sheet)).toEqual(statesOf(xlsx).map(hiddenOnes));
  });

  it('keeps rules of entry and hidden columns on the way up', async () => {
    const model = freshModel();
    await model.importXlsx('S', 'Plan', Buffer.from(await writeXlsx(rendered(name))), owner);
    const { sheets = [] } = model.run('spreadsheets.get', 'S', {}, undefined, owner, true) as gapi.client.sheets.Spreadsheet;
    const rules = sheets.flatMap(({ data = [] }) => data.flatMap(({ rowData = [] }) => rowData.flatMap(({ values = [] }) => values.flatMap(({ dataValidation }) => dataValidation?.condition?.type ?? []))));
    expect([...new Set(rules)].sort()).toEqual(expect.arrayContaining(['DATE_BETWEEN', 'NUMBER_BETWEEN', 'ONE_OF_RANGE']));
    expect(sheets.some(({ data }) => data?.[0]?.columnMetadata?.[0]?.hiddenByUser)).toBe(true);
  });
});

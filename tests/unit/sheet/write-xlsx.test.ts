import ExcelJS from 'exceljs';
import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';
import { writeXlsx } from '../../../core/node/host-xlsx/write/write-xlsx';
import { inflateRawSync } from 'node:zlib';
import { renderWorkbook, type GridCell } from '../../../core/sheet';
import { planOf, type SmallTables } from '../../support/plan-of-tables';

const fileOf = (tables: SmallTables): Promise<Uint8Array> =>
  writeXlsx(renderWorkbook({ plan: planOf(tables), stamp: { planId: 'liten', revision: 1, hash: 'h', locale: 'nb', openConflicts: [] }, today: '2026-07-02' }));

const cellsOf = (bytes: Uint8Array, tab: string, column: number): (GridCell | undefined)[] => {
  const read = readXlsx(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value.grid.worksheets.find(({ name }) => name === tab)!.rows.slice(1).map(({ cells }) => cells[column]);
};

/** The parts of a package whose names match, unpacked. */
const partsOf = (bytes: Uint8Array, pattern: RegExp): string[] => {
  const file = Buffer.from(bytes);
  const parts: string[] = [];
  for (let at = file.indexOf('PK\u0001\u0002'); at >= 0; at = file.indexOf('PK\u0001\u0002', at + 4)) {
    const [size, nameLength, local] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt32LE(at + 42)];
    if (!pattern.test(file.toString('utf8', at + 46, at + 46 + nameLength))) continue;
    const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    parts.push(inflateRawSync(file.subarray(data, data + size)).toString('utf8'));
  }
  return parts;
};

const texts = [
  '=1+1', '+1', '-1+1', '@SUM(A1)', "=cmd|'/C calc'!A0", '=HYPERLINK("http://x","y")', '\t=1', "'=1", '＝1+1', ' =1', '\u00a0=1', '\u200b=1', ']]>', '_x000D_', '_x005F_x000D_', '😀', '<b>&amp;</b>', '  luft  ', 'to\nlinjer', '007', '\u202e=1', 'x'.repeat(32767),
];

test('[S4] every awkward text comes back as the same text, and none is a formula', async () => {
  const bytes = await fileOf({ activities: texts.map((title, i) => ({ code: `T${i}`, title })) });
  expect(cellsOf(bytes, 'Tiltak', 2)).toEqual(texts.map((value) => ({ value })));
});

test('[S3] a long title is cut in references and drop-downs, so that the code in front does not make it too long for a cell', async () => {
  const bytes = await fileOf({ goals: [{ code: 'M1', title: `${'x'.repeat(199)}😀${'y'.repeat(32000)}` }], activities: [{ code: 'T1', title: 'a', goal: 'goals-0' }] });
  expect(cellsOf(bytes, 'Tiltak', 3)).toEqual([{ value: `M1 · ${'x'.repeat(199)}😀` }]);
});

test('[S6] a table’s formula columns are its calculated columns', async () => {
  const [activities] = partsOf(await fileOf({ activities: [{ code: 'T1', title: 'a' }] }), /^xl\/tables\/table/).filter((xml) => xml.includes('name="planark_activities"'));
  expect([...activities!.matchAll(/<tableColumn [^>]*name="([^"]*)"[^>]*><calculatedColumnFormula>/g)].map(([, name]) => name)).toEqual(['Planlagt', 'Beregnet fremdrift', 'Signal', 'Kostnad']);
  expect(activities).toContain('ref="A1:AB2"');
});

test('[S8] heights, frozen panes, print titles and pages reach the file', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await fileOf({ activities: [{ code: 'T1', title: 'x'.repeat(130) }] })) as never);
  const sheet = workbook.getWorksheet('Tiltak')!;
  expect(sheet.getRow(2).height).toBe(45);
  expect(sheet.pageSetup).toMatchObject({ fitToWidth: 2, fitToHeight: 0, orientation: 'landscape', printTitlesRow: '1:1', printTitlesColumn: 'A:C' });
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 3, ySplit: 1 });
  expect(workbook.getWorksheet('Oversikt')!.pageSetup).toMatchObject({ fitToWidth: 1, fitToHeight: 1 });
});

test('[S5] validations are ranges, not cells', async () => {
  const [sheet] = partsOf(await fileOf({ activities: [{ code: 'T1', title: 'a' }] }), /^xl\/worksheets\/sheet/).filter((xml) => xml.includes('"U2:U102"'));
  const ranges = [...sheet!.matchAll(/<dataValidation [^>]*sqref="([^"]*)"/g)].map(([, range]) => range!);
  expect(ranges.length).toBeGreaterThan(8);
  expect(ranges.filter((range) => !/^[A-Z]+2:[A-Z]+102$/.test(range))).toEqual([]);
});

test('[S7] the limits of dates and numbers are written as the sheet counts them: 61 is 1 March 1900', async () => {
  const sheets = partsOf(await fileOf({ activities: [{ code: 'T1', title: 'a' }] }), /^xl\/worksheets\/sheet\d+\.xml$/).join('');
  const limits = [...sheets.matchAll(/<dataValidation [^>]*type="(date|whole|decimal)"[^>]*>.*?<formula1>(.*?)<\/formula1><formula2>(.*?)<\/formula2>/g)].map(([, type, from, to]) => `${type} ${from} ${to}`);
  expect(new Set(limits.filter((limit) => limit.startsWith('date')))).toEqual(new Set(['date 61 109574']));
  expect(limits).toContain('decimal 0 1');
});

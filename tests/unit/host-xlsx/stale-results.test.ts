import { createBudget, nameKey, readsOf, type NamedThings } from '../../../core/node/host-xlsx/patch/formula-reads';
import { formatRange } from '../../../core/node/host-xlsx/patch/cell-ranges';
import { readXlsx } from '../../../core/node/host-xlsx/read/read-xlsx';
import type { XlsxPatch } from '../../../core/node/host-xlsx/patch/patch-xlsx';
import { MAIN, RELATIONS, makeXlsx, relationshipsXml } from '../../support/make-xlsx';
import { changedParts, partText, patched } from '../../support/patch-support';

const things = (more: Partial<NamedThings> = {}): NamedThings => ({
  tabs: ['plan', 'jan', 'feb', 'mar', 'mitt ark'],
  tables: new Map([['tall', { tab: 'jan', range: { top: 2, bottom: 9, left: 1, right: 4 }, columns: ['konto', 'jan', 'feb', 'sum #1'] }]]),
  names: new Map([[nameKey('alt'), 'Jan!$A$1:$A$9,feb!$B:$B'], [nameKey('alt', 'Feb'), '$C$3'], [nameKey('flytter'), 'Jan!A1'], [nameKey('igjen'), 'igjen']]),
  spend: () => true, ...more,
});
const reads = (formula: string): string => {
  const { ranges, isOpen } = readsOf(formula, { tab: 'plan', row: 6 }, things());
  return [...ranges.map(({ tab, range }) => `${tab} ${formatRange(range)}`), ...(isOpen ? ['more'] : [])].join(', ');
};

describe('[C151] what a formula reads', () => {
  test.each([
    ['A1+$B$2', 'plan A1:A1, plan B2:B2'], ['SUM(A1:B2)', 'plan A1:A1, plan A1:B2'], ['SUM(Jan!A1:B2)*C3', 'jan A1:A1, jan A1:B2, plan C3:C3'],
    ['SUM(\'Mitt ark\'!C:D,2:3)', 'mitt ark C1:D1048576, plan A2:XFD3'], ['SUM(Jan:Mar!B2)', 'jan B2:B2, feb B2:B2, mar B2:B2'], ['SUM(\'Mar:Feb\'!B2)', 'feb B2:B2, mar B2:B2'],
    ['[1]Jan!A1+\'[bok.xlsx]Jan\'!B2&"Jan!C3"', ''], ['Borte!A1', ''], ['tall[Jan]', 'jan C3:C10'], ['SUM(Tall[[#This Row],[Jan]:[Feb]])', 'jan C7:D7'], ['Tall[[#This Row],[Sum \'#1]]', 'jan E7:E7'], ['ROWS(Tall[#All])', 'jan B3:E10'],
    ['SUM(alt)', 'jan A1:A1, jan A1:A9, feb B1:B1048576'], ['Feb!Alt', 'feb C3:C3'], ['flytter', 'more'], ['igjen', 'more'], ['ukjent+SUM(1)', ''],
    ['SUM(A1:INDEX(B:B,3))', 'plan A1:A1, plan B1:B1048576, more'], ['SUM(INDEX(B:B,3):C4)', 'plan B1:B1048576, plan C4:C4, more'], ['SUM(OFFSET(A1,1,0))', 'plan A1:A1'],
  ])('%s', (formula, expected) => expect(reads(formula)).toBe(expected));

  test('one that is longer than any that is looked through may read more', () => expect(reads(`A1+${'1+'.repeat(20_000)}1`)).toBe('more'));

  test('names that double with each are work that ends', () => {
    const names = new Map(Array.from({ length: 30 }, (_, i): [string, string] => [nameKey(`n${i}_`), Array.from({ length: 20 }, () => `n${i + 1}_`).join('+')]));
    const spend = createBudget(5_000, 60_000);
    readsOf('n0_', { tab: 'plan', row: 0 }, things({ names, spend }));
    expect([spend(0), createBudget(9, -1)(0)]).toEqual([false, false]);
  });
});

const formula = (r: string, text: string, result: string | number, more = ''): string => `<c r="${r}"${typeof result === 'string' ? ' t="str"' : ''}><f${more}>${text}</f><v>${result}</v></c>`;
const number = (r: string, value: number): string => `<c r="${r}"><v>${value}</v></c>`;
const inRows = (...rows: string[]): string => `<sheetData>${rows.map((cells, i) => `<row r="${i + 1}">${cells}</row>`).join('')}</sheetData>`;

/** C is written into; the rest is the treasurer's. */
const own = inRows(
  number('A1', 1) + number('B1', 5) + number('C1', 10) + formula('D1', 'C1-B1', 5) + formula('E1', 'A1+B1', 6, ' t="shared" ref="E1:E3" si="0"'),
  number('A2', 2) + number('B2', 5) + number('C2', 20) + formula('D2', 'IF(C2&gt;B2,"for mye","bra")', 'for mye') + '<c r="E2"><f t="shared" si="0"/><v>7</v></c>',
  number('A3', 3) + formula('B3', 'SUM(B1:B2)', 10) + formula('C3', 'SUM(C1:C2)', 30) + formula('D3', 'C3*2', 60) + '<c r="E3"><f t="shared" si="0"/><v>13</v></c>',
  formula('A4', 'TRANSPOSE(C1:C2)', 10, ' t="array" ref="A4:B4"') + number('B4', 20) + formula('C4', 'B4+1', 21) + formula('D4', 'kostnad', 20) + formula('E4', 'Plan!B4', 20),
);
const other = inRows(formula('A1', 'SUM(Tall!C1:C3)', 60) + formula('B1', 'SUM(Tall!B1:B3)', 20) + formula('C1', 'A1/2', 30));
const workbook = (plan = other, name = '$C$2'): Buffer => makeXlsx({
  sheets: [{ name: 'Tall', body: own }, { name: 'Plan', body: plan }],
  parts: { 'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Tall" sheetId="1" r:id="rId1"/><sheet name="Plan" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="Kostnad">Tall!${name}</definedName></definedNames></workbook>` },
});
const c2: XlsxPatch['edits'] = [{ tab: 'Tall', cells: [{ row: 1, column: 2, value: 25 }] }];

/** Cells of formulas without a result, tab by tab. */
const unresolved = (file: Buffer): string[] => {
  const read = readXlsx(file);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value.grid.worksheets.flatMap(({ name, rows }) => rows.flatMap(({ index, cells }) => cells.flatMap((cell, column) => (cell?.isUnreadable ? [`${name}!${'ABCDE'[column]}${index + 1}`] : []))));
};

describe('[C151] after a cell was written', () => {
  test('what reads it has no result any more, by whatever way; all others keep theirs', () => {
    expect(unresolved(patched(workbook(), { edits: c2 }))).toEqual(['Tall!D2', 'Tall!C3', 'Tall!D3', 'Tall!A4', 'Tall!C4', 'Tall!D4', 'Plan!A1', 'Plan!C1']);
    const xml = partText(patched(workbook(), { edits: c2 }), 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('<c r="D2"><f>IF(C2&gt;B2,"for mye","bra")</f></c>');
    expect(xml).toContain('<c r="E3"><f t="shared" si="0"/><v>13</v></c>');
  });
  test('what the one who writes calculates keeps its results, and what reads it is looked at', () => {
    expect(unresolved(patched(workbook(), { edits: [{ tab: 'Plan', cells: [{ row: 0, column: 0, value: 65, formula: 'SUM(Tall!C1:C3)' }] }], calculated: [['plan', new Set([0])]] }))).toEqual(['Plan!C1']);
    expect(unresolved(patched(workbook(), { edits: c2, calculated: [['Plan', 'all'], ['Tall', new Set([2, 3])]] }))).toEqual(['Tall!A4']);
  });
  test('a workbook where nothing reads it stays as it is but for that cell', () => {
    const file = workbook(inRows(number('A1', 1)));
    expect(unresolved(patched(file, { edits: [{ tab: 'Plan', cells: [{ row: 5, column: 5, value: 1 }] }] }))).toEqual([]);
    expect(changedParts(file, patched(file, { edits: [{ tab: 'Plan', cells: [{ row: 5, column: 5, value: 1 }] }] }))).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet2.xml']);
  });
  test('a page that is written as a whole is read by formulas beside it', () => {
    expect(unresolved(patched(workbook(), { pages: [{ tab: 'Plan', rows: [{ cells: [null, { value: 9, look: 0 }] }], merges: [] }], looks: { tab: 'Tall', column: 0, rows: 1 } }))).toEqual(['Tall!E4']);
  });
  test('columns of a table are told apart', () => {
    const cells = inRows(['A1', 'B1', 'C1'].map((r, i) => `<c r="${r}" t="inlineStr"><is><t>${['Jan', 'Feb', 'Plan'][i]}</t></is></c>`).join(''),
      number('A2', 1) + number('B2', 2) + number('C2', 3) + formula('D2', 'SUM(T[[#This Row],[Jan]:[Feb]])', 3) + formula('E2', 'SUM(T[Plan])', 3));
    const file = makeXlsx({ sheets: [{ name: 'Tall', body: `${cells}<tableParts count="1"><tablePart r:id="rId1"/></tableParts>` }], parts: {
      'xl/worksheets/_rels/sheet1.xml.rels': relationshipsXml(['rId1', 'table', '../tables/table1.xml']),
      'xl/tables/table1.xml': `<table xmlns="${MAIN}" id="1" name="T" displayName="T" ref="A1:C2"><tableColumns count="3"><tableColumn id="1" name="Jan"/><tableColumn id="2" name="Feb"/><tableColumn id="3" name="Plan"/></tableColumns></table>`,
    } });
    expect(unresolved(patched(file, { edits: c2 }))).toEqual(['Tall!E2']);
  });
  test('a long chain is followed to its end, and a ring ends', () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => formula(`A${i + 1}`, i === 2_999 ? 'B1' : `A${i + 2}+1`, 1));
    const file = makeXlsx({ sheets: [{ name: 'Tall', body: inRows(number('B1', 1) + rows[0]!, ...rows.slice(1, -1), formula('A3000', 'B1+A1', 1)) }] });
    expect(unresolved(patched(file, { edits: [{ tab: 'Tall', cells: [{ row: 0, column: 1, value: 2 }] }] }))).toHaveLength(3_000);
  });
});

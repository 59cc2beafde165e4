import { patchXlsx } from '../../../core/node/host-xlsx/patch/patch-xlsx';
import { MAIN, makeXlsx, makeZip, RELATIONS, relationshipsXml, workbookParts, worksheetXml, type WorkbookSpec } from '../../support/make-xlsx';
import { changedParts, partText, patched, rawParts, unpacked, warningsOf } from '../../support/patch-support';
import { cellsOf, read, readCells } from './reading';

const SHEET = 'xl/worksheets/sheet1.xml';
const body = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row></sheetData>';
const spec = (given: Partial<WorkbookSpec> = {}): WorkbookSpec => ({ sheets: [{ name: 'Plan', body }, { name: 'Deres', body }], ...given });
const edits = [{ tab: 'plan', cells: [{ row: 0, column: 0, value: 'ny' }] }];
const CHAIN = {
  'xl/calcChain.xml': '<calcChain/>',
  'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'worksheet', 'worksheets/sheet1.xml'], ['rId2', 'worksheet', 'worksheets/sheet2.xml'], ['rId3', 'calcChain', 'calcChain.xml']),
};

describe('a patched package', () => {
  test('only the edited sheet and the wish to recalculate differ; all else is the same bytes', () => {
    const parts = workbookParts(spec({ parts: { 'xl/media/a.png': Buffer.from([1, 2, 3]) } }));
    const file = makeZip([{ name: 'mimetype', content: 'x', stored: true }, ...parts], { comment: 'made by hand' });
    const after = patched(file, { edits });
    expect(changedParts(file, after)).toEqual(['xl/workbook.xml', SHEET]);
    expect(after.toString('latin1').endsWith('made by hand')).toBe(true);
    expect([...rawParts(after).keys()]).toEqual([...rawParts(file).keys()]);
    expect(partText(after, 'xl/workbook.xml')).toContain('</sheets><calcPr fullCalcOnLoad="1"/></workbook>');
  });

  test('without edits it is the same file', () => {
    const file = makeXlsx(spec());
    expect(patched(file, {}).equals(file)).toBe(true);
  });

  test('names with backslashes and capitals stay as they are', () => {
    const file = makeZip(workbookParts(spec()).map((part) => ({ ...part, name: part.name.startsWith('xl') ? part.name.replaceAll('/', '\\').toUpperCase() : part.name })));
    const after = patched(file, { edits });
    expect(readCells(after)['A1']).toEqual({ value: 'ny' });
    expect(unpacked(after).has('XL\\WORKSHEETS\\SHEET1.XML') || rawParts(after).has('XL/WORKSHEETS/SHEET1.XML')).toBe(true);
  });

  test('the chain of calculation goes when a formula is written, not when a value is', () => {
    const file = makeXlsx(spec({ parts: CHAIN }));
    expect(unpacked(patched(file, { edits })).has('xl/calcChain.xml')).toBe(true);
    const after = patched(file, { edits: [{ tab: 'Plan', cells: [{ row: 0, column: 1, value: 2 }] }] });
    expect(unpacked(after).has('xl/calcChain.xml')).toBe(false);
    expect(partText(after, 'xl/_rels/workbook.xml.rels')).not.toContain('calcChain');
  });

  test('a workbook that asks for no recalculation is made to ask', () => {
    const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="1" fullCalcOnLoad='0'/><extLst/></workbook>`;
    const after = patched(makeXlsx(spec({ sheets: [{ name: 'Plan', body }], parts: { 'xl/workbook.xml': workbook } })), { edits });
    expect(partText(after, 'xl/workbook.xml')).toBe(workbook.replace('\'0\'', '\'1\''));
  });

  test.each([
    ['UTF-16, little end first', Buffer.from(`\ufeff${worksheetXml(body).replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${worksheetXml(body).replace('UTF-8', 'UTF-16')}`, 'utf16le').swap16()],
    ['a byte order mark', Buffer.from(`\ufeff${worksheetXml(body)}`)],
    ['ASCII', Buffer.from(worksheetXml(body).replace('UTF-8', 'US-ASCII'))],
  ])('%s: encoded as it was', (name, part) => {
    const after = patched(makeXlsx(spec({ parts: { [SHEET]: part } })), { edits: [{ tab: 'Plan', cells: [{ row: 0, column: 0, value: 'å' }] }] });
    expect(readCells(after)['A1']).toEqual({ value: 'å' });
    const raw = unpacked(after).get(SHEET) as Buffer;
    if (name !== 'ASCII') expect(raw.subarray(0, 2).equals(part.subarray(0, 2))).toBe(true);
    else expect(raw.toString()).toContain('encoding="UTF-8"');
  });

  test('prefixed markup', () => {
    const prefixed = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const after = patched(makeXlsx(spec({ parts: { [SHEET]: prefixed } })), { edits: [{ tab: 'Plan', cells: [{ row: 0, column: 0, value: 'ny' }, { row: 1, column: 0, value: 2 }] }] });
    expect(partText(after, SHEET)).toContain('<x:c r="A1" t="inlineStr"><x:is><x:t>ny</x:t></x:is></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row></x:sheetData>');
  });

  test('dates in a workbook that counts from 1904', () => {
    const dated = '<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1"><v>1</v></c></row></sheetData>';
    const after = patched(makeXlsx({ sheets: [{ name: 'Plan', body: dated }], formats: ['yyyy-mm-dd'], workbookPr: 'date1904="1"' }),
      { edits: [{ tab: 'Plan', cells: [{ row: 0, column: 0, value: 46_000 }, { row: 0, column: 1, value: 46_000 }] }] });
    expect(cellsOf(read(after).grid)).toEqual({ A1: { value: 46_000, isDate: true }, B1: { value: 46_000 } });
  });

  test('a signature is said to be broken, and the file is written', () => {
    expect(warningsOf(makeXlsx(spec({ parts: { '_xmlsignatures/sig1.xml': '<a/>' } })), { edits })).toEqual([{ kind: 'signed' }]);
  });
});

describe('damaged files', () => {
  const file = makeXlsx(spec({ parts: CHAIN, formats: ['0'] }));
  const patch = { edits, removals: ['Deres'] };

  test('cut anywhere: an answer, never an exception', () => {
    for (let size = 0; size < file.length; size += 7) expect(patchXlsx(file.subarray(0, size), patch).ok).toBe(false);
  });

  test('any byte changed: an answer, never an exception', () => {
    for (let at = 0; at < file.length; at += 3) {
      const damaged = Buffer.from(file);
      damaged[at] = (damaged[at] as number) ^ (1 << (at % 8));
      const result = patchXlsx(damaged, patch);
      expect(result.ok ? '' : result.refusal.detail).not.toMatch(/^unexpected/u);
    }
  });
});

describe('what is not patched', () => {
  test.each([
    ['SHEET_PART_MISSING', makeXlsx(spec()), { edits: [{ tab: 'Nei', cells: [] }] }],
    ['SHEET_PART_MISSING', makeXlsx(spec()), { edits: [], removals: ['Plan', 'Deres'] }],
    ['SHEET_PART_MISSING', makeXlsx(spec()), { edits: [], transplants: [{ tab: 'a', as: 'b' }] }],
    ['DUPLICATE_CELL', makeXlsx(spec({ parts: { [SHEET]: worksheetXml('<sheetData><row r="1"><c r="A1"/><c r="A1"/></row></sheetData>') } })), { edits }],
    ['XML', makeXlsx(spec({ parts: { [SHEET]: worksheetXml('<sheetData>') } })), { edits }],
    ['XML', makeXlsx(spec({ parts: { [SHEET]: worksheetXml('') } })), { edits }],
    ['ROW_REF', makeXlsx(spec({ parts: { [SHEET]: worksheetXml('<sheetData><row r="0"/></sheetData>') } })), { edits }],
    ['DOCTYPE_REFUSED', makeXlsx(spec({ parts: { [SHEET]: `<!DOCTYPE a>${worksheetXml('')}` } })), { edits }],
    ['EMPTY_OR_TINY', Buffer.from('PK'), { edits }],
  ])('%s', (code, file, patch) => {
    const result = patchXlsx(file, patch);
    expect(result.ok ? 'ok' : result.refusal.code).toBe(code);
  });
});

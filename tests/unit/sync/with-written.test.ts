import * as fc from 'fast-check';
import { changedRows, gridFromWire, measureRows, rowsDigest, withChangedRows, withWritten, type WireGrid, type WireRow, type WrittenCells } from '../../../core/sync';
import { runs } from '../../support/runs';

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const sheetOf = (rows: readonly WireRow[]): WireGrid => ({ worksheets: [{ name: 'Tiltak', state: 'visible', rows }, { name: 'Oversikt', state: 'visible', rows: [{ index: 0, cells: ['Før'] }, { index: 2, cells: ['Går'] }] }] });
const before = sheetOf([
  { index: 0, cells: ['Kode', 'Frist', 'Sum'] }, { index: 1, cells: ['T1', { value: 46000, isDate: true }, { value: 1, isFormula: true }] }, { index: 3, cells: ['T2'], hidden: true }, { index: 5, cells: [null, null, 'Eget'] },
]);
const page = (rows: WrittenCells['pages'][number]['rows']): WrittenCells['pages'][number] => ({
  key: 'overview', name: 'Oversikt', state: 'visible', rows, columns: [{ width: 8, style: 'text' }, { width: 8, style: 'date' }], validations: [], conditionalFormats: [], merges: [], heights: {}, frozen: { rows: 0, columns: 0 },
  isProtected: true, tone: 'generated', print: { isLandscape: true, pagesWide: 1, isOnePage: true },
});
const nothing: WrittenCells = { tabs: [], pages: [], removed: [], generated: { title: '', author: '', locale: 'nb', dateFormat: 'dd.mm.yyyy', worksheets: [] } };
const rowsOf = (sheet: WireGrid, tab: string): readonly WireRow[] | undefined => sheet.worksheets.find(({ name }) => name === tab)?.rows;

describe('[Z40] a sheet with what an answer tells to write', () => {
  test('has the cells in their rows: a number under a date is one, a formula is told, and rows end with their last cell', () => {
    const cells = [
      { row: 3, column: 1, value: 46001 }, { row: 3, column: 2, value: 2, formula: 'B4*2' }, { row: 5, column: 2, value: '' }, { row: 6, column: 4, value: 'Ny' }, { row: 7, column: 2, value: null, formula: 'B8' },
    ];
    const after = withWritten(before, { ...nothing, tabs: [{ tab: 'Tiltak', cells }, { tab: 'Ukjent', cells }] });
    expect(rowsOf(after, 'Tiltak')).toEqual([
      ...rowsOf(before, 'Tiltak')!.slice(0, 2), { index: 3, cells: ['T2', { value: 46001, isDate: true }, { value: 2, isFormula: true }], hidden: true },
      { index: 6, cells: [null, null, null, null, 'Ny'] }, { index: 7, cells: [null, null, { value: '', isFormula: true }] },
    ]);
    expect(rowsOf(after, 'Tiltak')![1]).toBe(rowsOf(before, 'Tiltak')![1]);
    expect(rowsOf(after, 'Oversikt')).toBe(rowsOf(before, 'Oversikt'));
  });

  test('has pages as they are made, tabs that are new, and none that is gone; rows that come to the same are the same objects', () => {
    const rows = [['Etter'], [null, ''], ['Går'], [{ value: 46000, style: 'sectionDate' as const }, 46001, { value: 0.5, formula: 'A1' }]];
    const made = { ...page([['x']]), name: 'Konflikter' };
    const after = withWritten(before, { ...nothing, pages: [page(rows)], generated: { ...nothing.generated, worksheets: [made] }, removed: ['Tiltak'] });
    expect(after.worksheets.map(({ name }) => name)).toEqual(['Oversikt', 'Konflikter']);
    expect(rowsOf(after, 'Oversikt')).toEqual([{ index: 0, cells: ['Etter'] }, { index: 2, cells: ['Går'] }, { index: 3, cells: [{ value: 46000, isDate: true }, { value: 46001, isDate: true }, { value: 0.5, isFormula: true }] }]);
    expect(rowsOf(after, 'Oversikt')![1]).toBe(rowsOf(before, 'Oversikt')![1]);
    expect(rowsOf(withWritten(before, { ...nothing, pages: [page([['Før'], [], ['Går']])] }), 'Oversikt')).toBe(rowsOf(before, 'Oversikt'));
    expect(withWritten(before, null)).toBe(before);
  });

  test('is the same on both sides of the wire', () => {
    const patch = { ...nothing, tabs: [{ tab: 'Tiltak', cells: [{ row: 1, column: 1, value: -0 }, { row: 9, column: 0, value: '\ud800 æ' }] }], pages: [page([['Etter', 1]])] };
    expect(rowsDigest(withWritten(before, patch))).toBe(rowsDigest(withWritten(clone(before), clone(patch))));
  });
});

const cell = fc.oneof(fc.constant(null), fc.constantFrom('a', 'æ', '\u{1f600}', 1, -0, true), fc.record({ value: fc.constantFrom('x', 2, false, { error: '#N/A' }), isDate: fc.boolean(), isFormula: fc.boolean() }, { requiredKeys: ['value'] }));
const rows = fc.uniqueArray(fc.record({ index: fc.nat(6), cells: fc.array(cell, { maxLength: 3 }) }), { selector: ({ index }) => index, maxLength: 6 }).map((all) => all.sort((a, b) => a.index - b.index));

describe('[Z40] the measure of rows', () => {
  test('is the same however it was worked out, and tells what differs', () => {
    fc.assert(fc.property(rows, rows, (a, b) => {
      measureRows(a);
      const [step, anew] = [measureRows(b, a), measureRows(clone(b))];
      expect(step).toEqual(anew);
      const json = JSON.stringify(b);
      // A comma more after the last cell of a row.
      expect(step.bytes).toBe(Buffer.byteLength(json) - 2 - Math.max(0, b.length - 1) + b.filter(({ cells }) => cells.length > 0).length);
      expect(step.members).toBe(json.match(/":/g)?.length ?? 0);
      const digest = (all: readonly WireRow[]): string => rowsDigest(sheetOf(all));
      const trimmed = (all: readonly WireRow[]): string => JSON.stringify(all).replace(/(,?null)+(?=\])/g, '');
      expect(digest(a) === digest(b)).toBe(trimmed(a) === trimmed(b));
    }), runs(500));
  });

  test('and what is read of rows that most stayed, is what is read of them anew', () => {
    fc.assert(fc.property(rows, rows, (a, b) => {
      const first = sheetOf(a);
      const after = withChangedRows(first, changedRows(first, sheetOf(b)));
      gridFromWire(first);
      expect(gridFromWire(after, first)).toEqual(gridFromWire(structuredClone(after)));
    }), runs(300));
  });
});

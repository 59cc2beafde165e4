import * as fc from 'fast-check';
import { changedRows, gridFromWire, withChangedRows, type WireGrid } from '../../../core/sync';
import { runs } from '../../support/runs';

const clone = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const value = fc.oneof(fc.constantFrom('', 'a', 'b', 0, 1, 0.5, true, false), fc.record({ error: fc.constantFrom('#REF!', '#N/A') }));
const cell = fc.oneof(fc.constant(null), fc.constantFrom('a', 1, true), fc.record({ value, isDate: fc.boolean(), isFormula: fc.boolean(), isUnreadable: fc.boolean() }, { requiredKeys: ['value'] }));
const row = fc.record({ index: fc.nat(6), cells: fc.array(cell, { maxLength: 3 }), hidden: fc.boolean() }, { requiredKeys: ['index', 'cells'] });
const range = fc.constantFrom({ top: 0, left: 0, bottom: 1, right: 0 }, { top: 2, left: 0, bottom: 2, right: 3 });
const worksheet = fc.record(
  { name: fc.constantFrom('A', 'B', 'C', 'D'), state: fc.constantFrom('visible' as const, 'hidden' as const, 'veryHidden' as const), rows: fc.array(row, { maxLength: 6 }), merges: fc.array(range, { maxLength: 2 }) },
  { requiredKeys: ['name', 'state', 'rows'] },
);
const texts = fc.array(fc.constantFrom('charts', 'x'), { maxLength: 2 });
/** As whoever wants to may send it: tabs of one name, rows twice and out of order. */
const anyGrid: fc.Arbitrary<WireGrid> = fc.record({ worksheets: fc.array(worksheet, { maxLength: 4 }), extras: texts, otherTabs: texts }, { requiredKeys: ['worksheets'] });

const inOrder = ({ worksheets, ...beside }: WireGrid): WireGrid => ({
  ...beside, worksheets: worksheets.map(({ rows, ...one }) => ({ ...one, rows: [...new Map(rows.map((each) => [each.index, each])).values()].sort((a, b) => a.index - b.index) })),
});
/** As hosts read it: tabs of different names, rows in order. */
const asHostReads = (grid: WireGrid): WireGrid => inOrder({ ...grid, worksheets: [...new Map(grid.worksheets.map((one) => [one.name, one])).values()] });
const hostGrid = anyGrid.map(asHostReads);

type Edit = (grid: WireGrid) => WireGrid;
const editTab = (at: number, edit: (tab: WireGrid['worksheets'][number]) => readonly WireGrid['worksheets'][number][]): Edit => (grid) =>
  ({ ...grid, worksheets: grid.worksheets.flatMap((tab, i) => (i === at % grid.worksheets.length ? edit(tab) : [tab])) });
/** What people do to a workbook between two syncs. */
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(), row).map(([at, one]) => editTab(at, (tab) => [{ ...tab, rows: [...tab.rows, one] }])),
  fc.tuple(fc.nat(), fc.nat(6)).map(([at, gone]) => editTab(at, (tab) => [{ ...tab, rows: tab.rows.filter(({ index }) => index !== gone) }])),
  fc.tuple(fc.nat(), fc.nat(6), fc.nat(6)).map(([at, from, to]) => editTab(at, (tab) => [{ ...tab, rows: tab.rows.map((one) => ({ ...one, index: one.index === from ? to : one.index === to ? from : one.index })) }])),
  fc.tuple(fc.nat(), fc.nat(6)).map(([at, hidden]) => editTab(at, (tab) => [{ ...tab, rows: tab.rows.map((one) => (one.index === hidden ? { ...one, hidden: !one.hidden } : one)) }])),
  fc.tuple(fc.nat(), fc.constantFrom('E', 'F')).map(([at, name]) => editTab(at, (tab) => [{ ...tab, name }])),
  fc.nat().map((at) => editTab(at, () => [])),
  fc.tuple(fc.nat(), worksheet).map(([at, one]) => editTab(at, (tab) => [{ ...one, name: 'G' }, tab])),
  fc.tuple(fc.nat(), range).map(([at, merge]) => editTab(at, (tab) => [{ ...tab, merges: [merge] }])),
  fc.constant<Edit>((grid) => ({ ...grid, worksheets: [...grid.worksheets].reverse() })),
  texts.map((extras): Edit => (grid) => ({ ...grid, extras })),
);
const edited = fc.tuple(hostGrid, fc.array(edits, { maxLength: 4 })).map(([before, all]) => [before, asHostReads(all.reduce((grid, edit) => edit(grid), before))] as const);

describe('[A22] what has changed since a grid, put into it', () => {
  test('is the grid as it is now, whatever was done to it', () => {
    fc.assert(fc.property(edited, ([before, after]) => expect(withChangedRows(before, clone(changedRows(before, after)))).toEqual(after)), runs(1000));
    fc.assert(fc.property(hostGrid, hostGrid, (before, after) => expect(withChangedRows(before, clone(changedRows(before, after)))).toEqual(after)), runs(500));
  });

  test('is read as the grid as it is now, however odd the two are', () => {
    fc.assert(fc.property(anyGrid, anyGrid, (before, after) => expect(gridFromWire(withChangedRows(before, clone(changedRows(before, after))))).toEqual(gridFromWire(after))), runs(1000));
  });

  test('names no merges that stayed, and keeps those as the objects they were', () => {
    fc.assert(fc.property(edited, ([before, after]) => {
      const changes = changedRows(before, clone(after));
      for (const { name, merges } of after.worksheets) {
        const old = before.worksheets.find((one) => one.name === name)?.merges;
        const isKept = merges !== undefined && JSON.stringify(old) === JSON.stringify(merges);
        expect(changes.worksheets.find((one) => one.name === name)!.merges).toEqual(isKept ? 'as-before' : merges);
        if (isKept) expect(withChangedRows(before, changes).worksheets.find((one) => one.name === name)!.merges).toBe(old);
      }
    }), runs(500));
  });

  test('names no row that stayed, and keeps those as the objects they were', () => {
    fc.assert(fc.property(edited, ([before, after]) => {
      const changes = changedRows(before, after);
      const made = withChangedRows(before, changes);
      for (const { name, rows } of made.worksheets) {
        const old = before.worksheets.find((one) => one.name === name)?.rows ?? [];
        const sent = changes.worksheets.find((one) => one.name === name)!.rows;
        for (const one of rows) expect(sent.includes(one) !== old.includes(one)).toBe(true);
        for (const one of sent) expect(old).not.toContainEqual(one);
      }
      expect(changedRows(after, clone(after)).worksheets.every(({ rows, gone }) => rows.length + gone.length === 0)).toBe(true);
    }), runs(500));
  });
});

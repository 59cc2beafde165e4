import * as fc from 'fast-check';
import { gridFromWire, gridToWire, isWireChanges, isWireGrid, wireChangesSchema, wireGridSchema } from '../../../core/sync';

const flags = fc.record({ isDate: fc.boolean(), isFormula: fc.boolean(), isUnreadable: fc.boolean() }, { requiredKeys: [] });
const bare = fc.oneof(fc.string({ maxLength: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
const full = fc.record({ value: fc.oneof(bare, fc.record({ error: fc.string({ maxLength: 5 }) })), flags }).map(({ value, flags: some }) => ({ value, ...some }));
const row = fc.record({ index: fc.nat(1_048_575), cells: fc.array(fc.oneof(fc.constant(null), bare, full), { maxLength: 4 }), hidden: fc.boolean() }, { requiredKeys: ['index', 'cells'] });
const ends = (last: number) => fc.tuple(fc.nat(last), fc.nat(last)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const range = fc.record({ rows: ends(1_048_575), columns: ends(16_383) }).map(({ rows: [top, bottom], columns: [left, right] }) => ({ top, left, bottom, right }));
const tab = { name: fc.string({ minLength: 1, maxLength: 5 }), state: fc.constantFrom('visible' as const, 'hidden' as const, 'veryHidden' as const), rows: fc.array(row, { maxLength: 3 }), merges: fc.array(range, { maxLength: 2 }) };
const requiredOfTab = ['name', 'state', 'rows'] as const;
const worksheet = fc.record(tab, { requiredKeys: [...requiredOfTab] });
const changed = fc.record({ ...tab, merges: fc.oneof(tab.merges, fc.constant('as-before')), gone: fc.array(fc.nat(1_048_575), { maxLength: 3 }) }, { requiredKeys: [...requiredOfTab, 'gone'] });
const texts = fc.array(fc.string({ maxLength: 5 }), { maxLength: 2 });
const grid = fc.record({ worksheets: fc.array(worksheet, { maxLength: 3 }), extras: texts, otherTabs: texts }, { requiredKeys: ['worksheets'] });
const changes = fc.record({ since: fc.stringMatching(/^[A-Za-z0-9._-]{8,64}$/), written: fc.stringMatching(/^[0-9a-f]{16}$/), worksheets: fc.array(changed, { maxLength: 3 }), extras: texts, otherTabs: texts }, { requiredKeys: ['since', 'worksheets'] });

/** Things of which most are wrong wherever they stand. */
const odd = fc.constantFrom<unknown>(
  undefined, null, '', 'as-before', 'x'.repeat(64), 'x'.repeat(65), 'x'.repeat(256), 'x'.repeat(32_767), 'x'.repeat(32_768), 0, -1, 0.5, 1_048_576, NaN, Infinity, true, [], [null], [[]], {}, { error: 'x' },
  { error: 'x'.repeat(65) }, { error: 'x', more: 1 }, { value: 1 }, { value: { error: 1 } }, { value: 1, isDate: 1 }, { value: 1, more: 1 }, Array.from({ length: 65 }, () => 'x'), Array.from({ length: 257 }, () => 'x'),
  Array.from({ length: 16_385 }, () => null),
);

type Place = Record<string, unknown>;
const placesIn = (value: unknown): Place[] => (typeof value === 'object' && value !== null ? [value as Place, ...Object.values(value).flatMap(placesIn)] : []);

/** Sets, adds or takes away one member somewhere. */
const spoil = (one: unknown, at: number, member: number, value: unknown, name: string | null): unknown => {
  const spoilt = structuredClone(one);
  const places = placesIn(spoilt);
  const place = places[at % places.length]!;
  const key = name ?? Object.keys(place)[member % Math.max(1, Object.keys(place).length)] ?? '0';
  if (value === undefined && !Array.isArray(place)) delete place[key];
  else place[key] = value;
  return spoilt;
};

describe('a grid that was sent', () => {
  test('[A6] the quick look lets through what the schema lets through, and nothing else', () => {
    fc.assert(fc.property(grid, (one) => isWireGrid(one) && wireGridSchema.safeParse(one).success));
    fc.assert(fc.property(changes, (one) => isWireChanges(one) && wireChangesSchema.safeParse(one).success));
    const name = fc.option(fc.constantFrom('more', 'value', 'rows', 'error', 'hidden', 'merges', 'gone', 'since', 'written', 'bottom', 'toString'), { nil: null, freq: 3 });
    fc.assert(fc.property(fc.oneof(grid, changes), fc.nat(), fc.nat(), odd, name, (one, at, member, value, added) => {
      const spoilt = spoil(one, at, member, value, added);
      expect([isWireGrid(spoilt), isWireChanges(spoilt)]).toEqual([wireGridSchema.safeParse(spoilt).success, wireChangesSchema.safeParse(spoilt).success]);
    }), { numRuns: 5000 });
  });

  test('[A8] comes with its merged cells; a range begins at its top left', () => {
    fc.assert(fc.property(grid, (one) => expect(gridFromWire(one).worksheets.map(({ merges }) => merges)).toEqual(one.worksheets.map(({ merges }) => merges))));
    const merges = [{ top: 1, left: 0, bottom: 2, right: 3 }];
    const wire = gridToWire({ worksheets: [{ name: 'A', state: 'visible', rows: [], merges }], extras: [] });
    expect(wire.worksheets[0]).toMatchObject({ merges });
    for (const [member, value] of [['bottom', 0], ['left', 4], ['right', 16_384], ['top', -1], ['more', 1]] as const) {
      const spoilt = { worksheets: [{ ...wire.worksheets[0]!, merges: [{ ...merges[0]!, [member]: value }] }] };
      expect([isWireGrid(spoilt), wireGridSchema.safeParse(spoilt).success]).toEqual([false, false]);
    }
  });

  test('[A6] what is no object is no grid', () => {
    for (const one of [undefined, null, 1, 'x', [], [{ worksheets: [] }]]) expect(isWireGrid(one)).toBe(false);
  });
});

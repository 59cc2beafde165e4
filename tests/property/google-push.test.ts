import * as fc from 'fast-check';
import { budgetTab } from '../support/budget-grid';
import { cellsIn, linkedTable, push } from '../support/pushed-spreadsheet';
import { runs } from '../support/runs';
import type { Person } from '../support/sheets-emulator/person';

type Hand = readonly [what: 'insertRows' | 'deleteRows' | 'insertColumns', place: number, count: number];

const row = fc.integer({ min: 1, max: 11 });
const inserted: fc.Arbitrary<Hand> = fc.oneof(
  fc.tuple(fc.constant('insertRows' as const), row, fc.integer({ min: 1, max: 3 })),
  fc.tuple(fc.constant('insertColumns' as const), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 2 })),
);
const deleted: fc.Arbitrary<Hand> = fc.tuple(fc.constant('deleteRows' as const), fc.constantFrom(1, 3, 4, 5, 6, 7, 8, 9), fc.constant(1));
/** What comes, in the same moment, or what goes: a row that goes where a blank one comes is as good as one that was emptied. */
const hands: fc.Arbitrary<readonly Hand[]> = fc.oneof({ arbitrary: fc.array(inserted, { minLength: 1, maxLength: 3 }), weight: 4 }, { arbitrary: fc.tuple(deleted), weight: 1 });

const does = (person: Person, list: readonly Hand[]): void => {
  for (const [what, place, count] of list) {
    const at = what.endsWith('Rows') ? place : String.fromCharCode(65 + place);
    expect(person[what](budgetTab, at as never, count)).toBeNull();
  }
};

test('[C142] whatever rows and columns come and go between the look and the batch, the spreadsheet comes to what it would had that been after the push', async () => {
  await fc.assert(fc.asyncProperty(hands, async (list) => {
    const [control, world] = [await linkedTable(), await linkedTable()];
    try {
      await push(control);
      does(control.treasurer, list);
      world.opened.emulator.faults.meanwhile(() => does(world.treasurer, list), { method: 'batchUpdate' });
      await push(world);
      expect([cellsIn(world), world.names()]).toEqual([cellsIn(control), control.names()]);
    } finally {
      for (const { opened } of [control, world]) await opened.emulator.stop();
    }
  }), runs(25));
}, 120_000);

import type { SheetLink, SheetLinks } from '../../core/node/links/sheet-links';
import { valueOf } from '../support/store-fixtures';

export const sheetLink = (planId: string, spreadsheetId: string, more: Partial<SheetLink> = {}): SheetLink => ({
  planId, spreadsheetId, url: `https://docs.google.com/spreadsheets/d/${spreadsheetId}/edit`, locale: 'nn', kind: 'created', lockedTabs: ['superiorGoals'], made: '2026-11-21T10:00:00.000Z', lastSync: null, lastFailure: null, ...more,
});

const one = '1AbCdEfGhIjKlMnOpQrStUvWxYz_0123456789-abcde';
const two = '1bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
const three = '-ccccccccccccccccccccccccccccccccccccccccccc';

/** What all links do; `open` gives others on the same place, as another process has them. */
export const describeLinkContract = (name: string, open: () => Promise<{ readonly links: SheetLinks; readonly other: SheetLinks }>): void => {
  describe(name, () => {
    let links: SheetLinks;
    let other: SheetLinks;
    beforeEach(async () => {
      ({ links, other } = await open());
    });

    test('[U1] a new place has none', async () => {
      expect(valueOf(await links.list())).toEqual([]);
      expect(valueOf(await links.ofPlan('p'))).toEqual([]);
      expect(valueOf(await links.find(one))).toBeNull();
      expect(valueOf(await links.remove(one))).toBe(false);
      expect(valueOf(await links.note(one, { lastFailure: null }))).toBe(false);
    });

    test('[U1] a link that was put is there for everybody, as it was put', async () => {
      const link = sheetLink('p', one, { lastSync: { time: '2026-11-21T11:00:00.000Z', revision: 3, outcome: 'conflicts' }, lastFailure: { time: '2026-11-21T12:00:00.000Z', kind: 'quota' } });
      valueOf(await links.put(link));
      expect(valueOf(await other.find(one))).toEqual(link);
      expect(valueOf(await other.ofPlan('p'))).toEqual([link]);
      expect(valueOf(await other.ofPlan('q'))).toEqual([]);
    });

    test('[U1] the list is by plan, then in the order they were made, each spreadsheet once', async () => {
      const later = sheetLink('p', three, { made: '2026-11-21T12:00:00.000Z' });
      for (const link of [sheetLink('q', two), later, sheetLink('r', one), sheetLink('p', one)]) valueOf(await links.put(link));
      expect(valueOf(await other.list())).toEqual([sheetLink('p', one), later, sheetLink('q', two)]);
    });

    test('[U1] what came of a sync is remembered, and nothing else changes', async () => {
      valueOf(await links.put(sheetLink('p', one)));
      const lastFailure = { time: '2026-11-21T12:00:00.000Z', kind: 'no-access' };
      const lastSync = { time: '2026-11-21T13:00:00.000Z', revision: 7, outcome: 'done' as const };
      expect(valueOf(await other.note(one, { lastFailure }))).toBe(true);
      expect(valueOf(await links.find(one))).toEqual(sheetLink('p', one, { lastFailure }));
      valueOf(await links.note(one, { lastSync, lastFailure: null }));
      expect(valueOf(await other.find(one))).toEqual(sheetLink('p', one, { lastSync }));
    });

    test('[U1] a link that was removed stays removed, whatever a sync under way notes', async () => {
      valueOf(await links.put(sheetLink('p', one)));
      expect(valueOf(await other.remove(one))).toBe(true);
      expect(valueOf(await links.note(one, { lastSync: { time: '2026-11-21T13:00:00.000Z', revision: 1, outcome: 'done' } }))).toBe(false);
      expect(valueOf(await links.list())).toEqual([]);
      expect(valueOf(await links.remove(one))).toBe(false);
    });

    describe('of what shows a plan’s regions there is one', () => {
      const rollUp = (spreadsheetId: string, more: Partial<SheetLink> = {}): SheetLink => sheetLink('p', spreadsheetId, { kind: 'roll-up', lockedTabs: [], ...more });

      test('[U1][B11] of several who put the first at once one does, and all are told which; other plans and links stand beside it', async () => {
        valueOf(await links.put(sheetLink('p', three)));
        const put = await Promise.all([links.putFirst(rollUp(one)), other.putFirst(rollUp(two))]);
        const [first, second] = put.map(valueOf);
        expect(first).toEqual(second);
        expect([one, two]).toContain(first!.spreadsheetId);
        expect(valueOf(await links.putFirst({ ...rollUp(one), planId: 'q' })).planId).toBe('q');
        expect(valueOf(await other.list()).map(({ planId, kind }) => [planId, kind])).toEqual(expect.arrayContaining([['p', 'created'], ['p', 'roll-up'], ['q', 'roll-up']]));
        expect(valueOf(await links.ofPlan('p'))).toHaveLength(2);
      });

      test('[U1] it is found, noted and removed by its spreadsheet, and another comes in its place', async () => {
        valueOf(await links.putFirst(rollUp(one, { isGiven: true })));
        expect(valueOf(await other.find(one))).toEqual(rollUp(one, { isGiven: true }));
        expect(valueOf(await other.find(two))).toBeNull();
        const lastFailure = { time: '2026-11-21T12:00:00.000Z', kind: 'no-access' };
        expect(valueOf(await other.note(one, { lastFailure }))).toBe(true);
        expect(valueOf(await links.find(one))).toEqual(rollUp(one, { isGiven: true, lastFailure }));
        valueOf(await links.put(rollUp(two)));
        expect(valueOf(await links.list())).toEqual([rollUp(two)]);
        expect([valueOf(await links.remove(one)), valueOf(await links.remove(two)), valueOf(await other.list())]).toEqual([false, true, []]);
        expect(valueOf(await links.putFirst(rollUp(one)))).toEqual(rollUp(one));
      });
    });

    test.each(['', '../../planark-store', 'a/b', '%', 'short', 'x'.repeat(200)])('[U1] there is nothing at “%s”', async (id) => {
      valueOf(await links.put(sheetLink('p', one)));
      expect(valueOf(await links.find(id))).toBeNull();
      expect(valueOf(await links.remove(id))).toBe(false);
      expect(valueOf(await links.note(id, { lastFailure: null }))).toBe(false);
    });
  });
};

import { problemMessage } from '../../../core/sync';
import { readCell } from '../../../core/sheet/parse/read-cell';
import { examplePlans } from '../../support/example-plans';
import { setCell, tabNamed } from '../../support/edit-grid';
import { createWorld } from '../../support/sync-world';

const context = { locale: 'nb' as const, findRecord: () => undefined, labelByCode: () => undefined };

test('[R12] a list of nothing is empty, and its members are texts like any other', () => {
  expect(readCell({ value: ' ; ;' }, { kind: 'list' }, context)).toEqual({ value: undefined });
  expect(readCell({ value: ';' }, { kind: 'tables' }, context)).toEqual({ value: undefined });
  expect(readCell({ value: 'a; b\u0001' }, { kind: 'list' }, context)).toEqual({ problem: 'BAD_TEXT' });
});

test('[R7] a time of midnight after a day is no matter, nor is a missing space', () => {
  for (const text of ['31.05.2026 00:00', '2026-05-31T00:00:00', '31.mai 2026']) expect(readCell({ value: text }, { kind: 'date' }, context)).toEqual({ value: '2026-05-31' });
});

test('[I18] keys of the tab Plan that objects have of themselves are no fields', () => {
  const world = createWorld(examplePlans().get('lillehammer-2026')!);
  const workbook = world.open();
  for (const key of ['toString', 'constructor', '__proto__']) {
    setCell(tabNamed(workbook, 'Plan'), 3, 0, key);
    expect(world.preview(workbook).isPlanChanged).toBe(false);
  }
});

test('a cell that holds what looks like a place in a message is shown as it is', () => {
  expect(problemMessage({ code: 'NOT_A_NUMBER', value: '{expected}', expected: 'Skriv et tall.' }, 'nb')).toBe('«{expected}» er ikke et tall. Skriv et tall.');
});

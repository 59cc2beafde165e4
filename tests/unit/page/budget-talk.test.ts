import type { BudgetPreview, BudgetPull, PulledFigureMessage } from '../../../core';
import type { ClientFailure } from '../../../addin/client/failure';
import { hasFigures, nextBudget, pullOptions, shownBudget, type BudgetEvent, type BudgetSource, type BudgetTalk } from '../../../addin/state/budget-talk';
import { budgetMapping } from '../../support/budget-grid';

const source: BudgetSource = { name: 'b.csv', preview: () => Promise.reject(new Error('not asked')), pull: () => Promise.reject(new Error('not asked')) };
const mapping = budgetMapping();
const preview = (more: Partial<BudgetPreview> = {}): BudgetPreview => ({
  plan: 'p', revision: 1, file: 'b.csv', tables: [{ mapping, reasons: ['x'] }], isLinked: true, fits: null, first: [], read: 1, problems: [], asOf: null, otherYears: [],
  others: { accounts: 0, adopted: null, actual: null }, figures: [], counts: { changed: 0, added: 0, conflicts: 0 }, ...more,
});
const pulled = { ...preview(), revision: { number: 2 }, committed: true } as unknown as BudgetPull;
const figure: PulledFigureMessage = { fate: 'conflict', account: '6860', name: 'Møter', department: null, year: 2026, place: null, amounts: [], mayChoose: true };
const refused = (code: string): ClientFailure => ({ kind: 'refused', status: 412, code, title: '', detail: '', errors: [], retryAfter: null });
const after = (...events: readonly BudgetEvent[]): BudgetTalk | null => events.reduce<BudgetTalk | null>(nextBudget, null);
const chosen: BudgetEvent = { type: 'chosen', source };
const previewed = (answer = preview()): BudgetEvent => ({ type: 'previewed', answer, etag: '"a"', locale: 'nb' });

describe('[C125] a budget on its way into the plan', () => {
  test('is looked at first; nothing is pulled that nobody asked for, and what nobody waits for changes nothing', () => {
    expect(after(chosen)).toMatchObject({ doing: 'preview', preview: null });
    const talk = after(chosen, previewed())!;
    expect([talk.doing, hasFigures(talk), shownBudget(talk)]).toEqual([null, false, preview()]);
    expect(nextBudget(talk, { type: 'pulled', answer: pulled, etag: '"b"', locale: 'nb' })).toBe(talk);
    expect(nextBudget(talk, previewed())).toBe(talk);
    expect(nextBudget(null, { type: 'pull-asked' })).toBeNull();
  });

  test('of a file that is not linked keeps the tables that were shown, or those that were chosen among them', () => {
    const found = preview({ isLinked: false, tables: [{ mapping, reasons: [] }, { mapping: { ...mapping, tab: '2027' }, reasons: [] }] });
    expect(pullOptions(after(chosen, previewed(found))!)).toEqual({ mappings: [mapping, { ...mapping, tab: '2027' }] });
    const one = after(chosen, previewed(found), { type: 'preview-asked', wishes: { mappings: [mapping] } }, previewed(preview({ isLinked: false })))!;
    expect([pullOptions(one), one.found.length, hasFigures(one)]).toEqual([{ mappings: [mapping] }, 2, true]);
  });

  test('sends what was chosen once, with how the file is meant, and not again after it was taken in', () => {
    const choosing = after(chosen, { type: 'preview-asked', wishes: { as: 'a.csv', all: true } }, previewed(preview({ figures: [figure] })), { type: 'answered', figure, take: 'store' }, { type: 'answered', figure, take: 'sheet' })!;
    expect(pullOptions(choosing)).toEqual({ as: 'a.csv', all: true, choices: [{ account: '6860', year: 2026, take: 'sheet' }] });
    const sent = nextBudget(choosing, { type: 'pull-asked' })!;
    expect(nextBudget(sent, { type: 'answered', figure, take: 'store' })).toBe(sent);
    expect(nextBudget(sent, { type: 'preview-asked' })).toBe(sent);
    const done = nextBudget(sent, { type: 'pulled', answer: pulled, etag: '"b"', locale: 'nb' })!;
    expect([done.choices.size, done.etag, shownBudget(done), hasFigures(done)]).toEqual([0, '"b"', pulled, false]);
  });

  test('that others changed meanwhile is looked at anew, without the choices that were made on what was', () => {
    const sent = after(chosen, previewed(preview({ figures: [figure] })), { type: 'answered', figure, take: 'sheet' }, { type: 'pull-asked' })!;
    expect(nextBudget(sent, { type: 'failed', failure: refused('changed-since') })).toMatchObject({ doing: 'preview', isAnew: true, choices: new Map() });
  });
});

test('[C126] what was not answered is waited for, and what was refused is told; what was chosen stays', () => {
  const sent = after(chosen, previewed(), { type: 'answered', figure, take: 'sheet' }, { type: 'pull-asked' })!;
  expect(nextBudget(sent, { type: 'failed', failure: { kind: 'away' } })).toMatchObject({ doing: 'pull', failure: { kind: 'away' } });
  expect(nextBudget(sent, { type: 'failed', failure: refused('not-allowed') })).toMatchObject({ doing: null, failure: { code: 'not-allowed' }, choices: sent.choices });
  expect(nextBudget(sent, { type: 'let-go' })).toBeNull();
});

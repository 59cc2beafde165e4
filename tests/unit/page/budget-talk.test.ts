import type { BudgetPreview, BudgetPull, PulledFigureMessage } from '../../../core';
import type { ClientFailure } from '../../../addin/client/failure';
import { hasFigures, lacksDay, nextBudget, pullOptions, shownBudget, type BudgetEvent, type BudgetSource, type BudgetTalk } from '../../../addin/state/budget-talk';
import { budgetMapping } from '../../support/budget-grid';

const source: BudgetSource = { name: 'b.csv', preview: () => Promise.reject(new Error('not asked')), pull: () => Promise.reject(new Error('not asked')) };
const mapping = budgetMapping();
const preview = (more: Partial<BudgetPreview> = {}): BudgetPreview => ({
  plan: 'p', revision: 1, file: 'b.csv', tables: [{ mapping, reasons: ['x'] }], beside: [], isLinked: true, fits: null, first: [], read: 1, problems: [], asOf: null, otherYears: [],
  others: { accounts: 0, adopted: null, actual: null }, figures: [], counts: { changed: 0, added: 0, conflicts: 0 }, ...more,
});
const pulled = { ...preview(), revision: { number: 2 }, committed: true } as unknown as BudgetPull;
const figure: PulledFigureMessage = { fate: 'conflict', account: '6860', name: 'Møter', department: null, year: 2026, place: null, amounts: [], mayChoose: true };
const refused = (code: string): ClientFailure => ({ kind: 'refused', status: 412, code, title: '', detail: '', errors: [], retryAfter: null });
const after = (...events: readonly BudgetEvent[]): BudgetTalk | null => events.reduce<BudgetTalk | null>(nextBudget, null);
const pullAsked: BudgetEvent = { type: 'pull-asked', freshId: 'operation-1' };
const chosen: BudgetEvent = { type: 'chosen', source };
const previewed = (answer = preview()): BudgetEvent => ({ type: 'previewed', answer, etag: '"a"', locale: 'nb' });

describe('[C125] a budget on its way into the plan', () => {
  test('is looked at first; nothing is pulled that nobody asked for, and what nobody waits for changes nothing', () => {
    expect(after(chosen)).toMatchObject({ doing: 'preview', preview: null });
    const talk = after(chosen, previewed())!;
    expect([talk.doing, hasFigures(talk), shownBudget(talk)]).toEqual([null, false, preview()]);
    expect(nextBudget(talk, { type: 'pulled', answer: pulled, etag: '"b"', locale: 'nb' })).toBe(talk);
    expect(nextBudget(talk, previewed())).toBe(talk);
    expect(nextBudget(null, pullAsked)).toBeNull();
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
    const sent = nextBudget(choosing, pullAsked)!;
    expect(nextBudget(sent, { type: 'answered', figure, take: 'store' })).toBe(sent);
    expect(nextBudget(sent, { type: 'preview-asked' })).toBe(sent);
    const done = nextBudget(sent, { type: 'pulled', answer: pulled, etag: '"b"', locale: 'nb' })!;
    expect([done.choices.size, done.etag, shownBudget(done), hasFigures(done)]).toEqual([0, '"b"', pulled, false]);
  });

  test('[C163] that others changed meanwhile is looked at anew; choices stay where what is chosen between is the same', () => {
    const other = { ...figure, account: '6940' };
    const amounts = [{ kind: 'adopted' as const, plan: 1, file: 2 }];
    const choosing = after(chosen, previewed(preview({ figures: [figure, other] })), { type: 'answered', figure, take: 'sheet' }, { type: 'answered', figure: other, take: 'store' }, pullAsked)!;
    const anew = nextBudget(choosing, { type: 'failed', failure: refused('changed-since') })!;
    expect(anew).toMatchObject({ doing: 'preview', isAnew: true, operation: null });
    const seen = nextBudget(anew, previewed(preview({ figures: [figure, { ...other, amounts }] })))!;
    expect([...seen.choices.values()]).toEqual([{ account: '6860', year: 2026, take: 'sheet' }]);
    expect(nextBudget(anew, previewed(preview({ figures: [{ ...figure, mayChoose: false }] })))!.choices.size).toBe(0);
  });

  test('[C161] a pull goes by one operation until it is answered, and another after', () => {
    const sent = after(chosen, previewed(), pullAsked)!;
    const away = nextBudget(sent, { type: 'failed', failure: { kind: 'away' } })!;
    expect([pullOptions(sent).clientOpId, pullOptions(away).clientOpId]).toEqual(['operation-1', 'operation-1']);
    expect(nextBudget(away, { type: 'pulled', answer: pulled, etag: '"b"', locale: 'nb' })).toMatchObject({ operation: null });
    expect(nextBudget(away, { type: 'failed', failure: refused('not-allowed') })).toMatchObject({ operation: null });
  });

  test('[C164] the day that the accounts go up to is said where the file has accounts and does not tell', () => {
    const silent = after(chosen, previewed())!;
    const said = nextBudget(silent, { type: 'day-said', day: '2026-09-30' })!;
    expect([lacksDay(silent), pullOptions(silent).asOf, pullOptions(said).asOf]).toEqual([true, undefined, '2026-09-30']);
    expect(lacksDay(after(chosen, previewed(preview({ asOf: '2026-09-30' })))!)).toBe(false);
    expect(lacksDay(after(chosen, previewed(preview({ tables: [{ mapping: { ...mapping, amounts: mapping.amounts.slice(0, 1) }, reasons: [] }] })))!)).toBe(false);
  });
});

test('[C126] what was not answered is waited for, and what was refused is told; what was chosen stays', () => {
  const sent = after(chosen, previewed(), { type: 'answered', figure, take: 'sheet' }, pullAsked)!;
  expect(nextBudget(sent, { type: 'failed', failure: { kind: 'away' } })).toMatchObject({ doing: 'pull', failure: { kind: 'away' } });
  expect(nextBudget(sent, { type: 'failed', failure: refused('not-allowed') })).toMatchObject({ doing: null, failure: { code: 'not-allowed' }, choices: sent.choices });
  expect(nextBudget(sent, { type: 'let-go' })).toBeNull();
});

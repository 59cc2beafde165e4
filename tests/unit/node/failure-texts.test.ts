import { failureDetails, failureText } from '../../../core/node/texts/failure-texts';
import type { Failure } from '../../../core/node/journey/failure';
import { locales } from '../../../core/plan/locale';
import { inEvery } from '../../../core/plan/locale';
import { smallPlan } from '../../support/small-plan';

const plan = smallPlan({ goals: [{ id: 'goal-1', code: 'M1', title: 'Et mål' }, { id: 'goal-2', code: 'M1', title: 'Et mål' }] });
const file = (reason: (Failure & { kind: 'file' })['reason']): Failure => ({ kind: 'file', path: 'plan.xlsx', reason, detail: 'EIO' });
const json = (reason: (Failure & { kind: 'not-json' })['reason'], detail = ''): Failure => ({ kind: 'not-json', path: 'plan.json', reason, detail });

const failures: readonly Failure[] = [
  { kind: 'store', failure: { kind: 'stale', head: 2 } },
  { kind: 'store', failure: { kind: 'unavailable', detail: 'EIO: i/o error' } },
  { kind: 'store', failure: { kind: 'unavailable', detail: 'x', suspects: ['lillehammer-2026'] } },
  { kind: 'store', failure: { kind: 'unavailable', detail: 'x', lacksLinks: true } },
  { kind: 'store', failure: { kind: 'damaged', place: 'plans/p/000000001.json', number: 1, detail: 'x' } },
  { kind: 'store', failure: { kind: 'damaged', place: 'plans/p/copy.json', number: null, detail: 'x' } },
  { kind: 'store', failure: { kind: 'newer-format', format: 'planark/2' } },
  { kind: 'store', failure: { kind: 'not-found', what: 'revision 2' } },
  { kind: 'xlsx', refusal: { code: 'CRC_MISMATCH', detail: 'x' } },
  { kind: 'xlsx', refusal: { code: 'XLSB_REFUSED', detail: 'x' } },
  { kind: 'xlsx', refusal: { code: 'FILE_TOO_LARGE', detail: 'x' } },
  { kind: 'xlsx', refusal: { code: 'TOO_MANY_CELLS', detail: 'x' } },
  { kind: 'xlsx', refusal: { code: 'TOO_SLOW', detail: 'x' } },
  { kind: 'xlsx', refusal: { code: 'TOO_MUCH_MEMORY', detail: 'x' } },
  { kind: 'xlsx', refusal: { code: 'READER_FAILED', detail: 'x' } },
  { kind: 'stamp', failure: { kind: 'not-planark' } },
  { kind: 'stamp', failure: { kind: 'newer-format', format: 'planark/2' } },
  { kind: 'stamp', failure: { kind: 'damaged-stamp' } },
  { kind: 'unknown-plan', planId: 'p' },
  { kind: 'no-revision', planId: 'p', revision: 9 },
  { kind: 'unknown-revision', planId: 'p', revision: 9 },
  { kind: 'other-history', planId: 'p', revision: 9 },
  { kind: 'plan', failure: { kind: 'newer-format', format: 'planark/2' } },
  file('not-found'), file('no-folder'), file('no-access'), file('no-room'), file('too-large'), file('is-folder'), file('other'),
  json('syntax'), json('syntax', '3:14'), json('encoding'), json('too-deep'), json('forbidden-key', '__proto__'),
  ...(['many-links', 'many-columns', 'text'] as const).map((fault): Failure => ({ kind: 'link-limit', path: 'budsjett.xlsx', planId: 'p', fault })),
  { kind: 'has-plan', path: 'budsjett.xlsx' }, { kind: 'busy' }, { kind: 'nothing-to-undo' }, { kind: 'first-revision', planId: 'p' }, { kind: 'usage', detail: 'Ugyldig valg: --x.' }, { kind: 'no-store', path: '/x' },
  { kind: 'target-history', planId: 'p', revision: 2 },
  { kind: 'store', failure: { kind: 'unavailable', detail: 'x', lacksSchema: true } },
  { kind: 'store', failure: { kind: 'damaged', place: 'planark_plans/p', number: null, detail: 'x' } },
];

describe.each(locales)('in %s', (locale) => {
  test.each(failures.map((failure) => [JSON.stringify(failure).slice(0, 90), failure] as const))('%s is one sentence or two with every place filled', (_, failure) => {
    const text = failureText(failure, locale);
    expect(text).toMatch(/^[^\n{}|]+\.$/);
    expect(text).not.toMatch(/undefined|null|\[object/);
  });

  test('what is wrong with a plan is told place by place', () => {
    const problems = [{ code: 'CODE_TWICE', table: 'goals', id: 'goal-2', field: 'code' }] as const;
    expect(failureText({ kind: 'plan', failure: { kind: 'inconsistent', plan, problems } }, locale)).toMatch(/^[^\n]+:\n {2}tables\.goals\[1\]\.code: .*M1/);
    const issues = Array.from({ length: 20 }, (_, i) => ({ path: `tables.goals[${i}]`, message: inEvery('en\u001b[31m\nto') }));
    expect(failureText({ kind: 'plan', failure: { kind: 'invalid', issues } }, locale).split('\n')).toHaveLength(14);
  });
});

test('a sentence differs from language to language', () => {
  for (const failure of failures.filter(({ kind }) => kind !== 'usage')) expect(new Set(locales.map((locale) => failureText(failure, locale))).size).toBeGreaterThan(2);
});

test('technical detail is for programs alone', () => {
  expect(failureDetails({ kind: 'xlsx', refusal: { code: 'CRC_MISMATCH', detail: 'sheet1.xml' } }, 'en')).toEqual({ reason: 'CRC_MISMATCH', detail: 'sheet1.xml' });
  expect(failureDetails({ kind: 'busy' }, 'en')).toEqual({});
});

test('[C173] a treasurer’s file that is not linked is named before what to do, with its name as it can be pasted', () => {
  const told = (path: string, fits?: string): string => failureText({ kind: 'not-linked', path, planId: 'p', fits }, 'nb');
  expect(told('årsbudsjett.xlsx')).toBe('Planark vet ikke hvor årsbudsjett.xlsx har budsjettet. Bruk «planark budget link p årsbudsjett.xlsx --guess» først.');
  expect(told('side (1).xlsx', 'side.xlsx')).toBe("side (1).xlsx er ikke koblet, men er satt opp som «side.xlsx», som planen er koblet med. Er det den samme, kjør igjen med --as side.xlsx. Er det en annen, koble den med «planark budget link p 'side (1).xlsx' --guess».");
});

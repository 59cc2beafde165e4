import { withAccountsDay } from '../../../core/node/journey/budget/accounts-day';
import { readSaft } from '../../../core/node/budget-files/read-saft';
import { readSie } from '../../../core/node/budget-files/read-sie';
import type { PulledFigure } from '../../../core/plan/budget/mapping';
import { planOf } from '../../support/plan-of-tables';

const figure = (actual?: number): PulledFigure => ({ account: '6860', year: 2026, adopted: 1, ...(actual !== undefined && { actual }) });
const dayAfter = (pulled: readonly PulledFigure[], before: readonly PulledFigure[], told: string | null, kept?: string): string | undefined =>
  withAccountsDay(planOf({}, kept === undefined ? {} : { settings: { accountsAsOf: kept } }), pulled, before, { told: told ?? undefined, pullDay: '2026-11-22' }).settings?.accountsAsOf;

describe('[C135] the day that the accounts go up to, after a pull', () => {
  test.each<[string, readonly PulledFigure[], readonly PulledFigure[], string | null, string | undefined, string | undefined]>([
    ['is what was said or the file tells', [figure(5)], [], '2026-09-30', undefined, '2026-09-30'],
    ['also of the same accounts again', [figure(5)], [figure(5)], '2026-09-30', '2026-08-31', '2026-09-30'],
    ['is the day of the pull where nothing tells', [figure(5)], [], null, '2026-08-31', '2026-11-22'],
    ['stays where the same accounts are pulled again', [figure(5)], [figure(5)], null, '2026-08-31', '2026-08-31'],
    ['stays where the file has a budget alone', [figure()], [], '2026-09-30', '2026-08-31', '2026-08-31'],
  ])('%s', (_, pulled, before, told, kept, day) => expect(dayAfter(pulled, before, told, kept)).toBe(day));

  test('leaves a plan that has it as it is', () => {
    const plan = planOf({}, { settings: { accountsAsOf: '2026-09-30' } });
    expect(withAccountsDay(plan, [figure(5)], [], { said: '2026-09-30', pullDay: '2026-11-22' })).toBe(plan);
  });

  test.each([
    ['by what the file tells', { told: '2026-12-31' }, '2027-02-28'], ['by the day of the pull', {}, '2027-02-28'], ['but by what a person says', { said: '2026-12-31' }, '2026-12-31'],
  ] as const)('[C180] is not moved by accounts of a year that was over, neither %s', (_, day, expected) => {
    const plan = planOf({}, { settings: { accountsAsOf: '2027-02-28' } });
    expect(withAccountsDay(plan, [figure(5)], [], { ...day, pullDay: '2027-06-01' }).settings?.accountsAsOf).toBe(expected);
    expect(withAccountsDay(plan, [{ ...figure(5), year: 2027 }], [], { told: '2027-01-31', pullDay: '2027-06-01' }).settings?.accountsAsOf).toBe('2027-01-31');
  });
});

const asOf = (result: ReturnType<typeof readSie>): string | undefined => (result.ok && result.value.kind === 'figures' ? result.value.asOf : 'refused');

test.each<[string, string, string | undefined]>([
  ['what its periods go up to', '#GEN 20261101\n#OMFATTN 20260930', '2026-09-30'], ['the day that it was made', '#GEN 20261101 "NN"', '2026-11-01'], ['the end of its year, where it was made after that', '#GEN 20270214', '2026-12-31'],
  ['nothing where it does not say when it was made', '', undefined], ['nothing by days that are none', '#GEN 20261341\n#OMFATTN x', undefined],
])('[C135] a SIE file tells %s', (_, lines, day) => {
  expect(asOf(readSie(Buffer.from(`#FLAGGA 0\n${lines}\n#RAR 0 20260101 20261231\n#RAR -1 20250101 20251231\n#RES 0 6860 5.00\n`)))).toBe(day);
});

test.each<[string, string, string, string | undefined]>([
  ['the last day of its period', '<PeriodEnd>9</PeriodEnd><PeriodEndYear>2026</PeriodEndYear>', '2026-11-01', '2026-09-30'], ['a leap year’s February', '<PeriodEnd>2</PeriodEnd><PeriodEndYear>2028</PeriodEndYear>', '2028-06-01', '2028-02-29'],
  ['its own last day', '<SelectionEndDate>2026-10-15</SelectionEndDate>', '2026-11-01', '2026-10-15'],
  ['the day that it was made, where a whole year was asked for before it was over', '<PeriodEnd>12</PeriodEnd><PeriodEndYear>2026</PeriodEndYear>', '2026-11-01', '2026-11-01'],
  ['the end of the year for a period of closing entries', '<PeriodEnd>13</PeriodEnd><PeriodEndYear>2026</PeriodEndYear>', '2027-02-01', '2026-12-31'],
])('[C135] a SAF-T file tells %s', (_, period, made, day) => {
  const xml = `<AuditFile><Header><AuditFileDateCreated>${made}</AuditFileDateCreated><SelectionCriteria>${period}</SelectionCriteria></Header><MasterFiles><GeneralLedgerAccounts><Account><AccountID>6860</AccountID><ClosingDebitBalance>5.00</ClosingDebitBalance></Account></GeneralLedgerAccounts></MasterFiles></AuditFile>`;
  expect(asOf(readSaft(Buffer.from(xml)))).toBe(day);
});

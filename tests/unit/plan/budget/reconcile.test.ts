import type { BudgetFigure } from '../../../../core/plan/budget/figures';
import { lastPulled } from '../../../../core/plan/budget/changed-since-pull';
import type { Finding } from '../../../../core/plan/budget/finding';
import { reconcile, type BudgetSum, type ReconcileInput } from '../../../../core/plan/budget/reconcile';
import type { Plan } from '../../../../core/plan/plan';
import { findingText } from '../../../../core/sheet';
import { planOf, type SmallTables } from '../../../support/plan-of-tables';

type Row = Readonly<Record<string, string | number | readonly number[]>>;
const cost = (account: string | undefined, amount: number, more: Row = {}): Row => ({ text: `Kostnad ${account}`, ...(account !== undefined && { account }), year: 2026, amount, ...more });
const line = (account: string, adopted: number | undefined, more: Row = {}): Row => ({ account, name: `Konto ${account}`, year: 2026, ...(adopted !== undefined && { adopted }), ...more });

const today = '2026-07-01';
const find = (costs: readonly Row[], budget: readonly Row[], more: Partial<ReconcileInput> = {}, head: Partial<Plan> = {}): Finding[] =>
  reconcile({ plan: planOf({ costs, budget } as SmallTables, head), today, ...more });
/** What a test looks at of each: kind, whether it is to mend, account, year, amount, and where. */
const brief = (findings: readonly Finding[]): unknown[] =>
  findings.map(({ kind, isToMend, account, department, year, amount, records, filePlaces }) =>
    [kind, isToMend, account, department, year, amount, [...records.map(({ id, field }) => `${id}.${field}`), ...filePlaces].join(' ')]);

describe('[C40] a plan and a budget that agree', () => {
  test('come to nothing', () => {
    expect(find([cost('6860', 300_00), cost('6860', 100_00, { text: 'Mer' })], [line('6860', 400_00, { actual: 400_00 })])).toEqual([]);
    expect(find([], [])).toEqual([]);
  });

  test('also where accounts and departments are written in other ways', () => {
    expect(find(
      [cost('06860 Møter, kurs', 300_00, { department: ' styret' }), cost('6860', 100_00, { department: 'Styret' })],
      [line(' 6860', 400_00, { department: 'STYRET' })],
    )).toEqual([]);
  });

  test('[C41] and a line without a department takes the costs of all', () => {
    expect(find([cost('6860', 300_00, { department: 'Ungdom' }), cost('6860', 100_00)], [line('6860', 400_00), line('7000', 0, { department: 'Styret' })])).toEqual([]);
  });
});

describe('[C42] what was adopted', () => {
  test('nothing for an account that the budget has in another year', () => {
    const findings = find([cost('6860', 300_00), cost('7320', 1_00)], [line('6860', 300_00, { year: 2027 }), line('7320', 1_00)], {}, { period: { start: '2026-01-01', end: '2027-12-31' } });
    expect(brief(findings)).toMatchObject([
      ['planned-without-budget', true, '6860', null, 2026, 300_00, 'costs-0.amount'], ['budget-without-plan', false, expect.stringContaining('6860'), null, 2027, 300_00, 'budget-0.adopted'],
    ]);
  });

  test('nothing in a line that stands there without an amount', () => {
    expect(brief(find([cost('6860', 300_00)], [line('6860', undefined)]))).toMatchObject([['planned-without-budget', true, expect.stringContaining('6860'), null, 2026, 300_00, 'costs-0.amount budget-0.adopted']]);
  });

  test('for no account of a year: one finding for the year, which can wait where the year is still to come', () => {
    const twoYears = { period: { start: '2026-01-01', end: '2027-12-31' } };
    const costs = [cost('6860', 300_00, { year: 2027 }), cost('7320', 200_00, { year: 2027 })];
    const told = (day: string) => brief(find(costs, [line('1', 0)], { today: day }, twoYears));
    expect(told('2026-07-01')).toEqual([['planned-without-budget', false, null, null, 2027, 500_00, 'costs-0.year costs-1.year']]);
    expect(told('2027-01-01')).toEqual([['planned-without-budget', true, null, null, 2027, 500_00, 'costs-0.year costs-1.year']]);
  });

  test('less than what is planned, to the minor unit; by department where each line has one', () => {
    expect(find([cost('6860', 300_01)], [line('6860', 300_00)])).toMatchObject([{ kind: 'over-planned', amount: 1, compared: { expected: 300_00, found: 300_01 }, isIncome: false }]);
    const byDepartment = find(
      [cost('6860', 300_00, { department: 'Styret' }), cost('6860', 100_00, { department: 'Ungdom' })],
      [line('6860', 200_00, { department: 'Styret' }), line('6860', 300_00, { department: 'Ungdom' })],
    );
    expect(byDepartment).toMatchObject([{ kind: 'over-planned', department: 'Styret', amount: 100_00 }]);
  });

  test('for nothing in the plan is told, and is no fault', () => {
    expect(find([cost('6860', 1_00)], [line('6860', 1_00), line('6300', 90_000_00)])).toMatchObject([{ kind: 'budget-without-plan', isToMend: false, amount: 90_000_00, records: [{ table: 'budget', id: 'budget-1' }] }]);
  });
});

describe('[C43] what was spent', () => {
  test('more than adopted, by account and year, over all departments', () => {
    const spent = (styret: number, ungdom: number) => find([], [line('6860', 100_00, { department: 'Styret', actual: styret }), line('6860', 100_00, { department: 'Ungdom', actual: ungdom })])
      .filter(({ kind }) => kind === 'over-spent');
    expect(spent(150_00, 50_00)).toEqual([]);
    expect(spent(150_00, 50_01)).toMatchObject([{ amount: 1, year: 2026, compared: { expected: 200_00, found: 200_01 }, records: [{ id: 'budget-0', field: 'actual' }, { id: 'budget-1', field: 'actual' }] }]);
  });

  test('also where nothing was adopted', () => {
    expect(find([], [line('6860', undefined, { actual: 5_00 })])).toMatchObject([{ kind: 'over-spent', amount: 5_00 }]);
  });

  test('income that has not come in yet is told when the year is over, and not before', () => {
    const income = (day: string) => find([cost('3400', -400_00)], [line('3400', -400_00, { actual: -100_00 })], { today: day });
    expect(income('2026-12-31')).toEqual([]);
    expect(income('2027-01-01')).toMatchObject([{ kind: 'over-spent', isIncome: true, amount: 300_00, compared: { expected: -400_00, found: -100_00 } }]);
  });

  test('money that went out on an account of income is told at once', () => {
    expect(find([cost('3400', -400_00)], [line('3400', -400_00, { actual: 1 })])).toMatchObject([{ kind: 'over-spent', isIncome: false }]);
  });
});

test('[C42] a plan that counts on more income than the budget is told; on less is not', () => {
  expect(find([cost('3400', -500_00)], [line('3400', -400_00)])).toMatchObject([{ kind: 'over-planned', isIncome: true, amount: -100_00 }]);
  expect(find([cost('3400', -300_00)], [line('3400', -400_00)])).toEqual([]);
});

test('[C44] accounts that the budget lacks altogether, once each with what is planned on them', () => {
  const findings = find([cost('4711', 100_00), cost('04711', 50_00, { text: 'Mer' }), cost('6860', 1)], [line('6860', 1)]);
  expect(brief(findings)).toEqual([['unknown-account', true, '4711', null, null, 150_00, 'costs-0.account costs-1.account']]);
});

describe('[C45] the same thing twice', () => {
  const twin = cost('6860', 100_00, { text: 'Lokale', department: 'Kor', months: [3], funding: 'Kommunen' });
  const twice = (other: Row) => find([twin, other], [line('6860', 900_00), line('6861', 900_00)]).filter(({ kind }) => kind === 'cost-twice');

  test('a cost: what is too much, and every line of it', () => {
    expect(find([twin, { ...twin, text: ' LOKALE\u00a0' }, twin], [line('6860', 900_00)])).toMatchObject([{ kind: 'cost-twice', amount: 200_00, records: [{ id: 'costs-0' }, { id: 'costs-1' }, { id: 'costs-2' }] }]);
  });

  test.each<[string, Row]>([
    ['text', { text: 'Mat' }], ['amount', { amount: 100_01 }], ['year', { year: 2027 }], ['account', { account: '6861' }], ['department', { department: 'Styret' }], ['months', { months: [2] }], ['funding', { funding: 'LO' }], ['funding, of which one is the own budget', { funding: '' }],
  ])('not where the %s differs', (_, other) => {
    expect(twice({ ...twin, ...other })).toEqual([]);
  });

  describe('[C130] copies that say less, or stand elsewhere', () => {
    const activities = [{ code: 'T1', title: 'Kurs' }, { code: 'T3', title: 'Møte' }];
    const full = cost('6860', 100_00, { text: 'Lokale', activity: 'activities-0', department: 'Kor', months: [3], funding: 'LO' });
    const { account: ____, ...noAccount } = full;
    const { activity: _, ...noActivity } = full;
    const { months: __, ...noMonths } = full;
    const { department: ___, ...noDepartment } = full;
    const told = (...costs: Row[]) => reconcile({ plan: planOf({ activities, costs, budget: [line('6860', 900_00)] } as SmallTables), today }).filter(({ kind }) => kind === 'cost-twice')
      .map((found) => [found.isToMend, found.amount, findingText(found, 'nb')]);

    test.each<[string, Row, string]>([['months', noMonths, ''], ['department', noDepartment, ''], ['account', noAccount, ''], ['activity', noActivity, ' (T1, uten tiltak)']])('one without %s is one too many, whichever stands first', (_what, other, where) => {
      expect(told(full, other)).toEqual([[true, 100_00, `«Lokale» står 2 ganger med samme beløp${where}`]]);
      expect(told(other, full)).toEqual(told(full, other));
    });

    test('of two that differ in their months, one without any is a copy of one alone', () => {
      expect(told(full, { ...full, months: [4] }, noMonths)).toEqual([[true, 100_00, '«Lokale» står 2 ganger med samme beløp']]);
    });

    test('of very many alike only those that are the same in everything are held to be one', () => {
      const many = Array.from({ length: 300 }, (_, i) => ({ ...full, department: `Lag ${i}` }));
      expect(told(...many, noDepartment, many[7]!)).toEqual([[true, 100_00, '«Lokale» står 2 ganger med samme beløp']]);
    });

    test('on another activity it may be as it should, and the activities are named; a copy on one of them is to be mended all the same', () => {
      const other = { ...full, activity: 'activities-1' };
      expect(told(full, other)).toEqual([[false, 100_00, '«Lokale» står 2 ganger med samme beløp (T1, T3)']]);
      expect(told(full, other, full)).toEqual([[true, 100_00, '«Lokale» står 2 ganger med samme beløp'], [false, 100_00, '«Lokale» står 2 ganger med samme beløp (T1, T3)']]);
      expect(told(full, { ...other, months: [4] })).toEqual([]);
    });
  });

  test('costs of nothing are not twice', () => {
    const empty = cost('6860', 0, { text: 'Gratis' });
    expect(find([empty, empty], [line('6860', 1)]).filter(({ kind }) => kind === 'cost-twice')).toEqual([]);
  });

  test('a line of the budget with the same account, department and year; in a file it is told and no fault', () => {
    const findings = find([cost('6860', 300_00)], [line('6860', 200_00), line('06860', 100_00)]);
    expect(brief(findings)).toEqual([['budget-twice', true, '6860', null, 2026, 100_00, 'budget-0.account budget-1.account']]);
    const figures: BudgetFigure[] = [{ account: '6860', year: 2026, adopted: 200_00, place: 'Ark!D4' }, { account: '6860', year: 2026, adopted: 100_00, place: 'Ark!D9' }];
    expect(brief(find([cost('6860', 300_00)], [], { file: { figures, sums: [] } }))).toEqual([['budget-twice', false, '6860', null, 2026, 300_00, 'Ark!D4 Ark!D9']]);
  });
});

describe('[C46] departments that differ', () => {
  test('one that the budget does not know, where the account goes by department', () => {
    const findings = find([cost('6860', 100_00, { department: 'Ungdomm' })], [line('6860', 100_00, { department: 'Ungdom' })]);
    expect(findings).toMatchObject([{ kind: 'department-unknown', department: 'Ungdomm', amount: 100_00, records: [{ id: 'costs-0', field: 'department' }] }, { kind: 'budget-without-plan', isToMend: false, department: 'Ungdom' }]);
  });

  test('none, where the budget goes by department', () => {
    expect(find([cost('6860', 100_00)], [line('6860', 100_00, { department: 'Ungdom' })])[0]).toMatchObject({ kind: 'department-missing', amount: 100_00, records: [{ id: 'costs-0', field: 'department' }] });
  });

  test('one that the budget knows, and has no money for on this account', () => {
    const findings = find([cost('6860', 100_00, { department: 'Styret' })], [line('6860', 5, { department: 'Ungdom' }), line('7000', 0, { department: 'Styret' })]);
    expect(findings[0]).toMatchObject({ kind: 'planned-without-budget', department: 'Styret', amount: 100_00 });
  });
});

test('[C47] years outside of the period: a cost is a fault and told once, an older line of the budget is for information', () => {
  const findings = find([cost('6860', 100_00, { year: 2031 })], [line('6860', 900_00, { year: 2024 }), line('6861', 0)]);
  expect(brief(findings)).toMatchObject([['year-outside-period', true, '6860', null, 2031, 100_00, 'costs-0.year'], ['year-outside-period', false, '6860', null, 2024, 900_00, 'budget-0.year'], ['budget-without-plan', false, expect.anything(), null, 2024, 900_00, 'budget-0.adopted']]);
});

test('[C48] costs that lack their account or year cannot be held against anything', () => {
  const findings = find([cost(undefined, 100_00), { text: 'Uten år', account: '6860', amount: 1 }, cost('   ', 2)], [line('6860', 0)]);
  expect(findings.map(({ kind, amount, records }) => [kind, amount, records[0]!.field])).toEqual([['cost-without-account', 100_00, 'account'], ['cost-without-account', 2, 'account'], ['cost-without-account', 1, 'year']]);
});

test('[C48] lines of the budget with money on them that lack account or year are told, too', () => {
  const findings = find([], [{ name: 'Uten konto', year: 2026, adopted: 5_000 }, { name: 'Uten år', account: '6860', actual: 1 }, { name: 'Tom' }]);
  expect(findings.map(({ kind, text, isToMend, amount, records }) => [kind, text, isToMend, amount, records])).toEqual([
    ['budget-without-account', 'Uten konto', true, 5_000, [{ table: 'budget', id: 'budget-0', field: 'account' }]], ['budget-without-account', 'Uten år', true, 1, [{ table: 'budget', id: 'budget-1', field: 'year' }]],
  ]);
});

describe('[C43] a file of accounts alone, as SAF-T', () => {
  const accounts: BudgetFigure[] = [{ account: '5000', year: 2026, actual: 90_000_00, place: '1' }, { account: '6860', year: 2026, actual: 120_00, place: '2' }];
  const file = { figures: accounts, sums: [] };

  test('is held against what the plan’s own budget has adopted, and accounts that the plan does not know are none of its', () => {
    const told = (adopted: number) => brief(find([cost('6860', 100_00)], [line('6860', adopted, { actual: 1 })], { file }).filter(({ kind }) => kind !== 'differs-from-file'));
    expect(told(120_00)).toEqual([]);
    expect(told(110_00)).toEqual([['over-spent', true, expect.stringContaining('6860'), null, 2026, 10_00, 'budget-0.actual 2']]);
  });

  test('says of a year without any budget only that it has none', () => {
    expect(brief(find([cost('6860', 100_00)], [], { file }))).toEqual([['planned-without-budget', true, null, null, 2026, 100_00, 'costs-0.year']]);
  });

  test('of one year beside another with a budget: the file’s budget counts where it has one', () => {
    const figures: BudgetFigure[] = [...accounts, { account: '6860', year: 2025, adopted: 10_00, actual: 20_00, place: '3' }];
    const told = find([], [line('6860', 200_00), line('6860', 500_00, { year: 2025 })], { file: { figures, sums: [] } }).filter(({ kind }) => kind === 'over-spent');
    expect(brief(told)).toEqual([['over-spent', true, '6860', null, 2025, 10_00, '3']]);
  });
});

describe('[C45] one account of a year with and without departments', () => {
  const lines = [line('6860', 300_00), line('6860', 100_00, { department: 'Styret' }), line('6860', 200_00, { department: 'Kor' })];
  const told = (...accounts: (string | undefined)[]) => find([cost('6860', 1)], lines, { pulled: { figures: accounts.map((department) => ({ account: '6860', year: 2026, ...(department && { department }) })) } })
    .filter(({ kind }) => kind === 'department-and-whole').map(({ isToMend, amount, compared, records }) => [isToMend, amount, compared, records.map(({ id }) => id)]);

  test('is told, and is to mend where only some of them were pulled', () => {
    const found = [300_00, { expected: 300_00, found: 300_00 }, ['budget-0', 'budget-1', 'budget-2']];
    expect(told()).toEqual([[false, ...found]]);
    expect(told('Styret', 'Kor')).toEqual([[true, ...found]]);
    expect(told(undefined)).toEqual([[true, ...found]]);
  });

  test('of one file they are parts and the rest', () => expect(told(undefined, 'Styret', 'Kor')).toEqual([]));
});

test('[C50] an amount that the pull did not bring is the plan’s own: no change', () => {
  const pulled = { figures: [{ account: '6860', year: 2026, adopted: 400_00 }] };
  expect(find([cost('6860', 400_00)], [line('6860', 400_00, { actual: 71_35 })], { pulled })).toEqual([]);
});

test('[C49] sums in a file that are not the sum of their lines', () => {
  const sum = (stated: number): BudgetSum => ({ label: 'Sum drift', year: 2026, kind: 'adopted', stated, lines: 400_00, place: 'Budsjett!D20' });
  expect(find([], [], { file: { figures: [], sums: [sum(400_00), sum(390_00)] } })).toMatchObject([
    { kind: 'sum-differs', text: 'Sum drift', figure: 'adopted', amount: -10_00, compared: { expected: 400_00, found: 390_00 }, filePlaces: ['Budsjett!D20'] },
  ]);
});

describe('[C50] figures that changed since they were pulled', () => {
  const pulled = { figures: [{ account: '6860', year: 2026, adopted: 400_00, actual: 100_00 }] };
  const costs = [cost('6860', 400_00)];
  const changes = (findings: readonly Finding[]) => findings.filter(({ kind }) => kind === 'changed-since-pull').map(({ figure, compared, amount, filePlaces, records }) => [figure, compared!.expected, compared!.found, amount, filePlaces, records.map(({ id }) => id)]);

  test('in the file: before and now, with the place', () => {
    const figures: BudgetFigure[] = [{ account: '06860', year: 2026, adopted: 450_00, actual: 100_00, place: 'B!D4' }, { account: '9999', year: 2026, adopted: 1, place: 'B!D5' }];
    expect(changes(find(costs, [line('6860', 400_00, { actual: 100_00 })], { pulled, file: { figures, sums: [] } }))).toEqual([['adopted', 400_00, 450_00, 50_00, ['B!D4'], ['budget-0']]]);
  });

  test('a line that is gone from the file has nothing now', () => {
    expect(changes(find(costs, [line('6860', 400_00)], { pulled, file: { figures: [], sums: [] } }))).toEqual([['adopted', 400_00, null, -400_00, [], ['budget-0']], ['actual', 100_00, null, -100_00, [], ['budget-0']]]);
  });

  test('without a file: what somebody changed in the plan', () => {
    expect(changes(find(costs, [line('6860', 410_00, { actual: 100_00 })], { pulled }))).toEqual([['adopted', 400_00, 410_00, 10_00, [], ['budget-0']]]);
  });

  test('a line that was removed in the plan, or has another account now, is nothing to mend: a pull does not bring it back', () => {
    expect(changes(find(costs, [line('6861', 400_00, { actual: 100_00 })], { pulled }))).toEqual([]);
    const figures: BudgetFigure[] = [{ account: '6860', year: 2026, adopted: 450_00, actual: 100_00, place: 'B!D4' }];
    expect(changes(find(costs, [], { pulled, file: { figures, sums: [] } }))).toEqual([]);
  });

  test('where nothing was pulled, what plan and file have differently; what only the plan has may be of another file', () => {
    const figures: BudgetFigure[] = [{ account: '6860', year: 2026, adopted: 450_00, place: null }];
    const findings = find(costs, [line('6860', 400_00), line('7000', 5_00)], { file: { figures, sums: [] } });
    expect(findings.filter(({ kind }) => kind === 'differs-from-file').map(({ account, figure, compared, amount }) => [account, figure, compared!.expected, compared!.found, amount])).toEqual([['6860', 'adopted', 400_00, 450_00, 50_00]]);
    expect(changes(findings)).toEqual([]);
    expect(changes(find(costs, [line('6860', 400_00)]))).toEqual([]);
  });

  test('of two files that have the same figure, the one that was pulled last counts', () => {
    const link = (name: string, time: string, adopted: number) => ({ name, pulled: { time, hash: 'a'.repeat(64), figures: [{ account: '6860', year: 2026, adopted }] } });
    const links = [link('b.xlsx', '2026-05-01T00:00:00.000Z', 2), link('a.xlsx', '2026-03-01T00:00:00.000Z', 1)];
    expect(lastPulled(planOf({}, { settings: { budgetLinks: links } })).pulled!.figures).toEqual([{ account: '6860', year: 2026, adopted: 2 }]);
    expect(lastPulled(planOf({}))).toEqual({});
  });
});

test('[C51] the gravest first: what is to mend before the rest, by kind, and the largest amounts first', () => {
  const findings = find(
    [cost('1', 100_00), cost('2', 900_00), cost('3', 5_00), cost('8', 100_00)],
    [line('1', 50_00), line('2', 100_00), line('3', 5_00, { actual: 6_00 }), line('4', 70_00)],
  );
  expect(findings.map(({ kind, amount }) => [kind, amount])).toEqual([['over-spent', 1_00], ['unknown-account', 100_00], ['over-planned', 800_00], ['over-planned', 50_00], ['budget-without-plan', 70_00]]);
});

test('[C40] sums are exact beyond what a number holds on the way', () => {
  const most = 10_000_000_000_000;
  const costs = [...Array.from({ length: 999 }, (_, i) => cost('6860', most, { text: `a${i}` })), ...Array.from({ length: 999 }, (_, i) => cost('6860', -most, { text: `b${i}` })), cost('6860', 1, { text: 'c' })];
  expect(find(costs, [line('6860', 1)])).toEqual([]);
  expect(find(costs, [line('6860', 0)])).toMatchObject([{ kind: 'over-planned', amount: 1 }]);
});

import { withMappings } from '../../../core/plan/budget/links';
import type { AmountColumn, BudgetMapping } from '../../../core/plan/budget/mapping';
import { unfollowedText } from '../../../core/sheet/budget/live-share';
import { fittingLink, guessMappings, linkedBudget, linkedTabs, linkNames, liveShare, liveShareText, plannedName, pushFigures, readFigures, readLinked, tabToPush, wantedNames, withNames, type Grid } from '../../../core/sheet';
import { budgetBook, budgetGrid, budgetHeaders, budgetMapping, budgetPlan, namesFor, type Row } from '../../support/budget-grid';

const hints = { years: [2026, 2027], fileName: 'budsjett.xlsx' };
const adopted = (year: number, letters: string, header: string): AmountColumn => ({ kind: 'adopted', year, column: { letters, header } });
const ofYear = (year: number, ...more: readonly AmountColumn[]): BudgetMapping => budgetMapping({ tab: String(year), amounts: [adopted(year, 'C', 'Vedtatt'), ...more] });
const rowsOf = (year: number, amount: number): readonly Row[] => [['Konto', 'Navn', 'Vedtatt', 'Plan'], ['6860', 'Møter', amount + year - 2026], ['7100', 'Reise', 50]];
/** A tab a year, with the same headers on each. */
const book = budgetBook({ 2026: rowsOf(2026, 100), 2027: rowsOf(2027, 200) });
const both = [ofYear(2026), ofYear(2027)] as const;
const figuresIn = (grid: Grid, mappings: readonly BudgetMapping[] = both): unknown => readLinked(grid, mappings, 'nb').figures.map(({ account, year, adopted: is, place }) => [account, year, is, place]);

describe('a workbook with a tab a year', () => {
  test('[C111] is read as one table', () => {
    expect(figuresIn(book)).toEqual([['6860', 2026, 10_000, '2026!C2'], ['7100', 2026, 5_000, '2026!C3'], ['6860', 2027, 20_100, '2027!C2'], ['7100', 2027, 5_000, '2027!C3']]);
  });

  test('[C111][C113] of a tab that is gone nothing is read on another that is linked, and what was read is told apart', () => {
    const left = { ...book, worksheets: book.worksheets.slice(1) };
    expect(readFigures(left, budgetMapping({ tab: 'Styret', amounts: [adopted(2027, 'C', 'Vedtatt')] }), 'nb').problems).toEqual([]);
    const reading = readLinked(left, both, 'nb');
    expect([figuresIn(left), reading.problems, reading.columns.map(({ year }) => year)]).toEqual([
      [['6860', 2027, 20_100, '2027!C2'], ['7100', 2027, 5_000, '2027!C3']], [{ code: 'TAB_GONE', place: '2026', value: '2026' }], [2027],
    ]);
    // One that was renamed is known where no other can be meant.
    const renamed = { ...book, worksheets: book.worksheets.map((one, i) => (i === 0 ? { ...one, name: 'Vedtatt 2026' } : one)) };
    expect(readLinked(renamed, both, 'nb').problems).toEqual([]);
  });

  test('[C118] has names for the columns of each tab, and a line follows the table of its year', () => {
    expect(linkNames(book, ...both).map(({ name, text }) => [name, text.split('!')[0]])).toEqual([
      ['Planark_account', "'2026'"], ['Planark_name', "'2026'"], ['Planark_adopted_2026', "'2026'"], ['Planark_account_2', "'2027'"], ['Planark_name_2', "'2027'"], ['Planark_adopted_2027', "'2027'"],
    ]);
    const linked = linkedBudget({ ...book, names: namesFor(book, ...both) })!;
    const told = (year: number): unknown => {
      const figure = linked.figure({ account: '6860', department: '', year }, 'adopted')!;
      return [figure.value, figure.formula('$B2', '$D2')];
    };
    expect([told(2026), told(2027)]).toEqual([[10_000, 'SUMIFS(Planark_adopted_2026,Planark_account,$B2)'], [20_100, 'SUMIFS(Planark_adopted_2027,Planark_account_2,$B2)']]);
    // The tab of the first was taken out, and its number given to the other while the old names stand.
    const doubled = linkedBudget({ ...book, names: [...namesFor(book, ...both), ...namesFor(book, both[1]).filter(({ name }) => name === 'Planark_account')] })!;
    expect(doubled.figure({ account: '6860', department: '', year: 2027 }, 'adopted')?.value).toBe(20_100);
    expect(doubled.whyNot({ account: '6860', department: '', year: 2028 }, 'adopted')).toBeUndefined();
  });

  test('[C111] only the names that one tab lacks are given anew', () => {
    const names = namesFor(book, ...both);
    expect(wantedNames({ ...book, names }, ...both)).toEqual([]);
    expect(wantedNames({ ...book, names: names.filter(({ name }) => name !== 'Planark_adopted_2027') }, ...both).map(({ name }) => name)).toEqual(['Planark_account_2', 'Planark_name_2', 'Planark_adopted_2027']);
    const named = withNames(book, wantedNames(book, ...both));
    expect(linkedBudget(named)!.figure({ account: '7100', department: '', year: 2027 }, 'adopted')?.value).toBe(5_000);
  });

  test('[C111] a column is known by its name on whichever tab, though its header is gone', () => {
    const names = namesFor(book, ...both);
    const cut = budgetBook({ 2026: rowsOf(2026, 100), 2027: [['Konto', 'Navn', 'Kroner'], ['6860', 'Møter', 7]] });
    expect(readLinked({ ...cut, names }, both, 'nb').figures.map(({ year, adopted: is }) => [year, is])).toEqual([[2026, 10_000], [2026, 5_000], [2027, 700]]);
  });
});

describe('what is guessed of several tabs', () => {
  const guessed = (grid: Grid, linked: readonly BudgetMapping[] = []): unknown => {
    const found = guessMappings(grid, hints, linked);
    return found.ok ? found.guesses.map(({ mapping: { tab, amounts }, reasons }) => [tab, amounts.map(({ kind, year }) => `${kind} ${year}`), reasons.flatMap(({ code, text }) => (code === 'tabLeft' || code === 'onOtherTab' ? [`${code} ${text}`] : []))]) : found.failure;
  };
  const now: readonly Row[] = [['Konto', 'Navn', 'Budsjett 2026', 'Regnskap 2026'], [6860, 'Møter', 40, 10], [7100, 'Reise', 50, 5], [7140, 'Bil', 1, 1]];
  const next: readonly Row[] = [['Konto', 'Navn', 'Budsjett 2027', 'Budsjett 2026'], [6860, 'Møter', 44, 40], [7100, 'Reise', 55, 50]];
  const notes: readonly Row[] = [['Husk'], ['Møte tirsdag']];

  test('[C112] every tab that looks like a budget is proposed, each amount on the tab of its year', () => {
    expect(guessed(budgetBook({ 'Budsjett 2027': next, Notater: notes, 'Budsjett 2026': now }))).toEqual([
      ['Budsjett 2026', ['adopted 2026', 'actual 2026'], []], ['Budsjett 2027', ['adopted 2027'], ['onOtherTab Budsjett 2026']],
    ]);
    expect(guessed(budgetBook({ Notater: notes }))).toBe('no-table');
  });

  test('[C112] a tab with nothing of its own is named, and so are years outside of the plan’s', () => {
    const before: readonly Row[] = [['Konto', 'Navn', 'Budsjett 2019'], [6860, 'Møter', 1], [7100, 'Reise', 2]];
    expect(guessed(budgetBook({ 'Budsjett 2026': now, Kopi: now.slice(0, 3), 'Budsjett 2019': before }))).toEqual([['Budsjett 2026', ['adopted 2026', 'actual 2026'], ['tabLeft Kopi']]]);
  });

  test('[C112] what a linked tab tells is left out beside it; alone it is proposed as it is', () => {
    const linked = [budgetMapping({ tab: 'Budsjett 2026', amounts: [adopted(2026, 'C', 'Budsjett 2026')] })];
    expect(guessed(budgetBook({ 'Budsjett 2027': next }), linked)).toEqual([['Budsjett 2027', ['adopted 2027'], ['onOtherTab Budsjett 2026']]]);
    expect(guessed(budgetBook({ Kopi: [['Konto', 'Navn', 'Budsjett 2026'], ...now.slice(1).map((row) => row.slice(0, 3))] }), linked)).toEqual([['Kopi', ['adopted 2026'], []]]);
  });
});

describe('a file that is laid out as a linked one', () => {
  const grid = budgetGrid([budgetHeaders, ['6860', 'Møter', 1, 2]]);
  const planWith = (...names: readonly string[]) => ({ settings: { budgetLinks: names.map((name, i) => withMappings({ name }, [budgetMapping(i > 1 ? { columns: { account: { letters: 'A', header: 'Nr' } } } : {})])) } });

  test.each([['budsjett (1).xlsx'], ['Budsjett (12).xlsx'], ['budsjett - Kopi.xlsx'], ['Kopi av budsjett.xlsx'], ['budsjett – kopia (2).xlsx'], ['copy of budsjett.xlsx']])('[C115] %s is another copy of budsjett.xlsx', (name) => {
    expect(fittingLink(planWith('budsjett.xlsx', 'annet.xlsx'), name, grid)).toBe('budsjett.xlsx');
  });

  test('[C115] another name is offered the one link that fits, and none where several do or nothing does', () => {
    expect([fittingLink(planWith('budsjett.xlsx'), 'ny.xlsx', grid), fittingLink(planWith('budsjett.xlsx', 'annet.xlsx'), 'ny.xlsx', grid)]).toEqual(['budsjett.xlsx', undefined]);
    expect(fittingLink(planWith('budsjett.xlsx'), 'budsjett (1).xlsx', budgetGrid([['Nr', 'Navn', 'Vedtatt'], ['1', 'a', 1]]))).toBeUndefined();
    const bare = budgetMapping({ headerRow: 0, columns: { account: { letters: 'A' } }, amounts: [{ kind: 'adopted', year: 2026, column: { letters: 'C' } }] });
    expect(fittingLink({ settings: { budgetLinks: [{ name: 'uten.xlsx', mapping: bare }, { name: 'bok.se' }] } }, 'uten (1).xlsx', grid)).toBeUndefined();
  });
});

describe('figures that no formula follows', () => {
  test('[C114] are named with the cell that is in the way and why; the rest is counted', () => {
    const rows: readonly Row[] = [
      budgetHeaders, ['6860', 'Møter', 1], ['6890', 'Annet', '115 000,25'], ['6900', 'Telefon', { value: { error: '#REF!' } }], ['7000', 'Drivstoff', null], ['7100', 'Bil', 1], ['07100', 'Leiebil', 2],
      ['7140*', 'Reise', 5], ['7200', 'Sum bil', { value: 3, isFormula: true }], ['7200', 'Buss', 3], ['7300', 'Tog', { value: 45_000, isDate: true }],
    ];
    const accounts = ['6860', '6890', '6900', '7000', '7100', '7140*', '7200', '7300', '7777'];
    const plan = budgetPlan([], [...accounts.map((account) => ({ account, year: 2026, adopted: 1 })), { account: '6860', year: 2027, adopted: 1 }, { year: 2026, adopted: 1 }]);
    const grid = budgetGrid(rows);
    const share = liveShare(plan, linkedBudget({ ...grid, names: namesFor(grid, budgetMapping()) })!);
    expect([share.live, share.others.map(({ line, why, place }) => [line.slice(0, 5).trim(), why, place?.split('!')[1] ?? null])]).toEqual([1, [
      ['6890', 'text', 'C3'], ['6900', 'error', 'C4'], ['7000', 'empty', 'C5'], ['7100', 'spellings', 'A7'], ['7140*', 'signs', 'A8'], ['7200', 'sum', 'A9'], ['7300', 'date', 'C11'], ['7777', 'no-account', null],
    ]]);
    expect(liveShareText({ live: 4, others: share.others.slice(0, 2) }).nb).toBe("4 av 6 tall hentes fra budsjettet i samme arbeidsbok, med formler. Uten formel: 6890 · 2026 (beløpet er tekst i Budsjett 2026!C3, «115 000,25»); 6900 · 2026 (Budsjett 2026!C4 viser en feil).");
    const many = Array.from({ length: 12 }, (_, i) => ({ why: 'no-account' as const, place: null, value: '', line: String(6000 + i) }));
    expect(liveShareText({ live: 0, others: many }).en).toContain('6009 (the table does not have the account); and 2 more.');
    // One line of both kinds is named once, and what somebody can mend goes first.
    expect(unfollowedText([...many.slice(0, 1), ...many.slice(0, 2), share.others[0]!]).sv).toBe('6890 · 2026 (beloppet är text i Budsjett 2026!C3, ”115 000,25”); 6000, 6001 (kontot finns inte i tabellen)');
  });

  test('[C114] a department that the table does not have, and income that only a heading tells, are reasons too', () => {
    const rows: readonly Row[] = [budgetHeaders, ['Inntekter'], ['8400', 'Loppemarked', 7, null, null, 'Styret']];
    const grid = budgetGrid(rows);
    const why = (department: string, own: BudgetMapping) => linkedBudget({ ...grid, names: namesFor(grid, own) })!.whyNot({ account: '8400', department, year: 2026 }, 'adopted');
    expect([why('Nord', budgetMapping({}, true))?.why, why('Styret', budgetMapping({}, true)), why('', budgetMapping({ incomeIs: 'positive' }))]).toEqual(['no-department', undefined, { why: 'sign', place: 'Budsjett 2026!A3', value: '8400' }]);
  });
});

describe('a push into one of several tabs', () => {
  const tabOf = (place: Parameters<typeof tabToPush>[2], names = namesFor(book, ...both)): string => tabToPush({ ...book, names }, both, place).mapping.tab;

  test('[C116] goes where the year’s amounts are, or its column, or where somebody says', () => {
    expect([tabOf({ year: 2026 }), tabOf({ year: 2027 }), tabOf({ year: 2027, column: 'Plan' }), tabOf({ year: 2027, tab: '2026' }), tabOf({ year: 2028 })]).toEqual(['2026', '2027', '2027', '2026', '2026']);
    const named = [...namesFor(book, ...both), { ...namesFor(book, both[0])[0]!, name: 'planark_planned_2027' }];
    expect(tabOf({ year: 2027 }, named)).toBe('2026');
    const other = budgetBook({ 2026: [...rowsOf(2026, 1).map((row) => row.slice(0, 3))], 2027: rowsOf(2027, 1) });
    expect(tabToPush(other, both, { year: 2026, column: 'Plan' }).mapping.tab).toBe('2027');
    expect(linkedTabs(other, both).map(({ grid }) => grid.worksheets.map(({ name }) => name))).toEqual([['2026'], ['2027']]);
  });

  test('[C116] the sums of a year stand with the accounts of its tab', () => {
    const { grid, mapping } = tabToPush(book, both, { year: 2027, column: 'Plan' });
    const plan = { ...budgetPlan([{ account: '6860', year: 2027, amount: 500 }, { account: '6860', year: 2026, amount: 9 }]), period: { start: '2026-01-01', end: '2027-12-31' } };
    const pushed = pushFigures(plan, grid, mapping, { year: 2027, column: 'Plan' });
    expect(pushed).toMatchObject({ ok: true, push: { tab: '2027', cells: [{ row: 1, column: 3, value: 5 }], names: [{ name: 'Planark_planned_2027' }] } });
  });
});

test('[C118] no two departments share a name, and every program takes all of them', () => {
  const departments = ['Styret', '20 Økonomi', '20-Okonomi', '20_Okonomi', 'Å', 'Æ', 'a b', 'a·b', 'A/B', '🏃'];
  const names = departments.map((department) => plannedName(2026, department));
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(departments.length);
  expect(names.filter((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))).toEqual([]);
  expect(names[0]).toBe('Planark_planned_2026_Styret');
});

test('[C118] a column that was named before in another way is known for what a push wrote', () => {
  const own = budgetMapping({ planned: [{ year: 2026, column: { letters: 'E', header: 'Plan 2026' }, department: 'Økonomi' }] });
  const grid = budgetGrid([budgetHeaders, ['6860', 'Møter', 1, null, 7]]);
  const plan = budgetPlan([{ account: '6860', year: 2026, amount: 100, department: 'Økonomi' }]);
  const range = { top: 0, bottom: 20, left: 4, right: 4 };
  expect(pushFigures(plan, grid, own, { year: 2026 })).toMatchObject({ ok: false, failure: 'not-empty' });
  expect(pushFigures(plan, { ...grid, names: [{ name: 'Planark_planned_2026_Økonomi', tab: 'Budsjett 2026', range }] }, own, { year: 2026 })).toMatchObject({ ok: true, push: { names: [{ name: 'Planark_planned_2026__u000d8konomi' }] } });
});

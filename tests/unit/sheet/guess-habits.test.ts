import { accountKey, splitAccount } from '../../../core/plan';
import { problemLines } from '../../../core/node/cli/budget-lines';
import { figureProblemText, guessMapping, guessReasonText, linkedBudget, readFigures, type Grid, type GridRange } from '../../../core/sheet';
import { figureProblem } from '../../../core/sheet/budget/figure-problem';
import { budgetGrid, budgetHeaders, budgetMapping, namesFor, type Row } from '../../support/budget-grid';

const guessed = (rows: readonly Row[], years = [2026, 2027]) => {
  const grid: Grid = budgetGrid(rows);
  const guess = guessMapping(grid, { years, fileName: 'b.xlsx' });
  if (!guess.ok) throw new Error(guess.failure);
  const { figures, problems } = readFigures(grid, guess.mapping, 'nb');
  return { ...guess, problems, figures: figures.map(({ account, department, year, adopted }) => [account, department ?? '', year, adopted]), codes: guess.reasons.map(({ code, place }) => `${code} ${place}`.trim()) };
};

describe('[C153] a table of names alone', () => {
  test.each(['Post', 'Tekst', 'Poster'])('below «%s» has its lines as accounts, and its sums are none', (header) => {
    const { mapping, figures, codes } = guessed([[header, 'Budsjett 2026'], ['Inntekter', null], ['Medlemsavgift', -500], ['Utgifter', null], ['Leie', 100], ['Mat og drikke', 250.5], ['Sum', { value: -149.5, isFormula: true }]]);
    expect([mapping.columns, figures]).toEqual([{ account: { letters: 'A', header } }, [['Medlemsavgift', '', 2026, -50000], ['Leie', '', 2026, 10000], ['Mat og drikke', '', 2026, 25050]]]);
    expect(codes).toContain('accountNames A');
  });
  test('numbers go before them, wherever they stand', () => {
    expect(guessed([['Tekst', 'Nr', 'Budsjett 2026'], ['Leie', 6300, 100], ['Mat', 7350, 250]]).mapping.columns.account.letters).toBe('B');
  });
});

describe('[C154] what a guess reads in a way that may be meant otherwise', () => {
  test('a proposal read as adopted is told; beside what was adopted it is left out', () => {
    const proposed = guessed([['Konto', 'Navn', 'Forslag 2027'], [6860, 'Møter', 100], [7100, 'Reise', 50]]);
    expect([proposed.figures[0], proposed.codes]).toEqual([['6860', '', 2027, 10000], expect.arrayContaining(['proposed C'])]);
    expect(guessReasonText(proposed.reasons.find(({ code }) => code === 'proposed')!, 'nb')).toBe('Kolonne C («Forslag 2027») er et forslag, og leses som vedtatt. Får det vedtatte en kolonne for seg, så koble på nytt.');
    const both = guessed([['Konto', 'Navn', 'Forslag 2027', 'Budsjett 2027'], [6860, 'Møter', 90, 100], [7100, 'Reise', 40, 50]]);
    expect([both.figures[0], both.codes.filter((code) => /proposed|otherTaken/.test(code))]).toEqual([['6860', '', 2027, 10000], ['otherTaken C']]);
  });
  test('[C170] columns of numbers in the plan’s years that are neither budget nor accounts are told in one line, sums and other years are not', () => {
    const { mapping, reasons } = guessed([
      [null, null, '2026', null, null, '2027', null, '2025', null], ['Konto', 'Navn', 'Vedtatt', 'Regnskap', 'Avvik', 'Vedtatt', 'Plan', 'Avvik', 'Sum'],
      [6860, 'Møter', 100, 90, 10, 110, 120, 5, 430], [7100, 'Reise', 50, 40, 10, 60, 70, 5, 225],
    ]);
    expect(mapping.amounts.map(({ kind, year, column }) => `${kind} ${year} ${column.letters}`)).toEqual(['adopted 2026 C', 'actual 2026 D', 'adopted 2027 F']);
    expect(reasons.filter(({ code }) => code === 'neither').map((reason) => guessReasonText(reason, 'nb'))).toEqual(['Kolonner med tall i planens periode som verken er budsjett eller regnskap, og ikke er tatt med: E (2026 · Avvik), G (2027 · Plan)']);
    expect(guessed([['Konto', 'Navn', 'Vedtatt 2026', 'Återstår att'], [6860, 'Møter', 100, 90], [7100, 'Reise', 50, 40]]).mapping.amounts).toHaveLength(1);
  });
  test('a column that alone tells lines apart is told; one that does not is not', () => {
    const rows: readonly Row[] = [['Ansvar', 'Tjeneste', 'Prosjekt', 'Art', 'Budsjett 2026'], [100, 201, 1, 10100, 5], [100, 211, 1, 10100, 7], [200, 211, 1, 11500, 9]];
    const { mapping, codes } = guessed(rows);
    expect([mapping.columns.department?.letters, mapping.columns.account.letters, codes.filter((code) => code.startsWith('leftOut'))]).toEqual(['A', 'D', ['leftOut B']]);
    expect(guessed(rows.filter((_, i) => i !== 2)).codes.filter((code) => code.startsWith('leftOut'))).toEqual([]);
  });
});

test('[C155] a municipality’s accounts say whether they are income', () => {
  const { mapping, figures } = guessed([['Art', 'Navn', 'Budsjett 2026'], [10100, 'Fastlønn', 900], [15000, 'Renter', 20], [16000, 'Brukerbetaling', 100], [18999, 'Tilskudd', 60], [19000, 'Renteinntekter', 5], [19100, 'Lån', 7]]);
  expect([mapping.incomeIs, figures.map(([account, , , amount]) => [account, amount])]).toEqual(['positive', [['10100', 90000], ['15000', 2000], ['16000', -10000], ['18999', -6000], ['19000', -500], ['19100', 700]]]);
});

describe('[C156] a number of an account with a space as in amounts', () => {
  test.each([
    ['6 860', { account: '6860' }], ['6\u00a0860 Møter, kurs', { account: '6860', name: 'Møter, kurs' }], ['16 000 - Salg', { account: '16000', name: 'Salg' }], ['68 Kontor', { account: '68', name: 'Kontor' }], ['6860 100 år', { account: '6860', name: '100 år' }], ['10 100-klubben', { account: '10', name: '100-klubben' }], ['6 8600', { account: '6', name: '8600' }],
  ])('%s', (text, parts) => expect(splitAccount(text)).toEqual(parts));
  test('is one account with the number, and what a formula might not find is pulled', () => {
    expect(accountKey('6 860')).toBe(accountKey('6860'));
    const grid = budgetGrid([['Budsjett 2026'], budgetHeaders, ['6 860', 'Møter', 100], ['7100', 'Reise', 50]]);
    const mapping = budgetMapping({ headerRow: 2 });
    expect(readFigures(grid, mapping, 'nb').figures.map(({ account, adopted }) => [account, adopted])).toEqual([['6860', 10000], ['7100', 5000]]);
    const linked = linkedBudget({ ...grid, names: namesFor(grid, mapping) });
    const isLive = (account: string): boolean => linked?.figure({ account, department: '', year: 2026 }, 'adopted') !== undefined;
    expect([isLive('6860'), isLive('7100')]).toEqual([false, true]);
  });
});

describe('[C157] what could not be read', () => {
  test.each([
    ['NOT_AN_AMOUNT', 'ca 90 000', '«ca 90 000» er ikke et beløp. Skriv 90000, uten noe annet i cellen.'], ['NOT_AN_AMOUNT', 'minst −300,50 i året', '«minst −300,50 i året» er ikke et beløp. Skriv −300,5, uten noe annet i cellen.'],
    ['NOT_AN_AMOUNT', '5 og 6', '«5 og 6» er ikke et beløp. Skriv et tall, som 12 500 eller −300.'], ['NOT_AN_AMOUNT', 'se 2025', '«se 2025» er ikke et beløp. Skriv et tall, som 12 500 eller −300.'], ['NOT_AN_AMOUNT', 'vet ikke', '«vet ikke» er ikke et beløp. Skriv et tall, som 12 500 eller −300.'],
    ['AMBIGUOUS_AMOUNT', '−1,500 kr', '«−1,500 kr» kan leses på to måter. Skriv −1500 eller −1,50.'], ['AMBIGUOUS_AMOUNT', '12 000-', '«12 000-» kan leses på to måter. Skriv −12000 eller 12000.'],
    ['AMBIGUOUS_AMOUNT', '12.000-', '«12.000-» kan leses på to måter. Skriv −12000 eller 12000.'], ['NOT_AN_AMOUNT', 'ca 118 380,75-', '«ca 118 380,75-» er ikke et beløp. Skriv −118380,75, uten noe annet i cellen.'],
  ] as const)('%s %s is told with what to write', (code, value, text) => expect(figureProblemText(figureProblem(code, 'B!C2', value), 'nb')).toBe(text));
  test('is told with its place: a cell, or the number of a line', () => {
    expect(problemLines([figureProblem('BAD_LINE', '24', '#RES 0'), figureProblem('NOT_AN_AMOUNT', 'Budsjett!C3', 'ca 9')], 'nb')).toEqual(['linje 24: Linjen kan ikke leses: «#RES 0». Eksporter filen på nytt.', 'Budsjett!C3: «ca 9» er ikke et beløp. Skriv 9, uten noe annet i cellen.']);
  });
  test('[C171] a minus behind decimals is a minus, one behind a whole number is asked about', () => {
    const { figures, problems } = guessed([['Konto', 'Navn', 'Budsjett 2026'], [3900, 'Kontingent', '118.380,75-'], [3910, 'Salg', '1 200,5 −'], [6860, 'Møter', '500,-'], [7100, 'Reise', '500-'], [7140, 'Buss', 70]]);
    expect(figures.map(([account, , , amount]) => [account, amount])).toEqual([['3900', -11838075], ['3910', -120050], ['6860', 50000], ['7100', undefined], ['7140', 7000]]);
    expect(problems).toEqual([{ code: 'AMBIGUOUS_AMOUNT', place: 'Budsjett 2026!C5', value: '500-' }]);
  });
  test('a date in a column of amounts is told as the date it is', () => {
    const { problems } = guessed([['Konto', 'Navn', 'Budsjett 2026'], [6860, 'Møter', 100], [7100, 'Reise', { value: 46023, isDate: true }], [7140, 'Buss', 70]]);
    expect(problems).toEqual([{ code: 'NOT_AN_AMOUNT', place: 'Budsjett 2026!C3', value: '2026-01-01' }]);
  });
});

describe('[C184] a header of two rows', () => {
  const amountsIn = (rows: readonly Row[], merges: readonly GridRange[] = []) => {
    const [worksheet] = budgetGrid(rows).worksheets;
    const grid: Grid = { ...budgetGrid(rows), worksheets: [{ ...worksheet!, merges }] };
    const guess = guessMapping(grid, { years: [2026, 2027], fileName: 'b.xlsx' });
    if (!guess.ok) throw new Error(guess.failure);
    const { figures, problems } = readFigures(grid, guess.mapping, 'nb');
    return [guess.mapping.headerRow, problems, figures.map(({ account, name, department, year, adopted, actual }) => [account, name, department, year, adopted, actual])];
  };
  const down = (column: number): GridRange => ({ top: 0, bottom: 1, left: column, right: column });
  const merged = [down(0), down(1), { top: 0, bottom: 0, left: 2, right: 4 }];
  const departments: Row[] = [['Konto', 'Navn', 'Budsjett 2026', null, null], [null, null, 'Styret', 'Ungdom', 'Sum'], [6820, 'Trykk', 1, 2, 3], [6860, 'Møter', 4, 5, 9]];
  const years: Row[] = [['Konto', 'Navn', '2026', '2026', '2027', '2027'], [null, null, 'Budsjett', 'Regnskap', 'Budsjett', 'Regnskap'], [6820, 'Trykk', 1, 2, 3, 4], [6860, 'Møter', 5, 6, 7, 8]];

  test.each([['merged', merged], ['not merged', []]])('whose account stands in the upper one, %s, has a column for each department', (_, merges) => {
    expect(amountsIn(departments, merges)).toEqual([2, [], [
      ['6820', 'Trykk', 'Styret', 2026, 100, undefined], ['6820', 'Trykk', 'Ungdom', 2026, 200, undefined], ['6860', 'Møter', 'Styret', 2026, 400, undefined], ['6860', 'Møter', 'Ungdom', 2026, 500, undefined],
    ]]);
  });
  test.each([['each with its year', years], ['the year once', years.map((row, i) => (i === 0 ? ['Konto', 'Navn', '2026', null, '2027', null] : row))], ['the year as a number', years.map((row, i) => (i === 0 ? ['Konto', 'Navn', 2026, null, 2027, null] : row))]])('has two years side by side, %s', (_, rows) => {
    expect(amountsIn(rows)).toEqual([2, [], [['6820', 'Trykk', undefined, 2026, 100, 200], ['6820', 'Trykk', undefined, 2027, 300, 400], ['6860', 'Møter', undefined, 2026, 500, 600], ['6860', 'Møter', undefined, 2027, 700, 800]]]);
  });
  test.each<[string, Row]>([['a unit', [null, null, 'kr', 'kr']], ['a heading of lines', [null, 'Inntekter', null, null]], ['accounts', [6810, 'Leie', 7, 8]]])('is not what has %s below it', (_, row) => {
    const [headerRow, , figures] = amountsIn([['Konto', 'Navn', 'Budsjett 2026', 'Regnskap 2026'], row, [6820, 'Trykk', 1, 2], [6860, 'Møter', 5, 6]]) as [number, unknown, unknown[]];
    expect([headerRow, figures.slice(-2)]).toEqual([1, [['6820', 'Trykk', undefined, 2026, 100, 200], ['6860', 'Møter', undefined, 2026, 500, 600]]]);
  });
});

import { accountKey, departmentKey, figureKey, splitAccount, sumFigures } from '../../../core/plan';
import { figureProblemText, guessMapping, readFigures, type CellValue, type Grid, type GridCell } from '../../../core/sheet';
import { budgetGrid, budgetHeaders, budgetMapping, type Row } from '../../support/budget-grid';

const guess = (grid: Grid, years: readonly number[] = [2026, 2027], fileName = 'bok.xlsx') => {
  const found = guessMapping(grid, { years, fileName });
  if (!found.ok) throw new Error(found.failure);
  return found;
};
const formula = (value: CellValue): GridCell => ({ value, isFormula: true });
const read = (rows: readonly Row[], more = {}) => readFigures(budgetGrid([budgetHeaders, ...rows]), budgetMapping(more), 'nb');
const amounts = (rows: readonly Row[], more = {}) => read(rows, more).figures.map(({ account, adopted, actual }) => [account, adopted, actual]);

test('[C20] an account is one however it is written', () => {
  expect(['6860', ' 06860 ', '6860 Møter, kurs', '006860: Møter'].map(accountKey)).toEqual(['6860', '6860', '6860', '6860']);
  expect([accountKey('Styremøter'), accountKey('0'), accountKey('686')]).toEqual(['styremøter', '0', '686']);
  expect(splitAccount('6860 Møter, kurs')).toEqual({ account: '6860', name: 'Møter, kurs' });
});

test('[C21] a department is one with or without its name, and none where it is empty', () => {
  expect(['10', '010', '10 Styret'].map(departmentKey)).toEqual(['10', '10', '10']);
  expect([departmentKey(undefined), departmentKey(' ')]).toEqual(['', '']);
});

test('[C22] rows of the same account, department and year are summed, an amount that none has is left out', () => {
  const [sum, other] = sumFigures([
    { account: '6860', year: 2026, adopted: 100, place: 'a' }, { account: '06860 Møter', year: 2026, adopted: 5, place: 'b' }, { account: '6860', year: 2027, actual: 7, place: 'c' },
  ]);
  expect(sum).toEqual({ account: '6860', year: 2026, adopted: 105, place: 'a' });
  expect(other).toEqual({ account: '6860', year: 2027, actual: 7, place: 'c' });
  expect(figureKey({ account: '6860', year: 2026 })).not.toBe(figureKey({ account: '6860', department: '10', year: 2026 }));
});

test('[C24] sums, headings, groups and blank rows are no accounts', () => {
  const rows: Row[] = [
    ['Inntekter', null, null], [3900, 'Kontingent', -500, -250], ['Sum inntekter', null, -500, -250], [null], ['68', 'Kontor', 60, 12], [6800, 'Rekvisita', 20, 2],
    [6860, 'Møter', 40, 10], ['Delsum', null, 60, 12], [null, null, formula(-440), formula(-238)], ['Årets resultat', null, -440, -238], [null, null, -440, -238],
  ];
  expect(amounts(rows)).toEqual([['3900', -50000, -25000], ['6800', 2000, 200], ['6860', 4000, 1000]]);
  expect(read(rows).problems).toEqual([]);
});

test('[C24] a row with amounts and no account that is no sum is told with its place', () => {
  const [problem] = read([[6860, 'Møter', 40, 10], [7140, 'Reise', 5, 5], ['Møter', null, 77, 8]]).problems;
  expect(problem).toMatchObject({ code: 'NO_ACCOUNT', place: 'Budsjett 2026!A4', value: 'Møter' });
  expect(figureProblemText(problem!, 'nb')).toContain('kontonummer');
});

test('[C24] short numbers of one’s own are accounts, and a group’s number is one where its amount is no sum of lines', () => {
  const short = Array.from({ length: 30 }, (_, i): Row => [i + 1, `Konto ${i + 1}`, 10, 1]);
  expect(amounts(short)).toEqual(short.map((_, i) => [String(i + 1), 1000, 100]));
  const rows: Row[] = [[68, 'Kontor', 60, 12], [6800, 'Rekvisita', 20, 2], [6860, 'Møter', 40, 10], [70, 'Reise', 500, 5], [7140, 'Reise', 30, 3], [71, 'Sum reise', 30, 3]];
  expect(amounts(rows)).toEqual([['6800', 2000, 200], ['6860', 4000, 1000], ['7140', 3000, 300]]);
  expect(read(rows).problems).toMatchObject([{ code: 'ACCOUNT_OR_SUM', place: 'Budsjett 2026!A5', value: '70' }]);
});

test('[C24] a sum with a number of its own is no account, typed or in one cell with its words; one that is no sum is told', () => {
  const rows: Row[] = [[6860, 'Møter', 100, 10], [6870, 'Kurs', 200, 20], [6899, 'Sum møter', 300, 30], [7140, 'Reise', 5, 1], ['7199 Sum reise', null, formula(5), formula(1)]];
  expect(amounts(rows)).toEqual([['6860', 10000, 1000], ['6870', 20000, 2000], ['7140', 500, 100]]);
  expect(read(rows)).toMatchObject({ problems: [], sums: [{ stated: 30000, lines: 30000 }, {}, { stated: 500, lines: 500 }, {}] });
  const wrong = read([[6860, 'Møter', 100, 10], [6899, 'Sum møter', 90, 10]]);
  expect(wrong.problems).toMatchObject([{ code: 'ACCOUNT_OR_SUM', place: 'Budsjett 2026!A3' }]);
  expect(figureProblemText(wrong.problems[0]!, 'nb')).toContain('ikke summen av linjene');
});

test('[C24] a table below with headers of its own, or below a title of another year, is another table; headers of a new page are not', () => {
  const own: Row[] = [[6800, 'Rekvisita', 100, 1], [null], ['Konto', 'Navn', 'Vedtatt', 'Regnskap'], [6860, 'Møter', 20, 2]];
  expect(amounts(own)).toEqual([['6800', 10000, 100], ['6860', 2000, 200]]);
  expect(amounts([own[0]!, ['Konto', 'Navn', 'Budsjett 2025', 'Regnskap 2025'], [6800, 'Rekvisita', 10, 1]])).toEqual([['6800', 10000, 100]]);
  expect(amounts([own[0]!, ['Budsjett 2025'], [null], ...own.slice(2)])).toEqual([['6800', 10000, 100]]);
  expect(amounts([own[0]!, ['Budsjett 2026'], [null], ...own.slice(2)])).toHaveLength(2);
});

test('[C24] merged titles are passed over and hidden rows are read', () => {
  const grid = budgetGrid([['Budsjett 2026'], budgetHeaders, ['Kostnader'], [6860, 'Møter', 40, 10], [7140, 'Reise', 5, 5]]);
  const [worksheet] = grid.worksheets;
  const odd: Grid = { ...grid, worksheets: [{ ...worksheet!, rows: worksheet!.rows.map((row) => ({ ...row, hidden: row.index === 4 })), merges: [{ top: 0, bottom: 0, left: 0, right: 4 }, { top: 2, bottom: 2, left: 0, right: 3 }] }] };
  expect(readFigures(odd, budgetMapping({ headerRow: 1 }), 'nb').figures.map(({ account, adopted, place }) => [account, adopted, place])).toEqual([['6860', 4000, 'Budsjett 2026!C4'], ['7140', 500, 'Budsjett 2026!C5']]);
});

test('[C23] a column is found where it was moved to, and one that is gone is told while the rest is read', () => {
  const moved = budgetGrid([['Konto', 'Navn', 'Ny', 'Regnskap', 'Vedtatt'], [6860, 'Møter', 1, 10, 40]]);
  expect(readFigures(moved, budgetMapping(), 'nb').figures).toMatchObject([{ adopted: 4000, actual: 1000 }]);
  const gone = readFigures(budgetGrid([['Konto', 'Navn', 'Budsjett', 'Regnskap'], [6860, 'Møter', 40, 10]]), budgetMapping(), 'nb');
  expect(gone.figures).toMatchObject([{ actual: 1000 }]);
  expect(gone.figures[0]).not.toHaveProperty('adopted');
  expect(gone.problems).toMatchObject([{ code: 'COLUMN_GONE', value: 'Vedtatt' }]);
  expect(readFigures(budgetGrid([['Kode', 'Vedtatt']]), budgetMapping(), 'nb')).toMatchObject({ figures: [], problems: [{ code: 'HEADER_GONE' }] });
});

test('[C26] a sum is given with what its lines come to', () => {
  const { sums } = read([[6860, 'Møter', 40, 10], [7140, 'Reise', 5, 5], ['Sum', null, 45, 16]]);
  expect(sums).toMatchObject([{ kind: 'adopted', stated: 4500, lines: 4500, place: 'Budsjett 2026!C4' }, { kind: 'actual', stated: 1600, lines: 1500, place: 'Budsjett 2026!D4' }]);
});

test('[C26] a sum is held to the minor unit, but where its lines have parts of one', () => {
  const lines = Array.from({ length: 300 }, (_, i): Row => [6000 + i, 'Linje', 100, 10.004]);
  const [adopted, actual] = read([...lines, ['Sum', null, 30000.01, 3001]]).sums;
  expect([adopted, actual]).toMatchObject([{ stated: 3000001, lines: 3000000 }, { stated: 300100, lines: 300100 }]);
  expect(read([...lines, ['Sum', null, 30000, 3003]]).sums).toMatchObject([{ lines: 3000000 }, { stated: 300300, lines: 300120 }]);
});

test.each(['negative', 'positive'] as const)('[C26] a sum of the costs alone is right where no heading stands between them and the income (income %s)', (incomeIs) => {
  const income = incomeIs === 'negative' ? -500 : 500;
  const rows = (sum: number): Row[] => [[3900, 'Kontingent', income, income], [6860, 'Møter', 300, 100], [7140, 'Reise', 134, 50], ['Sum kostnader', null, sum, 150], ['Resultat', null, -66, -350]];
  expect(read(rows(434), { incomeIs }).sums.map(({ stated, lines }) => stated - lines)).toEqual([0, 0, 0, 0]);
  expect(read(rows(400), { incomeIs }).sums[0]).toMatchObject({ stated: 40000, lines: 43400 });
});

test('[C27] thousands are made whole and positive income negative, wherever its row stands', () => {
  const more = { unit: 1000, incomeIs: 'positive' } as const;
  const rows: Row[] = [['Kostnader'], [3900, 'Kontingent', 500, 250.5], [8050, 'Renteinntekter', 1, 1], ['Inntekter'], [6860, 'Møter', 40, 10], [8070, 'Annet', 2, 2]];
  expect(amounts(rows, more)).toEqual([['3900', -50000000, -25050000], ['8050', -100000, -100000], ['6860', 4000000, 1000000], ['8070', -200000, -200000]]);
});

test('[C27] [C29] a sheet of a result, with costs below nought, is turned as a whole, and its sums fit', () => {
  const rows: Row[] = [[3010, 'Medlemsavgifter', 50000, 40000], [5010, 'Löner', -20000, -10000], [6860, 'Kurser', -5000, -2500], ['Summa kostnader', null, -25000, -12500], ['Resultat', null, 25000, 27500]];
  const grid = budgetGrid([['Konto', 'Namn', 'Budget 2026', 'Utfall 2026'], ...rows]);
  const { mapping, reasons } = guess(grid);
  expect([mapping.incomeIs, reasons.find(({ code }) => code === 'costsNegative')]).toEqual(['result', { code: 'costsNegative', place: 'C3', text: '-20000' }]);
  const { figures, sums } = readFigures(grid, mapping, 'sv');
  expect(figures.map(({ account, adopted, actual }) => [account, adopted, actual])).toEqual([['3010', -5000000, -4000000], ['5010', 2000000, 1000000], ['6860', 500000, 250000]]);
  expect(sums.map(({ stated, lines }) => stated - lines)).toEqual([0, 0, 0, 0]);
});

test('[C28] what is no amount is told with its cell and what to write', () => {
  const { figures, problems } = read([[6860, 'Møter', 'femti', { value: { error: '#REF!' } }], [7140, 'Reise', '1 500,50 kr', '–'], [7150, 'Diett', { value: '', isFormula: true, isUnreadable: true }, 3]]);
  expect(figures.map(({ adopted, actual }) => [adopted, actual])).toEqual([[undefined, undefined], [150050, undefined], [undefined, 300]]);
  expect(problems.map(({ code, place }) => [code, place])).toEqual([['NOT_AN_AMOUNT', 'Budsjett 2026!C2'], ['ERROR_VALUE', 'Budsjett 2026!D2'], ['NO_RESULT', 'Budsjett 2026!C4']]);
});

describe('[C29] the guess', () => {
  test('reads two years side by side in thousands with positive income', () => {
    const grid = budgetGrid([['Beløp i hele tusen'], [null, null, 2026, null, 2027], ['Konto', 'Tekst', 'Budsjett', 'Regnskap', 'Budsjett'], ['3900 Kontingent', null, 500, 250, 510], ['6860 Møter, kurs', null, 40, 12.5, 45]]);
    const { mapping, reasons } = guess(grid);
    expect(mapping.amounts.map(({ kind, year, column }) => [kind, year, column.header])).toEqual([['adopted', 2026, '2026 · Budsjett'], ['actual', 2026, '2026 · Regnskap'], ['adopted', 2027, '2027 · Budsjett']]);
    expect([mapping.unit, mapping.incomeIs, mapping.headerRow]).toEqual([1000, 'positive', 3]);
    expect(reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['thousands', 'incomePositive', 'yearInHeader', 'account']));
  });

  test('reads departments as columns, and leaves their sum out', () => {
    const { mapping } = guess(budgetGrid([['Konto', 'Kontonavn', 'Styret', 'Ungdom', 'Sum'], [3900, 'Kontingent', -500, 0, formula(-500)], [6860, 'Møter', 40, 20, formula(60)]]));
    expect(mapping.amounts.map(({ kind, year, department }) => [kind, year, department])).toEqual([['adopted', 2026, 'Styret'], ['adopted', 2026, 'Ungdom']]);
  });

  test('takes the plan’s years alone where the sheet has others beside them, and says so', () => {
    const { mapping, reasons } = guess(budgetGrid([['Konto', 'Navn', 'Regnskap 2025', 'Budsjett 2026'], [3900, 'Kontingent', -400, -500], [6860, 'Møter', 40, 20]]));
    expect(mapping.amounts.map(({ kind, year }) => [kind, year])).toEqual([['adopted', 2026]]);
    expect(reasons).toContainEqual({ code: 'otherYear', place: 'C', text: 'Regnskap 2025' });
    expect(guess(budgetGrid([['Konto', 'Navn', 'Regnskap 2025'], [3900, 'Kontingent', -400], [6860, 'Møter', 40]])).mapping.amounts).toMatchObject([{ year: 2025 }]);
  });

  test('takes the sum of the months where nothing else is an amount, with or without its result', () => {
    const months = budgetGrid([['Budsjett 2026'], ['Konto', 'Navn', 'Jan', 'Feb', 'Sum'], [3900, 'Kontingent', -250, -250, formula(-500)], [6860, 'Møter', 40, 0, { value: '', isFormula: true, isUnreadable: true }]]);
    expect(guess(months).mapping.amounts).toEqual([{ kind: 'adopted', year: 2026, column: { letters: 'E', header: 'Sum' } }]);
  });

  test('guesses nothing without a table, and nothing without a year', () => {
    expect(guessMapping(budgetGrid([['Hei'], ['Dette er et brev']]), { years: [2026], fileName: 'b.xlsx' })).toEqual({ ok: false, failure: 'no-table' });
    const grid = budgetGrid([['Konto', 'Navn', 'Budsjett'], [6860, 'Møter', 40], [7140, 'Reise', 5]]);
    const unnamed: Grid = { ...grid, worksheets: [{ ...grid.worksheets[0]!, name: 'Ark1' }] };
    expect(guessMapping(unnamed, { years: [2026, 2027], fileName: 'b.xlsx' })).toEqual({ ok: false, failure: 'no-year' });
  });
});

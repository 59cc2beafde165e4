import { guessMapping, readFigures, type Grid } from '../../../core/sheet';
import { budgetGrid, type Row } from '../../support/budget-grid';

const rows = (title: string | null): Row[] => [[title], ['Konto', 'Navn', 'Budsjett', 'Regnskap'], [6860, 'Møter', 777, 1], [7140, 'Reise', 888, 2]];
const sheet = (title: string | null, tab: string): Grid => {
  const { worksheets: [worksheet], ...grid } = budgetGrid(rows(title));
  return { ...grid, worksheets: [{ ...worksheet!, name: tab }] };
};
const mapping = (grid: Grid) => {
  const guess = guessMapping(grid, { years: [2026], fileName: 'b.xlsx' });
  if (!guess.ok) throw new Error(guess.failure);
  return guess.mapping;
};
const linked = (title: string | null, tab: string) => (nowTitle: string | null, nowTab: string) => {
  const { figures, problems } = readFigures(sheet(nowTitle, nowTab), mapping(sheet(title, tab)), 'nb');
  return [figures.length, problems.map(({ code, value }) => [code, value])];
};

test('[C95] next year’s file in the same layout is not read as this year’s, whether the tab or a title says so', () => {
  expect(linked('Budsjett 2026', 'Budsjett 2026')('Budsjett 2027', 'Budsjett 2027')).toEqual([0, [['YEAR_CHANGED', '2027']]]);
  expect(linked(null, 'Budsjett 2026')(null, 'Budsjett 2025')).toEqual([0, [['YEAR_CHANGED', '2025']]]);
  expect(linked('Budsjett 2026', 'Ark1')('Budsjett 2027', 'Ark1')).toEqual([0, [['YEAR_CHANGED', '2027']]]);
});

test('[C95] a title that is as it was, the day of a meeting or an earlier year, and a year in a header, are no other year', () => {
  const as = linked('Budsjett 2026', 'Ark1');
  for (const title of ['Budsjett 2026', 'Vedtatt på årsmøtet 14.03.2027', 'Vedtatt i november 2025', 'Budsjett', null]) expect(as(title, 'Ark1')).toEqual([2, []]);
  const own = budgetGrid([['Sist lagret 2027'], ['Konto', 'Navn', 'Budsjett 2026'], [6860, 'Møter', 1], [7140, 'Reise', 2]]);
  expect(readFigures(own, mapping(own), 'nb').problems).toEqual([]);
});

import * as fc from 'fast-check';
import { figureKey, sumFigures, type BudgetFigure } from '../../core/plan';
import { readFigures } from '../../core/sheet';
import { budgetGrid, budgetHeaders, budgetMapping, type Row } from '../support/budget-grid';

const line = (highest: number) => fc.tuple(fc.integer({ min: 3000, max: highest }), fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: -9_999_999, max: 9_999_999 }))
  .map(([account, adopted, actual]): Row => [account, `Konto ${account}`, adopted / 100, actual / 100]);
const other = fc.constantFrom<Row>([null], ['Kostnader'], ['Inntekter'], [null, 'Merk'], ['Sum', null, { value: 12, isFormula: true }, { value: 3, isFormula: true }]);

const summed = (figures: readonly BudgetFigure[]) => sumFigures(figures).map(({ place: _, name: __, ...figure }) => [figureKey(figure), figure.adopted, figure.actual]).sort();
const amountsOf = (incomeIs: 'negative' | 'positive') => (rows: readonly Row[], headers: Row = budgetHeaders) => summed(readFigures(budgetGrid([headers, ...rows]), budgetMapping({ incomeIs }), 'nb').figures);

/** Class 8 is income or cost by the heading above it, where income has no minus: moved below another, its sign turns. */
test.each([['negative', 8999], ['positive', 7999]] as const)('[C25] inserting, sorting and deleting rows, and inserting a column, never moves an amount to another account (income %s)', (incomeIs, highest) => {
  const read = amountsOf(incomeIs);
  const property = fc.property(
    fc.uniqueArray(line(highest), { minLength: 2, maxLength: 12, selector: ([account]) => account }), fc.array(fc.tuple(fc.nat(), other), { maxLength: 8 }), fc.infiniteStream(fc.nat()), fc.nat(),
    (lines, insertions, order, gone) => {
      const expected = read(lines);
      const mixed = [...lines];
      for (const [at, row] of insertions) mixed.splice(at % (mixed.length + 1), 0, row);
      expect(read(mixed)).toEqual(expected);
      const keys = new Map(mixed.map((row) => [row, order.next().value as number]));
      expect(read([...mixed].sort((a, b) => keys.get(a)! - keys.get(b)!))).toEqual(expected);
      const removed = lines[gone % lines.length]!;
      const key = figureKey({ account: String(removed[0]), year: 2026 });
      expect(read(mixed.filter((row) => row !== removed))).toEqual(expected.filter(([one]) => one !== key));
      const wider = (row: Row): Row => [row[0] ?? null, row[1] ?? null, 77, ...row.slice(2)];
      expect(read(mixed.map(wider), ['Konto', 'Navn', 'Ny', ...budgetHeaders.slice(2)])).toEqual(expected);
    });
  fc.assert(property, { numRuns: 200 });
});

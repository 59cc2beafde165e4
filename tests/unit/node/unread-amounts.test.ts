import { createIsRead } from '../../../core/node/journey/budget/read-budget';
import { readLinked } from '../../../core/sheet';
import { budgetGrid, budgetHeaders, budgetMapping } from '../../support/budget-grid';

test('[C185] an amount that cannot be read is there, and an empty cell is not', () => {
  const { problems, ...read } = readLinked(budgetGrid([budgetHeaders, ['6860', 'Møter', { value: '', isFormula: true, isUnreadable: true }, 900], ['7100', 'Bil', null, 'mye']]), [budgetMapping()], 'nb');
  expect(problems.map(({ code }) => code)).toEqual(['NO_RESULT', 'NOT_AN_AMOUNT']);
  const isThere = createIsRead(read);
  const told = (account: string) => (['adopted', 'actual'] as const).map((kind) => isThere({ account, year: 2026, kind }));
  // What is there to be read and was not found is gone.
  expect([told('6860'), told('7100')]).toEqual([[false, true], [true, false]]);
});

import { finding } from '../../../core/plan/budget/finding';
import { findingText, findingToDo } from '../../../core/sheet';

test('[C45][C51] rows of one account in a file are told as parts of one amount; lines of the plan’s own budget are to be made one', () => {
  const of = (isToMend: boolean) => finding('budget-twice', { isToMend, account: '7350', year: 2026, amount: 46_000_01, filePlaces: isToMend ? [] : ['B!C4', 'B!C9'] });
  expect([findingText(of(false), 'nb'), findingToDo(of(false), 'nb')]).toEqual(['Konto 7350, 2026: 2 linjer i filen', 'De regnes sammen til ett beløp. Er det samme skrevet to ganger, så ta bort den ene linjen.']);
  expect(findingToDo(of(true), 'nb')).toContain('Slå linjene sammen');
});

import { findBudgetLink, isAmong, linkFault, mappingsOf, undoneLinks, withBudgetLink, withMappings, withoutBudgetLink, withTab } from '../../../../core/plan/budget/links';
import type { AmountColumn, BudgetMapping, PulledFigure } from '../../../../core/plan/budget/mapping';
import { planSchema } from '../../../../core/plan/schema';
import { budgetMapping } from '../../../support/budget-grid';
import { smallPlan } from '../../../support/small-plan';

const amount = (kind: AmountColumn['kind'], year: number, department?: string): AmountColumn => ({ kind, year, column: { letters: 'C' }, ...(department !== undefined && { department }) });
const tab = (name: string, ...amounts: readonly AmountColumn[]): BudgetMapping => budgetMapping({ tab: name, amounts });
const told = (mappings: readonly BudgetMapping[]): unknown => mappings.map(({ tab: name, amounts }) => [name, ...amounts.map(({ kind, year, department }) => [kind, year, department].filter(Boolean).join(' '))]);
const plan = smallPlan({});

describe('links with budget files', () => {
  test.each([['budsjett.csv', 'BUDSJETT.CSV'], ['Årsbudsjett.xlsx'.normalize('NFC'), 'årsbudsjett.xlsx'.normalize('NFD')]])('[C110] %s is linked by one name in whatever spelling', (name, other) => {
    const linked = withBudgetLink(plan, { name, mapping: budgetMapping() });
    expect(findBudgetLink(linked, other)?.name).toBe(name);
    const again = withBudgetLink(linked, { name: other, mapping: budgetMapping({ unit: 1000 }) });
    expect(again.settings!.budgetLinks).toEqual([{ name, mapping: budgetMapping({ unit: 1000 }) }]);
    expect([withoutBudgetLink(linked, other).settings, undoneLinks(linked, again, again)]).toEqual([undefined, linked.settings!.budgetLinks]);
  });

  test('[C111] a tab is linked beside the others, and in the place of its own link', () => {
    const [first, second] = [tab('2026', amount('adopted', 2026)), tab('2027', amount('adopted', 2027))];
    expect(told([first, second].reduce(withTab, [] as readonly BudgetMapping[]))).toEqual([['2026', 'adopted 2026'], ['2027', 'adopted 2027']]);
    expect(told(withTab([first, second], tab(' 2026', amount('adopted', 2026), amount('actual', 2026))))).toEqual([[' 2026', 'adopted 2026', 'actual 2026'], ['2027', 'adopted 2027']]);
  });

  test('[C112] an amount is read on the tab that was linked last; departments are apart, and a tab with nothing left is none', () => {
    const all = [tab('2026', amount('adopted', 2026), amount('actual', 2026)), tab('Styret', amount('adopted', 2026, 'Styret'))];
    expect(told(withTab(all, tab('2027', amount('adopted', 2027), amount('adopted', 2026))))).toEqual([['2026', 'actual 2026'], ['Styret', 'adopted 2026 Styret'], ['2027', 'adopted 2027', 'adopted 2026']]);
    expect(told(withTab(all, tab('Ny', amount('adopted', 2026), amount('actual', 2026), amount('adopted', 2026, '10 Styret'))))).toEqual([['Styret', 'adopted 2026 Styret'], ['Ny', 'adopted 2026', 'actual 2026', 'adopted 2026 10 Styret']]);
  });

  test('[C113] what was pulled stays known for what is still read, and is forgotten for the rest', () => {
    const figures: readonly PulledFigure[] = [{ account: '6860', year: 2026, adopted: 1, actual: 2 }, { account: '6860', year: 2027, adopted: 3 }];
    const link = { name: 'b.xlsx', pulled: { time: '2026-01-01T00:00:00Z', hash: 'a'.repeat(64), figures } };
    const pulledIn = (...mappings: readonly BudgetMapping[]): unknown => withMappings(link, mappings).pulled!.figures;
    expect(pulledIn(tab('2026', amount('adopted', 2026)), tab('2027', amount('adopted', 2027)))).toEqual([{ account: '6860', year: 2026, adopted: 1 }, { account: '6860', year: 2027, adopted: 3 }]);
    expect(pulledIn(tab('2027', amount('adopted', 2027)))).toEqual([{ account: '6860', year: 2027, adopted: 3 }]);
    expect(pulledIn(tab('Styret', amount('adopted', 2026, '10 Styret'), amount('adopted', 2027)))).toEqual([{ account: '6860', year: 2027, adopted: 3 }]);
    // An export says itself what is what.
    expect(pulledIn()).toEqual(figures);
  });

  test('[C113] an amount is read by its department; where its column is of none, whatever the rows say', () => {
    const [styret, whole] = [amount('adopted', 2026, '10 Styret'), amount('actual', 2026)];
    const among = (kind: AmountColumn['kind'], department?: string): boolean => isAmong([styret, whole], { kind, year: 2026, ...(department !== undefined && { department }) });
    expect([among('adopted', 'Styret'), among('adopted', '010'), among('adopted', 'Ungdom'), among('adopted'), among('actual', 'Ungdom'), among('actual')]).toEqual([false, true, false, false, true, true]);
  });

  test('[C111] a plan keeps a link with several tabs, and reads them in their order', () => {
    const mappings = [tab('2026', amount('adopted', 2026)), tab('2027', amount('adopted', 2027))];
    const linked = withBudgetLink(plan, withMappings({ name: 'b.xlsx' }, mappings));
    expect([planSchema.safeParse(linked).success, mappingsOf(findBudgetLink(linked, 'b.xlsx')), mappingsOf(undefined)]).toEqual([true, mappings, []]);
    const many = Array.from({ length: 21 }, (_, i) => tab(String(2000 + i), amount('adopted', 2000 + i)));
    expect([linkFault(plan, withMappings({ name: 'b.xlsx' }, many)), linkFault(plan, withMappings({ name: 'b.xlsx' }, many.slice(1)))]).toEqual(['many-tabs', undefined]);
  });
});

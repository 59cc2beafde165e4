import { linkRemarks } from '../../../core/node/cli/link-checks';
import { mappingOf } from '../../../core/node/cli/link-mapping';
import type { Grid } from '../../../core/sheet';
import { budgetGrid, budgetPlan } from '../../support/budget-grid';

const plan = budgetPlan([]);
const year = Number(plan.period.start.slice(0, 4));
const grid = budgetGrid([['Beløp i hele tusen'], ['NR', 'Navn', `Budsjett ${year}`, 'Regnskap'], [6860, 'Møter', 40, 10], [7140, 'Reise', 5, 5]]);
type Options = Readonly<Record<string, string | boolean | string[]>>;
const usual = { account: 'A', name: 'B', adopted: [`${year}=C`] };
const link = (options: Options, own: Grid = grid) => mappingOf({ positionals: [], options }, own, plan, 'nb');
const told = (options: Options): string => {
  const mapping = link({ ...usual, ...options });
  return mapping.ok ? 'linked' : JSON.stringify(mapping.failure);
};

test('[C39] a column is said by its header where the sheet has none of these letters', () => {
  expect(link({ ...usual, account: 'NR' })).toMatchObject({ ok: true, value: { columns: { account: { letters: 'A', header: 'NR' } } } });
  expect(link({ ...usual, account: 'a' })).toMatchObject({ ok: true, value: { columns: { account: { letters: 'A' } } } });
});

test('[C39] a tab that is not there is told by its name', () => {
  expect(told({ tab: 'Budsjet' })).toContain('ingen fane «Budsjet». Faner i filen: Budsjett 2026');
});

const wrongLinks: readonly [string, Options, string][] = [
  ['one column for two things', { adopted: [`${year}=A`] }, 'Kolonne A er sagt to ganger'],
  ['two columns for one thing', { adopted: [`${year}=C`, `${year}=D`] }, `Vedtatt ${year} er sagt to ganger`],
  ['names for amounts', { name: 'D', adopted: [`${year}=B`] }, 'ingen beløp'],
  ['an empty column', { actual: [`${year}=Q`] }, 'Kolonne Q har verken'],
  ['a blank row of headers', { 'header-row': '99' }, 'Rad 99 er ingen rad med overskrifter'],
  ['an account for headers', { 'header-row': '3' }, 'Rad 3 er ingen rad med overskrifter'],
  ['a year outside of the plan', { adopted: ['2099=C'] }, '2099 er utenfor'],
];
test.each(wrongLinks)('[C100] a link that cannot be meant is refused: %s', (_, options, text) => expect(told(options)).toContain(text));

test('[C101] thousands and other years that a sheet speaks of are told', () => {
  const mapping = link(usual);
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.failure));
  expect(linkRemarks(grid, mapping.value, 'nb')).toEqual(['Det står «Beløp i hele tusen». Er beløpene i tusen, koble på nytt med --thousands.']);
  const other = budgetGrid([['Konto', 'Navn', 'Budsjett 2019'], [6860, 'Møter', 40]]);
  const wrong = link(usual, other);
  expect(wrong.ok && linkRemarks(other, { ...wrong.value, unit: 1000 }, 'nb')).toEqual([`Over kolonne C står det «Budsjett 2019», men den er koblet til ${year}.`]);
});

import { computePlan } from '../../../core/plan/computed-plan';
import { locales, type Locale } from '../../../core/plan/locale';
import type { Plan } from '../../../core/plan/plan';
import { findingKinds } from '../../../core/plan/budget/finding';
import { finding } from '../../../core/plan/budget/finding';
import { cellAddress, findingText, findingToDo, renderWorkbook, styledCell, tabNames, type StyledCell, type WorksheetModel } from '../../../core/sheet';
import { createLooks } from '../../../core/sheet/looks';
import { workbookLayout } from '../../../core/sheet/layout';
import { assertPlanTies, assertTotalsTie, hasSameSums } from '../../../core/sheet/render/reconciliation/assert-totals';
import { examplePlans } from '../../support/example-plans';
import { planOf, type SmallTables } from '../../support/plan-of-tables';

const pageOf = (plan: Plan, locale: Locale = 'nb', today = '2026-07-02'): WorksheetModel =>
  renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'h', locale, openConflicts: [] }, today }).worksheets.find(({ key }) => key === 'reconciliation')!;
const cellsOf = ({ rows }: WorksheetModel): [string, StyledCell][] => rows.flatMap((cells, row) => cells.map((cell, column): [string, StyledCell] => [cellAddress(row, column), styledCell(cell)]));
const textOf = ({ rows }: WorksheetModel): string[] =>
  rows.map((cells) => cells.map((cell) => styledCell(cell).value ?? '').filter((value) => value !== '').join(' | ')).filter((text) => text !== '');

const tables: SmallTables = {
  focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Synlighet' }],
  goals: [{ code: 'M1', title: 'Flere', focusArea: 'focusareas-0' }, { code: 'M2', title: 'Uten område' }],
  activities: [{ code: 'T1', title: 'Verve', goal: 'goals-0' }, { code: 'T2', title: 'Stand', focusArea: 'focusareas-1' }, { code: 'T3', title: 'Løst' }, { code: 'T4', title: 'Annet', goal: 'goals-1' }],
  costs: [
    { activity: 'activities-0', text: 'Lokale', account: '6860', year: 2026, amount: 500_50, funding: 'OU-midler' },
    { activity: 'activities-1', text: 'Telt', account: '6860', year: 2026, amount: 300_00, funding: 'ou-midler' },
    { activity: 'activities-2', text: 'Mat', account: '7320', year: 2026, amount: 20_00 },
    { activity: 'activities-3', text: 'Brus', year: 2027, amount: 1_00 },
    { text: 'Tilskudd', account: '3400', year: 2026, amount: -100_00 },
  ],
  budget: [
    { account: '6860', name: 'Møter', year: 2026, adopted: 700_00, actual: 900_00 }, { account: '7320', name: 'Profil', year: 2026, adopted: 20_00, actual: 5_00 },
    { account: '3400', name: 'Tilskudd', year: 2026, adopted: -100_00 },
  ],
};

test('[C52] all sums show their minor units, as they are said to tie to the last of them', () => {
  const page = pageOf(planOf(tables));
  const money = cellsOf(page).filter(([, { value, style }]) => typeof value === 'number' && style !== 'label').map(([, { style }]) => style!);
  const looks = createLooks('dd.mm.yyyy');
  expect(new Set(money.map((style) => looks[style].format))).toEqual(new Set(['#,##0.00']));
});

test('[C52] [C53] the page tells the sums, the years, what does not fit and what the sums are made of', () => {
  expect(textOf(pageOf(planOf(tables)))).toEqual([
    'Avstemming',
    'Liten plan   ·   som det var ved siste synk 02.07.2026   ·   Beløp i NOK',
    'Planen koster | Etter konto | Etter fokusområde | Etter finansiering',
    '721.5 | 721.5 | 721.5 | 721.5',
    'De fire summene er like, på øret.',
    'År for år',
    'År | Planlagt | Vedtatt | Brukt | Igjen',
    '2026 | 720.5 | 620 | 905 | -285',
    '2027 | 1 | 0 | 0 | 0',
    'Alle år | 721.5 | 620 | 905 | -285',
    'Plan og budsjett holdt mot hverandre',
    '4 ting å rette.',
    'Hva | Hvor | Beløp | Hva du kan gjøre',
    'Konto 6860 Møter, 2026: 900 er brukt, 700 er vedtatt | Budsjett!G2 | 200 | Se etter om noe er ført på feil konto. Ellers må penger flyttes hit, eller noe annet må vike.',
    'Konto 6860 Møter, 2026: 800,50 er planlagt, 700 er vedtatt | Kostnader!G2 (+2) | 100.5 | Planlegg for mindre, eller få vedtatt mer.',
    'Brus, 2027: året er utenfor planens periode | Kostnader!F5 | 1 | Rett året, eller flytt linjen til planen for det året.',
    '«Brus» mangler konto eller år | Kostnader!D5 | 1 | Fyll ut konto og år, så kan kostnaden holdes mot budsjettet.',
    'Etter konto | Etter fokusområde',
    '3400 Tilskudd | -100 | F1 Medlemmer | 500.5',
    '6860 Møter | 800.5 | F2 Synlighet | 300',
    '7320 Profil | 20 | Uten fokusområde | -79',
    'Uten konto | 1',
    'Etter finansiering',
    'OU-midler | 800.5',
    'Uten finansiering | -79',
  ]);
});

test('[C131] what is for information stands below a heading of its own, and has none where nothing is to mend', () => {
  const lines = (budget: SmallTables['budget']): string[] => {
    const text = textOf(pageOf(planOf({ ...tables, costs: [tables.costs![0]!], budget })));
    return text.slice(text.indexOf('Plan og budsjett holdt mot hverandre') + 1, text.findIndex((line) => line.startsWith('Etter konto |'))).map((line) => line.split(' | ')[0]!);
  };
  const rent = { account: '6300', name: 'Leie', year: 2026, adopted: 10_00 };
  expect(lines([{ account: '6860', name: 'Møter', year: 2026, adopted: 1_00 }, rent])).toEqual([
    '1 ting å rette.', 'Hva', 'Konto 6860 Møter, 2026: 500,50 er planlagt, 1 er vedtatt', 'Til orientering', 'Konto 6300 Leie, 2026: vedtatt, men ingen kostnad i planen',
  ]);
  expect(lines([{ account: '6860', name: 'Møter', year: 2026, adopted: 500_50 }, rent])).toEqual(['Ingenting å rette. Dette er bare til opplysning:', 'Hva', 'Konto 6300 Leie, 2026: vedtatt, men ingen kostnad i planen']);
});

test('[C52] sums and years are formulas, and what was spent beyond the budget; what does not fit else is an amount', () => {
  const page = pageOf(planOf(tables));
  const at = new Map(cellsOf(page));
  expect(at.get('A5')).toMatchObject({ formula: 'SUM(Kostnader!$G:$G)', value: 721.5 });
  expect(at.get('D5')!.formula).toMatch(/^SUM\(F\d+:F\d+\)$/);
  const over = cellsOf(page).find(([, { value, style }]) => value === 200 && style === 'money')![1];
  expect(over.formula).toBe('SUMIFS(Budsjett!$G:$G,Budsjett!$B:$B,"=6860",Budsjett!$E:$E,2026)-SUMIFS(Budsjett!$F:$F,Budsjett!$B:$B,"=6860",Budsjett!$E:$E,2026)');
  expect(cellsOf(page).find(([, { value, style }]) => value === 100.5 && style === 'money')![1].formula).toBeUndefined();
});

test('[C53] where something does not fit is a link to its cell', () => {
  const links = cellsOf(pageOf(planOf(tables))).flatMap(([, { link }]) => link ?? []);
  expect(links).toEqual(['Budsjett!G2', 'Kostnader!G2', 'Kostnader!F5', 'Kostnader!D5']);
});

test.each([
  ['both agree', { costs: [{ text: 'a', account: '1', year: 2026, amount: 5 }], budget: [{ account: '1', name: 'b', year: 2026, adopted: 5 }] }, 'Ingenting å rette: planen og budsjettet stemmer.'],
  ['there is no money', {}, 'Planen har verken kostnader eller budsjett.'],
  ['it is only for information', { budget: [{ account: '1', name: 'b', year: 2026, adopted: 5 }] }, 'Ingenting å rette. Dette er bare til opplysning:'],
])('[C53] in words where %s', (_, own, told) => {
  expect(textOf(pageOf(planOf(own)))).toContain(told);
});

test('[C53] 200 lines at most, and how many more there are', () => {
  const costs = Array.from({ length: 203 }, (_, i) => ({ text: `Kostnad ${i}`, year: 2026, amount: 100 + i }));
  const texts = textOf(pageOf(planOf({ costs })));
  expect(texts.filter((text) => text.includes('mangler konto'))).toHaveLength(200);
  expect(texts).toContain('… og 3 til. «planark budget check» viser alle.');
});

describe('[C52] a text that a sheet cannot tell from another', () => {
  const amountsOf = (accounts: readonly string[]): (string | null)[] => {
    const page = pageOf(planOf({ costs: accounts.map((account, i) => ({ text: `k${i}`, account, year: 2026, amount: 100 })) }));
    const first = page.rows.findIndex(([cell]) => styledCell(cell ?? null).value === 'Etter konto' && styledCell(cell ?? null).style === 'section') + 1;
    return page.rows.slice(first).flatMap((cells) => (cells[5] === null || cells[5] === undefined || styledCell(cells[0] ?? null).value === null ? [] : [styledCell(cells[5]).formula ?? null]));
  };

  test('is an amount and no formula: numbers that are written in two ways, space around it, long texts', () => {
    expect(amountsOf(['007', '7'])).toEqual([null]);
    expect(amountsOf(['1.5', '1,50', 'A'])).toEqual([null, null, expect.stringContaining('"=A"')]);
    expect(amountsOf([' 6860'])).toEqual([null]);
    expect(amountsOf(['x'.repeat(201)])).toEqual([null]);
  });

  test('names of one account that differ are added', () => {
    expect(amountsOf(['6860', '6860 Møter'])).toEqual(['SUMIFS(Kostnader!$G:$G,Kostnader!$D:$D,"=6860")+SUMIFS(Kostnader!$G:$G,Kostnader!$D:$D,"=6860 Møter")']);
  });
});

test.each(locales)('[C54] generated and protected, one page wide, behind the budget, in %s', (locale) => {
  const plan = examplePlans().get('lillehammer-2026')!;
  const { worksheets } = renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'h', locale, openConflicts: [] }, today: '2026-07-02' });
  const position = worksheets.findIndex(({ key }) => key === 'reconciliation');
  expect(worksheets[position]).toMatchObject({ name: tabNames.reconciliation[locale], state: 'visible', isProtected: true, tone: 'generated', print: { isLandscape: false, pagesWide: 1 } });
  expect(worksheets[position - 1]!.name).toBe(workbookLayout(locale).tables.budget.tab);
});

test('[C54] upright on paper where that holds it on one page, lying where it is short', () => {
  expect(pageOf(planOf(tables)).print).toMatchObject({ isLandscape: true, pagesWide: 1 });
  const costs = Array.from({ length: 40 }, (_, i) => ({ text: `Kostnad ${i}`, account: String(5000 + i), year: 2026, amount: 100 }));
  expect(pageOf(planOf({ costs })).print).toMatchObject({ isLandscape: false, pagesWide: 1 });
});

test('[C52] accounts stand in the order of their numbers, with their names in the budget; texts after them, what has none last', () => {
  const page = pageOf(planOf({
    costs: [['Styremøter', 1], [undefined, 2], ['10100', 3], ['6860 Møter', 4], ['06300', 5]].map(([account, amount]) => ({ text: `k${amount}`, ...(account !== undefined && { account }), year: 2026, amount: Number(amount) * 100 })),
    budget: [{ account: '6860', name: 'Møter', year: 2026 }, { account: '6300', name: 'Husleie', year: 2026 }, { account: '6300', name: 'Leie', year: 2027 }],
  }));
  const first = page.rows.findIndex(([cell]) => styledCell(cell ?? null).value === 'Etter konto' && styledCell(cell ?? null).style === 'section') + 1;
  expect(page.rows.slice(first, first + 5).map(([cell]) => styledCell(cell ?? null).value)).toEqual(['06300 Husleie', '6860 Møter', '10100', 'Styremøter', 'Uten konto']);
});

test('[C54] out of sight where costs and budget are switched off and empty', () => {
  const stateOf = (own: SmallTables, hiddenTabs: ('costs' | 'budget')[]) => pageOf(planOf(own, { settings: { hiddenTabs } })).state;
  expect(stateOf({}, ['costs', 'budget'])).toBe('hidden');
  expect(stateOf({}, ['costs'])).toBe('visible');
  expect(stateOf({ costs: [{ text: 'a' }] }, ['costs', 'budget'])).toBe('visible');
});

test('[C56] core comes to the four sums that the page shows', () => {
  for (const plan of examplePlans().values()) {
    const sums = pageOf(plan).rows[4]!.map((cell) => styledCell(cell).value).filter((value) => value !== null);
    const total = Number(computePlan(plan, '2026-07-02').plan.tables.costs.reduce((sum, { amount }) => sum + Number(amount ?? 0), 0)) / 100;
    expect(sums).toEqual([total, total, total, total]);
    expect(() => assertPlanTies(plan)).not.toThrow();
  }
});

describe('[C56] a formula that does not come to what the lines come to throws, and says which', () => {
  const plan = planOf({
    focusAreas: [{ code: 'F1', title: 'a' }, { code: 'F2', title: 'b' }], activities: [{ code: 'T1', title: 'a', focusArea: 'focusareas-0' }],
    costs: [{ activity: 'activities-0', text: 'a', account: '6860', year: 2026, amount: 100_00, funding: 'AOF' }, { text: 'b', amount: 1 }],
    budget: [{ account: '6860', name: 'a', year: 2026, adopted: 50_00, actual: 20_00 }, { name: 'uten konto og år', adopted: 7 }],
  });
  const ties = (changed: (given: Plan) => Plan) => () => assertTotalsTie({ ...computePlan(changed(plan), '2026-07-02'), plan });
  const withCost = (fields: object) => (given: Plan): Plan => ({ ...given, tables: { ...given.tables, costs: given.tables.costs.map((cost, i) => (i === 0 ? { ...cost, ...fields } : cost)) } });

  test('and one that does not throw is right', () => expect(ties((given) => given)).not.toThrow());
  test.each<[string, (given: Plan) => Plan, RegExp]>([
    ['a cost that is counted with an øre too much', withCost({ amount: 100_01 }), /whole: 10001 and 10002/],
    ['an account that has no costs', withCost({ account: '6861' }), /byAccount 6860 a: 10000 and 0/],
    ['a funding that has none', withCost({ funding: 'LO' }), /byFunding AOF: 10000 and 0/],
    ['costs in another year', withCost({ year: 2027 }), /planned 2026: 10000 and 0/],
    ['another focus area', (given) => ({ ...given, tables: { ...given.tables, activities: given.tables.activities.map((one) => ({ ...one, focusArea: 'focusareas-1' })) } }), /byFocusArea F1 a: 10000 and 0/],
    ['a budget without what has no account', (given) => ({ ...given, tables: { ...given.tables, budget: given.tables.budget.slice(0, 1) } }), /adopted null: 7 and 0/],
  ])('%s', (_, changed, message) => expect(ties(changed)).toThrow(message));
});

test('[C56] sums are the same where costs, budget, focus areas and what belongs to them are, whatever else was edited', () => {
  const plan = planOf({
    focusAreas: [{ code: 'F1', title: 'a' }], goals: [{ code: 'M1', title: 'a', focusArea: 'focusareas-0' }], activities: [{ code: 'T1', title: 'a', goal: 'goals-0' }],
    costs: [{ activity: 'activities-0', text: 'a', account: '6860', year: 2026, amount: 100_00 }], budget: [{ account: '6860', name: 'a', year: 2026, adopted: 50_00 }],
  });
  const edited = (table: 'focusAreas' | 'goals' | 'activities' | 'costs' | 'budget', fields: object): Plan => ({ ...plan, tables: { ...plan.tables, [table]: plan.tables[table].map((record) => ({ ...record, ...fields })) } });
  expect([plan, edited('activities', { title: 'b', progress: 0.5 }), edited('goals', { title: 'b' })].map((one) => hasSameSums(one, plan))).toEqual([true, true, true]);
  const others = [edited('activities', { goal: undefined }), edited('activities', { focusArea: 'focusareas-0' }), edited('goals', { focusArea: undefined }), edited('costs', { amount: 1 }), edited('budget', { adopted: 1 }), edited('focusAreas', { code: 'F2' }), { ...plan, tables: { ...plan.tables, activities: [] } }];
  expect(others.map((one) => hasSameSums(one, plan))).toEqual(others.map(() => false));
});

test.each(findingKinds.flatMap((kind) => locales.map((locale) => [kind, locale] as const)))('[C51] %s says what and what to do, in %s', (kind, locale) => {
  for (const isIncome of [false, true]) {
    const one = finding(kind, { account: '6860', year: 2026, text: 'Lokale', compared: { expected: 100_00, found: null }, figure: 'adopted', records: [{ table: 'costs', id: 'a', field: 'text' }, { table: 'costs', id: 'b', field: 'text' }], isIncome });
    for (const text of [findingText(one, locale), findingToDo(one, locale)]) {
      expect(text).toMatch(/\p{L}{3}/u);
      expect(text).not.toMatch(/[{}]|undefined|null/);
    }
  }
});

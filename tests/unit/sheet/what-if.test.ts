import { locales, type Locale } from '../../../core/plan/locale';
import type { Plan } from '../../../core/plan/plan';
import { computePlan } from '../../../core/plan/computed-plan';
import { renderWorkbook, type ModelCell, type WorksheetModel } from '../../../core/sheet';
import { tableLayout } from '../../../core/sheet/layout';
import { dateToSerial } from '../../../core/plan/dates';
import { deleteColumn } from '../../support/edit-grid';
import { examplePlans } from '../../support/example-plans';
import { planOf, type SmallTables } from '../../support/plan-of-tables';
import { columnOfField, expectTable, tabOf, tellStory } from '../../support/workbook-md';

const overviewOf = (plan: Plan, locale: Locale = 'nb'): WorksheetModel =>
  renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'h', locale, openConflicts: [] }, today: '2026-07-02' }).worksheets[0]!;
const valueOf = (cell: ModelCell | undefined) => (cell !== null && typeof cell === 'object' ? cell.value : cell) ?? '';
const linesOf = ({ rows }: WorksheetModel): string[] => rows.map((cells) => cells.map(valueOf).filter((value) => value !== '').join(' | ')).filter((line) => line !== '');
const from = (lines: readonly string[], title: string): string[] => lines.slice(lines.indexOf(title) + 1);

const tables: SmallTables = {
  focusAreas: [{ code: 'F1', title: 'Medlemmer' }, { code: 'F2', title: 'Synlighet' }],
  activities: [{ code: 'T1', title: 'Verve', focusArea: 'focusareas-0', whatIf: 'postponed' }, { code: 'T2', title: 'Fest' }],
  costs: [{ activity: 'activities-0', text: 'a', account: '1', amount: 50000, year: 2026 }, { activity: 'activities-0', text: 'b', amount: -10000, year: 2026 }, { activity: 'activities-1', text: 'c', amount: 700, year: 2027 }, { text: 'd', amount: 5 }],
  budget: [{ account: '1', name: 'b', year: 2026, adopted: 45000, actual: 20000 }],
};

test('[C4] what has no focus area stands as a line of its own, and the column adds up', () => {
  const areas = from(linesOf(overviewOf(planOf(tables))), 'Kode | Fokusområde | Mål | Tiltak | Fremdrift | Forventet nå | Signal | Kostnad | Av budsjettet').slice(0, 4);
  const costs = areas.map((line) => line.split(' | ')).map((cells) => `${cells[0]} ${cells.at(-2)} ${Number(cells.at(-1)).toFixed(4)}`);
  expect(costs).toEqual(['F1 400 0.8889', 'F2 0 0.0000', 'Uten fokusområde 7.05 0.0157', 'Hele planen 407.05 0.9046']);
});

test('[C4] where there is income, years tell what is paid, what comes in, and the net; the chart finds what it shows', () => {
  const overview = overviewOf(planOf(tables));
  const [help, head, ...years] = from(linesOf(overview), 'Budsjett | Regnskap per | 46205');
  expect(help).toContain('som planen har kostnader på. Hele budsjettet står på fanen Avstemming.');
  expect(head).toBe('År | Kostnader | Inntekter | Netto | Vedtatt | Regnskap | Igjen | Årets slutt i samme takt | Igjen da');
  expect(years[0]).toMatch(/^2026 \| 500 \| -100 \| 400 \| 450 \| 200 \| 250 \| /);
  const chart = overview.charts!.find(({ key }) => key === 'budget')!;
  const shown = (range: string) => {
    const [, letter, first] = /^([A-Z]+)(\d+):/.exec(range)!;
    const column = letter!.charCodeAt(0) - 65;
    return [0, 1].map((i) => valueOf(overview.rows[Number(first) - 1 + i]![column]));
  };
  expect([chart.names, ...chart.series].map(shown)).toEqual([['År', 2026], ['Netto', 400], ['Vedtatt', 450], ['Regnskap', 200]]);
});

test('[C5][C8][C133] what it costs with the marks, by focus area and year, in bands of at most three', () => {
  expect(from(linesOf(overviewOf(planOf(tables))), 'Hva om').slice(1)).toEqual([
    '2026 | 2027',
    'Fokusområde | Planlagt | Med merker | Endring | Planlagt | Med merker | Endring',
    'F1 | Medlemmer | 400 | 0 | -400 | 0 | 400 | 400',
    'Uten fokusområde | 0 | 0 | 0 | 7 | 7 | 0',
    'Hele planen | 400 | 0 | -400 | 7 | 407 | 400',
    'Etter 2027 | Uten år',
    'Fokusområde | Planlagt | Med merker | Endring | Planlagt | Med merker | Endring',
    'F1 | Medlemmer | 0 | 0 | 0 | 0 | 0 | 0',
    'Uten fokusområde | 0 | 0 | 0 | 0.05 | 0.05 | 0',
    'Hele planen | 0 | 0 | 0 | 0.05 | 0.05 | 0',
    'Hva om: finansiering',
    'Mangler dekning er det planen koster med merkene, minus det andre betaler og det som er vedtatt der planen har kostnader. Under null er det penger til overs.',
    'År | Planlagt | Endring | Med merker | Betales av andre | Vedtatt | Mangler dekning',
    '2026 | 400 | -400 | 0 | 0 | 450 | -450',
    '2027 | 7 | 400 | 407 | 0 | 0 | 407',
    'Etter 2027 | 0 | 0 | 0 | 0 | 0 | 0',
    'Uten år | 0.05 | 0 | 0.05 | 0 | 0 | 0.05',
    'Hele planen | 407.05 | 0 | 407.05 | 0 | 450 | -42.95',
  ]);
});

test('[C134] the day of the accounts stands at the top of the budget, from the tab Plan, today where it is empty; the pace follows it', () => {
  const worksheets = (accountsAsOf?: string) => renderWorkbook({ plan: planOf(tables, { settings: accountsAsOf === undefined ? {} : { accountsAsOf } }), stamp: { planId: 'p', revision: 1, hash: 'h', locale: 'nb', openConflicts: [] }, today: '2026-12-31' }).worksheets;
  const day = (own: readonly WorksheetModel[]) => own[0]!.rows.map((cells) => cells.filter((cell) => valueOf(cell) !== '')).find((cells) => valueOf(cells[0]) === 'Budsjett')!.at(-1);
  const pace = (own: readonly WorksheetModel[]) => Number(linesOf(own[0]!).find((line) => line.startsWith('2026 | 500 | -100'))!.split(' | ').at(-2));
  const list = (own: readonly WorksheetModel[]) => own.find(({ key }) => key === 'lists')!.rows.find(([name]) => valueOf(name) === 'accountsDay')![1];
  const [said, unsaid] = [worksheets('2026-07-02'), worksheets()];
  expect([day(said), day(unsaid)].map((cell) => typeof cell === 'object' && cell && [cell.formula, cell.value])).toEqual([['Lister!$B$7', dateToSerial('2026-07-02')], ['Lister!$B$7', dateToSerial('2026-12-31')]]);
  expect([list(said), list(unsaid)].map(valueOf)).toEqual([dateToSerial('2026-07-02'), dateToSerial('2026-12-31')]);
  expect(list(said)).toMatchObject({ formula: 'IF(ISNUMBER(INDEX(Plan!$C:$C,MATCH("settings.accountsAsOf",Plan!$A:$A,0))),INDEX(Plan!$C:$C,MATCH("settings.accountsAsOf",Plan!$A:$A,0)),Lister!$B$2)' });
  expect([pace(said), pace(unsaid)]).toEqual([expect.closeTo((200 * 365) / 183, 6), 200]);
});

test('[C132] goals stand below their focus area, what has none with them, and what they come to moves by cells beside each other', () => {
  const goals: SmallTables = {
    ...tables, goals: [{ code: 'M1', title: 'Flere', focusArea: 'focusareas-0' }], activities: [{ code: 'T1', title: 'Verve', goal: 'goals-0', whatIf: 'dropped' }, { code: 'T2', title: 'Stand', focusArea: 'focusareas-0' }],
    costs: tables.costs!.filter(({ year }) => year !== undefined),
  };
  const overview = overviewOf(planOf(goals));
  const lines = from(linesOf(overview), 'Hva om').slice(3, 7);
  expect(lines).toEqual([
    'F1 | Medlemmer | 400 | 0 | -400 | 7 | 7 | 0 | 0 | 0 | 0', 'M1 | Flere | 400 | 0 | -400 | 0 | 0 | 0 | 0 | 0 | 0', 'Uten mål | 0 | 0 | 0 | 7 | 7 | 0 | 0 | 0 | 0',
    'Hele planen | 400 | 0 | -400 | 7 | 7 | 0 | 0 | 0 | 0',
  ]);
  const goal = overview.rows.find(([code]) => valueOf(code) === 'M1')!.map((cell) => (typeof cell === 'object' && cell ? cell.formula : undefined));
  const row = overview.rows.findIndex(([code]) => valueOf(code) === 'M1') + 1;
  expect(goal.slice(3, 6)).toEqual([expect.stringMatching(/^ROUND\(SUMIFS\(Kostnader!\$G:\$G,Lister!\$[A-Z]+:\$[A-Z]+,"=M1",Kostnader!\$F:\$F,2026\),2\)$/), `ROUND(D${row}+F${row},2)`, expect.stringContaining('SUMIFS(')]);
});

test('[C5] every figure of it is a formula, in every language, and a plan without costs has none of it', () => {
  for (const locale of locales) {
    for (const plan of examplePlans().values()) {
      const { rows, print } = overviewOf(plan, locale);
      expect(print.isOnePage).toBe(true);
      const money = rows.flat().filter((cell) => typeof cell === 'object' && cell !== null && (cell.style === 'derivedMoney' || cell.style === 'totalMoney') && cell.value !== null);
      expect(money.every((cell) => typeof cell === 'object' && cell!.formula !== undefined)).toBe(true);
      expect(money.length > 20).toBe(plan.tables.costs.length > 0);
    }
  }
});

test('[C2] months of a cost go to the sheet and come back', () => {
  const costs = '| id | text | year | amount | months |\n| c-01 | Leie | 2026 | 100 | 4, 10 |';
  const told = tellStory({ base: { costs }, edit: (workbook) => { tabOf(workbook, 'costs').rows[1]![columnOfField(tabOf(workbook, 'costs'), 'costs', 'months')] = { value: 'mars–mai' }; } });
  expectTable(told.plan, 'costs', costs.replace('4, 10', '3, 4, 5'));
});

test('[C10] the new columns stand last, and a workbook from before gets them by a sync that tells so', () => {
  expect((['activities', 'costs'] as const).map((table) => tableLayout(table, 'nb').columns.at(-1)!.header)).toEqual(['Hva om', 'Måneder']);
  const told = tellStory({ base: { activities: '| code | title | whatIf |\n| T1 | Møte | dropped |' }, edit: (workbook) => deleteColumn(tabOf(workbook, 'activities'), columnOfField(tabOf(workbook, 'activities'), 'activities', 'whatIf')) });
  expect(told.decision.notices.map(({ code, detail }) => `${code} ${detail}`)).toEqual(['FIELD_MISSING Hva om']);
  expect(told.plan.tables.activities[0]!['whatIf']).toBe('dropped');
  expect(columnOfField(tabOf(told.workbook, 'activities'), 'activities', 'whatIf')).toBeGreaterThan(0);
});

test('[C5] what the sheet would show is what core computes', () => {
  const plan = planOf(tables);
  expect(computePlan(plan, '2026-07-02').column('costs', 'markedYear')).toEqual([2027, 2027, '', '']);
  expect(computePlan(plan, '2026-07-02').column('costs', 'areaCode')).toEqual(['F1', 'F1', '', '']);
});

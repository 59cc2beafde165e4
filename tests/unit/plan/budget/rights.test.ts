import { refusedChanges } from '../../../../core/node/people/refused-changes';
import { rightsOf } from '../../../../core/plan/grants';
import { mayEdit, type Role } from '../../../../core/plan/rights';
import type { Plan } from '../../../../core/plan/plan';
import { tableNames, type TableName } from '../../../../core/plan/table-names';
import { storedFieldsOf, tables } from '../../../../core/plan/tables';
import { problemMessage } from '../../../../core/sync';
import { setCell, tabNamed } from '../../../support/edit-grid';
import { createWorld } from '../../../support/sync-world';
import { examplePlans } from '../../../support/example-plans';
import { columnOfField, tabOf } from '../../../support/workbook-md';
import { planOf } from '../../../support/plan-of-tables';

const plan = examplePlans().get('lillehammer-2026')!;
const money: readonly TableName[] = ['costs', 'budget'];
/** A long text of each table that the plan has rows of, or another text. */
const textField = (table: TableName): string => storedFieldsOf(table).find(([field, { type }]) => type.kind === 'text' && field === 'note')?.[0] ?? tables[table].title;
const filled = tableNames.filter((table) => plan.tables[table].length > 0 && storedFieldsOf(table).some(([field, { type }]) => type.kind === 'text' && field === textField(table)));

/** One cell of every table and the plan's title, changed by a person of this role. */
const syncAs = (role: Role) => {
  const world = createWorld(plan, true);
  const workbook = world.open();
  for (const table of filled) setCell(tabOf(workbook, table), 1, columnOfField(tabOf(workbook, table), table, textField(table)), 'Endret');
  setCell(tabNamed(workbook, 'Plan'), 1, 2, 'Endret');
  return { ...world.sync(workbook, { role }), head: world.head() };
};

describe('[C58] at a sync of a workbook with a change on every tab', () => {
  test('a treasurer’s costs and budget go in, and each other cell is told with whom to ask', () => {
    const { problems, diff, head } = syncAs('treasurer');
    expect(diff.changed.map(({ table }) => table).sort()).toEqual([...money].sort());
    expect(problems.map(({ tab }) => tab).sort()).toEqual(['Plan', ...filled.filter((table) => !money.includes(table)).map((table) => tables[table].tab.nb)].sort());
    for (const problem of problems) {
      expect(problem).toMatchObject({ code: 'NOT_ALLOWED', cell: expect.stringMatching(/^[A-Z]+\d+$/), value: 'Endret' });
      expect(problemMessage(problem, 'nb')).toBe('«Endret» er ikke tatt inn, for du har ikke rett til å endre dette. Be dem som redigerer planen om å gjøre det.');
    }
    expect({ ...head, tables: { ...head.tables, costs: [], budget: [] } }).toEqual({ ...plan, tables: { ...plan.tables, costs: [], budget: [] } });
  });

  test('an editor’s go in but for costs and budget, which the treasurer is to be asked for', () => {
    const { problems, diff, head } = syncAs('editor');
    expect(problems.map(({ tab }) => tab).sort()).toEqual(['Budsjett', 'Kostnader']);
    for (const problem of problems) expect(problemMessage(problem, 'nb')).toContain('Be kassereren om å gjøre det.');
    expect(diff.changed).toHaveLength(filled.length - money.length + 1);
    expect([head.tables.costs, head.tables.budget]).toEqual([plan.tables.costs, plan.tables.budget]);
  });
});

test('[C134] the day that the accounts go up to is the treasurer’s: an editor is told so at the sync, a document that changes it is refused', () => {
  const syncDay = (role: Role) => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    const tab = tabNamed(workbook, 'Plan');
    setCell(tab, tab.rows.findIndex(([key]) => key?.value === 'settings.accountsAsOf'), 2, '30.09.2026');
    const { problems } = world.sync(workbook, { role });
    return [problems.map((problem) => problemMessage(problem, 'nb')), world.head().settings?.accountsAsOf];
  };
  expect(syncDay('treasurer')).toEqual([[], '2026-09-30']);
  expect(syncDay('editor')).toEqual([['«30.09.2026» er ikke tatt inn, for du har ikke rett til å endre dette. Be kassereren om å gjøre det.'], undefined]);
  expect([mayEdit('editor')('head', 'settings.accountsAsOf'), mayEdit('treasurer')('head', 'settings.accountsAsOf'), mayEdit('treasurer')('head', 'settings.lateBelow')]).toEqual([false, true, false]);
});

describe('[C58] links to budget files', () => {
  test.each<[Role, boolean]>([['reader', false], ['editor', false], ['treasurer', true], ['owner', true], ['admin', true]])('%s: may change them: %s', (role, may) => {
    expect(mayEdit(role)('head', 'settings.budgetLinks')).toBe(may);
    expect(rightsOf([{ role, on: { plan: 'p' } }]).mayEdit('head', 'settings.budgetLinks')).toBe(may);
    expect(mayEdit(role)('head', 'title')).toBe(role !== 'reader' && role !== 'treasurer');
  });

  test('in a document are refused with their place; other settings are the editor’s', () => {
    const before = planOf({});
    const linked: Plan = { ...before, settings: { budgetLinks: [{ name: 'budsjett.xlsx' }] } };
    const hidden: Plan = { ...before, settings: { hiddenTabs: ['projects'] } };
    const refused = (role: Role, after: Plan) => refusedChanges(before, after, rightsOf([{ role, on: { plan: 'liten' } }])).map(({ path }) => path);
    expect([refused('editor', linked), refused('treasurer', linked)]).toEqual([['settings.budgetLinks'], []]);
    expect([refused('editor', hidden), refused('treasurer', hidden)]).toEqual([[], ['settings.hiddenTabs']]);
  });
});

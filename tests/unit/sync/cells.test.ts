import type { GridCell } from '../../../core/sheet/grid';
import { insertRow, typed } from '../../support/edit-grid';
import { expectSettled } from '../../support/sync-world';
import { columnOfField, tabOf, tellStory, typeInto, type Told } from '../../support/workbook-md';
import type { TableName } from '../../../core/plan/table-names';

const base = {
  activities: '| code | title | due | times | hours | progress | status | outsidePlan | months | responsible |\n| T1 | Møte | 2026-03-31 | 3 | 2.5 | 0.5 | under-way | true | 3, 9 | Kari |',
  costs: '| id | text | amount | year | activity |\n| cost-1 | Leie | 4500 | 2026 | T1 |',
};
const idOf = { activities: 'activities-t1', costs: 'cost-1' } as const;
const write = (table: keyof typeof idOf, field: string, value: string | number | boolean | GridCell): Told =>
  tellStory({ base, edit: (workbook) => typeInto(workbook, table, idOf[table], field, value) });

describe('what people write in a cell', () => {
  test.each<[TableName & keyof typeof idOf, string, string | number | boolean | GridCell, unknown]>([
    ['activities', 'due', '31.5.2026', '2026-05-31'],
    ['activities', 'due', 'mai 2026', '2026-05-31'],
    ['activities', 'due', { value: 46173, isDate: true }, '2026-05-31'],
    ['activities', 'times', '12', 12],
    ['activities', 'hours', '1,5', 1.5],
    ['activities', 'progress', '75 %', 0.75],
    ['activities', 'progress', { value: 0.75 }, 0.75],
    ['activities', 'status', 'fullført', 'completed'],
    ['activities', 'status', 'Completed', 'completed'],
    ['activities', 'outsidePlan', 'nei', false],
    ['activities', 'months', 'mars–mai', [3, 4, 5]],
    ['activities', 'responsible', '=1+1', '=1+1'],
    ['activities', 'responsible', 'Kari\r\nOla', 'Kari\nOla'],
    ['activities', 'hours', { value: 8, isFormula: true }, 8],
    ['costs', 'amount', '9 000 kr', 900_000],
    ['costs', 'amount', '9.000,50', 900_050],
    ['costs', 'amount', -12.5, -1250],
  ])('[Y2] %s %s: %j', (table, field, value, to) => {
    const { decision, world, workbook } = write(table, field, value);
    expect(decision.problems).toEqual([]);
    expect(decision.diff.changed).toMatchObject([{ table, field, to }]);
    expectSettled(world, workbook);
  });

  test.each<[keyof typeof idOf, string, string | number | boolean | GridCell, string, unknown]>([
    ['activities', 'due', '31.2.2026', 'NOT_A_DATE', '31.2.2026'],
    ['activities', 'due', '31.5.20226', 'NOT_A_DATE', '31.5.20226'],
    ['activities', 'due', 'snart', 'NOT_A_DATE', 'snart'],
    ['activities', 'times', 'mange', 'NOT_A_NUMBER', 'mange'],
    ['activities', 'times', 1.5, 'OUT_OF_RANGE', 1.5],
    ['activities', 'hours', { value: 46054, isDate: true }, 'NOT_A_NUMBER', '2026-02-01'],
    ['activities', 'hours', { value: 0.25, isDate: true }, 'NOT_A_NUMBER', 2.5],
    ['activities', 'hours', '1.500', 'AMBIGUOUS_NUMBER', '1.500'],
    ['activities', 'progress', '150 %', 'OUT_OF_RANGE', '150 %'],
    ['activities', 'status', 'Nesten', 'NOT_IN_LIST', 'Nesten'],
    ['activities', 'months', { value: 46054, isDate: true }, 'NOT_MONTHS', '2026-02-01'],
    ['activities', 'code', '12', 'BAD_CODE', '12'],
    ['costs', 'amount', 12.345, 'TOO_MANY_DECIMALS', 12.345],
    ['activities', 'responsible', { value: { error: '#REF!' } }, 'ERROR_VALUE', 'Kari'],
    ['activities', 'responsible', { value: '#VERDI', isUnreadable: true }, 'UNREADABLE_CELL', 'Kari'],
  ])('[Y10] %s %s: %j is %s; the field keeps its value, the cell its text, and stays so', (table, field, value, code, shown) => {
    const { decision, world, workbook } = write(table, field, value);
    expect(decision.problems.map((problem) => problem.code)).toEqual([code]);
    expect(decision.isPlanChanged).toBe(false);
    typeInto(workbook, 'activities', 'activities-t1', 'title', 'Treff');
    const again = world.sync(workbook);
    expect(again.diff.changed.map((change) => change.field)).toEqual(['title']);
    const tab = tabOf(workbook, table);
    expect(tab.rows[1]![columnOfField(tab, table, field)]?.value).toEqual(shown);
    expectSettled(world, workbook);
  });

  test('[Y10] a required cell emptied: a problem, the value stays and comes back', () => {
    const { decision, world, workbook } = write('activities', 'title', '');
    expect(decision.problems).toMatchObject([{ code: 'REQUIRED', tab: 'Tiltak', cell: 'C2', header: 'Tiltak', value: '' }]);
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Ida');
    world.sync(workbook);
    expect(world.head().tables.activities[0]).toMatchObject({ title: 'Møte', responsible: 'Ida' });
    expect(tabOf(workbook, 'activities').rows[1]![2]).toEqual({ value: 'Møte' });
    expectSettled(world, workbook);
  });

  test('[Y2] an emptied cell clears the field', () => {
    const { plan, decision } = write('activities', 'responsible', '');
    expect(decision.diff.changed).toMatchObject([{ field: 'responsible', from: 'Kari', to: null }]);
    expect(plan.tables.activities[0]).not.toHaveProperty('responsible');
  });

  test('[Y10] a new row with cells that make no sense comes in without them, and they stay', () => {
    const told = tellStory({
      base,
      edit: (workbook) => {
        const tab = tabOf(workbook, 'activities');
        insertRow(tab, 2, [undefined, typed('ikke en kode!'), typed('Ny'), typed('M99')]);
        tab.rows[2]![columnOfField(tab, 'activities', 'due')] = typed('snart');
      },
    });
    expect(told.decision.problems.map(({ code, cell }) => `${code} ${cell}`)).toEqual(['BAD_CODE B3', 'UNKNOWN_REFERENCE D3', 'NOT_A_DATE K3']);
    expect(told.plan.tables.activities[1]).toEqual({ id: expect.any(String), code: 'T2', title: 'Ny' });
    expect(tabOf(told.workbook, 'activities').rows[2]!.slice(1, 4).map((cell) => cell?.value)).toEqual(['ikke en kode!', 'Ny', 'M99']);
    expectSettled(told.world, told.workbook);
  });

  test('[Y2] numbers that differ only in the last digits a host writes are no edit', () => {
    const { decision } = write('activities', 'hours', 2.5000000000000004);
    expect(decision.diff.changed).toEqual([]);
  });
});

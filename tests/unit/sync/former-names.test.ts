import type { GridCell } from '../../../core/sheet';
import { createWorld } from '../../support/sync-world';
import { examplePlans } from '../../support/example-plans';
import { tabNamed, type EditedWorkbook } from '../../support/edit-grid';

const plan = examplePlans().get('lillehammer-2026')!;
/** The workbook as it was written when what is behind was called "Etter skjema". */
const asBefore = (workbook: EditedWorkbook): void => {
  const formerly = (cell: GridCell | undefined): GridCell | undefined =>
    (cell && typeof cell.value === 'string' ? { ...cell, value: cell.value.replaceAll('Bak planen', 'Etter skjema') } : cell);
  for (const { rows } of workbook.tabs) for (const cells of rows) cells.forEach((cell, column) => { cells[column] = formerly(cell); });
};

describe('[I14] a workbook that calls what is behind by its former name', () => {
  test('is read as it stands', () => {
    const world = createWorld(plan, true);
    const workbook = world.open('nb');
    asBefore(workbook);
    expect(world.preview(workbook).diff).toMatchObject({ added: [], changed: [], removed: [] });
  });

  test('has its limit read by that name, too, where the hidden key is gone', () => {
    const world = createWorld(plan, true);
    const workbook = world.open('nb');
    asBefore(workbook);
    const row = tabNamed(workbook, 'Plan').rows.find((cells) => cells[0]?.value === 'settings.behindBelow')!;
    expect(row[1]!.value).toBe('Etter skjema fra');
    row[0] = { value: '' };
    row[2] = { value: 0.2 };
    expect(world.preview(workbook).diff.changed).toMatchObject([{ table: 'head', field: 'settings.behindBelow', to: 0.2 }]);
  });
});

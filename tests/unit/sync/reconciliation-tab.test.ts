import { locales } from '../../../core/plan/locale';
import { tabNames } from '../../../core/sheet';
import { setCell, tabNamed, type EditedWorkbook } from '../../support/edit-grid';
import { examplePlans } from '../../support/example-plans';
import { createWorld, expectSettled, type World } from '../../support/sync-world';

const plan = examplePlans().get('lillehammer-2026')!;
const names = ({ tabs }: EditedWorkbook): string[] => tabs.map(({ name }) => name);
const open = (): { world: World; workbook: EditedWorkbook } => {
  const world = createWorld(plan, true);
  return { world, workbook: world.open() };
};
const amountColumn = 6;
const texts = (workbook: EditedWorkbook, tab = 'Avstemming'): string => JSON.stringify(tabNamed(workbook, tab).rows);

describe('[C55] the tab Avstemming', () => {
  test('comes into a workbook of an older version at its next sync, where nothing else was changed', () => {
    const { world, workbook } = open();
    workbook.tabs = workbook.tabs.filter(({ name }) => name !== 'Avstemming');
    const stamp = tabNamed(workbook, '_planark');
    stamp.rows = stamp.rows.filter((cells) => cells[1]?.value !== 'reconciliation' && cells[1]?.value !== 'reconciliation.rows');
    expect(world.preview(workbook)).toMatchObject({ isPlanChanged: false, isSheetBehind: true });
    world.sync(workbook);
    expect(names(workbook)).toContain('Avstemming');
    expect(texts(workbook)).toContain('De fire summene er like, på øret.');
    expectSettled(world, workbook);
  });

  test('beside a person’s own tab of that name, which is left alone', () => {
    const { world, workbook } = open();
    workbook.tabs = workbook.tabs.filter(({ name }) => name !== 'Avstemming');
    workbook.tabs.push({ name: 'Avstemming', state: 'visible', rows: [[{ value: 'Bank' }, { value: 1000 }]] });
    world.sync(workbook);
    expect(names(workbook)).toContain('Avstemming (plan)');
    expect(tabNamed(workbook, 'Avstemming').rows).toEqual([[{ value: 'Bank' }, { value: 1000 }]]);
    expectSettled(world, workbook);
  });

  test('tells at each sync what does not fit then', () => {
    const { world, workbook } = open();
    expect(texts(workbook)).not.toContain('99 000');
    setCell(tabNamed(workbook, 'Kostnader'), 1, amountColumn, 999_000);
    world.sync(workbook);
    expect(texts(workbook)).toMatch(/Konto 5330[^"]*er planlagt/);
    expectSettled(world, workbook);
  });
});

test.each(locales)('[C54] a tab that was renamed is known and written into, in %s', (locale) => {
  const world = createWorld(plan, true);
  const workbook = world.open(locale);
  tabNamed(workbook, tabNames.reconciliation[locale]).name = 'Stemmer det?';
  setCell(workbook.tabs.find(({ name }) => name === (locale === 'en' ? 'Costs' : 'Kostnader'))!, 1, amountColumn, 999_000);
  const before = names(workbook);
  expect(world.sync(workbook).ownTabs).toEqual([]);
  expect(names(workbook)).toEqual(before);
  expect(texts(workbook, 'Stemmer det?')).toContain('5330');
  expectSettled(world, workbook);
});

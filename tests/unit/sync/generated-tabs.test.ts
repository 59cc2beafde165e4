import { locales, type Locale } from '../../../core/plan/locale';
import { lookColumn, patchWorkbook, readStamp, renderWorkbook, splitAtFrozen, type WorkbookPatch } from '../../../core/sheet';
import { freeTabName } from '../../../core/sheet/free-tab-name';
import { workbookLayout } from '../../../core/sheet/layout';
import { columnAt, editedGrid, insertRow, moveColumn, rowOf, setCell, tabNamed, type EditedTab, type EditedWorkbook } from '../../support/edit-grid';
import { examplePlans } from '../../support/example-plans';
import { createWorld, expectSettled, today, type World } from '../../support/sync-world';

const plan = examplePlans().get('lillehammer-2026')!;
const held = 15;

const rename = (workbook: EditedWorkbook, names: Readonly<Record<string, string>>): void => {
  for (const [from, to] of Object.entries(names)) tabNamed(workbook, from).name = to;
};
const names = ({ tabs }: EditedWorkbook): string[] => tabs.map(({ name }) => name);
const tick = (workbook: EditedWorkbook, locale: Locale): void => {
  const tab = tabNamed(workbook, workbookLayout(locale).tables.activities.tab);
  setCell(tab, rowOf(tab, plan.tables.activities[0]!.id), held, 10);
};
/** What a sync would write. */
const patchOf = (world: World, workbook: EditedWorkbook, locale: Locale): WorkbookPatch => {
  const decision = world.preview(workbook);
  const read = readStamp(editedGrid(workbook));
  const stamp = { planId: plan.id, revision: 1, hash: 'h', locale, openConflicts: [] };
  return patchWorkbook({ plan: decision.sheetPlan, stamp: { ...stamp, ...(read.ok && read.value.stamp) }, today }, decision.places, decision.tabs)!;
};
const stampedTabs = (workbook: EditedWorkbook): ReadonlyMap<string, string> => {
  const read = readStamp(editedGrid(workbook));
  return read.ok ? read.value.tabs : new Map();
};

/** The pages of which single cells are written. */
const pageTabs = ({ tabs }: WorkbookPatch): string[] => tabs.filter(({ isPage }) => isPage).map(({ tab }) => tab);
const pageNames = ({ pages }: WorkbookPatch): string[] => pages.map(({ name }) => name);

describe('generated tabs', () => {
  test.each(locales)('[W7] that were renamed are known and written into, in %s, and no second ones are made', (locale) => {
    const world = createWorld(plan, true);
    const workbook = world.open(locale);
    const { tabs } = workbookLayout(locale);
    rename(workbook, { [tabs.overview]: 'Hele bildet', [tabs.yearWheel]: 'Hjulet', [tabs.lists]: 'Skjulte lister', [tabs.stamp]: 'Stempel', [tabs.head]: 'Om planen' });
    const before = names(workbook);
    tick(workbook, locale);
    const patch = patchOf(world, workbook, locale);
    expect(patch.order.filter((name) => ['Hele bildet', 'Hjulet', 'Skjulte lister', 'Stempel'].includes(name))).toEqual(['Hele bildet', 'Hjulet', 'Skjulte lister', 'Stempel']);
    expect(patch.tabs.slice(0, 2).map(({ tab }) => tab)).toEqual(['Skjulte lister', 'Stempel']);
    const formulas = JSON.stringify(patch);
    expect([formulas.includes("'Skjulte lister'!"), formulas.includes(`${tabs.lists}!`), formulas.includes("'Om planen'!$C:$C")]).toEqual([true, false, true]);
    const decision = world.sync(workbook);
    expect([decision.diff.changed.length, decision.ownTabs, names(workbook)]).toEqual([1, [], before]);
    expect(Object.fromEntries(stampedTabs(workbook))).toMatchObject({ overview: 'Hele bildet', head: 'Om planen', yearWheel: 'Hjulet', lists: 'Skjulte lister', stamp: 'Stempel' });
    expectSettled(world, workbook);
  });

  test('[W7] that were renamed leave a person’s own tabs of their old names alone', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    rename(workbook, { Oversikt: 'Vår oversikt', Lister: 'Planens lister' });
    const own = { name: 'Oversikt', state: 'visible' as const, rows: [[{ value: 'Budsjett 2026' }], [{ value: 'Fremdrift' }, { value: 'Signal' }]] };
    const lists = { name: 'LISTER', state: 'visible' as const, rows: [[{ value: 'parameter' }, { value: 'value' }], [{ value: 'rente' }, { value: 4 }]] };
    workbook.tabs = [own, lists, ...workbook.tabs];
    tick(workbook, 'nb');
    const written = structuredClone([own, lists]);
    expect(world.preview(workbook).ownTabs).toEqual(['Oversikt', 'LISTER']);
    world.sync(workbook);
    expect(workbook.tabs.slice(0, 2)).toEqual(written);
    expect(names(workbook).filter((name) => /oversikt|lister/i.test(name))).toEqual(['Oversikt', 'LISTER', 'Vår oversikt', 'Planens lister']);
    expectSettled(world, workbook);
  });

  test('[W7] that are gone come back, under a free name where a person’s own tab has theirs', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    workbook.tabs = workbook.tabs.filter(({ name }) => name !== 'Oversikt' && name !== 'Årshjul');
    workbook.tabs.unshift({ name: 'OVERSIKT', state: 'visible', rows: [[{ value: 'mitt' }]] });
    tick(workbook, 'nb');
    world.sync(workbook);
    expect([names(workbook)[0], ...names(workbook).slice(-2)]).toEqual(['OVERSIKT', 'Oversikt (plan)', 'Årshjul']);
    expect(stampedTabs(workbook).get('overview')).toBe('Oversikt (plan)');
    setFingerprint(workbook, 'overview.rows');
    expect(patchOf(world, workbook, 'nb').pages[0]!.name).toBe('Oversikt (plan)');
  });

  test('[W7] of workbooks whose stamp does not name them are known all the same', () => {
    const world = createWorld(plan, true);
    const workbook = world.open('sv');
    const stamp = tabNamed(workbook, '_planark');
    stamp.rows = stamp.rows.filter((cells) => cells[0]?.value !== 'tab');
    rename(workbook, { Årshjul: 'Året' });
    tick(workbook, 'sv');
    const before = names(workbook);
    world.sync(workbook);
    expect(names(workbook)).toEqual(before);
    expect(stampedTabs(workbook).get('yearWheel')).toBe('Året');
  });

  test('[W7] that were copied stay what they were: the copy is the person’s own', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    workbook.tabs.unshift({ ...structuredClone(tabNamed(workbook, 'Oversikt')), name: 'Oversikt mars' });
    tick(workbook, 'nb');
    expect(pageTabs(patchOf(world, workbook, 'nb'))).toEqual(['Oversikt']);
    expect(world.preview(workbook).ownTabs).toEqual(['Oversikt mars']);
  });
});

const whole = ({ generated }: WorkbookPatch): string[] => generated.worksheets.map(({ name }) => name);
const cellCount = (patch: WorkbookPatch, tab: string): number => patch.tabs.find((one) => one.tab === tab)!.cells.length;
const setFingerprint = (workbook: EditedWorkbook, key: string): void => {
  tabNamed(workbook, '_planark').rows.find((cells) => cells[0]?.value === 'made' && cells[1]?.value === key)![2] = { value: 'older' };
};

describe('what a sync writes on the tabs that it makes', () => {
  test('[W5][Z20] the few cells that differ, on the pages and on the hidden tabs', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    tick(workbook, 'nb');
    const patch = patchOf(world, workbook, 'nb');
    expect([whole(patch), pageNames(patch), pageTabs(patch)]).toEqual([[], [], ['Oversikt']]);
    const cells = patch.tabs.find(({ tab }) => tab === 'Oversikt')!.cells;
    expect([cells.length < 20, cells.every(({ formula }) => formula !== undefined)]).toEqual([true, true]);
    expect(cellCount(patch, 'Lister')).toBeLessThan(10);
    expect(cellCount(patch, '_planark')).toBe(0); // what rows show is no part of how they are made
    world.sync(workbook);
    expectSettled(world, workbook);
  });

  test('[Z20] a text that stands in place of another on a page is one cell', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    const wanted = tabNamed(workbook, 'Årshjul').rows[3]![0]!.value;
    setCell(tabNamed(workbook, 'Årshjul'), 3, 0, 'x');
    tick(workbook, 'nb');
    const patch = patchOf(world, workbook, 'nb');
    expect([pageNames(patch), patch.tabs.find(({ tab }) => tab === 'Årshjul')]).toEqual([[], { tab: 'Årshjul', cells: [{ row: 3, column: 0, value: wanted }], isPage: true }]);
    world.sync(workbook);
    expectSettled(world, workbook);
  });

  test('[Z20] where a host has cut joined cells at the edge of what is frozen, they are joined as they should be', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    const model = renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'h', locale: 'nb', openConflicts: [] }, today }).worksheets.find(({ name }) => name === 'Årshjul')!;
    const tab = tabNamed(workbook, 'Årshjul');
    const joined = tab.merges!;
    tab.merges = joined.flatMap((merge) => splitAtFrozen(merge, model));
    expect(tab.merges).not.toEqual(joined);
    setCell(tab, 3, 0, 'x');
    expect([pageNames(patchOf(world, workbook, 'nb')), pageTabs(patchOf(world, workbook, 'nb'))]).toEqual([[], ['Årshjul']]);
  });

  const wheel = (workbook: EditedWorkbook) => tabNamed(workbook, 'Årshjul');
  test.each<[string, (workbook: EditedWorkbook) => void]>([
    ['was written with others', (workbook) => setFingerprint(workbook, 'yearWheel.rows')],
    ['lost a cell', (workbook) => setCell(wheel(workbook), 1, 0, '')],
    ['got a cell beside it', (workbook) => setCell(wheel(workbook), 1, 60, 'x')],
    ['got a row below it', (workbook) => void wheel(workbook).rows.push([{ value: 'x' }])],
    ['has a formula where none belongs', (workbook) => setCell(wheel(workbook), 1, 0, { ...wheel(workbook).rows[1]![0]!, isFormula: true })],
    ['got a row that pushes no joined cells down', (workbook) => insertRow(wheel(workbook), wheel(workbook).rows.length - 1)],
    ['has two texts in each other’s place', (workbook) => {
      const [a, b] = [wheel(workbook).rows.at(-1)![0]!, wheel(workbook).rows.at(-2)![0]!];
      setCell(wheel(workbook), wheel(workbook).rows.length - 1, 0, b);
      setCell(wheel(workbook), wheel(workbook).rows.length - 2, 0, a);
    }],
    ['has a text copied over another, and with it how that looks', (workbook) => setCell(wheel(workbook), wheel(workbook).rows.length - 1, 0, wheel(workbook).rows[1]![0]!)],
    ['shows another text, and has cells joined with the same last one', (workbook) => {
      setCell(wheel(workbook), 3, 0, 'x');
      const merges = wheel(workbook).merges!;
      const wide = merges.findIndex(({ left, right }) => right - left > 1);
      merges[wide] = { ...merges[wide]!, left: merges[wide]!.left + 1 };
    }],
    ['shows another text, and lost joined cells', (workbook) => { setCell(wheel(workbook), 3, 0, 'x'); wheel(workbook).merges!.pop(); }],
  ])('[W5][Z20] all rows of a page that %s', (_, edit) => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    edit(workbook);
    tick(workbook, 'nb');
    const patch = patchOf(world, workbook, 'nb');
    expect([pageNames(patch), pageTabs(patch)]).toEqual([['Årshjul'], ['Oversikt']]);
    world.sync(workbook);
    expectSettled(world, workbook);
  });

  test.each<[string, (page: EditedTab) => void]>([
    ['lost a formula', (page) => setCell(page, 4, 0, 0.5)],
    ['has a formula in an empty cell', (page) => setCell(page, 4, page.rows[4]!.length + 1, { value: 1, isFormula: true })],
  ])('[Z20] all rows of Oversikt where it %s', (_, edit) => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    edit(tabNamed(workbook, 'Oversikt'));
    tick(workbook, 'nb');
    expect([pageNames(patchOf(world, workbook, 'nb')), pageTabs(patchOf(world, workbook, 'nb'))]).toEqual([['Oversikt'], []]);
  });

  test('[W5] the rows of a page whose bars alone have changed, which no cell tells', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    const tab = tabNamed(workbook, 'Tiltak');
    const [start, due] = ['Start', 'Frist'].map((header) => columnAt(tab, header)) as [number, number];
    const row = tab.rows.findIndex((cells, i) => i > 0 && typeof cells[start]?.value === 'number' && typeof cells[due]?.value === 'number' && cells[due].value - cells[start].value > 90);
    setCell(tab, row, start, { value: (tab.rows[row]![start]!.value as number) + 62, isDate: true });
    expect(pageNames(patchOf(world, workbook, 'nb'))).toContain('Årshjul');
  });

  test('[W4] formulas of another version are renewed on every row of their tab, and on no other', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    tick(workbook, 'nb');
    const before = patchOf(world, workbook, 'nb');
    setFingerprint(workbook, 'goals');
    setFingerprint(workbook, 'lists');
    const patch = patchOf(world, workbook, 'nb');
    const goals = patch.tabs.find(({ tab }) => tab === 'Mål')!.cells.filter(({ formula }) => formula !== undefined);
    expect(new Set(goals.map(({ row }) => row)).size).toBe(plan.tables.goals.length);
    expect([cellCount(patch, 'Lister') > 500, cellCount(patch, 'Tiltak')]).toEqual([true, cellCount(before, 'Tiltak')]);
    world.sync(workbook);
    tick(workbook, 'nb');
    expect(cellCount(patchOf(world, workbook, 'nb'), 'Mål')).toBe(0);
  });

  test('[W4] a column that moved renews the formulas that name it', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    const tab = tabNamed(workbook, 'Tiltak');
    moveColumn(tab, columnAt(tab, 'Kanal'), columnAt(tab, 'Mål'));
    tick(workbook, 'nb');
    const cells = patchOf(world, workbook, 'nb').tabs.find((one) => one.tab === 'Fokusområder')!.cells;
    expect(cells.filter(({ formula }) => formula !== undefined).length).toBeGreaterThanOrEqual(plan.tables.focusAreas.length);
  });

  test.each<[string, (workbook: EditedWorkbook) => void, string[]]>([
    ['has become another', (workbook) => setFingerprint(workbook, 'overview'), ['Oversikt']],
    ['got a row that pushes its colours down', (workbook) => insertRow(tabNamed(workbook, 'Oversikt'), 1), ['Oversikt']],
    ['is gone', (workbook) => void (workbook.tabs = workbook.tabs.filter(({ name }) => name !== 'Årshjul')), ['Årshjul']],
    ['cannot be told, since an older version wrote the stamp', (workbook) => tabNamed(workbook, '_planark').rows.forEach((cells) => cells.splice(lookColumn)), ['Oversikt', 'Avstemming', 'Årshjul', '_planark']],
  ])('[W5] a page that %s is made as a whole', (_, edit, names) => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    edit(workbook);
    tick(workbook, 'nb');
    expect(whole(patchOf(world, workbook, 'nb'))).toEqual(names);
    world.sync(workbook);
    expectSettled(world, workbook);
    tick(workbook, 'nb');
    expect(whole(patchOf(world, workbook, 'nb'))).toEqual([]);
  });

  test('[W5] what a person wrote on the hidden tabs goes, and what they took away comes back', () => {
    const world = createWorld(plan, true);
    const workbook = world.open();
    const lists = tabNamed(workbook, 'Lister');
    const before = structuredClone(lists.rows);
    setCell(lists, 3, before[3]!.length + 2, 'mitt');
    setCell(lists, 2, 2, '');
    setCell(tabNamed(workbook, '_planark'), 8, 1, 'tull');
    tick(workbook, 'nb');
    world.sync(workbook);
    expect(tabNamed(workbook, 'Lister').rows[3]!.filter((cell) => cell?.value === 'mitt')).toEqual([]);
    expect([tabNamed(workbook, 'Lister').rows[2]![2], cellCount(patchOf(world, workbook, 'nb'), '_planark')]).toEqual([before[2]![2], 0]);
  });
});

describe('a free name for a tab', () => {
  test.each([
    ['Tiltak', ['mål'], 'Tiltak'],
    ['Tiltak', ['tiltak'], 'Tiltak (plan)'],
    ['Tiltak', ['tiltak', 'tiltak (plan)'], 'Tiltak (2)'],
    ['Årshjul', ['årshjul', 'årshjul (plan)', 'årshjul (2)'], 'Årshjul (3)'],
    ['Plan', ['plan'], 'Plan (2)'],
    ['Plan', ['plan', 'plan (2)'], 'Plan (3)'],
    ['Et navn som er på trettien tegn', ['et navn som er på trettien tegn'], 'Et navn som er på tretti (plan)'],
  ])('[W7] %s where %j are taken is %s', (wanted, taken, name) => {
    expect(freeTabName(wanted, new Set(taken))).toBe(name);
    expect(freeTabName(wanted, new Set(taken)).length).toBeLessThanOrEqual(31);
  });
});

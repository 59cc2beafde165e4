import { locales, type Locale } from '../../../core/plan/locale';
import type { Plan } from '../../../core/plan/plan';
import { withField } from '../../../core/plan/records';
import { tableNames } from '../../../core/plan/table-names';
import { answers, renderWorkbook, tabNames, type Answer } from '../../../core/sheet';
import { words } from '../../../core/sheet/words';
import { columnAt, deleteRows, rowOf, setCell, tabNamed, type EditedWorkbook } from '../../support/edit-grid';
import { createWorld, expectSettled } from '../../support/sync-world';
import { emptyPlan, expectTab, expectTable, planOf, tabOf, typeInto } from '../../support/workbook-md';

const base = `
  | code | title | responsible | due        | description |
  | T1   | Møte  | Kari        | 2026-05-01 | Kort        |
  | T2   | Kurs  | Ola         | 2026-06-01 | Langt       |`;
const inStore = base.replace('Kari ', 'Nina ').replace('2026-05-01', '2026-05-02').replace('Kort ', 'Lager');

type World = ReturnType<typeof createWorld>;

/** A plan whose T1 is in conflict in three fields, and the workbook that says so. */
const conflicting = (locale: Locale = 'nb', isInPlace = true): { world: World; workbook: EditedWorkbook } => {
  const first = planOf({ activities: base });
  const world = createWorld(first, isInPlace);
  const workbook = world.open(locale);
  world.commit(planOf({ activities: inStore }, first));
  const tab = tabNamed(workbook, { nb: 'Tiltak', nn: 'Tiltak', sv: 'Åtgärder', en: 'Activities' }[locale]);
  const row = rowOf(tab, 'activities-t1');
  const edits = { responsible: 'Per', due: { value: 46145, isDate: true }, description: 'Ark' } as const;
  const headers = { nb: ['Ansvarlig', 'Frist', 'Beskrivelse'], nn: ['Ansvarleg', 'Frist', 'Omtale'], sv: ['Ansvarig', 'Slutdatum', 'Beskrivning'], en: ['Responsible', 'Due', 'Description'] }[locale];
  Object.values(edits).forEach((value, i) => setCell(tab, row, columnAt(tab, headers[i]!), value));
  expect(world.sync(workbook).conflicts).toHaveLength(3);
  return { world, workbook };
};

const tabIn = (workbook: EditedWorkbook, locale: Locale = 'nb') => tabNamed(workbook, tabNames.conflicts[locale]);
const hasTab = (workbook: EditedWorkbook, locale: Locale = 'nb'): boolean => workbook.tabs.some(({ name }) => name === tabNames.conflicts[locale]);

/** The hidden column of keys stands amid the others. */
const keyColumn = 3;

/** Types into the cell to choose in, in the row of a conflict's key. */
const choose = (workbook: EditedWorkbook, key: string, text: string, locale: Locale = 'nb'): void => {
  const tab = tabIn(workbook, locale);
  setCell(tab, tab.rows.findIndex((cells) => cells[keyColumn]?.value === key), columnAt(tab, words.choose[locale]), text);
};
const key = (field: string): string => `activities/activities-t1/${field}`;
const shown = (workbook: EditedWorkbook): unknown[][] => tabIn(workbook).rows.map((cells) => Array.from({ length: 9 }, (_, i) => cells[i]?.value ?? ''));
const first = (plan: Plan): Plan['tables']['activities'][number] => plan.tables.activities[0]!;
const setInStore = (world: World, field: string, value: string): void =>
  world.commit({ ...world.head(), tables: { ...world.head().tables, activities: world.head().tables.activities.map((record) => (record.id === 'activities-t1' ? withField(record, field, value) : record)) } });

describe.each([['written into', true], ['rendered anew', false]] as const)('the tab of conflicts, %s', (_, isInPlace) => {
  test('[S10] shows where, what, before, store with who, sheet, and a cell to choose in', () => {
    expect(shown(conflicting('nb', isInPlace).workbook)).toEqual([
      ['Hvor', 'Hva', 'Felt', 'planark-conflicts', 'Før', 'I lageret', 'Endret i lageret av', 'I arket', 'Velg her'],
      ['Tiltak!F2', 'T1 · Møte', 'Beskrivelse', key('description'), 'Kort', 'Lager', 'Nina, 20.11.2026 09:30', 'Ark', ''],
      ['Tiltak!G2', 'T1 · Møte', 'Ansvarlig', key('responsible'), 'Kari', 'Nina', 'Nina, 20.11.2026 09:30', 'Per', ''],
      ['Tiltak!K2', 'T1 · Møte', 'Frist', key('due'), '01.05.2026', '02.05.2026', 'Nina, 20.11.2026 09:30', '03.05.2026', ''],
    ]);
  });

  test.each(locales)('[Y25] [R13] what is chosen is done by the next sync and told, the tab goes: %s', (locale) => {
    const { world, workbook } = conflicting(locale, isInPlace);
    choose(workbook, key('responsible'), answers.store[locale], locale);
    choose(workbook, key('due'), ` ${answers.sheet[locale].toUpperCase()} `, locale);
    choose(workbook, key('description'), answers.both[locale], locale);
    const decision = world.sync(workbook);
    expect(decision).toMatchObject({ conflicts: [], openConflicts: [], problems: [], notices: [] });
    expect(decision.settled.map(({ field, take }) => [field, take])).toEqual([['description', 'both'], ['responsible', 'store'], ['due', 'sheet']]);
    expectTable(world.head(), 'activities', base.replace('Kari ', 'Nina ').replace('2026-05-01', '2026-05-03').replace('Kort ', 'Lager\\nArk'));
    expect(hasTab(workbook, locale)).toBe(false);
    expectSettled(world, workbook);
  });

  test('[Y25] what is not chosen stays open, with its own base', () => {
    const { world, workbook } = conflicting('nb', isInPlace);
    choose(workbook, key('due'), 'I arket');
    expect(world.sync(workbook).conflicts).toMatchObject([{ field: 'description', base: 'Kort' }, { field: 'responsible', base: 'Kari', store: 'Nina', sheet: 'Per' }]);
    expect(shown(workbook).map(([where]) => where)).toEqual(['Hvor', 'Tiltak!F2', 'Tiltak!G2']);
    expectSettled(world, workbook);
  });
});

describe('settling', () => {
  test('[Y25] a tab that was deleted comes back while conflicts are open', () => {
    const { world, workbook } = conflicting();
    workbook.tabs = workbook.tabs.filter(({ name }) => name !== 'Konflikter');
    expect(world.preview(workbook).isSheetBehind).toBe(true);
    world.sync(workbook);
    expect(shown(workbook)).toHaveLength(4);
    expectSettled(world, workbook);
  });

  test('[R13] rows that were sorted, and a tab that was renamed, are read alike', () => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), 'I arket');
    const tab = tabIn(workbook);
    tab.rows.splice(1, 3, ...tab.rows.slice(1).reverse());
    tab.name = 'Uenighet';
    expect(world.sync(workbook).settled).toMatchObject([{ field: 'responsible', take: 'sheet' }]);
    expect(workbook.tabs.map(({ name }) => name)).not.toContain('Konflikter');
    expectSettled(world, workbook);
  });

  test('[R13] a header that was rewritten hides no choice', () => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), 'I arket');
    setCell(tabIn(workbook), 0, 8, 'Valg');
    expect(world.sync(workbook).settled).toMatchObject([{ field: 'responsible', take: 'sheet' }]);
  });

  test('[Y25] a row that was taken out comes back', () => {
    const { world, workbook } = conflicting();
    deleteRows(tabIn(workbook), 2);
    expect(world.preview(workbook).isSheetBehind).toBe(true);
    world.sync(workbook);
    expect(shown(workbook)).toHaveLength(4);
    expectSettled(world, workbook);
  });

  test('[Y26] the store has changed since: the sheet does not overrule it unseen, and the choice is offered again', () => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), 'I arket');
    setInStore(world, 'responsible', 'Ida');
    const decision = world.sync(workbook);
    expect(decision.notices).toMatchObject([{ code: 'CHOICE_OUTDATED', tab: 'Konflikter', cell: 'I3', detail: 'Tiltak!G2' }]);
    expect(decision.conflicts).toContainEqual(expect.objectContaining({ field: 'responsible', base: 'Kari', store: 'Ida', sheet: 'Per' }));
    expect(shown(workbook)[2]).toEqual(['Tiltak!G2', 'T1 · Møte', 'Ansvarlig', key('responsible'), 'Kari', 'Ida', expect.any(String), 'Per', '']);
    choose(workbook, key('responsible'), 'I arket');
    world.sync(workbook);
    expect(first(world.head())['responsible']).toBe('Per');
  });

  test.each([['I lageret', 'Ida'], ['Begge', 'Ida / Per']])('[Y26] the store has changed since: %s gives nothing up unseen, and holds', (text, value) => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), text);
    setInStore(world, 'responsible', 'Ida');
    expect(world.sync(workbook).notices).toEqual([]);
    expect(first(world.head())['responsible']).toBe(value);
  });

  test('[Y26] both texts, joined and tidied up since, are not joined once more', () => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), 'Begge');
    setInStore(world, 'responsible', 'Nina og Per');
    expect(world.sync(workbook).notices).toMatchObject([{ code: 'CHOICE_OUTDATED' }]);
    expect(first(world.head())['responsible']).toBe('Nina og Per');
  });

  test('[Y26] a record that the store has removed since: its field’s choice is outdated, not needless', () => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), 'I arket');
    world.commit(planOf({ activities: inStore.replace(/\n.*T1.*\n/, '\n') }, world.head()));
    const decision = world.sync(workbook);
    expect(decision).toMatchObject({ notices: [{ code: 'CHOICE_OUTDATED' }], conflicts: [{ field: null }] });
  });

  test('[Y27] a choice that a repair undoes is told by the repair alone', () => {
    const start = planOf({ goals: '| code | title |\n| M1 | Mål |\n| M2 | Sikt |', activities: '| code | title | goal |\n| T1 | Møte | M1 |' });
    const world = createWorld(start, true);
    const workbook = world.open();
    world.commit(planOf({ goals: '| code | title |\n| M1 | Mål |\n| M2 | Sikte |' }, start));
    deleteRows(tabOf(workbook, 'goals'), 2);
    world.sync(workbook);
    const goalKey = 'goals/goals-m2/';
    choose(workbook, goalKey, 'Slett');
    world.commit(planOf({ activities: '| code | title | goal |\n| T1 | Møte | M2 |' }, world.head()));
    const decision = world.sync(workbook);
    expect(decision.problems).toMatchObject([{ code: 'STILL_REFERRED_TO' }]);
    expect(decision.notices).toEqual([]);
  });

  test('[Y27] a conflict that was settled otherwise: the choice is told and does nothing', () => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), 'I arket');
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Nina');
    const decision = world.sync(workbook);
    expect(decision.notices).toMatchObject([{ code: 'CHOICE_NOT_NEEDED', tab: 'Konflikter', cell: 'I3', detail: 'Tiltak!G2' }]);
    expect(first(world.head())['responsible']).toBe('Nina');
  });

  test.each([
    ['due', 'Begge', 'I lageret, I arket'],
    ['due', 'Behold', 'I lageret, I arket'],
    ['due', 'kanskje', 'I lageret, I arket, Begge'],
  ])('[Y27] %s: %s is no answer there', (field, text, expected) => {
    const { world, workbook } = conflicting();
    choose(workbook, key(field), text);
    const decision = world.sync(workbook);
    expect(decision.problems).toMatchObject([{ code: 'NOT_IN_LIST', tab: 'Konflikter', cell: 'I4', header: 'Velg her', value: text, expected: { nb: expected } }]);
    expect(decision.conflicts).toHaveLength(3);
  });

  test('[Y28] an answer beside the sheet comes before the choice in it, and a preference after both', () => {
    const { world, workbook } = conflicting();
    choose(workbook, key('responsible'), 'I arket');
    choose(workbook, key('due'), 'I lageret');
    const decision = world.preview(workbook, { choices: new Map([[key('responsible'), { answer: 'store', text: 'store', tab: '', cell: null, where: 'Tiltak!G2' }]]), prefer: 'sheet' });
    expect(decision.settled.map(({ field, take }) => [field, take])).toEqual([['description', 'sheet'], ['responsible', 'store'], ['due', 'store']]);
  });

  test('[Y25] a field of the tab Plan', () => {
    const world = createWorld(emptyPlan, true);
    const workbook = world.open();
    world.commit({ ...emptyPlan, title: 'Lagerets' });
    setCell(tabNamed(workbook, 'Plan'), 1, 2, 'Arkets');
    world.sync(workbook);
    expect(shown(workbook)[1]).toEqual(['Plan!C2', 'Plan', 'Tittel', 'head/head/title', 'Prøveplan', 'Lagerets', expect.any(String), 'Arkets', '']);
    choose(workbook, 'head/head/title', 'Begge');
    world.sync(workbook);
    expect(world.head().title).toBe('Lagerets / Arkets');
    expectSettled(world, workbook);
  });
});

describe('marks', () => {
  const listed = (workbook: EditedWorkbook): unknown[] => {
    const { rows } = tabNamed(workbook, 'Lister');
    const column = rows[0]!.findIndex((cell) => cell?.value === 'conflicts');
    return rows.slice(1).flatMap((cells) => cells[column]?.value ?? []);
  };

  test('[S11] the cells in conflict are on the list that the marks ask, and off it when settled', () => {
    const { world, workbook } = conflicting();
    expect(listed(workbook)).toEqual(['activities-t1/Beskrivelse', 'activities-t1/Ansvarlig', 'activities-t1/Frist']);
    world.sync(workbook, { prefer: 'store' });
    expect(listed(workbook)).toEqual([]);
  });

  test('[S11] under headers that people rewrote, too', () => {
    const { world, workbook } = conflicting();
    const tab = tabOf(workbook, 'activities');
    setCell(tab, 0, columnAt(tab, 'Ansvarlig'), 'Hvem');
    typeInto(workbook, 'activities', 'activities-t2', 'title', 'Kurskveld');
    world.sync(workbook);
    expect(listed(workbook)).toContain('activities-t1/Hvem');
  });

  test('[S11] every data tab and the tab Plan ask first of all whether there are conflicts', () => {
    const { worksheets } = renderWorkbook({ plan: emptyPlan, stamp: { planId: 'prove', revision: 1, hash: 'h', locale: 'nb', openConflicts: [] }, today: '2026-11-21' });
    const marks = worksheets.flatMap(({ name, conditionalFormats: [mark] }) => (mark?.kind === 'formula' && mark.tone === 'conflict' ? [[name, mark.range, mark.formula]] : []));
    expect(marks).toHaveLength(tableNames.length + 1);
    expect(marks[0]).toEqual(['Plan', 'C2:C20', expect.stringMatching(/^IF\(Lister!\$(\w+)\$2="",FALSE,COUNTIFS\(Lister!\$\1:\$\1,\$A2&"\/"&C\$1\)\+COUNTIFS\(Lister!\$\1:\$\1,\$A2&"\/"\)>0\)$/)]);
    expect(marks.find(([name]) => name === 'Tiltak')).toEqual(['Tiltak', 'B2:AB102', expect.stringContaining('$A2&"/"&B$1')]);
  });

  test('[W5] columns of the tab of lists stay where an older version put them', () => {
    const { world, workbook } = conflicting();
    const lists = tabNamed(workbook, 'Lister');
    const heads = (): unknown[] => tabNamed(workbook, 'Lister').rows[0]!.map((cell) => cell?.value);
    const usual = heads();
    lists.rows = lists.rows.map((cells) => [...cells.slice(0, 2), cells[3], { value: 'forgotten' }, cells[2], ...cells.slice(5, -1)]);
    const gone = usual.slice(2).filter((head) => !lists.rows[0]!.some((cell) => cell?.value === head));
    typeInto(workbook, 'activities', 'activities-t2', 'title', 'Kurskveld');
    world.sync(workbook);
    expect(heads()).toEqual(['parameter', 'value', usual[3], 'forgotten', usual[2], ...usual.slice(5, -1), ...gone]);
  });
});

describe('a record that one side removed', () => {
  const removedInSheet = (): ReturnType<typeof conflicting> => {
    const start = planOf({ activities: base });
    const world = createWorld(start, true);
    const workbook = world.open();
    world.commit(planOf({ activities: inStore }, start));
    deleteRows(tabOf(workbook, 'activities'), 1);
    world.sync(workbook);
    return { world, workbook };
  };
  const removedInStore = (): ReturnType<typeof conflicting> => {
    const start = planOf({ activities: base });
    const world = createWorld(start, true);
    const workbook = world.open();
    world.commit(planOf({ activities: base.replace(/\n.*T1.*\n/, '\n') }, start));
    typeInto(workbook, 'activities', 'activities-t1', 'responsible', 'Per');
    world.sync(workbook);
    return { world, workbook };
  };
  const withoutT1 = base.replace(/\n.*T1.*\n/, '\n');

  test('[S10] shows the fields that the other side changed', () => {
    expect(shown(removedInSheet().workbook)[1]).toEqual([
      'Tiltak', 'T1 · Møte', 'Hele raden', key(''), 'Beskrivelse: Kort\nAnsvarlig: Kari\nFrist: 01.05.2026', 'Beskrivelse: Lager\nAnsvarlig: Nina\nFrist: 02.05.2026', 'Nina, 20.11.2026 09:30', '(slettet)', '',
    ]);
    expect(shown(removedInStore().workbook)[1]).toEqual(['Tiltak!B2', 'T1 · Møte', 'Hele raden', key(''), 'Ansvarlig: Kari', '(slettet)', 'Nina, 20.11.2026 09:30', 'Ansvarlig: Per', '']);
  });

  test.each<['sheet' | 'store', Answer, string, string]>([
    ['sheet', 'remove', withoutT1, 'sheet'],
    ['sheet', 'keep', inStore, 'store'],
    ['store', 'remove', withoutT1, 'store'],
    ['store', 'keep', base.replace('Kari', 'Per '), 'sheet'],
  ])('[Y25] removed in the %s, answered %s', (side, answer, result, take) => {
    const { world, workbook } = side === 'sheet' ? removedInSheet() : removedInStore();
    choose(workbook, key(''), answers[answer].nb);
    expect(world.sync(workbook)).toMatchObject({ conflicts: [], settled: [{ field: null, take }] });
    expectTable(world.head(), 'activities', result);
    expect(hasTab(workbook)).toBe(false);
    expectSettled(world, workbook);
  });

  test('[Y26] a row that the store has changed once more is not removed unseen', () => {
    const { world, workbook } = removedInSheet();
    choose(workbook, key(''), 'Slett');
    setInStore(world, 'responsible', 'Ida');
    expect(world.sync(workbook)).toMatchObject({ notices: [{ code: 'CHOICE_OUTDATED' }], conflicts: [{ field: null }] });
    expect(first(world.head())['responsible']).toBe('Ida');
  });

  test('[S11] is one key on the list of marks, for the whole row', () => {
    const { workbook } = removedInStore();
    const { rows } = tabNamed(workbook, 'Lister');
    const column = rows[0]!.findIndex((cell) => cell?.value === 'conflicts');
    expect(rows.slice(1).flatMap((cells) => cells[column]?.value ?? [])).toEqual(['activities-t1/']);
  });

  test('[Y27] a side is no answer there', () => {
    const { world, workbook } = removedInStore();
    choose(workbook, key(''), 'I arket');
    expect(world.sync(workbook)).toMatchObject({ problems: [{ code: 'NOT_IN_LIST', value: 'I arket', expected: { nb: 'Slett, Behold', sv: 'Ta bort, Behåll' } }], conflicts: [{ field: null }] });
  });

  test('[Y27] both cannot be had', () => {
    const { world, workbook } = removedInStore();
    choose(workbook, key(''), 'Begge');
    expect(world.sync(workbook)).toMatchObject({ problems: [{ code: 'NOT_IN_LIST', expected: { nb: 'Slett, Behold' } }], conflicts: [{ field: null }] });
    expectTab(workbook, 'activities', base.replace('Kari', 'Per ').replace(/2026-0(\d)-01/g, (_, month: string) => String(46143 + (month === '6' ? 31 : 0))));
  });
});

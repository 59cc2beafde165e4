import type { Plan } from '../../../core/plan/plan';
import { recordsById, retireCodes } from '../../../core/plan/records';
import { createNaming, decideUndo, keptLines, type UndoDecision } from '../../../core/sync';
import { createWorld, expectSettled, expectSound } from '../../support/sync-world';
import { emptyPlan, expectTab, expectTable, planOf, typeInto, type MarkdownTables } from '../../support/workbook-md';

/** Three revisions, each as its tables stand then; a table that one leaves out is as the one before has it. */
interface Undoing {
  readonly before: MarkdownTables;
  readonly revision: MarkdownTables;
  readonly later?: MarkdownTables;
  readonly head?: Partial<Plan>;
}
interface Undone extends UndoDecision {
  readonly plans: readonly [Plan, Plan, Plan];
}

const after = (plan: Plan, tables: MarkdownTables): Plan => {
  const next = planOf(tables, plan);
  return { ...next, retired: retireCodes(plan, next.tables) };
};

const undo = ({ before, revision, later = {}, head }: Undoing): Undone => {
  const first = planOf(before, { ...emptyPlan, ...head });
  const second = after(first, revision);
  const third = after(second, later);
  const decision = decideUndo({ before: first, revision: second, store: third });
  expectSound(decision.plan);
  return { ...decision, plans: [first, second, third] };
};

const told = ({ plan, plans, kept }: Undone): string[] => keptLines(kept, createNaming([plan, ...[...plans].reverse()], 'nb'), 'nb');
const reasons = ({ kept }: Undone): string[] => kept.map(({ reason, code, field }) => `${reason} ${code ?? ''} ${field ?? ''}`.trim());

const goals = `
  | code | title           |
  | M1   | Flere medlemmer |
  | M2   | Trygt arbeid    |`;
const activities = `
  | code | title | responsible | goal |
  | T1   | Møte  | Kari        | M1   |
  | T2   | Kurs  | Ola         |      |
  | T3   | Besøk | Per         | M2   |`;
const without = (table: string, code: string): string => table.replace(new RegExp(`\\n.*\\| ${code} .*`), '');
const edited = activities.replace('Kari', 'Nina').replace('Kurs ', 'Kurs 2');

describe('undoing a revision', () => {
  test('[Y19] edits, additions and removals are undone, and each is in the diff', () => {
    const undone = undo({ before: { goals, activities }, revision: { activities: `${without(edited, 'T3')}\n| T4 | Ny | Eva | M1 |` } });
    expectTable(undone.plan, 'activities', activities);
    expect(undone.diff).toMatchObject({
      added: [{ code: 'T3', cell: null }], removed: [{ code: 'T4' }], moved: [],
      changed: [{ code: 'T1', field: 'responsible', from: 'Nina', to: 'Kari' }, { code: 'T2', field: 'title', from: 'Kurs 2', to: 'Kurs' }],
    });
    expect([undone.kept, undone.plan.retired]).toEqual([[], { activities: ['T4'] }]);
  });

  test('[Y19] what came later is kept: other fields, other records, new ones', () => {
    const later = edited.replace('| M1 ', '| M2 ').replace('Per', 'Pål');
    const undone = undo({ before: { goals, activities }, revision: { activities: edited }, later: { activities: `${later}\n| T4 | Ny | Eva | |` } });
    expectTable(undone.plan, 'activities', `${activities.replace('M1', 'M2').replace('Per', 'Pål')}\n| T4 | Ny | Eva | |`);
    expect(undone.kept).toEqual([]);
  });

  test('[Y19] the head, too', () => {
    const first = planOf({}, { ...emptyPlan, adoption: { body: 'Styret' } });
    const second: Plan = { ...first, title: 'Annen tittel', adoption: { body: 'Årsmøtet', date: '2026-01-27' }, parties: ['A', 'B'] };
    const undone = decideUndo({ before: first, revision: second, store: { ...second, status: 'closed' } });
    expect(undone.plan).toEqual({ ...first, status: 'closed' });
    expect(undone.diff.changed.map(({ table, field }) => `${table} ${field}`)).toEqual(['head title', 'head parties', 'head adoption.body', 'head adoption.date']);
  });

  test('[Y19] undone in turn it gives back what was there, whatever came later', () => {
    const head = `${without(edited, 'T3').replace('Nina', 'Nils')}\n| T4 | Ny | Eva | M1 |`;
    const undone = undo({ before: { goals, activities }, revision: { activities: without(edited, 'T3') }, later: { activities: head } });
    const again = decideUndo({ before: undone.plans[2], revision: undone.plan, store: undone.plan });
    expect(again.plan).toEqual(undone.plans[2]);
    expect(again.kept).toEqual([]);
  });

  test('[Y19] undone already, it changes nothing: the store’s plan itself comes out', () => {
    const undone = undo({ before: { goals, activities }, revision: { activities: edited }, later: { activities } });
    expect([undone.isPlanChanged, undone.plan === undone.plans[2], undone.kept]).toEqual([false, true, []]);
  });
});

describe('later edits of the same', () => {
  test('[Y20] a field changed again is kept and told with what it was', () => {
    const undone = undo({ before: { goals, activities }, revision: { activities: edited }, later: { activities: edited.replace('Nina', 'Nils') } });
    expectTable(undone.plan, 'activities', activities.replace('Kari', 'Nils'));
    expect(undone.kept).toMatchObject([{ reason: 'changed-later', code: 'T1', cell: null, field: 'responsible', before: 'Kari', after: 'Nina', now: 'Nils' }]);
    expect(told(undone)).toEqual(['T1 · Møte, Ansvarlig: Nils, endret senere (før revisjonen: Kari)']);
  });

  test('[Y20] a field of the head as well', () => {
    const revision: Plan = { ...emptyPlan, title: 'To' };
    const undone = decideUndo({ before: emptyPlan, revision, store: { ...revision, title: 'Tre' } });
    expect(keptLines(undone.kept, createNaming([undone.plan], 'sv'), 'sv')).toEqual(['Titel: Tre, ändrat senare (före revisionen: Prøveplan)']);
  });

  test('[Y20] a field changed back by hand is nothing to tell', () => {
    const undone = undo({ before: { goals, activities }, revision: { activities: edited }, later: { activities: edited.replace('Nina', 'Kari') } });
    expect([reasons(undone), undone.diff.changed.length]).toEqual([[], 1]);
  });

  test('[Y20] a record that the revision added and that was changed since stays', () => {
    const added = `${activities}\n| T4 | Ny | Eva | |`;
    const undone = undo({ before: { goals, activities }, revision: { activities: added }, later: { activities: added.replace('Eva', 'Liv') } });
    expectTable(undone.plan, 'activities', added.replace('Eva', 'Liv'));
    expect(told(undone)).toEqual(['T4 · Ny kom til i revisjonen, men er endret senere']);
  });

  test('[Y20] a record that the revision changed and that was removed since stays out', () => {
    const undone = undo({ before: { goals, activities }, revision: { activities: edited }, later: { activities: without(edited, 'T1') } });
    expectTable(undone.plan, 'activities', without(activities, 'T1'));
    expect(undone.kept).toMatchObject([{ reason: 'removed-later', before: { responsible: 'Kari' }, after: { responsible: 'Nina' }, now: null }]);
    expect(told(undone)).toEqual(['T1 · Møte er slettet senere']);
  });

  test('[Y20] a record that the revision removed and that is back by now is as it came back', () => {
    const undone = undo({ before: { goals, activities }, revision: { activities: without(activities, 'T1') }, later: { activities: activities.replace('Kari', 'Liv') } });
    expect([undone.isPlanChanged, reasons(undone)]).toEqual([false, ['changed-later T1 responsible']]);
  });
});

describe('references', () => {
  test('[Y21] a record that others refer to since stays, and they are named', () => {
    const undone = undo({
      before: { goals, activities }, revision: { goals: `${goals}\n| M3 | Ny |` }, later: { activities: activities.replace('M2', 'M3') },
    });
    expectTable(undone.plan, 'goals', `${goals}\n| M3 | Ny |`);
    expect(undone.kept).toMatchObject([{ reason: 'used-later', code: 'M3', users: ['T3 · Besøk'] }]);
    expect(told(undone)).toEqual(['M3 · Ny kom til i revisjonen, men brukes nå av T3 · Besøk']);
  });

  test('[Y21] so does what a kept record of the same revision refers to', () => {
    const added = `${activities}\n| T4 | Ny | Eva | M3 |`;
    const undone = undo({ before: { goals, activities }, revision: { goals: `${goals}\n| M3 | Ny |`, activities: added }, later: { activities: added.replace('Eva', 'Liv') } });
    expect(reasons(undone)).toEqual(['changed-later T4', 'used-later M3']);
  });

  test('[Y21] a reference does not go back to what was removed since; a record that comes back comes without it', () => {
    const undone = undo({
      before: { goals, activities },
      revision: { activities: without(activities, 'T3').replace('M1', 'M2') },
      later: { goals: '| code |\n| M9 |', activities: without(activities, 'T3').replace('M1', 'M9') },
    });
    expectTable(undone.plan, 'activities', activities.replace('M1', 'M9').replace('M2', ''));
    expect(reasons(undone)).toEqual(['changed-later T1 goal', 'reference-gone T3 goal']);
    const kept = undo({
      before: { goals, activities }, revision: { activities: activities.replace('M1', 'M2') }, later: { goals: without(goals, 'M1') },
    });
    expectTable(kept.plan, 'activities', activities.replace('M1', 'M2'));
    expect(told(kept)).toEqual(['T1 · Møte, Mål: M1 · Flere medlemmer er slettet senere']);
  });

  test('[Y21] a record and what it refers to come back together', () => {
    const undone = undo({ before: { goals, activities }, revision: { goals: without(goals, 'M1'), activities: without(activities, 'T1') } });
    expectTable(undone.plan, 'activities', activities);
    expect([undone.kept, undone.plan.retired]).toEqual([[], {}]);
  });
});

describe('codes', () => {
  test('[Y22] a record that comes back has its code, and the codes of others that came since stay theirs', () => {
    const later = `${without(activities, 'T3')}\n| T4 | Ny | Eva | |`;
    const undone = undo({ before: { goals, activities }, revision: { activities: without(activities, 'T3') }, later: { activities: later } });
    expectTable(undone.plan, 'activities', '| code | title |\n| T1 | Møte |\n| T2 | Kurs |\n| T3 | Besøk |\n| T4 | Ny |');
    expect(undone.plan.retired).toEqual({});
  });

  const table = (...codes: readonly string[]): MarkdownTables => ({ activities: `| id | code |\n${codes.map((code, i) => `| act-${i + 1} | ${code} |`).join('\n')}` });

  test('[Y22] a changed code goes back though it is retired, also in a ring', () => {
    expectTable(undo({ before: table('T1', 'T2'), revision: table('T9', 'T2') }).plan, 'activities', table('T1', 'T2').activities!);
    const ring = undo({ before: table('T1', 'T2', 'T3'), revision: table('T2', 'T3', 'T1'), later: table('T2', 'T3') });
    expectTable(ring.plan, 'activities', table('T1', 'T2').activities!);
    expect([reasons(ring), ring.plan.retired]).toEqual([['removed-later T3'], { activities: ['T3'] }]);
  });

  test('[Y22] a code that is another’s by now is not had back, and that is told', () => {
    const second = '| id | code | title |\n| act-2 | T1 | Kurs |\n| act-3 | T3 | Besøk |';
    const back = undo({ before: table('T1', 'T2', 'T3'), revision: { activities: '| id | code |\n| act-2 | T2 |\n| act-3 | T3 |' }, later: { activities: second } });
    expectTable(back.plan, 'activities', '| id | code |\n| act-1 | T4 |\n| act-2 | T1 |\n| act-3 | T3 |');
    expect(back.kept).toMatchObject([{ reason: 'code-taken', id: 'act-1', field: 'code', before: 'T1', after: null, now: 'T4' }]);
    expect(told(back)).toEqual(['T4 · Tittel T1: koden T1 er tatt av en annen, så den er nå T4']);
    const changed = undo({ before: table('T1', 'T2'), revision: table('T9', 'T2'), later: table('T9', 'T1') });
    expectTable(changed.plan, 'activities', table('T9', 'T1').activities!);
    expect(reasons(changed)).toEqual(['code-taken T9 code']);
  });
});

describe('order', () => {
  const rows = (...codes: readonly string[]): MarkdownTables => ({ activities: `| code |\n${codes.map((code) => `| ${code} |`).join('\n')}` });
  const codes = ({ plan }: Undone): unknown[] => plan.tables.activities.map(({ code }) => code);

  test('[Y22] a record that comes back stands where it stood, also first, last and beside others', () => {
    expect(codes(undo({ before: rows('T1', 'T2', 'T3', 'T4', 'T5'), revision: rows('T3'), later: rows('T6', 'T3', 'T7') }))).toEqual(['T1', 'T2', 'T6', 'T3', 'T4', 'T5', 'T7']);
  });

  test('[Y23] moved rows go back, and what came since keeps its place below the row it follows', () => {
    const undone = undo({ before: rows('T1', 'T2', 'T3', 'T4'), revision: rows('T4', 'T2', 'T1', 'T3'), later: rows('T4', 'T9', 'T2', 'T3') });
    expect(codes(undone)).toEqual(['T2', 'T3', 'T4', 'T9']);
    expect([undone.diff.moved.map(({ code }) => code), undone.kept]).toEqual([['T2', 'T3'], []]);
  });

  test('[Y23] where rows of the table were moved since they stay, and are told; other tables go back', () => {
    const undone = undo({
      before: { ...rows('T1', 'T2', 'T3'), goals }, revision: { ...rows('T3', 'T1', 'T2'), goals: '| code |\n| M2 |\n| M1 |' }, later: rows('T3', 'T2', 'T1'),
    });
    expect([codes(undone), undone.diff.moved.map(({ code }) => code)]).toEqual([['T3', 'T2', 'T1'], ['M1']]);
    expect(told(undone)).toEqual(['T3 · Tittel T3 står der den står, for rader på fanen er flyttet senere']);
  });

  test('[Y23] moved back by hand there is nothing to do or tell', () => {
    const undone = undo({ before: rows('T1', 'T2', 'T3'), revision: rows('T3', 'T1', 'T2'), later: rows('T1', 'T2', 'T3') });
    expect([undone.isPlanChanged, undone.kept]).toEqual([false, []]);
  });
});

test('[Y24] a sheet taken out before the undo receives it, and what was typed into it goes in', () => {
  const first = planOf({ goals, activities });
  const world = createWorld(first);
  world.commit(after(first, { activities: `${without(edited, 'T3')}\n| T4 | Ny | Eva | |` }));
  const workbook = world.open();
  world.commit(decideUndo({ before: first, revision: world.head(), store: world.head() }).plan);
  typeInto(workbook, 'activities', 'activities-t2', 'responsible', 'Liv');
  const decision = world.sync(workbook);
  expect([decision.conflicts, decision.problems, decision.held, decision.diff.received.length]).toEqual([[], [], null, 4]);
  expect(decision.diff.changed.map(({ code, field, to }) => [code, field, to])).toEqual([['T2', 'responsible', 'Liv']]);
  expectTable(world.head(), 'activities', activities.replace('Ola', 'Liv'));
  expectTab(workbook, 'activities', '| code | title | responsible |\n| T1 | Møte | Kari |\n| T2 | Kurs | Liv |\n| T3 | Besøk | Per |');
  expect(recordsById(world.head().tables.activities).get('activities-t3')).toEqual(recordsById(first.tables.activities).get('activities-t3'));
  expectSettled(world, workbook);
});

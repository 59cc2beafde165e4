import { deleteRows, rowOf, type EditedWorkbook } from '../../support/edit-grid';
import { problemMessage } from '../../../core/sync';
import { expectSettled } from '../../support/sync-world';
import { expectTable, expectTab, tabOf, tellStory, typeInto, type Told } from '../../support/workbook-md';

const goals = `
  | code | title           |
  | M1   | Flere medlemmer |
  | M2   | Trygt arbeid    |`;
const activities = `
  | code | title | goal |
  | T1   | Møte  | M1   |
  | T2   | Kurs  |      |`;
const base = { goals, activities };
const problemsOf = ({ decision }: Told): string[] => decision.problems.map(({ code, tab, cell }) => `${code} ${tab}!${cell}`);
const noticesOf = ({ decision }: Told): string[] => decision.notices.map(({ code, detail }) => `${code} ${detail}`);
const drop = (workbook: EditedWorkbook, table: 'goals' | 'activities', id: string): void => deleteRows(tabOf(workbook, table), rowOf(tabOf(workbook, table), id));

describe('codes', () => {
  test('[Y7] new rows without a code get the next that never was; a code of their own is kept', () => {
    const told = tellStory({ base, head: { retired: { activities: ['T7'] } }, sheet: { activities: '| code | title |\n| T1 | Møte |\n|  | Ny |\n| T20 | Egen |\n|  | Enda en |\n| T2 | Kurs |' } });
    expectTable(told.plan, 'activities', '| code | title |\n| T1 | Møte |\n| T21 | Ny |\n| T20 | Egen |\n| T22 | Enda en |\n| T2 | Kurs |');
    expect(noticesOf(told)).toEqual([]);
    expectSettled(told.world, told.workbook);
  });

  test('[Y7] a new row with a code that is taken, was retired or goes in this very sync gets another, and is told', () => {
    const told = tellStory({
      base, head: { retired: { activities: ['T7'] } },
      edit: (workbook) => {
        drop(workbook, 'activities', 'activities-t2');
        tabOf(workbook, 'activities').rows.push(...['t1', 'T7', 'T2', 'T30', 'T30'].map((code, i) => [undefined, { value: code }, { value: `Ny ${i}` }]));
      },
    });
    expectTable(told.plan, 'activities', '| code | title |\n| T1 | Møte |\n| T31 | Ny 0 |\n| T32 | Ny 1 |\n| T33 | Ny 2 |\n| T30 | Ny 3 |\n| T34 | Ny 4 |');
    expect(noticesOf(told)).toEqual(['CODE_GIVEN T1 → T31', 'CODE_GIVEN T7 → T32', 'CODE_GIVEN T2 → T33', 'CODE_GIVEN T30 → T34']);
    expect(told.plan.retired).toEqual({ activities: ['T2', 'T7'] });
    expectSettled(told.world, told.workbook);
  });

  test('[Y7] a code may be changed, and two may change places', () => {
    const told = tellStory({
      base: { activities: '| id | code |\n| act-1 | T1 |\n| act-2 | T2 |\n| act-3 | T3 |' },
      sheet: { activities: '| id | code |\n| act-1 | T2 |\n| act-2 | T1 |\n| act-3 | t9 |' },
    });
    expectTable(told.plan, 'activities', '| id | code |\n| act-1 | T2 |\n| act-2 | T1 |\n| act-3 | T9 |');
    expect(told.plan.retired).toEqual({ activities: ['T3'] });
  });

  test('[Y7] a code changed to another’s, or to one that was before, is refused, and what hangs on it too; the cells stay', () => {
    const table = '| id | code |\n| act-1 | T1 |\n| act-2 | T2 |\n| act-3 | T3 |\n| act-4 | T4 |';
    const told = tellStory({
      base: { activities: table }, head: { retired: { activities: ['T7'] } },
      sheet: { activities: '| id | code |\n| act-1 | T2 |\n| act-2 | T3 |\n| act-3 | T3 |\n| act-4 | T7 |' },
    });
    expect(problemsOf(told).sort()).toEqual(['CODE_TWICE Tiltak!B2', 'CODE_TWICE Tiltak!B3', 'CODE_TWICE Tiltak!B5']);
    expectTable(told.plan, 'activities', table);
    expectTab(told.workbook, 'activities', '| id | code |\n| act-1 | T2 |\n| act-2 | T3 |\n| act-3 | T3 |\n| act-4 | T7 |');
    expect(told.world.preview(told.workbook)).toMatchObject({ isPlanChanged: false, isSheetBehind: false });
  });

  test('[Y7] a code that the store has given away meanwhile is refused', () => {
    const told = tellStory({ base, store: { activities: `${activities}\n  | T3 | Lagrets | |` }, edit: (workbook) => typeInto(workbook, 'activities', 'activities-t2', 'code', 'T3') });
    expect(problemsOf(told)).toEqual(['CODE_TWICE Tiltak!B3']);
    expect(told.plan.tables.activities.map(({ code }) => code)).toEqual(['T1', 'T2', 'T3']);
  });
});

describe('references', () => {
  test.each([
    ['by code', 'M2'], ['by code, in any case', ' m2 '], ['by code and title', 'M2 · Trygt arbeid'], ['by code and a title that is no more', 'M2 - Gammel tittel'], ['by title', 'trygt arbeid'],
  ])('[Y9] %s', (_, text) => {
    const told = tellStory({ base, edit: (workbook) => typeInto(workbook, 'activities', 'activities-t1', 'goal', text) });
    expect(told.decision.diff.changed).toMatchObject([{ field: 'goal', from: 'goals-m1', to: 'goals-m2' }]);
    expectTab(told.workbook, 'activities', '| code | goal |\n| T1 | M2 · Trygt arbeid |\n| T2 |  |');
  });

  test.each([
    ['another title', 'M2 · Vervepotensialet er kartlagt'], ['another’s title', 'M2 · Flere medlemmer'], ['a part of its title', 'M2 · Trygt'],
  ])('[R11] [Y9] by code with %s beside it: the code stands for something else there, so it is refused, and what it stands for here is told', (_, text) => {
    const told = tellStory({ base, edit: (workbook) => {
      typeInto(workbook, 'activities', 'activities-t1', 'goal', text);
      tabOf(workbook, 'activities').rows.push([{ value: 'annen-plan-7' }, { value: 'T7' }, { value: 'Limt inn' }, { value: text }]);
    } });
    expect(problemsOf(told)).toEqual(['UNKNOWN_REFERENCE Tiltak!D2', 'UNKNOWN_REFERENCE Tiltak!D4']);
    expect(told.decision.problems[0]!.expected).toMatchObject({ nb: 'Her hører koden til «M2 · Trygt arbeid». Velg fra listen, eller skriv bare koden om det er den du mener.' });
    expectTable(told.plan, 'activities', `${activities}\n| T7 | Limt inn | |`);
    expectTab(told.workbook, 'activities', `| code | goal |\n| T1 | ${text} |\n| T2 |  |\n| T7 | ${text} |`);
    expectSettled(told.world, told.workbook);
  });

  test('[R11] by code and title, whatever the case and the white space, and as much of a long title as a label shows', () => {
    const long = `Mange ${'😀'.repeat(150)}${'x'.repeat(150)}`;
    for (const text of ['m2·trygt\n  ARBEID', `M3 · ${long}`, `M3 · ${[...long].slice(0, 200).join('')}`, `M3 · ${long.slice(0, 200)}`]) {
      const told = tellStory({ base: { goals: `${goals}\n  | M3 | ${long} |`, activities }, edit: (workbook) => typeInto(workbook, 'activities', 'activities-t1', 'goal', text) });
      expect(told.decision.problems).toEqual([]);
      expect(told.decision.diff.changed).toMatchObject([{ field: 'goal', to: text.startsWith('M3') ? 'goals-m3' : 'goals-m2' }]);
    }
  });

  test.each([['the sheet has', 'M2 · Nytt i arket'], ['the sheet was written with', 'M2 · Trygt arbeid'], ['the store has', 'M2 · Nytt i lageret']])('[R11] [Y9] by the title that %s', (_, text) => {
    const told = tellStory({ base, store: { goals: goals.replace('Trygt arbeid', 'Nytt i lageret') }, edit: (workbook) => {
      typeInto(workbook, 'goals', 'goals-m2', 'title', 'Nytt i arket');
      typeInto(workbook, 'activities', 'activities-t1', 'goal', text);
    } });
    expect(told.decision.problems).toEqual([]);
    expect(told.decision.diff.changed).toMatchObject([{ field: 'goal', to: 'goals-m2' }]);
    // Cells show the sheet's title while the conflict is open; edited once more, it is a title that nobody has.
    typeInto(told.workbook, 'goals', 'goals-m2', 'title', 'Enda nyere i arket');
    expect(told.world.preview(told.workbook).problems).toEqual([]);
  });

  test('[Y9] two that change codes in the sheet: the title beside the code tells which was meant', () => {
    const told = tellStory({ base, edit: (workbook) => {
      typeInto(workbook, 'goals', 'goals-m1', 'code', 'M2');
      typeInto(workbook, 'goals', 'goals-m2', 'code', 'M1');
      typeInto(workbook, 'activities', 'activities-t2', 'goal', 'M1 · Flere medlemmer');
    } });
    expect(told.decision.diff.changed.find(({ field }) => field === 'goal')).toMatchObject({ to: 'goals-m1' });
  });

  test('[Y9] a goal and its activity pasted from another plan’s workbook: they stay together', () => {
    const told = tellStory({ base, edit: (workbook) => {
      tabOf(workbook, 'goals').rows.push([{ value: 'annet-maal-2' }, { value: 'M2' }, { value: 'Vervepotensialet er kartlagt' }]);
      tabOf(workbook, 'activities').rows.push([{ value: 'annen-plan-7' }, { value: 'T2' }, { value: 'Limt inn' }, { value: 'M2 · Vervepotensialet er kartlagt' }]);
    } });
    expect(told.decision.problems).toEqual([]);
    expectTable(told.plan, 'activities', `${activities}\n| T3 | Limt inn | M3 |`);
    expectTable(told.plan, 'goals', `${goals}\n| M3 | Vervepotensialet er kartlagt |`);
    expectSettled(told.world, told.workbook);
  });

  test('[Y9] to a new row of another tab, by its new code or by its title', () => {
    const told = tellStory({
      base,
      sheet: { goals: `${goals}\n  | M9 | Nytt mål |\n  |  | Uten kode |`, activities: '| code | title | goal |\n| T1 | Møte | M9 |\n| T2 | Kurs | Uten kode |' },
    });
    expect(told.decision.problems).toEqual([]);
    expectTable(told.plan, 'activities', '| code | title | goal |\n| T1 | Møte | M9 |\n| T2 | Kurs | M10 |');
    expectSettled(told.world, told.workbook);
  });

  test('[Y9] a goal renamed in the same sheet: what refers to it stays', () => {
    const told = tellStory({ base, edit: (workbook) => {
      typeInto(workbook, 'goals', 'goals-m1', 'code', 'M7');
      typeInto(workbook, 'goals', 'goals-m1', 'title', 'Mange flere');
    } });
    expect(told.decision.diff.changed.map(({ table }) => table)).toEqual(['goals', 'goals']);
    expectTab(told.workbook, 'activities', '| code | goal |\n| T1 | M7 · Mange flere |\n| T2 |  |');
    expectSettled(told.world, told.workbook);
  });

  test('[Y9] [Y10] to nothing: a problem, the field and the cell as they were, the rest goes in', () => {
    const told = tellStory({ base, edit: (workbook) => {
      typeInto(workbook, 'activities', 'activities-t1', 'goal', 'M99');
      typeInto(workbook, 'activities', 'activities-t1', 'title', 'Treff');
    } });
    expect(problemsOf(told)).toEqual(['UNKNOWN_REFERENCE Tiltak!D2']);
    expectTable(told.plan, 'activities', '| code | title | goal |\n| T1 | Treff | M1 |\n| T2 | Kurs |  |');
    expectTab(told.workbook, 'activities', '| code | title | goal |\n| T1 | Treff | M99 |\n| T2 | Kurs |  |');
    expectSettled(told.world, told.workbook);
  });

  test('[Y9] [Y10] to a record that the store has removed: refused, the cell stays', () => {
    const told = tellStory({ base, store: { goals: goals.replace(/\n.*M2.*/, '') }, edit: (workbook) => typeInto(workbook, 'activities', 'activities-t1', 'goal', 'M2') });
    expect(problemsOf(told)).toEqual(['REFERENCE_GONE Tiltak!D2']);
    expect(problemMessage(told.decision.problems[0]!, 'nb')).toBe('«M2» er slettet i lageret. Velg noe annet.');
    expectTable(told.plan, 'activities', activities);
    expectTab(told.workbook, 'activities', '| code | goal |\n| T1 | M2 |\n| T2 |  |');
    expectSettled(told.world, told.workbook);
  });

  test('[Y9] to a new row that could not come in: refused; a new row loses only that reference', () => {
    const told = tellStory({
      base,
      edit: (workbook) => {
        tabOf(workbook, 'goals').rows.push([undefined, { value: 'M9' }]);
        typeInto(workbook, 'activities', 'activities-t1', 'goal', 'M9');
        tabOf(workbook, 'activities').rows.push([undefined, { value: 'T9' }, { value: 'Ny' }, { value: 'M9' }]);
      },
    });
    expect(problemsOf(told)).toEqual(['ROW_INCOMPLETE Mål!C4', 'REFERENCE_NOT_TAKEN Tiltak!D2', 'REFERENCE_NOT_TAKEN Tiltak!D4']);
    expectTable(told.plan, 'activities', `${activities}\n| T9 | Ny | |`);
    expectSettled(told.world, told.workbook);
  });

  test('[Y9] set both here and there, here to what is gone: no conflict is left that nobody could settle', () => {
    const told = tellStory({
      base: { goals: `${goals}\n  | M3 | Tredje |`, activities },
      store: { goals: goals.replace(/\n.*M2.*/, '\n  | M3 | Tredje |'), activities: activities.replace('M1', 'M3') },
      edit: (workbook) => typeInto(workbook, 'activities', 'activities-t1', 'goal', 'M2'),
    });
    expect(told.decision.conflicts).toEqual([]);
    expect(problemsOf(told)).toEqual(['REFERENCE_GONE Tiltak!D2']);
    expectSettled(told.world, told.workbook);
  });

  test('[Y4][Y8] while it waits to be confirmed that rows are gone, nobody is told that they cannot be', () => {
    const { held, problems } = tellStory({ base, edit: (workbook) => deleteRows(tabOf(workbook, 'goals'), 1, base.goals.trim().split('\n').length - 1) }).decision;
    expect([held?.reason, problems]).toEqual(['many-deletions', []]);
  });

  test('[Y8] a record that others still refer to is not removed; its row comes back; they are named', () => {
    const told = tellStory({ base, edit: (workbook) => drop(workbook, 'goals', 'goals-m1'), confirmDeletions: true });
    expect(told.decision.held).toBeNull();
    expect(told.decision.problems).toMatchObject([{ code: 'STILL_REFERRED_TO', tab: 'Mål', cell: null, value: 'M1 · Flere medlemmer', expected: 'Tiltak!D2 T1 · Møte' }]);
    expectTable(told.plan, 'goals', goals);
    expectTab(told.workbook, 'goals', goals);
    expectSettled(told.world, told.workbook);
  });

  test('[Y8] those who refer to it are named with their cells, each name once, at most five, in a sentence that ends well', () => {
    const costs = ['Leie.', 'Leie.', 'Mat', 'Buss', 'Trykk', 'Lyd', 'Lys'].map((text) => `| T1 | ${text} |`).join('\n');
    const told = tellStory({ base: { activities, goals, costs: `| activity | text |\n${costs}` }, edit: (workbook) => {
      drop(workbook, 'activities', 'activities-t1');
      deleteRows(tabOf(workbook, 'costs'), 3);
    } });
    expect(told.decision.problems.map((problem) => problemMessage(problem, 'nb'))).toEqual([
      '«T1 · Møte» er ikke slettet, og raden kommer tilbake. Endre først der den er i bruk: Kostnader!B2 Leie. (2), Kostnader!B4 Buss, Kostnader!B5 Trykk, Kostnader!B6 Lyd, Kostnader!B7 Lys',
    ]);
    const more = tellStory({ base: { activities, goals, costs: `| activity | text |\n${costs}` }, edit: (workbook) => drop(workbook, 'activities', 'activities-t1') });
    expect(more.decision.problems[0]!.expected).toBe('Kostnader!B2 Leie. (2), Kostnader!B4 Mat, Kostnader!B5 Buss, Kostnader!B6 Trykk, Kostnader!B7 Lyd, … (6)');
  });

  test('[Y8] removed along with all that refers to it, or with the references moved: removed', () => {
    const together = tellStory({ base, edit: (workbook) => {
      drop(workbook, 'goals', 'goals-m1');
      drop(workbook, 'activities', 'activities-t1');
    } });
    expect(together.decision.diff.removed.map(({ code }) => code)).toEqual(['M1', 'T1']);
    const moved = tellStory({ base, edit: (workbook) => {
      drop(workbook, 'goals', 'goals-m1');
      typeInto(workbook, 'activities', 'activities-t1', 'goal', 'M2');
    } });
    expect(moved.decision.diff.removed.map(({ code }) => code)).toEqual(['M1']);
  });

  test('[Y8] a reference that goes back to the store’s brings its record back with it', () => {
    const told = tellStory({
      base, store: { goals: goals.replace(/\n.*M2.*/, '') },
      edit: (workbook) => {
        drop(workbook, 'goals', 'goals-m1');
        typeInto(workbook, 'activities', 'activities-t1', 'goal', 'M2');
      },
      confirmDeletions: true,
    });
    expect(problemsOf(told).sort()).toEqual(['REFERENCE_GONE Tiltak!D2', 'STILL_REFERRED_TO Mål!null']);
    expectTable(told.plan, 'activities', activities);
  });

  test('[Y8] deleted here, edited there and still referred to: it stays, without a conflict', () => {
    const told = tellStory({ base, store: { goals: goals.replace('Flere medlemmer', 'Langt flere') }, edit: (workbook) => drop(workbook, 'goals', 'goals-m1') });
    expect(told.decision.conflicts).toEqual([]);
    expect(problemsOf(told)).toEqual(['STILL_REFERRED_TO Mål!null']);
    expectTab(told.workbook, 'activities', '| code | goal |\n| T1 | M1 · Langt flere |\n| T2 |  |');
    expectSettled(told.world, told.workbook);
  });
});

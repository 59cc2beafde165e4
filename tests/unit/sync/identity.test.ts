import { deleteColumn, deleteRows, editedGrid, insertRow, rowOf, setCell, sortRows, copyRow, type EditedWorkbook } from '../../support/edit-grid';
import { expectSettled } from '../../support/sync-world';
import { columnOfField, expectTable, expectTab, tabOf, tellStory, typeInto, type Told } from '../../support/workbook-md';

const base = `
  | code | title    | responsible | status      |
  | T1   | Møte     | Kari        | not-started |
  | T2   | Kurs     | Ola         | not-started |
  | T3   | Besøk    | Nina        | under-way   |
  | T4   | Nettside | Per         | completed   |`;
const activities = (workbook: EditedWorkbook) => tabOf(workbook, 'activities');
const columnOf = (workbook: EditedWorkbook, field: string): number => columnOfField(activities(workbook), 'activities', field);
const noticesOf = ({ decision }: Told): string[] => decision.notices.map(({ code }) => code);
const problemsOf = ({ decision }: Told): string[] => decision.problems.map(({ code, cell }) => `${code} ${cell}`);
const expectNothing = ({ decision }: Told): void => {
  const { added, changed, removed } = decision.diff;
  expect({ added, changed, removed, problems: decision.problems }).toEqual({ added: [], changed: [], removed: [], problems: [] });
};

describe('which row is which record', () => {
  test('[I1] rows sorted: no edit, the order reported and kept in the sheet', () => {
    const told = tellStory({ base: { activities: base }, edit: (workbook) => sortRows(activities(workbook), columnOf(workbook, 'title')) });
    expectNothing(told);
    expect(told.decision.diff.moved.length).toBeGreaterThan(0);
    expectTable(told.plan, 'activities', base);
    expectTab(told.workbook, 'activities', '| code | title |\n| T3 | Besøk |\n| T2 | Kurs |\n| T1 | Møte |\n| T4 | Nettside |');
  });

  test('[I1] hidden tabs and rows are read like any other', () => {
    const { world, workbook } = tellStory({ base: { activities: base } });
    typeInto(workbook, 'activities', 'activities-t2', 'title', 'Skjult');
    activities(workbook).state = 'hidden';
    const grid = editedGrid(workbook);
    expect(grid.worksheets.find(({ name }) => name === 'Tiltak')!.state).toBe('hidden');
    expect(world.preview(workbook).diff.changed).toMatchObject([{ id: 'activities-t2', field: 'title', from: 'Kurs', to: 'Skjult', cell: 'Tiltak!C3' }]);
  });

  test('[I2] a row with nothing left but its id is emptied: its record is removed; a blank row among the others is nothing', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        activities(workbook).rows[2]!.fill(undefined, 1);
        insertRow(activities(workbook), 2);
      },
    });
    expect(told.decision.diff.removed.map(({ code }) => code)).toEqual(['T2']);
    expectSettled(told.world, told.workbook);
  });

  test('[I3] a copied row: the one nearest its base keeps the id, wherever it stands; the other is new, with a new code, and told', () => {
    for (const to of [1, 4]) {
      const told = tellStory({
        base: { activities: base },
        edit: (workbook) => {
          copyRow(activities(workbook), 2, to);
          setCell(activities(workbook), to, columnOf(workbook, 'title'), 'Kurs på nytt');
        },
      });
      expect(told.plan.tables.activities.find(({ id }) => id === 'activities-t2')).toMatchObject({ code: 'T2', title: 'Kurs' });
      expect(told.plan.tables.activities.find(({ title }) => title === 'Kurs på nytt')).toMatchObject({ code: 'T5', responsible: 'Ola' });
      expect(noticesOf(told)).toEqual(['COPIED_ROW', 'CODE_GIVEN']);
      expectSettled(told.world, told.workbook);
    }
  });

  test('[I3] a row copied without being changed becomes a record of its own', () => {
    const told = tellStory({ base: { activities: base }, edit: (workbook) => copyRow(activities(workbook), 2, 3) });
    expectTable(told.plan, 'activities', '| code | title |\n| T1 | Møte |\n| T2 | Kurs |\n| T5 | Kurs |\n| T3 | Besøk |\n| T4 | Nettside |');
  });

  test('[I3] [I6] an id overtyped with that of another row: both rows are still who they show, the edit on top goes in, and it is told', () => {
    for (const [overtyped, other] of [[2, 3], [3, 2]] as const) {
      const told = tellStory({
        base: { activities: base },
        edit: (workbook) => {
          setCell(activities(workbook), overtyped, 0, activities(workbook).rows[other]![0]!);
          setCell(activities(workbook), overtyped, columnOf(workbook, 'responsible'), 'Ida');
        },
      });
      expect(told.decision.diff).toMatchObject({ added: [], removed: [], changed: [{ id: `activities-t${overtyped}`, field: 'responsible', to: 'Ida' }] });
      expect(noticesOf(told)).toEqual(['ROW_RECOGNISED']);
      expect(activities(told.workbook).rows.map(([id]) => id?.value)).toEqual(['id', 'activities-t1', 'activities-t2', 'activities-t3', 'activities-t4']);
      expectSettled(told.world, told.workbook);
    }
  });

  test('[I3] [I6] an id overtyped in a table without codes; a copy beside it stays a copy', () => {
    const statements = '| id | text |\n| st-1 | Alle skal med |\n| st-2 | Trygt arbeid |\n| st-3 | Flere kurs |';
    const told = tellStory({
      base: { statements },
      edit: (workbook) => {
        const tab = tabOf(workbook, 'statements');
        setCell(tab, 1, 0, 'st-2');
        copyRow(tab, 3, 4);
      },
    });
    expect(told.decision.diff).toMatchObject({ changed: [], removed: [], added: [{ table: 'statements' }] });
    expect(noticesOf(told)).toEqual(['ROW_RECOGNISED', 'COPIED_ROW']);
    expect(told.plan.tables.statements.map(({ text }) => text)).toEqual(['Alle skal med', 'Trygt arbeid', 'Flere kurs', 'Flere kurs']);
  });

  test('[I4] sorted without the hidden id column: the ids are put back, and the edits on top are found', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        sortRows(activities(workbook), columnOf(workbook, 'title'), false, [0]);
        const row = activities(workbook).rows.findIndex((cells) => cells[columnOf(workbook, 'code')]?.value === 'T3');
        setCell(activities(workbook), row, columnOf(workbook, 'responsible'), 'Ida');
      },
    });
    expect(noticesOf(told)).toContain('IDS_RESTORED');
    expect(told.decision.diff.changed).toMatchObject([{ id: 'activities-t3', field: 'responsible', from: 'Nina', to: 'Ida' }]);
    expect(told.decision.diff.added).toEqual([]);
    expect(told.workbook.tabs.find(({ name }) => name === 'Tiltak')!.rows[1]![0]).toMatchObject({ value: 'activities-t3' });
    expectSettled(told.world, told.workbook);
  });

  test('[I4] sorted without ids in a table without codes, with a new row among them', () => {
    const statements = '| id | text |\n| st-1 | Alle skal med |\n| st-2 | Trygt arbeid |\n| st-3 | Flere kurs |';
    const told = tellStory({
      base: { statements },
      edit: (workbook) => {
        const tab = tabOf(workbook, 'statements');
        insertRow(tab, 4, [undefined, { value: 'Visjon' }, undefined, { value: 'Aller først' }]);
        sortRows(tab, columnOfField(tab, 'statements', 'text'), false, [0]);
      },
    });
    expect(told.decision.diff.changed).toEqual([]);
    expect(told.decision.diff.removed).toEqual([]);
    expectTable({ ...told.plan, tables: { ...told.plan.tables, statements: told.plan.tables.statements.filter(({ id }) => id.startsWith('st-')) } }, 'statements', statements);
    expect(told.plan.tables.statements.map(({ text }) => text)).toContain('Aller først');
  });

  test('[I4] cells deleted and pushed up beside the id column: the right record is gone', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        const { rows } = activities(workbook);
        for (let row = 2; row < rows.length; row++) rows[row] = [rows[row]![0], ...(rows[row + 1] ?? []).slice(1)];
      },
    });
    expect(told.decision.diff).toMatchObject({ changed: [], added: [], removed: [{ code: 'T2' }] });
  });

  test('[I5] a row that still has its own code has not changed places, whatever else was typed over', () => {
    const told = tellStory({
      base: { activities: base },
      sheet: { activities: '| code | title | responsible |\n| T1 | Kurs | Ola |\n| T2 | Møte | Kari |\n| T3 | Besøk | Nina |\n| T4 | Nettside | Per |' },
    });
    expect(told.decision.diff.changed.map(({ id, field }) => `${id} ${field}`)).toEqual(['activities-t1 title', 'activities-t1 responsible', 'activities-t2 title', 'activities-t2 responsible']);
  });

  test('[I5] an id is not taken from a row that was only edited a little', () => {
    const told = tellStory({
      base: { statements: '| id | text | party | note |\n| st-1 | Alle skal med | Laget | en |\n| st-2 | Trygt arbeid | Laget | to |' },
      edit: (workbook) => {
        typeInto(workbook, 'statements', 'st-1', 'text', 'Trygt arbeid');
        typeInto(workbook, 'statements', 'st-1', 'note', 'to');
        typeInto(workbook, 'statements', 'st-2', 'note', 'tre');
      },
    });
    expect(told.decision.diff.changed.map(({ id, field }) => `${id} ${field}`)).toEqual(['st-1 text', 'st-1 note', 'st-2 note']);
  });

  test('[I6] id column emptied: rows are known again by what they hold, or by their code and half of the rest', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        for (const cells of activities(workbook).rows.slice(1)) cells[0] = undefined;
        setCell(activities(workbook), 2, columnOf(workbook, 'title'), 'Langt kurs');
      },
    });
    expect(told.decision.held).toBeNull();
    expect(noticesOf(told)).toEqual(['ROW_RECOGNISED', 'ROW_RECOGNISED', 'ROW_RECOGNISED', 'ROW_RECOGNISED']);
    expect(told.decision.diff).toMatchObject({ added: [], removed: [], changed: [{ id: 'activities-t2', field: 'title' }] });
    expectSettled(told.world, told.workbook);
  });

  test('[I6] the id column deleted: five rows that are known again are told one by one, six by their number', () => {
    const rows = (count: number): string => `| code | title |\n${Array.from({ length: count }, (_, i) => `| T${i + 1} | Tiltak ${i + 1} |`).join('\n')}`;
    const tell = (count: number): Told => tellStory({ base: { activities: rows(count) }, edit: (workbook) => deleteColumn(activities(workbook), 0) });
    expect(noticesOf(tell(5))).toEqual(Array.from({ length: 5 }, () => 'ROW_RECOGNISED'));
    expect(tell(6).decision.notices).toEqual([{ code: 'ROWS_RECOGNISED', tab: 'Tiltak', cell: null, detail: '6' }]);
  });

  test('[I6] a new row with the code of a row that was deleted, and nothing else of it, is new', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        deleteRows(activities(workbook), 2);
        insertRow(activities(workbook), 2, [undefined, { value: 'T2' }, { value: 'Noe helt annet' }]);
      },
    });
    expect(told.decision.diff).toMatchObject({ removed: [{ code: 'T2' }], added: [{ code: 'T5', cell: 'Tiltak!B3' }], changed: [] });
  });

  test('[I7] a row with an id of another plan is new, and told', () => {
    const told = tellStory({ base: { activities: base }, edit: (workbook) => insertRow(activities(workbook), 3, [{ value: 'fremmed-id-1' }, { value: 'T77' }, { value: 'Fra i fjor' }]) });
    expect(noticesOf(told)).toEqual(['FOREIGN_ROW']);
    expect(told.decision.diff.added).toMatchObject([{ code: 'T77' }]);
    expect(told.plan.tables.activities.some(({ id }) => id === 'fremmed-id-1')).toBe(false);
    expectSettled(told.world, told.workbook);
  });

  test('[I8] a row with an id that is none is refused and stays; nothing of that table is removed meanwhile', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        typeInto(workbook, 'activities', 'activities-t2', 'title', 'Helt');
        typeInto(workbook, 'activities', 'activities-t2', 'code', 'X1');
        typeInto(workbook, 'activities', 'activities-t2', 'responsible', 'ukjent');
        setCell(activities(workbook), 2, 0, 'Nr. 2!');
      },
    });
    expect(problemsOf(told)).toEqual(['BAD_ID A3']);
    expectNothing({ ...told, decision: { ...told.decision, problems: [] } });
    expectTable(told.plan, 'activities', base);
    expectTab(told.workbook, 'activities', `
      | id              | code | title    |
      | activities-t1   | T1   | Møte     |
      | Nr. 2!          | X1   | Helt     |
      | activities-t2   | T2   | Kurs     |
      | activities-t3   | T3   | Besøk    |
      | activities-t4   | T4   | Nettside |`);
    expectSettled(told.world, told.workbook);
  });

  test('[I8] a row whose id was typed over but that still shows its record is known again', () => {
    const told = tellStory({ base: { activities: base }, edit: (workbook) => setCell(activities(workbook), 2, 0, 'Nr. 2!') });
    expectNothing(told);
    expect(noticesOf(told)).toEqual(['ROW_RECOGNISED']);
  });

  test('[I9] [I10] the same workbook again after a crash before the write-back adds nothing, whatever was added and mended', () => {
    const { world, workbook } = tellStory({ base: { activities: base } });
    insertRow(activities(workbook), 2, [undefined, undefined, { value: 'Uten kode' }]);
    insertRow(activities(workbook), 3, [undefined, { value: 'T1' }, { value: 'Med opptatt kode' }]);
    insertRow(activities(workbook), 4, [undefined, undefined, { value: 'Uten kode' }]);
    setCell(activities(workbook), 4, columnOf(workbook, 'due'), 'ikke en dato');
    copyRow(activities(workbook), 5, 6);
    const first = world.sync(workbook, { crashes: true });
    expect(first.diff.added).toHaveLength(4);
    const again = world.sync(workbook);
    expect({ ...again.diff, received: [] }).toMatchObject({ added: [], changed: [], removed: [] });
    expect(again.conflicts).toEqual([]);
    expect(again.problems.map(({ code }) => code)).toEqual(first.problems.map(({ code }) => code));
    expect(world.head().tables.activities).toHaveLength(8);
    expect(activities(workbook).rows[4]![columnOf(workbook, 'due')]).toMatchObject({ value: 'ikke en dato' });
    expectSettled(world, workbook);
  });

  test('[I9] what was added and edited in the store since is not overwritten by the same workbook', () => {
    const { world, workbook } = tellStory({ base: { activities: base } });
    insertRow(activities(workbook), 5, [undefined, undefined, { value: 'Ny' }]);
    world.sync(workbook, { crashes: true });
    world.commit({ ...world.head(), tables: { ...world.head().tables, activities: world.head().tables.activities.map((record) => (record['title'] === 'Ny' ? { ...record, title: 'Nyere' } : record)) } });
    world.sync(workbook);
    expect(world.head().tables.activities.map(({ title }) => title)).toEqual(['Møte', 'Kurs', 'Besøk', 'Nettside', 'Nyere']);
    expect(rowOf(activities(workbook), world.head().tables.activities[4]!.id)).toBe(5);
  });

  describe('[I19] a row that was given an id before it was sent', () => {
    const given = 'new-0b9e4c1a-7c1d-4d8e-9f00-5a1b2c3d4e5f';
    const newRow = () => {
      const { world, workbook } = tellStory({ base: { activities: base } });
      insertRow(activities(workbook), 5, [{ value: given }, undefined, { value: 'Møte i mai' }]);
      const edit = (field: string, value: string): void => setCell(activities(workbook), rowOf(activities(workbook), given), columnOf(workbook, field), value);
      const last = () => world.head().tables.activities.slice(4);
      return { world, workbook, edit, last };
    };

    test('is a new record under an id and a code of its own, and nothing is told of it', () => {
      const { world, workbook, last } = newRow();
      const decision = world.sync(workbook);
      expect(decision.notices).toEqual([]);
      expect(last()).toMatchObject([{ code: 'T5', title: 'Møte i mai' }]);
      expect(last()[0]!.id).not.toBe(given);
      expect(rowOf(activities(workbook), last()[0]!.id)).toBe(5);
      expectSettled(world, workbook);
    });

    test('and corrected after a sync that the workbook was not written after, is the same record with an edit: of each field, beside what the store has of the others', () => {
      const { world, workbook, edit, last } = newRow();
      world.sync(workbook, { crashes: true });
      world.commit({ ...world.head(), tables: { ...world.head().tables, activities: world.head().tables.activities.map((record) => (record['title'] === 'Møte i mai' ? { ...record, responsible: 'Fra lageret' } : record)) } });
      edit('title', 'Møte i juni');
      const decision = world.sync(workbook);
      expect(decision.diff).toMatchObject({ added: [], removed: [], changed: [{ field: 'title', from: 'Møte i mai', to: 'Møte i juni' }] });
      expect({ conflicts: decision.conflicts, problems: decision.problems }).toEqual({ conflicts: [], problems: [] });
      expect(last()).toMatchObject([{ code: 'T5', title: 'Møte i juni', responsible: 'Fra lageret' }]);
      expectSettled(world, workbook);
    });

    test('and corrected where the store corrected it too, is a conflict', () => {
      const { world, workbook, edit, last } = newRow();
      world.sync(workbook, { crashes: true });
      world.commit({ ...world.head(), tables: { ...world.head().tables, activities: world.head().tables.activities.map((record) => (record['title'] === 'Møte i mai' ? { ...record, title: 'Møte i april' } : record)) } });
      edit('title', 'Møte i juni');
      expect(world.sync(workbook).conflicts).toMatchObject([{ field: 'title', base: 'Møte i mai', store: 'Møte i april', sheet: 'Møte i juni' }]);
      expect(last()).toHaveLength(1);
    });

    test('of copies each is its own record, and each is itself again', () => {
      const { world, workbook, last } = newRow();
      copyRow(activities(workbook), 5, 6);
      setCell(activities(workbook), 6, columnOf(workbook, 'title'), 'En annen');
      world.sync(workbook, { crashes: true });
      setCell(activities(workbook), 6, columnOf(workbook, 'title'), 'En tredje');
      world.sync(workbook);
      expect(last()).toMatchObject([{ title: 'Møte i mai' }, { title: 'En tredje' }]);
      expectSettled(world, workbook);
    });

    test('and that is none yet keeps it', () => {
      const { world, workbook, edit } = newRow();
      edit('title', '');
      edit('responsible', 'Kari');
      expect(world.sync(workbook).problems).toMatchObject([{ code: 'ROW_INCOMPLETE' }]);
      expect(rowOf(activities(workbook), given)).toBe(5);
    });

    test('[I6] is a record that the sheet lost the row of, if it shows that', () => {
      const told = tellStory({ base: { activities: base }, edit: (workbook) => setCell(activities(workbook), 2, 0, given) });
      expectNothing(told);
      expect(noticesOf(told)).toEqual(['ROW_RECOGNISED']);
    });

    test('[I11] where no row has another id, holds the sync as a column without any does', () => {
      const told = tellStory({ base: { activities: base }, edit: (workbook) => activities(workbook).rows.slice(1).forEach((cells, i) => { cells.splice(0, 3, { value: `${given}${i}` }, undefined, { value: `Noe annet ${i}` }); }) });
      expect(told.decision.held).toMatchObject({ reason: 'lost-ids' });
    });
  });

  test('[I11] [Y5] the id column is gone and not all rows are known again: held', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        for (const cells of activities(workbook).rows) cells.splice(0, 1);
        activities(workbook).rows[2] = [undefined, { value: 'Noe helt annet' }];
      },
    });
    expect(told.decision.held).toEqual({ reason: 'lost-ids', tables: [{ tab: 'Tiltak', gone: 1, of: 4 }] });
    expectTable(told.plan, 'activities', base);
  });

  test('[I12] a new row that lacks what it needs stays in the sheet, below the row it stood under, and is told', () => {
    const told = tellStory({
      base: { activities: base },
      store: { activities: base.replace(/\n.*T2.*\n/, '\n') },
      edit: (workbook) => insertRow(activities(workbook), 3, [undefined, undefined, undefined, undefined, undefined, { value: 'bare en beskrivelse' }]),
    });
    expect(problemsOf(told)).toEqual(['ROW_INCOMPLETE C4']);
    expectTab(told.workbook, 'activities', `
      | code | title    | description         |
      | T1   | Møte     |                     |
      |      |          | bare en beskrivelse |
      | T3   | Besøk    |                     |
      | T4   | Nettside |                     |`);
    expectSettled(told.world, told.workbook);
  });

  test('[I12] a new row cannot come in where the column it needs is missing', () => {
    const told = tellStory({
      base: { activities: base },
      edit: (workbook) => {
        insertRow(activities(workbook), 5, [undefined, { value: 'T9' }]);
        const title = columnOf(workbook, 'title');
        for (const cells of activities(workbook).rows) cells.splice(title, 1);
      },
    });
    expect(problemsOf(told)).toEqual(['ROW_INCOMPLETE null']);
    expectTable(told.plan, 'activities', base);
  });
});

import { copyRow, deleteColumn, insertColumn, insertRow, moveColumn, setCell, type EditedWorkbook } from '../../support/edit-grid';
import { tables } from '../../../core/plan/tables';
import { expectSettled } from '../../support/sync-world';
import { columnOfField, expectTable, tabOf, tellStory, typeInto, type Told } from '../../support/workbook-md';

const base = `
  | code | title | responsible | description | channel |
  | T1   | Møte  | Kari        | Åpent møte  | e-post  |
  | T2   | Kurs  | Ola         | To dager    | nett    |
  | T3   | Besøk | Nina        | Alle klubber | telefon |`;
const activities = (workbook: EditedWorkbook) => tabOf(workbook, 'activities');
const columnOf = (workbook: EditedWorkbook, field: string): number => columnOfField(activities(workbook), 'activities', field);
const noticesOf = ({ decision }: Told): string[] => decision.notices.map(({ code, detail }) => `${code} ${detail}`);
const tell = (edit: (workbook: EditedWorkbook) => void): Told => tellStory({ base: { activities: base }, edit });
const changesOf = ({ decision }: Told): string[] => decision.diff.changed.map(({ id, field, to }) => `${id} ${field}: ${String(to)}`);
const expectUntouched = (told: Told): void => {
  expect(changesOf(told)).toEqual([]);
  expectTable(told.plan, 'activities', base);
  expectSettled(told.world, told.workbook);
};

describe('which tab is which table, which column which field', () => {
  test('[I13] a renamed tab is known by the records on it', () => {
    const told = tell((workbook) => {
      typeInto(workbook, 'activities', 'activities-t1', 'title', 'Stormøte');
      activities(workbook).name = 'Vår liste';
    });
    expect(changesOf(told)).toEqual(['activities-t1 title: Stormøte']);
    expect(told.decision.diff.changed[0]!.cell).toBe('Vår liste!C2');
  });

  test('[I13] of a tab and its copy, the one with the right name counts, wherever it stands', () => {
    const told = tell((workbook) => {
      const copy = { ...activities(workbook), name: 'Tiltak (2)', rows: activities(workbook).rows.map((cells) => [...cells]) };
      setCell(copy, 1, 2, 'I kopien');
      workbook.tabs.unshift(copy);
    });
    expectUntouched(told);
    expect(told.decision.ownTabs).toContain('Tiltak (2)');
    expect(noticesOf(told)).toEqual(['TAB_COPY Tiltak']);
  });

  test('[I13] a tab that looks alike but holds other records is not taken for a missing one', () => {
    const told = tellStory({
      base: { strategies: '| code | title |\n| S1 | Verve |\n| S2 | Skolere |', superiorGoals: '| code | title |\n| O1 | Flere |\n| O2 | Flinkere |' },
      edit: (workbook) => {
        const copy = { ...tabOf(workbook, 'superiorGoals'), name: 'Kopi' };
        workbook.tabs = [...workbook.tabs.filter(({ name }) => name !== 'Strategier'), copy];
      },
    });
    expect(told.decision.held).toBeNull();
    expect(noticesOf(told)).toEqual(['TABLE_MISSING ', 'TAB_COPY Overordnede mål']);
    expect(told.plan.tables.strategies).toHaveLength(2);
  });

  test('[I14] rows above the header, and headers in another language, are found', () => {
    const told = tell((workbook) => {
      const tab = activities(workbook);
      setCell(tab, 0, columnOf(workbook, 'responsible'), 'Responsible');
      setCell(tab, 0, columnOf(workbook, 'description'), 'Beskrivning');
      setCell(tab, 1, 2, 'Stormøte');
      insertRow(tab, 0, [undefined, { value: 'Tiltak for 2026' }]);
      insertRow(tab, 1);
    });
    expect(changesOf(told)).toEqual(['activities-t1 title: Stormøte']);
    expect(told.decision.diff.changed[0]!.cell).toBe('Tiltak!C4');
  });

  test('[I14] columns moved about: no edit', () => {
    expectUntouched(tell((workbook) => {
      moveColumn(activities(workbook), columnOf(workbook, 'channel'), 1);
      moveColumn(activities(workbook), columnOf(workbook, 'title'), 20);
      moveColumn(activities(workbook), 0, 5);
    }));
  });

  test('[I15] a rewritten header: the column is known by its place and by what it holds, and is told', () => {
    const told = tell((workbook) => {
      setCell(activities(workbook), 0, columnOf(workbook, 'responsible'), 'Hvem gjør det');
      setCell(activities(workbook), 1, 6, 'Ida');
    });
    expect(changesOf(told)).toEqual(['activities-t1 responsible: Ida']);
    expect(noticesOf(told)).toEqual(['HEADER_RENAMED Ansvarlig → Hvem gjør det']);
    expectSettled(told.world, told.workbook);
  });

  test.each([['title', 'Ny tittel'], ['responsible', 'Ida'], ['channel', 'brev']])('[I15] the header of %s is emptied: the column is known likewise, the edit goes in, the header comes back', (field, text) => {
    const told = tell((workbook) => {
      const column = columnOf(workbook, field);
      setCell(activities(workbook), 0, column, '');
      setCell(activities(workbook), 1, column, text);
    });
    expect(changesOf(told)).toEqual([`activities-t1 ${field}: ${text}`]);
    expect(noticesOf(told)).toEqual([`HEADER_RESTORED ${tables.activities.fields[field]!.header.nb}`]);
    expectTable(told.plan, 'activities', `| code | ${field} |\n| T1 | ${text} |\n${['T2', 'T3'].map((code) => `| ${code} | ${String(told.world.revisions[0]!.tables.activities.find((one) => one.code === code)![field])} |`).join('\n')}`);
    expect(columnOf(told.workbook, field)).toBeGreaterThan(0);
    expectSettled(told.world, told.workbook);
  });

  test('[I15] the headers of a column and of the computed one beside it are emptied, and a column of one’s own without a header stands at the end', () => {
    const told = tell((workbook) => {
      const tab = activities(workbook);
      for (const header of ['Kanal', 'Kostnad', 'Signal']) setCell(tab, 0, tab.rows[0]!.findIndex((cell) => cell?.value === header), '');
      setCell(tab, 2, tab.rows[1]!.findIndex((cell) => cell?.value === 'e-post'), 'brev');
      setCell(tab, 2, 40, 'mitt eget');
    });
    expect(changesOf(told)).toEqual(['activities-t2 channel: brev']);
    expect(noticesOf(told)).toEqual(['Kanal', 'Signal', 'Kostnad'].map((header) => `HEADER_RESTORED ${header}`));
    expectSettled(told.world, told.workbook);
  });

  test('[I15] [I17] notes without a header in the place of a deleted column are not taken for it', () => {
    const told = tell((workbook) => {
      const column = columnOf(workbook, 'description');
      deleteColumn(activities(workbook), column);
      insertColumn(activities(workbook), column, ['', 'spør Ida', 'husk lokale', 'ring først']);
    });
    expect(noticesOf(told)).toEqual(['FIELD_MISSING Beskrivelse']);
    expectUntouched(told);
  });

  test('[I15] a column of the user’s own in the place of a deleted one is not taken for it', () => {
    const told = tell((workbook) => {
      const column = columnOf(workbook, 'description');
      deleteColumn(activities(workbook), column);
      insertColumn(activities(workbook), column, ['Våre notater', 'spør Ida', 'husk lokale', 'ring først']);
    });
    expect(changesOf(told)).toEqual([]);
    expect(noticesOf(told)).toEqual(['FIELD_MISSING Beskrivelse']);
    expect(told.decision.ownOnOurTabs).toEqual([{ table: 'activities', what: 'Våre notater' }]);
    expectTable(told.plan, 'activities', base);
  });

  test('[I16] one header twice: the column that shows what the records hold counts', () => {
    expectUntouched(tell((workbook) => insertColumn(activities(workbook), 1, ['Beskrivelse', 'x', 'y', 'z'])));
  });

  test('[I17] a column deleted, or its header and most of its cells: the field is not in this sheet, nothing in it is touched', () => {
    const deleted = tell((workbook) => deleteColumn(activities(workbook), columnOf(workbook, 'responsible')));
    expect(noticesOf(deleted)).toEqual(['FIELD_MISSING Ansvarlig']);
    expectUntouched(deleted);
    const withoutHeader = tell((workbook) => {
      const column = columnOf(workbook, 'responsible');
      setCell(activities(workbook), 0, column, '');
      for (const row of [1, 2]) setCell(activities(workbook), row, column, 'blir ikke lest');
    });
    expect(noticesOf(withoutHeader)).toEqual(['FIELD_MISSING Ansvarlig']);
    expectUntouched(withoutHeader);
  });

  test('[I17] a tab deleted, or its header row: the table is not in this sheet', () => {
    for (const edit of [
      (workbook: EditedWorkbook) => void (workbook.tabs = workbook.tabs.filter(({ name }) => name !== 'Tiltak')),
      (workbook: EditedWorkbook) => void activities(workbook).rows.splice(0, 1),
    ]) {
      const told = tell(edit);
      expect(told.decision.held).toBeNull();
      expect(noticesOf(told)).toEqual(['TABLE_MISSING ']);
      expectUntouched(told);
    }
  });

  test('[I18] columns and tabs of the user’s own are left alone and named', () => {
    const told = tell((workbook) => {
      insertColumn(activities(workbook), 4, ['Notat', 'a', 'b', 'c']);
      workbook.tabs.push({ name: 'Kladd', state: 'visible', rows: [[{ value: 'hei' }]] });
      workbook.extras = ['charts'];
    });
    expect([told.decision.ownTabs, told.decision.ownOnOurTabs]).toEqual([['Kladd'], [{ table: 'activities', what: 'Notat' }]]);
    expectUntouched(told);
  });

  test('[Y16] what was typed over a formula is told and put right; the rest goes in', () => {
    const told = tell((workbook) => {
      const column = activities(workbook).rows[0]!.findIndex((cell) => cell?.value === 'Planlagt');
      setCell(activities(workbook), 2, column, 12);
    });
    expect(noticesOf(told)).toEqual(['FORMULA_LOST Planlagt']);
    expectUntouched(told);
  });

  test('[I1] [I18] a copied column of derived values beside a copied row changes nothing else', () => {
    const told = tell((workbook) => copyRow(activities(workbook), 1, 4));
    expect(told.decision.diff.added).toHaveLength(1);
    expectSettled(told.world, told.workbook);
  });
});

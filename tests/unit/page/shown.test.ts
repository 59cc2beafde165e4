import { computePlan, createNaming, type DiffMessage } from '../../../core';
import { editsByTable, recordNames, textChange } from '../../../addin/state/shown-edits';
import { rowsWith, shownHead, shownTable } from '../../../addin/state/shown-table';
import { examplePlans } from '../../support/example-plans';

const plan = examplePlans().get('lillehammer-2026')!;
const today = '2026-11-21';

describe('a table as the page shows it', () => {
  const shown = shownTable(plan, 'activities', today, 'nb');

  test('[V4] has all records, and names the columns that are empty', () => {
    expect(shown.rows.map(({ id }) => id)).toEqual(plan.tables.activities.map(({ id }) => id));
    expect(shown.columns.map(({ header }) => header)).toEqual(expect.arrayContaining(['Kode', 'Tiltak', 'Status', 'Beregnet fremdrift', 'Signal', 'Kostnad']));
    for (const header of shown.emptyColumns) expect(shown.columns.map((column) => column.header)).not.toContain(header);
  });

  test('[V4] what is computed is what core computes', () => {
    const computed = computePlan(plan, today);
    const at = shown.columns.findIndex(({ key }) => key === 'computedProgress');
    shown.rows.forEach(({ cells }, position) => {
      const value = computed.value('activities', position, 'computedProgress');
      expect(cells[at]!.text.replace('\u00a0', ' ')).toBe(typeof value === 'number' ? `${Math.round(value * 100)} %` : '');
    });
  });

  test('[V4] rows are found by all words, in any column and case', () => {
    const found = rowsWith(shown.rows, 'STYRE  t1');
    expect(found.length).toBeGreaterThan(0);
    expect(rowsWith(shown.rows, '  ')).toHaveLength(shown.rows.length);
    expect(rowsWith(shown.rows, 'finnes ikke noe sted')).toEqual([]);
  });

  test('[V4] the head shows what it holds, as people write it', () => {
    expect(shownHead(plan, 'sv')).toEqual(expect.arrayContaining([{ field: 'Perioden börjar', value: '2026-01-01' }, { field: 'Valuta', value: 'NOK' }]));
  });
});

type Edits = Parameters<typeof editsByTable>[0];
type Change = DiffMessage['changed'][number];
const noEdits: Edits = { lines: [], added: [], changed: [], moved: [], removed: [] };
const activity = plan.tables.activities[0]!;
const change = (given: Partial<Change>): Change => ({ table: 'activities', id: activity.id, code: 'T1', cell: null, field: 'title', from: null, to: null, ...given });

describe('edits as the page tells them', () => {
  test('[V5] a changed field is told with the names that things have', () => {
    const goal = plan.tables.goals[0]!;
    const edits = { ...noEdits, lines: ['…'], changed: [change({ field: 'goal', to: goal.id, cell: 'Tiltak!D2' })] };
    const label = createNaming([plan], 'nb').record('goals', goal.id);
    expect(label).not.toBe('');
    expect(editsByTable(edits, [plan], 'nb')).toEqual([
      { table: 'activities', edits: [expect.objectContaining({ kind: 'changed', cell: 'Tiltak!D2', text: 'T1 · Styremøter', change: { field: 'Mål', values: expect.objectContaining({ from: '', to: label }) } })] },
    ]);
  });

  test('[V5] what no plan at hand knows is told in the line of the server', () => {
    const line = 'Tiltak!D2  T1 · Styremøter, Mål: (tom) → M9 · Nytt mål';
    const edits = { ...noEdits, lines: [line], changed: [change({ field: 'goal', to: 'goal-of-the-sheet', cell: 'Tiltak!D2' })] };
    expect(editsByTable(edits, [plan], 'nb')[0]!.edits[0]).toMatchObject({ text: 'T1 · Styremøter, Mål: (tom) → M9 · Nytt mål', change: null });
  });

  test('[V5] each edit has its own line, in the order removed, changed, added, moved', () => {
    const place = (id: string, cell: string | null) => ({ table: 'goals' as const, id, code: null, cell });
    const edits: Edits = {
      lines: ['Slettet: M1 · Et', 'Mål!C2  M2 · To, Tittel: a → b', 'Mål!B9  Ny: M3 · Tre: og mer', 'Mål!B4  Flyttet: M4 · Fire'],
      removed: [place('gone', null)], changed: [{ ...place('unknown', 'Mål!C2'), field: 'title', from: 'a', to: 'b' }], added: [place('new', 'Mål!B9')], moved: [place('moved', 'Mål!B4')],
    };
    expect(editsByTable(edits, [plan], 'nb')[0]!.edits.map(({ kind, text }) => [kind, text])).toEqual([
      ['removed', 'M1 · Et'], ['changed', 'M2 · To, Tittel: a → b'], ['added', 'M3 · Tre: og mer'], ['moved', 'M4 · Fire'],
    ]);
  });

  test('[V5] of rows that were moved as many are told as have a line, whatever else there is', () => {
    const moved = Array.from({ length: 8 }, (_, i) => ({ table: 'goals' as const, id: `moved-${i}`, code: null, cell: `Mål!B${i}` }));
    const place = { table: 'goals' as const, id: 'new', code: null, cell: 'Mål!B9' };
    const lines = ['Mål!B9  Ny: M9 · Ni', ...moved.slice(0, 5).map(({ cell }, i) => `${cell}  Flyttet: M${i} · Mål`), '… (8)'];
    const texts = editsByTable({ ...noEdits, lines, added: [place], moved }, [plan], 'nb')[0]!.edits.map(({ text }) => text);
    expect(texts).toEqual(['M9 · Ni', 'M0 · Mål', 'M1 · Mål', 'M2 · Mål', 'M3 · Mål', 'M4 · Mål']);
  });

  test('[V5] what is received is named record by record, whatever the number of its fields', () => {
    const place = { table: 'activities' as const, id: activity.id, code: 'T1', cell: null };
    expect(recordNames([place, { ...place, cell: 'Tiltak!C2' }, { ...place, table: 'head', id: 'head', code: null }, { ...place, table: 'goals', id: 'gone', code: 'M9' }], plan, 'nn')).toEqual(['Tiltak: T1 · Styremøter', 'Plan', 'Mål: M9']);
  });

  test.each([
    ['short', 'longer than that'],
    ['Styret møtes ti ganger i året, i Lillehammer', 'Styret møtes åtte ganger i året, i Lillehammer'],
    ['en to tre en to tre en to tre', 'en to tre en to tre'],
    ['Likt hele veien, ord for ord', 'Likt hele veien, ord for ord'],
    ['', 'Noe helt nytt som er langt nok til å deles'],
  ])('[V5] "%s" and "%s" are put together again from their parts', (from, to) => {
    const parts = textChange(from, to);
    expect(parts.before + parts.from + parts.after).toBe(from);
    expect(parts.before + parts.to + parts.after).toBe(to);
  });

  test('[V5] of long texts only what differs is struck out', () => {
    expect(textChange('Styret møtes ti ganger i året, i Lillehammer', 'Styret møtes åtte ganger i året, i Lillehammer')).toEqual({ before: 'Styret møtes ', from: 'ti ', to: 'åtte ', after: 'ganger i året, i Lillehammer' });
  });
});

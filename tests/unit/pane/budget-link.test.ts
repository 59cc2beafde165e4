import { columnChoices, foreignTabs, linkedTab, nextLink, outlookOf, proposeLink, tabsWith, withHeaderRow } from '../../../addin/state/link-talk';
import { workbookName } from '../../../addin/state/workbook-name';
import type { SelectedArea } from '../../../addin/host/open-workbook';
import { linkNames, styledCell, type Grid, type WorkbookModel } from '../../../core';
import { budgetGrid, budgetHeaders, budgetMapping, budgetPlan, budgetTab, namesFor, type Row } from '../../support/budget-grid';
import { answers, fails, gives, hostFails, openedPane, planGrid, previewed, refused, scriptedPane, syncedTo, type Scripted, type Step } from '../../support/scripted-pane';

const rows: readonly Row[] = [['Konto', 'Navn', 'Budsjett 2026', 'Regnskap 2026'], ['6860', 'Møter', 12_000, 900], ['6890', 'Annet', 100, 5], ['7100', 'Reise', 50, null]];
const budget = (own: readonly Row[] = rows, name = budgetTab): Grid['worksheets'][number] => ({ ...budgetGrid(own).worksheets[0]!, name });
const workbook = (...tabs: Grid['worksheets']): Grid => ({ ...planGrid(), worksheets: [...planGrid().worksheets, ...(tabs.length > 0 ? tabs : [budget()])] });
const plan = { period: { start: '2026-01-01', end: '2027-12-31' } };
const on = (tab: string, range: Partial<SelectedArea['range']> = {}): SelectedArea => ({ tab, range: { top: 0, left: 0, bottom: 0, right: 0, ...range } });
const amountsIn = (talk: ReturnType<typeof proposeLink>): unknown => talk.mapping?.amounts.map(({ kind, year, column }) => [kind, year, column.letters]);

describe('what is proposed to a treasurer', () => {
  const other = budget([['Konto', 'Navn', 'Vedtatt 2027'], ['4000', 'Vare', 1], ['4010', 'Annet', 2], ['4020', 'Mer', 3]], 'Budsjett 2027');

  test('[C73] the table that is marked, else the tab that they are on, else all tabs but the plan’s own', () => {
    const grid = workbook(budget(), other);
    expect(foreignTabs(grid).map(({ name }) => name)).toEqual([budgetTab, 'Budsjett 2027']);
    const proposed = (selected: SelectedArea | null) => proposeLink(grid, plan, null, selected);
    expect([proposed(on('Budsjett 2027')), proposed(on('Tiltak')), proposed(null)].map(({ mapping }) => mapping!.tab)).toEqual(['Budsjett 2027', budgetTab, budgetTab]);
    expect(amountsIn(proposed(on(budgetTab)))).toEqual([['adopted', 2026, 'C'], ['actual', 2026, 'D']]);
    expect(amountsIn(proposed(on(budgetTab, { bottom: 3, right: 2 })))).toEqual([['adopted', 2026, 'C']]);
  });

  test('[C73] the link that was kept, unless another table is marked', () => {
    const kept = budgetMapping({ columns: { account: { letters: 'A', header: 'Konto' } }, amounts: [{ kind: 'adopted', year: 2026, column: { letters: 'D', header: 'Regnskap 2026' } }], planned: [{ year: 2026, column: { letters: 'E' } }] });
    const linked = { ...plan, settings: { budgetLinks: [{ name: 'b.xlsx', mapping: kept }] } };
    const grid = workbook(budget(), other);
    expect([proposeLink(grid, linked, 'b.xlsx', on(budgetTab)).mapping, proposeLink(grid, linked, 'b.xlsx', null).guess]).toEqual([kept, null]);
    expect(proposeLink(grid, linked, 'andre.xlsx', null).guess).toMatchObject({ ok: true });
    const marked = proposeLink(grid, linked, 'b.xlsx', on(budgetTab, { bottom: 3, right: 3 }));
    expect([amountsIn(marked), marked.mapping!.planned]).toEqual([[['adopted', 2026, 'C'], ['actual', 2026, 'D']], kept.planned]);
    expect(proposeLink(workbook(other), linked, 'b.xlsx', null).mapping!.tab).toBe('Budsjett 2027');
  });

  test('[C73] where nothing is found, they may say themselves where everything stands', () => {
    const grid = workbook(budget([['Post', 'Kroner'], ['Møter', 'ti']]));
    const nothing = proposeLink(grid, plan, null, on(budgetTab));
    expect([nothing.mapping, nothing.guess]).toMatchObject([null, { ok: false }]);
    expect(nextLink(nothing, { type: 'link-by-hand' }).mapping).toEqual({
      tab: budgetTab, headerRow: 1, columns: { account: { letters: 'A', header: 'Post' } }, amounts: [{ kind: 'adopted', year: 2026, column: { letters: 'B', header: 'Kroner' } }], unit: 1, incomeIs: 'negative',
    });
    expect(nextLink(proposeLink(workbook(budget(), other), plan, null, null), { type: 'link-tab', tab: 'Budsjett 2027' }).mapping!.tab).toBe('Budsjett 2027');
  });

  test('[C73] columns are chosen by their letters and headers, which follow the row of headers', () => {
    const grid = workbook(budget([['Budsjett for laget'], ...rows]));
    expect(columnChoices(grid, budgetTab, 2).map(({ label }) => label)).toEqual(['A · Konto', 'B · Navn', 'C · Budsjett 2026', 'D · Regnskap 2026']);
    const talk = proposeLink(grid, plan, null, null);
    expect(talk.mapping!.headerRow).toBe(2);
    expect(withHeaderRow(grid, talk.mapping!, 0).amounts.map(({ column }) => column)).toEqual([{ letters: 'C' }, { letters: 'D' }]);
  });

  test('[C117] a tab that cannot be guessed is linked by hand, from that tab on', () => {
    const grid = workbook(budget(), budget([['Post', '2026'], ['Møter', 'ti']], 'Kasse'));
    const chosen = nextLink(proposeLink(grid, plan, null, on(budgetTab)), { type: 'link-tab', tab: 'Kasse' });
    expect([chosen.mapping, chosen.marked, nextLink(chosen, { type: 'link-by-hand' }).mapping!.tab]).toEqual([null, 'Kasse', 'Kasse']);
  });

  test('[C117] a tab is linked beside those that are; what they tell is left out, and others that look like a budget are named', () => {
    const next = budget([['Konto', 'Navn', 'Vedtatt 2027', 'Budsjett 2026'], ['6860', 'Møter', 1, 12_000], ['6890', 'Annet', 2, 100]], 'Budsjett 2027');
    const grid = workbook(budget(), next);
    const kept = budgetMapping({ amounts: [{ kind: 'adopted', year: 2026, column: { letters: 'C', header: 'Budsjett 2026' } }] });
    const linked = { ...plan, settings: { budgetLinks: [{ name: 'b.xlsx', mapping: kept }] } };
    expect(proposeLink(grid, plan, 'b.xlsx', on(budgetTab)).others).toEqual(['Budsjett 2027']);
    const talk = proposeLink(grid, linked, 'b.xlsx', on('Budsjett 2027'));
    expect([talk.mapping!.tab, amountsIn(talk), talk.others]).toEqual(['Budsjett 2027', [['adopted', 2027, 'C']], []]);
    expect(tabsWith(talk, talk.mapping!).map(({ tab }) => tab)).toEqual([budgetTab, 'Budsjett 2027']);
    expect(linkNames(grid, ...tabsWith(talk, talk.mapping!)).map(({ name }) => name)).toEqual(expect.arrayContaining(['Planark_account', 'Planark_account_2', 'Planark_adopted_2026', 'Planark_adopted_2027']));
    // On a tab that is none, the link that stands is shown; in a workbook without a name there is no other.
    expect([proposeLink(workbook(budget(), budget([['Husk']], 'Notater')), linked, 'b.xlsx', on('Notater')).mapping, tabsWith({ ...talk, fileName: null }, talk.mapping!).length]).toEqual([kept, 1]);
    expect(linkedTab({ names: namesFor(grid, kept, talk.mapping!) })).toBe('Budsjett 2026, Budsjett 2027');
  });

  test('[C76] a table that no formula can follow is known for one', () => {
    const talk = proposeLink(workbook(), plan, null, null);
    const live = (incomeIs: 'negative' | 'positive'): number => outlookOf(talk, { ...talk.mapping!, incomeIs }, 'nb').live;
    expect([live('negative'), live('positive'), outlookOf(talk, talk.mapping!, 'nb').reading.figures.length]).toEqual([2, 2, 3]);
  });

  test('[C74] which tab the budget follows is read in the names', () => {
    const grid = budgetGrid([budgetHeaders, [6860, 'Møter', 1]]);
    const names = namesFor(grid, budgetMapping());
    expect([linkedTab({ names }), linkedTab({ names: names.slice(0, 2) }), linkedTab({})]).toEqual([budgetTab, null, null]);
  });

  test.each([
    [null, null], ['C:\\Users\\Kari\\Budsjett 2026.xlsx', 'Budsjett 2026.xlsx'], ['/Users/kari/100 % budsjett.xlsx', '100 % budsjett.xlsx'], ['https://laget.sharepoint.com/Delte%20dokumenter/Budsjett%202026.xlsx?web=1', 'Budsjett 2026.xlsx'],
    ['https://laget.sharepoint.com/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D&file=Budsjett%202026.xlsx&action=edit', 'Budsjett 2026.xlsx'], ['https://x.example/%E0%A4%A', '%E0%A4%A'], ['https://x.example/', null],
  ])('[C76] a workbook at %s is called %s', (location, name) => {
    expect(workbookName(location)).toBe(name);
  });
});

describe('the link on its way', () => {
  const grid = workbook();
  const read: Step = { call: 'read', gives: gives(grid) };
  const selected: Step = { call: 'selected', gives: gives(on(budgetTab)) };
  const look: readonly Step[] = [{ call: 'read', gives: gives(grid) }, { call: 'preview', gives: answers(previewed()) }];
  const kept = answers({ plan: 'plan-1', revision: syncedTo(2).revision, committed: true });

  const asked = async (location?: string | null): Promise<Scripted> => {
    const scripted = await openedPane(location === undefined ? {} : { location });
    scripted.expects(read, selected);
    scripted.pane.send({ type: 'link-asked', plan });
    await scripted.settle();
    return scripted;
  };

  test('[C73][C74] nothing is kept before it is confirmed; then the server is asked, the columns are named, and what a sync brings is shown', async () => {
    const scripted = await asked();
    expect(scripted.pane.get()).toMatchObject({ job: null, link: { fileName: 'plan.xlsx', mapping: { tab: budgetTab } } });
    const mapping = { ...scripted.pane.get().link!.mapping!, incomeIs: 'negative' as const, columns: { account: { letters: 'A', header: 'Konto' } } };
    scripted.pane.send({ type: 'link-changed', mapping });
    const seen: unknown[] = [];
    scripted.expects(
      { call: 'link', gives: kept, sees: (...args) => void seen.push(args) },
      { call: 'name', gives: gives(undefined), sees: (names, of) => void seen.push([(names as { name: string }[]).map(({ name }) => name), of === grid]) }, ...look,
    );
    scripted.pane.send({ type: 'link-confirmed' });
    await scripted.settle();
    expect([scripted.left(), seen]).toEqual([[], [['plan-1', { name: 'plan.xlsx', mapping, tabs: [budgetTab] }], [['Planark_account', 'Planark_adopted_2026', 'Planark_actual_2026'], true]]]);
    expect(scripted.pane.get()).toMatchObject({ job: null, link: null, trouble: null, talk: { preview: {} } });
  });

  test('[C74] one that the server refuses names nothing, and stays to be seen', async () => {
    const scripted = await asked();
    scripted.expects({ call: 'link', gives: fails(refused(403, 'not-allowed')) });
    scripted.pane.send({ type: 'link-confirmed' });
    await scripted.settle();
    expect([scripted.left(), scripted.pane.get()]).toMatchObject([[], { job: null, trouble: { from: 'server', failure: { code: 'not-allowed' } }, link: { mapping: {} } }]);
  });

  test('[C74] one that nobody answers is asked for again, and goes on', async () => {
    const scripted = await asked();
    scripted.expects({ call: 'link', gives: fails({ kind: 'away' }) }, { call: 'link', gives: kept }, { call: 'name', gives: gives(undefined) }, ...look);
    scripted.pane.send({ type: 'link-confirmed' });
    await scripted.settle();
    await scripted.pass(1000);
    expect([scripted.left(), scripted.pane.get().link]).toEqual([[], null]);
  });

  test('[C72][C74] where the columns have moved since, that is told, and nothing is tried by itself', async () => {
    const scripted = await asked();
    scripted.expects({ call: 'link', gives: kept }, { call: 'name', gives: hostFails('changed', false, budgetTab) });
    scripted.pane.send({ type: 'link-confirmed' });
    await scripted.settle();
    expect([scripted.left(), scripted.pane.get()]).toMatchObject([[], { job: null, trouble: { from: 'workbook', kind: 'link', failure: { kind: 'changed', tab: budgetTab } }, link: { mapping: {} } }]);
  });

  test('[C76] in a workbook that was never saved the names alone are the link', async () => {
    const scripted = await asked(null);
    scripted.expects({ call: 'name', gives: gives(undefined) }, ...look);
    scripted.pane.send({ type: 'link-confirmed' });
    await scripted.settle();
    expect(scripted.left()).toEqual([]);
  });

  test('[C74] unlinking forgets it on the server and takes the names away', async () => {
    const scripted = await openedPane();
    const seen: unknown[] = [];
    scripted.expects(read, { call: 'link', gives: kept, sees: (_, link) => void seen.push(link) }, { call: 'name', gives: gives(undefined), sees: (names) => void seen.push(names) }, ...look);
    scripted.pane.send({ type: 'unlink-asked' });
    await scripted.settle();
    expect([scripted.left(), seen]).toEqual([[], [{ name: 'plan.xlsx', mapping: null }, []]]);
    expect(scripted.pane.get()).toMatchObject({ linkedTab: null, link: null });
  });

  test('[C75] a plan that is put into a workbook whose columns have names follows them from the first', async () => {
    const own = budgetGrid([budgetHeaders, ['6860', 'Møter', 12_000, 900]]);
    const linked: Step = { call: 'read', gives: gives({ ...own, names: namesFor(own, budgetMapping()) }) };
    const scripted = scriptedPane({}, linked);
    scripted.pane.open('check');
    await scripted.settle();
    const formulas: unknown[] = [];
    const sees = (model: unknown): void => void formulas.push(...(model as WorkbookModel).worksheets.find(({ key }) => key === 'budget')!.rows[1]!.flatMap((cell) => (cell !== null && styledCell(cell).formula?.startsWith('SUMIFS(Planark_') ? styledCell(cell).value : [])));
    scripted.expects(linked, { call: 'plan', gives: answers({ plan: budgetPlan([], [{ account: '6860', year: 2026, adopted: 1 }]), revision: { number: 1, hash: 'h1' } }) }, { call: 'insert', gives: gives(undefined), sees }, ...look);
    scripted.pane.send({ type: 'insert-asked', planId: 'plan-1', locale: 'nb' });
    await scripted.settle();
    expect([scripted.left(), formulas]).toEqual([[], [12_000, 900]]);
  });

  test('[C73] what was shown of a plan goes when the workbook holds another', async () => {
    const scripted = await asked();
    scripted.expects({ call: 'read', gives: gives(planGrid('', 'plan-2')) }, { call: 'preview', gives: answers(previewed()) });
    scripted.pane.send({ type: 'preview-asked' });
    await scripted.settle();
    expect(scripted.pane.get()).toMatchObject({ link: null });
  });
});

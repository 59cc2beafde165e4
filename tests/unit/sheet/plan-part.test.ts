import { createCellClient } from '../../../addin/client/cell-client';
import { digestOf } from '../../../addin/client/kept-sync';
import { planPart, type Grid } from '../../../core';
import { conflictMark } from '../../../core/sheet/conflict';
import { deleteColumn, deleteRows, editGrid, editedGrid, setCell, tabNamed, type EditedTab, type EditedWorkbook } from '../../support/edit-grid';
import { examplePlans } from '../../support/example-plans';
import { modelToGrid } from '../../support/model-to-grid';
import { modelFor, storeOf, syncRead } from '../../support/workbook-journey';

const secret = 'hemmelig-beløp';
const ownTab = (name: string, ...rows: readonly (readonly (string | number)[])[]): EditedTab => ({ name, state: 'visible', rows: rows.map((cells) => cells.map((value) => ({ value }))) });

/** What a treasurer has beside the plan: also lists with a number, and with headers of ours among their own. */
const ownTabs = (): EditedTab[] => [
  ownTab('Lønn', ['id', 'Tiltak', 'Ansvarlig', 'Status'], [10234, secret, secret, secret]),
  ownTab('Notater', [secret]),
  ownTab('Oppgaver', ['Ansvarlig', 'Status', 'Frist'], [secret, secret, secret]),
];
const ownNames = ownTabs().map(({ name }) => name);

const plan = examplePlans().get('lillehammer-2026')!;
const rendered = (): EditedWorkbook => editGrid(modelToGrid(modelFor(storeOf(plan), 'nb')));
const without = (workbook: EditedWorkbook, gone: EditedTab): void => void workbook.tabs.splice(workbook.tabs.indexOf(gone), 1);

/** What a sync decides and writes; of the person's own tabs it knows only where they are told. */
const outcomeOf = (grid: Grid) => {
  const { decision: { ownTabs: _, tabs, ...decision }, patch } = syncRead(grid, storeOf(plan));
  return { decision, patch, tabs: { ...tabs, all: [...tabs.all].sort() } };
};

const edits: Record<string, (workbook: EditedWorkbook) => void> = {
  'nothing': () => undefined,
  'an edit': (workbook) => setCell(tabNamed(workbook, 'Tiltak'), 1, 3, 'Ny tittel'),
  'a renamed tab': (workbook) => { tabNamed(workbook, 'Tiltak').name = 'Våre saker'; },
  'a renamed tab, and one of one\'s own under its name': (workbook) => {
    tabNamed(workbook, 'Tiltak').name = 'Våre saker';
    workbook.tabs.push(ownTab('Tiltak', [secret]));
  },
  'a table moved down on another tab, its own deleted': (workbook) => {
    const from = tabNamed(workbook, 'Tiltak');
    workbook.tabs.push({ name: 'Samlet', state: 'visible', rows: [[{ value: 'Overskrift' }], [], ...from.rows] });
    without(workbook, from);
  },
  'a renamed tab whose ids are gone': (workbook) => {
    const tab = tabNamed(workbook, 'Tiltak');
    tab.name = 'Våre saker';
    deleteColumn(tab, 0);
  },
  'a copy of a tab': (workbook) => { workbook.tabs.push({ ...tabNamed(workbook, 'Tiltak'), name: 'Tiltak (2)' }); },
  'rows moved to a copy': (workbook) => {
    const tab = tabNamed(workbook, 'Tiltak');
    workbook.tabs.push({ ...tab, name: 'Ferdig', rows: [tab.rows[0]!, tab.rows[2]!] });
    deleteRows(tab, 2);
  },
  'renamed pages, hidden tabs and head': (workbook) => workbook.tabs.forEach((tab, i) => { if (!['Tiltak', 'Mål'].includes(tab.name)) tab.name = `Fane ${i}`; }),
  'a tab of conflicts under another name': (workbook) => workbook.tabs.push(ownTab('Uenighet', ['Hvor', 'Velg', conflictMark], ['Tiltak!D2', 'regnearket', 'activities/x/title'])),
};

describe('the part of a workbook that is the plan\'s', () => {
  test.each(Object.entries(edits))('[K15] %s: a sync of it is one of the whole, and says nothing of the tabs beside it but their names', (_, edit) => {
    const workbook = rendered();
    edit(workbook);
    const [first, ...others] = ownTabs();
    const whole = editedGrid({ ...workbook, tabs: [first!, ...workbook.tabs, ...others] });
    const part = planPart(whole);
    expect(outcomeOf(part)).toEqual(outcomeOf(whole));
    expect(part.otherTabs).toEqual(expect.arrayContaining(ownNames));
    expect(JSON.stringify(part)).not.toContain(secret);
    expect(part.worksheets.length + part.otherTabs!.length).toBe(whole.worksheets.length);
  });

  test('[K15] a new tab gets no name that one of the others has', () => {
    const workbook = rendered();
    without(workbook, tabNamed(workbook, 'Årshjul'));
    const { patch } = syncRead(planPart(editedGrid({ ...workbook, tabs: [ownTab('Årshjul', [secret]), ...workbook.tabs] })), storeOf(plan));
    expect(patch.generated.worksheets.map(({ name }) => name)).toEqual([expect.stringMatching(/^Årshjul \(/)]);
  });

  test('[K15] of a workbook without a stamp nothing is left but names', () => {
    expect(planPart(editedGrid({ tabs: ownTabs(), extras: [] }))).toEqual({ worksheets: [], extras: [], otherTabs: ownNames });
  });
});

test('[K15] no request of a pane holds a word of a tab beside the plan\'s, and what is written there makes no other sync', async () => {
  const bodies: string[] = [];
  const answering: typeof fetch = async (_, init) => {
    bodies.push(String(init?.body));
    return Response.json({});
  };
  const client = createCellClient({ fetch: answering, base: '', locale: 'nb', token: null }, new Map());
  const workbook = rendered();
  const whole = (): Grid => editedGrid({ ...workbook, tabs: [...ownTabs(), ...workbook.tabs] });
  await client.preview(plan.id, whole());
  await client.sync(plan.id, whole(), { clientOpId: 'operation-1' });
  setCell(tabNamed(workbook, 'Tiltak'), 1, 3, 'Ny tittel');
  await client.preview(plan.id, whole());
  expect(bodies).toHaveLength(3);
  for (const body of bodies) expect([body.includes(secret), ownNames.every((name) => body.includes(name))]).toEqual([false, true]);
  expect(bodies[2]).toContain('Ny tittel');

  const before = digestOf(whole());
  const [own, ...others] = ownTabs();
  setCell(own!, 1, 1, 'noe annet');
  expect(digestOf(editedGrid({ ...workbook, tabs: [own!, ...others, ...workbook.tabs] }))).toBe(before);
  expect(digestOf(editedGrid({ ...workbook, tabs: [...others, ...workbook.tabs] }))).not.toBe(before);
});

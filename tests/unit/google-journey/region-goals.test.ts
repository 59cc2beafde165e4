import type { CommandContext } from '../../../core/node/cli/command';
import { sheetPreviewReport, sheetSyncReport } from '../../../core/node/cli/sheet-sync-report';
import { createSheet } from '../../../core/node/journey/google/create-sheet';
import { waitingEdits } from '../../../core/node/journey/google/sheet-status';
import { previewSheet, syncSheet } from '../../../core/node/journey/google/sync-sheet';
import type { SheetLink } from '../../../core/node/links/sheet-links';
import { examplePlans } from '../../support/example-plans';
import { columnAt, deleteRows, rowOf, setCell, tabNamed } from '../../support/edit-grid';
import { gotten, linkedWorld, put, syncOptions, time, today, type LinkedWorld } from '../../support/linked-store';

const [national, north] = ['samhandling-2026', 'samhandling-nord-2026'] as const;
const tabName = 'Overordnede mål';
const args = { positionals: [], options: {} };
const context = { askedLocale: 'nb', environmentLocale: 'nb' } as CommandContext;

let world: LinkedWorld;
let link: SheetLink;
beforeEach(async () => {
  world = await linkedWorld();
  for (const id of [national, north]) await put(world.store, examplePlans().get(id)!);
  link = gotten(await createSheet(world, north, { today, time }));
  gotten(await syncSheet(world, link, syncOptions()));
});

const goals = async () => (await world.head(north)).plan.tables.superiorGoals;
const tab = () => tabNamed(world.google.held(link.spreadsheetId).workbook, tabName);
const shown = (id: string) => tab().rows[rowOf(tab(), id)]?.[columnAt(tab(), 'Overordnet mål')]?.value;
const write = (id: string, text: string): void => world.google.edit(link.spreadsheetId, (workbook) => {
  const edited = tabNamed(workbook, tabName);
  setCell(edited, rowOf(edited, id), columnAt(edited, 'Overordnet mål'), text);
});
const rename = (title: string) => world.change((plan) => ({ ...plan, tables: { ...plan.tables, superiorGoals: plan.tables.superiorGoals.map((goal, i) => (i === 0 ? { ...goal, title } : goal)) } }), national);
const sync = async () => gotten(await syncSheet(world, link, syncOptions()));
const preview = async () => sheetPreviewReport(link, gotten(await previewSheet(world, link, {})), args, context);

test('[B3] a national goal that is written over is set back by the sync that finds it, and told, as the preview does', async () => {
  const [{ id, title }] = (await goals()) as [{ id: string; title: string }];
  write(id, 'Vårt eget ord');
  const told = expect.stringMatching(/blir satt tilbake: .*Vårt eget ord → /);
  expect((await preview()).lines).toContainEqual(told);
  const synced = await sync();
  expect(sheetSyncReport(link, synced, args, context)).toMatchObject({ exitCode: 0, lines: expect.arrayContaining([told]), json: { changed: [], notices: expect.arrayContaining([expect.objectContaining({ code: 'GOAL_SET_BACK', cell: expect.stringMatching(/^[A-Z]+\d+$/) })]) } });
  expect([synced.outcome.isCommitted, synced.fate.kind, (await goals())[0]!.title, shown(id)]).toEqual([false, 'written', title, title]);
  expect((await sync()).fate.kind).toBe('current');
});

test('[B3] with a change of the national plan waiting there is nothing to choose either', async () => {
  const [{ id }] = (await goals()) as [{ id: string }];
  await rename('Nytt nasjonalt mål');
  write(id, 'Vårt eget ord');
  const { outcome } = await sync();
  expect([outcome.decision.conflicts, (await goals())[0]!.title, shown(id)]).toEqual([[], 'Nytt nasjonalt mål', 'Nytt nasjonalt mål']);
});

test('[B3] a row of a national goal that is gone comes back, also where all are', async () => {
  const before = await goals();
  for (const { id } of before) world.google.edit(link.spreadsheetId, (workbook) => { const edited = tabNamed(workbook, tabName); deleteRows(edited, rowOf(edited, id)); });
  const synced = await sync();
  expect([synced.outcome.decision.held, synced.outcome.decision.notices.filter(({ code }) => code === 'GOAL_COMES_BACK')]).toEqual([null, before.map(() => expect.anything())]);
  expect([await goals(), before.map(({ id }) => shown(id))]).toEqual([before, before.map(({ title }) => title)]);
});

test('[B3] the region’s own superior goals are its own to write', async () => {
  await world.change((plan) => ({ ...plan, tables: { ...plan.tables, superiorGoals: [...plan.tables.superiorGoals, { id: 'egetmaal00', code: 'O99', title: 'Eget', issuer: plan.organisation.name }] } }), north);
  await sync();
  write('egetmaal00', 'Nytt eget');
  const { outcome } = await sync();
  expect([outcome.decision.notices, (await goals()).at(-1)!.title]).toEqual([[], 'Nytt eget']);
});

test('[Y12] an order that is not taken waits for nothing, and is one notice', async () => {
  world.google.edit(link.spreadsheetId, (workbook) => { const edited = tabNamed(workbook, tabName); edited.rows.push(...edited.rows.splice(1, 1)); });
  const { lines, json } = await preview();
  expect([lines.filter((line) => line.includes('Flyttet')), (json as { moved: unknown[]; notices: unknown[] }).moved.length, waitingEdits(gotten(await previewSheet(world, link, {})))]).toEqual([[], 1, 0]);
  expect(lines.join('\n')).toContain('Rekkefølgen er endret i arket og beholdt der');
});

test('[U7][B5] a preview tells what comes from the national plan first, under a heading, and changes nothing', async () => {
  await rename('Nytt nasjonalt mål');
  const { number } = await world.head(north);
  const { lines, json } = await preview();
  expect(lines.join('\n')).toMatch(/Fra den nasjonale planen:\n {2}.*satt til «Nytt nasjonalt mål»/);
  expect([json, (await world.head(north)).number]).toMatchObject([{ revision: number, followed: [{ kind: 'set' }] }, number]);
  expect(sheetSyncReport(link, await sync(), args, context).lines[0]).toBe('Fra den nasjonale planen:');
});

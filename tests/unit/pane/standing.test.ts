import { emptyPane, type PaneState } from '../../../addin/state/pane-state';
import { hasNothingHere, isOfBefore, isUpToDate, mayHaveChanged } from '../../../addin/state/standing';
import { emptyTalk } from '../../../addin/state/sync-talk';
import { syncTexts } from '../../../addin/texts/sync-texts';
import { fillText, type ConflictMessage } from '../../../core';
import { answers, fails, gives, openedPane, planGrid, previewed, quietTime, refused, syncedTo, type Scripted } from '../../support/scripted-pane';

const conflict = { table: 'activities', id: 'aaaa', field: 'status' } as unknown as ConflictMessage;
const problem = { cell: 'Tiltak!B2', tab: 'Tiltak' } as unknown as ReturnType<typeof previewed>['problems'][number];
const edit = { table: 'activities', id: 'aaaa', code: 'T1', cell: null, field: 'status', from: null, to: 'x' } as unknown as ReturnType<typeof previewed>['changed'][number];
const read = { call: 'read', gives: gives(planGrid('new')) } as const;

const failedLook = async (failure: Parameters<typeof fails>[0]): Promise<Scripted> => {
  const scripted = await openedPane();
  scripted.expects(read, { call: 'preview', gives: fails(failure) });
  scripted.dirty();
  await scripted.pass(quietTime);
  return scripted;
};

test('[K2] what was changed stays said to be so until a look has come to its end, whatever comes between', async () => {
  const scripted = await failedLook({ kind: 'away' });
  expect(mayHaveChanged(scripted.pane.get())).toBe(true);
  scripted.expects({ call: 'preview', gives: answers(previewed({ changed: [edit] })) });
  await scripted.pass(1000);
  expect(scripted.left()).toEqual([]);
  expect(mayHaveChanged(scripted.pane.get())).toBe(false);

  const refusedLook = await failedLook(refused(404, 'unknown-plan'));
  refusedLook.pane.send({ type: 'let-go' });
  expect(mayHaveChanged(refusedLook.pane.get())).toBe(true);
});

test('[K2] no changes are told of only where nothing waits at all', () => {
  expect(hasNothingHere(previewed())).toBe(true);
  for (const given of [{ changed: [edit] }, { conflicts: [conflict] }, { problems: [problem] }, { held: { reason: 'many-deletions' as const, tables: [], message: '' } }]) expect(hasNothingHere(previewed(given))).toBe(false);
});

test('[K2] a sync’s result says that the workbook is up to date only as long as it is', () => {
  const after: PaneState = { ...emptyPane, talk: { ...emptyTalk, result: syncedTo(2) }, checked: previewed({ base: 2, revision: 2 }), newest: 2 };
  expect(isUpToDate(after)).toBe(true);
  const moved: Partial<PaneState>[] = [{ newest: 3 }, { checked: previewed({ base: 2, revision: 3 }) }, { isStale: true }, { checked: previewed({ base: 2, revision: 2, changed: [edit] }) }, { checked: previewed({ base: 2, revision: 2, conflicts: [conflict] }) }];
  for (const given of moved) expect(isUpToDate({ ...after, ...given })).toBe(false);
});

test('[K4] a result that still stands while another sync is under way is told to be of the one before', async () => {
  const scripted = await openedPane();
  scripted.expects(read, { call: 'sync', gives: answers(syncedTo(2)) });
  scripted.pane.send({ type: 'sync-asked', freshId: 'op-1' });
  await scripted.settle();
  expect(isOfBefore(scripted.pane.get())).toBe(false);
  scripted.expects({ call: 'read', gives: gives(planGrid('newer')) }, { call: 'sync', gives: 'silence' });
  scripted.pane.send({ type: 'sync-asked', freshId: 'op-2' });
  expect(isOfBefore(scripted.pane.get())).toBe(true);
  await scripted.settle();
  expect(isOfBefore(scripted.pane.get())).toBe(true);
});

test('[V2] one conflict is told of as one, and several as several', () => {
  const said = (count: number): string[] => (['nb', 'nn', 'sv', 'en'] as const).map((locale) => fillText(syncTexts.unanswered[locale], { count }));
  expect(said(1)).toEqual([expect.stringContaining('den blir stående åpen'), expect.stringContaining('han blir ståande open'), expect.stringMatching(/^1 konflikt är obesvarad\. .*den förblir öppen/), expect.stringContaining('it stays open')]);
  expect(said(2)).toEqual([expect.stringContaining('de blir stående åpne'), expect.stringContaining('dei blir ståande opne'), expect.stringMatching(/^2 konflikter är obesvarade\. .*de förblir öppna/), expect.stringContaining('they stay open')]);
});

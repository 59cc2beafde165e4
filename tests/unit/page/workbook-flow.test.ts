import type { ConflictMessage, PreviewAnswer, WorkbookAnswer } from '../../../core';
import type { ClientFailure } from '../../../addin/client/failure';
import type { PlanarkClient, WorkbookFile } from '../../../addin/client/planark-client';
import { createFlows } from '../../../addin/state/flows';
import { conflictId, hasNothingToSync, optionsOf, shownIn, wouldWrite } from '../../../addin/state/sync-talk';
import { emptyFlow, nextFlow, type FlowEvent, type WorkbookFlow } from '../../../addin/state/workbook-flow';

const file: WorkbookFile = { name: 'plan.xlsx', type: 'xlsx', bytes: new Uint8Array([1, 2, 3]) };
const conflict = { table: 'activities', id: 'aaaa', field: 'status', answers: ['store', 'sheet'] } as unknown as ConflictMessage;
const other = { ...conflict, id: 'bbbb' };
const nothing = { added: [], changed: [], moved: [], removed: [], received: [], conflicts: [], settled: [], problems: [], notices: [], held: null };
const previewed = (given: Partial<PreviewAnswer> = {}) => ({ ...nothing, outcome: 'done', base: 1, revision: 1, ...given }) as unknown as PreviewAnswer;
const synced = (given: Partial<WorkbookAnswer> = {}) => ({ ...nothing, outcome: 'done', base: 1, revision: { number: 2 }, committed: true, file: null, ...given }) as unknown as WorkbookAnswer;
const away: ClientFailure = { kind: 'away' };
const refused: ClientFailure = { kind: 'refused', status: 422, code: 'x', title: '', detail: '', errors: [], retryAfter: null };

const after = (...events: FlowEvent[]): WorkbookFlow => events.reduce(nextFlow, emptyFlow);
const chosen: FlowEvent[] = [{ type: 'chosen', file }, { type: 'preview-asked' }, { type: 'previewed', locale: 'nb', answer: previewed({ conflicts: [conflict, other] }) }];
const ask = (freshId: string): FlowEvent => ({ type: 'sync-asked', freshId });

describe('a workbook on its way back', () => {
  test('[V6] is previewed without a name for something that is to be done', () => {
    expect(optionsOf(after(...chosen))).toEqual({});
  });

  test('[V7] what was chosen and said stays when the server fails', () => {
    const said: FlowEvent[] = [{ type: 'answered', conflicts: [conflictId(conflict)], choice: 'sheet' }, { type: 'wished', wishes: { message: ' Etter møtet ' } }, ask('op-1')];
    for (const failure of [away, refused]) {
      const flow = after(...chosen, ...said, { type: 'failed', failure });
      expect(flow).toMatchObject({ file, failure, wishes: { message: ' Etter møtet ' } });
      expect(optionsOf(flow)).toMatchObject({ message: 'Etter møtet', answers: [{ table: 'activities', id: 'aaaa', field: 'status', take: 'sheet' }] });
    }
    expect(after(...chosen, { type: 'let-go' })).toEqual(emptyFlow);
  });

  test('[V8] a sync without an answer keeps its name, one that was refused does not', () => {
    expect(optionsOf(after(...chosen, ask('op-1'), { type: 'failed', failure: away }, ask('op-2')))).toEqual({ clientOpId: 'op-1' });
    expect(optionsOf(after(...chosen, ask('op-1'), { type: 'failed', failure: refused }, ask('op-2')))).toEqual({ clientOpId: 'op-2' });
  });

  test.each<[string, FlowEvent]>([
    ['an answer', { type: 'answered', conflicts: [conflictId(conflict)], choice: 'store' }],
    ['a wish', { type: 'wished', wishes: { takeOrder: true } }],
  ])('[V8] %s makes it another sync, and changes nothing of one that is on its way', (_, event) => {
    const sent = after(...chosen, ask('op-1'));
    expect(nextFlow(sent, event)).toEqual(sent);
    const refusedThen = nextFlow(sent, { type: 'failed', failure: refused });
    expect(nextFlow(nextFlow(refusedThen, event), ask('op-2')).operation).toBe('op-2');
    expect(nextFlow(refusedThen, event)).not.toEqual(refusedThen);
  });

  test('[V9] only answers to conflicts that are open are sent', () => {
    const flow = after(...chosen, { type: 'answered', conflicts: [conflictId(conflict), conflictId(other)], choice: 'store' }, ask('op-1'), { type: 'synced', locale: 'nb', answer: synced({ outcome: 'conflicts', conflicts: [other] }) });
    expect(optionsOf(flow)).toEqual({});
    expect(optionsOf(nextFlow(flow, { type: 'answered', conflicts: [conflictId(other), conflictId(conflict)], choice: 'sheet' })).answers).toEqual([expect.objectContaining({ id: 'bbbb', take: 'sheet' })]);
  });

  test('[V9] answers name the revision whose values were shown, so that nothing is overruled unseen', () => {
    const answered: FlowEvent = { type: 'answered', conflicts: [conflictId(conflict)], choice: 'sheet' };
    const flow = after(...chosen, answered);
    expect(optionsOf(flow).seen).toBe(1);
    const again = after(...chosen, answered, ask('op-1'), { type: 'synced', locale: 'nb', answer: synced({ outcome: 'conflicts', conflicts: [conflict] }) }, answered);
    expect(optionsOf(again).seen).toBe(2);
  });

  test('[V9] after a held sync the same file goes on, with what was wished for confirmed', () => {
    const flow = after(...chosen, ask('op-1'), { type: 'synced', locale: 'nb', answer: synced({ outcome: 'held', committed: false }) }, { type: 'wished', wishes: { confirmDeletions: true } }, ask('op-2'));
    expect(flow.file).toBe(file);
    expect(optionsOf(flow)).toEqual({ clientOpId: 'op-2', confirmDeletions: true });
  });

  test('[V10] the updated file is the one that is held from then on', () => {
    const flow = after(...chosen, ask('op-1'), { type: 'synced', locale: 'nb', answer: synced({ file: { name: 'plan.xlsm', type: 'xlsm', base64: btoa('new') } }) });
    expect([...flow.file!.bytes]).toEqual([...'new'].map((char) => char.charCodeAt(0)));
    expect(flow.file).toMatchObject({ name: 'plan.xlsm', type: 'xlsm' });
    expect(shownIn(flow)).toBe(flow.result);
  });

  test('what comes when nobody waits for it any more changes nothing', () => {
    for (const event of [{ type: 'previewed', locale: 'nb', answer: previewed() }, { type: 'synced', locale: 'nb', answer: synced() }, { type: 'failed', failure: away }] as FlowEvent[]) expect(after({ type: 'let-go' }, event)).toEqual(emptyFlow);
  });

  test('[V6] there is nothing to sync where nothing would come of it', () => {
    expect(hasNothingToSync(previewed())).toBe(true);
    expect(hasNothingToSync(previewed({ conflicts: [conflict] }))).toBe(false);
    expect(hasNothingToSync(previewed({ held: { reason: 'lost-ids', tables: [], message: '' } }))).toBe(false);
  });
});

describe('what a sync would do', () => {
  const shows = (given: Partial<PreviewAnswer>): WorkbookFlow => after({ type: 'chosen', file }, { type: 'preview-asked' }, { type: 'previewed', locale: 'nb', answer: previewed(given) });
  const place = { table: 'goals' as const, id: 'g', code: 'M1', cell: null };

  test.each<[string, Partial<PreviewAnswer>, boolean]>([
    ['the workbook only gets', { received: [place] }, false],
    ['what stands in it is not understood', { problems: [{}] as never }, false],
    ['it has edits', { received: [place], moved: [place] }, true],
    ['it has conflicts', { conflicts: [conflict] }, true],
    ['it is held', { held: { reason: 'lost-ids', tables: [], message: '' } }, true],
  ])('[V6] where %s', (_, given, writes) => {
    expect(wouldWrite(shows(given))).toBe(writes);
    expect(wouldWrite(nextFlow(shows(given), { type: 'wished', wishes: { takeOrder: true } }))).toBe(true);
  });
});

describe('asking the server for it', () => {
  /** Answers in turn; what waits to be asked again is done by hand. */
  const world = (...answers: unknown[]) => {
    const asked: [string, unknown][] = [];
    const later: (() => void)[] = [];
    const answer = (what: string) => async (_: string, __: WorkbookFile, options: unknown) => {
      asked.push([what, options]);
      return answers.shift() as never;
    };
    const client = { locale: 'sv', preview: answer('preview'), sync: answer('sync') } as Partial<PlanarkClient> as PlanarkClient;
    const flows = createFlows({ client: () => client, changed: () => undefined, later: (_, then) => { later.push(then); } });
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    return { flows, asked, later, settle };
  };
  const noAnswer = { ok: false, failure: away };

  test('[V8][V13] a sync is asked for again under its name until it is answered', async () => {
    const { flows, asked, later, settle } = world({ ok: true, value: previewed(), etag: null }, noAnswer, noAnswer, { ok: true, value: synced(), etag: null });
    flows.send('a', { type: 'chosen', file });
    flows.send('a', { type: 'preview-asked' });
    await settle();
    flows.send('a', ask('op-1'));
    for (let i = 0; i < 2; i++) {
      await settle();
      expect(flows.get('a')).toMatchObject({ doing: 'sync', failure: away, file });
      later.shift()!();
    }
    await settle();
    expect(asked).toEqual([['preview', {}], ...Array(3).fill(['sync', { clientOpId: 'op-1' }])]);
    expect(flows.get('a')).toMatchObject({ doing: null, failure: null, result: { committed: true }, locale: 'sv' });
  });

  test('[V7] what was let go of is not asked for again, and other plans are left alone', async () => {
    const { flows, asked, later, settle } = world(noAnswer);
    flows.send('b', { type: 'chosen', file });
    flows.send('a', { type: 'chosen', file });
    flows.send('a', { type: 'preview-asked' });
    await settle();
    flows.send('a', { type: 'let-go' });
    later.shift()!();
    await settle();
    expect(asked).toHaveLength(1);
    expect([flows.get('a').file, flows.get('b').file]).toEqual([null, file]);
  });

  test('[C166] with the token all are let go of, and what was not answered is not asked for again', async () => {
    const { flows, asked, later, settle } = world(noAnswer);
    flows.send('a', { type: 'chosen', file });
    flows.send('a', { type: 'preview-asked' });
    await settle();
    flows.clear();
    later.shift()!();
    await settle();
    expect([asked.length, flows.get('a').file]).toEqual([1, null]);
  });
});

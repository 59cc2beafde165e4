import { gridToWire, type PlanAnswer, type PlanList, type SyncAnswer, type UndoAnswer } from '../../core/sync';
import { renderWorkbook } from '../../core/sheet';
import { columnAt, editedGrid, editGrid, setCell, tabNamed, type EditedWorkbook } from './edit-grid';
import { modelToGrid } from './model-to-grid';
import type { ServerGroup } from './server-group';
import { randomNumbers } from './store-race';

/** A sync that a client asked for, at one server or at several, until it had an answer or gave up. */
export interface AskedSync {
  /** Also the message of its revision, and a text in the cells it wrote. */
  readonly clientOpId: string;
  readonly planId: string;
  /** The revision that an answer said it had made. */
  readonly made?: number;
  /** Its edits went in without a conflict. */
  readonly isWhole: boolean;
}

/** What clients did and saw. */
export interface Records {
  readonly syncs: AskedSync[];
  /** Each revision that any answer named, by whatever server: "plan number hash". */
  readonly seen: Set<string>;
  /** Answers that cannot be right. */
  readonly wrong: string[];
  /** Requests that failed and were asked again elsewhere, and requests that were asked twice on purpose. */
  retried: number;
  repeated: number;
  undone: number;
}

export const emptyRecords = (): Records => ({ syncs: [], seen: new Set(), wrong: [], retried: 0, repeated: 0, undone: 0 });

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** null where there was none: the server is down, or went down. */
const ask = async <T>(address: string, path: string, body?: string): Promise<Answer<T> | null> => {
  try {
    const response = await fetch(address + path, body === undefined ? {} : { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    return { status: response.status, body: (await response.json()) as T };
  } catch {
    return null;
  }
};

/** What all clients of one run share. */
export interface Run {
  readonly servers: ServerGroup;
  readonly planIds: readonly string[];
  readonly records: Records;
  readonly seed: number;
  /** The newest revision of each plan that any client was told of: nobody may be shown an older one from then on. */
  readonly newest: Map<string, number>;
  /** After each answer. */
  readonly answered: () => void;
}

const note = ({ records, newest }: Run, planId: string, { number, hash }: { readonly number: number; readonly hash: string }): void => {
  records.seen.add(`${planId} ${number} ${hash}`);
  newest.set(planId, Math.max(number, newest.get(planId) ?? 0));
};

/** A client, who does one random thing after another: takes out, edits and syncs workbooks, undoes, reads, each at a random server. */
export const createClient = (run: Run, client: number) => {
  const { servers, planIds, records } = run;
  const random = randomNumbers(run.seed * 50 + client + 1);
  const below = (count: number): number => Math.floor(random() * count);
  const workbooks = new Map<string, EditedWorkbook>();
  let made = 0;

  const somewhere = async <T>(path: string, body?: string): Promise<Answer<T> | null> => {
    const answer = await ask<T>(servers.address(below(servers.size)), path, body);
    if (answer) run.answered();
    return answer;
  };
  const read = async (planId: string): Promise<PlanAnswer | null> => {
    const known = run.newest.get(planId) ?? 0;
    const answer = await somewhere<PlanAnswer>(`/api/plans/${planId}`);
    if (!answer) return null;
    if (answer.status !== 200 || answer.body.revision.number < known) records.wrong.push(`read ${planId}: ${answer.status} ${JSON.stringify(answer.body.revision)} after ${known}`);
    note(run, planId, answer.body.revision);
    return answer.body;
  };
  const takeOut = async (planId: string): Promise<EditedWorkbook | null> => {
    const answer = await read(planId);
    if (!answer) return null;
    const { number: revision, hash } = answer.revision;
    const workbook = editGrid(modelToGrid(renderWorkbook({ plan: answer.plan as never, today: '2026-11-21', stamp: { planId, revision, hash, locale: 'nb', openConflicts: [] } })));
    workbooks.set(planId, workbook);
    return workbook;
  };
  /** Writes into a row of its own, and now and then into one that all clients write into. */
  const edit = (workbook: EditedWorkbook, text: string): void => {
    const tab = tabNamed(workbook, 'Tiltak');
    setCell(tab, 2 + client, columnAt(tab, 'Merknad'), text);
    if (random() < 0.2) setCell(tab, 1, columnAt(tab, 'Merknad'), text);
  };
  /** Asks again at any server until there is an answer, or gives up where an attempt may have been made; null where it gave up. */
  const syncUntilAnswered = async (path: string, body: string): Promise<SyncAnswer | null> => {
    for (;;) {
      const answer = await somewhere<SyncAnswer>(path, body);
      if (answer?.status === 200) return answer.body;
      if (answer && answer.status !== 409 && answer.status !== 503) records.wrong.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      if (random() < 0.2) return null;
      records.retried++;
    }
  };
  const sync = async (planId: string): Promise<void> => {
    const workbook = (random() < 0.5 ? workbooks.get(planId) : undefined) ?? (await takeOut(planId));
    if (!workbook) return;
    const clientOpId = `klient-${client}-${++made}`;
    edit(workbook, clientOpId);
    const body = JSON.stringify({ workbook: gridToWire(editedGrid(workbook)), clientOpId, message: clientOpId });
    const path = `/api/plans/${planId}/sync`;
    const answer = await syncUntilAnswered(path, body);
    records.syncs.push({ clientOpId, planId, ...(answer?.committed && { made: answer.revision.number }), isWhole: answer?.outcome === 'done' });
    // Nobody knows what became of it: as after a crash of the client's own, it begins with a new workbook.
    if (answer?.outcome !== 'done') workbooks.delete(planId);
    if (!answer) return;
    note(run, planId, answer.revision);
    if (answer.committed && random() < 0.3) await syncAgain(path, body, answer);
  };
  const syncAgain = async (path: string, body: string, { revision }: SyncAnswer): Promise<void> => {
    const again = await somewhere<SyncAnswer>(path, body);
    if (!again || again.status === 503) return;
    records.repeated++;
    if (again.status !== 200 || !again.body.committed || again.body.revision.hash !== revision.hash) records.wrong.push(`${path} again: ${again.status} ${JSON.stringify(again.body.revision)}, before ${JSON.stringify(revision)}`);
  };
  const undo = async (planId: string): Promise<void> => {
    const head = await read(planId);
    if (!head || head.revision.number < 2) return;
    const revision = head.revision.number - below(Math.min(4, head.revision.number - 1));
    const answer = await somewhere<UndoAnswer>(`/api/plans/${planId}/undo`, JSON.stringify({ revision }));
    if (answer?.status !== 200) {
      if (answer && answer.status !== 409 && answer.status !== 503) records.wrong.push(`undo ${revision}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return;
    }
    records.undone++;
    note(run, planId, answer.body.revision);
  };
  return {
    doSomething: async (): Promise<void> => {
      const planId = planIds[below(planIds.length)]!;
      const what = random();
      if (what < 0.7) return sync(planId);
      if (what < 0.8) return undo(planId);
      if (what < 0.95) return void (await read(planId));
      return void (await somewhere<PlanList>('/api/plans'));
    },
  };
};

import { freshId } from '../../core/node/journey/fresh-id';
import type { Locale } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import { frameWorkbook, patchNewIds, patchWorkbook, readStamp, renderWorkbook, type Grid, type Stamp, type WorkbookPatch } from '../../core/sheet';
import { decideSync, type SyncDecision } from '../../core/sync';
import type { GoogleFailure, GoogleResult, Flow, ReadSpreadsheet } from '../../gsheets/rest';
import { runFlowAtOnce } from '../../gsheets/rest';
import { answerAs, flows, googleValueOf, planner } from './hosted-google';
import { startEmulator, type Emulator, type Switches } from './sheets-emulator';
import type { Person } from './sheets-emulator/person';
import { expectSound, inputAfter, revisionHash, today } from './sync-world';

/** A spreadsheet of a plan, and the people at it. */
export interface GoogleCopy {
  readonly spreadsheetId: string;
  readonly owner: Person;
  /** Somebody whom it was shared with. */
  readonly other: Person;
}

/** One round of a sync: what was read, what was decided, and what the store had before and was read against. */
export interface Round {
  readonly grid: Grid;
  readonly decision: SyncDecision;
  readonly base: Plan;
  readonly before: Plan;
}

export interface GoogleWorld {
  readonly emulator: Emulator;
  readonly revisions: Plan[];
  head(): Plan;
  /** A spreadsheet made by Planark, or one of a person's own that the plan is put into. */
  open(locale: Locale, isAdopted: boolean): GoogleCopy;
  read(copy: GoogleCopy): ReadSpreadsheet;
  preview(copy: GoogleCopy): SyncDecision;
  /** Syncs as journeys do: again where somebody was quicker, eight times at most. `onRound` looks at each round after its commit. Gives the failure that it ended with, or null. */
  sync(copy: GoogleCopy, onRound: (round: Round) => void, crashes?: boolean): GoogleFailure | 'held' | 'crashed' | null;
}

/** Where the caller starts over. */
const startsOver: ReadonlySet<GoogleFailure['kind']> = new Set(['changed', 'mark-taken']);
const mostRounds = 8;

const emptyPatch = (stamp: Stamp): WorkbookPatch =>
  ({ tabs: [], pages: [], looksTab: '_planark', generated: { title: '', author: '', locale: stamp.locale, dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [] });

/** A store in memory and spreadsheets of one plan in an emulated Google, reached at once. */
export const createGoogleWorld = async (first: Plan, switches: Partial<Switches> = {}): Promise<GoogleWorld> => {
  const emulator = await startEmulator(switches);
  const revisions = [first];
  let writes = 0;
  const head = (): Plan => revisions.at(-1)!;
  const stampOf = (number: number, locale: Locale): Stamp => ({ planId: first.id, revision: number, hash: revisionHash(revisions[number - 1]!, number), locale, openConflicts: [] });
  const run = <T>(flow: Flow<T>): GoogleResult<T> => runFlowAtOnce(flow, answerAs(emulator, planner));

  const decide = (grid: Grid): { readonly decision: SyncDecision; readonly stamp: Stamp; readonly base: Plan } => {
    const stamped = readStamp(grid);
    if (!stamped.ok) throw new Error(`no stamp: ${stamped.failure.kind}`);
    const { stamp } = stamped.value;
    const base = revisions[stamp.revision - 1]!;
    const decision = decideSync({
      grid, stamped: stamped.value, base, plansAt: new Map(revisions.map((plan, i) => [i + 1, plan])), store: head(), storeRevision: revisions.length, takeOrder: false, confirmDeletions: true, freshId,
    });
    return { decision, stamp, base };
  };

  /** As a sync reads: new rows get their ids first. Whoever is quicker makes it start over. */
  const readNamed = (copy: GoogleCopy): GoogleResult<ReadSpreadsheet> => {
    const read = run(flows.read(copy.spreadsheetId));
    const ids = read.ok ? patchNewIds(read.value.grid, () => `rad-${(writes += 1)}`) : null;
    if (!read.ok || ids === null) return read;
    const written = run(flows.write(read.value, ids, { operation: `op-${(writes += 1)}` }));
    return written.ok ? run(flows.read(copy.spreadsheetId)) : written;
  };

  const round = (copy: GoogleCopy, onRound: (round: Round) => void, crashes: boolean): GoogleFailure | 'held' | 'crashed' | null => {
    const named = readNamed(copy);
    if (!named.ok) return named.failure;
    const read = named.value;
    const { decision, stamp, base } = decide(read.grid);
    const before = head();
    if (!decision.held) expectSound(decision.plan);
    if (!decision.held && decision.isPlanChanged) revisions.push(decision.plan);
    onRound({ grid: read.grid, decision, base, before });
    if (decision.held) return 'held';
    if (crashes) return 'crashed';
    const input = inputAfter({ ...stamp, ...stampOf(revisions.length, stamp.locale), openConflicts: decision.openConflicts }, decision);
    const cells = decision.isSheetBehind ? patchWorkbook(input, decision.places, decision.tabs) : emptyPatch(stamp);
    const patch = { ...cells, frames: frameWorkbook(input, decision.places, decision.tabs) };
    const written = run(flows.write(read, patch, { editor: planner, operation: `op-${(writes += 1)}` }));
    return written.ok ? null : written.failure;
  };

  return {
    emulator, revisions, head,
    open: (locale, isAdopted) => {
      const model = renderWorkbook({ plan: head(), stamp: stampOf(revisions.length, locale), today });
      const spreadsheetId = isAdopted ? emulator.newByHand(planner, 'Mitt') : googleValueOf(run(flows.create(model, { editor: planner }))).spreadsheetId;
      emulator.shareByHand(spreadsheetId, 'kari@example.org', 'writer');
      const [owner, other] = [emulator.person(spreadsheetId, planner), emulator.person(spreadsheetId, 'kari@example.org')];
      // By hands of their own: nobody undoes this.
      const maker = emulator.person(spreadsheetId, planner);
      maker.addTab('Mitt');
      maker.type('Mitt', 'A1', 'Mine egne tall');
      if (isAdopted) googleValueOf(run(flows.insert(googleValueOf(run(flows.read(spreadsheetId))), model, { editor: planner })));
      return { spreadsheetId, owner, other };
    },
    read: ({ spreadsheetId }) => googleValueOf(run(flows.read(spreadsheetId))),
    preview: ({ spreadsheetId }) => decide(googleValueOf(run(flows.read(spreadsheetId))).grid).decision,
    sync: (copy, onRound, crashes = false) => {
      for (let attempt = 1; ; attempt++) {
        const ended = round(copy, onRound, crashes);
        if (attempt === mostRounds || ended === null || typeof ended === 'string' || !startsOver.has(ended.kind)) return ended;
      }
    },
  };
};

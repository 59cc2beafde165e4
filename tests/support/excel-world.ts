import { createExcelWorkbook } from '../../addin/host/excel-workbook';
import type { HostResult, OpenWorkbook } from '../../addin/host/open-workbook';
import { freshId } from '../../core/node/journey/fresh-id';
import type { Locale } from '../../core/plan/locale';
import type { Plan } from '../../core/plan/plan';
import { patchWorkbook, readStamp, renderWorkbook, type Grid, type Stamp } from '../../core/sheet';
import { decideSync, type SyncDecision } from '../../core/sync';
import { createHost, type ExcelHost } from './excel-host/host';
import { connectClient } from './excel-host/load-client';
import { createBook } from './excel-host/model/book';
import { personAt, type Person } from './excel-host/person';
import { expectSound, inputAfter, revisionHash, today } from './sync-world';
import { wireBetween, type WireBetween } from './wire-between';

/** A workbook of a plan that is open in an emulated Excel, and the people at it. */
export interface ExcelCopy {
  readonly host: ExcelHost;
  readonly workbook: OpenWorkbook;
  /** Between it and whoever decides its syncs. */
  readonly wire: WireBetween;
  readonly person: Person;
  /** Has the same workbook open elsewhere. */
  readonly coAuthor: Person;
}

export interface SyncTrouble {
  /** The pane was closed after the store had taken it in, before anything was written. */
  readonly crashes?: boolean;
  /** Excel stops in the middle of a request that writes: after so many requests, before this action of it. */
  readonly stopsAt?: { readonly request: number; readonly action: number };
}

export interface WorldSync extends SyncDecision {
  /** The workbook was brought up to date: nothing came in between, or what was to come came too late. */
  readonly isWritten: boolean;
}

/** A store in memory and workbooks in Excel: the journey of a sync through Microsoft's own client. */
export interface ExcelWorld {
  readonly revisions: Plan[];
  head(): Plan;
  /** Puts the plan into a workbook that has tabs of its own. */
  open(locale: Locale, prepare?: (person: Person) => void): Promise<ExcelCopy>;
  read(copy: ExcelCopy): Promise<Grid>;
  preview(copy: ExcelCopy): Promise<SyncDecision>;
  /** Commits, and writes the workbook back unless something comes in between. */
  sync(copy: ExcelCopy, options?: SyncTrouble): Promise<WorldSync>;
}

const done = <T>(result: HostResult<T>): T => {
  if (!result.ok) throw new Error(`the workbook could not be reached: ${JSON.stringify(result.failure)}`);
  return result.value;
};

export const createExcelWorld = (first: Plan): ExcelWorld => {
  const revisions = [first];
  const head = (): Plan => revisions.at(-1)!;
  const stampOf = (number: number, locale: Locale): Stamp => ({ planId: first.id, revision: number, hash: revisionHash(revisions[number - 1]!, number), locale, openConflicts: [] });

  // One client library, whichever workbook is in front.
  const read = async ({ host, workbook }: ExcelCopy): Promise<Grid> => {
    connectClient(host);
    return done(await workbook.read());
  };

  const decide = (grid: Grid): { readonly decision: SyncDecision; readonly stamp: Stamp } => {
    const stamped = readStamp(grid);
    if (!stamped.ok) throw new Error(`no stamp: ${stamped.failure.kind}`);
    const { stamp } = stamped.value;
    const decision = decideSync({
      grid, stamped: stamped.value, base: revisions[stamp.revision - 1]!, plansAt: new Map(revisions.map((plan, i) => [i + 1, plan])),
      store: head(), storeRevision: revisions.length, takeOrder: false, confirmDeletions: true, freshId,
    });
    return { decision, stamp };
  };

  return {
    revisions, head, read,
    open: async (locale, prepare = () => undefined) => {
      const host = createHost(createBook(['Mitt']));
      const copy: ExcelCopy = { host, workbook: createExcelWorkbook({ pause: async () => undefined }), wire: wireBetween(), person: personAt(host), coAuthor: personAt(host, { isElsewhere: true }) };
      prepare(copy.person);
      connectClient(host);
      done(await copy.workbook.insert(renderWorkbook({ plan: head(), stamp: stampOf(revisions.length, locale), today })));
      return copy;
    },
    preview: async (copy) => decide(await read(copy)).decision,
    sync: async (copy, { crashes = false, stopsAt } = {}) => {
      const grid = await read(copy);
      const { decision, stamp } = decide(copy.wire.send(grid));
      if (decision.held) return { ...decision, isWritten: false };
      expectSound(decision.plan);
      if (decision.isPlanChanged) revisions.push(decision.plan);
      if (crashes) copy.wire.forget();
      if (crashes || !decision.isSheetBehind) return { ...decision, isWritten: !decision.isSheetBehind };
      const input = inputAfter({ ...stamp, ...stampOf(revisions.length, stamp.locale), openConflicts: decision.openConflicts }, decision);
      const patch = patchWorkbook(input, decision.places, decision.tabs);
      copy.wire.answered(patch);
      const { faults } = copy.host;
      const came = faults.came();
      if (stopsAt) faults.stopAt(stopsAt.action, 'GeneralException', { after: stopsAt.request });
      const written = await copy.workbook.write(patch, grid);
      faults.clear();
      // A write fails where the fault came, and only there.
      expect(written.ok).toBe(faults.came() === came);
      if (!stopsAt) done(written);
      return { ...decision, isWritten: written.ok };
    },
  };
};

import type { StoreEvents } from '../../../sync/store';
import type { SheetLink } from '../../links/sheet-links';
import { fromStore, succeed, type Result } from '../failure';
import type { SheetPorts } from './sheet-ports';
import { noteKind, syncSheet, type SheetSync, type SheetSyncOptions } from './sync-sheet';

/** How spreadsheets are watched. */
export interface Watching {
  /** Which ones, looked up anew each round: links come and go. */
  readonly links: () => Promise<Result<readonly SheetLink[]>>;
  readonly events: StoreEvents;
  /** Options of the next sync, with its time. */
  readonly sync: () => SheetSyncOptions;
  /** Settles after the time between two looks at Google, or earlier where the watching ends. */
  readonly untilNextLook: () => Promise<void>;
  /** Settles when the watching is to end. */
  readonly stopped: Promise<void>;
  /** Told of what a sync did, of each new failure, and when it is over. */
  readonly tell: (link: SheetLink, result: Result<SheetSync>) => void;
}

/** What is known of a spreadsheet from the rounds before. */
interface Seen {
  /** Drive's number of its state when it was last read; null where Drive does not tell. */
  readonly version: string | null;
  /** The revision that it shows. */
  readonly revision: number;
  /** The plan that its plan stands under, from which superior goals come down. */
  readonly parent: string | undefined;
  /** How much the store had told by then. */
  readonly told: number;
  /** The kind of failure that was told of last. */
  readonly failure: string | null;
}

const didSomething = (result: Result<SheetSync>): boolean => result.ok && (result.value.outcome.isCommitted || result.value.earlier.length > 0 || result.value.fate.kind !== 'current');

const failureOf = (result: Result<SheetSync>): string | null => {
  if (!result.ok) return noteKind(result);
  return result.value.fate.kind === 'behind' ? noteKind(result.value.fate.failed) : result.value.fate.kind === 'held' ? 'held' : null;
};

/** Revisions of plans that the store told of and that the spreadsheets do not show yet. */
const createNews = () => {
  const newest = new Map<string, { readonly number: number; readonly turn: number }>();
  let turns = 0;
  let wake = (): void => undefined;
  return {
    note: (planId: string, number: number): void => {
      newest.set(planId, { number, turn: ++turns });
      wake();
    },
    /** How much was told up to now. */
    told: (): number => turns,
    /** The plan's own, or of the plan that superior goals come down to it from. */
    isNewFor: ({ planId }: SheetLink, { revision, parent, told }: Seen): boolean => (newest.get(planId)?.number ?? 0) > revision || (newest.get(parent ?? '')?.turn ?? 0) > told,
    /** Settles when the store tells of a revision. */
    come: (): Promise<void> => new Promise((resolve) => { wake = resolve; }),
  };
};

/**
 * Keeps spreadsheets and store together until it is stopped: syncs each once, then those that Drive says were changed and those whose plan, or the one that it
 * stands under, has a new revision. The version is asked before the sheet is read, so that what is written in between is seen in the next round; what fails is tried
 * again then. [U11]
 */
export const watchSheets = async (ports: SheetPorts, { links, events, sync, untilNextLook, stopped, tell }: Watching): Promise<Result<void>> => {
  const [seen, news] = [new Map<string, Seen>(), createNews()];
  let hasEnded = false;
  const ended = stopped.then(() => { hasEnded = true; });
  const subscribed = fromStore(await events.subscribe(({ planId, number }) => news.note(planId, number)));
  if (!subscribed.ok) return subscribed;
  const look = async (link: SheetLink): Promise<void> => {
    const before = seen.get(link.spreadsheetId);
    const file = await ports.google.file(link.spreadsheetId);
    const version = file.ok ? file.value.version : null;
    if (before && before.failure === null && version !== null && version === before.version && !news.isNewFor(link, before)) return;
    const told = news.told();
    const result = await syncSheet(ports, link, sync());
    const failure = failureOf(result);
    const isMended = failure === null && before !== undefined && before.failure !== null;
    if (isMended || (failure === null ? didSomething(result) : failure !== before?.failure)) tell(link, result);
    const shown = result.ok ? { revision: result.value.outcome.revision.number, parent: result.value.outcome.revision.plan.parent } : { revision: before?.revision ?? 0, parent: before?.parent };
    seen.set(link.spreadsheetId, { version, failure, told, ...shown });
  };
  try {
    while (!hasEnded) {
      const coming = news.come();
      const round = await links();
      if (!round.ok) return round;
      for (const link of round.value) if (!hasEnded) await look(link);
      await Promise.race([ended, untilNextLook(), coming]);
    }
  } finally {
    await subscribed.value();
  }
  return succeed(undefined);
};

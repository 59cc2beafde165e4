import type { Google } from '../../gsheets/api/google';
import { runFlowAtOnce, type Flow, type GoogleResult } from '../../gsheets/rest';
import { adoptSheet } from '../../core/node/journey/google/adopt-sheet';
import type { SheetPorts } from '../../core/node/journey/google/sheet-ports';
import { syncSheet, type SheetSync } from '../../core/node/journey/google/sync-sheet';
import { keepLink } from '../../core/node/journey/budget/link-budget';
import { createFileLinks } from '../../core/node/store-files/file-links';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import type { BudgetMapping } from '../../core/plan/budget/mapping';
import type { Plan, PlanRecord } from '../../core/plan/plan';
import type { OwnTabs } from '../contract/host-contract';
import { answerAs, flows, openGoogle, planner, type OpenedGoogle } from './hosted-google';
import { gotten, put, syncOptions, time, today } from './linked-store';
import type { Switches } from './sheets-emulator';
import type { Person } from './sheets-emulator/person';
import { temporaryFolder, valueOf } from './store-fixtures';

/** Google as one account of an emulator sees it, at once. */
export const googleAtOnce = ({ emulator }: Pick<OpenedGoogle, 'emulator'>): Google => {
  const run = <T>(flow: Flow<T>): Promise<GoogleResult<T>> => Promise.resolve(runFlowAtOnce(flow, answerAs(emulator, planner)));
  let writes = 0;
  const named = <T>(options: T) => ({ operation: `at-once-${(writes += 1)}`, ...options });
  return {
    account: () => Promise.resolve({ ok: true, value: planner }),
    create: (model, options) => run(flows.create(model, options)),
    read: (spreadsheetId) => run(flows.read(spreadsheetId)),
    insert: (read, model, options) => run(flows.insert(read, model, named(options))),
    write: (read, patch, options) => run(flows.write(read, patch, named(options))),
    // Drive does not tell of what a person shared with the account.
    file: () => Promise.resolve({ ok: false, failure: { kind: 'not-found' } }),
    share: () => { throw new Error('nobody is shared with here'); },
    unshare: () => { throw new Error('nobody is shared with here'); },
    discard: () => { throw new Error('none is made here'); },
  };
};

/** A treasurer's own spreadsheet, and a plan in a store. */
export interface TreasurersSpreadsheet {
  readonly opened: OpenedGoogle;
  readonly ports: SheetPorts;
  readonly treasurer: Person;
  /** Says where the spreadsheet has its budget. */
  link(mapping: BudgetMapping): Promise<void>;
  /** Puts the plan's tabs into it. */
  adopt(): Promise<void>;
  sync(): Promise<SheetSync>;
  /** The plan's budget as the store has it. */
  budget(): Promise<readonly PlanRecord[]>;
  /** What its cells hold and come to: formulas behind their results. */
  shown(tab: string, column: number): readonly unknown[];
  /** Names by the columns that they mean, with their first row, and their last one where they have one. */
  names(): Readonly<Record<string, readonly unknown[]>>;
  /** Requests since the last time that this was asked. */
  requests(): { readonly all: number; readonly writes: number };
}

export const treasurersSpreadsheet = async (tabs: OwnTabs, plan: Plan, switches: Partial<Switches> = {}): Promise<TreasurersSpreadsheet> => {
  const opened = await openGoogle(tabs, switches);
  const { emulator, spreadsheetId } = opened;
  const folder = temporaryFolder();
  valueOf(await initStore(folder));
  const ports: SheetPorts = { store: createFileStore(folder), links: createFileLinks(folder), google: googleAtOnce(opened) };
  await put(ports.store, plan);
  let seen = emulator.log.length;
  return {
    opened, ports, treasurer: emulator.person(spreadsheetId(), planner),
    link: async (mapping) => void gotten(await keepLink(ports.store, plan.id, { name: spreadsheetId(), mappings: [mapping] }, { author: 'kari', message: '', time })),
    adopt: async () => void gotten(await adoptSheet(ports, plan.id, spreadsheetId(), { today, time }, syncOptions())),
    sync: async () => {
      const [link] = valueOf(await ports.links.ofPlan(plan.id));
      return gotten(await syncSheet(ports, link!, syncOptions()));
    },
    budget: async () => valueOf(await ports.store.head(plan.id)).plan.tables.budget,
    shown: (tab, column) => opened.readSpreadsheet().grid.worksheets.find(({ name }) => name === tab)!.rows.slice(1).map(({ cells }) => cells[column]).flatMap((cell) => (cell === undefined ? [] : [cell.isFormula ? `=${JSON.stringify(cell.value)}` : cell.value])),
    names: () => Object.fromEntries((opened.readSpreadsheet().raw.namedRanges ?? []).map(({ name = '', range }) => [name, [range?.startColumnIndex ?? 0, range?.startRowIndex ?? 0, range?.endRowIndex]])),
    requests: () => {
      const since = emulator.log.slice(seen);
      seen = emulator.log.length;
      return { all: since.length, writes: since.filter(({ kind }) => kind === 'write').length };
    },
  };
};

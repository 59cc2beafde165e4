import type { CellClient } from '../../addin/client/cell-client';
import { createPane, type Pane } from '../../addin/state/pane';
import type { OpenWorkbook } from '../../addin/host/open-workbook';
import type { PaneState } from '../../addin/state/pane-state';
import type { RibbonWorld } from '../../addin/commands/ribbon-work';
import { answers, memoryKeep, previewed, syncedTo } from './scripted-pane';
import { syncRead, type OneStore } from './workbook-journey';

let ids = 0;

/** What a pane needs of the world, with a store that decides as the server does. No time passes. */
export const worldAt = (workbook: OpenWorkbook, store: OneStore): RibbonWorld => {
  const client: CellClient = {
    locale: 'nb',
    plan: () => Promise.reject(new Error('no plan is put in here')),
    preview: async () => answers(previewed()),
    linkBudget: () => Promise.reject(new Error('no budget is linked here')),
    sync: async (_, grid) => {
      const before = store.revisions.length;
      const { decision, patch } = syncRead(grid, store);
      return answers(syncedTo(store.revisions.length, { committed: store.revisions.length > before, changes: decision.isSheetBehind ? patch : null }));
    },
  };
  return { workbook: { ...workbook, location: () => null }, keep: memoryKeep(), client: () => client, today: () => '2026-11-21', freshId: () => `id-${++ids}`, report: (error) => { throw error; }, later: () => () => undefined };
};

export interface PaneAt {
  readonly pane: Pane;
  /** The state when nothing goes on any more. */
  rests(): Promise<PaneState>;
  sync(): Promise<PaneState>;
}

/** A pane that is open beside a workbook, and has looked at it. */
export const openPaneAt = async (world: RibbonWorld): Promise<PaneAt> => {
  let look = (): void => undefined;
  const pane = createPane({ ...world, changed: () => look() });
  const rests = (): Promise<PaneState> => new Promise((resolve) => {
    look = () => { if (pane.get().job === null) resolve(pane.get()); };
    look();
  });
  pane.open('check');
  await rests();
  return {
    pane, rests,
    sync: () => {
      pane.send({ type: 'sync-asked', freshId: `id-${++ids}` });
      return rests();
    },
  };
};

import { withTimeLimit } from '../state/host-patience';
import { createPane, type Pane, type PaneWorld } from '../state/pane';
import { isFree, type PaneState } from '../state/pane-state';
import type { RibbonWork } from './ribbon';
import { toldOfSync, toldOfTrouble } from './ribbon-told';

/** What the commands need of the world: what a pane does, and no more. */
export type RibbonWorld = Omit<PaneWorld, 'changed'>;

/** Whatever stands in the way, nobody is here to wait for it to pass: it is told, and the person clicks again. */
const isStopped = ({ trouble, isEditing }: PaneState): boolean => trouble !== null || isEditing;

interface Watched {
  readonly pane: Pane;
  /** The state when it is so for the first time. */
  until(isSo: (state: PaneState) => boolean): Promise<PaneState>;
}

/** Nobody stays to hear of changes. */
const unheard: RibbonWorld['workbook']['onDirty'] = async () => ({ ok: true, value: () => undefined });

/** The pane's own work without its view: opened for one command, and closed after it. */
const withPane = async <T>(world: RibbonWorld, task: (watched: Watched) => Promise<T>): Promise<T> => {
  let look = (): void => undefined;
  const pane = createPane({ ...world, workbook: { ...world.workbook, onDirty: unheard }, changed: () => look() });
  const until: Watched['until'] = (isSo) => new Promise((resolve) => {
    look = () => { if (isSo(pane.get())) resolve(pane.get()); };
    look();
  });
  try {
    pane.open('check');
    return await task({ pane, until });
  } finally {
    look = () => undefined;
    pane.close();
  }
};

const isKnown = ({ book }: PaneState): boolean => book.kind !== 'unread';

/** The ribbon's commands by the same steps as the pane's: what a sync does, keeps and repeats is one and the same. */
export const createRibbonWork = (world: RibbonWorld): Pick<RibbonWork, 'sync' | 'findProblems' | 'select'> => ({
  sync: () => withPane(world, async ({ pane, until }) => {
    const { locale } = world.client();
    const opened = await until((state) => isStopped(state) || (isKnown(state) && isFree(state)));
    // A sync of these very cells that was not seen to its end has been by now: there is nothing left for another one.
    if (opened.talk.result) return toldOfSync(opened, locale);
    const told = toldOfTrouble(opened, locale);
    if (told) return told;
    pane.send({ type: 'sync-asked', freshId: world.freshId() });
    return toldOfSync(await until((state) => isStopped(state) || state.job === null), locale);
  }),
  findProblems: () => withPane(world, async ({ until }) => {
    const seen = await until((state) => isStopped(state) || (isKnown(state) && state.job === null));
    return toldOfTrouble(seen, world.client().locale) ?? (seen.checked?.problems ?? []).map(({ cell, tab, message }) => ({ place: cell ?? tab, message }));
  }),
  select: async (place) => {
    const shown = await withTimeLimit(world.workbook, world.later).select(place);
    return shown.ok && shown.value;
  },
});

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Pane } from '../../state/pane';
import type { PaneState } from '../../state/pane-state';

/** The pane's own things, for the views in it. */
export interface PaneViews {
  readonly pane: Pane;
  readonly state: PaneState;
  /** Opens the view of server and token. */
  onServer(): void;
}

export const PaneContext = createContext<PaneViews | null>(null);

export const usePane = (): PaneViews => {
  const views = useContext(PaneContext);
  if (!views) throw new Error('a view stands outside of the pane');
  return views;
};

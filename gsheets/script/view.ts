import type { Locale, PreviewAnswer } from '../../core';
import type { LastSync } from './kept';
import type { Step } from './step';
import type { SyncWishes } from './sync-run';
import type { Trouble } from './trouble';

/** What goes between the script and its sidebar, as JSON. Sentences of the server are in the plan's language; all other words are the sidebar's own. */

/** What the sidebar was opened for. */
export type Purpose = 'sync' | 'preview' | 'conflicts' | 'connection' | 'about';
export interface SidebarStart {
  readonly purpose: Purpose;
  readonly locale: Locale;
}

export interface SidebarStatus {
  readonly plan: string | null;
  readonly server: string;
  readonly hasToken: boolean;
  /** The timer of this person. */
  readonly hasTimer: boolean;
  readonly last: LastSync | null;
}

/** What a preview or a sync says, as far as the sidebar shows it. */
export interface Shown extends Pick<PreviewAnswer, 'outcome' | 'summary' | 'lines' | 'receivedLine' | 'held'> {
  /** The newest one of the store. */
  readonly revision: number;
  /** Of a sync: did it make that revision? Null for a preview. */
  readonly committed: boolean | null;
  readonly conflicts: readonly Pick<PreviewAnswer['conflicts'][number], 'table' | 'id' | 'field' | 'cell' | 'name' | 'line' | 'answers'>[];
  readonly settled: readonly string[];
  readonly problems: readonly Pick<PreviewAnswer['problems'][number], 'tab' | 'cell' | 'header' | 'message'>[];
  readonly notices: readonly Pick<PreviewAnswer['notices'][number], 'code' | 'tab' | 'cell' | 'message'>[];
}

export interface SidebarAnswer {
  readonly shown: Shown | null;
  readonly trouble: Trouble | null;
  readonly status: SidebarStatus;
}

/** The script's functions that the sidebar calls; each answers with JSON. */
export interface SidebarCalls {
  sidebarStatus(): SidebarStatus;
  sidebarLook(): SidebarAnswer;
  sidebarSync(wishes: SyncWishes): SidebarAnswer;
  /** False where there is no such place. */
  sidebarShow(place: string): boolean;
  /** The token is tried before it is kept; null forgets the one that is kept. */
  sidebarConnect(token: string | null): SidebarAnswer;
  sidebarTimer(isOn: boolean): SidebarStatus;
  sidebarStep(): Step | null;
}

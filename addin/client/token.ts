import type { Keep } from './keep';

const key = 'planark.token';

/** The token that a person gave: for this tab, or for this machine where they asked for that. */
export const readToken = (tab: Keep, machine: Keep): string | null => tab.getItem(key) ?? machine.getItem(key);

export const keepToken = (token: string, isRemembered: boolean, tab: Keep, machine: Keep): void => (isRemembered ? machine : tab).setItem(key, token);

export const forgetToken = (tab: Keep, machine: Keep): void => {
  tab.removeItem(key);
  machine.removeItem(key);
};

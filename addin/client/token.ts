/** Part of the browser's storage: what the page needs of it. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'planark.token';

/** The token that a person gave: for this tab, or for this machine where they asked for that. */
export const readToken = (tab: Keep, machine: Keep): string | null => tab.getItem(key) ?? machine.getItem(key);

export const keepToken = (token: string, isRemembered: boolean, tab: Keep, machine: Keep): void => (isRemembered ? machine : tab).setItem(key, token);

export const forgetToken = (tab: Keep, machine: Keep): void => {
  tab.removeItem(key);
  machine.removeItem(key);
};

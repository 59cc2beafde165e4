/** Part of the browser's storage: what the page needs of it. */
export interface Keep {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const key = 'planark.token';

/** The token that a person gave: for this tab, or for this machine where they asked for that. */
export const readToken = (tab: Keep, machine: Keep): string | null => tab.getItem(key) ?? machine.getItem(key);

export const keepToken = (token: string, isRemembered: boolean, tab: Keep, machine: Keep): void => (isRemembered ? machine : tab).setItem(key, token);

export const forgetToken = (tab: Keep, machine: Keep): void => {
  tab.removeItem(key);
  machine.removeItem(key);
};

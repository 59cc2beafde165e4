/**
 * What outlives a run. For all who use the spreadsheet: what was sent and not answered, whether somebody has typed since the last sync, and how that one ended.
 * The token lies in the script's own properties, where its editors alone can read it.
 */

/** A property holds 9 KB: of letters that take three bytes each, so many. */
const chunk = 3000;
const names = { token: 'planark.token', dirty: 'planark.dirty', head: 'planark.head', last: 'planark.last', operation: 'planark.operation' } as const;

const ofDocument = (): GoogleAppsScript.Properties.Properties => PropertiesService.getDocumentProperties();
const ofScript = (): GoogleAppsScript.Properties.Properties => PropertiesService.getScriptProperties();

/** What somebody else's version of the script left is as good as nothing. */
const parsed = <T>(text: string | null): T | null => {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
};

export const readToken = (): string | null => ofScript().getProperty(names.token);
export const keepToken = (token: string): void => void ofScript().setProperty(names.token, token);
export const forgetToken = (): void => void ofScript().deleteProperty(names.token);

/** Something in the spreadsheet may have changed. */
export const markDirty = (): void => void ofDocument().setProperty(names.dirty, Utilities.getUuid());
/** A name of the last change; null where there was none since the last sync. */
export const readDirty = (): string | null => ofDocument().getProperty(names.dirty);
/** What was typed after `since` was read is still to be synced. */
export const clearDirty = (since: string | null): void => {
  if (since !== null && readDirty() === since) ofDocument().deleteProperty(names.dirty);
};

/** The plan's newest revision when it was synced last, and the day of it: how a plan stands changes with the day, too. */
export interface SeenHead {
  readonly plan: string;
  readonly hash: string;
  readonly day: string;
}
export const readHead = (): SeenHead | null => parsed<SeenHead>(ofDocument().getProperty(names.head));
export const keepHead = (head: SeenHead): void => void ofDocument().setProperty(names.head, JSON.stringify(head));

/** How the last sync ended, for whoever opens the sidebar; `end` is a trouble's code, or how the sync ended. `at` is an ISO instant. */
export interface LastSync {
  readonly at: string;
  readonly isTimer: boolean;
  readonly end: string;
  readonly said?: string;
  readonly tab?: string;
}
export const readLast = (): LastSync | null => parsed<LastSync>(ofDocument().getProperty(names.last));
export const keepLast = (last: LastSync): void => void ofDocument().setProperty(names.last, JSON.stringify({ ...last, ...(last.said !== undefined && { said: last.said.slice(0, chunk / 2) }) }));

/** A long text, cut into properties of its own. */
const keepLong = (name: string, text: string): void => {
  forgetLong(name);
  const pieces = Array.from({ length: Math.ceil(text.length / chunk) }, (_, i) => [`${name}.${i}`, text.slice(i * chunk, (i + 1) * chunk)] as const);
  ofDocument().setProperties({ ...Object.fromEntries(pieces), [name]: String(pieces.length) });
};
const readLong = (name: string): string | null => {
  const all = ofDocument().getProperties();
  const count = all[name];
  return count === undefined ? null : Array.from({ length: Number(count) }, (_, i) => all[`${name}.${i}`] ?? '').join('');
};
const forgetLong = (name: string): void => {
  const properties = ofDocument();
  for (const key of properties.getKeys()) if (key === name || key.startsWith(`${name}.`)) properties.deleteProperty(key);
};

/** A sync that was sent and not answered yet: whoever syncs next asks for it again under the same name, where the cells are the same. */
export interface KeptOperation<Options> {
  readonly options: Options;
  /** Of what was sent of the spreadsheet. */
  readonly digest: string;
}
export const keepOperation = (operation: KeptOperation<object>): void => keepLong(names.operation, JSON.stringify(operation));
export const readOperation = <Options>(): KeptOperation<Options> | null => parsed<KeptOperation<Options>>(readLong(names.operation));
export const forgetOperation = (): void => forgetLong(names.operation);

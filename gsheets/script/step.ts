/** What a sync is doing, for the sidebar that waits for it. */
export type Step = 'waiting' | 'reading' | 'asking' | 'writing';

const name = 'planark.step';
/** A run that was cut off is no longer shown as going on; in seconds. */
const longest = 120;

export const showStep = (step: Step | null): void => {
  const cache = CacheService.getDocumentCache();
  if (step === null) cache?.remove(name);
  else cache?.put(name, step, longest);
};
export const readStep = (): Step | null => (CacheService.getDocumentCache()?.get(name) ?? null) as Step | null;

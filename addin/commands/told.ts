/** What a command of the ribbon did, in words for the person: it has no page of its own to show it on. */
export interface Told {
  /** `attention`: it was done, and there is something to look at. */
  readonly tone: 'good' | 'attention' | 'bad';
  readonly lines: readonly string[];
}

const isTold = (value: unknown): value is Told => {
  if (typeof value !== 'object' || value === null) return false;
  const { tone, lines } = value as Partial<Record<keyof Told, unknown>>;
  return ['good', 'attention', 'bad'].includes(String(tone)) && Array.isArray(lines) && lines.every((line) => typeof line === 'string');
};

/** A message that came from another page of the add-in; null where it is none. */
export const readTold = (text: string | null): Told | null => {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isTold(value) ? value : null;
  } catch {
    return null;
  }
};

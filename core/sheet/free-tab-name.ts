const longestName = 31;
const mark = 'plan';

/** Two names are one to a host whatever their case, and however their letters are composed. */
export const tabNameKey = (name: string): string => name.normalize('NFC').toLowerCase();

const cut = (name: string, suffix: string): string => `${name.slice(0, longestName - suffix.length).trimEnd()}${suffix}`;

/** "Tiltak (plan)", "Tiltak (2)", "Tiltak (3)" …; a tab that is called Plan only gets numbers. */
const suffixAt = (name: string, attempt: number): string => {
  const marks = name.toLowerCase() === mark ? 0 : 1;
  return attempt <= marks ? ` (${mark})` : ` (${attempt + 1 - marks})`;
};

/** The name for a tab of ours in a workbook where it may be taken, with a suffix then. `taken` holds keys of names. */
export const freeTabName = (wanted: string, taken: ReadonlySet<string>): string => {
  for (let attempt = 0; ; attempt++) {
    const name = attempt === 0 ? wanted : cut(wanted, suffixAt(wanted, attempt));
    if (!taken.has(tabNameKey(name))) return name;
  }
};

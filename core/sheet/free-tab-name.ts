const longestName = 31;
const mark = 'plan';

const cut = (name: string, suffix: string): string => `${name.slice(0, longestName - suffix.length).trimEnd()}${suffix}`;

/** "Tiltak (plan)", "Tiltak (2)", "Tiltak (3)" …; a tab that is called Plan only gets numbers. */
const suffixAt = (name: string, attempt: number): string => {
  const marks = name.toLowerCase() === mark ? 0 : 1;
  return attempt <= marks ? ` (${mark})` : ` (${attempt + 1 - marks})`;
};

/** The name for a tab of ours in a workbook where it may be taken, whatever the case, with a suffix then. `taken` is in lower case. */
export const freeTabName = (wanted: string, taken: ReadonlySet<string>): string => {
  for (let attempt = 0; ; attempt++) {
    const name = attempt === 0 ? wanted : cut(wanted, suffixAt(wanted, attempt));
    if (!taken.has(name.toLowerCase())) return name;
  }
};

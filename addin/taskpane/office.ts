import { carries, isDarkTheme, type OfficeTheme } from '../state/office-theme';

interface OfficeContext {
  /** Browsers keep what frames of different sites store apart, and Office says under which mark. */
  readonly partitionKey?: string;
  readonly displayLanguage?: string;
  readonly officeTheme?: OfficeTheme;
}

/** What the pane uses of office.js beside Excel itself, which is the host's; not there where the script did not load. */
declare const Office: { onReady(): Promise<{ readonly host: string | null }>; readonly context: OfficeContext } | undefined;

/** The context of the Office program that the pane stands in; null where it stands in none. */
export const officeContext = async (): Promise<OfficeContext | null> => {
  if (typeof Office === 'undefined') return null;
  const { host } = await Office.onReady();
  return host ? Office.context : null;
};

const inks = ['--ink', '--soft', '--link', '--deep'];
const grounds = [['--page', 'bodyBackgroundColor'], ['--panel', 'controlBackgroundColor']] as const;

/** Takes Office's grounds where all of our inks, as they are by now, read well on them. */
const applyGrounds = (theme: OfficeTheme): void => {
  const computed = getComputedStyle(document.documentElement);
  const ownInks = inks.map((name) => computed.getPropertyValue(name));
  for (const [name, key] of grounds) if (carries(theme[key], ownInks)) document.documentElement.style.setProperty(name, theme[key]);
};

/** Goes by Office's theme, whatever the machine's own is: dark or light, and its ground where all of ours reads well on it. */
export const applyTheme = (theme: OfficeTheme): void => {
  const isDark = isDarkTheme(theme);
  if (isDark === null) return;
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  const dark = document.querySelector<HTMLLinkElement>('#dark')!;
  dark.media = isDark ? 'all' : 'not all';
  // A browser may not have loaded yet what it took for unneeded.
  if (isDark && !dark.sheet) dark.addEventListener('load', () => applyGrounds(theme), { once: true });
  else applyGrounds(theme);
};

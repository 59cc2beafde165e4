/** Colours of Office, as far as the pane goes by them: "#RRGGBB". */
export interface OfficeTheme {
  readonly bodyBackgroundColor: string;
  readonly controlBackgroundColor: string;
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Relative luminance (WCAG 2.2); null for what is no colour. */
const luminance = (colour: string): number | null => {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour.trim());
  if (!parts) return null;
  const [red, green, blue] = parts.slice(1).map((part) => linear(parseInt(part, 16) / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
const [black, white] = [0, 1];

/** Does light ink read better on Office's ground than dark? null where that is not known. */
export const isDarkTheme = ({ bodyBackgroundColor }: OfficeTheme): boolean | null => {
  const ground = luminance(bodyBackgroundColor);
  return ground === null ? null : contrast(ground, white) > contrast(ground, black);
};

const leastContrast = 4.5;

/** Is every ink readable on this ground? */
export const carries = (ground: string, inks: readonly string[]): boolean => {
  const under = luminance(ground);
  return under !== null && inks.map(luminance).every((ink) => ink !== null && contrast(under, ink) >= leastContrast);
};

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** [colour-steps] A part of a colour in steps of 1/255, as short as 32 bits tell it. */
const inSteps = (part: unknown): unknown => {
  if (typeof part !== 'number') return part;
  const step = Math.fround(Math.round(part * 255) / 255);
  return [7, 8, 9].map((digits) => Number(step.toPrecision(digits))).find((short) => Math.fround(short) === step) ?? step;
};

/** A component of 0 is left out of what Google tells, black is {}. */
const plainColour = (colour: unknown): unknown => (isObject(colour) ? Object.fromEntries(Object.entries(colour).map(([name, part]) => [name, inSteps(part)] as const).filter(([, part]) => part !== 0)) : colour);

export const colourNames: ReadonlySet<string> = new Set(['backgroundColor', 'foregroundColor', 'tabColor', 'color']);

/** Google tells each colour twice, by its old name and by the name of its style, whichever was given; of two given the style counts. */
export const withColours = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map((one) => withColours(one as unknown)) as T;
  if (!isObject(value)) return value;
  const told: Json = {};
  for (const [key, one] of Object.entries(value)) {
    if (colourNames.has(key) && isObject(one)) {
      told[key] ??= plainColour(one);
      told[`${key}Style`] ??= { rgbColor: plainColour(one) };
    } else if (key.endsWith('Style') && colourNames.has(key.slice(0, -5)) && isObject(one)) {
      told[key] = 'rgbColor' in one ? { rgbColor: plainColour(one['rgbColor']) } : one;
      if ('rgbColor' in one) told[key.slice(0, -5)] = plainColour(one['rgbColor']);
    } else told[key] = withColours(one);
  }
  return told as T;
};

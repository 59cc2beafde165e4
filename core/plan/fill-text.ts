/** What stands in the places of a text. */
export type TextValues = Readonly<Record<string, string | number>>;

const place = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;

/**
 * Fills the places of a text: `{count}` with the value, `{count|plan|planer}` with the first word where the value is 1 and else with the
 * second. What is filled in is not looked at again, so a value may hold braces.
 */
export const fillText = (text: string, values: TextValues = {}): string =>
  text.replace(place, (_, key: string, one?: string, many?: string) => {
    const value = values[key] ?? '';
    if (one === undefined || many === undefined) return String(value);
    return value === 1 ? one : many;
  });

/**
 * What a terminal would obey instead of showing: control characters, and marks that turn the direction of writing. A plan's texts come
 * from other people's files.
 */
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text that a terminal shows as it is; line breaks stay. */
export const plainText = (text: string): string => text.replace(obeyed, '');

/** The same on one line. */
export const plainLine = (text: string): string => plainText(text.replace(/\s*\n\s*/g, ' '));

/** One JSON document; what a terminal would obey is escaped, so the values are the same. */
export const plainJson = (value: unknown): string => `${JSON.stringify(value, null, 2).replace(obeyed, escapeUnit)}\n`;

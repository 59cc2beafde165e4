/** A text as a sentence about it shows it: a cell holds more than anybody wants to read there. */
export const shorten = (text: string, longest = 80): string => (text.length > longest ? `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : text);

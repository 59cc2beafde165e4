/** A word as a person can paste it into a shell, whatever it holds. */
export const shellWord = (text: string): string => (/^[\p{L}\p{N}_./:-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A field of a SIE line: a text, or a list of dimensions and objects in braces. */
export type SieField = string | readonly string[];

/** A text in quotes: the last of them stands before space, a brace or the end, since some programs write one inside that is not marked. */
const quoted = /^"((?:[^"\\]|\\.|"(?![\s{}]|$))*)"/;

/**
 * The fields of a line: words with space between them, in quotes where they hold space, "\"" for a quote, and a list in braces. Undefined
 * where a quote or a brace is left open.
 */
export const sieFields = (line: string): readonly SieField[] | undefined => {
  const fields: SieField[] = [];
  let list: string[] | undefined;
  let at = 0;
  const add = (text: string): void => void (list ?? fields).push(text);
  while (at < line.length) {
    const sign = line[at]!;
    if (sign === ' ' || sign === '\t') at++;
    else if (sign === '{' && list === undefined) [list, at] = [[], at + 1];
    else if (sign === '}' && list !== undefined) {
      fields.push(list);
      [list, at] = [undefined, at + 1];
    } else if (sign === '"') {
      const [whole, text] = quoted.exec(line.slice(at)) ?? [];
      if (whole === undefined) return undefined;
      add(text!.replace(/\\(.)/g, '$1'));
      at += whole.length;
    } else {
      const [word] = /^[^\s{}"][^\s{}]*/.exec(line.slice(at)) ?? [];
      if (word === undefined) return undefined;
      add(word);
      at += word.length;
    }
  }
  return list === undefined ? fields : undefined;
};

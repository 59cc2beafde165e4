const QUOTE = '"';
/** Words whose letters are no date letters. */
const WORDS = ['general', 'am/pm', 'a/p'];

/** One step over a format code: where it ends, and the date letter it is, if any. */
interface Step {
  readonly next: number;
  readonly letter: string;
}

const lengthOfRun = (code: string, from: number): number => {
  let end = from + 1;
  while (code[end] === code[from]) end++;
  return end - from;
};

/** Past the closing mark; an unclosed quote or bracket reaches to the end. */
const pastMark = (code: string, mark: string, from: number): number => {
  const end = code.indexOf(mark, from);
  return end < 0 ? code.length : end + 1;
};

/** Elapsed time, `[h]`, still says that an `m` after it means minutes; other brackets say nothing. */
const bracketStep = (code: string, at: number): Step => {
  const next = pastMark(code, ']', at);
  return { next, letter: next === at + 1 + lengthOfRun(code, at + 1) + 1 && code[at + 1] === 'h' ? 'h' : '' };
};

const letterStep = (code: string, at: number): Step => {
  const word = WORDS.find((text) => code.startsWith(text, at));
  if (word !== undefined) return { next: at + word.length, letter: '' };
  const letter = code[at] as string;
  const length = lengthOfRun(code, at);
  if (!'dmyhs'.includes(letter)) return { next: at + length, letter: '' };
  // Three letters and more are a month's name, never minutes.
  return { next: at + length, letter: letter === 'm' && length > 2 ? 'd' : letter };
};

const step = (code: string, at: number): Step => {
  const mark = code[at];
  if (mark === QUOTE) return { next: pastMark(code, QUOTE, at + 1), letter: '' };
  if (mark === '[') return bracketStep(code, at);
  // A backslash shows the next character, "_" leaves its width, "*" repeats it.
  if (mark === '\\' || mark === '_' || mark === '*') return { next: at + 2, letter: '' };
  return mark === ';' ? { next: at + 1, letter: ';' } : letterStep(code, at);
};

/**
 * Does a number format show a day, month or year? "h:mm" alone is a time. An `m` means minutes after hours and before
 * seconds. Linear in the length of the code, which may be anything.
 */
export const isDateFormat = (formatCode: string): boolean => {
  const code = formatCode.toLowerCase();
  let before = '';
  for (let at = 0; at < code.length;) {
    const { next, letter } = step(code, at);
    if (letter === 'd' || letter === 'y') return true;
    // An `m` that neither follows hours nor is followed by seconds was a month.
    if (before === 'm' && letter !== '' && letter !== 's') return true;
    if (letter === 'm') before = before === 'h' ? 'minutes' : 'm';
    else if (letter !== '') before = letter;
    at = next;
  }
  return before === 'm';
};

import { locales, type Locale } from '../../plan/locale';
import { answerLists, answers, conflictMark, type Answer } from '../conflict';
import { cellAddress, type GridWorksheet } from '../grid';
import type { Problem } from '../problem';
import { words } from '../words';

/** What a person chose for a conflict, and where it stands. */
export interface Choice {
  readonly answer: Answer;
  readonly tab: string;
  /** "I3". */
  readonly cell: string;
  /** What the row says of where the conflict is: "Tiltak!F12". */
  readonly where: string;
}

export interface ParsedChoices {
  /** By `conflictKey`. */
  readonly choices: ReadonlyMap<string, Choice>;
  readonly problems: readonly Problem[];
}

const normal = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '');

const answersByText = new Map(locales.flatMap((locale) => Object.entries(answers).map(([answer, text]) => [normal(text[locale]), answer as Answer] as const)));

/** A key without a field is of a whole record. */
const expected = (key: string, locale: Locale): string => answerLists[key.endsWith('/') ? 'removal' : 'settle'].map((answer) => answers[answer][locale]).join(', ');

/** Is this the tab of conflicts, whatever it is called? */
export const isConflictTab = ({ rows }: GridWorksheet): boolean => rows[0]?.cells[0]?.value === conflictMark;

const columnOf = ({ rows }: GridWorksheet, word: keyof typeof words): number =>
  rows[0]!.cells.findIndex((cell) => cell !== undefined && locales.some((locale) => normal(words[word][locale]) === normal(cell.value)));

const readTab = (worksheet: GridWorksheet): { readonly key: string; readonly text: string; readonly place: Omit<Choice, 'answer'> }[] => {
  const [chosen, where] = [columnOf(worksheet, 'choose'), columnOf(worksheet, 'where')];
  return worksheet.rows.slice(1).flatMap(({ index, cells }) => {
    const [key, text] = [cells[0]?.value, cells[chosen]?.value];
    if (typeof key !== 'string' || text === undefined || normal(String(text)) === '') return [];
    return [{ key, text: String(text), place: { tab: worksheet.name, cell: cellAddress(index, chosen), where: String(cells[where]?.value ?? '') } }];
  });
};

/** Reads what people chose on the tab of conflicts, in any language. */
export const parseChoices = (worksheet: GridWorksheet | undefined, locale: Locale): ParsedChoices => {
  const choices = new Map<string, Choice>();
  const problems: Problem[] = [];
  for (const { key, text, place } of worksheet ? readTab(worksheet) : []) {
    const answer = answersByText.get(normal(text));
    if (answer) choices.set(key, { answer, ...place });
    else problems.push({ code: 'NOT_IN_LIST', tab: place.tab, cell: place.cell, header: words.choose[locale], value: text, expected: expected(key, locale) });
  }
  return { choices, problems };
};

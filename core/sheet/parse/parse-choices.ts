import { locales, type Locale, type Localized } from '../../plan/locale';
import { answerLists, answers, answersText, conflictMark, type Answer } from '../conflict';
import { cellAddress, type GridWorksheet } from '../grid';
import type { Problem } from '../problem';
import { words } from '../words';

/** What a person chose for a conflict, and where it stands. */
export interface Choice {
  readonly answer: Answer;
  /** As it was written. */
  readonly text: string;
  readonly tab: string;
  /** "I3"; null where it was not chosen in the sheet. */
  readonly cell: string | null;
  /** What the row says of where the conflict is: "Tiltak!F12". */
  readonly where: string;
}

export interface ParsedChoices {
  /** Keys of the conflicts that the tab shows. */
  readonly shown: ReadonlySet<string>;
  /** By `conflictKey`. */
  readonly choices: ReadonlyMap<string, Choice>;
  readonly problems: readonly Problem[];
}

const normal = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '');

const answersByText = new Map(locales.flatMap((locale) => Object.entries(answers).map(([answer, text]) => [normal(text[locale]), answer as Answer] as const)));

/** A key without a field is of a whole record. */
const expected = (key: string): Localized => answersText(answerLists[key.endsWith('/') ? 'removal' : 'settle']);

/** Is this the tab of conflicts, whatever it is called? */
export const isConflictTab = ({ rows }: Pick<GridWorksheet, 'rows'>): boolean => rows[0]?.cells.some((cell) => cell?.value === conflictMark) ?? false;

const columnOf = ({ rows }: GridWorksheet, word: keyof typeof words): number =>
  rows[0]!.cells.findIndex((cell) => cell !== undefined && locales.some((locale) => normal(words[word][locale]) === normal(cell.value)));

const keyColumn = ({ rows }: GridWorksheet): number => rows[0]!.cells.findIndex((cell) => cell?.value === conflictMark);

/** Where these columns stand beside the keys, for a tab whose headers somebody has rewritten. */
const [choiceAfterKey, whereBeforeKey] = [5, 3] as const;

const readTab = (worksheet: GridWorksheet): { readonly key: string; readonly choice: Omit<Choice, 'answer'> }[] => {
  const keys = keyColumn(worksheet);
  const named = columnOf(worksheet, 'choose');
  const chosen = named >= 0 ? named : keys + choiceAfterKey;
  const where = columnOf(worksheet, 'where');
  return worksheet.rows.slice(1).flatMap(({ index, cells }) => {
    const [key, text] = [cells[keys]?.value, cells[chosen]?.value];
    if (typeof key !== 'string' || text === undefined || normal(String(text)) === '') return [];
    return [{ key, choice: { text: String(text), tab: worksheet.name, cell: cellAddress(index, chosen), where: String(cells[where >= 0 ? where : keys - whereBeforeKey]?.value ?? '') } }];
  });
};

const shownIn = (worksheet: GridWorksheet): Set<string> => {
  const keys = keyColumn(worksheet);
  return new Set(worksheet.rows.slice(1).flatMap(({ cells }) => (cells[keys] ? [String(cells[keys].value)] : [])));
};

/** Reads what people chose on the tab of conflicts, in any language. */
export const parseChoices = (worksheet: GridWorksheet | undefined, locale: Locale): ParsedChoices => {
  const choices = new Map<string, Choice>();
  const problems: Problem[] = [];
  for (const { key, choice } of worksheet ? readTab(worksheet) : []) {
    const answer = answersByText.get(normal(choice.text));
    if (answer) choices.set(key, { answer, ...choice });
    else problems.push({ code: 'NOT_IN_LIST', tab: choice.tab, cell: choice.cell, header: words.choose[locale], value: choice.text, expected: expected(key) });
  }
  return { shown: worksheet ? shownIn(worksheet) : new Set(), choices, problems };
};

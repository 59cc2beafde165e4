/** One line of a budget or of the accounts, whatever file it stands in. Amounts are integers in minor units; income is negative. */
export interface BudgetFigure {
  /** As the file has it: "6860", "04010", "Styremøter". Compared by `accountKey`. */
  readonly account: string;
  readonly name?: string;
  readonly department?: string;
  readonly year: number;
  readonly adopted?: number;
  readonly actual?: number;
  /** Where it stands in the file: "Budsjett 2026!D12", "14" for a line of text; null where the file has no places. */
  readonly place: string | null;
}

export interface AccountParts {
  readonly account: string;
  readonly name?: string;
}

/** A number of an account, alone or before its name: "6860", "6860 Møter, kurs", "6860 - Møter", "4.010: Hyra". */
const codeAndName = /^(\d{1,10}(?:[.-]\d{1,6})*)(?:[\s:–-]+(.*))?$/su;

/** A number with a space as in amounts: "6 860" is 6860. */
const groupedCode = /^(\d{1,2}) (\d{3})(?=$| )/u;

/** The number of an account and its name, where they stand together; a text without a number is the account itself. */
export const splitAccount = (text: string): AccountParts => {
  const plain = text.replace(/[\s\u00a0]+/g, ' ').trim().replace(groupedCode, '$1$2');
  const [, account, rest = ''] = codeAndName.exec(plain) ?? [];
  if (account === undefined) return { account: plain };
  const name = rest.trim();
  return name === '' ? { account } : { account, name };
};

const isDigits = (text: string): boolean => /^\d+$/.test(text);
const withoutZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');
const keyOf = (text: string): string => {
  const { account } = splitAccount(text);
  return isDigits(account) ? withoutZeros(account) : account.toLowerCase();
};

/**
 * What an account is known by, however it is written: without space around it, without a name behind its number, without zeros before the
 * number, and in one case. "06860 Møter" and 6860 are one account; so are "Styremøter" and "styremøter". [C20]
 */
export const accountKey = (text: string): string => keyOf(text);

/** The same of a department: "10", "010" and "10 Styret" are one; an empty one is none at all (''). [C21] */
export const departmentKey = (text: string | undefined): string => (text === undefined ? '' : keyOf(text));

/** What a figure, a cost or a budget line is known by: its account, its department and its year. [C22] */
export const figureKey = ({ account, department, year }: { readonly account?: string | undefined; readonly department?: string | undefined; readonly year?: number | undefined }): string =>
  JSON.stringify([accountKey(account ?? ''), departmentKey(department), year ?? null]);

/** The sum of figures of one key: the first gives the words and the place; an amount that none of them has is left out. */
export const sumFigures = (figures: readonly BudgetFigure[]): readonly BudgetFigure[] => {
  const sums = new Map<string, BudgetFigure>();
  const plus = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined ? b : a + (b ?? 0));
  for (const figure of figures) {
    const before = sums.get(figureKey(figure));
    const adopted = plus(before?.adopted, figure.adopted);
    const actual = plus(before?.actual, figure.actual);
    sums.set(figureKey(figure), { ...figure, ...before, ...(adopted !== undefined && { adopted }), ...(actual !== undefined && { actual }) });
  }
  return [...sums.values()];
};

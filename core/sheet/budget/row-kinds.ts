import { splitAccount } from '../../plan/budget/figures';

/** Words that a sum begins with, in the languages and habits of treasurers. */
const sumWords = /^(?:del|mellom|slut|hoved|grand\s+|sub)?(?:sum(?:ma|mer|mering)?|total(?:t|er|sum|summa|en)?)(?![\p{L}])/iu;
const resultWords = /^(?:års|drifts|netto|period|rörelse|ordinært\s+|finans|budsjettert\s+|budgeterat\s+)?(?:resultat|overskudd|overskot|överskott|underskudd|underskot|underskott|result|surplus|deficit|net income)(?![\p{L}])/iu;
const otherSums = /^(?:i alt|til sammen|tilsammen|sammenlagt|tillsammans|totalt)(?![\p{L}])/iu;

/** Does a text name a sum: "Sum lønn", "Delsum", "Totalt", "Årets resultat", "Summa kostnader"? */
export const isSumText = (text: string): boolean => sumWords.test(text) || resultWords.test(text) || otherSums.test(text) || /^årets\s+resultat/iu.test(text);

/** Does a sum go over everything, rather than over the lines since the last one? */
export const isWholeSum = (text: string): boolean => resultWords.test(text) || /^(?:grand\s+)?total|^årets|^i alt|^til ?sammen|^tillsammans/iu.test(text);

const incomeWords = /inntekt|intäkt|income|revenue/iu;
const costWords = /kostnad|utgift|cost|expense|expenditure|forbruk/iu;

/** What the lines below a heading are; undefined where it does not say. */
export const headingKind = (text: string): 'income' | 'cost' | undefined => {
  if (costWords.test(text)) return 'cost';
  return incomeWords.test(text) ? 'income' : undefined;
};

/** In both charts of accounts, NS 4102 in Norway and BAS in Sweden, class 3 is income, 4 to 7 are costs, and 8 is either. */
const ledgerClass = /^0*([3-7])\d{3}$/;
/** A municipality's accounts (KOSTRA) have five digits: 1 for its running, the kind (010-590 are costs, 600-895 income, 900 and on either), and one of its own. */
const municipalKind = /^1([0-8])\d{3}$/;

/** Is an account income, by its number in a chart that says so? */
const isIncomeByCode = (account: string): boolean | undefined => {
  const [, ledger] = ledgerClass.exec(account) ?? [];
  if (ledger !== undefined) return ledger === '3';
  const [, municipal] = municipalKind.exec(account) ?? [];
  return municipal === undefined ? undefined : municipal >= '6';
};

/**
 * Is a line income? Its account says so where it is of a chart of accounts, so that a row that is moved stays what it is; else its name, as
 * "Renteinntekter" or "Bankkostnader"; else the heading that it stands below.
 */
export const isIncome = (account: string, name: string, heading: 'income' | 'cost' | undefined): boolean => {
  const known = isIncomeByCode(account);
  if (known !== undefined) return known;
  const [saysIncome, saysCost] = [incomeWords.test(name), costWords.test(name)];
  return saysIncome === saysCost ? heading === 'income' : saysIncome;
};

/** Does a text begin with a number, as accounts do? */
export const hasCode = (text: string): boolean => /^\d/.test(splitAccount(text).account);

/** How many digits the number of an account has; 0 for a text. */
export const codeLength = (text: string): number => (hasCode(text) ? splitAccount(text).account.replace(/\D/g, '').length : 0);

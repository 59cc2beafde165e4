/**
 * Formulas of the workbook model are written as Excel has them; Google gets `;` between arguments, since what a comma is differs between its
 * locales, and no decimals, for the same reason. SPEC.md [N1]-[N4]
 */

/** A text, a quoted name, a number with decimals, a cell or a name, or any other sign. */
const tokens = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\d+\.\d+|[\p{L}\p{N}_$.:]+|\s+|[^]/gu;
const isText = (token: string): boolean => token.startsWith('"');
const isName = (token: string): boolean => token.startsWith("'");
const isDecimal = (token: string): boolean => /^\d+\.\d+$/.test(token);

const quotientOf = (decimal: string): string => {
  const [whole = '', digits = ''] = decimal.split('.');
  return `${Number(whole + digits)}/1${'0'.repeat(digits.length)}`;
};

/** A number as Google reads it in any locale: one with decimals as a quotient. */
export const toGoogleNumber = (value: number): string => (Number.isInteger(value) ? String(value) : `${value < 0 ? '-' : ''}${quotientOf(String(Math.abs(value)))}`);

/** Splits a formula, decimals that touch a letter left alone. */
const tokensOf = (formula: string): string[] => formula.match(tokens) ?? [];

/** Only what multiplies or divides binds a quotient more than its own stroke does. */
const bindsMore: ReadonlySet<string | undefined> = new Set(['*', '/']);

/** A formula of the model, without "=", as Google has it. [N1] */
export const toGoogleFormula = (formula: string): string => {
  const parts = tokensOf(formula);
  return parts.map((token, i) => {
    if (token === ',') return ';';
    if (!isDecimal(token)) return token;
    const quotient = quotientOf(token);
    return bindsMore.has(parts[i - 1]) ? `(${quotient})` : quotient;
  }).join('');
};

/** A reference to another tab: "Lister!$B$2", "'Mine mål'!$A:$A". */
const foreignReference = /"(?:[^"]|"")*"|(?:'(?:[^']|'')*'|[\p{L}_][\p{L}\p{N}_]*)!\$?[A-Z]+(?:\$?\d+)?(?::\$?[A-Z]+(?:\$?\d+)?)?/gu;

/** The same where Google wants no other tab named: in rules for colours it is asked for by its name as a text. [N4] */
export const toGoogleRuleFormula = (formula: string): string =>
  toGoogleFormula(formula.replace(foreignReference, (found) => (isText(found) ? found : `INDIRECT("${found.replaceAll('"', '""')}")`)));

const plainName = /^'([\p{L}_][\p{L}\p{N}_]*)'$/u;

/**
 * A formula so that two are the same text where they say the same: whichever separators and spaces they have, however names are quoted and functions spelled. [N3]
 */
export const formulaKey = (formula: string): string =>
  tokensOf(toGoogleFormula(formula.replace(/^[=+]/, '')))
    .filter((token) => token.trim() !== '')
    .map((token) => (isText(token) ? token : isName(token) ? token.replace(plainName, '$1').toUpperCase() : token.toUpperCase()))
    .join('');

/** Does Google's formula say what the model's does? */
export const sameFormula = (google: string, model: string): boolean => formulaKey(google) === formulaKey(model);

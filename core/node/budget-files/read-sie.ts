import type { BudgetFigure } from '../../plan/budget/figures';
import { maxMinorUnits } from '../../plan/rules';
import { figureProblem, type FigureProblem } from '../../sheet/budget/figure-problem';
import { budgetLimits, createDeadline, refused, type BudgetFileReading } from './budget-file';
import { accountsDayOf, exportDay } from './export-days';
import { decodeSie } from './decode-text';
import { sieFields, type SieField } from './sie-fields';

/** What a SIE file says of one account in one year, in minor units. Income is negative, as credit is in SIE. */
interface Ledger {
  readonly account: string;
  readonly year: string;
  line: number;
  result: number | undefined;
  /** The sum of the months, where the file gives no result of the year. */
  months: number | undefined;
  budget: number | undefined;
  /** What of it is of one department. */
  readonly results: Map<string, number>;
  readonly budgets: Map<string, number>;
  /** What is told of other objects, by their dimensions: the whole only where nothing else says it. */
  readonly otherResults: Breakdowns;
  readonly otherBudgets: Breakdowns;
}

/** Parts by department ('' for none), by the dimensions that they are parts in: each is a breakdown of the same. */
type Breakdowns = Map<string, Map<string, number>>;

interface Sie {
  readonly accounts: Map<string, string>;
  readonly types: Map<string, string>;
  /** Names of departments, by their number. */
  readonly departments: Map<string, string>;
  /** The calendar year in which a fiscal year ends, by its number: 0 is this one, -1 the one before. */
  readonly years: Map<string, number>;
  readonly ledgers: Map<string, Ledger>;
  readonly problems: FigureProblem[];
  /** ISO dates: the day that balances of periods go up to, the day that the file was made, and the end of its own fiscal year. */
  upTo?: string | undefined;
  made?: string | undefined;
  end?: string | undefined;
  /** How many departments of accounts there are, in all. */
  parts: number;
}

/** Dimension 1 is the place of cost in every SIE file: the specification reserves it. */
const departmentDimension = '1';

const amountText = /^[-+]?\d{1,13}(?:\.\d*)?$/;

const minorOf = (field: SieField | undefined): number | undefined => {
  if (typeof field !== 'string' || !amountText.test(field)) return undefined;
  const minor = Math.round(Number((Number(field) * 100).toPrecision(15)));
  return Math.abs(minor) > maxMinorUnits ? undefined : minor + 0;
};

const ledgerOf = ({ ledgers }: Sie, year: string, account: string, line: number): Ledger => {
  const key = `${year} ${account}`;
  const known = ledgers.get(key) ?? {
    account, year, line, result: undefined, months: undefined, budget: undefined, results: new Map<string, number>(), budgets: new Map<string, number>(),
    otherResults: new Map() as Breakdowns, otherBudgets: new Map() as Breakdowns,
  };
  ledgers.set(key, known);
  return known;
};

const plus = (a: number | undefined, b: number): number => (a ?? 0) + b;

const addPart = (sie: Sie, parts: Map<string, number>, department: string, minor: number): void => {
  if (!parts.has(department)) sie.parts += 1;
  parts.set(department, plus(parts.get(department), minor));
};

/**
 * A month of an account: without objects it is of the whole account, with one it is a part of that. A part of several objects stands for them
 * together, and is mostly told by the department and the whole too; so it is kept by its dimensions, for files where it is all there is.
 */
const addMonth = (sie: Sie, ledger: Ledger, objects: readonly string[], minor: number, kind: 'result' | 'budget'): void => {
  const dimensions = objects.filter((_, i) => i % 2 === 0);
  if (objects.length === 0 && kind === 'budget') ledger.budget = plus(ledger.budget, minor);
  else if (objects.length === 0) ledger.months = plus(ledger.months, minor);
  else if (objects.length === 2 && objects[0] === departmentDimension) addPart(sie, kind === 'budget' ? ledger.budgets : ledger.results, objects[1]!, minor);
  else if (objects.length % 2 === 0) {
    const [others, key] = [kind === 'budget' ? ledger.otherBudgets : ledger.otherResults, [...dimensions].sort().join(' ')];
    const parts = others.get(key) ?? new Map<string, number>();
    others.set(key, parts);
    addPart(sie, parts, objects[dimensions.indexOf(departmentDimension) * 2 + 1] ?? '', minor);
  }
};

const isText = (field: SieField | undefined): field is string => typeof field === 'string';

/** After an amount stands a quantity or nothing: an amount with a space in it ("6 000,33") looks like more, and is not the number before the space. */
const isEnd = (rest: readonly SieField[]): boolean => rest.length <= 1 && rest.every((field) => isText(field) && /^(?:[-+]?\d+(?:\.\d*)?)?$/.test(field));

/** #PSALDO and #PBUDGET: year, period, account, objects, amount. Some programs leave the empty list of objects out. */
const readMonth = (sie: Sie, fields: readonly SieField[], line: number, kind: 'result' | 'budget'): boolean => {
  const [, year, period, account, list] = fields;
  const objects = Array.isArray(list) ? (list as readonly string[]) : [];
  const [amount, ...rest] = fields.slice(Array.isArray(list) ? 5 : 4);
  const minor = minorOf(amount);
  if (!isEnd(rest) || !isText(year) || !isText(period) || !/^\d{6}$/.test(period) || !isText(account) || minor === undefined) return false;
  addMonth(sie, ledgerOf(sie, year, account, line), objects, minor, kind);
  return true;
};

const readResult = (sie: Sie, [, year, account, amount, ...rest]: readonly SieField[], line: number): boolean => {
  const minor = minorOf(amount);
  if (!isEnd(rest) || !isText(year) || !isText(account) || minor === undefined) return false;
  const ledger = ledgerOf(sie, year, account, line);
  ledger.result = plus(ledger.result, minor);
  ledger.line = line;
  return true;
};

const readYear = (sie: Sie, [, number, start, end]: readonly SieField[]): boolean => {
  if (!isText(number) || !isText(start) || !isText(end) || !/^\d{8}$/.test(start) || !/^\d{8}$/.test(end)) return false;
  sie.years.set(number, Number(end.slice(0, 4)));
  if (number === '0') sie.end = exportDay(end);
  return true;
};

/** What is no day says nothing. */
const readDay = (sie: Sie, name: 'made' | 'upTo', [, day]: readonly SieField[]): boolean => {
  if (isText(day)) sie[name] = exportDay(day);
  return true;
};

const readObject = ({ departments }: Sie, [, dimension, number, name]: readonly SieField[]): boolean => {
  if (dimension === departmentDimension && isText(number) && isText(name)) departments.set(number, name);
  return true;
};

const keep = (map: Map<string, string>, [, key, value]: readonly SieField[]): boolean => {
  if (!isText(key) || !isText(value)) return false;
  map.set(key, value);
  return true;
};

/** Reads a line; false where it is not as the specification has it. Labels that are not ours are passed over, as it asks. */
const readLine = (sie: Sie, fields: readonly SieField[], line: number): boolean => {
  switch (isText(fields[0]) ? fields[0].toUpperCase() : '') {
    case '#RAR': return readYear(sie, fields);
    case '#GEN': return readDay(sie, 'made', fields);
    case '#OMFATTN': return readDay(sie, 'upTo', fields);
    case '#KONTO': return keep(sie.accounts, fields);
    case '#KTYP': return keep(sie.types, fields);
    case '#OBJEKT': return readObject(sie, fields);
    case '#RES': return readResult(sie, fields, line);
    case '#PSALDO': return readMonth(sie, fields, line, 'result');
    case '#PBUDGET': return readMonth(sie, fields, line, 'budget');
    default: return true;
  }
};

/** "Årets resultat" and its transfers in the BAS chart: they close the year, so that everything together comes to nought. */
const isClosing = (account: string): boolean => /^899\d$/.test(account);

/** Income and costs: as the file says, else by the class of the account. Assets and debts have no place in a budget, nor what closes the year. */
const isResultAccount = ({ types }: Sie, account: string): boolean => {
  if (isClosing(account)) return false;
  const type = types.get(account)?.toUpperCase();
  return type === undefined ? /^[3-8]\d{3,}$/.test(account) : type === 'I' || type === 'K';
};

/** What departments have, and what is left of the whole for none of them. */
const partsOf = (whole: number | undefined, parts: ReadonlyMap<string, number>): Map<string, number> => {
  const inParts = [...parts.values()].reduce((sum, part) => sum + part, 0);
  const rest = whole === undefined ? 0 : whole - inParts;
  return new Map([...(rest !== 0 || (parts.size === 0 && whole !== undefined) ? [['', rest] as const] : []), ...parts]);
};

/** What an account comes to by department. Where only objects of other dimensions are told, their sum; the largest of several breakdowns that differ. */
const sumsOf = (whole: number | undefined, parts: ReadonlyMap<string, number>, others: Breakdowns): Map<string, number> => {
  if (whole !== undefined || parts.size > 0) return partsOf(whole, parts);
  const inAll = (one: ReadonlyMap<string, number>): number => Math.abs([...one.values()].reduce((sum, part) => sum + part, 0));
  return new Map([...others.values()].reduce<ReadonlyMap<string, number>>((best, one) => (best.size === 0 || inAll(one) > inAll(best) ? one : best), new Map()));
};

const figuresOf = (sie: Sie, ledger: Ledger, year: number): BudgetFigure[] => {
  const actual = sumsOf(ledger.result ?? ledger.months, ledger.results, ledger.otherResults);
  const adopted = sumsOf(ledger.budget, ledger.budgets, ledger.otherBudgets);
  const name = sie.accounts.get(ledger.account);
  return [...new Set([...adopted.keys(), ...actual.keys()])].map((number): BudgetFigure => {
    const [own, spent] = [adopted.get(number), actual.get(number)];
    const department = number === '' ? undefined : [number, sie.departments.get(number)].filter((part) => part !== undefined).join(' ');
    return { account: ledger.account, ...(name && { name }), ...(department && { department }), year, ...(own !== undefined && { adopted: own }), ...(spent !== undefined && { actual: spent }), place: String(ledger.line) };
  });
};

const allFigures = (sie: Sie): BudgetFigure[] => {
  const unknown = new Set<string>();
  const figures = [...sie.ledgers.values()].filter(({ account }) => isResultAccount(sie, account)).flatMap((ledger) => {
    const year = sie.years.get(ledger.year);
    if (year !== undefined) return figuresOf(sie, ledger, year);
    if (!unknown.has(ledger.year)) sie.problems.push(figureProblem('UNKNOWN_YEAR', String(ledger.line), ledger.year));
    unknown.add(ledger.year);
    return [];
  });
  return figures.sort((a, b) => Number(a.place) - Number(b.place));
};

const mostProblems = 100;

/**
 * Reads a SIE file of type 1 to 4 (SIE filformat, utgåva 4B): accounts, results, monthly budgets and balances of the fiscal years it tells of, and
 * which department they are of where it says so. Entries are passed over: the results hold them. [C31]
 */
export const readSie = (bytes: Uint8Array): BudgetFileReading => {
  if (bytes.length > budgetLimits.textFileBytes) return refused('TOO_LARGE', `${bytes.length} bytes`);
  const lines = decodeSie(bytes).split(/\r\n|\n|\r/);
  if (lines.length > budgetLimits.lines) return refused('TOO_MANY_ROWS', `${lines.length} lines`);
  const isTooLate = createDeadline();
  const sie: Sie = { accounts: new Map(), types: new Map(), departments: new Map(), years: new Map(), ledgers: new Map(), problems: [], parts: 0 };
  for (const [i, line] of lines.entries()) {
    if (line.length > budgetLimits.lineLength) return refused('LINE_TOO_LONG', `line ${i + 1}`);
    if (i % 1024 === 0 && isTooLate()) return refused('TOO_SLOW', `at line ${i + 1}`);
    if (!/^\s*#(?:RAR|GEN|OMFATTN|KONTO|KTYP|OBJEKT|RES|PSALDO|PBUDGET)\b/i.test(line)) continue;
    const fields = sieFields(line.trim());
    const isRead = fields !== undefined && readLine(sie, fields, i + 1);
    if (!isRead && sie.problems.length < mostProblems) sie.problems.push(figureProblem('BAD_LINE', String(i + 1), line.trim()));
    if (sie.ledgers.size + sie.parts > budgetLimits.accounts) return refused('TOO_MANY_ROWS', 'accounts');
  }
  if (sie.ledgers.size === 0 && sie.problems.length === 0) return refused('NO_BALANCES', 'no #RES, #PSALDO or #PBUDGET');
  if (sie.years.size === 0) return refused('NO_YEAR', 'no #RAR');
  const figures = allFigures(sie);
  const asOf = sie.upTo ?? (sie.made && accountsDayOf(sie.end, sie.made));
  return { ok: true, value: { kind: 'figures', format: 'sie', ...(asOf && { asOf }), figures, problems: sie.problems } };
};

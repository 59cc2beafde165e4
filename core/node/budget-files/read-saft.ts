import { SaxesParser } from 'saxes';
import type { BudgetFigure } from '../../plan/budget/figures';
import { maxMinorUnits } from '../../plan/rules';
import { figureProblem, type FigureProblem } from '../../sheet/budget/figure-problem';
import { accountsDayOf, exportDay, lastDayOf } from './export-days';
import { budgetLimits, createDeadline, refused, type BudgetFileReading, type BudgetRefusalCode } from './budget-file';

/** Unwinds the parser; `readSaft` makes a value of it. */
class SaftRefused extends Error {
  constructor(readonly code: BudgetRefusalCode, detail: string) {
    super(detail);
  }
}

/** What the file says, as far as it was read. */
interface Saft {
  /** Local names of the elements around the place that is read. */
  readonly path: string[];
  text: string;
  /** Fields of the account that is read, and of the header. */
  account: Record<string, string>;
  readonly header: Record<string, string>;
  readonly accounts: Readonly<Record<string, string>>[];
  isLedgerRead: boolean;
  /** UTF-16 units since something was understood last: what is begun and never ended is kept by the parser until then. */
  pending: number;
  attributes: number;
}

const mostPending = 1024 * 1024;
const mostAttributes = 64;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const inAccount = (path: readonly string[]): boolean => path.length === 5 && path[1] === 'MasterFiles' && path[2] === 'GeneralLedgerAccounts' && path[3] === 'Account';
const inHeader = (path: readonly string[]): boolean => path[1] === 'Header' && (path.length === 3 || path[2] === 'SelectionCriteria');

const closeElement = (saft: Saft): void => {
  const { path } = saft;
  const name = path.at(-1)!;
  const text = saft.text.trim();
  if (inAccount(path)) saft.account[name] = text;
  else if (inHeader(path)) saft.header[name] = text;
  else if (path.length === 4 && name === 'Account' && path[2] === 'GeneralLedgerAccounts') {
    saft.accounts.push(saft.account);
    saft.account = {};
    if (saft.accounts.length > budgetLimits.accounts) throw new SaftRefused('TOO_MANY_ROWS', 'accounts');
  } else if (path.length === 3 && name === 'GeneralLedgerAccounts') saft.isLedgerRead = true;
  saft.text = '';
  path.pop();
};

/** Never a namespace, an entity or an outside file: names by their last part, and a DOCTYPE ends it. */
const createParser = (saft: Saft): SaxesParser => {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => { throw new SaftRefused('DOCTYPE_REFUSED', 'a DOCTYPE'); });
  parser.on('attribute', () => {
    saft.pending = 0;
    saft.attributes += 1;
    if (saft.attributes > mostAttributes) throw new SaftRefused('DAMAGED', 'attributes');
  });
  parser.on('opentag', ({ name }) => {
    saft.attributes = 0;
    saft.pending = 0;
    saft.path.push(localName(name));
    saft.text = '';
    if (saft.path.length > budgetLimits.xmlDepth) throw new SaftRefused('TOO_DEEP', saft.path.slice(0, 6).join('/'));
    if (saft.path.length === 1 && saft.path[0] !== 'AuditFile') throw new SaftRefused('UNKNOWN_FORMAT', `an XML file of ${name.slice(0, 60)}`);
  });
  const addText = (text: string): void => {
    saft.pending = 0;
    if (saft.path.length > 5) return;
    saft.text += text;
    if (saft.text.length > budgetLimits.xmlText) throw new SaftRefused('LINE_TOO_LONG', saft.path.join('/'));
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => closeElement(saft));
  return parser;
};

const chunkBytes = 64 * 1024;

/** Reads as far as the accounts go: the entries of the year come after them, and may be a hundred times as much. */
const walk = (bytes: Uint8Array, saft: Saft): void => {
  const parser = createParser(saft);
  const isTooLate = createDeadline();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length && !saft.isLedgerRead; at += chunkBytes) {
    if (isTooLate()) throw new SaftRefused('TOO_SLOW', `at byte ${at}`);
    const text = decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
    saft.pending += text.length;
    parser.write(text);
    if (saft.pending > mostPending) throw new SaftRefused('LINE_TOO_LONG', `at byte ${at}`);
  }
};

/** The calendar year in which the period of the file ends. */
const yearOf = ({ header }: Saft): number | undefined => {
  const [year] = [header['PeriodEndYear'], header['SelectionEndDate']?.slice(0, 4), header['SelectionEnd']?.slice(0, 4)].filter((text) => text !== undefined && /^(?:19|20|21)\d\d$/.test(text));
  return year === undefined ? undefined : Number(year);
};

/** The day that the accounts go up to: the end of the period, of a file that was made later; a whole year may be asked for before it is over. */
const dayOf = ({ header }: Saft, year: number): string | undefined => {
  const month = Number(header['PeriodEnd']);
  const end = exportDay(header['SelectionEndDate']) ?? (month >= 1 ? lastDayOf(year, month) : undefined);
  return accountsDayOf(end, exportDay(header['AuditFileDateCreated']));
};

const amountText = /^-?\d{1,13}(?:\.\d+)?$/;

const amountOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  return amountText.test(text) ? Math.round(Number((Number(text) * 100).toPrecision(15))) : NaN;
};

/** Kinds of income and costs of municipalities (KOSTRA), by the category of their groups. Their balance has no such group. */
const isMunicipal = (category: string): boolean => /^KA_|KOSTRA/iu.test(category);

/**
 * Income and costs, by the account itself, or by the standard account (until 1.2) or the code of its group (from 1.3) that it belongs to. The
 * year's result and its transfers (88 and 89 in NS 4102) close the year, so that everything together comes to nought, and are left out.
 */
const isResultAccount = ({ AccountID = '', StandardAccountID, GroupingCategory = '', GroupingCode = '' }: Readonly<Record<string, string>>): boolean => {
  if (isMunicipal(GroupingCategory)) return /^\d{3}$/.test(GroupingCode);
  const code = /^\d{4,}$/.test(AccountID) ? AccountID : (StandardAccountID ?? GroupingCode);
  return /^[3-8]\d+$/.test(code) && !/^8[89]/.test(code);
};

const figureOf = (account: Readonly<Record<string, string>>, year: number, problems: FigureProblem[]): BudgetFigure[] => {
  const { AccountID = '', AccountDescription } = account;
  const debit = amountOf(account['ClosingDebitBalance']);
  const credit = amountOf(account['ClosingCreditBalance']);
  const actual = (debit ?? 0) - (credit ?? 0) + 0;
  if ((debit === undefined && credit === undefined) || Number.isNaN(actual) || Math.abs(actual) > maxMinorUnits || AccountID === '') {
    problems.push(figureProblem('BAD_LINE', '', `AccountID ${AccountID}`));
    return [];
  }
  return [{ account: AccountID, ...(AccountDescription && { name: AccountDescription.slice(0, 255) }), year, actual, place: `AccountID ${AccountID}` }];
};

/**
 * Reads the general ledger of a SAF-T Financial file (Norwegian, 1.x): what each account of income or costs comes to at the end of the period
 * (closing debit less closing credit, so that income is negative), for the year in which the period ends. [C32]
 */
export const readSaft = (bytes: Uint8Array): BudgetFileReading => {
  if (bytes.length > budgetLimits.fileBytes) return refused('TOO_LARGE', `${bytes.length} bytes`);
  const saft: Saft = { path: [], text: '', account: {}, header: {}, accounts: [], isLedgerRead: false, pending: 0, attributes: 0 };
  try {
    walk(bytes, saft);
  } catch (error) {
    return refused(error instanceof SaftRefused ? error.code : 'DAMAGED', (error as Error).message);
  }
  if (!saft.isLedgerRead) return refused('NO_LEDGER', 'no end of GeneralLedgerAccounts');
  const year = yearOf(saft);
  if (year === undefined) return refused('NO_YEAR', 'no period in the header');
  const problems: FigureProblem[] = [];
  const figures = saft.accounts.filter(isResultAccount).flatMap((account) => figureOf(account, year, problems));
  const asOf = dayOf(saft, year);
  return { ok: true, value: { kind: 'figures', format: 'saft', ...(asOf && { asOf }), figures, problems } };
};

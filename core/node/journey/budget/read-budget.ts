import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Google } from '../../../../gsheets/api/google';
import { figureKey, type BudgetFigure } from '../../../plan/budget/figures';
import { findBudgetLink, isAmong, mappingsOf } from '../../../plan/budget/links';
import type { AmountColumn, BudgetMapping } from '../../../plan/budget/mapping';
import { isOfPeriod } from '../../../plan/period';
import type { Plan } from '../../../plan/plan';
import { fittingLink, othersPart, readLinked, withinLimits, type Grid, type FigureProblem, type FigureReading, type SheetSum, type UnreadAmount } from '../../../sheet';
import { budgetLimits, type BudgetFile, type BudgetFileReading } from '../../budget-files/budget-file';
import { fail, succeed, type Result } from '../failure';
import { readFile } from '../files';
import type { Ports } from '../sync-workbook';
import { isAddress, openSpreadsheet } from './open-spreadsheet';

/** What treasurers' budgets are read by. */
export interface BudgetSources extends Pick<Ports, 'readXlsx'> {
  /** Google, for one that is named by its address; asked for where one is. */
  readonly openGoogle: () => Promise<Result<Google>>;
  /** The linked file whose link a file goes by, in the place of its own name. */
  readonly as?: string | undefined;
}

/** A treasurer's file as it was opened, or their spreadsheet in Google. */
export interface OpenedBudget {
  /** What its link goes by: the file's name, or the spreadsheet's id. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** SHA-256, in hexadecimal. */
  readonly hash: string;
  /** null for a spreadsheet. */
  readonly bytes: Uint8Array | null;
  /** Without the tabs of a plan that stands there. */
  readonly file: BudgetFile;
}

/** What a treasurer's file says. */
export interface ReadBudget {
  readonly name: string;
  readonly hash: string;
  readonly figures: readonly BudgetFigure[];
  /** Sums that stand in a sheet. */
  readonly sums: readonly SheetSum[];
  readonly problems: readonly FigureProblem[];
  /** Years that an accounting system's export has and the plan's period does not reach: they were left out. */
  readonly otherYears: readonly number[];
  /** The day that an export's accounts go up to, as an ISO date, where it tells. */
  readonly asOf?: string;
  /** The amounts whose columns were there to be read; null where that is all. */
  readonly columns: readonly ReadColumn[] | null;
  /** What stands there and could not be read. */
  readonly unread: readonly UnreadAmount[];
}

type ReadColumn = Pick<AmountColumn, 'kind' | 'year' | 'department'>;

/** Tells whether an amount was there to be read: what stands in a column that was not, or is damaged, is not gone. [C113] [C185] */
export const createIsRead = ({ columns, unread }: Pick<ReadBudget, 'columns' | 'unread'>): ((amount: UnreadAmount) => boolean) => {
  const keyOf = (amount: UnreadAmount): string => `${figureKey(amount)} ${amount.kind}`;
  const damaged = new Set(unread.map(keyOf));
  return (amount) => (columns === null || isAmong(columns, amount)) && !damaged.has(keyOf(amount));
};

const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

const openInGoogle = async ({ openGoogle }: BudgetSources, address: string): Promise<Result<OpenedBudget>> => {
  const opened = await openSpreadsheet(openGoogle, address);
  if (!opened.ok) return opened;
  const { spreadsheetId, title, grid } = opened.value.read;
  const others = othersPart(grid);
  return succeed({ name: spreadsheetId, title, hash: sha256(JSON.stringify(others.worksheets)), bytes: null, file: { kind: 'grid', format: 'google', grid: others } });
};

/** A treasurer's file that was read, as it is pulled from; `path` is what failures call it. */
export const openedFile = (path: string, bytes: Uint8Array, read: BudgetFileReading): Result<OpenedBudget> => {
  if (!read.ok) return fail(read.refusal.code === 'XLSX' ? { kind: 'xlsx', refusal: read.refusal.refusal } : { kind: 'budget-file', path, ...read.refusal });
  const file: BudgetFile = read.value.kind === 'grid' ? { ...read.value, grid: othersPart(read.value.grid) } : read.value;
  return succeed({ name: basename(path), title: basename(path), hash: sha256(bytes), bytes, file });
};

/** A treasurer's table in a workbook that stands open in Excel, by the name of that workbook. */
export const openedGrid = (name: string, grid: Grid): OpenedBudget => {
  const others = othersPart(grid);
  return { name, title: name, hash: sha256(JSON.stringify(others.worksheets)), bytes: null, file: { kind: 'grid', format: 'xlsx', grid: others } };
};

/** The tabs that a file or a spreadsheet has beside a plan's; undefined for one that has none, and for what a pane sends, which may be a part. */
export const tabsOf = ({ bytes, file }: OpenedBudget): readonly string[] | undefined => (file.kind === 'grid' && (bytes || file.format === 'google') ? file.grid.worksheets.map(({ name }) => name) : undefined);

const openFile = async ({ readXlsx }: BudgetSources, path: string): Promise<Result<OpenedBudget>> => {
  const bytes = await readFile(path, budgetLimits.fileBytes);
  if (!bytes.ok) return bytes;
  const { readBudgetFile } = await import('../../budget-files/read-budget-file');
  return openedFile(path, bytes.value, await readBudgetFile(readXlsx, bytes.value));
};

/** Opens a treasurer's file, whatever it is, or a spreadsheet in Google by its address. [C78] */
export const openBudget = async (sources: BudgetSources, path: string): Promise<Result<OpenedBudget>> => {
  const opened = await (isAddress(path) ? openInGoogle : openFile)(sources, path);
  return opened.ok && sources.as !== undefined ? succeed({ ...opened.value, name: sources.as }) : opened;
};

const ofPeriod = (figures: readonly BudgetFigure[], { period }: Plan) => {
  const isInside = ({ year }: BudgetFigure): boolean => isOfPeriod(period, year);
  return { figures: figures.filter(isInside), otherYears: [...new Set(figures.filter((figure) => !isInside(figure)).map(({ year }) => year))].sort() };
};

/** Whether nothing could be read, since the table is not where it was. */
const isUnread = ({ figures, problems }: FigureReading): boolean => figures.length === 0 && problems.length > 0;

/** Reads an opened file by the mappings of its tabs, or as it stands where it needs none. */
export const figuresOf = ({ name, hash, file }: OpenedBudget, path: string, plan: Plan, mappings: readonly BudgetMapping[]): Result<ReadBudget> => {
  if (file.kind === 'figures') {
    const { figures, problems } = withinLimits(file.figures);
    return succeed({ name, hash, sums: [], ...ofPeriod(figures, plan), ...(file.asOf && { asOf: file.asOf }), problems: [...file.problems, ...problems], columns: null, unread: [] });
  }
  if (mappings.length === 0) return fail({ kind: 'not-linked', path, planId: plan.id, fits: fittingLink(plan, name, file.grid) });
  const reading = readLinked(file.grid, mappings, plan.locale);
  if (isUnread(reading)) return fail({ kind: 'budget-unread', path, problems: reading.problems });
  const { figures, problems } = withinLimits(reading.figures);
  return succeed({ name, hash, sums: reading.sums, figures, problems: [...reading.problems, ...problems], otherYears: [], columns: reading.columns, unread: reading.unread });
};

/** What a treasurer's file says, read as the plan's link with it says. */
export const readBudget = async (ports: BudgetSources, path: string, plan: Plan): Promise<Result<ReadBudget>> => {
  const opened = await openBudget(ports, path);
  return opened.ok ? figuresOf(opened.value, path, plan, mappingsOf(findBudgetLink(plan, opened.value.name))) : opened;
};

import { execFileSync } from 'node:child_process';
import * as path from 'node:path';

/** Account, name, department, adopted 2026, adopted 2027, spent 2026; in kroner, income negative. */
type Line = readonly [account: string, name: string, department: string | null, adopted: number, next: number, actual: number];

/** What the treasurers' workbooks are made from, and what a pull of each must give again. */
export const budgetLines: readonly Line[] = [
  ['3920', 'Kontingent', null, -480_000, -495_000, -412_350.5],
  ['5330', 'Godtgjørelse', 'Styret', 85_000, 85_000, 61_000],
  ['6860', 'Møter, kurs', 'Styret', 115_000, 110_000, 96_230],
  ['6860', 'Møter, kurs', 'Ungdom', 40_000, 45_000, 22_150.25],
  ['6940', 'Porto', 'Styret', 20_000, 20_000, 9120],
  ['7350', 'Sosiale arrangement', 'Ungdom', 45_000, 10_000, 49_260],
  ['8050', 'Renteinntekter', null, -1200, -1200, -845.75],
];

/** The same by account, over all departments. */
const accountSums = (): Line[] => {
  const sums = new Map<string, Line>();
  for (const [account, name, , ...amounts] of budgetLines) {
    const [, , , ...before] = sums.get(account) ?? [account, name, null, 0, 0, 0];
    sums.set(account, [account, name, null, before[0] + amounts[0], before[1] + amounts[1], before[2] + amounts[2]]);
  }
  return [...sums.values()];
};

/** Makes a workbook of each shape in a folder. */
export const makeBudgetWorkbooks = (folder: string): void =>
  void execFileSync('/usr/bin/python3', [path.join(__dirname, 'budget-workbooks.py'), folder], { input: JSON.stringify({ lines: budgetLines, sums: accountSums() }) });

/** A figure as it is compared: account, department, year, adopted, actual; amounts in minor units. */
export type PlainFigure = readonly [account: string, department: string, year: number, adopted: number | null, actual: number | null];

interface Shape {
  readonly hasDepartments?: boolean;
  /** The department of what has none, where each has a column. */
  readonly common?: string;
  readonly hasActual?: boolean;
  readonly hasNext?: boolean;
  /** What an amount of the plan is in the sheet. */
  readonly unit?: number;
  readonly isPositive?: boolean;
  /** What is above its months or amounts is known when LibreOffice has calculated it. */
  readonly isComputed?: boolean;
}

export const budgetShapes: Readonly<Record<string, Shape>> = {
  'one-year': { hasActual: true },
  'two-years': { hasActual: true, hasNext: true, isPositive: true },
  'department-columns': { hasDepartments: true, common: 'Felles' },
  subtotals: { hasActual: true },
  'hidden-rows': { hasActual: true },
  'one-cell': { hasActual: true },
  thousands: { hasActual: true, hasNext: true, isPositive: true, unit: 1000 },
  'department-rows': { hasActual: true, hasNext: true, hasDepartments: true },
  'year-before': { hasActual: true, hasNext: true },
  months: { isComputed: true },
  swedish: { hasActual: true },
};

const minor = (amount: number): number => Math.round(amount * 100) + 0;
const inOrder = (figures: readonly PlainFigure[]): PlainFigure[] => [...figures].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** What a pull of a shape must give. */
export const figuresOfShape = ({ hasDepartments, common, hasActual, hasNext }: Shape): PlainFigure[] =>
  inOrder((hasDepartments ? budgetLines : accountSums()).flatMap(([account, , department, adopted, next, actual]): PlainFigure[] => [
    [account, department ?? common ?? '', 2026, minor(adopted), hasActual ? minor(actual) : null],
    ...(hasNext ? [[account, department ?? common ?? '', 2027, minor(next), null] as const] : []),
  ]));

/** Figures or budget lines as they are compared. */
export const plainFigures = (figures: readonly { readonly account: string; readonly department?: string; readonly year: number; readonly adopted?: number; readonly actual?: number }[]): PlainFigure[] =>
  inOrder(figures.map(({ account, department, year, adopted, actual }) => [account.replace(/^0/, ''), department ?? '', year, adopted ?? null, actual ?? null]));

/** The cells of a tab as openpyxl reads them, row by row; formulas as they are written. */
export const rowsByOpenpyxl = (file: string, tab?: string): readonly (readonly (string | number | null)[])[] => {
  const program = 'import json,sys,openpyxl\nbook=openpyxl.load_workbook(sys.argv[1])\nsheet=book[sys.argv[2]] if len(sys.argv)>2 else book.worksheets[-1]\nprint(json.dumps([[c.value for c in row] for row in sheet.iter_rows()],default=str))';
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', program, file, ...(tab === undefined ? [] : [tab])], { encoding: 'utf8' })) as (string | number | null)[][];
};

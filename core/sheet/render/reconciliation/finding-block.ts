import { literal, subtract, sum, type Criterion, type FormulaNode } from '../../../formula';
import { fillText } from '../../../plan/fill-text';
import type { Finding } from '../../../plan/budget/finding';
import { lastPulled } from '../../../plan/budget/changed-since-pull';
import { reconcile } from '../../../plan/budget/reconcile';
import type { PlanRecord } from '../../../plan/plan';
import { remembered } from '../../../plan/remembered';
import { cellAddress } from '../../grid';
import { columnOf, quoteTab, rowOf } from '../../layout';
import type { StyledCell } from '../../model';
import { minorUnits } from '../../cell-value';
import { findingText, findingToDo } from '../../finding-texts';
import { raise, type Block, type Page } from '../block';
import { across, computedCell, putAcross, width, widthOf, word } from '../overview/overview-page';
import type { PageInput } from '../render-input';
import { linesOf } from '../row-heights';
import { reconciliationWords } from './reconciliation-words';

/** Columns of the page that each part of a finding takes. */
const spans = { what: 4, where: 2, amount: 1, toDo: 5 } as const;
const starts = { what: 0, where: spans.what, amount: spans.what + spans.where, toDo: width - spans.toDo } as const;
/** More than a treasurer reads at once; the command line shows all. */
const mostShown = 200;

/** On which line of its table each record stands. */
const positionsOf = remembered((records: readonly PlanRecord[]) => new Map(records.map(({ id }, i) => [id, i])));

/** The cell of the record to look at first, and how many more there are. */
const whereCell = ({ layout, computed: { plan } }: PageInput, { records }: Finding): StyledCell => {
  const [first, ...others] = records;
  if (!first) return { value: null, style: 'entry' };
  const own = layout.tables[first.table];
  const cell = cellAddress(rowOf(own, positionsOf(plan.tables[first.table]).get(first.id)!), columnOf(own, first.field));
  return { value: `${own.tab}!${cell}${others.length > 0 ? ` (+${others.length})` : ''}`, style: 'link', link: `${quoteTab(own.tab)}!${cell}` };
};

/** Longer texts are no criteria to Excel. */
const widestCriterion = 200;

/** What is spent beyond what was adopted, as it stands while people write: for an account that its lines all write alike. */
const overSpentNow = ({ computed: { plan } }: PageInput, { kind, records, year }: Finding): FormulaNode | null => {
  if (kind !== 'over-spent' || year === null) return null;
  const ids = new Set(records.map(({ id }) => id));
  const accounts = new Set(plan.tables.budget.filter(({ id }) => ids.has(id)).map((record) => String(record['account'])));
  const [account = ''] = accounts;
  if (accounts.size !== 1 || account.length > widestCriterion) return null;
  const own: Criterion[] = [{ field: 'account', is: '=', value: literal(account) }, { field: 'year', is: '=', value: literal(year) }];
  return subtract(sum('budget', 'actual', ...own), sum('budget', 'adopted', ...own));
};

const amountCell = (input: PageInput, finding: Finding): StyledCell => {
  const node = overSpentNow(input, finding);
  if (node && input.computed.evaluate(node) === finding.amount) return computedCell(input, node, 'money', 'money');
  return { value: finding.amount === null ? null : finding.amount / minorUnits, style: 'money' };
};

/** The first line: how much there is to mend, or that all is well. */
const verdict = ({ computed: { plan }, layout: { locale } }: PageInput, findings: readonly Finding[]): string => {
  const count = findings.filter(({ isToMend }) => isToMend).length;
  if (count > 0) return fillText(reconciliationWords.toMend[locale], { count });
  if (findings.length > 0) return reconciliationWords.nothingToMend[locale];
  return reconciliationWords[plan.tables.costs.length + plan.tables.budget.length === 0 ? 'noMoney' : 'nothingFound'][locale];
};

/** What the plan's own budget has against the plan, on the day that the workbook stands for. */
const findingsOf = ({ computed: { plan, today } }: PageInput): Finding[] => reconcile({ plan, today, ...lastPulled(plan) });

const putHeader = (input: PageInput, page: Page, row: number): void => {
  const { locale } = input.layout;
  putAcross(page, row, starts.what, word(input, 'what', 'header'), spans.what);
  putAcross(page, row, starts.where, word(input, 'where', 'header'), spans.where);
  putAcross(page, row, starts.amount, { value: reconciliationWords.amount[locale], style: 'headerNumber' }, spans.amount);
  putAcross(page, row, starts.toDo, { value: reconciliationWords.toDo[locale], style: 'headerIndented' }, spans.toDo);
};

const putFinding = (input: PageInput, page: Page, row: number, finding: Finding): void => {
  const { locale } = input.layout;
  const parts = { what: { value: findingText(finding, locale), style: 'entry' }, where: whereCell(input, finding), toDo: { value: findingToDo(finding, locale), style: 'entry' } } as const;
  for (const part of ['what', 'where', 'toDo'] as const) {
    const place = across(starts[part], spans[part]);
    putAcross(page, row, starts[part], parts[part], spans[part]);
    raise(page, row, linesOf(String(parts[part].value ?? ''), widthOf(place.column, place.span)));
  }
  putAcross(page, row, starts.amount, amountCell(input, finding), spans.amount);
};

/** Above what may be as it should, where something to mend stands before it: whose place in the list it takes, if any's. */
const informationAt = (findings: readonly Finding[]): number | undefined => {
  const first = findings.findIndex(({ isToMend }) => !isToMend);
  return first > 0 ? first : undefined;
};

/** Puts the findings one below the other, what is for information below a heading of its own. Gives the next free row. */
const putFindings = (input: PageInput, page: Page, row: number, findings: readonly Finding[]): number => {
  const heading = informationAt(findings);
  if (heading !== undefined) putAcross(page, row + heading, 0, word(input, 'forInformation', 'total'), width);
  const rowOfFinding = (i: number): number => row + i + (heading !== undefined && i >= heading ? 1 : 0);
  findings.forEach((one, i) => putFinding(input, page, rowOfFinding(i), one));
  return rowOfFinding(findings.length);
};

/** A line for each finding: what, where with a link to its cell, how much, and what to do; in words where there is none. */
export const findingBlock = (input: PageInput): Block => {
  const findings = findingsOf(input);
  const shown = findings.slice(0, mostShown);
  return (page, row) => {
    putAcross(page, row, 0, { value: reconciliationWords.findings[input.layout.locale], style: 'section' }, width);
    putAcross(page, row + 1, 0, { value: verdict(input, findings), style: 'help' }, width);
    if (findings.length === 0) return row + 3;
    putHeader(input, page, row + 2);
    const end = putFindings(input, page, row + 3, shown);
    if (findings.length === shown.length) return end + 1;
    putAcross(page, end, 0, { value: fillText(reconciliationWords.more[input.layout.locale], { count: findings.length - shown.length }), style: 'help' }, width);
    return end + 2;
  };
};

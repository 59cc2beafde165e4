import { add, literal, sum, type Criterion, type FormulaNode } from '../../../formula';
import { groupBy } from '../../../plan/group-by';
import { accountKey } from '../../../plan/budget/figures';
import { planLines } from '../../../plan/budget/money-lines';
import { fundingKey, planTotals, type TotalLine } from '../../../plan/budget/totals';
import type { Locale } from '../../../plan/locale';
import type { Plan } from '../../../plan/plan';
import { rememberedBy } from '../../../plan/remembered';
import { costOfArea } from '../../../plan/what-if';
import { words } from '../../words';
import { reconciliationWords } from './reconciliation-words';

/** A part of what the plan costs: by a formula where one can tell its lines from the others, else by its amount in minor units. */
export interface SumLine {
  readonly label: string;
  readonly node: FormulaNode | null;
  readonly amount: number;
}

/** Texts above this length are no criteria to Excel. */
const longestCriterion = 200;

/** Texts that begin otherwise may look like formulas: nobody's words stand in a formula then, quoted or not. */
const isPlainText = (text: string): boolean => /^[\p{L}\p{N}]/u.test(text);

/** What a sheet takes a text for that it is to find: "007" and "7" are one to Excel, and to no other. */
const looseKey = (text: string): string => {
  const plain = text.trim().toLowerCase();
  const number = Number(plain.replace(/\s/g, '').replace(',', '.'));
  return plain !== '' && Number.isFinite(number) ? String(number) : plain;
};

const amountWhere = (...where: readonly Criterion[]): FormulaNode => sum('costs', 'amount', ...where);
/** Of lines with one of these texts, and of lines without any. One formula for the same texts: what is known of it is known again. */
const withText = rememberedBy((field: string, ...texts: readonly string[]): FormulaNode => texts.map((text) => amountWhere({ field, is: '=', value: literal(text) })).reduce(add));
const withoutText = rememberedBy((field: string): FormulaNode => amountWhere(isFilled('text'), isEmpty(field)));

const isFilled = (field: string): Criterion => ({ field, is: 'filled' });
const isEmpty = (field: string): Criterion => ({ field, is: 'empty' });

/** Parts by what stands in a column: a formula for each text that stands there, as it stands. */
const linesByText = (plan: Plan, field: 'account' | 'funding', parts: readonly TotalLine[], keyOf: (text: string) => string, without: string): SumLine[] => {
  const texts = [...new Map(plan.tables.costs.flatMap((record) => (typeof record[field] === 'string' ? [[record[field].toLowerCase(), record[field]] as const] : []))).values()];
  const byKey = groupBy(texts, keyOf);
  const loose = groupBy(texts, looseKey);
  const isTold = (own: readonly string[]): boolean => own.every((text) => isPlainText(text) && text.length <= longestCriterion && text.trim() === text && loose.get(looseKey(text))!.length === 1);
  return parts.map(({ key, label, amount }) => {
    if (key === null) return { label: without, node: withoutText(field), amount };
    const own = byKey.get(key) ?? [];
    const node = isTold(own) ? withText(field, ...own) : null;
    return { label, node, amount };
  });
};

/** Costs of no activity, of activities without goal and focus area, and of goals without focus area. */
const withoutArea = [
  amountWhere(isFilled('text'), isEmpty('activity')),
  sum('activities', 'cost', isFilled('title'), isEmpty('goal'), isEmpty('focusArea')),
  sum('goals', 'cost', isFilled('title'), isEmpty('focusArea')),
].reduce(add);

/** What accounts are called, by what they are known by: as the first line of the budget with a name has it. */
const accountNames = (plan: Plan): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const { key, name } of planLines(plan)) if (name !== null && !names.has(key)) names.set(key, name.trim());
  return names;
};

/** "6860 Møter, kurs", where the name is known and not there already. */
const withName = (line: TotalLine, names: ReadonlyMap<string, string>): TotalLine => {
  const name = names.get(line.key ?? '');
  return name === undefined || line.label.toLowerCase().includes(name.toLowerCase()) ? line : { ...line, label: `${line.label} ${name}` };
};

/** Numbers in their order, before texts in theirs; what has none comes last. */
const byKey = ({ key: a }: TotalLine, { key: b }: TotalLine): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [one, other] = [Number(a), Number(b)];
  if (Number.isFinite(one) && Number.isFinite(other) && one !== other) return one - other;
  return Number(Number.isFinite(other)) - Number(Number.isFinite(one)) || (a < b ? -1 : 1);
};

/** What the plan costs, taken apart in three ways. */
export const sumLines = (plan: Plan, locale: Locale): Readonly<Record<'byAccount' | 'byFocusArea' | 'byFunding', readonly SumLine[]>> => {
  const totals = planTotals(plan);
  const areas = new Map(totals.byFocusArea.map((line) => [line.key, line.amount]));
  const rest = areas.get(null);
  const names = accountNames(plan);
  const accounts = totals.byAccount.map((line) => withName(line, names)).sort(byKey);
  return {
    byAccount: linesByText(plan, 'account', accounts, accountKey, reconciliationWords.withoutAccount[locale]),
    byFocusArea: [
      ...plan.tables.focusAreas.map((area): SumLine => ({ label: `${area['code']} ${area['title']}`, node: costOfArea(String(area['code'])), amount: areas.get(area.id) ?? 0 })),
      ...(rest === undefined ? [] : [{ label: words.withoutFocusArea[locale], node: withoutArea, amount: rest }]),
    ],
    byFunding: linesByText(plan, 'funding', [...totals.byFunding].sort(byKey), fundingKey, reconciliationWords.withoutFunding[locale]),
  };
};

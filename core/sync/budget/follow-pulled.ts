import { figureKey } from '../../plan/budget/figures';
import { budgetLinksOf, withBudgetLinks } from '../../plan/budget/links';
import type { BudgetLink, PulledFigure } from '../../plan/budget/mapping';
import type { Plan, RecordOf } from '../../plan/plan';
import { indexOf } from '../../plan/record-index';
import { liveFields, liveTable, type LiveField } from '../../sheet/budget/live-fields';
import { followingCell, type Places } from '../../sheet/parse/parse-context';

type BudgetLine = RecordOf<'budget'>;

interface Followed {
  readonly key: string;
  readonly year: number;
  readonly field: LiveField;
  readonly from: number;
  readonly to: number;
}

/** Amounts of lines that came in from the treasurer's own table, which nobody typed, in the place of others. */
const followedAmounts = (plan: Plan, store: Plan, places: Places): readonly Followed[] => {
  const place = places.get(liveTable);
  if (!place?.following || plan.tables[liveTable] === store.tables[liveTable]) return [];
  const before = indexOf(store.tables[liveTable]);
  return (plan.tables[liveTable] as readonly BudgetLine[]).flatMap((line) => liveFields.flatMap((field): Followed[] => {
    const [row, column] = [place.rows.get(line.id), place.columns.get(field)];
    const was = before.get(line.id) as BudgetLine | undefined;
    if (!was || row === undefined || column === undefined || !place.following!.has(followingCell(row, column))) return [];
    const [from, to] = [was[field], line[field]];
    return from === undefined || to === undefined || from === to ? [] : [{ key: figureKey(was), year: line.year ?? 0, field, from, to }];
  }));
};

const moved = (figure: PulledFigure, followed: ReadonlyMap<string, Followed>): PulledFigure => liveFields.reduce((one, field) => {
  const follow = followed.get(`${figureKey(figure)} ${field}`);
  return follow && one[field] === follow.from ? { ...one, [field]: follow.to } : one;
}, figure);

/** A plan without the day that its accounts go up to, where accounts of that year or a later one came in and nobody wrote another day: what follows the table is as of today. [C181] */
const withoutOldDay = (plan: Plan, store: Plan, followed: readonly Followed[]): Plan => {
  const { accountsAsOf, ...settings } = plan.settings ?? {};
  const isOld = accountsAsOf !== undefined && accountsAsOf === store.settings?.accountsAsOf && followed.some(({ field, year }) => field === 'actual' && year >= Number(accountsAsOf.slice(0, 4)));
  return isOld ? { ...plan, settings } : plan;
};

/**
 * A plan whose pulled figures are those that its lines got from the treasurer's table by themselves: what follows that table was not changed since
 * the pull by anybody; and without a day of the accounts that is older than they are. The same plan where there are none. [C94] [C181]
 */
export const followPulled = (plan: Plan, store: Plan, places: Places): Plan => {
  const amounts = followedAmounts(plan, store, places);
  if (amounts.length === 0) return plan;
  const followed = new Map(amounts.map((one) => [`${one.key} ${one.field}`, one]));
  const follow = (link: BudgetLink): BudgetLink => {
    const figures = link.pulled?.figures.map((figure) => moved(figure, followed)) ?? [];
    return link.pulled && figures.some((figure, i) => figure !== link.pulled!.figures[i]) ? { ...link, pulled: { ...link.pulled, figures } } : link;
  };
  const links = budgetLinksOf(plan).map(follow);
  return withoutOldDay(links.some((link, i) => link !== budgetLinksOf(plan)[i]) ? withBudgetLinks(plan, links) : plan, store, amounts);
};

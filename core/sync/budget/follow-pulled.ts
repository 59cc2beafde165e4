import { figureKey } from '../../plan/budget/figures';
import { budgetLinksOf, withBudgetLinks } from '../../plan/budget/links';
import type { BudgetLink, PulledFigure } from '../../plan/budget/mapping';
import type { Plan, RecordOf } from '../../plan/plan';
import { indexOf } from '../../plan/records';
import { liveFields, liveTable, type LiveField } from '../../sheet/budget/live-fields';
import { followingCell, type Places } from '../../sheet/parse/parse-context';

type BudgetLine = RecordOf<'budget'>;

interface Followed {
  readonly key: string;
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
    return from === undefined || to === undefined || from === to ? [] : [{ key: figureKey(was), field, from, to }];
  }));
};

const moved = (figure: PulledFigure, followed: ReadonlyMap<string, Followed>): PulledFigure => liveFields.reduce((one, field) => {
  const follow = followed.get(`${figureKey(figure)} ${field}`);
  return follow && one[field] === follow.from ? { ...one, [field]: follow.to } : one;
}, figure);

/**
 * A plan whose pulled figures are those that its lines got from the treasurer's table by themselves: what follows that table was not changed since
 * the pull by anybody. The same plan where there are none. [C94]
 */
export const followPulled = (plan: Plan, store: Plan, places: Places): Plan => {
  const followed = new Map(followedAmounts(plan, store, places).map((one) => [`${one.key} ${one.field}`, one]));
  if (followed.size === 0) return plan;
  const follow = (link: BudgetLink): BudgetLink => {
    const figures = link.pulled?.figures.map((figure) => moved(figure, followed)) ?? [];
    return link.pulled && figures.some((figure, i) => figure !== link.pulled!.figures[i]) ? { ...link, pulled: { ...link.pulled, figures } } : link;
  };
  const links = budgetLinksOf(plan).map(follow);
  return links.some((link, i) => link !== budgetLinksOf(plan)[i]) ? withBudgetLinks(plan, links) : plan;
};

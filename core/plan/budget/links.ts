import type { Plan } from '../plan';
import type { BudgetLink } from './mapping';

/** The budget files that a plan is linked with. */
export const budgetLinksOf = ({ settings }: Pick<Plan, 'settings'>): readonly BudgetLink[] => settings?.budgetLinks ?? [];

/** The link with a file of this name. */
export const findBudgetLink = (plan: Pick<Plan, 'settings'>, name: string): BudgetLink | undefined => budgetLinksOf(plan).find((link) => link.name === name);

/** A plan with these links and no others. */
export const withBudgetLinks = <T extends Pick<Plan, 'settings'>>(plan: T, links: readonly BudgetLink[]): T => {
  const { budgetLinks: _, ...others } = plan.settings ?? {};
  const settings = links.length > 0 ? { ...others, budgetLinks: links } : others;
  const { settings: __, ...rest } = plan;
  return (Object.keys(settings).length > 0 ? { ...plan, settings } : rest) as T;
};

/** A plan with this link, in the place of the one with the same file. */
export const withBudgetLink = (plan: Plan, link: BudgetLink): Plan => {
  const links = budgetLinksOf(plan);
  return withBudgetLinks(plan, links.some(({ name }) => name === link.name) ? links.map((one) => (one.name === link.name ? link : one)) : [...links, link]);
};

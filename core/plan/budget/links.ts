import type { Plan } from '../plan';
import { budgetFileNameSchema, budgetMappingSchema, mostAmounts, mostLinks, type BudgetLink } from './mapping';

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

const same = (a: BudgetLink | undefined, b: BudgetLink | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The links after a revision is undone: each as it was before it, but where it was changed later. */
export const undoneLinks = (before: Plan, revision: Plan, store: Plan): readonly BudgetLink[] => {
  const names = [...new Set([...budgetLinksOf(store), ...budgetLinksOf(before)].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [was, became, is] = [before, revision, store].map((plan) => findBudgetLink(plan, name));
    return (same(became, is) ? was : is) ?? [];
  });
};

/** A plan without a link with this file. */
export const withoutBudgetLink = (plan: Plan, name: string): Plan => withBudgetLinks(plan, budgetLinksOf(plan).filter((link) => link.name !== name));

/** A plan with this link, in the place of the one with the same file. */
export const withBudgetLink = (plan: Plan, link: BudgetLink): Plan => {
  const links = budgetLinksOf(plan);
  return withBudgetLinks(plan, links.some(({ name }) => name === link.name) ? links.map((one) => (one.name === link.name ? link : one)) : [...links, link]);
};

/** Why a plan cannot keep a link: it has as many as it may, the link has more columns than one may, or a text in it is too long or has signs that no workbook holds. */
export type LinkFault = 'many-links' | 'many-columns' | 'text';

/** Why a plan cannot keep a link with this file; undefined where it can. [C90] */
export const linkFault = (plan: Pick<Plan, 'settings'>, { name, mapping }: Pick<BudgetLink, 'name' | 'mapping'>): LinkFault | undefined => {
  if (!findBudgetLink(plan, name) && budgetLinksOf(plan).length >= mostLinks) return 'many-links';
  if (mapping && Math.max(mapping.amounts.length, mapping.planned?.length ?? 0) > mostAmounts) return 'many-columns';
  const isSound = budgetFileNameSchema.safeParse(name).success && (!mapping || budgetMappingSchema.safeParse(mapping).success);
  return isSound ? undefined : 'text';
};

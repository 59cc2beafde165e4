import type { Plan } from '../plan';
import { departmentKey } from './figures';
import { budgetFileNameSchema, budgetMappingSchema, mostAmounts, mostLinks, mostTabs, type AmountColumn, type BudgetLink, type BudgetMapping, type PulledFigure } from './mapping';

/** The budget files that a plan is linked with. */
export const budgetLinksOf = ({ settings }: Pick<Plan, 'settings'>): readonly BudgetLink[] => settings?.budgetLinks ?? [];

/** One name in two spellings: some file systems take letters apart from their accents, and most do not tell "C.CSV" from "c.csv". [C110] */
const fileKey = (name: string): string => name.normalize('NFC').toLowerCase();
const isFile = (name: string): ((link: Pick<BudgetLink, 'name'>) => boolean) => (link) => fileKey(link.name) === fileKey(name);

/** The link with a file of this name. */
export const findBudgetLink = (plan: Pick<Plan, 'settings'>, name: string): BudgetLink | undefined => budgetLinksOf(plan).find(isFile(name));

/** Where a file has what, tab by tab, in the order in which they were linked; none for an export that needs none. */
export const mappingsOf = (link: Pick<BudgetLink, 'mapping' | 'more'> | undefined): readonly BudgetMapping[] => (link?.mapping ? [link.mapping, ...(link.more ?? [])] : []);

const tabKey = ({ tab }: Pick<BudgetMapping, 'tab'>): string => tab.replace(/\s+/g, ' ').trim().toLowerCase();
/** Are two mappings of one tab? */
export const isSameTab = (a: Pick<BudgetMapping, 'tab'>, b: Pick<BudgetMapping, 'tab'>): boolean => tabKey(a) === tabKey(b);

/** What an amount of a file is known by: one of a kind, a year and a department is read on one tab alone. [C112] */
export const amountKey = ({ kind, year, department }: Pick<AmountColumn, 'kind' | 'year' | 'department'>): string => `${kind} ${year} ${departmentKey(department)}`;

/** Mappings of one file after one more tab was linked: beside the others, in the place of its own, and with all its amounts: an amount that another tab told is read here from now on. [C111] [C112] */
export const withTab = (mappings: readonly BudgetMapping[], mapping: BudgetMapping): readonly BudgetMapping[] => {
  const taken = new Set(mapping.amounts.map(amountKey));
  const kept = mappings.flatMap((one) => {
    if (isSameTab(one, mapping)) return [mapping];
    const amounts = one.amounts.filter((amount) => !taken.has(amountKey(amount)));
    return amounts.length === 0 ? [] : [amounts.length === one.amounts.length ? one : { ...one, amounts }];
  });
  return kept.includes(mapping) ? kept : [...kept, mapping];
};

/** Is an amount among those that a file is read for? A column without a department of its own has those of its rows. */
export const isAmong = (read: readonly Pick<AmountColumn, 'kind' | 'year' | 'department'>[], { kind, year, department }: Pick<AmountColumn, 'kind' | 'year' | 'department'>): boolean =>
  read.some((one) => one.kind === kind && one.year === year && (one.department === undefined || departmentKey(one.department) === departmentKey(department)));

/** What was pulled of what is read still; the rest stands in the plan, and in no file that anybody looks into. */
const pulledStill = (figures: readonly PulledFigure[], mappings: readonly BudgetMapping[]): readonly PulledFigure[] => {
  const read = mappings.flatMap(({ amounts }) => amounts);
  return figures.flatMap(({ adopted, actual, ...line }) => {
    const { year, department } = line;
    const has = (kind: 'adopted' | 'actual'): boolean => isAmong(read, { kind, year, ...(department !== undefined && { department }) });
    const left = { ...(adopted !== undefined && has('adopted') && { adopted }), ...(actual !== undefined && has('actual') && { actual }) };
    return has('adopted') || has('actual') ? [{ ...line, ...left }] : [];
  });
};

/** A link that reads these tabs and no others. What was pulled of amounts that none of them has is forgotten; it is not gone from the file. [C113] */
export const withMappings = ({ name, pulled }: Pick<BudgetLink, 'name' | 'pulled'>, [mapping, ...more]: readonly BudgetMapping[]): BudgetLink => ({
  name, ...(mapping && { mapping }), ...(more.length > 0 && { more }),
  ...(pulled && { pulled: mapping ? { ...pulled, figures: pulledStill(pulled.figures, [mapping, ...more]) } : pulled }),
});

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
  const files = [...new Set([...budgetLinksOf(store), ...budgetLinksOf(before)].map(({ name }) => fileKey(name)))];
  return files.flatMap((name) => {
    const [was, became, is] = [before, revision, store].map((plan) => findBudgetLink(plan, name));
    return (same(became, is) ? was : is) ?? [];
  });
};

/** A plan without a link with this file. */
export const withoutBudgetLink = (plan: Plan, name: string): Plan => withBudgetLinks(plan, budgetLinksOf(plan).filter((link) => !isFile(name)(link)));

/** A plan with this link, in the place of the one with the same file, whose name stays as it was first written. */
export const withBudgetLink = (plan: Plan, link: BudgetLink): Plan => {
  const links = budgetLinksOf(plan);
  return withBudgetLinks(plan, findBudgetLink(plan, link.name) ? links.map((one) => (isFile(link.name)(one) ? { ...link, name: one.name } : one)) : [...links, link]);
};

/** Why a plan cannot keep a link: it has as many as it may, the link has more tabs or columns than one may, or a text in it is too long or has signs that no workbook holds. */
export type LinkFault = 'many-links' | 'many-tabs' | 'many-columns' | 'text';

/** Why a plan cannot keep a link with this file; undefined where it can. [C90] */
export const linkFault = (plan: Pick<Plan, 'settings'>, link: Pick<BudgetLink, 'name' | 'mapping' | 'more'>): LinkFault | undefined => {
  const mappings = mappingsOf(link);
  if (!findBudgetLink(plan, link.name) && budgetLinksOf(plan).length >= mostLinks) return 'many-links';
  if (mappings.length > mostTabs) return 'many-tabs';
  if (mappings.some(({ amounts, planned = [] }) => Math.max(amounts.length, planned.length) > mostAmounts)) return 'many-columns';
  const isSound = budgetFileNameSchema.safeParse(link.name).success && mappings.every((mapping) => budgetMappingSchema.safeParse(mapping).success);
  return isSound ? undefined : 'text';
};

import { basename } from 'node:path';
import { budgetLinksOf, findBudgetLink, isSameTab, mappingsOf } from '../../../plan/budget/links';
import { dropLink } from '../../journey/budget/link-budget';
import { isAddress } from '../../journey/budget/open-spreadsheet';
import { spokenAs, succeed } from '../../journey/failure';
import { findRevision } from '../../journey/find-revision';
import { readSpreadsheetId } from '../../journey/google/spreadsheet-id';
import { exitCodes, option, type Command } from '../command';
import { usageFailure } from '../command-line';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { say } from '../texts';

/** `planark budget unlink PLAN FILE`: forgets where a file has its budget, on all its tabs or on one. The file may be gone; its amounts stay in the plan. SPEC.md [C83] */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [planId, file] = args.positionals as [string, string];
  const id = isAddress(file) ? readSpreadsheetId(file) : succeed(basename(file));
  if (!id.ok) return id;
  const head = await findRevision(store.value, planId);
  if (!head.ok) return head;
  const { plan } = head.value;
  const locale = localeOf(context, plan);
  const [names, link, tab] = [budgetLinksOf(plan).map(({ name }) => name), findBudgetLink(plan, id.value), option(args, 'tab')];
  if (!link) return spokenAs(usageFailure(names.length === 0 ? say('unlinkNone', locale) : say('unlinkUnknown', locale, { file, names: names.join(', ') })), plan);
  const tabs = mappingsOf(link);
  if (tab !== undefined && !tabs.some((one) => isSameTab(one, { tab }))) return spokenAs(usageFailure(say('unlinkNoTab', locale, { file, tab, tabs: tabs.map((one) => one.tab).join(', ') || '–' })), plan);
  const dropped = await dropLink(store.value, planId, id.value, { author: context.author, message: '', time: context.now }, tab);
  if (!dropped.ok) return dropped;
  const { revision: { number } } = dropped.value;
  return succeed({ exitCode: exitCodes.done, lines: [tab === undefined ? say('unlinked', locale, { file, number }) : say('unlinkTab', locale, { file, tab, number })], json: { plan: planId, file: link.name, ...(tab !== undefined && { tab }), revision: number } });
};

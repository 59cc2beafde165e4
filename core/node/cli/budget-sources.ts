import type { BudgetSources } from '../journey/budget/read-budget';
import { option, type Arguments, type CommandContext } from './command';

/** What a command reads a treasurer's budget by; Google's client is loaded where one is in Google alone. */
export const budgetSources = (args: Arguments, context: CommandContext): BudgetSources => ({
  readXlsx: context.readXlsx,
  as: option(args, 'as'),
  openGoogle: async () => (await import('./open-google')).openGoogle(args, context, 'every-spreadsheet'),
});

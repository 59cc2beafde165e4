import { succeed } from '../../journey/failure';
import { undoPlan } from '../../journey/undo-plan';
import { exitCodes, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { revisionOption } from '../revision-option';
import { say } from '../texts';

/** `planark undo PLAN [--to N]`: an earlier state as a new revision. */
export const run: Command = async (args, context) => {
  const store = openStore(context.storeFolder);
  if (!store.ok) return store;
  const target = revisionOption(args, 'to');
  if (!target.ok) return target;
  const [planId] = args.positionals;
  const undone = await undoPlan(store.value, planId!, target.value, (to, plan) => ({ author: context.author, message: say('undoMessage', localeOf(context, plan), { to }), time: context.now }));
  if (!undone.ok) return undone;
  const { to, revision, isCommitted } = undone.value;
  const locale = localeOf(context, revision.plan);
  const line = isCommitted ? say('undone', locale, { to, number: revision.number }) : say('nothingNew', locale, { number: revision.number });
  return succeed({ exitCode: exitCodes.done, lines: [line], json: { plan: planId, revision: revision.number, to, committed: isCommitted } });
};

import type { Store } from '../../../sync/store';
import { fail, succeed, type Result } from '../../journey/failure';
import { goBack } from '../../journey/go-back';
import { undoRevision } from '../../journey/undo-revision';
import { undoneMessage, wentBackMessage } from '../../texts/history-messages';
import { exitCodes, type Command, type CommandContext, type Outcome } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { revisionOption } from '../revision-option';
import { say } from '../texts';
import { undoExitCode, undoJson, undoLines } from '../undo-report';

const undo = async (store: Store, planId: string, number: number | undefined, context: CommandContext): Promise<Result<Outcome>> => {
  const undone = await undoRevision(store, planId, number, (revision, plan) => ({ author: context.author, message: undoneMessage(revision, plan), time: context.now }));
  if (!undone.ok) return undone;
  const outcome = undone.value;
  return succeed({ exitCode: undoExitCode(outcome), lines: undoLines(outcome, localeOf(context, outcome.revision.plan)), json: undoJson(outcome) });
};

const goBackTo = async (store: Store, planId: string, to: number, context: CommandContext): Promise<Result<Outcome>> => {
  const back = await goBack(store, planId, to, (plan) => ({ author: context.author, message: wentBackMessage(to, plan), time: context.now }));
  if (!back.ok) return back;
  const { revision, isCommitted } = back.value;
  const locale = localeOf(context, revision.plan);
  const line = isCommitted ? say('wentBack', locale, { to, number: revision.number }) : say('nothingNew', locale, { number: revision.number });
  return succeed({ exitCode: exitCodes.done, lines: [line], json: { plan: planId, revision: revision.number, to, committed: isCommitted } });
};

/** `planark undo PLAN [--revision N | --to N]`: what a revision did is undone and what came later kept, or an earlier state as a whole. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const [number, to] = [revisionOption(args, 'revision', localeOf(context)), revisionOption(args, 'to', localeOf(context))];
  if (!number.ok) return number;
  if (!to.ok) return to;
  if (number.value !== undefined && to.value !== undefined) return fail({ kind: 'usage', detail: say('notBoth', localeOf(context), { one: '--revision', other: '--to' }) });
  const [planId] = args.positionals;
  return to.value === undefined ? undo(store.value, planId!, number.value, context) : goBackTo(store.value, planId!, to.value, context);
};

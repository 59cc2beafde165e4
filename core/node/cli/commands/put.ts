import { succeed } from '../../journey/failure';
import { putDocument } from '../../journey/put-plan';
import { exitCodes, option, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { readJson } from '../read-json';
import { say } from '../texts';

const maxBytes = 64 * 1024 * 1024;

/** `planark put FILE.json`. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const document = await readJson(args.positionals[0]!, maxBytes);
  if (!document.ok) return document;
  const put = await putDocument(store.value, document.value, { author: context.author, message: option(args, 'message') ?? '', time: context.now });
  if (!put.ok) return put;
  const { revision, isCommitted } = put.value;
  const line = say(isCommitted ? 'put' : 'putSame', localeOf(context, revision.plan), { plan: revision.planId, number: revision.number });
  return succeed({ exitCode: exitCodes.done, lines: [line], json: { plan: revision.planId, revision: revision.number, committed: isCommitted } });
};

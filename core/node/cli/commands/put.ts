import { isUtf8 } from 'node:buffer';
import { fail, succeed, type Result } from '../../journey/failure';
import { readFile } from '../../journey/files';
import { putDocument } from '../../journey/put-plan';
import { findForbiddenKey, isDeeperThan } from '../../revision/json-guard';
import { exitCodes, option, type Command } from '../command';
import { localeOf } from '../locale-of';
import { openStore } from '../open-store';
import { say } from '../texts';

const maxBytes = 64 * 1024 * 1024;
const maxDepth = 32;

/** "3:14", the line and character where the text stops being JSON; empty where the parser names no place. */
const placeOf = (error: Error, text: string): string => {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
};

/** Parses a JSON file from outside: limited in size and depth, without keys that reach into prototypes. */
const readJson = async (path: string): Promise<Result<unknown>> => {
  const bytes = await readFile(path, maxBytes);
  if (!bytes.ok) return bytes;
  if (!isUtf8(bytes.value)) return fail({ kind: 'not-json', path, reason: 'encoding', detail: '' });
  if (isDeeperThan(bytes.value, maxDepth)) return fail({ kind: 'not-json', path, reason: 'too-deep', detail: `deeper than ${maxDepth}` });
  const text = bytes.value.toString('utf8').replace(/^\ufeff/, '');
  try {
    const document: unknown = JSON.parse(text);
    const forbidden = findForbiddenKey(document);
    return forbidden === null ? succeed(document) : fail({ kind: 'not-json', path, reason: 'forbidden-key', detail: forbidden });
  } catch (error) {
    return fail({ kind: 'not-json', path, reason: 'syntax', detail: placeOf(error as Error, text) });
  }
};

/** `planark put FILE.json`. */
export const run: Command = async (args, context) => {
  const store = await openStore(context);
  if (!store.ok) return store;
  const document = await readJson(args.positionals[0]!);
  if (!document.ok) return document;
  const put = await putDocument(store.value, document.value, { author: context.author, message: option(args, 'message') ?? '', time: context.now });
  if (!put.ok) return put;
  const { revision, isCommitted } = put.value;
  const line = say(isCommitted ? 'put' : 'putSame', localeOf(context, revision.plan), { plan: revision.planId, number: revision.number });
  return succeed({ exitCode: exitCodes.done, lines: [line], json: { plan: revision.planId, revision: revision.number, committed: isCommitted } });
};

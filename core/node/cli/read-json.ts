import { isUtf8 } from 'node:buffer';
import { fail, succeed, type Result } from '../journey/failure';
import { readFile } from '../journey/files';
import { findForbiddenKey, isDeeperThan } from '../revision/json-guard';

const maxDepth = 32;

/** "3:14", the line and character where the text stops being JSON; empty where the parser names no place. */
const placeOf = (error: Error, text: string): string => {
  const position = /position (\d+)/.exec(error.message)?.[1];
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
};

/** Parses a JSON file from outside, of at most so many bytes: limited in depth, too, and without keys that reach into prototypes. */
export const readJson = async (path: string, maxBytes: number): Promise<Result<unknown>> => {
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

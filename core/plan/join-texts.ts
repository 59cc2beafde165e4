import { declarationOf } from './declaration-of';
import type { RecordTable } from './records';
import { maxTextLength } from './rules';

/** Between two texts that are both kept: lines in a field of long texts, else a stroke. */
const separators = { long: '\n', short: ' / ' } as const;

/** Two values of a field joined to one, the first where it holds the second so already; undefined where the field holds no free text, one is empty, or the two are too long together. */
export const joinTexts = (table: RecordTable, field: string, first: unknown, second: unknown): string | undefined => {
  const { type } = declarationOf(table, field);
  if (type.kind !== 'text' || typeof first !== 'string' || typeof second !== 'string') return undefined;
  const added = `${separators[type.long ? 'long' : 'short']}${second}`;
  const joined = first.endsWith(added) ? first : `${first}${added}`;
  return joined.length <= maxTextLength ? joined : undefined;
};

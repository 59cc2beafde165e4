import type { StoreResult } from '../../sync/store';
import { revocationSchema, tokenIdPattern, tokenSchema, type TokenRecord } from '../people/token';
import type { TokenRegistry } from '../people/token-registry';
import { failed, succeeded } from '../revision/store-result';
import type { Database } from './database';

interface TokenRow {
  readonly id: string;
  readonly token: unknown;
  readonly revoked: unknown;
  readonly last_used: string | null;
}

const READ = 'select id, token, revoked, last_used from planark_tokens';

/** Runs a piece of work when the tables were found to be those of this version. */
export type WhenOpen = <T>(work: () => Promise<StoreResult<T>>) => Promise<StoreResult<T>>;

const toRecord = ({ id, token, revoked, last_used: lastUsed }: TokenRow): StoreResult<TokenRecord> => {
  const read = tokenSchema.safeParse(token);
  const revocation = revocationSchema.nullable().safeParse(revoked);
  if (read.success && revocation.success && read.data.id === id) return succeeded({ ...read.data, revoked: revocation.data, lastUsed });
  return failed({ kind: 'damaged', place: `planark_tokens ${id}`, number: null, detail: 'it is not as it was written' });
};

/** Tokens in a table beside the plans'. [T9] */
export const createPostgresTokens = (database: Database, whenOpen: WhenOpen): TokenRegistry => {
  const find = async (id: string): Promise<StoreResult<TokenRecord | null>> => {
    const [row] = tokenIdPattern.test(id) ? await database.query<TokenRow>(`${READ} where id = $1`, [id], 'planark_token') : [];
    return row ? toRecord(row) : succeeded(null);
  };
  return {
    hasAny: () => whenOpen(async () => succeeded((await database.query<{ any: boolean }>('select exists (select from planark_tokens) as any'))[0]!.any)),
    find: (id) => whenOpen(() => find(id)),
    list: () => whenOpen(async () => {
      const records: TokenRecord[] = [];
      for (const row of await database.query<TokenRow>(`${READ} order by token ->> 'made' collate "C", id`)) {
        const record = toRecord(row);
        if (!record.ok) return record;
        records.push(record.value);
      }
      return succeeded(records);
    }),
    add: (token) => whenOpen(async () => {
      await database.query('insert into planark_tokens (id, token) values ($1, $2::jsonb)', [token.id, JSON.stringify(token)]);
      return succeeded(null);
    }),
    revoke: (id, revocation) => whenOpen(async () => {
      await database.query('update planark_tokens set revoked = $2::jsonb where id = $1 and revoked is null', [id, JSON.stringify(revocation)]);
      return find(id);
    }),
    noteUse: (id, at) => whenOpen(async () => {
      await database.query('update planark_tokens set last_used = $2 where id = $1', [id, at]);
      return succeeded(null);
    }),
  };
};

import type { StoreResult } from '../../sync/store';
import type { Token, TokenRecord } from './token';

/**
 * TokenRegistry: where tokens are, beside the plans of a store. Adapters: `store-files/file-tokens.ts` and `store-postgres/postgres-tokens.ts`.
 * One contract suite, `tests/contract/token-contract.ts`, runs on both. Every process on a store sees at once what another did.
 */
export interface TokenRegistry {
  /** Whether any token was ever made here, of whatever state. */
  hasAny(): Promise<StoreResult<boolean>>;
  /** null where there is none of this id. */
  find(id: string): Promise<StoreResult<TokenRecord | null>>;
  /** In the order they were made. */
  list(): Promise<StoreResult<readonly TokenRecord[]>>;
  /** Durable when it is over. */
  add(token: Token): Promise<StoreResult<null>>;
  /** For good, and durable when it is over; a second time changes nothing. null where there is none of this id. */
  revoke(id: string, revocation: { readonly at: string; readonly by: string }): Promise<StoreResult<TokenRecord | null>>;
  /** Remembers when it was last used; a use that is lost does no harm. */
  noteUse(id: string, at: string): Promise<StoreResult<null>>;
}

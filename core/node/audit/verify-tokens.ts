import type { AuditEntry } from '../../sync/audit-entry';
import type { StoreFailure, StoreResult } from '../../sync/store';
import { failed, succeeded } from '../revision/store-result';

/** A token as the log would have it now. */
export interface HeldToken {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly string[];
  readonly hash: string;
  readonly isRevoked: boolean;
}

/** The tokens beside the plans, for the comparison. */
export interface HeldTokens {
  list(): Promise<StoreResult<readonly HeldToken[]>>;
  find(id: string): Promise<StoreResult<HeldToken | null>>;
}

/** What is wrong between the log and the tokens that let somebody in. */
export type TokenFault =
  /** No entry says that it was made. */
  | { readonly kind: 'token-unrecorded'; readonly token: string; readonly name: string }
  /** It is not as it was made. */
  | { readonly kind: 'token-changed'; readonly token: string; readonly entry: number }
  /** It was revoked, and is valid again. */
  | { readonly kind: 'token-revived'; readonly token: string; readonly entry: number }
  /** The store cannot read it. */
  | { readonly kind: 'token-damaged'; readonly failure: StoreFailure };

/** What the log says of tokens, by id. */
export const createTokenRecord = () => {
  const made = new Map<string, { readonly grants: readonly string[]; readonly hash: string | undefined; readonly entry: number }>();
  const revoked = new Map<string, number>();
  const noteMade = ({ deed, number }: AuditEntry): void => {
    if (deed.kind === 'token-created' && !made.has(deed.token)) made.set(deed.token, { grants: deed.grants, hash: deed.hash, entry: number });
  };
  const note = (entry: AuditEntry): void => {
    noteMade(entry);
    if (entry.deed.kind === 'token-revoked') revoked.set(entry.deed.token, entry.number);
  };
  return { made, revoked, note, noteMade };
};
type TokenRecords = ReturnType<typeof createTokenRecord>;

/** The tokens that can be read; where one cannot, those that the log names. */
export const readTokens = async (tokens: HeldTokens, { made }: TokenRecords, report: (fault: TokenFault) => void): Promise<StoreResult<readonly HeldToken[]>> => {
  const listed = await tokens.list();
  if (listed.ok || listed.failure.kind !== 'damaged') return listed;
  report({ kind: 'token-damaged', failure: listed.failure });
  const found: HeldToken[] = [];
  for (const id of made.keys()) {
    const one = await tokens.find(id);
    if (!one.ok && one.failure.kind !== 'damaged') return failed(one.failure);
    if (one.ok && one.value) found.push(one.value);
  }
  return succeeded(found);
};

/** Compares tokens with what is recorded of them. One that is revoked lets nobody in, whatever else it says. */
export const tokenFaults = ({ made, revoked }: TokenRecords, records: readonly HeldToken[]): TokenFault[] =>
  records.filter((record) => !record.isRevoked).flatMap((record): TokenFault[] => {
    const { id, name, grants, hash } = record;
    const known = made.get(id);
    if (!known) return [{ kind: 'token-unrecorded', token: id, name }];
    const isSame = known.hash === undefined ? known.grants.join('\n') === grants.join('\n') : known.hash === hash;
    const revocation = revoked.get(id);
    return [
      ...(isSame ? [] : [{ kind: 'token-changed', token: id, entry: known.entry } as const]),
      ...(revocation === undefined ? [] : [{ kind: 'token-revived', token: id, entry: revocation } as const]),
    ];
  });

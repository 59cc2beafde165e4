import type { Grant } from '../../core/plan/grants';
import { isSecretOf, makeToken, readTokenText, type Token } from '../../core/node/people/token';
import type { TokenRegistry } from '../../core/node/people/token-registry';
import { valueOf } from '../support/store-fixtures';

const grants: Grant[] = [{ role: 'editor', on: { plan: 'p' } }, { role: 'reader', on: { organisation: 'Région «Øst»' } }];
const made = (name: string, second = 0): Token => makeToken({ name, grants, expires: '2027-01-01T00:00:00.000Z', madeBy: 'kari' }, new Date(Date.UTC(2026, 10, 21, 12, 0, second))).token;

/** What every registry of tokens does; `open` gives another one on the same place, as another process has it. */
export const describeTokenContract = (name: string, open: () => Promise<{ readonly registry: TokenRegistry; readonly other: TokenRegistry }>): void => {
  describe(name, () => {
    let registry: TokenRegistry;
    let other: TokenRegistry;
    beforeEach(async () => {
      ({ registry, other } = await open());
    });

    test('[T9] a new place has none', async () => {
      expect(valueOf(await registry.hasAny())).toBe(false);
      expect(valueOf(await registry.list())).toEqual([]);
      expect(valueOf(await registry.find('0123456789ab'))).toBeNull();
    });

    test('[T9] a token that was made is there for everybody, as it was made', async () => {
      const token = made('Åse');
      valueOf(await registry.add(token));
      const record = { ...token, revoked: null, lastUsed: null };
      expect(valueOf(await other.find(token.id))).toEqual(record);
      expect(valueOf(await other.list())).toEqual([record]);
      expect(valueOf(await other.hasAny())).toBe(true);
    });

    test('[T9] the list is in the order they were made', async () => {
      const tokens = [made('sist', 9), made('først', 1), made('midt', 5)];
      for (const token of tokens) valueOf(await registry.add(token));
      expect(valueOf(await registry.list()).map((token) => token.name)).toEqual(['først', 'midt', 'sist']);
    });

    test('[T10] a revocation is for good, and the first one stands', async () => {
      const token = made('Kari');
      valueOf(await registry.add(token));
      const first = { at: '2026-11-22T09:00:00.000Z', by: 'ola' };
      expect(valueOf(await registry.revoke(token.id, first))).toMatchObject({ id: token.id, revoked: first });
      expect(valueOf(await other.revoke(token.id, { at: '2026-11-23T09:00:00.000Z', by: 'per' }))).toMatchObject({ revoked: first });
      expect(valueOf(await other.find(token.id))).toEqual({ ...token, revoked: first, lastUsed: null });
      expect(valueOf(await registry.hasAny())).toBe(true);
    });

    test('[T10] of several that revoke at once, one is told of', async () => {
      const token = made('Kari');
      valueOf(await registry.add(token));
      const all = await Promise.all([0, 1, 2, 3].map((n) => (n % 2 ? registry : other).revoke(token.id, { at: '2026-11-22T09:00:00.000Z', by: `ola ${n}` })));
      const told = all.map((one) => valueOf(one)!.revoked!.by);
      expect(new Set(told)).toEqual(new Set([valueOf(await registry.find(token.id))!.revoked!.by]));
    });

    test.each(['0123456789ab', '', '../../x', '0123456789AB', '0123456789abcd', '%'])('[T10] there is nothing to revoke or to find at “%s”', async (id) => {
      valueOf(await registry.add(made('Kari')));
      expect(valueOf(await registry.revoke(id, { at: '2026-11-22T09:00:00.000Z', by: 'ola' }))).toBeNull();
      expect(valueOf(await registry.find(id))).toBeNull();
    });

    test('[T12] the last use is remembered, and of a revoked one too', async () => {
      const token = made('Kari');
      valueOf(await registry.add(token));
      for (const at of ['2026-11-22T09:00:00.000Z', '2026-11-22T09:01:00.000Z']) valueOf(await registry.noteUse(token.id, at));
      valueOf(await registry.revoke(token.id, { at: '2026-11-23T09:00:00.000Z', by: 'ola' }));
      expect(valueOf(await other.find(token.id))).toMatchObject({ lastUsed: '2026-11-22T09:01:00.000Z', revoked: { by: 'ola' } });
    });

    test('[T8] no secret is kept: what is kept says only whether a secret is the right one', async () => {
      const { token, text } = makeToken({ name: 'Kari', grants, expires: null, madeBy: 'kari' }, new Date());
      valueOf(await registry.add(token));
      const { id, secret } = readTokenText(text)!;
      const kept = valueOf(await other.find(id))!;
      expect(JSON.stringify(kept)).not.toContain(secret);
      expect([isSecretOf(kept, secret), isSecretOf(kept, `${secret.slice(0, -1)}_`), isSecretOf(null, secret)]).toEqual([true, false, false]);
    });
  });
};

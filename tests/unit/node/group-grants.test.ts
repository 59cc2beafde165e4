import { locales } from '../../../core/plan/locale';
import { readGroupGrants } from '../../../core/node/server/oidc/group-grants';

const reader = [{ role: 'reader', on: 'everything' }];
const grantsOf = (document: unknown) => {
  const read = readGroupGrants(document);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
};

describe('[A21] what groups may', () => {
  test('comes of the claim that was named, or of the path to it', () => {
    expect(grantsOf({ claim: 'groups', groups: { a: reader } })({ groups: ['a'] })).toEqual(reader);
    expect(grantsOf({ claim: ['realm_access', 'roles'], groups: { a: reader } })({ realm_access: { roles: ['b', 'a'] } })).toEqual(reader);
    expect(grantsOf({ claim: 'https://example.org/groups', groups: { a: reader } })({ 'https://example.org/groups': 'a' })).toEqual(reader);
  });

  test('adds up over groups, each once', () => {
    const grants = grantsOf({ claim: 'groups', groups: { a: reader, b: [{ role: 'owner', on: { organisation: 'Landsforbundet' } }, { role: 'treasurer', on: { plan: 'p' } }] } });
    expect(grants({ groups: ['a', 'b', 'a'] })).toEqual([...reader, { role: 'owner', on: { organisation: 'Landsforbundet' } }, { role: 'treasurer', on: { plan: 'p' } }]);
  });

  test.each([[{}], [{ groups: null }], [{ groups: 1 }], [{ groups: { a: true } }], [{ groups: [['a'], { a: 1 }, null] }], [{ groups: ['A', 'a ', 'toString', 'constructor', '__proto__'] }], [{ groups: 'x a' }]])('is nothing with %j', (claims) => {
    expect(grantsOf({ claim: 'groups', groups: { a: reader } })(claims)).toEqual([]);
  });

  test('is not read out of what every object has', () => {
    expect(grantsOf({ claim: ['constructor', 'name'], groups: { Object: reader } })({})).toEqual([]);
  });
});

test.each<[unknown, string]>([
  [[], ''], [{ groups: {} }, 'claim'], [{ claim: '', groups: {} }, 'claim'], [{ claim: 'groups' }, 'groups'], [{ claim: 'groups', groups: [] }, 'groups'], [{ claim: 'groups', groups: {}, more: 1 }, ''],
  [{ claim: 'groups', groups: { a: 'reader' } }, 'groups → a'], [{ claim: 'groups', groups: { a: [{ role: 'reader' }] } }, 'groups → a → 0 → on'],
  [{ claim: 'groups', groups: { a: [{ role: 'reader', on: { plan: '../x' } }] } }, 'groups → a → 0 → on → plan'], [{ claim: 'groups', groups: { a: [{ role: 'reader', on: { plan: 'p', organisation: 'o' } }] } }, 'groups → a → 0 → on'],
  [{ claim: 'groups', groups: { a: [{ role: 'admin', on: { plan: 'p' } }] } }, 'groups → a → 0'],
])('[A21] %j is refused with its place, in every language', (document, place) => {
  const read = readGroupGrants(document);
  expect(read.ok ? [] : read.issues.map(({ path }) => path)).toContain(place);
  if (!read.ok) for (const { message } of read.issues) expect(locales.map((locale) => message[locale]).every((text) => text.length > 5 && !/Invalid/.test(text))).toBe(true);
});

import { grantSchema, holdsFor, organisationKey, planRights, rightsOf, type Grant } from '../../../core/plan/grants';
import { roles, type Role } from '../../../core/plan/rights';
import { headTable } from '../../../core/plan/records';

const onPlan = (...held: Role[]): Grant[] => held.map((role) => ({ role, on: { plan: 'p' } }));

test.each<[Role, string[]]>([
  ['reader', ['read']],
  ['editor', ['read', 'edit']],
  ['treasurer', ['read', 'edit', 'budget']],
  ['owner', ['read', 'edit', 'budget', 'undo', 'tokens']],
])('[T1] a %s of a plan may %j', (role, allowed) => {
  const rights = rightsOf(onPlan(role));
  expect(planRights.filter(rights.may)).toEqual(allowed);
  expect(rights.roles).toEqual([role]);
});

test('[T1] nobody may nothing, and several roles add up', () => {
  expect(planRights.filter(rightsOf([]).may)).toEqual([]);
  expect(['costs', 'goals', headTable].map((table) => rightsOf([]).mayEdit(table as 'costs'))).toEqual([false, false, false]);
  const both = rightsOf(onPlan('treasurer', 'editor'));
  expect(both.roles).toEqual(['editor', 'treasurer']);
  expect(['costs', 'budget', 'goals', headTable].map((table) => both.mayEdit(table as 'costs'))).toEqual([true, true, true, true]);
});

test.each<[string, Grant[], boolean]>([
  ['an owner of the plan', onPlan('owner'), false],
  ['an editor', onPlan('editor'), false],
  ['an owner of the organisation', [{ role: 'owner', on: { organisation: 'Nord' } }], false],
  ['an editor of everything', [{ role: 'editor', on: 'everything' }], false],
  ['an owner of everything', [{ role: 'owner', on: 'everything' }], true],
  ['an admin', [{ role: 'admin', on: 'everything' }], true],
])('[T6] whether %s may say where the plan belongs', (_, grants, allowed) => {
  const { mayEdit, may } = rightsOf(grants);
  expect([mayEdit(headTable, 'organisation.name'), mayEdit(headTable, 'organisation.parent'), may('move')]).toEqual([allowed, allowed, allowed]);
  expect([mayEdit(headTable, 'title'), mayEdit(headTable, 'organisation.level')]).toEqual([true, true]);
});

test.each<[unknown, boolean]>([
  [{ role: 'admin', on: 'everything' }, true],
  [{ role: 'admin', on: { plan: 'p' } }, false],
  [{ role: 'admin', on: { organisation: 'Nord' } }, false],
  [{ role: 'reader', on: { plan: '../p' } }, false],
  [{ role: 'reader', on: { plan: 'p', organisation: 'Nord' } }, false],
  [{ role: 'reader', on: { organisation: ' ' } }, false],
  [{ role: 'king', on: 'everything' }, false],
  [{ role: 'reader' }, false],
])('[T2] %j is a grant: %s', (grant, isOne) => {
  expect(grantSchema.safeParse(grant).success).toBe(isOne);
});

test('[T2][T3] a grant holds for its plan, for the line of its organisation, or for everything', () => {
  const line = ['region  nord', 'Hovedkontoret'].map(organisationKey);
  expect(holdsFor({ role: 'reader', on: { plan: 'p' } }, 'p', [])).toBe(true);
  expect(holdsFor({ role: 'reader', on: { plan: 'p' } }, 'q', line)).toBe(false);
  expect(holdsFor({ role: 'reader', on: { organisation: ' Region Nord' } }, 'p', line)).toBe(true);
  expect(holdsFor({ role: 'reader', on: { organisation: 'hovedkontoret' } }, 'p', line)).toBe(true);
  expect(holdsFor({ role: 'reader', on: { organisation: 'Region Sør' } }, 'p', line)).toBe(false);
  expect(roles.every((role) => holdsFor({ role, on: 'everything' }, 'any', []))).toBe(true);
});

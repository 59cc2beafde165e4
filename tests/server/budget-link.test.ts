import type { Grant } from '../../core/plan/grants';
import type { BudgetMapping } from '../../core/plan/budget/mapping';
import { findBudgetLink, mappingsOf } from '../../core/plan/budget/links';
import { makeToken } from '../../core/node/people/token';
import type { DeclaredAnswers } from '../support/declared-answers';
import { budgetMapping } from '../support/budget-grid';
import type { LiveServer } from '../support/live-server';
import { serverForEach } from '../support/server-each';
import { valueOf } from '../support/store-fixtures';

const id = 'lillehammer-2026';
const path = `/api/plans/${id}/budget-link`;
const name = 'Budsjett 2026.xlsx';

let server: LiveServer;
let answers: DeclaredAnswers;
serverForEach((made, declared) => { [server, answers] = [made, declared]; });

/** What somebody with this role is answered. */
const as = async (role: Grant['role']): Promise<(body: unknown) => Promise<{ readonly status: number; readonly body: any }>> => { // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was answered
  const { token, text } = makeToken({ name: 'Kari', grants: [{ role, on: { plan: id } }], expires: null, madeBy: 'test' }, new Date());
  valueOf(await server.tokens.add(token));
  server.clock.ahead += 1_000;
  return async (body) => {
    const response = await server.send('POST', path, body, { authorization: `Bearer ${text}` });
    return { status: response.status, body: await answers.check('POST', path, response) };
  };
};
const kept = async (): Promise<BudgetMapping | undefined> => findBudgetLink(valueOf(await server.store.head(id)).plan, name)?.mapping;

test('[C74] a treasurer keeps where a workbook has its budget, once, and forgets it again; the history says so', async () => {
  const link = await as('treasurer');
  const mapping = budgetMapping();
  expect(await link({ name, mapping })).toMatchObject({ status: 200, body: { committed: true, revision: { number: 2, message: `Koblet med ${name}`, author: 'Kari' } } });
  expect(await kept()).toEqual(mapping);
  expect(await link({ name, mapping })).toMatchObject({ status: 200, body: { committed: false, revision: { number: 2 } } });
  expect(await link({ name, mapping: null })).toMatchObject({ status: 200, body: { committed: true, revision: { number: 3, message: `Koblet fra ${name}` } } });
  expect([await kept(), (await link({ name, mapping: null })).body.committed]).toEqual([undefined, false]);
});

test('[C58][C74] nobody else changes the links: an editor is told that it is not theirs, and a reader too', async () => {
  for (const role of ['editor', 'reader'] as const) expect(await (await as(role))({ name, mapping: budgetMapping() })).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  expect(await kept()).toBeUndefined();
});

test('[C111][C113] tabs are kept beside each other, forgotten one by one, and with what the workbook has no more', async () => {
  const link = await as('treasurer');
  const ofYear = (year: number): BudgetMapping => budgetMapping({ tab: String(year), amounts: [{ kind: 'adopted', year, column: { letters: 'C', header: 'Vedtatt' } }] });
  const linked = async (): Promise<unknown> => mappingsOf(findBudgetLink(valueOf(await server.store.head(id)).plan, name)).map(({ tab }) => tab);
  for (const year of [2026, 2027]) expect((await link({ name, mapping: ofYear(year), tabs: ['2026', '2027'] })).status).toBe(200);
  expect(await linked()).toEqual(['2026', '2027']);
  expect((await link({ name, mapping: null, tab: '2026' })).body.committed).toBe(true);
  expect(await linked()).toEqual(['2027']);
  expect((await link({ name: name.toUpperCase(), mapping: ofYear(2026), tabs: ['2026'] })).body.committed).toBe(true);
  expect([await linked(), (await link({ name, mapping: ofYear(2026), tabs: ['x'.repeat(256)] })).status]).toEqual([['2026'], 400]);
});

test('[C74] a mapping that is none is refused with its place', async () => {
  const link = await as('owner');
  expect(await link({ name, mapping: { ...budgetMapping(), amounts: [] } })).toMatchObject({ status: 400, body: { code: 'bad-request', errors: [{ path: 'mapping.amounts' }] } });
  expect(await link({ name: ' ', mapping: budgetMapping() })).toMatchObject({ status: 400, body: { errors: [{ path: 'name' }] } });
});

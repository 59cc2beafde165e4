import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import type { Plan } from '../../core/plan/plan';
import type { Grant } from '../../core/plan/grants';
import { isSecretOf, makeToken, readTokenText } from '../../core/node/people/token';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { gridToWire, type SyncAnswer } from '../../core/sync';
import type { DeclaredAnswers } from '../support/declared-answers';
import { columnAt, editGrid, editedGrid, setCell, tabNamed, type EditedWorkbook } from '../support/edit-grid';
import { examplePlans } from '../support/example-plans';
import { liveServer, type LiveServer } from '../support/live-server';
import { serverForEach } from '../support/server-each';
import { valueOf } from '../support/store-fixtures';

const id = 'lillehammer-2026';
const other = 'norrbotten-2021';
const at = `/api/plans/${id}`;

let server: LiveServer;
let answers: DeclaredAnswers;
serverForEach((made, declared) => { [server, answers] = [made, declared]; });

const onPlan = (role: Grant['role'], plan = id): Grant => ({ role, on: { plan } });
const ofOrganisation = (role: Grant['role'], organisation: string): Grant => ({ role, on: { organisation } });
const everything = (role: Grant['role']): Grant => ({ role, on: 'everything' });

interface Person {
  readonly text: string;
  readonly id: string;
  readonly headers: Record<string, string>;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; etag: string; body: any }>; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was answered
}

/** Somebody with a token of these grants. */
const person = async (grants: Grant[], { name = 'Kari', expires = null as string | null } = {}): Promise<Person> => {
  const { token, text } = makeToken({ name, grants, expires, madeBy: 'test' }, new Date());
  valueOf(await server.tokens.add(token));
  // A server may go by what it knew a second ago.
  server.clock.ahead += 1_000;
  return withText(text);
};
const withText = (text: string): Person => {
  const headers = { authorization: `Bearer ${text}` };
  return {
    text, id: readTokenText(text)!.id, headers,
    ask: async (method, path, body, more = {}) => {
      const response = method === 'GET' || method === 'DELETE' ? await fetch(server.address + path, { method, headers: { ...headers, ...more } }) : await server.send(method, path, body, { ...headers, ...more });
      return { status: response.status, etag: response.headers.get('etag') ?? '', body: await answers.check(method, path, response) };
    },
  };
};
/** Puts a plan into the store behind the server's back. */
const storePlan = async (plan: Plan): Promise<void> => {
  const head = await server.store.head(plan.id);
  valueOf(await server.store.commit({ planId: plan.id, parent: head.ok ? head.value.number : 0, plan, author: 'x', time: '2026-11-21T09:00:00.000Z', message: '', token: randomUUID() }));
};
const planAt = async (planId = id): Promise<Plan> => valueOf(await server.store.head(planId)).plan;
const takeOut = async ({ headers }: Person, plan = at): Promise<EditedWorkbook> => {
  const read = readXlsx(Buffer.from(await (await server.get(`${plan}/workbook.xlsx`, headers)).arrayBuffer()));
  if (!read.ok) throw new Error(read.refusal.code);
  return editGrid(read.value.grid);
};
const wire = (workbook: EditedWorkbook): unknown => gridToWire(editedGrid(workbook));
const type = (workbook: EditedWorkbook, tabName: string, header: string, row: number, value: string | number): void => {
  const tab = tabNamed(workbook, tabName);
  setCell(tab, row, columnAt(tab, header), value);
};
/** Types over a field on the tab Plan. */
const typeHead = (workbook: EditedWorkbook, label: string, value: string): void => {
  const tab = tabNamed(workbook, 'Plan');
  const row = tab.rows.findIndex((cells) => cells.some((cell) => cell?.value === label));
  setCell(tab, row, tab.rows[row]!.findIndex((cell) => cell?.value === label) + 1, value);
};

describe('[T1] what each role may do', () => {
  test.each<[Grant['role'], string[]]>([['reader', ['read']], ['editor', ['read', 'edit']], ['treasurer', ['read', 'edit', 'budget']], ['owner', ['read', 'edit', 'budget', 'undo', 'tokens']]])('a %s: %j', async (role, may) => {
    const they = await person([onPlan(role)]);
    expect((await they.ask('GET', at)).body.may).toEqual(may);
    const workbook = await takeOut(they);
    const statuses = {
      edit: (await they.ask('POST', `${at}/sync`, { workbook: wire(workbook), clientOpId: randomUUID() })).status,
      undo: (await they.ask('POST', `${at}/undo`, { revision: 1 })).status,
      tokens: (await they.ask('GET', `${at}/tokens`)).status,
    };
    expect(statuses).toEqual({ edit: may.includes('edit') ? 200 : 403, undo: may.includes('undo') ? 409 : 403, tokens: may.includes('tokens') ? 200 : 403 });
    expect((await they.ask('GET', '/api/tokens')).status).toBe(403);
    expect((await they.ask('GET', `/api/plans/${other}`)).status).toBe(404);
  });

  test('what they do is in the history under their name', async () => {
    const they = await person([onPlan('editor')], { name: 'Åse Berg' });
    const workbook = await takeOut(they);
    type(workbook, 'Tiltak', 'Tiltak', 1, 'Nytt navn');
    await they.ask('POST', `${at}/sync`, { workbook: wire(workbook), clientOpId: randomUUID() });
    expect((await they.ask('GET', `${at}/revisions`)).body.revisions[0]).toMatchObject({ number: 2, author: 'Åse Berg' });
  });
});

describe('[T5] a change that is not theirs', () => {
  test('of a goal in a treasurer’s sync is a problem; the cost beside it goes in, of cells and of a file alike', async () => {
    const they = await person([onPlan('treasurer')]);
    const workbook = await takeOut(they);
    const goal = (await planAt()).tables.goals[0]!;
    type(workbook, 'Mål', 'Mål', 1, 'Et helt annet mål');
    type(workbook, 'Kostnader', 'Beløp', 1, 4321);
    const preview = (await they.ask('POST', `${at}/preview`, { workbook: wire(workbook) })).body as SyncAnswer;
    const synced = (await they.ask('POST', `${at}/sync`, { workbook: wire(workbook), clientOpId: randomUUID() })).body as SyncAnswer;
    for (const answer of [preview, synced]) {
      expect(answer).toMatchObject({ outcome: 'problems', summary: '1 endret, 0 nye, 0 flyttet, 0 slettet', changed: [{ table: 'costs', field: 'amount', to: 4321_00 }] });
      expect(answer.problems).toMatchObject([{ code: 'NOT_ALLOWED', tab: 'Mål', value: 'Et helt annet mål', message: expect.stringContaining('du har ikke rett til å endre dette') }]);
    }
    expect(synced.committed).toBe(true);
    const plan = await planAt();
    expect([plan.tables.goals[0]!.title, plan.tables.costs[0]!.amount]).toEqual([goal.title, 4321_00]);
  });

  test('in a workbook file is told the same', async () => {
    const they = await person([onPlan('treasurer')]);
    const bytes = Buffer.from(await (await server.get(`${at}/workbook.xlsx`, they.headers)).arrayBuffer());
    await storePlan({ ...(await planAt()), title: 'Siden' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as never);
    for (const [name, header, value] of [['Mål', 'Mål', 'Et helt annet mål'], ['Kostnader', 'Beløp', 4321]] as const) {
      const sheet = workbook.getWorksheet(name)!;
      sheet.getCell(2, (sheet.getRow(1).values as ExcelJS.CellValue[]).indexOf(header)).value = value;
    }
    const edited = new Uint8Array(await workbook.xlsx.writeBuffer());
    const response = await server.sendFile(`${at}/workbook?mode=sync`, edited, { clientOpId: randomUUID() }, they.headers);
    const body = await answers.check('POST', `${at}/workbook?mode=sync`, response);
    expect(body).toMatchObject({ outcome: 'problems', committed: true, changed: [{ table: 'costs', field: 'amount' }], problems: [{ code: 'NOT_ALLOWED', tab: 'Mål' }], file: { name: 'plan.xlsx' } });
  });

  test.each<[string, Grant['role'], (plan: Plan) => Plan, string[]]>([
    ['a goal', 'treasurer', (plan) => ({ ...plan, tables: { ...plan.tables, goals: plan.tables.goals.map((goal, i) => (i === 2 ? { ...goal, title: 'Mitt mål' } : goal)) } }), ['tables.goals']],
    ['the order of goals', 'treasurer', (plan) => ({ ...plan, tables: { ...plan.tables, goals: [...plan.tables.goals].reverse() } }), ['tables.goals']],
    ['a code that is retired', 'treasurer', (plan) => ({ ...plan, retired: { ...plan.retired, goals: ['M999'] } }), ['tables.goals']],
    ['the head', 'treasurer', (plan) => ({ ...plan, title: 'Min tittel' }), ['title']],
    ['costs and budget', 'editor', (plan) => ({ ...plan, title: 'Ny', tables: { ...plan.tables, costs: [], budget: [] } }), ['tables.costs', 'tables.budget']],
  ])('%s in a document of a %s is refused as a whole, with its place', async (_, role, change, places) => {
    const they = await person([onPlan(role)]);
    const { etag, body } = await they.ask('GET', at);
    const put = await they.ask('PUT', `${at}?locale=nn`, change(body.plan), { 'if-match': etag });
    expect(put).toMatchObject({ status: 403, body: { code: 'changes-not-allowed', errors: places.map((path) => ({ path, message: expect.stringContaining('kan ikkje endrast') })) } });
    expect((await they.ask('GET', at)).etag).toBe(etag);
  });

  test('but theirs goes in; an editor who is treasurer too may both', async () => {
    const both = await person([onPlan('editor'), onPlan('treasurer')]);
    const { etag, body } = await both.ask('GET', at);
    const plan = body.plan as Plan;
    const changed = { ...plan, title: 'Begge deler', tables: { ...plan.tables, costs: plan.tables.costs.slice(1) } };
    expect(await both.ask('PUT', at, changed, { 'if-match': etag })).toMatchObject({ status: 200, body: { committed: true } });
  });
});

describe('[T6] which organisation a plan belongs to', () => {
  const moved = (plan: Plan, name: string, parent?: string): Plan => ({ ...plan, organisation: { ...plan.organisation, name, ...(parent !== undefined && { parent }) } });

  test.each<[string, Grant]>([['the plan’s owner', onPlan('owner')], ['an owner of the organisation', ofOrganisation('owner', 'Fagforbundet')], ['an editor of everything', everything('editor')]])('is not changed by %s: not in a sync, nor with a document', async (_, grant) => {
    const they = await person([grant]);
    const workbook = await takeOut(they);
    typeHead(workbook, 'Organisasjon', 'Norsk Landbrukssamvirke');
    typeHead(workbook, 'Del av', 'Mitt eget lag');
    typeHead(workbook, 'Tittel', 'Ny tittel');
    const { body } = await they.ask('POST', `${at}/sync`, { workbook: wire(workbook), clientOpId: randomUUID(), prefer: 'sheet' });
    expect(body).toMatchObject({ committed: true, changed: [{ field: 'title' }], problems: [{ code: 'NOT_ALLOWED', value: 'Norsk Landbrukssamvirke', message: expect.stringContaining('dem som eier alle planene') }, { code: 'NOT_ALLOWED', value: 'Mitt eget lag' }] });
    const now = await they.ask('GET', at);
    expect(now.body.plan.organisation).toEqual(examplePlans().get(id)!.organisation);
    const put = await they.ask('PUT', at, moved(now.body.plan, 'Norsk Landbrukssamvirke', 'Mitt eget lag'), { 'if-match': now.etag });
    expect(put).toMatchObject({ status: 403, body: { code: 'changes-not-allowed', errors: [{ path: 'organisation.name' }, { path: 'organisation.parent' }] } });
  });

  test('is not changed back by an owner’s undo, nor by going back', async () => {
    await storePlan(moved(await planAt(), 'Et annet lag'));
    await storePlan({ ...(await planAt()), title: 'Senere' });
    const owner = await person([onPlan('owner')]);
    const { etag } = await owner.ask('GET', at);
    expect(await owner.ask('POST', `${at}/undo`, { revision: 2 })).toMatchObject({ status: 403, body: { code: 'move-not-allowed' } });
    expect(await owner.ask('POST', `${at}/undo`, { to: 1 }, { 'if-match': etag })).toMatchObject({ status: 403, body: { code: 'move-not-allowed' } });
    expect(await owner.ask('POST', `${at}/undo`, { revision: 3 })).toMatchObject({ status: 200, body: { committed: true } });
    const admin = await person([everything('admin')]);
    expect(await admin.ask('POST', `${at}/undo`, { revision: 2 })).toMatchObject({ status: 200, body: { committed: true } });
    expect((await planAt()).organisation.name).toBe('Fagforbundet Lillehammer avd. 059');
  });

  test('an undo of a revision that is not there is told of by its own number', async () => {
    const owner = await person([onPlan('owner')]);
    const undone = await owner.ask('POST', `${at}/undo`, { revision: 99 });
    expect([undone.status, undone.body.detail]).toEqual([404, 'Planen har ingen revisjon 99.']);
  });

  test('is changed by an admin, and rights follow at once', async () => {
    const admin = await person([everything('admin')]);
    const office = await person([ofOrganisation('reader', 'Hovedkontoret')]);
    expect((await office.ask('GET', at)).status).toBe(404);
    const { etag, body } = await admin.ask('GET', at);
    expect((await admin.ask('PUT', at, moved(body.plan, 'Laget', 'hovedkontoret'), { 'if-match': etag })).status).toBe(200);
    expect((await office.ask('GET', at)).status).toBe(200);
  });
});

describe('[T3][T15] organisations', () => {
  test('a region’s token sees its own plan; the national one sees both, and what the region may not see is as if it were not there', async () => {
    const base = examplePlans().get(other)!;
    await storePlan({ ...base, id: 'landet', organisation: { name: 'Landet' } });
    await storePlan({ ...base, id: 'nord', organisation: { name: 'Region Nord', parent: 'Landet' } });
    await storePlan({ ...base, id: 'laget', organisation: { name: 'Laget', parent: 'Region Nord' } });
    const seen = async (they: Person): Promise<string[]> => (await they.ask('GET', '/api/plans?limit=2')).body.plans.map((plan: { id: string }) => plan.id);
    const region = await person([ofOrganisation('reader', 'Region Nord')]);
    const national = await person([ofOrganisation('reader', 'Landet')]);
    expect(await seen(region)).toEqual(['laget', 'nord']);
    expect((await national.ask('GET', '/api/plans')).body.plans).toHaveLength(3);
    for (const path of ['/api/plans/landet', `${at}/revisions`, `${at}/workbook.xlsx`, `${at}/tokens`, `${at}/check`]) {
      const { status, body } = await region.ask('GET', path);
      expect([status, body.code]).toEqual([404, 'unknown-plan']);
    }
    const hidden = await region.ask('PUT', '/api/plans/landet', { ...base, id: 'landet', organisation: { name: 'Landet' } }, { 'if-none-match': '*' });
    const absent = await region.ask('PUT', '/api/plans/ingen', { ...base, id: 'ingen', organisation: { name: 'Landet' } }, { 'if-none-match': '*' });
    expect([hidden.status, hidden.body.code, hidden.body.detail]).toEqual([absent.status, absent.body.code, absent.body.detail]);
    expect((await region.ask('PUT', '/api/plans/landet', base, { 'if-match': '"x"' })).body.code).toBe('unknown-plan');
  });
});

describe('[T7] a new plan', () => {
  const base = (): Plan => ({ ...examplePlans().get(other)!, id: 'ny' });
  const make = (they: Person, name: string, parent?: string) => they.ask('PUT', '/api/plans/ny', { ...base(), organisation: { name, ...(parent && { parent }) } }, { 'if-none-match': '*' });

  test('is made by an owner of the organisation above, who then owns it', async () => {
    const they = await person([ofOrganisation('owner', 'Fagforbundet')]);
    expect((await make(they, 'Fagforbundet Nytt lag', 'Fagforbundet')).status).toBe(201);
    expect((await they.ask('GET', '/api/plans/ny')).body.may).toContain('undo');
  });

  test('does not take another organisation along: who owns one cannot have others be part of it', async () => {
    const they = await person([ofOrganisation('owner', 'Mitt lag'), onPlan('owner')]);
    const norrbotten = (await planAt(other)).organisation.name;
    expect((await make(they, norrbotten, 'Mitt lag'))).toMatchObject({ status: 403, body: { code: 'place-not-allowed' } });
    expect((await make(they, 'Fagforbundet', 'Mitt lag'))).toMatchObject({ status: 403, body: { code: 'place-not-allowed' } });
    expect((await they.ask('GET', `/api/plans/${other}`)).status).toBe(404);
    expect((await make(they, 'Nytt', 'Mitt lag')).status).toBe(201);
  });

  test.each<[string, Grant]>([['an owner of a plan', onPlan('owner')], ['one whose grant is on the very id', onPlan('owner', 'ny')], ['an editor of everything', everything('editor')]])('is not made by %s', async (_, grant) => {
    expect(await make(await person([grant]), 'Laget')).toMatchObject({ status: 403, body: { code: 'place-not-allowed' } });
  });
});

describe('[T14] tokens of a plan', () => {
  test('its owner makes, sees and revokes; they are shown once and do what they say', async () => {
    const owner = await person([onPlan('owner')], { name: 'Eieren' });
    const made = await owner.ask('POST', `${at}/tokens`, { name: 'Kassereren', roles: ['treasurer', 'reader', 'treasurer'], expires: '2099-01-01T00:00:00.000Z' });
    expect(made).toMatchObject({ status: 201, body: { token: { name: 'Kassereren', madeBy: 'Eieren', revoked: null, lastUsed: null, grants: [onPlan('treasurer'), onPlan('reader')] } } });
    const theirs = withText(made.body.text);
    expect((await theirs.ask('GET', at)).body.may).toEqual(['read', 'edit', 'budget']);
    const listed = await owner.ask('GET', `${at}/tokens`);
    expect(listed.body.tokens.map((token: { name: string }) => token.name)).toEqual(['Eieren', 'Kassereren']);
    expect(JSON.stringify(listed.body)).not.toMatch(/secret|planark_/i);
    expect((await owner.ask('DELETE', `${at}/tokens/${theirs.id}`))).toMatchObject({ status: 200, body: { revoked: { by: 'Eieren' } } });
    server.clock.ahead += 2_000;
    expect((await theirs.ask('GET', at)).status).toBe(401);
  });

  test('the answer with the token is kept by no cache', async () => {
    const owner = await person([onPlan('owner')]);
    const response = await server.send('POST', `${at}/tokens`, { name: 'x', roles: ['reader'] }, owner.headers);
    expect([response.status, response.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect((await server.get(at, owner.headers)).headers.get('vary')).toContain('authorization');
  });

  test('an owner gives no more than the plan, and neither sees nor revokes what reaches beyond it', async () => {
    const owner = await person([onPlan('owner')]);
    const beyond = [await person([onPlan('reader'), onPlan('reader', other)]), await person([everything('admin')]), await person([ofOrganisation('reader', 'Fagforbundet')]), await person([onPlan('reader', other)])];
    expect((await owner.ask('GET', `${at}/tokens`)).body.tokens.map((token: { id: string }) => token.id)).toEqual([owner.id]);
    for (const one of beyond) expect(await owner.ask('DELETE', `${at}/tokens/${one.id}`)).toMatchObject({ status: 404, body: { code: 'unknown-token' } });
    expect((await owner.ask('DELETE', `/api/plans/${other}/tokens/${beyond[3]!.id}`)).status).toBe(404);
    for (const one of beyond) expect(valueOf(await server.tokens.find(one.id))!.revoked).toBeNull();
    for (const body of [{ name: 'x', roles: ['admin'] }, { name: 'x', roles: [] }, { name: 'x', roles: ['owner'], grants: [everything('owner')] }, { name: '', roles: ['reader'] }, { name: 'a\nb', roles: ['reader'] }, { name: 'x', roles: ['reader'], expires: '2020-01-01T00:00:00.000Z' }]) {
      expect((await owner.ask('POST', `${at}/tokens`, body)).status).toBe(400);
    }
    expect((await owner.ask('POST', '/api/tokens', { name: 'x', grants: [everything('admin')] })).status).toBe(403);
    expect((await owner.ask('DELETE', `/api/tokens/${owner.id}`)).body).toMatchObject({ status: 403, code: 'not-allowed', detail: 'Dette har bare administratorer rett til. Spør den som driver serveren.' });
  });

  test('none is made on a plan that is not there; an organisation may be waiting for its first', async () => {
    const admin = await person([everything('admin')]);
    const refused = await admin.ask('POST', '/api/tokens', { name: 'x', grants: [onPlan('reader'), onPlan('reader', 'lillehamer-2026')] });
    expect(refused.body).toMatchObject({ status: 422, code: 'grant-on-nothing', detail: expect.stringContaining('«lillehamer-2026»') });
    expect((await admin.ask('POST', '/api/tokens', { name: 'x', grants: [ofOrganisation('reader', 'Nytt lag')] })).status).toBe(201);
    expect((await admin.ask('GET', '/api/tokens')).body.tokens).toHaveLength(2);
  });

  test('an admin makes, sees and revokes any', async () => {
    const admin = await person([everything('admin')], { name: 'Sjefen' });
    const made = await admin.ask('POST', '/api/tokens', { name: 'Kontoret', grants: [ofOrganisation('reader', 'Fagforbundet')] });
    expect(made.status).toBe(201);
    const office = withText(made.body.text);
    expect((await office.ask('GET', at)).body.may).toEqual(['read']);
    expect((await admin.ask('GET', '/api/tokens')).body.tokens).toHaveLength(2);
    expect((await admin.ask('DELETE', `/api/tokens/${office.id}`)).status).toBe(200);
    expect((await admin.ask('DELETE', '/api/tokens/0123456789ab')).body.code).toBe('unknown-token');
    expect((await admin.ask('POST', '/api/tokens', { name: 'x', grants: [{ role: 'admin', on: { plan: id } }] })).status).toBe(400);
  });
});

test('[A1] every success of a route for tokens that is declared was seen', () => {
  const declared = Object.entries(answers.document.paths).flatMap(([path, operations]) => Object.entries(operations).flatMap(([method, { responses }]) =>
    Object.keys(responses).filter((status) => status.startsWith('2') && path.includes('/tokens')).map((status) => `${method.toUpperCase()} ${path} ${status}`)));
  expect(declared).toHaveLength(6);
  expect(declared.filter((one) => !answers.seen.has(one))).toEqual([]);
});

describe('[T8][T10][T13] who is let in', () => {
  test('while no token was made, this machine’s owner; from the first on, those with one, and revoked ones count as made', async () => {
    expect((await server.get(at)).status).toBe(200);
    const they = await person([onPlan('reader')]);
    expect((await server.get(at)).status).toBe(401);
    expect((await server.get('/healthz')).status).toBe(200);
    expect((await they.ask('GET', at)).status).toBe(200);
    valueOf(await server.tokens.revoke(they.id, { at: new Date().toISOString(), by: 'x' }));
    server.clock.ahead += 2_000;
    expect((await server.get(at)).status).toBe(401);
    expect(await they.ask('GET', at)).toMatchObject({ status: 401, body: { code: 'not-signed-in' } });
  });

  test('nobody with a token that is over, unknown, another’s, cut off, or in another place than the header', async () => {
    const they = await person([onPlan('reader')], { expires: new Date(Date.now() + 60_000).toISOString() });
    const second = await person([onPlan('reader')]);
    const status = async (authorization?: string, query = ''): Promise<number> => (await server.get(`${at}${query}`, authorization === undefined ? {} : { authorization })).status;
    expect(await status(`Bearer ${they.text}`)).toBe(200);
    const secret = readTokenText(they.text)!.secret;
    for (const wrong of [`Bearer planark_0123456789ab_${secret}`, `Bearer planark_${second.id}_${secret}`, `Bearer ${they.text.slice(0, -1)}`, `Bearer ${they.text}x`, `Basic ${they.text}`, they.text, 'Bearer', '']) {
      expect([wrong.replace(secret, '…'), await status(wrong)]).toEqual([wrong.replace(secret, '…'), 401]);
    }
    for (const name of ['token', 'access_token', 'authorization']) expect(await status(undefined, `?${name}=${they.text}`)).toBe(401);
    server.clock.ahead += 62_000;
    expect(await status(`Bearer ${they.text}`)).toBe(401);
    expect(await status(`bearer ${second.text}`)).toBe(200);
  });

  test('no secret is in the log, in a failure, in the folder or in an answer', async () => {
    const they = await person([onPlan('owner')]);
    const { secret } = readTokenText(they.text)!;
    const texts = [];
    for (const path of [`${at}?token=${they.text}`, `/api/plans/${they.text}`, `${at}/tokens/${they.text}`, `${at}?locale=${they.text}`, `${at}/tokens`]) {
      texts.push(await (await server.get(path, they.headers)).text(), await (await server.get(path, { authorization: `Bearer ${they.text}x` })).text());
    }
    expect(texts.join('\n')).not.toContain(`"secretHash"`);
    expect(server.log.join('\n')).not.toContain(secret);
    expect(texts.join('\n')).not.toContain(secret);
    expect(isSecretOf(valueOf(await server.tokens.find(they.id)), secret)).toBe(true);
  });
});

describe('[T10][T11] a stream', () => {
  const open = async (they: Person) => {
    const response = await fetch(`${server.address}/api/events`, { headers: they.headers });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    const until = async (isEnough: (text: string) => boolean): Promise<string> => {
      while (!isEnough(told)) {
        const { value, done } = await reader.read();
        if (done) return `${told}END`;
        told += value;
      }
      return told;
    };
    return { until };
  };

  test('tells of what they may read, and ends when the token is revoked in the middle', async () => {
    const they = await person([onPlan('reader')]);
    const stream = await open(they);
    await stream.until((text) => text.includes('ready'));
    await storePlan({ ...(await planAt(other)), title: 'Ikke deres' });
    await storePlan({ ...(await planAt()), title: 'Deres' });
    const told = await stream.until((text) => text.includes('event: revision'));
    expect(told).toContain(`{"plan":"${id}","revision":2}`);
    expect(told).not.toContain(other);
    valueOf(await server.tokens.revoke(they.id, { at: new Date().toISOString(), by: 'x' }));
    server.clock.ahead += 2_000;
    await storePlan({ ...(await planAt()), title: 'Ikke deres mer' });
    expect(await stream.until(() => false)).not.toContain('"revision":3');
  });

  test('tells of a plan that came into reach since', async () => {
    const they = await person([ofOrganisation('reader', 'Hovedkontoret')]);
    const stream = await open(they);
    await stream.until((text) => text.includes('ready'));
    const plan = await planAt();
    await storePlan({ ...plan, organisation: { ...plan.organisation, parent: 'Hovedkontoret' } });
    expect(await stream.until((text) => text.includes('event: revision'))).toContain(`"plan":"${id}"`);
  });
});

describe('[T12] the last use', () => {
  test('is written down once a minute, and a request goes on where it cannot be', async () => {
    const they = await person([onPlan('reader')]);
    const uses: string[] = [];
    const { noteUse } = server.tokens;
    Object.assign(server.tokens, { noteUse: async (token: string, when: string) => { uses.push(when); if (uses.length === 2) throw new Error('gone'); return noteUse(token, when); } });
    for (const ahead of [0, 30_000, 61_000, 61_000]) {
      server.clock.ahead = 1_000 + ahead;
      expect((await they.ask('GET', at)).status).toBe(200);
    }
    expect(uses).toHaveLength(2);
    expect(valueOf(await server.tokens.find(they.id))!.lastUsed).toBe(uses[0]);
  });
});

describe('[T16] asking too often', () => {
  test('wrong tokens of one address have to wait, and whoever else at that address has a right one is served meanwhile', async () => {
    const few = await liveServer({ limits: { guesses: 3, guessesPerSecond: 0.1 } });
    const { token, text } = makeToken({ name: 'x', grants: [onPlan('reader')], expires: null, madeBy: 'x' }, new Date());
    valueOf(await few.tokens.add(token));
    const status = async (bearer?: string): Promise<number> => (await few.get(at, bearer === undefined ? {} : { authorization: `Bearer ${bearer}` })).status;
    expect([await status('a'), await status(text), await status('b'), await status(text), await status('c')]).toEqual([401, 200, 401, 200, 401]);
    const refused = await few.get(at, { authorization: 'Bearer d' });
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect([await status(text), await status()]).toEqual([200, 401]);
  });

  test('requests are counted by token: one that asks too often does not use up another’s', async () => {
    const few = await liveServer({ limits: { burst: 10, perSecond: 0.1 } });
    const texts = [0, 1].map(() => makeToken({ name: 'x', grants: [onPlan('reader')], expires: null, madeBy: 'x' }, new Date()));
    for (const { token } of texts) valueOf(await few.tokens.add(token));
    const statuses = [];
    for (let n = 0; n < 11; n++) statuses.push((await few.get(at, { authorization: `Bearer ${texts[n % 2]!.text}` })).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(200));
    expect(statuses[10]).toBe(429);
  });
});

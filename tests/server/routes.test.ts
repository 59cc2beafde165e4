import type { Plan } from '../../core/plan/plan';
import type { StoreFailure } from '../../core/sync/store';
import { declaredAnswers, type DeclaredAnswers } from '../support/declared-answers';
import { examplePlans } from '../support/example-plans';
import { fileForm, liveServer, type LiveServer } from '../support/live-server';

const id = 'lillehammer-2026';
const at = `/api/plans/${id}`;

let server: LiveServer;
let answers: DeclaredAnswers;
beforeAll(async () => {
  server = await liveServer();
  answers = await declaredAnswers(server);
});
afterEach(() => expect(server.bugs).toEqual([]));

const get = async (path: string, headers?: Record<string, string>) => {
  const response = await server.get(path, headers);
  return { status: response.status, etag: response.headers.get('etag') ?? '', headers: response.headers, body: await answers.check('GET', path, response) };
};
const send = async (method: string, path: string, body: unknown, headers?: Record<string, string>) => {
  const response = await server.send(method, path, body, headers);
  return { status: response.status, etag: response.headers.get('etag') ?? '', headers: response.headers, body: await answers.check(method, path, response) };
};
const planNow = async (): Promise<{ plan: Plan; etag: string; revision: number }> => {
  const { body, etag } = await get(at);
  return { plan: body.plan, etag, revision: body.revision.number };
};
/** Makes one edit over HTTP. */
const retitle = async (title: string) => {
  const { plan, etag } = await planNow();
  return send('PUT', `${at}?message=${encodeURIComponent(`Tittel ${title}`)}`, { ...plan, title }, { 'if-match': etag });
};

describe('[A1] each route answers as it is declared', () => {
  test('plans, by page', async () => {
    const first = await get('/api/plans?limit=1');
    expect(first.body).toMatchObject({ next: id, plans: [{ id, revision: 1, overdue: 4, signal: 'on-track', changedBy: 'eksempel' }] });
    const second = await get(`/api/plans?limit=1&after=${first.body.next}`);
    expect((await get('/api/plans?query=NORRB')).body).toMatchObject({ next: null, plans: [{ id: 'norrbotten-2021' }] });
    expect([second.body.next, second.body.plans.map((plan: { id: string }) => plan.id)]).toEqual([null, ['norrbotten-2021']]);
  });

  test('a plan with its overview: what the tab Oversikt shows', async () => {
    const { body } = await get(at);
    expect(body.plan).toEqual(JSON.parse(JSON.stringify(examplePlans().get(id))));
    expect(body.overview).toMatchObject({ today: '2026-11-21', overdue: 4, signal: 'on-track' });
    expect(body.overview.progress).toBeCloseTo(0.4846, 3);
    expect(body.overview.focusAreas).toHaveLength(body.plan.tables.focusAreas.length);
    expect(body.overview.overdueActivities).toHaveLength(4);
    expect(body.overview.budgetLines).toHaveLength(body.plan.tables.budget.length);
    expect(body.overview.yearWheel.groups.flatMap((group: { activities: unknown[] }) => group.activities).length).toBeGreaterThan(20);
  });

  test('[C59] what the plan costs, who pays and what does not fit with its budget, in the language asked for', async () => {
    const { body, etag } = await get(`${at}/budget-check?locale=nb`);
    expect(etag).toBe((await planNow()).etag);
    expect(body).toMatchObject({ plan: id, revision: 1, today: '2026-11-21', currency: 'NOK', verdict: '2 ting å rette.', money: { marked: { dropped: 1, postponed: 1 } } });
    expect(body.money.whole).toMatchObject({ planned: 712_600_00, withMarks: 690_600_00, change: -22_000_00, paidByOthers: 82_000_00, adopted: 830_000_00, missing: -221_400_00, yearEnd: null });
    expect(body.findings[0]).toMatchObject({
      kind: 'over-spent', isToMend: true, amount: 4_260_00, where: ['Budsjett · Sosiale arrangement'], what: expect.stringContaining('7350 Sosiale arrangement, 2026'), toDo: expect.stringMatching(/^Se etter om noe er ført på feil konto/),
    });
    expect((await get(`${at}/budget-check?locale=sv`)).body.verdict).toBe('2 saker att rätta.');
    expect((await get('/api/plans/borte/budget-check')).body.code).toBe('unknown-plan');
  });

  test('history, an old revision, and what turns one into another', async () => {
    const { revision } = await planNow();
    await retitle('Ny tittel');
    const { body: history } = await get(`${at}/revisions`);
    expect(history.revisions[0]).toMatchObject({ number: revision + 1, author: 'kasserer', message: 'Tittel Ny tittel' });
    expect(history.revisions[0]).not.toHaveProperty('token');
    expect((await get(`${at}/revisions/1`)).body.plan.title).toBe(examplePlans().get(id)!.title);
    const { body: diff } = await get(`${at}/diff?from=${revision}&to=${revision + 1}&locale=en`);
    expect(diff).toMatchObject({ summary: '1 changed, 0 new, 0 moved, 0 removed', changed: [{ table: 'head', field: 'title', to: 'Ny tittel' }] });
    expect(diff.lines).toEqual([expect.stringMatching(/^Title: .* → Ny tittel$/)]);
    expect((await get(`${at}/diff?from=${revision + 1}&to=${revision}`)).body.changed[0]).toMatchObject({ from: 'Ny tittel' });
  });

  test('a check, the log, the health and the workbook', async () => {
    expect((await get(`${at}/check`)).body).toMatchObject({ damage: null, problems: [] });
    expect((await get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await get(`${at}/audit`)).body).toMatchObject({ plan: id, next: null });
    const { body, headers } = await get(`${at}/workbook.xlsx?locale=sv`);
    expect(Buffer.from(body).subarray(0, 2).toString()).toBe('PK');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${id}.xlsx"`);
  });

  test('what is nowhere, and what is not possible', async () => {
    expect((await server.get('/api/nothing')).status).toBe(404);
    expect((await fetch(server.address + at, { method: 'DELETE' })).status).toBe(405);
    expect((await get(`${at}/revisions/99`)).body.code).toBe('no-revision');
    expect((await get(`${at}/diff?from=1`)).status).toBe(400);
  });

  test.each([['0'], ['abc'], ['01']])('a revision %s, of a plan that is there', async (number) => {
    expect((await get(`${at}/revisions/${number}`)).body).toMatchObject({ status: 404, code: 'no-revision', detail: `Planen har ingen revisjon ${number}.` });
    expect((await get(`/api/plans/..%2fx/revisions/${number}`)).body.code).toBe('unknown-plan');
  });
});

describe('[A4] an ETag guards a plan', () => {
  test('a history that has not changed is not sent again', async () => {
    const { etag } = await planNow();
    expect((await server.get(`${at}/revisions`, { 'if-none-match': etag })).status).toBe(304);
    expect((await server.get(`${at}/revisions`, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('is in every answer about the plan, and an old revision has its own', async () => {
    await retitle('Ny');
    const { etag, revision } = await planNow();
    for (const path of [`${at}/workbook.xlsx`, `${at}/check`, `${at}/revisions`, `${at}/revisions/${revision}`]) expect([path, (await get(path)).etag]).toEqual([path, etag]);
    const old = await get(`${at}/revisions/1`);
    expect(old.etag).toBe(`"${old.body.revision.hash}"`);
  });

  test('a plan is sent again, since how it stands changes with the day', async () => {
    const { etag } = await planNow();
    expect((await get(at, { 'if-none-match': etag })).body.overview.today).toBe('2026-11-21');
  });

  test('without If-Match nothing is written, nor with an old one', async () => {
    const { plan, etag, revision } = await planNow();
    expect((await send('PUT', at, { ...plan, title: 'A' })).body).toMatchObject({ status: 428, code: 'precondition-missing' });
    await retitle('B');
    expect((await send('PUT', at, { ...plan, title: 'A' }, { 'if-match': etag })).body).toMatchObject({ status: 412, code: 'changed-since' });
    expect((await planNow()).revision).toBe(revision + 1);
  });

  test('of two at once one goes in', async () => {
    const { plan, etag, revision } = await planNow();
    const put = (title: string) => send('PUT', at, { ...plan, title }, { 'if-match': etag });
    const statuses = (await Promise.all(['én', 'to', 'tre', 'fire'].map(put))).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412, 412, 412]);
    expect((await planNow()).revision).toBe(revision + 1);
  });

  test('a new plan is made with If-None-Match: *, once', async () => {
    const plan = { ...examplePlans().get(id)!, id: 'ny-plan' };
    const made = await send('PUT', '/api/plans/ny-plan', plan, { 'if-none-match': '*' });
    expect([made.status, made.body.revision.number]).toEqual([201, 1]);
    expect((await send('PUT', '/api/plans/ny-plan', plan, { 'if-none-match': '*' })).body).toMatchObject({ status: 412, code: 'plan-exists', title: 'Finnes fra før', detail: expect.stringContaining('«ny-plan»') });
    expect((await send('PUT', '/api/plans/ny-plan', plan, { 'if-match': made.etag })).body).toMatchObject({ committed: false });
    expect((await send('PUT', '/api/plans/ny-plan', { ...plan, id }, { 'if-match': made.etag })).body).toMatchObject({ status: 409, code: 'other-plan' });
  });
});

test('[A6] unknown fields and parameters are refused, with their place', async () => {
  const { plan, etag } = await planNow();
  expect((await send('PUT', at, { ...plan, tilltak: [] }, { 'if-match': etag })).body).toMatchObject({ status: 422, code: 'invalid-plan', errors: [{ message: 'ukjent felt: tilltak' }] });
  expect((await send('POST', `${at}/undo`, { revision: 1, force: true })).status).toBe(400);
  expect((await send('POST', `${at}/preview`, { workbook: { worksheets: [] }, clientOpId: '12345678' })).body).toMatchObject({ code: 'bad-request', errors: [{ message: 'ukjent felt: clientOpId' }] });
  expect((await get('/api/plans?limitt=3')).status).toBe(400);
  expect((await get(`${at}?force=1`)).status).toBe(400);
  expect((await get(`${at}?locale=xx`)).status).toBe(400);
});

describe('[A3] what is wrong with a request stands at its place, in words', () => {
  const told = async (method: string, path: string, body: unknown, locale = 'nb') => {
    const { status, body: { detail, errors } } = await send(method, path, body, { 'accept-language': locale });
    return [status, detail.split(': ')[1], ...(errors as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`)];
  };
  const token = { name: 'x', roles: ['reader'] };
  const sync = { workbook: { worksheets: [] }, base: 1 };

  test.each<[string, string, unknown, readonly unknown[]]>([
    ['a field that there is none of', `${at}/undo`, { revision: 1, x: 2 }, ['x', expect.stringContaining('x')]],
    ['two that do not go together', `${at}/undo`, { revision: 1, to: 2 }, ['to, revision', ': passer ikke med noe som kan stå her: ukjent felt: to / ukjent felt: revision']],
    ['an instant', `${at}/tokens`, { ...token, expires: 'i morgen' }, ['expires', 'expires: skal være et tidspunkt i UTC, som 2027-12-31T23:00:00Z']],
    ['an instant that is past', `${at}/tokens`, { ...token, expires: '2020-01-01T00:00:00Z' }, ['expires', 'expires: er alt forbi']],
    ['a name', `${at}/tokens`, { ...token, name: ' ' }, ['name', 'name: et navn på én linje, som ikke er tomt']],
    ['what a client calls its work', `${at}/sync`, { ...sync, clientOpId: 'a b' }, ['clientOpId', expect.stringMatching(/^clientOpId: 8 til 64 tegn: /)]],
  ])('%s', async (_, path, body, expected) => {
    expect((await told('POST', path, body)).slice(0, 1 + expected.length)).toEqual([400, ...expected]);
    for (const locale of ['nb', 'nn', 'sv']) expect((await told('POST', path, body, locale)).join()).not.toMatch(/Invalid|pattern|\/\^/);
  });

  test('a parameter that there is none of, and what a form is without', async () => {
    expect((await get('/api/plans/lillehammer-2026?limitt=3')).body.errors).toEqual([{ path: 'limitt', message: 'ukjent felt: limitt' }]);
    const sent = async (path: string, form: FormData) => {
      const response = await fetch(server.address + path, { method: 'POST', body: form });
      return (await answers.check('POST', path, response)).errors;
    };
    const withoutFile = new FormData();
    withoutFile.append('options', '{}');
    expect(await sent(`${at}/conflicts`, withoutFile)).toEqual([{ path: 'file', message: 'mangler' }]);
    expect(await sent(`${at}/workbook?mode=sync`, fileForm(new Uint8Array(10)))).toEqual([{ path: 'options.clientOpId', message: 'mangler' }]);
    const more = fileForm(new Uint8Array(10));
    more.append('extra', 'x');
    expect(await sent(`${at}/conflicts`, more)).toEqual([{ path: 'extra', message: 'ukjent felt: extra' }]);
  });
});

describe('[A10] undo', () => {
  test('asked for twice is done once, and says what it did', async () => {
    await retitle('Skal angres');
    const { revision } = await planNow();
    const first = await send('POST', `${at}/undo`, { revision }, { 'accept-language': 'en' });
    expect(first.body).toMatchObject({ committed: true, summary: '1 changed, 0 new, 0 moved, 0 removed', kept: [], revision: { number: revision + 1, message: expect.stringContaining(`Angret revisjon ${revision}`) } });
    const second = await send('POST', `${at}/undo`, { revision });
    expect(second.body).toMatchObject({ committed: false, revision: { number: revision + 1 } });
  });

  test('tells what later edits keep', async () => {
    await retitle('En');
    const { revision } = await planNow();
    await retitle('To');
    expect((await send('POST', `${at}/undo`, { revision }, { 'accept-language': 'en' })).body).toMatchObject({ committed: false, kept: [{ field: 'title', reason: 'changed-later', line: expect.stringContaining('changed later') }] });
  });

  test('back to a revision as a whole needs the ETag', async () => {
    const { etag, revision } = await planNow();
    expect((await send('POST', `${at}/undo`, { to: 1 })).status).toBe(428);
    await retitle('Noe annet');
    expect((await send('POST', `${at}/undo`, { to: 1 }, { 'if-match': etag })).status).toBe(412);
    const back = await send('POST', `${at}/undo`, { to: 1 }, { 'if-match': (await planNow()).etag });
    expect(back.body).toMatchObject({ committed: true, revision: { number: revision + 2 }, changed: [{ field: 'title' }] });
    expect((await planNow()).plan).toEqual(JSON.parse(JSON.stringify(examplePlans().get(id))));
  });

  test('of the first revision, or of none, is refused', async () => {
    expect((await send('POST', `${at}/undo`, { revision: 1 })).body).toMatchObject({ status: 409, code: 'first-revision' });
    expect((await send('POST', `${at}/undo`, {})).status).toBe(400);
  });
});

describe('[A3] failures', () => {
  const spoken = async (headers: Record<string, string>, query = ''): Promise<string> => (await get(`/api/plans/finnes-ikke${query}`, headers)).body.title;

  test('speak the language that was asked for', async () => {
    expect(await spoken({})).toBe('Finnes ikke');
    expect(await spoken({ 'accept-language': 'sv-SE,sv;q=0.9,en;q=0.8' })).toBe('Finns inte');
    expect(await spoken({ 'accept-language': 'de,en;q=0.4,nn;q=0.7' })).toBe('Finst ikkje');
    expect(await spoken({ 'accept-language': 'en' }, '?locale=nn')).toBe('Finst ikkje');
    const { plan } = await planNow();
    expect((await send('PUT', at, { ...plan, title: 7 }, { 'if-match': '*', 'accept-language': 'en' })).body.errors).toEqual([{ path: 'title', message: 'should be text' }]);
  });

  test('are problem details with a number of their own', async () => {
    const { body, headers } = await get('/api/plans/finnes-ikke');
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({ type: 'urn:planark:problem:unknown-plan', status: 404, code: 'unknown-plan', instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) });
    expect((await get('/api/plans/finnes-ikke')).body.instance).not.toBe(body.instance);
  });

  test('of a store speak to people who have no command line, and only what will pass is called busy', async () => {
    const failing = async (failure: StoreFailure): Promise<unknown> => {
      const broken = await liveServer({ store: (store) => ({ ...store, head: async () => ({ ok: false, failure }) }) });
      const { status, title, code, detail } = (await (await broken.get(at)).json()) as Record<string, string>;
      expect(detail).not.toMatch(/plans\/|EIO|«|--/);
      return [status, code, title];
    };
    expect(await failing({ kind: 'damaged', place: 'plans/lillehammer-2026/000000001.json', number: 1, detail: 'EIO' })).toEqual([500, 'store-damaged', 'Lageret er skadet']);
    expect(await failing({ kind: 'newer-format', format: 'planark/9' })).toEqual([500, 'store-newer-format', 'Serveren er for gammel']);
    expect(await failing({ kind: 'unavailable', detail: 'EIO', suspects: [id] })).toEqual([503, 'store-unavailable', 'Opptatt']);
    expect(await failing({ kind: 'unavailable', detail: 'EIO', lacksSchema: true })).toEqual([503, 'store-unavailable', 'Opptatt']);
    expect((await send('POST', `${at}/undo`, { revision: 1 })).body.detail).toBe('Revisjon 1 er der planen ble til, så den kan ikke angres. Gå i stedet tilbake til den: da blir planen slik den var da.');
  });

  test('name neither a bug nor a file', async () => {
    const broken = await liveServer({ store: (store) => ({ ...store, head: async () => { throw new Error('secret /etc/planark'); }, history: async () => ({ ok: false, failure: { kind: 'unavailable', detail: 'EIO /srv/planark' } }) }) });
    const bug = await broken.get(at);
    expect([bug.status, await bug.text()]).toEqual([500, expect.not.stringMatching(/secret|etc|stack/)]);
    const down = await broken.get(`${at}/revisions`);
    expect([down.status, down.headers.get('retry-after'), await down.text()]).toEqual([503, '2', expect.not.stringMatching(/EIO|srv/)]);
    expect(broken.bugs.map(({ message }) => message)).toEqual(['secret /etc/planark']);
  });
});

test('[A1] every success that is declared was seen, but for those of syncs, treasurers’ budgets, streams and tokens', () => {
  const declared = Object.entries(answers.document.paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, { responses }]) =>
    Object.keys(responses).filter((status) => status.startsWith('2')).map((status) => `${method.toUpperCase()} ${path} ${status}`)));
  const elsewhere = /\/(sync|preview|workbook|conflicts|budget-(link|preview|pull|cells|push)|events|openapi\.json|tokens|tokens\/\{token\}) /;
  expect(declared.filter((one) => !answers.seen.has(one) && !elsewhere.test(one))).toEqual([]);
});

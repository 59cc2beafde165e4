import { randomUUID } from 'node:crypto';
import { readPlanEntries, type AuditPage } from '../../core/node/audit/read-entries';
import { verifyAudit } from '../../core/node/audit/verify-audit';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { createCaller, type Caller } from '../../core/node/people/caller';
import { noOrganisations } from '../../core/node/people/organisations';
import type { Access } from '../../core/node/server/access';
import { createRefusals, requestActor } from '../../core/node/server/audited';
import { gridToWire, type AuditAnswer, type AuditEntry, type SyncAnswer, type WireGrid } from '../../core/sync';
import { entriesOf, logOn, memorySegments, pieces } from '../support/audit-fixtures';
import { declaredAnswers } from '../support/declared-answers';
import { columnAt, editGrid, editedGrid, setCell, tabNamed } from '../support/edit-grid';
import { liveServer, type LiveOptions, type LiveServer } from '../support/live-server';
import { valueOf } from '../support/store-fixtures';

const id = 'lillehammer-2026';
const at = `/api/plans/${id}`;
const secret = 'planark_hemmelig_token';
const people: Readonly<Record<string, Caller>> = {
  [`Bearer ${secret}`]: createCaller({ name: 'Kari', key: 'id-kari', grants: [{ role: 'admin', on: 'everything' }] }, noOrganisations),
  'Bearer ola': createCaller({ name: 'Ola', key: 'id-ola', grants: [{ role: 'reader', on: 'everything' }] }, noOrganisations),
};
/** Kari may all, Ola reads, and nobody else is known. */
const access: Access = { keepsStrangersOut: async () => ({ ok: true, value: true }), identify: async ({ authorization }) => ({ ok: true, value: people[authorization ?? ''] ?? null }) };
const asKari = { authorization: `Bearer ${secret}` };
const asOla = { authorization: 'Bearer ola' };

const begin = (more: LiveOptions = {}): Promise<LiveServer> => liveServer({ access, ...more });
/** What is in the log once the server has stopped. */
const logOf = async (server: LiveServer): Promise<AuditEntry[]> => {
  expect(server.bugs).toEqual([]);
  await server.stop();
  expect(valueOf(await verifyAudit(server.segments, server.store)).faults).toEqual([]);
  return entriesOf(server.segments);
};
const deedsOf = (entries: AuditAnswer['entries']): string[] => entries.map(({ who, plan, via, deed }) => [who?.name ?? '–', via, plan ?? '–', deed.kind].join(' '));

/** The cells of the plan's workbook, its first activity called so. */
const editedCells = async (server: LiveServer, title: string): Promise<WireGrid> => {
  const read = readXlsx(Buffer.from(await (await server.get(`${at}/workbook.xlsx`, asKari)).arrayBuffer()));
  if (!read.ok) throw new Error(read.refusal.code);
  const workbook = editGrid(read.value.grid);
  const tab = tabNamed(workbook, 'Tiltak');
  setCell(tab, 1, columnAt(tab, 'Tiltak'), title);
  return gridToWire(editedGrid(workbook));
};
const sync = async (server: LiveServer, body: object): Promise<SyncAnswer> => (await server.send('POST', `${at}/sync`, { clientOpId: randomUUID(), message: 'en melding', ...body }, asKari)).json() as Promise<SyncAnswer>;

describe('[L8] the server records', () => {
  test('a workbook taken out, a sync, an undo and a put, with name, key, address and route', async () => {
    const server = await begin();
    const workbook = await editedCells(server, 'Endret');
    expect((await sync(server, { workbook })).committed).toBe(true);
    expect((await server.send('POST', `${at}/undo`, { revision: 2 }, asKari)).status).toBe(200);
    const { plan } = (await (await server.get(at, asKari)).json()) as { plan: object };
    const { status } = await server.send('PUT', `${at}?message=hei`, { ...plan, title: 'Ny tittel' }, { ...asKari, 'if-match': '*' });
    expect(status).toBe(200);
    const entries = await logOf(server);
    expect(deedsOf(entries)).toEqual([
      '– planark – log-begun',
      `Kari GET /api/plans/:id/workbook.xlsx ${id} workbook-taken-out`,
      ...['POST /api/plans/:id/sync', 'POST /api/plans/:id/undo', 'PUT /api/plans/:id'].flatMap((via) => [`Kari ${via} ${id} commit-begun`, `Kari ${via} ${id} committed`]),
    ]);
    for (const { who, from } of entries.slice(1)) expect([who, from]).toEqual([{ name: 'Kari', key: 'id-kari' }, { address: '127.0.0.1' }]);
  });

  test('answers to conflicts; and of a sync that changes nothing, nothing', async () => {
    const server = await begin();
    const [mine, theirs] = [await editedCells(server, 'Min'), await editedCells(server, 'Deres')];
    await sync(server, { workbook: theirs });
    const { conflicts, revision } = await sync(server, { workbook: mine });
    expect(conflicts).toHaveLength(1);
    const { table, id: record, field } = conflicts[0]!;
    const settled = await sync(server, { workbook: mine, seen: revision.number, answers: [{ table, id: record, field, take: 'sheet' }] });
    expect(settled).toMatchObject({ committed: true, conflicts: [] });
    const deeds = deedsOf(await logOf(server)).filter((deed) => deed.includes('/sync'));
    const via = `Kari POST /api/plans/:id/sync ${id}`;
    expect(deeds).toEqual([`${via} commit-begun`, `${via} committed`, `${via} commit-begun`, `${via} committed`, `${via} conflicts-answered`]);
  });

  test('[L10] tokens made and revoked, and who refused one, without their secrets', async () => {
    const server = await begin();
    const made = (await (await server.send('POST', `${at}/tokens`, { name: 'Per', roles: ['editor'] }, asKari)).json()) as { token: { id: string }; text: string };
    expect((await server.send('POST', '/api/tokens', { name: 'Per', grants: [{ role: 'admin', on: 'everything' }] }, asOla)).status).toBe(403);
    expect((await fetch(`${server.address}${at}/tokens/${made.token.id}`, { method: 'DELETE', headers: asKari })).status).toBe(200);
    const entries = await logOf(server);
    expect(entries.slice(1).map(({ who, via, deed }) => [who?.name, via, deed])).toEqual([
      ['Kari', 'POST /api/plans/:id/tokens', { kind: 'token-created', token: made.token.id, name: 'Per', grants: [`editor: ${id}`], hash: expect.any(String) }],
      ['Ola', 'POST /api/tokens', { kind: 'right-refused', right: 'admin', count: 1 }],
      ['Kari', 'DELETE /api/plans/:id/tokens/:token', { kind: 'token-revoked', token: made.token.id }],
    ]);
    expect(JSON.stringify(entries)).not.toContain(made.text.slice('planark_012345678901_'.length));
  });

  test('[L10] no token, message, title or content of a plan', async () => {
    const server = await begin();
    await sync(server, { workbook: await editedCells(server, 'Hemmelig tiltak') });
    await server.get(`${at}?token=${secret}`, { authorization: 'Bearer planark_gal_token' });
    const text = JSON.stringify(await logOf(server));
    for (const word of [secret, 'planark_gal_token', 'en melding', 'Hemmelig tiltak', 'Fagforbundet']) expect(text).not.toContain(word);
  });
});

describe('[L9] whoever is turned away', () => {
  test('without a known token, or without the right, is recorded with name, address, plan and right', async () => {
    const server = await begin();
    expect((await server.get(at)).status).toBe(401);
    expect((await server.send('POST', `${at}/undo`, { revision: 2 }, asOla)).status).toBe(403);
    expect((await server.get(`${at}/workbook.xlsx`, asOla)).status).toBe(200);
    const [, signIn, right, takenOut] = await logOf(server);
    expect(signIn).toMatchObject({ who: null, from: { address: '127.0.0.1' }, via: 'GET /api/plans/:id', deed: { kind: 'sign-in-refused', count: 1 } });
    expect(right).toMatchObject({ who: { name: 'Ola', key: 'id-ola' }, plan: id, deed: { kind: 'right-refused', right: 'undo', count: 1 } });
    expect(takenOut).toMatchObject({ who: { name: 'Ola' }, deed: { kind: 'workbook-taken-out' } });
  });

  test('however often, fills no disk: twenty entries a minute, and the rest as a number', async () => {
    const segments = memorySegments();
    const log = logOn(segments);
    let time = 1_000_000;
    const refusals = createRefusals({ log, segments }, () => new Date(time));
    for (let n = 0; n < 5_000; n++) refusals.signIn(requestActor(null, '198.51.100.9', 'GET', '/api/plans'));
    refusals.right(requestActor(people['Bearer ola']!, '198.51.100.9', 'PUT', '/api/plans/:id'), 'edit', 'p');
    time += 60_000;
    refusals.signIn(requestActor(null, '198.51.100.9', 'GET', '/api/plans'));
    await log.close();
    const counts = (await entriesOf(segments)).flatMap(({ deed }) => (deed.kind === 'sign-in-refused' ? [deed.count] : []));
    expect([counts.length, counts.reduce((sum, count) => sum + count, 0), counts.at(-1)]).toEqual([21, 5_001, 4_981]);
    expect(await entriesOf(segments)).toContainEqual(expect.objectContaining({ deed: { kind: 'right-refused', right: 'edit', count: 1 } }));
  });
});

describe('[L3] where the log cannot be written', () => {
  test.each([
    ['unavailable', 'Nothing was done, since it could not be entered in the audit log. Try again in a moment, and tell whoever runs the server.'],
    ['damaged', 'Nothing was done, since the audit log is damaged, and what cannot be entered there is not done. Tell whoever runs the server.'],
  ] as const)('(%s) a sync is refused in clear words, reading and taking out go on', async (kind, detail) => {
    const failure = kind === 'damaged' ? { kind, place: 'audit 1', number: null, detail: '' } : { kind, detail: 'ENOSPC: /var/lib/planark' };
    const server = await begin({ segments: (segments) => ({ ...segments, put: async () => ({ ok: false, failure }) }) });
    const workbook = await editedCells(server, 'Endret');
    const answer = await server.send('POST', `${at}/sync?locale=en`, { workbook, clientOpId: randomUUID() }, asKari);
    expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ code: 'store-unavailable', detail })]);
    expect(valueOf(await server.store.history(id))).toHaveLength(1);
    expect((await server.get(at, asKari)).status).toBe(200);
    await server.stop();
  });
});

describe('[L11] the log of a plan over HTTP', () => {
  test('is for whoever may undo there, newest first, and has nothing of other plans', async () => {
    const server = await begin();
    const answers = await declaredAnswers({ ...server, get: (path, headers) => server.get(path, { ...asKari, ...headers }) });
    const read = async (headers: Record<string, string>, query = ''): Promise<AuditAnswer & { status: number }> => {
      const response = await server.get(`${at}/audit${query}`, headers);
      return { ...(await answers.check('GET', `${at}/audit`, response)), status: response.status };
    };
    expect(await read(asKari)).toMatchObject({ plan: id, entries: [], next: null });
    await sync(server, { workbook: await editedCells(server, 'Endret') });
    await server.get('/api/plans/norrbotten-2021/workbook.xlsx', asKari);
    await sync(server, { workbook: await editedCells(server, 'Endret igjen') });
    const { entries, next } = await read(asKari);
    expect([deedsOf(entries).at(0), next]).toEqual([`Kari POST /api/plans/:id/sync ${id} commit-begun`, null]);
    expect(new Set(entries.map(({ plan }) => plan))).toEqual(new Set([id]));
    expect(entries.map(({ number }) => number)).toEqual([...entries].sort((a, b) => b.number - a.number).map(({ number }) => number));
    expect((await read(asKari, '?before=2')).entries.at(-1)).toMatchObject({ deed: { kind: 'workbook-taken-out' } });
    expect(await read(asOla)).toMatchObject({ status: 403, code: 'not-allowed' });
    for (const query of ['?before=0', '?before=x', '?limit=1']) expect((await read(asKari, query)).status).toBe(400);
    expect((await server.get('/api/plans/ingen/audit', asKari)).status).toBe(404);
    await logOf(server);
  });

  test('goes from page to page until there are no more', async () => {
    const segments = memorySegments();
    for (const { number, bytes } of pieces(Array.from({ length: 160 }, () => 3))) segments.pieces.set(number, bytes);
    const numbers: number[] = [];
    let [before, count]: [number | undefined, number] = [undefined, 0];
    do {
      const page: AuditPage = valueOf(await readPlanEntries(segments, 'p', before));
      numbers.push(...page.entries.map(({ number }) => number));
      [before, count] = [page.next ?? undefined, count + 1];
    } while (before !== undefined);
    expect([count, numbers]).toEqual([4, Array.from({ length: 480 }, (_, n) => 480 - n)]);
  });
});

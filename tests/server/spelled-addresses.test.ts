import { watchStore } from '../../core/node/server/store-watch';
import type { RevisionEvent, Store } from '../../core/sync/store';
import { liveServer, type LiveServer } from '../support/live-server';
import { accessOf } from '../support/people';
import { raw, request } from '../support/raw-http';

describe('[T13] an address is the same address however it is spelled', () => {
  const nobody = { ...accessOf({ name: 'x', key: 'x', grants: [] }), identify: async () => ({ ok: true as const, value: null }) };
  let closed: LiveServer;
  let open: LiveServer;
  beforeAll(async () => { [closed, open] = await Promise.all([liveServer({ access: nobody }), liveServer()]); });

  const addresses = ['/api/events', '/%61pi/events', '/%61%70%69/events', '/api/%65vents', '/%61pi/plans', 'http://127.0.0.1/api/plans', 'http://127.0.0.1/%61pi/events', 'http://evil.example/api/plans', '//api/plans', '/api/plans/lillehammer-2026/workbook.xlsx', '/%61pi/openapi.json', '/./api/plans', '/API/plans', '/healthz/../api/plans'];
  test.each(addresses)('%s is nothing that a stranger gets', async (address) => {
    for (const method of ['GET', 'HEAD']) expect(await raw(closed, ...request(method, address, 'Host: localhost'))).toMatch(/^HTTP\/1.1 40[14] /);
    expect(closed.bugs).toEqual([]);
  });

  test.each(['/%61pi/plans/lillehammer-2026/workbook?mode=preview', 'http://127.0.0.1/api/plans/lillehammer-2026/workbook?mode=preview'])('nor is a file taken up at %s', async (address) => {
    expect(await raw(closed, `POST ${address} HTTP/1.1`, 'Host: localhost', 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 5', 'Connection: close', '', '--x--')).toMatch(/^HTTP\/1.1 401 /);
    expect(closed.bugs).toEqual([]);
  });

  test.each(['/%61pi/plans', 'http://127.0.0.1/api/plans', '/healthz', '/%68ealthz'])('%s is answered to somebody who is known', async (address) => {
    expect(await raw(open, ...request('GET', address, 'Host: localhost'))).toMatch(/^HTTP\/1.1 200 /);
    expect(open.bugs).toEqual([]);
  });

  test('and health to strangers', async () => expect((await closed.get('/healthz')).status).toBe(200));
});

test('[A11] a listener that fails breaks neither the commit nor what others are told', async () => {
  const committed = { ok: true, value: { planId: 'p', number: 2 } };
  const bugs: Error[] = [];
  const { store, events } = watchStore({ commit: async () => committed } as unknown as Store, { subscribe: async () => ({ ok: true, value: async () => undefined }) }, (error) => bugs.push(error));
  const heard: RevisionEvent[] = [];
  await events.subscribe(() => { throw new Error('listener'); });
  await events.subscribe((event) => heard.push(event));
  expect(await store.commit({ planId: 'p', parent: 1 } as never)).toBe(committed);
  expect([heard, bugs.map(({ message }) => message)]).toEqual([[{ planId: 'p', number: 2 }], ['listener']]);
});

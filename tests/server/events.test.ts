import { createFileStore } from '../../core/node/store-files/store-files';
import { accessOf } from '../support/people';
import { liveServer, type LiveServer } from '../support/live-server';

const id = 'lillehammer-2026';

interface Listening {
  /** The next frame that is no heartbeat. */
  next(): Promise<{ readonly id: string; readonly event: string; readonly data: unknown }>;
  stop(): void;
}

const listen = async (server: LiveServer, lastEventId?: string): Promise<Listening> => {
  const control = new AbortController();
  const response = await fetch(`${server.address}/api/events`, { signal: control.signal, headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const frame = async (): Promise<string> => {
    while (!text.includes('\n\n')) {
      const { value, done } = await reader.read();
      if (done) throw new Error('ended');
      text += value;
    }
    const [first = '', ...rest] = text.split('\n\n');
    text = rest.join('\n\n');
    return first;
  };
  const fieldOf = (lines: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(lines)?.[1] ?? '';
  return {
    next: async () => {
      let lines = await frame();
      while (!lines.includes('event: ')) lines = await frame();
      return { id: fieldOf(lines, 'id'), event: fieldOf(lines, 'event'), data: JSON.parse(fieldOf(lines, 'data')) };
    },
    stop: () => control.abort(),
  };
};

const retitle = async ({ store }: Pick<LiveServer, 'store'>, title: string): Promise<number> => {
  const head = await store.head(id);
  if (!head.ok) throw new Error(head.failure.kind);
  const committed = await store.commit({ planId: id, parent: head.value.number, plan: { ...head.value.plan, title }, author: 'Nina', time: '2026-11-21T10:00:00.000Z', message: '', token: `${title}-${head.value.number}` });
  if (!committed.ok) throw new Error(committed.failure.kind);
  return committed.value.number;
};

describe('[A11] events', () => {
  test('tell of each revision, this server’s own and another process’s', async () => {
    const server = await liveServer();
    const client = await listen(server);
    expect(await client.next()).toMatchObject({ event: 'ready' });
    await retitle(server, 'En');
    expect(await client.next()).toMatchObject({ event: 'revision', data: { plan: id, revision: 2 } });
    await retitle({ store: createFileStore(server.folder) }, 'To');
    expect(await client.next()).toMatchObject({ event: 'revision', data: { plan: id, revision: 3 } });
    client.stop();
  });

  test('go on after a break with what came meanwhile', async () => {
    const server = await liveServer();
    const client = await listen(server);
    const ready = await client.next();
    client.stop();
    await retitle(server, 'En');
    await retitle(server, 'To');
    const again = await listen(server, ready.id);
    expect([await again.next(), await again.next()].map(({ data }) => data)).toEqual([{ plan: id, revision: 2 }, { plan: id, revision: 3 }]);
    again.stop();
  });

  test.each(['deadbeef-1', 'nonsense', '../../etc'])('say that nobody knows what came after %s', async (last) => {
    const client = await listen(await liveServer(), last);
    expect(await client.next()).toMatchObject({ event: 'reload', id: expect.stringMatching(/^[0-9a-f]{8}-0$/) });
    client.stop();
  });

  test('of plans that a client may not read are not told', async () => {
    const access = accessOf({ name: 'x', key: 'x', grants: [{ role: 'reader', on: { plan: 'norrbotten-2021' } }] });
    const server = await liveServer({ access });
    const client = await listen(server);
    await client.next();
    await retitle(server, 'Hemmelig');
    const other = await server.store.head('norrbotten-2021');
    if (!other.ok) throw new Error('no plan');
    await server.store.commit({ planId: 'norrbotten-2021', parent: 1, plan: { ...other.value.plan, title: 'Åpen' }, author: 'x', time: '', message: '', token: 't' });
    expect(await client.next()).toMatchObject({ data: { plan: 'norrbotten-2021' } });
    expect(await (await server.get('/api/plans')).json()).toMatchObject({ plans: [{ id: 'norrbotten-2021' }] });
    expect((await server.get(`/api/plans/${id}`)).status).toBe(404);
    client.stop();
  });
});

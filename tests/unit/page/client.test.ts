import { addressOf, answerTime, call, headersOf, type Connection } from '../../../addin/client/call';
import { createEventParser, followEvents } from '../../../addin/client/event-stream';
import { isTemporary, retryDelay } from '../../../addin/client/failure';
import { keepIn, type Keep } from '../../../addin/client/keep';
import { forgetToken, keepToken, readToken } from '../../../addin/client/token';

const connectionTo = (answer: () => Response | Error, asked: [string, RequestInit][] = []): Connection => ({
  base: '', locale: 'sv', token: 'secret',
  fetch: async (address, request) => {
    asked.push([String(address), request ?? {}]);
    const given = answer();
    if (given instanceof Error) throw given;
    return given;
  },
});
const json = (body: unknown, init: ResponseInit = {}): Response => new Response(JSON.stringify(body), init);
const askFor = (connection: Connection) => call(connection, ['plans'], {}, (response) => response.json() as Promise<unknown>);

describe('asking the server', () => {
  test('[V14] the token goes in a header and not into the address', async () => {
    const asked: [string, RequestInit][] = [];
    await askFor(connectionTo(() => json({}), asked));
    expect(asked[0]![0]).toBe('/api/plans');
    expect(asked[0]![1]).toMatchObject({ headers: { Authorization: 'Bearer secret', 'Accept-Language': 'sv' }, credentials: 'omit' });
    expect(headersOf({ locale: 'nb', token: null })).toEqual({ 'Accept-Language': 'nb' });
  });

  test.each([
    ['has none', () => { throw new Error('SecurityError'); }],
    ['lets nobody use it', () => Object.fromEntries(['getItem', 'setItem', 'removeItem'].map((name) => [name, () => { throw new Error('QuotaExceededError'); }])) as unknown as Keep],
  ])('[V14] what is kept where the browser %s lasts as long as the page', (_, storage) => {
    const keep = keepIn(storage);
    expect(keep.getItem('a')).toBeNull();
    keep.setItem('a', 'b');
    expect(keep.getItem('a')).toBe('b');
    keep.removeItem('a');
    expect(keep.getItem('a')).toBeNull();
  });

  test('[V14][K10] what another page took out of storage, or put there, is not what this one remembers', () => {
    const kept = new Map<string, string>();
    const keep = keepIn(() => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value); }, removeItem: (key) => { kept.delete(key); } }));
    keep.setItem('token', 'old');
    kept.set('token', 'new');
    expect(keep.getItem('token')).toBe('new');
    kept.delete('token');
    expect(keep.getItem('token')).toBeNull();
  });

  test('[V14] a token is kept for the tab, or on the machine where that is asked for', () => {
    const storage = (): Keep & { readonly kept: Map<string, string> } => {
      const kept = new Map<string, string>();
      return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => { kept.set(key, value); }, removeItem: (key) => { kept.delete(key); } };
    };
    const [tab, machine] = [storage(), storage()];
    keepToken('a', false, tab, machine);
    expect([tab.kept.size, machine.kept.size, readToken(tab, machine)]).toEqual([1, 0, 'a']);
    forgetToken(tab, machine);
    keepToken('b', true, tab, machine);
    expect([tab.kept.size, machine.kept.size, readToken(tab, machine)]).toEqual([0, 1, 'b']);
    forgetToken(tab, machine);
    expect(readToken(tab, machine)).toBeNull();
  });

  test('parts of an address are encoded, and parameters without a value left out', () => {
    expect(addressOf('https://plan.example', ['plans', '../x'], { from: 1, to: undefined })).toBe('https://plan.example/api/plans/..%2Fx?from=1');
  });

  test('[V13] a failure comes in the words of the server', async () => {
    const failure = { type: 'about:blank', title: 'Upptagen', status: 409, detail: 'Försök igen.', instance: '/x', code: 'busy' };
    const answer = await askFor(connectionTo(() => json(failure, { status: 409, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '3' } })));
    expect(answer).toEqual({ ok: false, failure: { kind: 'refused', status: 409, code: 'busy', title: 'Upptagen', detail: 'Försök igen.', errors: [], retryAfter: 3 } });
  });

  test.each([
    ['nobody answers', () => new TypeError('Failed to fetch')],
    ['something else answers', () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } })],
    ['the answer is cut off', () => new Response('{"plans": [', { status: 200 })],
  ])('[V13] the server is away where %s', async (_, answer) => {
    expect(await askFor(connectionTo(answer))).toEqual({ ok: false, failure: { kind: 'away' } });
  });

  test('[V13] a server that does not get done in time is away, before its answer or in the middle of it', async () => {
    for (const isBegun of [false, true]) {
      const clock = new AbortController();
      const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(clock.signal);
      const aborted = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      const hanging: Connection = { ...connectionTo(() => json({})), fetch: async (_, request) => (isBegun ? ({ ok: true, headers: new Headers(), json: () => aborted(request!.signal!) } as unknown as Response) : aborted(request!.signal!)) };
      const answer = askFor(hanging);
      await new Promise((resolve) => setImmediate(resolve));
      clock.abort(new DOMException('too long', 'TimeoutError'));
      expect(await answer).toEqual({ ok: false, failure: { kind: 'away' } });
      expect(timeout).toHaveBeenCalledWith(answerTime);
      timeout.mockRestore();
    }
  });

  test.each([[413, false], [403, false], [429, true]])('[V13] what stands before the server may stop what is asked (%i), which asking again helps only where it was too often', async (status, helps) => {
    const answer = await askFor(connectionTo(() => new Response('<h1>No</h1>', { status, headers: { 'content-type': 'text/html' } })));
    expect(answer).toEqual({ ok: false, failure: { kind: 'stopped', status } });
    expect(isTemporary({ kind: 'stopped', status })).toBe(helps);
  });

  test('a bug is not taken for a server that is away', async () => {
    await expect(askFor(connectionTo(() => new RangeError('bug')))).rejects.toThrow('bug');
  });

  test('[V13] it is asked again ever more slowly, or when the server says', () => {
    const refused = { kind: 'refused', status: 503, code: '', title: '', detail: '', errors: [], retryAfter: 7 } as const;
    expect([0, 1, 2, 3, 4, 50].map((attempt) => retryDelay(attempt, { kind: 'away' }))).toEqual([1000, 2000, 4000, 8000, 15000, 15000]);
    expect(retryDelay(9, refused)).toBe(7000);
    expect([refused, { ...refused, status: 422 }].map(isTemporary)).toEqual([true, false]);
  });
});

const stream = ': hello\n\nid: 7\nevent: revision\ndata: {"plan":"å","revision":2}\n\nevent: reload\ndata:\n\ndata: a\r\ndata: b\r\n\r\n';
const events = [
  { name: 'revision', data: '{"plan":"å","revision":2}', id: '7' }, { name: 'reload', data: '', id: '7' }, { name: 'message', data: 'a\nb', id: '7' },
];

/** A document that can be hidden. */
const sightOf = (hidden: boolean) => {
  const sight = Object.assign(new EventTarget(), { hidden });
  return { sight, hide: (is: boolean) => { sight.hidden = is; sight.dispatchEvent(new Event('visibilitychange')); } };
};
const seen = sightOf(false).sight;

describe('server-sent events', () => {
  test.each([1, 2, 3, 7, 1000])('[V12] are the same in pieces of %i', (size) => {
    const parse = createEventParser();
    const pieces = stream.match(new RegExp(`[^]{1,${size}}`, 'g'))!;
    expect(pieces.flatMap(parse)).toEqual(events);
  });

  test('[V13] a server that refuses them is not away', async () => {
    const stop = new AbortController();
    const told: unknown[] = [];
    await followEvents(connectionTo(() => new Response('', { status: 429 })), { revision: () => undefined, reload: () => undefined, reachable: (is) => told.push(is) }, { silence: 1000, sight: seen, wait: async () => stop.abort() }, stop.signal);
    expect(told).toEqual([true]);
  });

  test('[V12][V13] are followed over a break, from the last one on', async () => {
    const asked: [string, RequestInit][] = [];
    const stop = new AbortController();
    const told: unknown[] = [];
    const answers = [new Response(stream), new TypeError('gone'), new Response('event: revision\ndata: {"plan":"b","revision":3}\n\n')];
    const connection = connectionTo(() => answers.shift()!, asked);
    const waits: number[] = [];
    await followEvents(connection, { revision: (event) => told.push(event), reload: () => told.push('reload'), reachable: (is) => told.push(is) }, {
      silence: 1000, sight: seen,
      wait: async (milliseconds) => { waits.push(milliseconds); if (answers.length === 0) stop.abort(); },
    }, stop.signal);
    expect(told).toEqual([true, { plan: 'å', revision: 2 }, 'reload', false, false, true, { plan: 'b', revision: 3 }, false]);
    expect(asked.map(([, { headers }]) => (headers as Record<string, string>)['Last-Event-ID'])).toEqual([undefined, '7', '7']);
    expect(waits).toEqual([1000, 2000, 1000]);
  });

  test('[V12] are not followed while nobody sees the page, and then from the last one on, and that is no server away', async () => {
    const { sight, hide } = sightOf(true);
    const stop = new AbortController();
    const settle = () => new Promise((resolve) => setImmediate(resolve));
    const asked: RequestInit[] = [];
    const told: unknown[] = [];
    const endless = (signal: AbortSignal) => new ReadableStream<Uint8Array>({
      start: (body) => {
        body.enqueue(new TextEncoder().encode('id: 7\nevent: ready\ndata: {}\n\n'));
        signal.addEventListener('abort', () => body.error(new Error('aborted')));
      },
    });
    const connection: Connection = { base: '', locale: 'nb', token: null, fetch: async (_, request) => {
      asked.push(request!);
      return new Response(endless(request!.signal!));
    } };
    const following = followEvents(connection, { revision: () => undefined, reload: () => told.push('reload'), reachable: (is) => told.push(is) }, { silence: 60_000, sight, wait: () => settle() as Promise<void> }, stop.signal);
    await settle();
    expect(asked).toHaveLength(0);
    for (const isHidden of [false, true, false]) {
      hide(isHidden);
      await settle();
      expect(asked.at(-1)!.signal!.aborted).toBe(isHidden);
    }
    expect(asked.map(({ headers }) => (headers as Record<string, string>)['Last-Event-ID'])).toEqual([undefined, '7']);
    expect(told).toEqual([true, true]);
    stop.abort();
    await following;
    expect(asked.every(({ signal }) => signal!.aborted)).toBe(true);
  });
});

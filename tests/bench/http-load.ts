import { Agent, request } from 'node:http';
import type { FailureMessage } from '../../core/sync';
import type { SheetClient } from './sheet-client';

/** A sync that was asked for. Milliseconds, counted from when it should have gone out. */
export interface Sent {
  readonly clientOpId: string;
  readonly ms: number;
  /** 0 where there was no answer. */
  readonly status: number;
  /** Of what it committed; null where it committed nothing. */
  readonly number: number | null;
}

/** A client with the plan it works on, and its next request, which was made when there was time for it. */
export interface Sender {
  readonly planId: string;
  readonly url: string;
  readonly client: SheetClient;
  readonly agent: Agent;
  /** Where its connections come from: the server counts requests by address. */
  readonly from?: string;
  next: { readonly clientOpId: string; readonly body: Buffer };
}

let operations = 0;
const prepare = (client: SheetClient): Sender['next'] => {
  client.edit();
  const clientOpId = `bench-${process.pid}-${operations++}`;
  return { clientOpId, body: client.request(clientOpId) };
};

export const senderOf = (client: SheetClient, base: string, planId: string, agent: Agent, from?: string): Sender =>
  ({ planId, url: `${base}/api/plans/${planId}/sync`, client, agent, ...(from !== undefined && { from }), next: prepare(client) });

const post = ({ url, agent, from, next: { body } }: Sender): Promise<{ readonly status: number; readonly bytes: Buffer }> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const asked = request(url, { method: 'POST', agent, headers, ...(from !== undefined && { localAddress: from }) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode!, bytes: Buffer.concat(chunks) })).on('error', reject);
    });
    asked.on('error', reject).end(body);
  });

const isForgotten = ({ status, bytes }: Awaited<ReturnType<typeof post>>): boolean => status === 409 && (JSON.parse(bytes.toString()) as FailureMessage).code === 'sheet-forgotten';

/** The whole workbook where the server does not remember what was sent of it. */
const postOrWhole = async (sender: Sender): ReturnType<typeof post> => {
  const answered = await post(sender);
  if (!isForgotten(answered)) return answered;
  sender.client.sendWhole();
  return post({ ...sender, next: { ...sender.next, body: sender.client.request(sender.next.clientOpId) } });
};

/** Sends the next request, which was due at a time, and makes the one after it from the answer. */
const send = async (sender: Sender, due: number): Promise<Sent> => {
  const { clientOpId } = sender.next;
  try {
    const { status, bytes } = await postOrWhole(sender);
    const ms = performance.now() - due;
    const answer = status === 200 ? sender.client.take(bytes) : null;
    return { clientOpId, ms, status, number: answer?.committed ? answer.revision.number : null };
  } catch {
    return { clientOpId, ms: performance.now() - due, status: 0, number: null };
  } finally {
    sender.next = prepare(sender.client);
  }
};

export interface Rate {
  readonly perSecond: number;
  readonly seconds: number;
}

const until = (time: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, Math.max(0, time - performance.now())); });

interface Pool {
  take(): Promise<Sender>;
  give(sender: Sender): void;
}

/** Who has waited longest, or the first who is done. */
const createPool = (senders: readonly Sender[]): Pool => {
  const idle = [...senders];
  const waiting: ((sender: Sender) => void)[] = [];
  return {
    take: async () => idle.shift() ?? new Promise<Sender>((resolve) => { waiting.push(resolve); }),
    give: (sender) => {
      const next = waiting.shift();
      if (next) next(sender);
      else idle.push(sender);
    },
  };
};

/** So many requests a second, each due at its time whether those before it were answered or not; where all senders wait it waits, too, and that counts. */
export const sendSteadily = async (senders: readonly Sender[], { perSecond, seconds }: Rate): Promise<readonly Sent[]> => {
  const pool = createPool(senders);
  const start = performance.now();
  return Promise.all(Array.from({ length: perSecond * seconds }, async (_, at) => {
    const due = start + (at * 1000) / perSecond;
    await until(due);
    const sender = await pool.take();
    return send(sender, due).finally(() => pool.give(sender));
  }));
};

/** So many in all. Each sends the next when the last was answered, to the end: none rests while others have some left. */
export const sendQuickly = async (senders: readonly Sender[], count: number): Promise<readonly Sent[]> => {
  const sent: Sent[] = [];
  let left = count;
  await Promise.all(senders.map(async (sender) => {
    while (left-- > 0) sent.push(await send(sender, performance.now()));
  }));
  return sent;
};

const failed = ({ status, number }: Sent): boolean => status !== 200 || number === null;

/** Percentiles of times, and what did not go as it should. `revisions` are the plan's, of the server, after it all. */
export const summarise = (sent: readonly Sent[], revisions: readonly { readonly number: number; readonly message: string }[]) => {
  const times = sent.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)]!;
  const numbersOf = new Map<string, readonly number[]>();
  for (const { message, number } of revisions) numbersOf.set(message, [...(numbersOf.get(message) ?? []), number]);
  const isThere = ({ clientOpId, number }: Sent): boolean => String(numbersOf.get(clientOpId)) === String(number);
  return {
    requests: sent.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1),
    failed: sent.filter(failed).length,
    /** How the failed ones ended, each once. */
    statuses: [...new Set(sent.filter(failed).map(({ status }) => status))],
    /** Acknowledged, and not in the history exactly once under the number that was told. */
    lost: sent.filter((one) => !failed(one) && !isThere(one)).length,
  };
};

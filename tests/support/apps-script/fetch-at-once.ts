import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

export interface AtOnceRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
export interface AtOnceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** It follows no redirection, as Apps Script is told to. */
const workerCode = `
  const { workerData: { port, flag } } = require('node:worker_threads');
  const done = (answer) => { port.postMessage(answer); Atomics.store(flag, 0, 1); Atomics.notify(flag, 0); };
  port.on('message', ({ url, ...options }) => fetch(url, { ...options, redirect: 'manual' })
    .then(async (response) => done({ status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }))
    .catch((error) => done({ failed: String(error && error.cause || error) })));
`;

/** Asks a server and waits for its answer without giving way, as Apps Script does; the server has to be another process. */
export const createFetchAtOnce = (): { fetch(request: AtOnceRequest): AtOnceResponse; stop(): Promise<unknown> } => {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerCode, { eval: true, workerData: { port: port2, flag }, transferList: [port2] });
  worker.unref();
  return {
    fetch: (request) => {
      Atomics.store(flag, 0, 0);
      port1.postMessage(request);
      Atomics.wait(flag, 0, 0);
      const { message } = receiveMessageOnPort(port1) as { message: AtOnceResponse | { failed: string } };
      if ('failed' in message) throw new Error(message.failed);
      return message;
    },
    stop: () => {
      port1.close();
      return worker.terminate();
    },
  };
};

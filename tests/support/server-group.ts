import type { RevisionEventMessage } from '../../core/sync';
import type { CliFolder } from './cli';
import { served, type Served } from './served';

/** Several built servers on one store, each in a process of its own, and somebody who listens to each. */
export interface ServerGroup {
  readonly size: number;
  /** Of a server; the one it had where it is down. */
  address(server: number): string;
  /** SIGKILL, and once it is gone another process in its place, with somebody who listens to it. */
  killAndStart(server: number): Promise<void>;
  /** Until everybody was told of this revision of a plan, or of one after it. */
  untilTold(planId: string, number: number): Promise<void>;
  /** What was told a second time, or after something newer, by one process. */
  readonly toldWrongly: readonly string[];
  stop(): Promise<void>;
}

interface Member {
  readonly server: Served;
  /** The newest revision of each plan that this process told of. */
  readonly told: ReadonlyMap<string, number>;
}

const listen = async (address: string, hear: (event: RevisionEventMessage) => void): Promise<void> => {
  const reader = (await fetch(`${address}/api/events`)).body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const more = async (): Promise<boolean> => {
    const { value = '', done } = await reader.read();
    text += value;
    const frames = text.split('\n\n');
    text = frames.pop()!;
    for (const frame of frames) {
      const data = /^event: revision\ndata: (.*)$/m.exec(frame)?.[1];
      if (data !== undefined) hear(JSON.parse(data) as RevisionEventMessage);
      isReady ||= frame.includes('event: ready');
    }
    return !done;
  };
  let isReady = false;
  while (!isReady) if (!(await more())) throw new Error('the stream ended before it began');
  const listenOn = async (): Promise<void> => { while (await more()); };
  // It breaks when the server is killed.
  void listenOn().catch(() => undefined);
};

export const startServers = async (cli: CliFolder, store: string, size: number): Promise<ServerGroup> => {
  const toldWrongly: string[] = [];
  const waiting = new Set<() => void>();
  const start = async (): Promise<Member> => {
    const server = await served(cli, 'serve', '--port', '0', '--store', store);
    const told = new Map<string, number>();
    await listen(server.address, ({ plan, revision }) => {
      if (revision <= (told.get(plan) ?? 0)) toldWrongly.push(`${plan} ${revision} after ${told.get(plan)}`);
      told.set(plan, revision);
      for (const look of waiting) look();
    });
    return { server, told };
  };
  const members = await Promise.all(Array.from({ length: size }, start));
  return {
    size, toldWrongly,
    address: (server) => members[server]!.server.address,
    killAndStart: async (at) => {
      await members[at]!.server.end('SIGKILL');
      members[at] = await start();
    },
    untilTold: (planId, number) => new Promise((resolve) => {
      const look = (): void => {
        if (!members.every(({ told }) => (told.get(planId) ?? 0) >= number)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    }),
    stop: async () => void (await Promise.all(members.map(({ server }) => server.end('SIGTERM')))),
  };
};

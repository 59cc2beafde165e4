import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The built server in a process of its own. */
export interface ServedProgram {
  readonly pid: number;
  readonly address: string;
  /** From its start until it had answered this path with 200; milliseconds. */
  readonly startMs: number;
  /** Processor time it has used, in milliseconds, and the most memory it has held, in MB; NaN where the system does not tell. */
  usage(): { readonly cpuMs: number; readonly rssMb: number };
  stop(): Promise<void>;
}

export const today = '2026-11-21';

const readUsage = (pid: number): ReturnType<ServedProgram['usage']> => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    // User and system time are the 14th and 15th field of all, in ticks of 10 ms.
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, rssMb: Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024 };
  } catch {
    return { cpuMs: NaN, rssMb: NaN };
  }
};

const addressOf = async (child: ChildProcess): Promise<string> => {
  let printed = '';
  for await (const text of child.stdout!.setEncoding('utf8').iterator({ destroyOnReturn: false })) if ((printed += text as string).endsWith('}\n')) break;
  return (JSON.parse(printed) as { address: string }).address;
};

/** As `npm start` does: threads of the engine's own for garbage and compiling, as many as cores are to spare, instead of four. */
const ENGINE_THREADS = '--v8-pool-size=0';

/** Starts `planark serve` on a store, with more flags of the engine, and asks it for a path. */
export const startProgram = async (program: string, store: string, path = '/healthz', flags: readonly string[] = []): Promise<ServedProgram> => {
  const start = performance.now();
  const child = spawn(process.execPath, [ENGINE_THREADS, ...flags, program, 'serve', '--port', '0', '--json', '--store', store], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PLANARK_TODAY: today } });
  // Where a measurement fails nothing of it is left: who waits for the end of its output would wait for the server's.
  process.once('exit', () => child.kill());
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await addressOf(child);
  const response = await fetch(address + path);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return {
    pid: child.pid!, address, startMs: performance.now() - start, usage: () => readUsage(child.pid!),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
};

import type { ChildProcess } from 'node:child_process';
import type { CliFolder } from './cli';

/** The built server in a process of its own. */
export interface Served {
  readonly address: string;
  readonly child: ChildProcess;
  /** Sends a signal; gives the exit code, null where the signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const living = new Set<ChildProcess>();
afterAll(() => { for (const child of living) child.kill('SIGKILL'); });

/** Starts `planark serve`, or another command that serves, and waits until it says where it is. */
export const served = async (cli: CliFolder, ...args: string[]): Promise<Served> => {
  const child = cli.start(...args, '--json');
  living.add(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => { living.delete(child); resolve(code); }));
  let printed = '';
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => { said += text; });
  for await (const text of child.stdout!.setEncoding('utf8').iterator({ destroyOnReturn: false })) if ((printed += text as string).endsWith('}\n')) break;
  if (printed === '') throw new Error(said);
  const { address } = JSON.parse(printed) as { address: string };
  return { address, child, end: (signal) => { child.kill(signal); return ended; } };
};

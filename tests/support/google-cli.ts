import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { printConsent } from '../../gsheets/api/key-file';
import { cliFolder, finished, type CliFolder, type CliRun } from './cli';
import { handsOf, planner, type Hands } from './google-hands';
import { CLIENT, scopes, startEmulator, type Emulator } from './sheets-emulator';

export { kari, planner, requestsOf } from './google-hands';

/** A folder in which the command line runs with an emulated Google, logged in as `planner`. */
export interface GoogleCli extends CliFolder, Hands {
  readonly emulator: Emulator;
  /** Runs `planark gsheets …` and waits, while the emulator answers. */
  google(...args: string[]): Promise<CliRun>;
  startGoogle(...args: string[]): ChildProcess;
  /** The same with nothing that says who asks, save what is given. */
  strange(env: Readonly<Record<string, string>>, ...args: string[]): Promise<CliRun>;
}

/** Links have ids that hands know: those at whose address the command says they are. */
export const idIn = (url: string): string => /\/d\/([^/]+)/.exec(url)![1]!;

/** Runs in a folder with the example plans; stop the emulator when the test is over. */
export const googleCli = async (folder: CliFolder = cliFolder(), given?: Emulator): Promise<GoogleCli> => {
  const emulator = given ?? (await startEmulator());
  mkdirSync(folder.path('config'), { recursive: true, mode: 0o700 });
  const granted = [scopes.driveFile, scopes.spreadsheets, scopes.email];
  folder.write('config/google-consent.json', printConsent({ clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken: emulator.oauth.consentOf(planner, granted), reach: 'every-spreadsheet', email: planner }));
  chmodSync(folder.path('config/google-consent.json'), 0o600);
  const env = { PLANARK_GOOGLE_ROOT: emulator.rootUrl, HOME: folder.folder };
  const startGoogle = (...args: string[]): ChildProcess => folder.startWith({ ...env, PLANARK_CONFIG: folder.path('config') }, 'gsheets', ...args);
  return {
    ...folder, ...handsOf(emulator, planner), emulator, startGoogle,
    google: (...args) => finished(startGoogle(...args)),
    strange: (more, ...args) => finished(folder.startWith({ ...env, PLANARK_CONFIG: folder.path('nobody'), ...more }, 'gsheets', ...args)),
  };
};

import { homedir } from 'node:os';
import * as path from 'node:path';

/** The machine, as far as it says where a user's files are. */
export interface UserPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Home folder; the user's own by default. */
  readonly home?: string;
  readonly platform?: NodeJS.Platform;
}

/** Where programs keep what a user has set, as each system has it. */
const configRoot = ({ env, home = homedir(), platform = process.platform }: UserPlace): string => {
  if (platform === 'win32') return env['APPDATA'] || path.join(home, 'AppData', 'Roaming');
  if (env['XDG_CONFIG_HOME']) return env['XDG_CONFIG_HOME'];
  return platform === 'darwin' ? path.join(home, 'Library', 'Application Support') : path.join(home, '.config');
};

const configFolder = (place: UserPlace): string => place.env['PLANARK_CONFIG'] || path.join(configRoot(place), 'planark');

/** What a person agreed to, and the client that asked. */
export const consentFile = (place: UserPlace): string => path.join(configFolder(place), 'google-consent.json');
export const clientFile = (place: UserPlace): string => path.join(configFolder(place), 'google-client.json');

/** Where `gcloud auth application-default login` leaves a consent; on a Mac too in .config. */
export const gcloudFile = ({ env, home = homedir(), platform = process.platform }: UserPlace): string => {
  const folder = env['CLOUDSDK_CONFIG'] || (platform === 'win32' ? path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'gcloud') : path.join(home, '.config', 'gcloud'));
  return path.join(folder, 'application_default_credentials.json');
};

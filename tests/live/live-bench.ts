import { readFileSync } from 'node:fs';
import { drive } from 'googleapis/build/src/apis/drive';
import { auth as google, sheets } from 'googleapis/build/src/apis/sheets';
import { findCredentials } from '../../gsheets/api';
import { assumptions } from '../support/sheets-emulator/assumptions';
import { scopes } from '../support/sheets-emulator/users';
import type { Credentials } from '../support/google-clients';
import type { Bench, Clients, Request } from './bench';
import { probes, type Need, type Probe } from './probes';

/** What a person sets to ask Google itself. */
export const HOW_TO_RUN = 'set PLANARK_LIVE_SPREADSHEET to the id of an empty spreadsheet of the locale "United States" that the account may edit, or to "new" to have one made and thrown away; PLANARK_GOOGLE_KEY_FILE to the '
  + 'account’s key file, unless planark gsheets login has been run; PLANARK_GOOGLE_OTHER_KEY_FILE to a second account’s for what takes two. Then: npx jest tests/live/google';

/** What is around: the environment, and the way to Google. */
export interface Around {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetchImplementation: typeof fetch;
}

interface KeyFile {
  readonly type: string;
  readonly client_email?: string;
}

const clients = async (auth: Credentials, account?: string): Promise<Clients> => {
  const found = { sheets: sheets({ version: 'v4', auth }).spreadsheets, drive: drive({ version: 'v3', auth }) };
  return { ...found, account: account ?? (await found.drive.about.get({ fields: 'user(emailAddress)' })).data.user?.emailAddress ?? '' };
};

const readKey = (keyFile: string): KeyFile => JSON.parse(readFileSync(keyFile, 'utf8')) as KeyFile;
const isService = (keyFile: string): boolean => readKey(keyFile).type === 'service_account';

/** An account by its key file, with these scopes; a person's file has the scopes that it was given. */
const byFile = async (keyFile: string, wanted: readonly string[], { fetchImplementation }: Around): Promise<Clients> => {
  const auth = await new google.GoogleAuth({ keyFile, scopes: [...wanted], clientOptions: { transporterOptions: { fetchImplementation } } }).getClient();
  return clients(auth as Credentials, readKey(keyFile).client_email);
};

const byConsent = async ({ env, fetchImplementation }: Around): Promise<Clients | undefined> => {
  const found = await findCredentials({ env });
  if (!found.ok || found.value.kind !== 'person') return undefined;
  const { clientId, clientSecret, refreshToken, email } = found.value;
  const auth = new google.OAuth2({ clientId, clientSecret, transporterOptions: { fetchImplementation } });
  auth.setCredentials({ refresh_token: refreshToken });
  return clients(auth, email);
};

/** Whoever is there, and the spreadsheet that they work in. */
export interface LivePlace {
  readonly everybody: Omit<Bench, 'spreadsheetId' | 'sheetId' | 'title'>;
  readonly spreadsheetId: string;
  /** It was made for the probes, and goes with them. */
  readonly isOurs: boolean;
  readonly has: ReadonlySet<Need>;
}

const wide = [scopes.drive, scopes.spreadsheets];

/** A spreadsheet for the probes, shared with the second account. */
const spreadsheetFor = async (main: Clients, other: Clients | undefined, named: string): Promise<string> => {
  const { data } = named === 'new' ? await main.sheets.create({ requestBody: { properties: { title: 'Planark: probes', locale: 'en_US' } } }) : { data: { spreadsheetId: named } };
  const fileId = data.spreadsheetId ?? '';
  if (other) await main.drive.permissions.create({ fileId, sendNotificationEmail: false, requestBody: { type: 'user', role: 'writer', emailAddress: other.account } });
  return fileId;
};

/** Everybody that the environment names, or undefined where it names too little to ask Google anything. */
export const livePlace = async (around: Around): Promise<LivePlace | undefined> => {
  const { PLANARK_GOOGLE_KEY_FILE: keyFile, PLANARK_GOOGLE_OTHER_KEY_FILE: otherFile, PLANARK_LIVE_SPREADSHEET: named } = around.env;
  const main = named === undefined ? undefined : await (keyFile === undefined ? byConsent(around) : byFile(keyFile, wide, around));
  if (!main || named === undefined) return undefined;
  // Scopes are asked for anew only by who signs for them.
  const service = keyFile !== undefined && isService(keyFile) ? main : undefined;
  const other = otherFile === undefined ? undefined : await byFile(otherFile, wide, around);
  const otherNarrow = otherFile !== undefined && isService(otherFile) ? await byFile(otherFile, [scopes.driveFile], around) : undefined;
  const narrow = keyFile === undefined ? main : undefined;
  const present: readonly (readonly [Need, unknown])[] = [['other', other], ['otherNarrow', otherNarrow], ['service', service], ['narrow', narrow], ['room', service ? undefined : main]];
  return { everybody: { ...main, other, otherNarrow, service, narrow }, spreadsheetId: await spreadsheetFor(main, other, named), isOurs: named === 'new', has: new Set(present.flatMap(([need, found]) => (found ? [need] : []))) };
};

/** A fresh tab to probe on, which is gone afterwards whatever happened. */
const withTab = async ({ everybody, spreadsheetId }: LivePlace, number: number, look: (bench: Bench) => Promise<boolean>): Promise<boolean> => {
  const title = `Planark probe ${number}`;
  const [reply] = await requested(everybody, spreadsheetId, { addSheet: { properties: { title, gridProperties: { rowCount: 5, columnCount: 26 } } } });
  const sheetId = reply?.addSheet?.properties?.sheetId ?? 0;
  try {
    return await look({ ...everybody, spreadsheetId, sheetId, title });
  } finally {
    await requested(everybody, spreadsheetId, { deleteSheet: { sheetId } });
  }
};

const requested = async ({ sheets: api }: Pick<Clients, 'sheets'>, spreadsheetId: string, request: Request) => (await api.batchUpdate({ spreadsheetId, requestBody: { requests: [request] } })).data.replies ?? [];

/** What was answered to a probe, in a line of the report. */
const asked = async (place: LivePlace, { assumption, needs, holds }: Probe, number: number, pause: () => Promise<void>): Promise<string> => {
  const missing = needs.filter((need) => !place.has.has(need));
  if (missing.length > 0) return `not asked  ${assumption} (needs ${missing.join(', ')})`;
  await pause();
  const answer = await withTab(place, number, holds).catch((error: Error) => error);
  if (answer instanceof Error) return `no answer  ${assumption}: ${answer.message.split('\n')[0]}`;
  return `${answer ? 'holds      ' : 'DIFFERS    '}${assumption}: ${assumptions.find(({ id }) => id === assumption)?.sentence ?? ''}`;
};

/** Asks all that can be asked with who is there; a line for each probe. `pause` keeps to the quota. */
export const askAll = async (place: LivePlace, pause: () => Promise<void>): Promise<readonly string[]> => {
  const report: string[] = [];
  try {
    for (const [number, probe] of probes.entries()) report.push(await asked(place, probe, number + 1, pause));
  } finally {
    if (place.isOurs) await place.everybody.drive.files.update({ fileId: place.spreadsheetId, requestBody: { trashed: true } });
  }
  return report;
};

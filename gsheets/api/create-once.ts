import { randomUUID } from 'node:crypto';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4';
import type { SheetsAnswer, SheetsCall } from '../rest';
import { resultOf, type Ask } from './ask';
import type { Clients } from './clients';
import { backOff, isOpen, type Progress } from './patience';
import type { Surroundings } from './surroundings';
import { failureOf } from './trouble';

/** Key of the metadata that tells one request to make a spreadsheet from every other. */
export const madeKey = 'planark.made';

/** How often Drive is looked in, and a spreadsheet that was refused for the moment is made: what was made may take a while to be seen. */
const mostLooks = 4;
const mostTries = 4;
/** The newest of that name. */
const mostCandidates = 10;

export interface OnceOptions {
  readonly ask: Ask;
  readonly clients: Clients;
  readonly surroundings: Surroundings;
  readonly progress: Progress;
}

/** `none`: nothing was made; `unknown`: nobody can tell. */
type Found = { readonly kind: 'found'; readonly spreadsheetId: string } | { readonly kind: 'none' | 'unknown' };

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const spreadsheets = `mimeType = 'application/vnd.google-apps.spreadsheet' and trashed = false`;

/** What the account sees of that name: with `drive.file`, what Planark made. */
const candidatesOf = async ({ ask, clients }: OnceOptions, title: string): Promise<string[] | null> => {
  const q = `name = ${quoted(title)} and ${spreadsheets}`;
  const listed = await ask({ service: 'drive', repeats: 'read' }, (auth) => clients.drive.files.list({ q, orderBy: 'createdTime desc', pageSize: mostCandidates, fields: 'files(id)', auth }));
  return listed.ok ? (listed.value.files ?? []).flatMap(({ id }) => id ?? []) : null;
};

/** The token that a spreadsheet was made with; '' where it has none, null where it cannot be read. */
const tokenOf = async ({ ask, clients }: OnceOptions, spreadsheetId: string): Promise<string | null> => {
  const fields = 'developerMetadata(metadataKey,metadataValue)';
  const got = await ask({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId, fields, auth }));
  return got.ok ? (got.value.developerMetadata?.find(({ metadataKey }) => metadataKey === madeKey)?.metadataValue ?? '') : null;
};

/** Looks once, past those that are known to be others. A spreadsheet of that name without a token may be the one, where Google does not keep what it was made with. */
const look = async (options: OnceOptions, title: string, token: string, others: Set<string>): Promise<Found> => {
  const candidates = await candidatesOf(options, title);
  if (candidates === null) return { kind: 'unknown' };
  let isClear = true;
  for (const spreadsheetId of candidates.filter((id) => !others.has(id))) {
    const of = await tokenOf(options, spreadsheetId);
    if (of === token) return { kind: 'found', spreadsheetId };
    if (of) others.add(spreadsheetId);
    else isClear = false;
  }
  return { kind: isClear ? 'none' : 'unknown' };
};

const find = async (options: OnceOptions, title: string, token: string): Promise<Found> => {
  const { surroundings, progress } = options;
  const others = new Set<string>();
  for (let looked = 1; ; looked += 1) {
    const found = await look(options, title, token, others);
    if (found.kind !== 'none' || looked === mostLooks) return found;
    const wait = backOff(looked, surroundings.random);
    progress({ reason: 'down', seconds: Math.ceil(wait / 1000) });
    await surroundings.pause(wait);
  }
};

type CreateCall = Extract<SheetsCall, { method: 'create' }>;

const marked = ({ spreadsheet }: CreateCall, token: string): sheets_v4.Schema$Spreadsheet => {
  const mark = { metadataKey: madeKey, metadataValue: token, visibility: 'DOCUMENT', location: { spreadsheet: true } } as const;
  return { ...spreadsheet, developerMetadata: [...(spreadsheet.developerMetadata ?? []), mark] } as sheets_v4.Schema$Spreadsheet;
};

/**
 * Makes a spreadsheet, and never two: it is made with a token, and where no answer came, or one that tells nothing, the token is looked for among what has its
 * name. Found: that is the answer. Not found after several looks: it was not made. Where that cannot be told the failure is `no-answer`. [O5]
 */
export const createOnce = async (options: OnceOptions, call: CreateCall): Promise<SheetsAnswer> => {
  const { ask, clients } = options;
  const token = randomUUID();
  const requestBody = marked(call, token);
  for (let tried = 1; ; tried += 1) {
    const made = await ask({ service: 'sheets', repeats: 'once' }, (auth) => clients.sheets.spreadsheets.create({ requestBody, fields: call.fields, auth }));
    if (made.ok || !isOpen(made.trouble)) return resultOf(made, true) as SheetsAnswer;
    const found = await find(options, call.spreadsheet.properties?.title ?? '', token);
    if (found.kind === 'found') {
      const { spreadsheetId } = found;
      return resultOf(await ask({ service: 'sheets', repeats: 'read' }, (auth) => clients.sheets.spreadsheets.get({ spreadsheetId, fields: call.fields, auth })), true) as SheetsAnswer;
    }
    const failure = failureOf(made.trouble, true);
    if (found.kind === 'unknown') return { ok: false, failure: { ...failure, kind: 'no-answer' } };
    const isRefused = made.trouble.kind === 'answered' && made.trouble.status === 503;
    if (!isRefused || tried === mostTries) return { ok: false, failure: { ...failure, kind: 'unavailable' } };
  }
};


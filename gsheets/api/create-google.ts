import { randomUUID } from 'node:crypto';
import { createSpreadsheetFlows, runFlow, type Flow, type CreatedSpreadsheet, type GoogleFailure, type GoogleResult, type WriteOptions } from '../rest';
import { createAccount, type Reach } from './account';
import { createAnswerCall } from './answer-call';
import { createAsk } from './ask';
import { createClients } from './clients';
import type { OnceOptions } from './create-once';
import { binFile, readAccount, readFile } from './drive-file';
import { shareFile, unshareFile } from './drive-sharing';
import type { Google } from './google';
import type { GoogleCredentials } from './key-file';
import type { Progress } from './patience';
import { createQuota, type Quota } from './quota';
import { nodeSurroundings, type Surroundings } from './surroundings';

export interface GoogleOptions {
  readonly credentials: GoogleCredentials;
  /** For a service account; a person was asked when they logged in. */
  readonly reach?: Reach;
  readonly surroundings?: Surroundings;
  /** Is told when a call waits. */
  readonly progress?: Progress;
  /** Shared by the accounts of one project that work in one process. */
  readonly quota?: Quota;
  /** Somebody who stands in for all of Google, tokens too: https, or this machine. */
  readonly rootUrl?: string;
}

/** Each write has a word of its own, so that one whose answer was lost is known again. */
const withOperation = <T extends WriteOptions>(options: T | undefined) => ({ operation: randomUUID(), ...options });

/** A service account owns no storage, and may be told of it only that it may not. */
const whyNotMade = (failure: GoogleFailure, credentials: GoogleCredentials): GoogleFailure =>
  (failure.kind === 'no-access' && credentials.kind === 'service-account' ? { ...failure, kind: 'no-room' } : failure);

/** What was made and could not be filled goes into the bin: nobody knows of it yet. [O5] */
const createWhole = async (options: OnceOptions, credentials: GoogleCredentials, flow: Flow<CreatedSpreadsheet>): Promise<GoogleResult<CreatedSpreadsheet>> => {
  const answer = createAnswerCall(options);
  let made: string | undefined;
  const result = await runFlow(flow, async (call) => {
    const given = await answer(call);
    if (call.method === 'create' && given.ok) made = given.value.spreadsheetId;
    return given;
  });
  if (result.ok) return result;
  if (made === undefined) return { ok: false, failure: whyNotMade(result.failure, credentials) };
  await binFile(options, made);
  return result;
};

/** Google as one account sees it, by way of googleapis. SPEC.md */
export const createGoogle = ({ credentials, reach = 'own-files', surroundings = nodeSurroundings, progress = () => undefined, quota = createQuota(surroundings), rootUrl }: GoogleOptions): Google => {
  const account = createAccount(credentials, reach, rootUrl);
  const options: OnceOptions = { ask: createAsk({ account, quota, surroundings, progress }), clients: createClients(), surroundings, progress };
  const answer = createAnswerCall(options);
  const flows = createSpreadsheetFlows();
  const known = credentials.kind === 'service-account' ? credentials.email : credentials.email ?? null;
  let told: GoogleResult<string> | null = known === null ? null : { ok: true, value: known };
  return {
    ...(credentials.kind === 'person' && credentials.reach === 'own-files' && { seesOwnFilesOnly: true }),
    account: async () => {
      if (!told?.ok) told = await readAccount(options);
      return told;
    },
    create: (model, guard) => createWhole(options, credentials, flows.create(model, guard)),
    read: (spreadsheetId) => runFlow(flows.read(spreadsheetId), answer),
    insert: (read, model, write) => runFlow(flows.insert(read, model, withOperation(write)), answer),
    write: (read, patch, write) => runFlow(flows.write(read, patch, withOperation(write)), answer),
    file: async (spreadsheetId) => {
      const file = await readFile(options, spreadsheetId);
      // Whoever is told that a spreadsheet is its own need not ask who it is.
      if (file.ok && file.value.ownAddress !== undefined && !told?.ok) told = { ok: true, value: file.value.ownAddress };
      return file;
    },
    share: (spreadsheetId, share, message) => shareFile(options, spreadsheetId, share, message),
    unshare: (spreadsheetId, person) => unshareFile(options, spreadsheetId, person),
    discard: (spreadsheetId) => binFile(options, spreadsheetId),
  };
};

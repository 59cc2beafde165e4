import { createSpreadsheetFlows, runFlow, type GoogleResult } from '../rest';
import { createAccount, type Reach } from './account';
import { createAnswerCall } from './answer-call';
import { createAsk } from './ask';
import { createClients } from './clients';
import type { OnceOptions } from './create-once';
import { readAccount, readFile, shareFile } from './drive-file';
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

/** Google as one account sees it, by way of googleapis. SPEC.md */
export const createGoogle = ({ credentials, reach = 'own-files', surroundings = nodeSurroundings, progress = () => undefined, quota = createQuota(surroundings), rootUrl }: GoogleOptions): Google => {
  const account = createAccount(credentials, reach, rootUrl);
  const options: OnceOptions = { ask: createAsk({ account, quota, surroundings, progress }), clients: createClients(), surroundings, progress };
  const answer = createAnswerCall(options);
  const flows = createSpreadsheetFlows();
  const known = credentials.kind === 'service-account' ? credentials.email : credentials.email ?? null;
  let told: GoogleResult<string> | null = known === null ? null : { ok: true, value: known };
  return {
    account: async () => {
      if (!told?.ok) told = await readAccount(options);
      return told;
    },
    create: (model, guard) => runFlow(flows.create(model, guard), answer),
    read: (spreadsheetId) => runFlow(flows.read(spreadsheetId), answer),
    insert: (read, model, guard) => runFlow(flows.insert(read, model, guard), answer),
    write: (read, patch, renamed, guard) => runFlow(flows.write(read, patch, renamed, guard), answer),
    file: (spreadsheetId) => readFile(options, spreadsheetId),
    share: (spreadsheetId, share, message) => shareFile(options, spreadsheetId, share, message),
  };
};

import type { Answer } from './answers';
import { createDrive, type Mail } from './drive';
import { createExchange, type LogEntry } from './exchange';
import { createFaults, type Faults } from './faults';
import { createFiles } from './files';
import { createModel, type ListenedModel } from './model';
import { createOauth, type Oauth } from './oauth';
import { EmulatorGap, type CallParams } from './parts';
import type { Person } from './person';
import { createQuota } from './quota';
import { schemaOf } from './schema';
import { listen } from './server';
import { createSheets } from './sheets';
import { assumedSwitches, type Switches } from './switches';
import { createUsers, OUR_APP, scopes, type Storage } from './users';

export type { LogEntry } from './exchange';
export type { Aim, Fault } from './faults';
export { CLIENT } from './consents';
export type { KeyFile } from './service-keys';
export type { Switches } from './switches';
export { assumedSwitches } from './switches';
export { scopes } from './users';

/** An emulated Google: Sheets, Drive and its sign-in. README.md */
export interface Emulator {
  /** Where HTTP is answered, with a slash at its end; for `rootUrl` of googleapis, for Sheets and Drive alike. */
  readonly rootUrl: string;
  /** Both answers of what nobody could confirm of Google; may be changed at any time. */
  readonly switches: Switches;
  /**
   * The same without HTTP and tokens, at once, as Apps Script's advanced service calls on behalf of the account at the keyboard, which may see all that it was given. A lost answer has the
   * status 0.
   */
  call(user: string, method: string, path: string, query: Record<string, string | string[]>, body?: unknown): { status: number; json: unknown };
  /** A bearer token of that account, made where there is none; with the scope `drive.file` where nothing else is said. */
  tokenFor(email: string, wanted?: readonly string[]): string;
  /** Hands at a spreadsheet, in the web page, by an account that it was shared with. */
  person(spreadsheetId: string, email: string): Person;
  /** Tells of what hands do there, as simple and installable triggers are told; what the API writes tells nobody. */
  listen: ListenedModel['listen'];
  /** Makes a spreadsheet by hand, in the web page, which no app has made. Gives its id. */
  newByHand(email: string, title: string): string;
  /** Shares by hand; null takes it back. */
  shareByHand(spreadsheetId: string, email: string, role: 'reader' | 'commenter' | 'writer' | null): void;
  /** The owner throws it away (`bin`), takes it out again, or deletes it for good. */
  binByHand(spreadsheetId: string, what: 'bin' | 'restore' | 'delete'): void;
  /** A person (the owner, where nobody is named) picks a spreadsheet in the picker of our app: with `drive.file` it sees it from now on, on behalf of that person. */
  pickByHand(spreadsheetId: string, email?: string): void;
  setStorage(email: string, storage: Storage): void;
  /** Consents of persons and keys of service accounts; a key that is forgotten was deleted at Google. */
  readonly oauth: Oauth['hands'];
  /** Tokens end: the next call with one is 401. */
  endTokens(email: string): void;
  readonly faults: Omit<Faults, 'strike'>;
  /** Keeps Google's quotas from now on, by a clock of milliseconds that the test moves. */
  keepQuota(clock: () => number): void;
  /** Every request that came, with the bytes of its bodies. */
  readonly log: readonly LogEntry[];
  readonly mails: readonly Mail[];
  stop(): Promise<void>;
}

const APP_OF_HANDS = 'docs.google.com';
const handsOf = (email: string) => ({ email, scopes: [scopes.drive, scopes.spreadsheets], app: APP_OF_HANDS });

/** What is behind the door, without HTTP. */
const createGoogle = (switches: Switches, rootUrl: () => string) => {
  const now = (): Date => new Date();
  const users = createUsers();
  const faults = createFaults();
  const quota = createQuota();
  const oauth = createOauth(users, Date.now, rootUrl);
  const files = createFiles(switches, (id) => model.version(id), now);
  const model = createModel({ switches, now, callersOf: (id) => files.callersOf(id) });
  const sheets = createSheets(schemaOf('sheets'), model, files, users, switches);
  let drive: ReturnType<typeof createDrive> | undefined;
  // Drive's schema is read when somebody asks Drive.
  const driveOf = () => (drive ??= createDrive(schemaOf('drive'), { model, files, users, now, switches }));
  const exchange = createExchange({
    users: { ...users, sessionOf: (token) => users.sessionOf(token) ?? oauth.selfSigned(token) },
    faults, quota, switches, oauth: oauth.answer, sheets: sheets.run, drive: (call) => driveOf().run(call),
  });
  return { users, faults, quota, oauth, files, model, exchange, mails: () => driveOf().mails };
};

const atOnce = (answer: Answer | Promise<Answer>): { status: number; json: unknown } => {
  if (answer instanceof Promise) throw new EmulatorGap('a workbook read or made at once');
  return { status: answer.status, json: answer.json };
};

/** An emulated Google on loopback, with nothing in it. `options` flips single assumptions. */
export const startEmulator = async (options: Partial<Switches> = {}): Promise<Emulator> => {
  const switches: Switches = { ...assumedSwitches, ...options };
  let root = '';
  const { users, faults, quota, oauth, files, model, exchange, mails } = createGoogle(switches, () => root);
  const { rootUrl, stop } = await listen(exchange);
  root = rootUrl;
  const fileOf = (id: string) => {
    const file = files.all().find((one) => one.id === id);
    if (!file) throw new Error(`no such spreadsheet: ${id}`);
    return file;
  };
  return {
    rootUrl,
    switches,
    call(user, method, path, query, body) {
      const authorization = `Bearer ${users.tokenFor(user, handsOf(user).scopes, APP_OF_HANDS)}`;
      return atOnce(exchange.answer({ isAtOnce: true, method, path, query: query as CallParams, authorization, contentType: 'application/json', body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)) }));
    },
    tokenFor: (email, wanted) => users.tokenFor(email, wanted),
    person: (id, email) => model.person(id, email),
    listen: model.listen,
    newByHand(email, title) {
      const id = files.nextId();
      model.create(id, { properties: { title } }, { email, role: 'owner' });
      return files.add(id, handsOf(email)).id;
    },
    shareByHand: (id, email, role) => (role ? void files.share(fileOf(id), email, role) : files.unshare(fileOf(id), email)),
    binByHand: (id, what) => (what === 'delete' ? files.remove(id) : files.bin(fileOf(id), what === 'bin')),
    pickByHand: (id, email = files.ownerOf(fileOf(id))) => files.grant(fileOf(id), { email, app: OUR_APP }),
    setStorage: users.setStorage,
    oauth: oauth.hands,
    endTokens: users.endAllOf,
    faults,
    keepQuota: quota.keep,
    log: exchange.log,
    get mails() {
      return mails();
    },
    stop,
  };
};

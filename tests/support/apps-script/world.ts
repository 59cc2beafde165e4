import { createHash, randomUUID } from 'node:crypto';
import { createContext, runInContext } from 'node:vm';
import type { Emulator } from '../sheets-emulator';
import { cacheOf, createDocument, lockOf, propertiesOf, type ScriptDocument } from './document';
import type { AtOnceRequest, AtOnceResponse } from './fetch-at-once';
import { createHtmlService, createSpreadsheetApp, type Shown } from './spreadsheet-app';
import { onlyKnown, strict } from './strict';
import { createUrlFetchApp, type FetchEntry, type FetchFault } from './url-fetch-app';

/** Files of a script as the build makes them, by name. */
export type ScriptFiles = Readonly<Record<string, string>>;

export interface Manifest {
  readonly oauthScopes: readonly string[];
  readonly urlFetchWhitelist: readonly string[];
  readonly dependencies: { readonly enabledAdvancedServices: readonly { readonly userSymbol: string; readonly serviceId: string; readonly version: string }[] };
}

/** A request to Google by the advanced service; bytes of what was sent and answered. */
export interface SheetsEntry {
  readonly method: 'get' | 'batchUpdate';
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export interface WorldOptions {
  readonly files: ScriptFiles;
  readonly emulator: Emulator;
  readonly spreadsheetId: string;
  /** Who runs the script. */
  readonly user: string;
  readonly userLocale?: string;
  /** Shared by all who run it. */
  readonly document?: ScriptDocument;
  route(url: string): string;
  fetch(request: AtOnceRequest): AtOnceResponse;
}

/** A bound script in a bare context, as one person runs it. */
export interface ScriptWorld {
  /** Runs a function by name, as a menu, an installed trigger or the sidebar does; every run loads the script anew. */
  run(name: string, ...given: readonly unknown[]): unknown;
  /** The same as a simple trigger, which may ask for nothing that wants a permission. */
  runSimply(name: string, ...given: readonly unknown[]): unknown;
  /** Calls from the sidebar, whose answers are JSON. */
  call<T>(name: string, ...given: readonly unknown[]): T;
  /** Something of the script that nobody calls by name. */
  inside<T>(expression: string): T;
  readonly shown: Shown;
  readonly fetches: FetchEntry[];
  readonly faults: (FetchFault | undefined)[];
  /** What was asked of Google's advanced service. */
  readonly sheetsCalls: SheetsEntry[];
  readonly document: ScriptDocument;
  /** Scopes of what was called, in all runs. */
  readonly scopesUsed: Set<string>;
  /** Milliseconds that were slept, or that a slow answer is said to have taken. */
  readonly clock: { ahead: number };
  /** Ends the next runs before a call of this service, as Google does after six minutes. */
  cutOffAt: string | null;
}

const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;

/** Loaded in the script's own context: a clock that sleeping moves. */
const clockCode = `(ahead) => { const Real = Date; globalThis.Date = class extends Real { constructor(...given) { given.length === 0 ? super(Real.now() + ahead()) : super(...given); } static now() { return Real.now() + ahead(); } }; }`;

export const createWorld = ({ files, emulator, spreadsheetId, user, userLocale = 'no', document = createDocument(), route, fetch }: WorldOptions): ScriptWorld => {
  const manifest = JSON.parse(files['appsscript.json']!) as Manifest;
  const shown: Shown = { menu: null, sidebar: null, place: null };
  const [fetches, faults, scopesUsed, clock]: [FetchEntry[], (FetchFault | undefined)[], Set<string>, { ahead: number }] = [[], [], new Set(), { ahead: 0 }];
  const sheetsCalls: SheetsEntry[] = [];
  let isSimple = false;
  const world: { cutOffAt: string | null } = { cutOffAt: null };

  /** A service whose calls want a scope, which the manifest must have; those of a simple trigger want none. */
  const wanting = <T extends object>(service: string, wanted: string, needsNothing: boolean, members: T): T =>
    new Proxy(members, {
      get: (target, key) => {
        const member = (target as Record<string | symbol, unknown>)[key];
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          if (world.cutOffAt === service) throw new Error('Exceeded maximum execution time');
          if (!manifest.oauthScopes.includes(scope(wanted))) throw new Error(`Exception: Specified permissions are not sufficient to call ${service}.${String(key)}. Required permissions: ${scope(wanted)}`);
          if (isSimple && !needsNothing) throw new Error(`Exception: You do not have permission to call ${service}.${String(key)}.`);
          scopesUsed.add(scope(wanted));
          return (member as (...all: unknown[]) => unknown)(...given);
        };
      },
    });

  const answered = ({ status, json }: { readonly status: number; readonly json: unknown }, method: SheetsEntry['method'], bytesIn = 0): unknown => {
    sheetsCalls.push({ method, status, bytesIn, bytesOut: Buffer.byteLength(JSON.stringify(json) ?? '') });
    if (status === 200) return json;
    const { error } = (json ?? {}) as { readonly error?: { readonly message: string } };
    if (status === 0) throw new Error('Exception: Empty response');
    throw Object.assign(new Error(`API call to sheets.spreadsheets.${method} failed with error: ${error?.message ?? ''}`), { details: { ...error, code: status } });
  };
  const sheets = {
    get: (id: string, options: Readonly<Record<string, string | string[]>> = {}) => {
      onlyKnown('Sheets.Spreadsheets.get', options, ['fields', 'ranges']);
      return answered(emulator.call(user, 'GET', `/v4/spreadsheets/${id}`, { ...options }), 'get');
    },
    batchUpdate: (body: object, id: string, options: Readonly<Record<string, string>> = {}) => {
      onlyKnown('Sheets.Spreadsheets.batchUpdate', options, ['fields']);
      return answered(emulator.call(user, 'POST', `/v4/spreadsheets/${id}:batchUpdate`, { ...options }, body), 'batchUpdate', Buffer.byteLength(JSON.stringify(body)));
    },
  };
  const hasSheets = manifest.dependencies.enabledAdvancedServices.some(({ userSymbol, serviceId, version }) => userSymbol === 'Sheets' && serviceId === 'sheets' && version === 'v4');
  const { app, spreadsheet } = createSpreadsheetApp(emulator, spreadsheetId, user, shown);
  const triggerOf = ({ handler, id }: ScriptDocument['triggers'][number]) => strict('Trigger', { getHandlerFunction: () => handler, id });
  const added = (handler: string, kind: 'clock' | 'change'): void => void document.triggers.push({ user, handler, kind, id: document.nextTrigger++ });
  const scriptApp = {
    getProjectTriggers: () => document.triggers.filter((one) => one.user === user).map(triggerOf),
    deleteTrigger: ({ id }: { readonly id: number }) => void document.triggers.splice(document.triggers.findIndex((one) => one.id === id), 1),
    newTrigger: (handler: string) => strict('TriggerBuilder', {
      timeBased: () => strict('ClockTriggerBuilder', { everyMinutes: (minutes: number) => {
        if (![1, 5, 10, 15, 30].includes(minutes)) throw new Error('Exception: The value you passed to everyMinutes was invalid.');
        return strict('ClockTriggerBuilder', { create: () => added(handler, 'clock') });
      } }),
      forSpreadsheet: (one: unknown) => {
        if (one !== spreadsheet) throw new Error('another spreadsheet');
        return strict('SpreadsheetTriggerBuilder', { onChange: () => strict('SpreadsheetTriggerBuilder', { create: () => added(handler, 'change') }) });
      },
    }),
  };
  const services = (lock: ReturnType<typeof lockOf>) => ({
    SpreadsheetApp: wanting('SpreadsheetApp', 'spreadsheets', true, { ...app, getUi: wanting('Ui', 'script.container.ui', true, { getUi: app.getUi }).getUi }),
    ...(hasSheets && { Sheets: strict('Sheets', { Spreadsheets: wanting('Sheets', 'spreadsheets', false, strict('Sheets.Spreadsheets', sheets)) }) }),
    UrlFetchApp: wanting('UrlFetchApp', 'script.external_request', false, createUrlFetchApp({ whitelist: manifest.urlFetchWhitelist, route, log: fetches, faults, fetch })),
    ScriptApp: wanting('ScriptApp', 'script.scriptapp', false, strict('ScriptApp', scriptApp)),
    HtmlService: createHtmlService(files),
    PropertiesService: strict('PropertiesService', { getDocumentProperties: () => propertiesOf('DocumentProperties', document.documentProperties), getScriptProperties: () => propertiesOf('ScriptProperties', document.scriptProperties) }),
    CacheService: strict('CacheService', { getDocumentCache: () => cacheOf(document.cache) }),
    LockService: strict('LockService', { getDocumentLock: () => lock }),
    Session: strict('Session', { getActiveUserLocale: () => userLocale }),
    Utilities: strict('Utilities', {
      getUuid: () => randomUUID(),
      sleep: (milliseconds: number) => { clock.ahead += milliseconds; },
      DigestAlgorithm: strict('DigestAlgorithm', { SHA_256: 'sha256' }),
      Charset: strict('Charset', { UTF_8: 'utf8' }),
      computeDigest: (algorithm: string, text: string) => [...new Int8Array(createHash(algorithm).update(text).digest())],
      base64Encode: (bytes: readonly number[]) => Buffer.from(Int8Array.from(bytes)).toString('base64'),
    }),
  });

  /** A run: the script is loaded anew, with nothing around it but Google's services; what it holds is let go of at its end, however that comes. */
  const load = (): ((code: string) => unknown) => {
    const lock = lockOf(document, (milliseconds) => { clock.ahead += milliseconds; });
    const context = createContext(services(lock));
    (runInContext(clockCode, context) as (ahead: () => number) => void)(() => clock.ahead);
    runInContext(files['Code.js']!, context);
    return (code) => {
      try {
        return runInContext(code, context) as unknown;
      } finally {
        lock.releaseLock();
      }
    };
  };
  const run = (name: string, ...given: readonly unknown[]): unknown => load()(`${name}(${given.map((one) => JSON.stringify(one)).join(',')})`);
  return Object.assign(world, {
    shown, fetches, faults, sheetsCalls, document, scopesUsed, clock, run,
    runSimply: (name: string, ...given: readonly unknown[]) => {
      isSimple = true;
      try {
        return run(name, ...given);
      } finally {
        isSimple = false;
      }
    },
    call: <T>(name: string, ...given: readonly unknown[]): T => JSON.parse(run(name, ...given) as string) as T,
    inside: <T>(expression: string): T => load()(expression) as T,
  });
};

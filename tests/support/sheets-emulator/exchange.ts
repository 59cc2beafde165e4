import { errorAnswer, type Answer } from './answers';
import { worded } from './wordings';
import type { DriveCall, Upload } from './drive-told';
import { LostAnswer, type CallKind, type Faults } from './faults';
import { EmulatorGap, GoogleError, type CallParams } from './parts';
import type { Quota } from './quota';
import { apiOf, routed, type Routed } from './routes';
import { schemaOf } from './schema';
import { wrongBody, wrongParameters } from './schema/validate';
import { isReading, type ValidCall } from './sheets';
import type { Switches } from './switches';
import { authenticated, scopes, type Session, type Users } from './users';

/** A request as it came, over HTTP or at once. */
export interface Incoming {
  /** Nothing is printed of its answer. */
  readonly isAtOnce?: true;
  readonly method: string;
  readonly path: string;
  readonly query: CallParams;
  readonly authorization?: string;
  readonly contentType?: string;
  readonly body?: Buffer;
}

export interface LogEntry {
  readonly method: string;
  readonly path: string;
  /** `spreadsheets.batchUpdate`, `files.list`, `token`; empty where nothing is called so. */
  readonly id: string;
  readonly kind: 'read' | 'write';
  readonly user: string;
  /** Bytes of the bodies, uncompressed; what is answered at once is never printed, and counts as 0. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** 0 where no answer was given. */
  readonly status: number;
}

/** The parts that answer; `drive` may take its time over a workbook. */
export interface Parts {
  readonly users: Users;
  readonly faults: Faults;
  readonly quota: Quota;
  readonly switches: Switches;
  readonly sheets: (call: ValidCall) => Answer;
  readonly drive: (call: DriveCall) => Answer | Promise<Answer>;
  readonly oauth: (request: Incoming) => Answer | undefined;
}

/** What each method may be called with. [method-scopes] */
const allowed = ({ api, method }: Routed): readonly string[] => {
  const reading = isReading(method);
  if (api === 'sheets') return [scopes.drive, scopes.driveFile, scopes.spreadsheets, ...(reading && method.verb === 'GET' ? [scopes.driveReadonly, scopes.spreadsheetsReadonly] : [])];
  return [scopes.drive, scopes.driveFile, ...(reading ? [scopes.driveReadonly, scopes.driveMetadata] : [])];
};

const checkScopes = (route: Routed, session: Session): void => {
  const may = allowed(route);
  if (!session.scopes.some((scope) => may.includes(scope))) throw new GoogleError(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', 'insufficientPermissions', 'global');
};

const parsed = (text: string): unknown => {
  try {
    return text.trim() === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    throw new GoogleError(400, 'INVALID_ARGUMENT', `Invalid JSON payload received. Unexpected end of string. ${text.slice(0, 20)}`);
  }
};

/** Description and file of a `multipart/related` body. */
const multipart = (body: Buffer, contentType: string): { readonly json: unknown; readonly upload: Upload } => {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? '';
  // Latin-1 keeps each byte as one sign, so that places in the text are places in the bytes.
  const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1).map((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    return { type: /content-type:\s*([^\r\n]+)/i.exec(head)?.[1]?.trim() ?? '', bytes: Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, ''), 'latin1') };
  });
  const [description, file] = parts;
  if (!description || !file) throw new GoogleError(400, 'INVALID_ARGUMENT', 'Malformed multipart body.', 'badContent');
  return { json: parsed(description.bytes.toString('utf8')), upload: file };
};

const contentOf = (request: Incoming, route: Routed): { readonly json: unknown; readonly upload?: Upload } => {
  const body = request.body ?? Buffer.alloc(0);
  if (!route.isUpload) return { json: parsed(body.toString('utf8')) };
  if (route.params['uploadType'] === 'multipart') return multipart(body, request.contentType ?? '');
  if (route.params['uploadType'] === 'media') return { json: {}, upload: { type: request.contentType ?? '', bytes: body } };
  throw new EmulatorGap(`an upload of the type ${String(route.params['uploadType'])}`);
};

const callKind = (route: Routed): CallKind => ({ id: route.method.id, kind: isReading(route.method) ? 'read' : 'write' });

interface Told {
  id: string;
  kind: 'read' | 'write';
  user: string;
}

const runApi = (parts: Parts, request: Incoming, told: Told): Answer | Promise<Answer> => {
  const route = routed(request.method, request.path, request.query);
  const call = callKind(route);
  Object.assign(told, call);
  parts.faults.strike('before', call);
  const session = authenticated(parts.users, request.authorization);
  told.user = session.email;
  checkScopes(route, session);
  if (route.api === 'sheets') parts.quota.take(call, session.email);
  const schema = schemaOf(route.api);
  const { json, upload } = contentOf(request, route);
  const wrong = wrongParameters(schema, route.method, route.params, route.api) ?? (route.method.body === undefined ? undefined : wrongBody(schema, route.api, route.method.body, json));
  if (wrong) throw wrong;
  const valid: ValidCall = { method: route.method, params: route.params, body: json, session };
  const after = (answer: Answer): Answer => {
    parts.faults.strike('after', call);
    return answer;
  };
  const answer = route.api === 'sheets' ? parts.sheets(valid) : parts.drive({ ...valid, upload });
  return answer instanceof Promise ? answer.then(after) : after(answer);
};

const runOauth = (parts: Parts, request: Incoming, told: Told): Answer => {
  const call: CallKind = { id: request.path.split('/').at(-1) ?? '', kind: 'write' };
  Object.assign(told, call);
  parts.faults.strike('before', call);
  const answer = parts.oauth(request);
  if (!answer) throw new EmulatorGap(`${request.method} ${request.path}`);
  parts.faults.strike('after', call);
  return answer;
};

const printed = (answer: Answer): Answer => (answer.bytes || answer.json === undefined ? answer : { ...answer, bytes: Buffer.from(JSON.stringify(answer.json)) });

/** Answers requests, and keeps the log of them. An answer of status 0 is none: the connection is to be closed. */
export const createExchange = (parts: Parts) => {
  const log: LogEntry[] = [];
  const answer = (request: Incoming): Answer | Promise<Answer> => {
    const told: Told = { id: '', kind: request.method === 'GET' ? 'read' : 'write', user: '' };
    const note = (given: Answer): Answer => {
      const sent = request.isAtOnce ? given : printed(given);
      log.push({ method: request.method, path: request.path, ...told, bytesIn: request.body?.length ?? 0, bytesOut: sent.bytes?.length ?? 0, status: given.status });
      return sent;
    };
    const failed = (error: unknown): Answer => note(error instanceof LostAnswer ? { status: 0 } : errorAnswer(worded(error, parts.switches), apiOf(request.path) ?? 'oauth'));
    try {
      const given = apiOf(request.path) ? runApi(parts, request, told) : runOauth(parts, request, told);
      return given instanceof Promise ? given.then(note, failed) : note(given);
    } catch (error) {
      return failed(error);
    }
  };
  return { log, answer };
};
export type Exchange = ReturnType<typeof createExchange>;

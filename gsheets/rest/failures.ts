import type { GoogleFailure } from './calls';

/** An answer that is no result, as a driver got it. */
export interface RefusedCall {
  /** Of HTTP; left out where there was none, or nobody tells. */
  readonly status?: number;
  /** What Google answered, parsed: `{ error: { code, message, errors, details } }`, or what an OAuth server says: `{ error: "invalid_grant" }`. */
  readonly body?: unknown;
  /** The driver's own words, where there is no body. */
  readonly message: string;
  /** It would have changed something: without an answer nobody knows whether it did. */
  readonly isWrite: boolean;
}

type Kind = GoogleFailure['kind'];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Told {
  readonly status: number | undefined;
  readonly message: string;
  /** Google's words for it, of whatever list: `rateLimitExceeded`, `SERVICE_DISABLED`, `invalid_grant`. */
  readonly reasons: ReadonlySet<string>;
}

const reasonsIn = (list: unknown): string[] => (Array.isArray(list) ? list.filter(isRecord).map(({ reason }) => textOf(reason)) : []);

const toldOf = ({ status, body, message }: RefusedCall): Told => {
  const error = isRecord(body) ? body['error'] : undefined;
  if (typeof error === 'string') return { status, message: isRecord(body) ? textOf(body['error_description']) || error : error, reasons: new Set([error]) };
  if (!isRecord(error)) return { status, message, reasons: new Set() };
  return {
    status: status ?? (typeof error['code'] === 'number' ? error['code'] : undefined),
    message: textOf(error['message']) || message,
    reasons: new Set([textOf(error['status']), ...reasonsIn(error['errors']), ...reasonsIn(error['details'])]),
  };
};

/** Google's own reasons; they say more than the status, which is 403 for most. */
const kindsByReason: readonly (readonly [Kind, readonly string[]])[] = [
  ['no-room', ['storageQuotaExceeded', 'teamDriveFileLimitExceeded', 'numChildrenInNonRootLimitExceeded']],
  ['consent-gone', ['invalid_grant', 'invalid_client', 'unauthorized_client', 'deleted_client', 'invalid_rapt', 'authError', 'UNAUTHENTICATED', 'insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficientScopes']],
  // Not a lack of rights: whoever runs the project has to switch the service on, and Google's words tell where.
  ['refused', ['accessNotConfigured', 'SERVICE_DISABLED']],
  ['quota', ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded', 'sharingRateLimitExceeded', 'RATE_LIMIT_EXCEEDED', 'RESOURCE_EXHAUSTED']],
];

/** Google's sentences, where no reason tells; a script gets nothing else. The name of a tab stands in the first group. */
const kindsByWording: readonly (readonly [Kind, RegExp])[] = [
  ['mark-taken', /developer ?metadata\b.*\b(?:already exists|in use|duplicate)|(?:already exists|in use|duplicate)\b.*\bdeveloper ?metadata\b|metadata ?id\b.*\b(?:already|in use|taken)/i],
  ['changed', /a sheet with the name ["“'](.*)["”'] already exists/i],
  ['changed', /unable to parse range: '?((?:[^'!]|'')*)'?/i],
  ['changed', /no grid with id|exceeds grid limits|beyond the (?:last|end)|no sheet with id|cannot find .*sheet/i],
  ['protected', /protected (?:cell|range|sheet|object)|protected cell or object/i],
  ['too-large', /limit of [\d,. ]+ cells|maximum of [\d,. ]+ characters|payload size exceeds|too large/i],
  ['no-room', /storage quota/i],
  ['consent-gone', /invalid_grant|insufficient authentication scopes|authorization is required|login required/i],
  ['refused', /has not been used in project|it is disabled/i],
  ['quota', /quota exceeded|rate limit|too many times/i],
  ['no-access', /does not have permission|do not have permission|access denied/i],
  ['not-found', /requested entity was not found|file not found/i],
];

const kindByStatus = (status: number | undefined, isWrite: boolean): Kind => {
  if (status === 401) return 'consent-gone';
  if (status === 403) return 'no-access';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 429) return 'quota';
  // Refused at once: it was not taken on.
  if (status === 409 || status === 503) return 'unavailable';
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) return 'refused';
  return isWrite ? 'no-answer' : 'unavailable';
};

const longest = 500;
/** What may open a door has no place in a log. */
const withoutSecrets = (text: string): string => text.replace(/ya29\.[\w.-]+|1\/\/[\w-]{10,}|Bearer\s+\S+|(?:token|key|secret|code)=[^\s&]+/gi, '…').slice(0, longest);

/** Why Google did not do what was asked, by its reason, then its sentence, then the status of HTTP. [N50] */
export const toGoogleFailure = (call: RefusedCall): GoogleFailure => {
  const { status, message, reasons } = toldOf(call);
  const detail = withoutSecrets(message);
  const told = { ...(detail !== '' && { detail }) };
  // The answer of a machine that is down says nothing of what was asked.
  if (status !== undefined && status >= 500) return { kind: kindByStatus(status, call.isWrite), ...told };
  const byReason = kindsByReason.find(([, known]) => known.some((reason) => reasons.has(reason)));
  if (byReason) return { kind: byReason[0], ...told };
  for (const [kind, wording] of kindsByWording) {
    const match = wording.exec(message);
    if (match) return { kind, ...(match[1] && { tab: match[1].replaceAll("''", "'") }), ...told };
  }
  return { kind: kindByStatus(status, call.isWrite), ...told };
};

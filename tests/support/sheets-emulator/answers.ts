import { EmulatorGap, GoogleError } from './parts';

/** What goes back: JSON, bytes of a file, or JSON that was printed already. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Buffer;
  readonly type?: string;
  /** Where a redirection leads. */
  readonly location?: string;
}

/** The short words that stand for a status where nothing nearer is known. */
const REASONS: Readonly<Record<number, string>> = { 400: 'badRequest', 401: 'authError', 403: 'forbidden', 404: 'notFound', 409: 'conflict', 429: 'rateLimitExceeded', 500: 'backendError', 501: 'notImplemented', 503: 'backendError' };

const errorsOf = (error: GoogleError): readonly unknown[] => [{ message: error.message, domain: error.domain ?? 'global', reason: error.reason ?? REASONS[error.status] ?? 'unknown' }];

/** Details as the Sheets API gives them: which field was wrong, or which quota is spent. */
const detailsOf = (error: GoogleError): readonly unknown[] | undefined => {
  if (error.status === 429) return [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'RATE_LIMIT_EXCEEDED', domain: 'googleapis.com', metadata: { service: 'sheets.googleapis.com', quota_unit: '1/min/{project}/{user}' } }];
  if (error.status === 400) return [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: (error.detail ?? error.message).split('\n').map((description) => ({ description })) }];
  return undefined;
};

/** An error as Google answers it: both APIs give `errors`, the Sheets API names the status and gives details. [error-json] */
export const errorAnswer = (error: unknown, api: 'sheets' | 'drive' | 'oauth'): Answer => {
  if (error instanceof EmulatorGap) return { status: 501, json: { error: { code: 501, message: error.message, status: 'UNIMPLEMENTED', errors: [{ message: error.message, domain: 'global', reason: 'notImplemented' }] } } };
  if (!(error instanceof GoogleError)) throw error;
  if (api === 'oauth') return { status: error.status, json: { error: error.code, error_description: error.message } };
  const common = { code: error.status, message: error.message, errors: errorsOf(error) };
  if (api === 'drive') return { status: error.status, json: { error: common } };
  const details = detailsOf(error);
  return { status: error.status, json: { error: { ...common, status: error.code, ...(details ? { details } : {}) } } };
};

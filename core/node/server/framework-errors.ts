import { refuse, type HttpFailure } from './http-failure';
import type { RequestFault } from './request-texts';

const faults: Readonly<Record<string, RequestFault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large', FST_REQ_FILE_TOO_LARGE: 'too-large', FST_FILES_LIMIT: 'bad-request', FST_FIELDS_LIMIT: 'bad-request', FST_PARTS_LIMIT: 'bad-request',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'wrong-type', FST_ERR_CTP_INVALID_MEDIA_TYPE: 'wrong-type', FST_PROTO_VIOLATION: 'bad-request', FST_ERR_BAD_URL: 'no-such-address', FST_ERR_MAX_PARAM_LENGTH: 'no-such-address',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-json', FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
};

interface FrameworkError extends Error {
  readonly code?: string;
  readonly statusCode?: number;
  readonly httpFailure?: HttpFailure;
}

/** What the framework refused, as a failure of ours; undefined where the error is a bug. */
export const faultOf = (error: Error): HttpFailure | undefined => {
  const { code = '', statusCode = 500, httpFailure } = error as FrameworkError;
  if (httpFailure) return httpFailure;
  const fault = faults[code];
  if (fault) return refuse(fault, fault === 'wrong-type' ? { what: 'application/json, multipart/form-data' } : { what: code }).failure;
  return statusCode >= 400 && statusCode < 500 ? refuse('bad-request', { what: code }).failure : undefined;
};

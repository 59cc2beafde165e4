import type { LoginFailure } from '../../../gsheets/api/login';
import { fail, type Failed } from '../journey/failure';

/** Why nobody was logged in, or out, as a command tells it. */
export const loginFailed = ({ kind: reason, file, detail }: LoginFailure): Failed =>
  fail({ kind: 'sheet', failure: { kind: 'login', reason, ...(file !== undefined && { file }), ...(detail !== undefined && { detail }) } });

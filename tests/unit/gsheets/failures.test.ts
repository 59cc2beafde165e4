import { toGoogleFailure } from '../../../gsheets/rest/failures';
import type { RefusedCall } from '../../../gsheets/rest/failures';

const google = (status: number, message: string, reason?: string, isWrite = true): RefusedCall =>
  ({ status, message: 'Request failed', isWrite, body: { error: { code: status, message, status: 'X', ...(reason && { errors: [{ reason, message, domain: 'global' }] }) } } });
const script = (message: string, isWrite = true): RefusedCall => ({ message: `API call to sheets.spreadsheets.batchUpdate failed with error: ${message}`, isWrite });
const kindOf = (call: RefusedCall): string => toGoogleFailure(call).kind;

describe('why Google did not do what was asked', () => {
  test.each([
    ['no consent any more', google(401, 'Request had invalid authentication credentials.'), 'consent-gone'],
    ['too narrow a consent', google(403, 'Request had insufficient authentication scopes.', 'insufficientPermissions'), 'consent-gone'],
    ['no rights', google(403, 'The caller does not have permission', 'forbidden'), 'no-access'],
    ['no such spreadsheet', google(404, 'Requested entity was not found.', 'notFound'), 'not-found'],
    ['no storage, which also speaks of usage limits', google(403, "The user's Drive storage quota has been exceeded.", 'storageQuotaExceeded'), 'no-room'],
    ['a rate limit that comes as 403', google(403, 'User rate limit exceeded.', 'userRateLimitExceeded'), 'quota'],
    ['another', google(403, 'Rate Limit Exceeded', 'rateLimitExceeded'), 'quota'],
    ['too many requests', google(429, "Quota exceeded for quota metric 'Write requests'", 'RATE_LIMIT_EXCEEDED'), 'quota'],
    ['a service that is not switched on', google(403, 'Google Sheets API has not been used in project 1 before or it is disabled.', 'accessNotConfigured'), 'refused'],
    ['a batch that was broken off', google(409, 'The operation was aborted.'), 'unavailable'],
    ['a body that is too large', google(413, 'Request Entity Too Large'), 'too-large'],
    ['a request of a kind that nobody knows', google(400, "Invalid JSON payload received. Unknown name \"x\" at 'requests[0]': Cannot find field."), 'refused'],
    ['a file that is none of Google’s', google(400, 'This operation is not supported for this document', 'failedPrecondition'), 'refused'],
  ])('[N50] by its reason, its sentence or its status: %s', (_, call, kind) => {
    expect(kindOf(call)).toBe(kind);
  });

  test.each([
    ['Invalid requests[0].createDeveloperMetadata: Developer metadata with id 900001 already exists.', 'mark-taken'],
    ['Invalid requests[0].createDeveloperMetadata: The metadata ID 900001 is already in use', 'mark-taken'],
    ['Invalid requests[3].updateCells: You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.', 'protected'],
    ['Invalid requests[1].addSheet: A sheet with the name "Tiltak" already exists. Please enter another name.', 'changed'],
    ["Unable to parse range: 'Kari''s tall'!A1:B2", 'changed'],
    ['Invalid requests[2].updateCells: No grid with id: 12', 'changed'],
    ["Range ('Tiltak'!A1001:Z1001) exceeds grid limits. Max rows: 1000, max columns: 26", 'changed'],
    ['Invalid requests[0].appendDimension: This action would increase the number of cells in the workbook above the limit of 10000000 cells.', 'too-large'],
    ['Your input contains more than the maximum of 50000 characters in a single cell.', 'too-large'],
    ['The caller does not have permission', 'no-access'],
    ['Requested entity was not found.', 'not-found'],
    ["Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user'", 'quota'],
  ])('[N50] of a script, which is told nothing but a sentence: %s', (message, kind) => {
    expect(kindOf(script(message))).toBe(kind);
    expect(kindOf(google(400, message))).toBe(kind);
  });

  test('[N50] the tab that it is about is named as people know it', () => {
    expect(toGoogleFailure(google(400, "Unable to parse range: 'Kari''s tall'!A1:B2")).tab).toBe("Kari's tall");
    expect(toGoogleFailure(google(400, 'Invalid requests[1].addSheet: A sheet with the name "Tiltak" already exists.')).tab).toBe('Tiltak');
    expect(toGoogleFailure(google(400, 'No grid with id: 12')).tab).toBeUndefined();
  });

  test.each([[undefined, true, 'no-answer'], [undefined, false, 'unavailable'], [500, true, 'no-answer'], [502, true, 'no-answer'], [504, false, 'unavailable'], [503, true, 'unavailable'], [408, true, 'no-answer']])('[N50] status %s, of a write: %s', (status, isWrite, kind) => {
    expect(kindOf({ status, message: 'socket hang up', isWrite })).toBe(kind);
  });

  test('[N50] what a machine that is down says of the request counts for nothing', () => {
    expect(kindOf(google(500, 'Requested entity was not found.'))).toBe('no-answer');
  });

  test('[N50] consent that was taken back is told by the server that renews it', () => {
    expect(toGoogleFailure({ status: 400, message: 'invalid_grant', isWrite: false, body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } })).toEqual({ kind: 'consent-gone', detail: 'Token has been expired or revoked.' });
  });

  test('[N51] what opens a door is not told on', () => {
    const { detail } = toGoogleFailure({ status: 400, isWrite: false, message: 'bad: Bearer ya29.a0Abc-def_1 refresh_token=1//0abcdefghijkl&client_secret=GOCSPX-1 end' });
    expect(detail).not.toMatch(/ya29|0abcdefghijkl|GOCSPX/);
    expect(detail).toContain('end');
    expect(toGoogleFailure({ status: 400, isWrite: false, message: 'x'.repeat(9000) }).detail!.length).toBeLessThanOrEqual(500);
  });
});

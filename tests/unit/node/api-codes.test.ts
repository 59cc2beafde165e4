import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Failure } from '../../../core/node/journey/failure';
import { failureMessage, refuse, requestStatuses, type HttpFailure } from '../../../core/node/server/http-failure';
import type { RequestFault } from '../../../core/node/server/request-texts';
import type { StoreFailure } from '../../../core/sync/store';

const apiFile = path.resolve(__dirname, '../../../core/node/server/API.md');
const at = { planId: 'p', revision: 2 };
const file = { kind: 'file', path: 'x', detail: '' } as const;

const inStores: Readonly<Record<StoreFailure['kind'], StoreFailure>> = {
  stale: { kind: 'stale', head: 1 }, unavailable: { kind: 'unavailable', detail: '' }, damaged: { kind: 'damaged', place: 'x', number: 1, detail: '' },
  'newer-format': { kind: 'newer-format', format: '9' }, 'not-found': { kind: 'not-found', what: 'x' },
};
/** Each kind of failure, as often as it has outcomes. */
const behind: Readonly<Record<Failure['kind'], readonly Failure[]>> = {
  store: Object.values(inStores).map((failure) => ({ kind: 'store', failure })),
  xlsx: (['FILE_TOO_LARGE', 'NOT_XLSX'] as const).map((code) => ({ kind: 'xlsx', refusal: { code, detail: '' } }) as Failure),
  stamp: [{ kind: 'not-planark' }, { kind: 'newer-format', format: '9' }, { kind: 'damaged-stamp', detail: '' }].map((failure) => ({ kind: 'stamp', failure }) as Failure),
  plan: [{ kind: 'newer-format', format: '9' }, { kind: 'invalid', issues: [] }].map((failure) => ({ kind: 'plan', failure }) as Failure),
  file: [{ ...file, reason: 'too-large' }, { ...file, reason: 'other' }],
  'unknown-plan': [{ kind: 'unknown-plan', planId: 'p' }], 'no-revision': [{ kind: 'no-revision', ...at }], 'unknown-revision': [{ kind: 'unknown-revision', ...at }],
  'other-history': [{ kind: 'other-history', ...at }], 'target-history': [{ kind: 'target-history', ...at }], 'not-json': [{ kind: 'not-json', path: '', reason: 'syntax', detail: '' }],
  'has-plan': [{ kind: 'has-plan', path: '' }], busy: [{ kind: 'busy' }], 'token-reused': [{ kind: 'token-reused' }], 'other-plan': [{ kind: 'other-plan', planId: 'p', found: 'q' }],
  'changed-since': [{ kind: 'changed-since' }], 'nothing-to-undo': [{ kind: 'nothing-to-undo' }], 'first-revision': [{ kind: 'first-revision', planId: 'p' }], usage: [{ kind: 'usage', detail: '' }],
  'no-store': [{ kind: 'no-store', path: '' }], 'cannot-listen': [{ kind: 'cannot-listen', address: '', reason: 'taken' }], 'open-to-strangers': [{ kind: 'open-to-strangers', lacks: 'tls' }],
  settings: [], certificate: [], 'which-national': [], sheet: [], 'budget-file': (['TOO_LARGE', 'DAMAGED'] as const).map((code) => ({ kind: 'budget-file', path: '', code, detail: '' })), 'not-linked': [{ kind: 'not-linked', path: '', planId: 'p', fits: undefined }], 'link-limit': [{ kind: 'link-limit', path: '', planId: 'p', fault: 'text' }], 'budget-unread': [{ kind: 'budget-unread', path: '', problems: [] }], 'issuer-unavailable': [{ kind: 'issuer-unavailable' }],
};

test('[A3] API.md names each status and code that a failure can have, and no other', () => {
  const failures: readonly HttpFailure[] = [...Object.keys(requestStatuses).map((fault) => refuse(fault as RequestFault).failure), ...Object.values(behind).flat()];
  const had = failures.map((failure) => failureMessage(failure, 'nb', '')).map(({ status, code }) => `${status} ${code}`);
  const [paragraph] = /- \*\*Failures\*\*[^]*?(?=\n- \*\*)/.exec(readFileSync(apiFile, 'utf8'))!;
  const told = paragraph.split('·').flatMap((part) => {
    const [, status, codes] = /\b(\d{3}) (`[^]*)/.exec(part)!;
    return [...codes!.split('; ')[0]!.matchAll(/`([a-z-]+)`/g)].map(([, code]) => `${status} ${code}`);
  });
  expect(told.sort()).toEqual([...new Set(had)].sort());
});

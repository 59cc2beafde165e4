import { EmulatorGap, GoogleError } from '../../parts';
import type { Edit } from '../book';
import type { Reply, Request } from '../types';
import type { Apply, RequestKind } from './apply';
import { cellRequests } from './cells';
import { chartRequests } from './charts';
import { copyRequests } from './copy';
import { dimensionRequests } from './dimensions';
import { filterRequests } from './filter';
import { mergeRequests } from './merge';
import { metadataRequests } from './metadata';
import { nameRequests } from './names';
import { protectionRequests } from './protection';
import { ruleRequests } from './rules';
import { sheetRequests } from './sheets';
import { sortRequests } from './sort';

/** What is built of `batchUpdate`, by kind. */
export const requests: { readonly [K in RequestKind]?: Apply<K> } = {
  ...sheetRequests, ...cellRequests, ...dimensionRequests, ...ruleRequests, ...protectionRequests, ...metadataRequests, ...nameRequests, ...chartRequests, ...filterRequests,
  ...mergeRequests, ...sortRequests, ...copyRequests,
};

const applyOne = <K extends RequestKind>(edit: Edit, kind: K, body: NonNullable<Request[K]>): Reply => {
  const apply = requests[kind] as Apply<K> | undefined;
  if (!apply) throw new EmulatorGap(`batchUpdate of the kind ${kind}`);
  return apply(edit, body) ?? {};
};

/** Does one request, as hands do it: refusals say nothing of a batch. */
export const applyRequest = (edit: Edit, request: Request): Reply => {
  const [kind] = Object.keys(request) as RequestKind[];
  if (kind === undefined) throw new GoogleError(400, 'INVALID_ARGUMENT', 'No request set.');
  return applyOne(edit, kind, request[kind]!);
};

/** Does requests one after another; refusals say at which one they stopped. */
export const applyRequests = (edit: Edit, given: readonly Request[]): Reply[] =>
  given.map((request, index) => {
    try {
      return applyRequest(edit, request);
    } catch (problem) {
      const [kind] = Object.keys(request);
      if (problem instanceof GoogleError && problem.status === 400) throw new GoogleError(400, problem.code, `Invalid requests[${index}]${kind === undefined ? '' : `.${kind}`}: ${problem.message}`);
      throw problem;
    }
  });

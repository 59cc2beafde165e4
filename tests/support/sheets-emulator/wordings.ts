import { GoogleError } from './parts';
import type { Switches } from './switches';

/** Sentences of refusals that somebody was given by Google and told of; the rest is assumed. [wording-unknown-name] [wording-list-for-one] [no-requests] [mask-empty] [bad-range] [wording-limits] */
const REPORTED: readonly RegExp[] = [
  /: Cannot find field\.$/m,
  /Proto field is not repeating, cannot start list\.$/m,
  /^Must specify at least one request\.$/,
  /At least one field must be listed in 'fields'/,
  /Unable to parse range: /,
  /exceeds grid limits\./,
  /You are trying to edit a protected cell or object\./,
  /more than the maximum of \d+ characters in a single cell/,
  /above the limit of \d+ cells/,
  /A sheet with the name ".*" already exists\. Please enter another name\./s,
  /a named range with that name already exists\.$/,
  /Conditional format rule cannot reference a different sheet\./,
  /^Request contains an invalid argument\.$/,
  // What it is refused in belongs to that assumption. [norwegian-locale]
  /unsupported locale: /,
];

/** What a refusal says where nothing may be relied on but the number of the request: its kind, and that something is wrong with it. [assumed-wordings] */
export const worded = (error: unknown, switches: Switches): unknown => {
  if (switches.assumedWordings || !(error instanceof GoogleError) || error.status !== 400 || error.code !== 'INVALID_ARGUMENT' || REPORTED.some((wording) => wording.test(error.message))) return error;
  const [place = ''] = /^Invalid requests\[\d+\]\.\w+: /.exec(error.message) ?? [];
  return new GoogleError(400, error.code, `${place}Request contains an invalid argument.`, error.reason, error.domain);
};

import { createCaller, type Person } from '../../core/node/people/caller';
import { noOrganisations, type Organisations } from '../../core/node/people/organisations';
import type { Access } from '../../core/node/server/access';

/** Everybody who asks is this person. */
export const accessOf = (person: Person, organisations: Organisations = noOrganisations): Access => {
  const caller = createCaller(person, organisations);
  return { keepsStrangersOut: async () => ({ ok: true, value: true }), identify: async () => ({ ok: true, value: caller }) };
};

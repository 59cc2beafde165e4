import type { Locale } from '../../plan/locale';
import type { NamedScope } from '../people/unknown-scopes';
import { say } from './texts';

/** That something is granted on what the store does not have. */
export const scopeNote = (scope: NamedScope, locale: Locale): string =>
  ('plan' in scope ? say('noPlanHere', locale, { what: scope.plan }) : say('noPlanOf', locale, { what: scope.organisation }));

import { errorAnswer, type Answer } from './answers';
import { createConsents, type Granted } from './consents';
import type { Incoming } from './exchange';
import { formOf, refuse } from './oauth-form';
import { createServiceKeys } from './service-keys';
import { scopes, type Users } from './users';

/** Google's tokens, consents and keys. `now` is milliseconds; `rootUrl` is where tokens are asked for. */
export const createOauth = (users: Users, now: () => number, rootUrl: () => string) => {
  const consents = createConsents(users);
  const keys = createServiceKeys(now, rootUrl);

  const grants: Readonly<Record<string, (form: URLSearchParams) => Granted>> = {
    refresh_token: consents.refreshed,
    authorization_code: consents.exchanged,
    'urn:ietf:params:oauth:grant-type:jwt-bearer': (form) => ({ session: keys.asserted(form.get('assertion') ?? '') }),
  };

  const token = (request: Incoming): Answer => {
    const form = formOf(request);
    const grant = grants[form.get('grant_type') ?? ''];
    if (!grant) throw refuse('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`);
    const { session, refreshToken } = grant(form);
    return { status: 200, json: { access_token: users.give(session), expires_in: 3599, scope: session.scopes.join(' '), token_type: 'Bearer', refresh_token: refreshToken } };
  };

  const revoke = (request: Incoming): Answer => {
    consents.revoke(formOf(request).get('token') ?? '');
    return { status: 200, json: {} };
  };

  const userinfo = ({ authorization }: Incoming): Answer => {
    const session = users.sessionOf((authorization ?? '').replace(/^Bearer /, ''));
    if (!session) throw refuse('invalid_request', 'Invalid Credentials', 401);
    // [userinfo-scope]
    const mayTell = session.scopes.includes(scopes.email) || session.scopes.includes('email');
    return { status: 200, json: { sub: '1', ...(mayTell ? { email: session.email, email_verified: true } : {}) } };
  };

  const endpoints: readonly (readonly [RegExp, (request: Incoming) => Answer])[] = [
    [/^\/(oauth2\/v4\/)?token$/, token],
    [/^\/o\/oauth2\/(v2\/)?auth$/, (request) => ({ status: 302, location: consents.page(formOf(request)) })],
    [/^\/(o\/oauth2\/)?revoke$/, revoke],
    [/^\/(oauth2\/v[123]|v1)\/userinfo$/, userinfo],
  ];

  return {
    answer(request: Incoming): Answer | undefined {
      const endpoint = endpoints.find(([path]) => path.test(request.path));
      try {
        return endpoint?.[1](request);
      } catch (error) {
        return errorAnswer(error, 'oauth');
      }
    },
    selfSigned: keys.selfSigned,
    /** What tests do with accounts. */
    hands: { atConsent: consents.atConsent, consentOf: consents.consentOf, end: consents.end, serviceAccount: keys.serviceAccount, forget: keys.forget },
  };
};
export type Oauth = ReturnType<typeof createOauth>;

import { createHash } from 'node:crypto';
import { refuse } from './oauth-form';
import { OUR_APP, scopes, type Session, type Users } from './users';

/** The app that tests log in with, as its client file tells. */
export const CLIENT = { id: OUR_APP, secret: 'emulated-client-secret' } as const;

interface Consent extends Session {
  isOver: boolean;
}

interface Code {
  readonly session: Session;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly isOffline: boolean;
}

/** What the person at the browser does with the page that asks for consent. */
export type AtConsent = { readonly email: string; readonly grants?: readonly string[] } | 'declines';

/** What an exchange gives: whose access it is, and a refresh token where one was asked for. */
export interface Granted {
  readonly session: Session;
  readonly refreshToken?: string;
}

const checkClient = (form: URLSearchParams): void => {
  if (form.get('client_id') !== CLIENT.id) throw refuse('invalid_client', 'The OAuth client was not found.', 401);
  if (form.get('client_secret') !== CLIENT.secret) throw refuse('invalid_client', 'Unauthorized', 401);
};

/** The page answers for an installed app alone, which is sent back to loopback. [loopback-redirect] */
const checkPage = (form: URLSearchParams): void => {
  if (form.get('client_id') !== CLIENT.id) throw refuse('invalid_client', 'The OAuth client was not found.', 401);
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(form.get('redirect_uri') ?? '')) throw refuse('redirect_uri_mismatch', 'The redirect URI is not that of an installed app.');
  if (form.get('response_type') !== 'code' || !form.get('scope')) throw refuse('invalid_request', 'Missing required parameter: scope or response_type');
  if (form.get('code_challenge') && form.get('code_challenge_method') !== 'S256') throw refuse('invalid_request', 'Only S256 is understood here.');
};

/** [pkce-verifier] */
const checkVerifier = ({ challenge }: Code, verifier: string | null): void => {
  if (challenge === null) return;
  if (verifier === null) throw refuse('invalid_grant', 'Missing code verifier.');
  if (createHash('sha256').update(verifier).digest('base64url') !== challenge) throw refuse('invalid_grant', 'Invalid code verifier.');
};

/** What persons have consented to. */
export const createConsents = (users: Users) => {
  const consents = new Map<string, Consent>();
  const codes = new Map<string, Code>();
  let pages = 0;
  let atConsent: AtConsent = 'declines';

  const consentTo = (session: Session): string => {
    const token = `1//emulated-${consents.size + 1}`;
    consents.set(token, { ...session, isOver: false });
    return token;
  };
  const codeFor = (form: URLSearchParams, session: Session): string => {
    pages += 1;
    const code = `4/emulated-${pages}`;
    codes.set(code, { session, redirectUri: form.get('redirect_uri') ?? '', challenge: form.get('code_challenge'), isOffline: form.get('access_type') === 'offline' });
    return code;
  };

  return {
    /** The page that asks for consent: whoever sits at the browser has made up their mind, and is sent back to this address. */
    page(form: URLSearchParams): string {
      checkPage(form);
      const back = new URL(form.get('redirect_uri') ?? '');
      const state = form.get('state');
      if (state !== null) back.searchParams.set('state', state);
      if (atConsent === 'declines') back.searchParams.set('error', 'access_denied');
      else {
        const granted = atConsent.grants ?? (form.get('scope') ?? '').split(' ');
        back.searchParams.set('code', codeFor(form, { email: atConsent.email, scopes: granted, app: CLIENT.id }));
        back.searchParams.set('scope', granted.join(' '));
      }
      return back.href;
    },
    exchanged(form: URLSearchParams): Granted {
      checkClient(form);
      const code = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      if (!code) throw refuse('invalid_grant', 'Malformed auth code.');
      if (code.redirectUri !== form.get('redirect_uri')) throw refuse('redirect_uri_mismatch', 'Bad Request');
      checkVerifier(code, form.get('code_verifier'));
      return { session: code.session, refreshToken: code.isOffline ? consentTo(code.session) : undefined };
    },
    refreshed(form: URLSearchParams): Granted {
      checkClient(form);
      const consent = consents.get(form.get('refresh_token') ?? '');
      // [consent-gone]
      if (!consent || consent.isOver) throw refuse('invalid_grant', 'Token has been expired or revoked.');
      return { session: consent };
    },
    revoke(token: string): void {
      const known = consents.get(token);
      const session = known ?? users.sessionOf(token);
      if (!session || known?.isOver) throw refuse('invalid_token', 'Token expired or revoked');
      // With one of them all go that the app has of the account. [revoke-all]
      for (const consent of consents.values()) if (consent.email === session.email && consent.app === session.app) consent.isOver = true;
      users.endAllOf(session.email);
    },
    /** Who sits at the browser when the page of consent is opened, and what they do; until it is said, they decline. */
    atConsent: (person: AtConsent): void => void (atConsent = person),
    /** A refresh token, as a login gave it once. */
    consentOf: (email: string, granted: readonly string[] = [scopes.driveFile]): string => consentTo({ email, scopes: granted, app: CLIENT.id }),
    /** The person takes consent back, and its tokens are worth nothing at once; or it is too old, as an app in testing has it for 7 days, and those last as long as they last. [testing-consent] */
    end(email: string, how: 'revoked' | 'expired'): void {
      for (const consent of consents.values()) if (consent.email === email) consent.isOver = true;
      if (how === 'revoked') users.endAllOf(email);
    },
  };
};

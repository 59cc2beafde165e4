import { GoogleError } from './parts';

const SCOPE = 'https://www.googleapis.com/auth/';
export const scopes = {
  driveFile: `${SCOPE}drive.file`,
  drive: `${SCOPE}drive`,
  driveReadonly: `${SCOPE}drive.readonly`,
  driveMetadata: `${SCOPE}drive.metadata.readonly`,
  spreadsheets: `${SCOPE}spreadsheets`,
  spreadsheetsReadonly: `${SCOPE}spreadsheets.readonly`,
  email: `${SCOPE}userinfo.email`,
} as const;

/** `room` for more files, `full`, or `none` at all, as a service account. */
export type Storage = 'room' | 'full' | 'none';

export interface Account {
  readonly email: string;
  readonly storage: Storage;
}

/** What a bearer token stands for. */
export interface Session {
  readonly email: string;
  readonly scopes: readonly string[];
  /** The app that it was given to: with `drive.file` it sees its own files. */
  readonly app: string;
}

/** The app that tests speak as where they say nothing of it. */
export const OUR_APP = 'planark.apps.googleusercontent.com';

const ofServices = (email: string): boolean => email.endsWith('.gserviceaccount.com');

/** Accounts and the tokens that stand for them. An account is there once it is named. */
export const createUsers = () => {
  const storage = new Map<string, Storage>();
  const sessions = new Map<string, Session>();
  const gone = new Set<string>();
  let made = 0;
  const account = (email: string): Account => ({ email, storage: storage.get(email) ?? (ofServices(email) ? 'none' : 'room') });
  const give = (session: Session): string => {
    made += 1;
    const token = `ya29.emulated-${made}`;
    sessions.set(token, session);
    return token;
  };
  return {
    account,
    give,
    setStorage: (email: string, room: Storage): void => void storage.set(email, room),
    /** A token that is no longer any good: it ran out, or consent was taken back. */
    end: (token: string): void => void gone.add(token),
    endAllOf: (email: string): void => [...sessions].filter(([, session]) => session.email === email).forEach(([token]) => gone.add(token)),
    sessionOf: (token: string): Session | undefined => (gone.has(token) ? undefined : sessions.get(token)),
    /** A token of that account, made where there is none with those scopes. */
    tokenFor(email: string, wanted: readonly string[] = [scopes.driveFile], app = OUR_APP): string {
      const same = ([token, session]: [string, Session]): boolean => !gone.has(token) && session.email === email && session.app === app && session.scopes.join(' ') === wanted.join(' ');
      return [...sessions].find(same)?.[0] ?? give({ email, scopes: wanted, app });
    },
  };
};
export type Users = ReturnType<typeof createUsers>;

/** Whose call it is. Throws as Google answers where nobody's, or nobody's any more. */
export const authenticated = (users: Users, authorization: string | undefined): Session => {
  // [no-credentials]
  if (authorization === undefined) throw new GoogleError(403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.", 'forbidden', 'global');
  const session = users.sessionOf(authorization.replace(/^Bearer /, ''));
  // [token-gone]
  if (!session) throw new GoogleError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.', 'authError', 'global');
  return session;
};

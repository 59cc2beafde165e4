import { readConsent, readCredentials, type GoogleCredentials } from './key-file';
import { consentFile, gcloudFile, type UserPlace } from './places';
import { isOpenToOthers, readSmallFile, type FileFailure } from './private-file';

/**
 * Why there is nobody to be at Google: `no-credentials`: none were found; `cannot-read`: a file that was named is missing or closed to this user;
 * `not-a-key`: it is neither a service account's key nor a person's consent; `too-open`: others on this machine can read the stored consent.
 */
export interface CredentialFailure {
  readonly kind: 'no-credentials' | 'cannot-read' | 'not-a-key' | 'too-open';
  readonly file?: string;
  /** The system's code. */
  readonly detail?: string;
}
/** `openFile`: a file that was named, and that others on this machine can read. */
export type CredentialResult = { readonly ok: true; readonly value: GoogleCredentials; readonly openFile?: string } | { readonly ok: false; readonly failure: CredentialFailure };

interface Candidate {
  readonly file: string;
  /** Somebody named it: it is an error that it is not there. */
  readonly isNamed: boolean;
  readonly isPrivate: boolean;
  readonly read: (text: string) => GoogleCredentials | null;
}

const readLogin = (text: string): GoogleCredentials | null => {
  const consent = readConsent(text);
  if (!consent) return null;
  const { clientId, clientSecret, refreshToken, reach, email } = consent;
  return { kind: 'person', source: 'login', clientId, clientSecret, refreshToken, reach, ...(email !== null && { email }) };
};

const named = (file: string): Candidate => ({ file, isNamed: true, isPrivate: false, read: readCredentials });

const candidatesOf = (place: UserPlace, keyFile: string | undefined): Candidate[] => [
  ...[keyFile, place.env['PLANARK_GOOGLE_KEY_FILE'], place.env['GOOGLE_APPLICATION_CREDENTIALS']].flatMap((file) => (file ? [named(file)] : [])),
  { file: consentFile(place), isNamed: false, isPrivate: true, read: readLogin },
  { file: gcloudFile(place), isNamed: false, isPrivate: false, read: readCredentials },
];

const toFailure = ({ kind, file, detail }: FileFailure): CredentialFailure => ({
  kind: kind === 'too-open' ? 'too-open' : kind === 'too-large' ? 'not-a-key' : 'cannot-read', file, ...(detail !== undefined && { detail }),
});

/**
 * Whom to be at Google: the key file that was asked for, by option or by PLANARK_GOOGLE_KEY_FILE, the one of GOOGLE_APPLICATION_CREDENTIALS, what
 * `planark gsheets login` stored, what gcloud left. gcloud's comes last: it is made for other things, and would hide a login that was made for this. A file
 * that is there and is no good ends the search, since going on would be somebody else. [O9]
 */
export const findCredentials = async (options: UserPlace & { readonly keyFile?: string }): Promise<CredentialResult> => {
  for (const { file, isNamed, isPrivate, read } of candidatesOf(options, options.keyFile)) {
    const text = await readSmallFile(file, isPrivate);
    if (!text.ok && text.failure.kind === 'missing' && !isNamed) continue;
    if (!text.ok) return { ok: false, failure: toFailure(text.failure) };
    const value = read(text.value);
    if (value && isNamed && (await isOpenToOthers(file))) return { ok: true, value, openFile: file };
    return value ? { ok: true, value } : { ok: false, failure: { kind: 'not-a-key', file } };
  }
  return { ok: false, failure: { kind: 'no-credentials' } };
};

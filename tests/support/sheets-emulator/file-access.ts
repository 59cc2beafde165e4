import type { DriveFile } from './files';
import { GoogleError, type Caller } from './parts';
import type { Switches } from './switches';
import { scopes, type Session } from './users';

const RANKS: readonly Caller['role'][] = ['reader', 'commenter', 'writer', 'owner'];
const isBelow = (role: Caller['role'], least: Caller['role']): boolean => RANKS.indexOf(role) < RANKS.indexOf(least);

const notFound = (id: string): GoogleError => new GoogleError(404, 'NOT_FOUND', `File not found: ${id}.`, 'notFound');
const sheetNotFound = (): GoogleError => new GoogleError(404, 'NOT_FOUND', 'Requested entity was not found.', 'notFound');
const noPermission = (): GoogleError => new GoogleError(403, 'PERMISSION_DENIED', 'The caller does not have permission', 'forbidden');
const insufficient = (): GoogleError => new GoogleError(403, 'PERMISSION_DENIED', 'The user does not have sufficient permissions for this file.', 'insufficientFilePermissions');

/** An account and the app that it works with: `drive.file` is given to both together. */
export const grantOf = ({ email, app }: Pick<Session, 'email' | 'app'>): string => `${email} ${app}`;

/** The highest of what was given to the account and to everybody with the link. */
export const roleOf = (file: DriveFile, email: string): Caller['role'] | undefined => file.permissions.filter((permission) => permission.email === email || permission.type === 'anyone')
  .map(({ role }) => role).sort((a, b) => RANKS.indexOf(b) - RANKS.indexOf(a))[0];

/** Scopes with which an API shows all that an account may see: those of spreadsheets show Drive's methods none of them. [whole-scopes] */
const WHOLE = {
  drive: [scopes.drive, scopes.driveReadonly, scopes.driveMetadata],
  sheets: [scopes.drive, scopes.driveReadonly, scopes.spreadsheets, scopes.spreadsheetsReadonly],
} satisfies Record<string, readonly string[]>;

/** Who may see which file, and as what. */
export const createAccess = (switches: Switches, find: (id: string) => DriveFile | undefined) => {
  const isGranted = (file: DriveFile, session: Session, grants: ReadonlySet<string>, whole: readonly string[]): boolean =>
    // [drive-file-shared]
    session.scopes.some((scope) => whole.includes(scope)) || grants.has(grantOf(session)) || (switches.driveFileSeesShared && roleOf(file, session.email) !== 'owner');
  return {
    /** The file for Drive's methods: who may not see it is told that there is none. [drive-unseen] */
    forDrive(id: string, session: Session, least: Caller['role']): DriveFile {
      const file = find(id);
      const role = file && roleOf(file, session.email);
      if (!file || !role || !isGranted(file, session, file.grants, WHOLE.drive)) throw notFound(id);
      if (isBelow(role, least)) throw insufficient();
      return file;
    },
    isVisible: (file: DriveFile, session: Session): boolean => roleOf(file, session.email) !== undefined && isGranted(file, session, file.grants, WHOLE.drive),
    /** Who calls, for the Sheets API: it tells a spreadsheet that is not shared from one that is not there. [sheets-not-shared] [drive-file-unseen] */
    forSheets(id: string, session: Session, least: 'reader' | 'writer'): Caller {
      const file = find(id);
      if (!file) throw sheetNotFound();
      const role = roleOf(file, session.email);
      if (!role) throw noPermission();
      if (!isGranted(file, session, file.sheetsGrants, WHOLE.sheets)) throw switches.unseenSheetIsNotFound ? sheetNotFound() : noPermission();
      // [trashed-answers]
      if (file.isTrashed && !switches.trashedStillAnswers) throw sheetNotFound();
      if (isBelow(role, least)) throw noPermission();
      return { email: session.email, role };
    },
  };
};

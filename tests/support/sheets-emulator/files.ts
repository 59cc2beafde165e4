import { GoogleError, type Caller } from './parts';
import type { Switches } from './switches';
import { scopes, type Session } from './users';

export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Permission {
  readonly id: string;
  /** Empty where it is everybody with the link. */
  readonly email: string;
  readonly type: 'user' | 'group' | 'anyone';
  readonly role: Caller['role'];
}

/** A file of Drive. Its name is the spreadsheet's title, and kept there. */
export interface DriveFile {
  readonly id: string;
  readonly createdTime: string;
  modifiedTime: string;
  /** The version of the spreadsheet that `modifiedTime` and the list of changes know of. */
  seen: number;
  /** Changes besides those of the spreadsheet: sharing, properties, the bin. */
  ownVersion: number;
  isTrashed: boolean;
  /** How many lists would have held it. */
  listings: number;
  permissions: Permission[];
  /** By app, as no app sees another's. [app-properties] */
  readonly appProperties: Map<string, Map<string, string>>;
  readonly properties: Map<string, string>;
  description?: string;
  /** What made it or opened it: an account by an app, both together. With `drive.file` these see it. */
  readonly grants: Set<string>;
  /** Those that only the Sheets API knows of. */
  readonly sheetsGrants: Set<string>;
}

/** Lists that miss a new file, where lists come late. */
const LATE_LISTINGS = 2;
const RANKS: readonly Caller['role'][] = ['reader', 'commenter', 'writer', 'owner'];
const notFound = (id: string): GoogleError => new GoogleError(404, 'NOT_FOUND', `File not found: ${id}.`, 'notFound');
const sheetNotFound = (): GoogleError => new GoogleError(404, 'NOT_FOUND', 'Requested entity was not found.', 'notFound');
const noPermission = (): GoogleError => new GoogleError(403, 'PERMISSION_DENIED', 'The caller does not have permission', 'forbidden');
const insufficient = (): GoogleError => new GoogleError(403, 'PERMISSION_DENIED', 'The user does not have sufficient permissions for this file.', 'insufficientFilePermissions');

const permissionIdOf = (email: string): string => (email === '' ? 'anyoneWithLink' : idOfAddress(email));
const idOfAddress = (email: string): string => String([...email].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e15, 7)).padStart(20, '0');

const grantOf = ({ email, app }: Pick<Session, 'email' | 'app'>): string => `${email} ${app}`;

/** The files of everybody, and who may see them. */
export const createFiles = (switches: Switches, versionOf: (id: string) => number, now: () => Date) => {
  const files = new Map<string, DriveFile>();
  let made = 0;
  /** The highest of what was given to the account and to everybody with the link. */
  const roleOf = (file: DriveFile, email: string): Caller['role'] | undefined => file.permissions.filter((permission) => permission.email === email || permission.type === 'anyone')
    .map(({ role }) => role).sort((a, b) => RANKS.indexOf(b) - RANKS.indexOf(a))[0];

  const isGranted = (file: DriveFile, session: Session, grants: ReadonlySet<string>): boolean => {
    const whole: readonly string[] = [scopes.drive, scopes.driveReadonly, scopes.driveMetadata, scopes.spreadsheets, scopes.spreadsheetsReadonly];
    // [drive-file-shared]
    return session.scopes.some((scope) => whole.includes(scope)) || grants.has(grantOf(session)) || (switches.driveFileSeesShared && roleOf(file, session.email) !== 'owner');
  };

  const ownerOf = (file: DriveFile): string => file.permissions.find(({ role }) => role === 'owner')?.email ?? '';

  /** Takes notice of what happened to the spreadsheet since. */
  const touch = (file: DriveFile): void => {
    const version = versionOf(file.id);
    if (version !== file.seen) file.modifiedTime = now().toISOString();
    file.seen = version;
  };

  return {
    all: (): readonly DriveFile[] => [...files.values()],
    roleOf,
    touch,
    permissionIdOf,
    ownerOf,
    isOwner: (file: DriveFile, email: string): boolean => file.permissions.some((permission) => permission.role === 'owner' && permission.email === email),
    version: (file: DriveFile): number => file.ownVersion + versionOf(file.id),
    /** Ids look like Google's: 44 signs. The next file gets it with `add`. */
    nextId(): string {
      made += 1;
      return `1Emulated${String(made).padStart(35, '0')}`;
    },
    add(id: string, session: Session, isForDriveToo = true): DriveFile {
      const at = now().toISOString();
      const owner: Permission = { id: permissionIdOf(session.email), email: session.email, type: 'user', role: 'owner' };
      const file: DriveFile = { id, createdTime: at, modifiedTime: at, seen: versionOf(id), ownVersion: 1, isTrashed: false, listings: 0, permissions: [owner], appProperties: new Map(), properties: new Map(), grants: new Set(isForDriveToo ? [grantOf(session)] : []), sheetsGrants: new Set([grantOf(session)]) };
      files.set(id, file);
      return file;
    },
    remove: (id: string): void => void files.delete(id),
    callersOf: (id: string): readonly Caller[] => (files.get(id)?.permissions ?? []).map(({ email, role }) => ({ email, role })),
    share(file: DriveFile, email: string, role: Caller['role'], type: Permission['type'] = 'user'): Permission {
      const permission: Permission = { id: permissionIdOf(email), email, type, role };
      file.permissions = [...file.permissions.filter((other) => other.email !== email), permission];
      file.ownVersion += 1;
      return permission;
    },
    /** The account opens it with the app: in a picker, say. */
    grant(file: DriveFile, session: Pick<Session, 'email' | 'app'>): void {
      file.grants.add(grantOf(session));
      file.sheetsGrants.add(grantOf(session));
    },
    unshare(file: DriveFile, email: string): void {
      file.permissions = file.permissions.filter((permission) => permission.email !== email || permission.role === 'owner');
      file.ownVersion += 1;
    },
    bin(file: DriveFile, isTrashed: boolean): void {
      file.isTrashed = isTrashed;
      file.ownVersion += 1;
    },
    /** The file for Drive's methods: who may not see it is told that there is none. [drive-unseen] */
    forDrive(id: string, session: Session, least: Caller['role']): DriveFile {
      const file = files.get(id);
      const role = file && roleOf(file, session.email);
      if (!file || !role || !isGranted(file, session, file.grants)) throw notFound(id);
      if (RANKS.indexOf(role) < RANKS.indexOf(least)) throw insufficient();
      return file;
    },
    /** Whether a list holds it by now. [drive-lists-at-once] */
    isListed(file: DriveFile): boolean {
      file.listings += 1;
      return switches.driveListsAtOnce || file.listings > LATE_LISTINGS;
    },
    isVisible: (file: DriveFile, session: Session): boolean => roleOf(file, session.email) !== undefined && isGranted(file, session, file.grants),
    /** Who calls, for the Sheets API: it tells a spreadsheet that is not shared from one that is not there. [sheets-not-shared] [drive-file-unseen] */
    forSheets(id: string, session: Session, least: 'reader' | 'writer'): Caller {
      const file = files.get(id);
      if (!file) throw sheetNotFound();
      const role = roleOf(file, session.email);
      if (!role) throw noPermission();
      if (!isGranted(file, session, file.sheetsGrants)) throw switches.unseenSheetIsNotFound ? sheetNotFound() : noPermission();
      // [trashed-answers]
      if (file.isTrashed && !switches.trashedStillAnswers) throw sheetNotFound();
      if (RANKS.indexOf(role) < RANKS.indexOf(least)) throw noPermission();
      return { email: session.email, role };
    },
  };
};
export type Files = ReturnType<typeof createFiles>;

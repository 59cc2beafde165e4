import { createAccess, grantOf, roleOf } from './file-access';
import type { Caller } from './parts';
import type { Switches } from './switches';
import type { Session } from './users';

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

const idOfAddress = (email: string): string => String([...email].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e15, 7)).padStart(20, '0');
const permissionIdOf = (email: string): string => (email === '' ? 'anyoneWithLink' : idOfAddress(email));
const ownerOf = (file: DriveFile): string => file.permissions.find(({ role }) => role === 'owner')?.email ?? '';

/** What is done to one file by sharing it, opening it or throwing it away. */
const changes = {
  share(file: DriveFile, email: string, role: Caller['role'], type: Permission['type'] = 'user'): Permission {
    const permission: Permission = { id: permissionIdOf(email), email, type, role };
    file.permissions = [...file.permissions.filter((other) => other.email !== email), permission];
    file.ownVersion += 1;
    return permission;
  },
  unshare(file: DriveFile, email: string): void {
    file.permissions = file.permissions.filter((permission) => permission.email !== email || permission.role === 'owner');
    file.ownVersion += 1;
  },
  bin(file: DriveFile, isTrashed: boolean): void {
    file.isTrashed = isTrashed;
    file.ownVersion += 1;
  },
  /** The account opens it with the app: in a picker, say. */
  grant(file: DriveFile, session: Pick<Session, 'email' | 'app'>): void {
    file.grants.add(grantOf(session));
    file.sheetsGrants.add(grantOf(session));
  },
};

/** The files of everybody. `versionOf` is that of a spreadsheet, by whomever it was changed. */
export const createFiles = (switches: Switches, versionOf: (id: string) => number, now: () => Date) => {
  const files = new Map<string, DriveFile>();
  let made = 0;
  return {
    ...changes,
    ...createAccess(switches, (id) => files.get(id)),
    roleOf,
    ownerOf,
    permissionIdOf,
    isOwner: (file: DriveFile, email: string): boolean => ownerOf(file) === email,
    all: (): readonly DriveFile[] => [...files.values()],
    version: (file: DriveFile): number => file.ownVersion + versionOf(file.id),
    /** Takes notice of what happened to the spreadsheet since. */
    touch(file: DriveFile): void {
      const version = versionOf(file.id);
      if (version !== file.seen) file.modifiedTime = now().toISOString();
      file.seen = version;
    },
    /** Ids look like Google's: 44 signs. The next file gets it with `add`. */
    nextId(): string {
      made += 1;
      return `1Emulated${String(made).padStart(35, '0')}`;
    },
    add(id: string, session: Session, isForDriveToo = true): DriveFile {
      const at = now().toISOString();
      const owner: Permission = { id: permissionIdOf(session.email), email: session.email, type: 'user', role: 'owner' };
      const grants = new Set(isForDriveToo ? [grantOf(session)] : []);
      const file: DriveFile = { id, createdTime: at, modifiedTime: at, seen: versionOf(id), ownVersion: 1, isTrashed: false, listings: 0, permissions: [owner], appProperties: new Map(), properties: new Map(), grants, sheetsGrants: new Set([grantOf(session)]) };
      files.set(id, file);
      return file;
    },
    remove: (id: string): void => void files.delete(id),
    /** Whether a list holds it by now. [drive-lists-at-once] */
    isListed(file: DriveFile): boolean {
      file.listings += 1;
      return switches.driveListsAtOnce || file.listings > LATE_LISTINGS;
    },
    callersOf: (id: string): readonly Caller[] => (files.get(id)?.permissions ?? []).map(({ email, role }) => ({ email, role })),
  };
};
export type Files = ReturnType<typeof createFiles>;

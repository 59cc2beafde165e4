import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3';
import type { GoogleResult } from '../rest';
import { resultOf } from './ask';
import type { OnceOptions } from './create-once';
import type { Share, ShareRole, Unshared } from './google';
import { backOff, isOpen, type Tried } from './patience';

export type Permission = drive_v3.Schema$Permission;

/** Those of shared drives may do more than write; what they may do with a spreadsheet is that. */
const roles: Readonly<Record<string, ShareRole>> = { owner: 'writer', organizer: 'writer', fileOrganizer: 'writer', writer: 'writer', commenter: 'commenter', reader: 'reader' };
const owners: ReadonlySet<string> = new Set(['owner', 'organizer']);
/** The mask of a permission. */
export const permissionFields = '(id,type,role,emailAddress,deleted)';

export const roleOf = ({ role }: Permission): ShareRole => roles[role ?? ''] ?? 'reader';
export const isOwnerOf = ({ role }: Permission): boolean => owners.has(role ?? '');
/** Google tells addresses apart without regard to case. */
const isOf = (permission: Permission, person: string): boolean => permission.deleted !== true && permission.emailAddress?.toLowerCase() === person.trim().toLowerCase();

const readPermissions = async ({ ask, clients }: OnceOptions, fileId: string): Promise<GoogleResult<Permission[]>> => {
  const permissions: Permission[] = [];
  let pageToken: string | undefined;
  do {
    const page = { fileId, pageSize: 100, pageToken, fields: `nextPageToken,permissions${permissionFields}`, supportsAllDrives: true };
    const tried = await ask({ service: 'drive', repeats: 'read' }, (auth) => clients.drive.permissions.list({ ...page, auth }));
    if (!tried.ok) return resultOf(tried, false);
    permissions.push(...(tried.value.permissions ?? []));
    pageToken = tried.value.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return { ok: true, value: permissions };
};

/** How often it is looked whether what got no answer was done. */
const mostRounds = 3;

/**
 * Changes what a person has, until it is as it should be: what they have is looked at first, and again where no answer came. `next` is what is to be
 * asked of Drive, or what came of it where nothing is. [O14]
 */
const settle = async <T extends string | undefined>(options: OnceOptions, fileId: string, person: string, next: (theirs: Permission | undefined, round: number) => T | (() => Promise<Tried<object>>), done: T): Promise<GoogleResult<T>> => {
  const { surroundings } = options;
  for (let round = 1; ; round += 1) {
    const standing = await readPermissions(options, fileId);
    if (!standing.ok) return standing;
    const step = next(standing.value.find((permission) => isOf(permission, person)), round);
    if (typeof step !== 'function') return { ok: true, value: step };
    const tried = await step();
    if (tried.ok) return { ok: true, value: done };
    if (!isOpen(tried.trouble) || round === mostRounds) return resultOf<T>({ ok: false, trouble: tried.trouble }, true);
    await surroundings.pause(backOff(round, surroundings.random));
  }
};

/**
 * Gives a person a role. Nothing is sent where they have it, and theirs is changed where it is another, so that nobody stands twice and nobody gets a second
 * mail. An owner stays one. [O14]
 */
export const shareFile = (options: OnceOptions, fileId: string, { person, role }: Share, message?: string): Promise<GoogleResult<void>> => {
  const { ask, clients } = options;
  const emailAddress = person.trim();
  const add = { fileId, requestBody: { type: 'user', role, emailAddress }, sendNotificationEmail: message !== undefined, emailMessage: message || undefined, fields: 'id', supportsAllDrives: true };
  return settle<undefined>(options, fileId, person, (theirs) => {
    if (theirs && (roleOf(theirs) === role || isOwnerOf(theirs))) return undefined;
    return () => ask({ service: 'drive', repeats: 'once' }, (auth) => (theirs
      ? clients.drive.permissions.update({ fileId, permissionId: theirs.id ?? '', requestBody: { role }, fields: 'id', supportsAllDrives: true, auth })
      : clients.drive.permissions.create({ ...add, auth })));
  }, undefined);
};

/** Takes a person's role away, where they have one of their own and do not own the file. [O16] */
export const unshareFile = (options: OnceOptions, fileId: string, person: string): Promise<GoogleResult<Unshared>> => {
  const { ask, clients } = options;
  return settle<Unshared>(options, fileId, person, (theirs, round) => {
    if (!theirs) return round === 1 ? 'had-none' : 'taken';
    if (isOwnerOf(theirs)) return 'owner';
    return () => ask({ service: 'drive', repeats: 'once' }, async (auth) => {
      await clients.drive.permissions.delete({ fileId, permissionId: theirs.id ?? '', supportsAllDrives: true, auth });
      // Drive answers with nothing.
      return { data: {} };
    });
  }, 'taken');
};

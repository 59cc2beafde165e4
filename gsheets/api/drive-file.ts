import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3';
import type { GoogleResult } from '../rest';
import { resultOf } from './ask';
import type { OnceOptions } from './create-once';
import type { Share, ShareRole, SpreadsheetFile } from './google';
import { backOff, isOpen } from './patience';

type Permission = drive_v3.Schema$Permission;

/** Those of shared drives may do more than write; what they may do with a spreadsheet is that. */
const roles: Readonly<Record<string, ShareRole>> = { owner: 'writer', organizer: 'writer', fileOrganizer: 'writer', writer: 'writer', commenter: 'commenter', reader: 'reader' };
const owners: ReadonlySet<string> = new Set(['owner', 'organizer']);
const permissionFields = '(id,type,role,emailAddress,deleted)';

const roleOf = ({ role }: Permission): ShareRole => roles[role ?? ''] ?? 'reader';
/** Google tells addresses apart without regard to case. */
const isOf = (permission: Permission, person: string): boolean => permission.deleted !== true && permission.emailAddress?.toLowerCase() === person.trim().toLowerCase();

const toFile = (file: drive_v3.Schema$File): SpreadsheetFile => {
  const permissions = file.permissions ?? [];
  const link = permissions.find(({ type }) => type === 'anyone');
  const own = file.ownedByMe === true ? permissions.find(({ role }) => role === 'owner')?.emailAddress : undefined;
  return {
    name: file.name ?? '',
    url: file.webViewLink ?? '',
    isTrashed: file.trashed === true,
    modifiedTime: file.modifiedTime ?? '',
    version: file.version ?? '',
    shares: permissions.flatMap((permission) => {
      const { emailAddress, deleted, role } = permission;
      return emailAddress && deleted !== true ? [{ person: emailAddress, role: roleOf(permission), isOwner: owners.has(role ?? '') }] : [];
    }),
    ...(own && { ownAddress: own }),
    ...(link && { linkRole: roleOf(link) }),
  };
};

/** The address of the account itself. */
export const readAccount = async ({ ask, clients }: OnceOptions): Promise<GoogleResult<string>> => {
  const tried = await ask({ service: 'drive', repeats: 'read' }, (auth) => clients.drive.about.get({ fields: 'user(emailAddress)', auth }));
  if (!tried.ok) return resultOf(tried, false);
  const address = tried.value.user?.emailAddress;
  return address ? { ok: true, value: address } : { ok: false, failure: { kind: 'refused', detail: 'Google tells no address' } };
};

export const readFile = async ({ ask, clients }: OnceOptions, fileId: string): Promise<GoogleResult<SpreadsheetFile>> => {
  const fields = `name,webViewLink,trashed,modifiedTime,version,ownedByMe,permissions${permissionFields}`;
  const tried = await ask({ service: 'drive', repeats: 'read' }, (auth) => clients.drive.files.get({ fileId, fields, supportsAllDrives: true, auth }));
  return tried.ok ? { ok: true, value: toFile(tried.value) } : resultOf(tried, false);
};

/** Puts a file in the bin, where it can be. */
export const binFile = async ({ ask, clients }: OnceOptions, fileId: string): Promise<void> => {
  await ask({ service: 'drive', repeats: 'read' }, (auth) => clients.drive.files.update({ fileId, requestBody: { trashed: true }, fields: 'id', supportsAllDrives: true, auth }));
};

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

/** How often it is looked whether a share that got no answer was done. */
const mostRounds = 3;

/**
 * Gives a person a role. What they have is looked at first: nothing is sent where it is that, and theirs is changed where it is another, so that nobody stands
 * twice and nobody gets a second mail. An owner stays one. Without an answer it is looked again. [O14]
 */
export const shareFile = async (options: OnceOptions, fileId: string, { person, role }: Share, message?: string): Promise<GoogleResult<void>> => {
  const { ask, clients, surroundings } = options;
  const emailAddress = person.trim();
  const add = { fileId, requestBody: { type: 'user', role, emailAddress }, sendNotificationEmail: message !== undefined, emailMessage: message || undefined, fields: 'id', supportsAllDrives: true };
  for (let round = 1; ; round += 1) {
    const standing = await readPermissions(options, fileId);
    if (!standing.ok) return standing;
    const theirs = standing.value.find((permission) => isOf(permission, person));
    if (theirs && (roleOf(theirs) === role || owners.has(theirs.role ?? ''))) return { ok: true, value: undefined };
    const tried = await ask({ service: 'drive', repeats: 'once' }, (auth) => (theirs
      ? clients.drive.permissions.update({ fileId, permissionId: theirs.id ?? '', requestBody: { role }, fields: 'id', supportsAllDrives: true, auth })
      : clients.drive.permissions.create({ ...add, auth })));
    if (tried.ok) return { ok: true, value: undefined };
    if (!isOpen(tried.trouble) || round === mostRounds) return resultOf<void>({ ok: false, trouble: tried.trouble }, true);
    await surroundings.pause(backOff(round, surroundings.random));
  }
};

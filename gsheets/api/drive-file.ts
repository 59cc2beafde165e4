import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3';
import type { GoogleResult } from '../rest';
import { resultOf } from './ask';
import type { OnceOptions } from './create-once';
import { isOwnerOf, permissionFields, roleOf } from './drive-sharing';
import type { SpreadsheetFile } from './google';

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
      const { emailAddress, deleted } = permission;
      return emailAddress && deleted !== true ? [{ person: emailAddress, role: roleOf(permission), isOwner: isOwnerOf(permission) }] : [];
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

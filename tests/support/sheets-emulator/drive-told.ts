import type { Queried } from './drive-query';
import { SPREADSHEET, type DriveFile, type Files, type Permission } from './files';
import { GoogleError, type Caller, type CallParams, type SheetsModel } from './parts';
import type { ValidCall } from './sheets';
import type { Switches } from './switches';
import type { Session, Users } from './users';

/** What Drive works with. */
export interface DriveParts {
  readonly model: SheetsModel;
  readonly files: Files;
  readonly users: Users;
  readonly now: () => Date;
  readonly switches: Switches;
}

/** A file that came with its description, in two parts. */
export interface Upload {
  readonly type: string;
  readonly bytes: Buffer;
}
export type DriveCall = ValidCall & { readonly upload?: Upload };
/** A method of Drive; what it gives is masked afterwards. */
export type DriveMethod = (call: DriveCall) => unknown;

export const bad = (message: string, reason: string): GoogleError => new GoogleError(400, 'INVALID_ARGUMENT', message, reason);
export const textOf = (value: CallParams[string]): string | undefined => (typeof value === 'string' ? value : value?.[0]);

/** The file that a call is about, for an account with at least that role. */
export const fileOf = ({ files }: DriveParts, call: DriveCall, least: Caller['role']): DriveFile => files.forDrive(textOf(call.params['fileId']) ?? '', call.session, least);

export const account = ({ files }: Pick<DriveParts, 'files'>, email: string): gapi.client.drive.User => ({ kind: 'drive#user', displayName: email.split('@')[0], emailAddress: email, permissionId: files.permissionIdOf(email) });

export const permissionJson = (permission: Permission): gapi.client.drive.Permission => ({
  kind: 'drive#permission', id: permission.id, type: permission.type, role: permission.role, deleted: false, pendingOwner: false,
  ...(permission.email === '' ? { allowFileDiscovery: false } : { emailAddress: permission.email, displayName: permission.email.split('@')[0] }),
});

const capabilities = (role: Caller['role'] | undefined): gapi.client.drive.File['capabilities'] => {
  const isWriter = role === 'owner' || role === 'writer';
  return { canEdit: isWriter, canShare: isWriter, canRename: isWriter, canReadRevisions: isWriter, canTrash: role === 'owner', canDelete: role === 'owner', canDownload: true };
};

/** A file as an account sees it through an app. */
export const fileJson = (parts: DriveParts, file: DriveFile, { email, app }: Session): gapi.client.drive.File => {
  const { files, model } = parts;
  files.touch(file);
  const role = files.roleOf(file, email);
  const own = file.appProperties.get(app);
  return {
    kind: 'drive#file', id: file.id, name: model.title(file.id), mimeType: SPREADSHEET, starred: false, trashed: file.isTrashed, explicitlyTrashed: file.isTrashed, parents: ['root-of-owner'], spaces: ['drive'],
    version: String(files.version(file)), webViewLink: `https://docs.google.com/spreadsheets/d/${file.id}/edit?usp=drivesdk`, createdTime: file.createdTime, modifiedTime: file.modifiedTime,
    owners: [account(parts, files.ownerOf(file))], ownedByMe: role === 'owner', shared: file.permissions.length > 1, permissionIds: file.permissions.map(({ id }) => id), capabilities: capabilities(role),
    // [permissions-for-writers]
    ...(role === 'owner' || role === 'writer' ? { permissions: file.permissions.map(permissionJson) } : {}),
    ...(own && own.size > 0 ? { appProperties: Object.fromEntries(own) } : {}),
    ...(file.properties.size > 0 ? { properties: Object.fromEntries(file.properties) } : {}),
    ...(file.description === undefined ? {} : { description: file.description }),
  };
};

/** What a query asks of a file, through an app. */
export const queried = ({ files, model }: DriveParts, file: DriveFile, app: string): Queried => {
  files.touch(file);
  const whose = (...roles: readonly Caller['role'][]): readonly string[] => file.permissions.filter(({ role }) => roles.includes(role)).map(({ email }) => email);
  return {
    name: model.title(file.id), mimeType: SPREADSHEET, isTrashed: file.isTrashed, createdTime: file.createdTime, modifiedTime: file.modifiedTime, owner: files.ownerOf(file),
    writers: whose('owner', 'writer'), readers: whose('owner', 'writer', 'commenter', 'reader'), appProperties: file.appProperties.get(app) ?? new Map<string, string>(), properties: file.properties,
  };
};

/** A part of a long list, by the tokens of a call. */
export const page = <T>({ params }: DriveCall, all: readonly T[]): { readonly items: readonly T[]; readonly nextPageToken?: string } => {
  const from = Number(textOf(params['pageToken']) ?? 0);
  if (!Number.isInteger(from)) throw bad('Invalid Value', 'invalid');
  const to = from + Number(textOf(params['pageSize']) ?? 100);
  return { items: all.slice(from, to), ...(to < all.length ? { nextPageToken: String(to) } : {}) };
};

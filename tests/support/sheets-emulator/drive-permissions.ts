import { bad, fileOf, permissionJson, textOf, type DriveCall, type DriveMethod, type DriveParts } from './drive-told';
import type { DriveFile, Permission } from './files';
import { EmulatorGap, GoogleError, type Caller } from './parts';

type PermissionBody = gapi.client.drive.Permission;

/** Mail that Drive sent on somebody's behalf. */
export interface Mail {
  readonly to: string;
  readonly fileId: string;
  readonly message?: string;
}

/** To whom a body gives a role: an address, or everybody with the link, who has none. */
const receiver = (body: PermissionBody): string => {
  if (body.type === undefined || body.role === undefined) throw bad(`The permission ${body.type === undefined ? 'type' : 'role'} field is required.`, 'required');
  if (!['user', 'group', 'anyone'].includes(body.type) || !['reader', 'commenter', 'writer'].includes(body.role)) throw new EmulatorGap(`a permission of the type ${body.type} and the role ${body.role}`);
  // [share-address]
  if (body.type !== 'anyone' && !/^[^@\s]+@[^@\s]+$/.test(body.emailAddress ?? '')) throw bad('The specified emailAddress is invalid or not applicable for the given permission type.', 'invalidSharingRequest');
  return body.type === 'anyone' ? '' : (body.emailAddress ?? '').toLowerCase();
};

const permissionOf = ({ params }: DriveCall, file: DriveFile): Permission => {
  const id = textOf(params['permissionId']) ?? '';
  const found = file.permissions.find((permission) => permission.id === id);
  if (!found) throw new GoogleError(404, 'NOT_FOUND', `Permission not found: ${id}.`, 'notFound');
  return found;
};

/** Who may do what with a file. */
export const permissionMethods = (parts: DriveParts, mails: Mail[]): Readonly<Record<string, DriveMethod>> => ({
  'permissions.create': (call) => {
    const body = (call.body ?? {}) as PermissionBody;
    const file = fileOf(parts, call, 'writer');
    const to = receiver(body);
    if (parts.files.isOwner(file, to)) return permissionJson(file.permissions[0]!);
    const isMailed = to !== '' && textOf(call.params['sendNotificationEmail']) !== 'false';
    // [share-without-account]
    if (parts.switches.accountlessNeedMail && !isMailed && to.startsWith('no-account@')) throw bad('You are trying to invite someone without a Google account. Since there is no Google account associated with this email address, you must check the "Notify people" box to invite this recipient.', 'invalidSharingRequest');
    // [share-mails]
    if (isMailed) mails.push({ to, fileId: file.id, message: textOf(call.params['emailMessage']) });
    return permissionJson(parts.files.share(file, to, body.role as Caller['role'], body.type as Permission['type']));
  },
  'permissions.update': (call) => {
    const { role } = (call.body ?? {}) as PermissionBody;
    const file = fileOf(parts, call, 'writer');
    const permission = permissionOf(call, file);
    if (role === undefined || role === 'owner' || permission.role === 'owner') throw new EmulatorGap('a change of owner');
    return permissionJson(parts.files.share(file, permission.email, role as Caller['role'], permission.type));
  },
  'permissions.delete': (call) => {
    const file = fileOf(parts, call, 'writer');
    const permission = permissionOf(call, file);
    // [unshare-owner]
    if (permission.role === 'owner') throw new GoogleError(403, 'PERMISSION_DENIED', 'The owner of a file cannot be removed.', 'cannotRemoveOwner');
    // [unshare-answer]
    parts.files.unshare(file, permission.email);
  },
  'permissions.get': (call) => permissionJson(permissionOf(call, fileOf(parts, call, 'writer'))),
  'permissions.list': (call) => ({ kind: 'drive#permissionList', permissions: fileOf(parts, call, 'writer').permissions.map(permissionJson) }),
});

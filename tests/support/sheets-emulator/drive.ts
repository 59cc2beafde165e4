import type { Answer } from './answers';
import type { Upload } from './exchange';
import { SPREADSHEET, XLSX, type DriveFile, type Files, type Permission } from './files';
import { parseQuery, type Queried } from './drive-query';
import { EmulatorGap, GoogleError, type Caller, type SheetsModel } from './parts';
import type { ApiSchema } from './schema';
import { applyMask, MaskError, parseMask, unknownPath } from './schema/field-mask';
import type { ValidCall } from './sheets';
import type { Session, Users } from './users';

type FileBody = gapi.client.drive.File;
type PermissionBody = gapi.client.drive.Permission;
export type DriveCall = ValidCall & { readonly upload?: Upload };

/** What an answer holds where no mask was given. [drive-defaults] */
const FILE = 'kind,id,name,mimeType';
const DEFAULTS: Readonly<Record<string, { readonly answer: string; readonly fields?: string }>> = {
  'about.get': { answer: 'About' },
  'files.get': { answer: 'File', fields: FILE },
  'files.create': { answer: 'File', fields: FILE },
  'files.update': { answer: 'File', fields: FILE },
  'files.copy': { answer: 'File', fields: FILE },
  'files.list': { answer: 'FileList', fields: `kind,incompleteSearch,nextPageToken,files(${FILE})` },
  'permissions.create': { answer: 'Permission', fields: 'kind,id,type,role' },
  'permissions.update': { answer: 'Permission', fields: 'kind,id,type,role' },
  'permissions.get': { answer: 'Permission', fields: 'kind,id,type,role' },
  'permissions.list': { answer: 'PermissionList', fields: 'kind,nextPageToken,permissions(kind,id,type,role)' },
  'changes.list': { answer: 'ChangeList', fields: `kind,nextPageToken,newStartPageToken,changes(kind,removed,fileId,time,changeType,file(${FILE}))` },
  'changes.getStartPageToken': { answer: 'StartPageToken' },
};

const bad = (message: string, reason: string): GoogleError => new GoogleError(400, 'INVALID_ARGUMENT', message, reason);
const textOf = (value: string | readonly string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0]);

/** The answer by its mask; Drive lets spaces pass. [mask-spaces] */
const masked = (call: DriveCall, schema: ApiSchema, json: unknown): unknown => {
  const { answer, fields } = DEFAULTS[call.method.id] ?? { answer: '' };
  const text = textOf(call.params['fields'])?.replaceAll(/\s/g, '') ?? fields;
  if (text === undefined || text === '*') return json;
  try {
    const mask = parseMask(text);
    const unknown = unknownPath(mask, { kind: 'message', name: answer }, schema.messages);
    if (unknown !== undefined) throw bad(`Invalid field selection ${unknown.split('.').at(-1)}`, 'invalidParameter');
    return applyMask(mask, json);
  } catch (error) {
    if (error instanceof MaskError) throw bad(`Invalid field selection ${text}`, 'invalidParameter');
    throw error;
  }
};

interface Change {
  readonly fileId: string;
  readonly time: string;
  readonly isRemoved: boolean;
}

/** Mail that Drive sent on somebody's behalf. */
export interface Mail {
  readonly to: string;
  readonly fileId: string;
  readonly message?: string;
}

/** The methods of Drive that are built; any other is a gap. */
export const createDrive = (schema: ApiSchema, model: SheetsModel, files: Files, users: Users, now: () => Date) => {
  const changes: Change[] = [];
  const told = new Map<string, number>();
  const mails: Mail[] = [];

  /** Every file that is not as it was when last looked at becomes a change. */
  const sweep = (): void => {
    for (const file of files.all()) {
      files.touch(file);
      if (told.get(file.id) !== files.version(file)) changes.push({ fileId: file.id, time: file.modifiedTime, isRemoved: false });
      told.set(file.id, files.version(file));
    }
  };

  const account = (email: string): gapi.client.drive.User => ({ kind: 'drive#user', displayName: email.split('@')[0], emailAddress: email, permissionId: files.permissionIdOf(email) });
  const permissionJson = (permission: Permission): PermissionBody => ({
    kind: 'drive#permission', id: permission.id, type: permission.type, role: permission.role, deleted: false, pendingOwner: false,
    ...(permission.email === '' ? { allowFileDiscovery: false } : { emailAddress: permission.email, displayName: permission.email.split('@')[0] }),
  });

  const fileJson = (file: DriveFile, { email, app }: Session): FileBody => {
    files.touch(file);
    const role = files.roleOf(file, email);
    const isWriter = role === 'owner' || role === 'writer';
    const own = file.appProperties.get(app);
    return {
      kind: 'drive#file', id: file.id, name: model.title(file.id), mimeType: SPREADSHEET, starred: false, trashed: file.isTrashed, explicitlyTrashed: file.isTrashed, parents: ['root-of-owner'],
      version: String(files.version(file)), webViewLink: `https://docs.google.com/spreadsheets/d/${file.id}/edit?usp=drivesdk`, createdTime: file.createdTime, modifiedTime: file.modifiedTime,
      owners: [account(files.ownerOf(file))], ownedByMe: role === 'owner', shared: file.permissions.length > 1, spaces: ['drive'], permissionIds: file.permissions.map(({ id }) => id),
      capabilities: { canEdit: isWriter, canShare: isWriter, canTrash: role === 'owner', canDelete: role === 'owner', canDownload: true, canReadRevisions: isWriter, canRename: isWriter },
      // [permissions-for-writers]
      ...(isWriter ? { permissions: file.permissions.map(permissionJson) } : {}),
      ...(own && own.size > 0 ? { appProperties: Object.fromEntries(own) } : {}),
      ...(file.properties.size > 0 ? { properties: Object.fromEntries(file.properties) } : {}),
      ...(file.description === undefined ? {} : { description: file.description }),
    };
  };

  const queried = (file: DriveFile, app: string): Queried => {
    files.touch(file);
    const whose = (...roles: readonly Caller['role'][]): readonly string[] => file.permissions.filter(({ role }) => roles.includes(role)).map(({ email }) => email);
    return {
      name: model.title(file.id), mimeType: SPREADSHEET, isTrashed: file.isTrashed, createdTime: file.createdTime, modifiedTime: file.modifiedTime, owner: files.ownerOf(file),
      writers: whose('owner', 'writer'), readers: whose('owner', 'writer', 'commenter', 'reader'), appProperties: file.appProperties.get(app) ?? new Map<string, string>(), properties: file.properties,
    };
  };

  const page = <T>(call: DriveCall, all: readonly T[], standard: number): { readonly items: readonly T[]; readonly nextPageToken?: string } => {
    const from = Number(textOf(call.params['pageToken']) ?? 0);
    if (!Number.isInteger(from)) throw bad('Invalid Value', 'invalid');
    const to = from + Number(textOf(call.params['pageSize']) ?? standard);
    return { items: all.slice(from, to), ...(to < all.length ? { nextPageToken: String(to) } : {}) };
  };

  const setProperties = (into: Map<string, string>, given: Readonly<Record<string, string | null>> | undefined): void => {
    for (const [key, value] of Object.entries(given ?? {})) {
      // [properties-size]
      if (Buffer.byteLength(key) + Buffer.byteLength(value ?? '') > 124) throw bad('The properties or appProperties exceed the limit of 124 bytes', 'invalid');
      if (value === null) into.delete(key);
      else into.set(key, value);
    }
  };

  const describe = (file: DriveFile, body: FileBody, app: string): void => {
    const own = file.appProperties.get(app) ?? new Map<string, string>();
    setProperties(own, body.appProperties);
    file.appProperties.set(app, own);
    setProperties(file.properties, body.properties);
    if (body.description !== undefined) file.description = body.description;
  };

  const checkStorage = (email: string): void => {
    // [no-storage]
    if (users.account(email).storage !== 'room') throw new GoogleError(403, 'PERMISSION_DENIED', "The user's Drive storage quota has been exceeded.", 'storageQuotaExceeded', 'usageLimits');
  };

  const created = (call: DriveCall, id: string): FileBody => {
    const file = files.add(id, call.session);
    describe(file, call.body as FileBody, call.session.app);
    return fileJson(file, call.session);
  };

  const create = (call: DriveCall): FileBody | Promise<FileBody> => {
    const body = (call.body ?? {}) as FileBody;
    if (body.mimeType !== SPREADSHEET || body.id !== undefined || body.parents !== undefined) throw new EmulatorGap('a file that is no spreadsheet in the root of its owner');
    checkStorage(call.session.email);
    const id = files.nextId();
    const owner: Caller = { email: call.session.email, role: 'owner' };
    const title = body.name ?? 'Untitled';
    if (call.upload && call.upload.type !== XLSX) throw new EmulatorGap(`a conversion of ${call.upload.type}`);
    if (call.upload) return model.importXlsx(id, title, call.upload.bytes, owner).then(() => created(call, id));
    model.create(id, { properties: { title } }, owner);
    return created(call, id);
  };

  const fileOf = (call: DriveCall, least: Caller['role']): DriveFile => files.forDrive(textOf(call.params['fileId']) ?? '', call.session, least);

  const update = (call: DriveCall): FileBody => {
    const body = (call.body ?? {}) as FileBody;
    const unbuilt = Object.keys(body).filter((name) => !['name', 'trashed', 'appProperties', 'properties', 'description'].includes(name));
    if (unbuilt.length > 0 || call.upload) throw new EmulatorGap(`files.update of ${call.upload ? 'content' : unbuilt.join()}`);
    const file = fileOf(call, body.trashed === undefined ? 'writer' : 'owner');
    if (body.name !== undefined) model.rename(file.id, body.name);
    if (body.trashed !== undefined) file.isTrashed = body.trashed;
    describe(file, body, call.session.app);
    file.ownVersion += 1;
    return fileJson(file, call.session);
  };

  const remove = (call: DriveCall): void => {
    const file = fileOf(call, 'owner');
    files.remove(file.id);
    changes.push({ fileId: file.id, time: now().toISOString(), isRemoved: true });
  };

  const list = (call: DriveCall): gapi.client.drive.FileList => {
    const query = textOf(call.params['q']);
    const order = textOf(call.params['orderBy']);
    const test = parseQuery(query ?? '');
    const found = files.all().filter((file) => files.isVisible(file, call.session) && test(queried(file, call.session.app), call.session.email) && files.isListed(file));
    const [, field, direction] = /^(createdTime|modifiedTime|name)( desc)?$/.exec(order ?? 'createdTime desc') ?? [];
    if (field === undefined) throw new EmulatorGap(`files in the order ${order}`);
    const key = (file: DriveFile): string => queried(file, '')[field as 'name'];
    const sorted = found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (direction ? -1 : 1));
    const { items, nextPageToken } = page(call, sorted, 100);
    return { kind: 'drive#fileList', incompleteSearch: false, nextPageToken, files: items.map((file) => fileJson(file, call.session)) };
  };

  const share = (call: DriveCall): PermissionBody => {
    const body = (call.body ?? {}) as PermissionBody;
    const file = fileOf(call, 'writer');
    if (body.type === undefined || body.role === undefined) throw bad(`The permission ${body.type === undefined ? 'type' : 'role'} field is required.`, 'required');
    if (!['user', 'group', 'anyone'].includes(body.type) || !['reader', 'commenter', 'writer'].includes(body.role)) throw new EmulatorGap(`a permission of the type ${body.type} and the role ${body.role}`);
    // [share-address]
    if (body.type !== 'anyone' && !/^[^@\s]+@[^@\s]+$/.test(body.emailAddress ?? '')) throw bad('The specified emailAddress is invalid or not applicable for the given permission type.', 'invalidSharingRequest');
    const to = body.type === 'anyone' ? '' : (body.emailAddress ?? '').toLowerCase();
    if (files.isOwner(file, to)) return permissionJson(file.permissions[0]!);
    // [share-mails]
    if (body.type !== 'anyone' && textOf(call.params['sendNotificationEmail']) !== 'false') mails.push({ to, fileId: file.id, message: textOf(call.params['emailMessage']) });
    return permissionJson(files.share(file, to, body.role as Caller['role'], body.type as Permission['type']));
  };

  const permissionOf = (call: DriveCall, file: DriveFile): Permission => {
    const id = textOf(call.params['permissionId']) ?? '';
    const found = file.permissions.find((permission) => permission.id === id);
    if (!found) throw new GoogleError(404, 'NOT_FOUND', `Permission not found: ${id}.`, 'notFound');
    return found;
  };

  const changePermission = (call: DriveCall): PermissionBody => {
    const { role } = (call.body ?? {}) as PermissionBody;
    const file = fileOf(call, 'writer');
    const permission = permissionOf(call, file);
    if (role === undefined || role === 'owner' || permission.role === 'owner') throw new EmulatorGap('a change of owner');
    return permissionJson(files.share(file, permission.email, role as Caller['role'], permission.type));
  };

  const unshare = (call: DriveCall): void => {
    const file = fileOf(call, 'writer');
    const permission = permissionOf(call, file);
    if (permission.role === 'owner') throw new GoogleError(403, 'PERMISSION_DENIED', 'The owner of a file cannot be removed.', 'cannotRemoveOwner');
    file.permissions = file.permissions.filter((other) => other !== permission);
    file.ownVersion += 1;
  };

  const changeList = (call: DriveCall): gapi.client.drive.ChangeList => {
    sweep();
    const byId = new Map(files.all().map((file) => [file.id, file]));
    const { items, nextPageToken } = page(call, changes, 100);
    const seen = items.filter(({ fileId, isRemoved }) => isRemoved || (byId.has(fileId) && files.isVisible(byId.get(fileId)!, call.session)));
    const json = seen.map(({ fileId, time, isRemoved }) => {
      const file = byId.get(fileId);
      return { kind: 'drive#change', changeType: 'file', fileId, time, removed: isRemoved || !file, ...(file && !isRemoved ? { file: fileJson(file, call.session) } : {}) };
    });
    return { kind: 'drive#changeList', changes: json, ...(nextPageToken === undefined ? { newStartPageToken: String(changes.length) } : { nextPageToken }) };
  };

  const about = (call: DriveCall): gapi.client.drive.About => {
    // [about-fields]
    if (call.params['fields'] === undefined) throw bad("The 'fields' parameter is required for this method.", 'required');
    const { email, storage } = users.account(call.session.email);
    const limit = storage === 'none' ? '0' : '16106127360';
    return { kind: 'drive#about', user: { ...account(email), me: true }, storageQuota: { limit, usage: storage === 'room' ? '1024' : limit, usageInDrive: '0' } };
  };

  const methods: Readonly<Record<string, (call: DriveCall) => unknown>> = {
    'about.get': about,
    'files.create': create,
    'files.update': update,
    'files.list': list,
    'files.get': (call) => fileJson(fileOf(call, 'reader'), call.session),
    'files.delete': remove,
    'permissions.create': share,
    'permissions.update': changePermission,
    'permissions.delete': unshare,
    'permissions.get': (call) => permissionJson(permissionOf(call, fileOf(call, 'writer'))),
    'permissions.list': (call) => ({ kind: 'drive#permissionList', permissions: fileOf(call, 'writer').permissions.map(permissionJson) }),
    'changes.list': changeList,
    'changes.getStartPageToken': () => {
      sweep();
      return { kind: 'drive#startPageToken', startPageToken: String(changes.length) };
    },
  };

  return {
    mails: mails as readonly Mail[],
    run(call: DriveCall): Answer | Promise<Answer> {
      if (call.method.id === 'files.export') {
        if (call.params['mimeType'] !== XLSX) throw new EmulatorGap(`an export as ${String(call.params['mimeType'])}`);
        return model.exportXlsx(fileOf(call, 'reader').id).then((bytes) => ({ status: 200, bytes, type: XLSX }));
      }
      const method = methods[call.method.id];
      if (!method) throw new EmulatorGap(call.method.id);
      const answer = (json: unknown): Answer => (json === undefined ? { status: 204 } : { status: 200, json: masked(call, schema, json) });
      const json = method(call);
      return json instanceof Promise ? json.then(answer) : answer(json);
    },
  };
};
export type Drive = ReturnType<typeof createDrive>;

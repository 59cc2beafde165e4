import { parseQuery } from './drive-query';
import { bad, fileJson, fileOf, page, queried, textOf, type DriveCall, type DriveMethod, type DriveParts } from './drive-told';
import { SPREADSHEET, XLSX, type DriveFile } from './files';
import { EmulatorGap, GoogleError, type Caller } from './parts';

type FileBody = gapi.client.drive.File;

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

const create = (parts: DriveParts, call: DriveCall): FileBody | Promise<FileBody> => {
  const { files, model, users } = parts;
  const body = (call.body ?? {}) as FileBody;
  if (body.mimeType !== SPREADSHEET || body.id !== undefined || body.parents !== undefined) throw new EmulatorGap('a file that is no spreadsheet in the root of its owner');
  if (call.upload && call.upload.type !== XLSX) throw new EmulatorGap(`a conversion of ${call.upload.type}`);
  // [no-storage]
  if (users.account(call.session.email).storage !== 'room') throw new GoogleError(403, 'PERMISSION_DENIED', "The user's Drive storage quota has been exceeded.", 'storageQuotaExceeded', 'usageLimits');
  const id = files.nextId();
  const owner: Caller = { email: call.session.email, role: 'owner' };
  const title = body.name ?? 'Untitled';
  const made = (): FileBody => {
    const file = files.add(id, call.session);
    describe(file, body, call.session.app);
    return fileJson(parts, file, call.session);
  };
  if (call.upload) return model.importXlsx(id, title, call.upload.bytes, owner).then(made);
  model.create(id, { properties: { title } }, owner);
  return made();
};

const UPDATED = ['name', 'trashed', 'appProperties', 'properties', 'description'];

const update = (parts: DriveParts, call: DriveCall): FileBody => {
  const body = (call.body ?? {}) as FileBody;
  const unbuilt = Object.keys(body).filter((name) => !UPDATED.includes(name));
  if (unbuilt.length > 0 || call.upload) throw new EmulatorGap(`files.update of ${call.upload ? 'content' : unbuilt.join()}`);
  const file = fileOf(parts, call, body.trashed === undefined ? 'writer' : 'owner');
  if (body.name !== undefined) parts.model.rename(file.id, body.name);
  if (body.trashed !== undefined) file.isTrashed = body.trashed;
  describe(file, body, call.session.app);
  file.ownVersion += 1;
  return fileJson(parts, file, call.session);
};

const list = (parts: DriveParts, call: DriveCall): gapi.client.drive.FileList => {
  const { files } = parts;
  const { session } = call;
  const test = parseQuery(textOf(call.params['q']) ?? '');
  const found = files.all().filter((file) => files.isVisible(file, session) && test(queried(parts, file, session.app), session.email) && files.isListed(file));
  const order = textOf(call.params['orderBy']) ?? 'createdTime desc';
  const [, field, direction] = /^(createdTime|modifiedTime|name)( desc)?$/.exec(order) ?? [];
  if (field === undefined) throw new EmulatorGap(`files in the order ${order}`);
  const key = (file: DriveFile): string => queried(parts, file, '')[field as 'name'];
  const sorted = found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) * (direction ? -1 : 1));
  const { items, nextPageToken } = page(call, sorted);
  return { kind: 'drive#fileList', incompleteSearch: false, nextPageToken, files: items.map((file) => fileJson(parts, file, session)) };
};

/** Files themselves; `removed` is told of one that is gone. */
export const fileMethods = (parts: DriveParts, removed: (fileId: string) => void): Readonly<Record<string, DriveMethod>> => ({
  'files.create': (call) => create(parts, call),
  'files.update': (call) => update(parts, call),
  'files.list': (call) => list(parts, call),
  'files.get': (call) => fileJson(parts, fileOf(parts, call, 'reader'), call.session),
  'files.delete': (call) => {
    const { id } = fileOf(parts, call, 'owner');
    parts.files.remove(id);
    removed(id);
  },
});

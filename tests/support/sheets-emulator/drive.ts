import type { Answer } from './answers';
import { createChanges } from './drive-changes';
import { fileMethods } from './drive-files';
import { permissionMethods, type Mail } from './drive-permissions';
import { account, bad, fileOf, textOf, type DriveCall, type DriveMethod, type DriveParts } from './drive-told';
import { XLSX } from './files';
import { EmulatorGap } from './parts';
import type { ApiSchema } from './schema';
import { applyMask, MaskError, parseMask, unknownPath } from './schema/field-mask';

export type { Mail } from './drive-permissions';

/** What an answer is, and what it holds where no mask was given. [drive-defaults] */
const FILE = 'kind,id,name,mimeType';
const PERMISSION = { answer: 'Permission', fields: 'kind,id,type,role' };
const ANSWERS: Readonly<Record<string, { readonly answer: string; readonly fields?: string }>> = {
  'about.get': { answer: 'About' },
  'files.get': { answer: 'File', fields: FILE },
  'files.create': { answer: 'File', fields: FILE },
  'files.update': { answer: 'File', fields: FILE },
  'files.list': { answer: 'FileList', fields: `kind,incompleteSearch,nextPageToken,files(${FILE})` },
  'permissions.create': PERMISSION,
  'permissions.update': PERMISSION,
  'permissions.get': PERMISSION,
  'permissions.list': { answer: 'PermissionList', fields: 'kind,nextPageToken,permissions(kind,id,type,role)' },
  'changes.list': { answer: 'ChangeList', fields: `kind,nextPageToken,newStartPageToken,changes(kind,removed,fileId,time,changeType,file(${FILE}))` },
  'changes.getStartPageToken': { answer: 'StartPageToken' },
};

/** The answer by its mask; Drive lets spaces pass. [mask-spaces] */
const masked = (call: DriveCall, schema: ApiSchema, json: unknown): unknown => {
  const { answer, fields } = ANSWERS[call.method.id] ?? { answer: '' };
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

const about = (parts: DriveParts): DriveMethod => (call): gapi.client.drive.About => {
  // [about-fields]
  if (call.params['fields'] === undefined) throw bad("The 'fields' parameter is required for this method.", 'required');
  const { email, storage } = parts.users.account(call.session.email);
  const limit = storage === 'none' ? '0' : '16106127360';
  return { kind: 'drive#about', user: { ...account(parts, email), me: true }, storageQuota: { limit, usage: storage === 'room' ? '1024' : limit, usageInDrive: '0' } };
};

/** The methods of Drive that are built; any other is a gap. */
export const createDrive = (schema: ApiSchema, parts: DriveParts) => {
  const mails: Mail[] = [];
  const changes = createChanges(parts);
  const methods: Readonly<Record<string, DriveMethod>> = { 'about.get': about(parts), ...fileMethods(parts, changes.removed), ...permissionMethods(parts, mails), ...changes.methods };
  const exported = (call: DriveCall): Promise<Answer> => {
    if (call.params['mimeType'] !== XLSX) throw new EmulatorGap(`an export as ${String(call.params['mimeType'])}`);
    return parts.model.exportXlsx(fileOf(parts, call, 'reader').id).then((bytes) => ({ status: 200, bytes, type: XLSX }));
  };
  return {
    mails: mails as readonly Mail[],
    run(call: DriveCall): Answer | Promise<Answer> {
      if (call.method.id === 'files.export') return exported(call);
      const method = methods[call.method.id];
      if (!method) throw new EmulatorGap(call.method.id);
      const answer = (json: unknown): Answer => (json === undefined ? { status: 204 } : { status: 200, json: masked(call, schema, json) });
      const json = method(call);
      return json instanceof Promise ? json.then(answer) : answer(json);
    },
  };
};
export type Drive = ReturnType<typeof createDrive>;

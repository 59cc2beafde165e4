import type { Answer } from './answers';
import type { Files } from './files';
import { GoogleError, type CallParams, type SheetsModel } from './parts';
import type { ApiSchema, ApiMethod } from './schema';
import { applyMask, covers, MaskError, parseMask, unknownPath, type Mask } from './schema/field-mask';
import type { Switches } from './switches';
import type { Session, Users } from './users';

/** A call that has been let in and whose shape is right. */
export interface ValidCall {
  readonly method: ApiMethod;
  readonly params: CallParams;
  readonly body: unknown;
  readonly session: Session;
}

/** What the answer of a method is; only these are masked. */
const ANSWERS: Readonly<Record<string, string>> = {
  'spreadsheets.get': 'Spreadsheet',
  'spreadsheets.create': 'Spreadsheet',
  'spreadsheets.getByDataFilter': 'Spreadsheet',
  'spreadsheets.batchUpdate': 'BatchUpdateSpreadsheetResponse',
  'spreadsheets.developerMetadata.get': 'DeveloperMetadata',
  'spreadsheets.developerMetadata.search': 'SearchDeveloperMetadataResponse',
  'spreadsheets.sheets.copyTo': 'SheetProperties',
  'spreadsheets.values.get': 'ValueRange',
  'spreadsheets.values.update': 'UpdateValuesResponse',
  'spreadsheets.values.append': 'AppendValuesResponse',
  'spreadsheets.values.clear': 'ClearValuesResponse',
  'spreadsheets.values.batchGet': 'BatchGetValuesResponse',
  'spreadsheets.values.batchUpdate': 'BatchUpdateValuesResponse',
  'spreadsheets.values.batchClear': 'BatchClearValuesResponse',
  'spreadsheets.values.batchGetByDataFilter': 'BatchGetValuesByDataFilterResponse',
  'spreadsheets.values.batchUpdateByDataFilter': 'BatchUpdateValuesByDataFilterResponse',
  'spreadsheets.values.batchClearByDataFilter': 'BatchClearValuesByDataFilterResponse',
};

const noField = (path: string): GoogleError => new GoogleError(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.', 'badRequest', undefined, `Error expanding 'fields' parameter. Cannot find matching fields for path '${path}'.`);

/** The path that holds a space, as Google takes it for a name. */
const spaced = (text: string): string => text.split(',').find((path) => /\s/.test(path)) ?? text;

/** The mask of an answer. Throws as Google refuses one that cannot be read or names what there is not. [answer-mask] [mask-spaces] */
const answerMask = (text: string | undefined, method: ApiMethod, schema: ApiSchema): Mask | undefined => {
  if (text === undefined || text === '*' || text === '') return undefined;
  try {
    const mask = parseMask(text);
    const unknown = unknownPath(mask, { kind: 'message', name: ANSWERS[method.id] ?? '' }, schema.messages);
    if (unknown !== undefined) throw noField(unknown);
    return mask;
  } catch (error) {
    if (error instanceof MaskError) throw noField(spaced(text));
    throw error;
  }
};

const textOf = (value: string | readonly string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0]);

/** [create-keeps-metadata] Everything of a new spreadsheet but its developer metadata, wherever it stands. */
const withoutMetadata = (body: gapi.client.sheets.Spreadsheet): gapi.client.sheets.Spreadsheet => JSON.parse(JSON.stringify(body, (key, value: unknown) => (key === 'developerMetadata' ? undefined : value))) as gapi.client.sheets.Spreadsheet;

/** Whether a method reads only: some are sent as POST all the same. */
export const isReading = (method: ApiMethod): boolean => method.verb === 'GET' || /[gG]etByDataFilter$|\.search$/.test(method.id);

/** The methods of the Sheets API: rights and masks here, spreadsheets in the model. */
export const createSheets = (schema: ApiSchema, model: SheetsModel, files: Files, users: Users, switches: Switches) => {
  /** Throws where the account may not own a file, makes one else. */
  const create = (call: ValidCall): string => {
    const { storage } = users.account(call.session.email);
    // [no-storage] [no-storage-on-create]
    if (storage === 'full' || (storage === 'none' && switches.createTellsStorage)) throw new GoogleError(403, 'PERMISSION_DENIED', "The user's Drive storage quota has been exceeded.", 'storageQuotaExceeded', 'usageLimits');
    if (storage === 'none') throw new GoogleError(403, 'PERMISSION_DENIED', 'The caller does not have permission', 'forbidden');
    const id = files.nextId();
    const body = (call.body ?? {}) as gapi.client.sheets.Spreadsheet;
    model.create(id, switches.createKeepsMetadata ? body : withoutMetadata(body), { email: call.session.email, role: 'owner' });
    // [sheets-api-and-drive-file]
    files.add(id, call.session, switches.sheetsApiAuthorizesApp);
    return id;
  };

  return {
    isReading,
    run(call: ValidCall): Answer {
      const { method, params } = call;
      const mask = answerMask(textOf(params['fields']), method, schema);
      const isNew = method.id === 'spreadsheets.create';
      const id = isNew ? create(call) : (textOf(params['spreadsheetId']) ?? '');
      const caller = files.forSheets(id, call.session, isReading(method) ? 'reader' : 'writer');
      // With a mask, `includeGridData` is of no account. [grid-by-mask]
      const withGrid = mask ? covers(mask, ['sheets', 'data']) : textOf(params['fields']) === '*' || textOf(params['includeGridData']) === 'true';
      const json = isNew ? model.run('spreadsheets.get', id, {}, undefined, caller, mask !== undefined && withGrid) : model.run(method.id, id, params, call.body, caller, withGrid);
      return { status: 200, json: mask ? applyMask(mask, json) : json };
    },
  };
};

import { EmulatorGap, invalid, type GoogleError } from '../parts';
import { CHOICES, DOUBLES, MASKED, READ_ONLY } from './by-hand';
import { MaskError, parseMask, unknownPath } from './field-mask';
import type { ApiSchema, Fields, Kind } from './index';

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Where something stands in a body: a field or the number in a list, within something else; null is the body itself. Spelled out only where it is told. */
type Place = { readonly within: Place; readonly part: string | number } | null;
const spelled = (place: Place): string => {
  if (!place) return '';
  const around = spelled(place.within);
  if (typeof place.part === 'number') return `${around}[${place.part}]`;
  return around === '' ? snake(place.part) : `${around}.${snake(place.part)}`;
};
const at = (place: Place): string => (place ? ` at '${spelled(place)}'` : '');
const inside = (within: Place, part: string | number): Place => ({ within, part });

/** Where Google's names of types stand: `type.googleapis.com/google.apps.sheets.v4.SheetType`. */
const PACKAGES = { sheets: 'google.apps.sheets.v4', drive: 'google.apps.drive.v3' } as const;

interface Checking {
  readonly schema: ApiSchema;
  readonly api: keyof typeof PACKAGES;
  /** Sentences of what is wrong, as many as there are: Google tells them all at once. */
  readonly found: string[];
}

// [wording-unknown-name] [wording-list-for-one] [assumed-wordings]
const unknownName = (name: string, place: Place, why: string): string => `Invalid JSON payload received. Unknown name "${name}"${at(place)}: ${why}`;
const wrongValue = (place: Place, type: string, value: unknown): string => `Invalid value${at(place)} (${type}), ${JSON.stringify(value)}`;

const typeName = (checking: Checking, name: string): string => `type.googleapis.com/${PACKAGES[checking.api]}.${name}`;
/** The types have no names for enums: that of their field comes nearest. */
const enumName = (field: string): string => field[0]!.toUpperCase() + field.slice(1);

const checkNumber = (checking: Checking, field: string, place: Place, value: unknown): void => {
  const type = DOUBLES.has(field) ? 'TYPE_DOUBLE' : 'TYPE_INT32';
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) throw new EmulatorGap(`a number given as text${at(place)}`);
  const isFine = typeof value === 'number' && Number.isFinite(value) && (type === 'TYPE_DOUBLE' || (Number.isInteger(value) && Math.abs(value) < 2 ** 31));
  if (!isFine) checking.found.push(wrongValue(place, type, value));
};

const checkChoice = (checking: Checking, message: string, place: Place, value: Record<string, unknown>): void => {
  const choice = CHOICES[message];
  const [, second] = choice ? Object.keys(value).filter((name) => value[name] !== null && (choice.fields === 'all' || choice.fields.includes(name))) : [];
  if (choice && second !== undefined) checking.found.push(`Invalid value${at(place)} (oneof), oneof field '${choice.name}' is already set. Cannot set '${second}'`);
};

const checkFields = (checking: Checking, fields: Fields, place: Place, value: Record<string, unknown>): void => {
  for (const [name, item] of Object.entries(value)) {
    const kind = fields.get(name);
    if (!kind) checking.found.push(unknownName(name, place, 'Cannot find field.'));
    else if (item !== null && item !== undefined) checkKind(checking, kind, name, place, inside(place, name), item);
  }
};

/** `field` is the last name on the way, `holder` the place of what holds it, as Google's sentences name the one or the other. */
const checkKind = (checking: Checking, kind: Kind, field: string, holder: Place, place: Place, value: unknown): void => {
  if (kind.kind === 'any') return;
  if (kind.kind === 'list') {
    if (Array.isArray(value)) value.forEach((item, index) => checkKind(checking, kind.of, field, holder, inside(place, index), item));
    else checking.found.push(wrongValue(place, 'list', value));
  } else if (Array.isArray(value)) {
    checking.found.push(unknownName(field, holder, 'Proto field is not repeating, cannot start list.'));
  } else if (kind.kind === 'number') {
    checkNumber(checking, field, place, value);
  } else if (kind.kind === 'string' || kind.kind === 'boolean') {
    if (typeof value !== kind.kind) checking.found.push(wrongValue(place, kind.kind === 'string' ? 'TYPE_STRING' : 'TYPE_BOOL', value));
  } else if (kind.kind === 'enum') {
    if (typeof value !== 'string' || !kind.values.includes(value)) checking.found.push(wrongValue(place, typeName(checking, enumName(field)), value));
  } else {
    checkObject(checking, kind, field, place, value);
  }
};

const checkObject = (checking: Checking, kind: Extract<Kind, { kind: 'map' | 'message' | 'object' }>, field: string, place: Place, value: unknown): void => {
  if (!isRecord(value)) {
    checking.found.push(wrongValue(place, typeName(checking, kind.kind === 'message' ? kind.name : enumName(field)), value));
  } else if (kind.kind === 'map') {
    for (const [name, item] of Object.entries(value)) if (item !== null) checkKind(checking, kind.of, name, place, inside(place, name), item);
  } else {
    checkFields(checking, kind.kind === 'object' ? kind.fields : (checking.schema.messages.get(kind.name) ?? new Map<string, Kind>()), place, value);
    if (kind.kind === 'message') checkMessage(checking, kind.name, place, value);
  }
};

const checkMessage = (checking: Checking, message: string, place: Place, value: Record<string, unknown>): void => {
  checkChoice(checking, message, place, value);
  // [location-type-read-only]
  for (const { message: owner, field } of READ_ONLY) if (owner === message && value[field] !== undefined) checking.found.push(`Invalid value${at(inside(place, field))}: the field is read-only.`);
  const masked = MASKED[message];
  if (masked !== undefined && typeof value['fields'] === 'string' && value['fields'] !== '' && !isMask(value['fields'])) {
    // [mask-spaces]
    checking.found.push(wrongValue(inside(place, 'fields'), 'type.googleapis.com/google.protobuf.FieldMask', value['fields']));
  }
};

const isMask = (text: string): boolean => {
  try {
    parseMask(text);
    return true;
  } catch (error) {
    if (error instanceof MaskError) return false;
    throw error;
  }
};

/** What is wrong with one request of a batch once its shape is right: its mask, or that it is none. */
const wrongRequest = (schema: ApiSchema, request: unknown, index: number): string | undefined => {
  const [kind] = isRecord(request) ? Object.keys(request) : [];
  if (kind === undefined || !isRecord(request)) return `Invalid requests[${index}]: No request set.`;
  const content = request[kind];
  const masked = MASKED[`${kind[0]!.toUpperCase()}${kind.slice(1)}Request`];
  if (masked === undefined || !isRecord(content)) return undefined;
  const text = typeof content['fields'] === 'string' ? content['fields'] : '';
  // [mask-empty]
  if (text === '') return `Invalid requests[${index}].${kind}: At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)`;
  const unknown = unknownPath(parseMask(text), { kind: 'message', name: masked }, schema.messages);
  return unknown === undefined ? undefined : `Invalid requests[${index}].${kind}: Invalid field: ${snake(unknown)}`;
};

/** Refuses a body that Google would refuse for its shape, in its words; undefined is no body at all. */
export const wrongBody = (schema: ApiSchema, api: keyof typeof PACKAGES, message: string, body: unknown): GoogleError | undefined => {
  const checking: Checking = { schema, api, found: [] };
  if (isRecord(body)) checkKind(checking, { kind: 'message', name: message }, message, null, null, body);
  else if (body !== undefined) return invalid('Invalid JSON payload received. Unexpected token.');
  if (checking.found.length > 0) return invalid(checking.found.join('\n'));
  if (message !== 'BatchUpdateSpreadsheetRequest') return undefined;
  const requests = isRecord(body) && Array.isArray(body['requests']) ? body['requests'] : [];
  // [no-requests]
  if (requests.length === 0) return invalid('Must specify at least one request.');
  const wrong = requests.map((request, index) => wrongRequest(schema, request, index)).find((found) => found !== undefined);
  return wrong === undefined ? undefined : invalid(wrong);
};

/** Refuses an unknown parameter, one that is missing, or one that is not what it should be. All parameters are text, or lists of text. */
export const wrongParameters = (schema: ApiSchema, method: ApiSchema['methods'][number], params: Readonly<Record<string, unknown>>, api: keyof typeof PACKAGES): GoogleError | undefined => {
  const checking: Checking = { schema, api, found: [] };
  for (const [name, value] of Object.entries(params)) {
    const kind = method.parameters.get(name);
    const texts = (Array.isArray(value) ? value : [value]).map(String);
    if (!kind) checking.found.push(`Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter. Field '${name}' could not be found in request message.`);
    else if (kind.kind === 'boolean' && texts.some((text) => text !== 'true' && text !== 'false')) checking.found.push(wrongValue(inside(null, name), 'TYPE_BOOL', texts[0]));
    else if (kind.kind === 'number' && texts.some((text) => !/^-?\d+$/.test(text))) checking.found.push(wrongValue(inside(null, name), 'TYPE_INT32', texts[0]));
  }
  const missing = method.required.find((name) => params[name] === undefined);
  if (missing !== undefined) return invalid(`Missing required parameter: ${missing}`);
  return checking.found.length > 0 ? invalid(checking.found.join('\n')) : undefined;
};

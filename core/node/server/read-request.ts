import type { FastifyRequest } from 'fastify';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import * as z from 'zod';
import { issueText, missingText, unknownKeyText } from '../../plan/issue-texts';
import type { Localized } from '../../plan/locale';
import { isWireChanges, isWireGrid, wireChangesSchema, wireGridSchema, type WireGrid } from '../../sync';
import { fail } from '../journey/failure';
import { fieldRules } from './field-rules';
import { fileName } from './file-name';
import { refuse, refuseField, type HttpFailure } from './http-failure';
import { parseJsonBody } from './json-body';
import type { ServerLimits } from './limits';
import type { Route, SentFile } from './route';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: HttpFailure };

const shownErrors = 20;
const shownCharacters = 64;

const pathText = (path: readonly PropertyKey[]): string => path.map((key) => (typeof key === 'number' ? `[${key}]` : String(key))).join('.').replaceAll('.[', '[');

/** The fields that no form of a value has; where each has some of them, those that do not go together. */
const unknownKeys = (issue: z.core.$ZodIssue): string[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys;
  if (issue.code !== 'invalid_union') return [];
  const forms = issue.errors.map((issues) => issues.flatMap(unknownKeys));
  const all = [...new Set(forms.flat())];
  const inEach = all.filter((key) => forms.every((keys) => keys.includes(key)));
  return inEach.length > 0 ? inEach : all;
};

/** A pattern that is not met is told of by what its field is to be. */
const messageOf = (issue: z.core.$ZodIssue, value: unknown): Localized => {
  const rule = issue.code === 'invalid_format' && issue.format === 'regex' ? fieldRules[String(issue.path.at(-1))] : undefined;
  return rule ?? issueText(issue, value);
};

/** A value as a schema has it, or the places where it is not. */
export const readAs = <T>(schema: z.ZodType<T>, value: unknown, where: string): Read<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = parsed.error.issues.slice(0, shownErrors);
  const errors = issues.map((issue) => ({ path: pathText(issue.path), message: messageOf(issue, value) }));
  const what = errors[0]!.path || unknownKeys(issues[0]!).join(', ').slice(0, shownCharacters) || 'JSON';
  return refuse('bad-request', { what: [where, what].filter((part) => part !== '').join(': '), errors });
};

/** What stands after "?", as the route has it; one that declares nothing takes nothing. */
export const readQuery = (route: Route, query: Readonly<Record<string, unknown>>): Read<unknown> => {
  if (route.query) return readAs(route.query, query, 'query');
  const unknown = Object.keys(query)[0]?.slice(0, shownCharacters);
  return unknown === undefined ? { ok: true, value: {} } : refuseField(unknown, unknownKeyText(unknown));
};

/** Ids that are none name no plan, whatever a file system would make of them; neither does a number that is none name a revision, or an id a token. [A5] */
export const readParams = (route: Route, params: unknown): Read<unknown> => {
  const parsed = route.params?.safeParse(params);
  if (!parsed || parsed.success) return { ok: true, value: parsed?.data ?? {} };
  const { id: planId = '', number: revision = '', token: what = '' } = Object.fromEntries(Object.entries(params as Record<string, string>).map(([name, text]) => [name, text.slice(0, shownCharacters)]));
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  if (wrong.has('id')) return fail({ kind: 'unknown-plan', planId });
  return wrong.has('number') ? fail({ kind: 'no-revision', planId, revision }) : refuse('unknown-token', { what });
};

const mediaType = (request: FastifyRequest): string => (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();

const readOptions = (schema: z.ZodType, bytes: Buffer, limits: ServerLimits): Read<unknown> => {
  const json = parseJsonBody(bytes, limits);
  return json.ok ? readAs(schema, json.value, 'options') : json;
};

interface Part {
  readonly field: string;
  readonly name: string | undefined;
  readonly bytes: Buffer;
}

/** The parts of a form; @fastify/multipart bounds how many and how long they are, and its parser's own complaints have no code. */
const readParts = async (request: FastifyRequest): Promise<Read<readonly Part[]>> => {
  const parts: Part[] = [];
  try {
    for await (const part of request.parts() as AsyncIterable<MultipartFile | MultipartValue<unknown>>) {
      const isFile = part.type === 'file';
      parts.push({ field: part.fieldname, name: isFile ? part.filename : undefined, bytes: isFile ? await part.toBuffer() : Buffer.from(String(part.value)) });
    }
    return { ok: true, value: parts };
  } catch (error) {
    if (error instanceof TypeError || (error as { code?: string }).code !== undefined) throw error;
    return refuse('bad-request', { what: 'multipart/form-data' });
  }
};

/** The parts `file` and `options` of a form, and no others. */
const readForm = async (schema: z.ZodType, request: FastifyRequest, limits: ServerLimits): Promise<Read<SentFile<unknown>>> => {
  const parts = await readParts(request);
  if (!parts.ok) return parts;
  const foreign = parts.value.find(({ field }) => field !== 'file' && field !== 'options');
  if (foreign) return refuseField(foreign.field.slice(0, shownCharacters), unknownKeyText(foreign.field.slice(0, shownCharacters)));
  const [file, given] = ['file', 'options'].map((name) => parts.value.find(({ field }) => field === name));
  if (!file) return refuseField('file', missingText);
  const options: Read<unknown> = given ? readOptions(schema, given.bytes, limits) : { ok: true, value: {} };
  return options.ok ? { ok: true, value: { bytes: file.bytes, name: fileName(file.name), options: options.value } } : options;
};

const noGrid: WireGrid = { worksheets: [] };

const odd = { whole: z.object({ workbook: wireGridSchema }), changes: z.object({ workbook: wireChangesSchema }) };

/** What is wrong with a grid that the quick look finds odd, as the one of its two forms that was meant. */
const readOddGrid = (schema: z.ZodType, body: unknown, grid: unknown, mayBeChanges: boolean): Read<unknown> => {
  const isMeantAsChanges = mayBeChanges && typeof grid === 'object' && grid !== null && 'since' in grid;
  const read = readAs<unknown>(isMeantAsChanges ? odd.changes : odd.whole, body, '');
  return read.ok ? readAs(schema, body, '') : read;
};

/** The rest of the body by its schema, and its grid, which is nearly all of it, by a quick look; by the schema as well where that finds it odd. */
const readWithGrid = (schema: z.ZodType, body: unknown, mayBeChanges: boolean): Read<unknown> => {
  const grid = (body as { readonly workbook?: unknown } | null)?.workbook;
  if (!isWireGrid(grid) && !(mayBeChanges && isWireChanges(grid))) return readOddGrid(schema, body, grid, mayBeChanges);
  const rest = readAs(schema, { ...(body as object), workbook: noGrid }, '');
  return rest.ok ? { ok: true, value: { ...(rest.value as object), workbook: grid } } : rest;
};

/** The body as its route has it. */
export const readBody = async (route: Route, request: FastifyRequest, limits: ServerLimits): Promise<Read<unknown>> => {
  const { body } = route;
  if (body === undefined) return { ok: true, value: undefined };
  const wanted = 'file' in body ? 'multipart/form-data' : 'application/json';
  if (mediaType(request) !== wanted) return refuse('wrong-type', { what: wanted });
  if ('file' in body) return readForm(body.file, request, limits);
  if (body.hasGrid) return readWithGrid(body.schema, request.body, body.hasGrid === 'synced');
  return body.isOpen ? { ok: true, value: request.body } : readAs(body.schema, request.body, '');
};

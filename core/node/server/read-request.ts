import type { FastifyRequest } from 'fastify';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type * as z from 'zod';
import { issueText } from '../../plan/issue-texts';
import { fileOptionsSchema } from '../../sync';
import { fail } from '../journey/failure';
import { refuse, type HttpFailure } from './http-failure';
import { parseJsonBody } from './json-body';
import type { ServerLimits } from './limits';
import type { Route, SentFile } from './route';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: HttpFailure };

const shownErrors = 20;

const pathText = (path: readonly PropertyKey[]): string => path.map((key) => (typeof key === 'number' ? `[${key}]` : String(key))).join('.').replaceAll('.[', '[');

/** A value as a schema has it, or the places where it is not. */
export const readAs = <T>(schema: z.ZodType<T>, value: unknown, where: string): Read<T> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors = parsed.error.issues.slice(0, shownErrors).map((issue) => ({ path: pathText(issue.path), message: issueText(issue, value) }));
  return refuse('bad-request', { what: [where, errors[0]!.path].filter((part) => part !== '').join(': '), errors });
};

/** Ids that are none name no plan, whatever a file system would make of them. [A5] */
export const readParams = (route: Route, params: unknown): Read<unknown> => {
  const parsed = route.params?.safeParse(params);
  if (!parsed || parsed.success) return { ok: true, value: parsed?.data ?? {} };
  return fail({ kind: 'unknown-plan', planId: String((params as { id?: unknown }).id ?? '').slice(0, 64) });
};

const mediaType = (request: FastifyRequest): string => (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();

const readOptions = (text: string, limits: ServerLimits): Read<SentFile['options']> => {
  const json = parseJsonBody(Buffer.from(text), limits);
  return json.ok ? readAs(fileOptionsSchema, json.value, 'options') : json;
};

/** The parts `file` and `options` of a form; @fastify/multipart bounds how many and how long they are. */
const readForm = async (request: FastifyRequest, limits: ServerLimits): Promise<Read<SentFile>> => {
  let file: { readonly bytes: Buffer; readonly name: string } | undefined;
  let options: Read<SentFile['options']> = { ok: true, value: {} };
  for await (const part of request.parts() as AsyncIterable<MultipartFile | MultipartValue<unknown>>) {
    if (part.fieldname === 'file' && part.type === 'file') file = { bytes: await part.toBuffer(), name: fileName(part.filename) };
    else if (part.fieldname !== 'options') return refuse('bad-request', { what: String(part.fieldname).slice(0, 64) });
    else options = readOptions(part.type === 'file' ? (await part.toBuffer()).toString('utf8') : String(part.value), limits);
  }
  if (!options.ok) return options;
  return file ? { ok: true, value: { ...file, options: options.value } } : refuse('bad-request', { what: 'file' });
};

/** A file's own name, without what leads elsewhere. */
const fileName = (name: string | undefined): string => (name ?? '').replace(/^.*[/\\]/, '').replace(/[^\p{L}\p{N} ._()-]/gu, '').slice(0, 200) || 'plan.xlsx';

/** The body as its route has it. */
export const readBody = async (route: Route, request: FastifyRequest, limits: ServerLimits): Promise<Read<unknown>> => {
  const { body } = route;
  if (body === undefined) return { ok: true, value: undefined };
  const wanted = body === 'file' ? 'multipart/form-data' : 'application/json';
  if (mediaType(request) !== wanted) return refuse('wrong-type', { what: wanted });
  if (body === 'file') return readForm(request, limits);
  return body.isOpen ? { ok: true, value: request.body } : readAs(body.schema, request.body, '');
};

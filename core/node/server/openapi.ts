import * as z from 'zod';
import { failureSchema, localeSchema, revisionEventSchema } from '../../sync';
import type { AnswerDeclaration, Route } from './route';

type Json = Record<string, unknown>;

/** Statuses that any route may answer with. */
export const everyRouteFails = [400, 401, 403, 405, 408, 413, 415, 429, 431, 500, 503];

/** Schemas by name, gathered while routes are described. */
type Components = Map<string, Json>;

const toRef = (name: string): string => `#/components/schemas/${name}`;

/** A schema as OpenAPI has it: named parts become components. What may be left out of a request is another part than what an answer always has. */
const describe = (schema: z.ZodType, io: 'input' | 'output', components: Components): Json => {
  const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & { $defs?: Record<string, Json> };
  const id = schema.meta()?.id;
  const parts = Object.entries({ ...$defs, ...(id !== undefined && !own['$ref'] && { [id]: own }) });
  const names = new Map(parts.map(([name, part]) => {
    const known = components.get(name);
    return [name, known && JSON.stringify(rename(part, new Map())) !== JSON.stringify(known) && io === 'input' ? `${name}Input` : name] as const;
  }));
  for (const [name, part] of parts) components.set(names.get(name)!, rename(part, names));
  return id === undefined ? rename(own, names) : { $ref: toRef(names.get(id) ?? id) };
};

/** A schema whose references lead to components, without the names that zod leaves in it. */
const rename = (value: unknown, names: ReadonlyMap<string, string>): Json => {
  const walk = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).flatMap(([key, member]) => {
      if (key === '$ref' && typeof member === 'string') {
        const name = member.replace('#/$defs/', '');
        return [[key, member.startsWith('#/$defs/') ? toRef(names.get(name) ?? name) : member]];
      }
      return key === 'id' && typeof member === 'string' ? [] : [[key, walk(member)]];
    }));
  };
  return walk(value) as Json;
};

const parameters = (where: 'path' | 'query', shape: z.ZodObject | undefined, components: Components): Json[] =>
  Object.entries(shape?.shape ?? {}).map(([name, schema]) =>
    ({ name, in: where, required: where === 'path' || !(schema as z.ZodType).safeParse(undefined).success, schema: describe(schema as z.ZodType, 'input', components) }));

const header = (name: string, required: boolean): Json => ({ name, in: 'header', required, schema: { type: 'string' } });
const everyParameter: readonly Json[] = [{ name: 'locale', in: 'query', required: false, schema: z.toJSONSchema(localeSchema) }, header('Accept-Language', false)];

const bodyOf = ({ body }: Route, components: Components): Json => {
  if (body === undefined) return {};
  if (!('file' in body)) return { requestBody: { required: true, content: { 'application/json': { schema: describe(body.schema, 'input', components) } } } };
  const properties = { file: { type: 'string', contentMediaType: 'application/octet-stream' }, options: describe(body.file, 'input', components) };
  const schema = { type: 'object', required: ['file'], properties };
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema, encoding: { options: { contentType: 'application/json' } } } } } };
};

const tag: Json = { headers: { ETag: { schema: { type: 'string' } } } };

const answerOf = ({ about, schema, type }: AnswerDeclaration, { hasTag }: Route, components: Components): Json => {
  if (schema) return { description: about, ...(hasTag && tag), content: { 'application/json': { schema: describe(schema, 'output', components) } } };
  return { description: about, ...(hasTag && tag), ...(type && { content: { [type]: {} } }) };
};

const failureAnswer = (components: Components): Json => ({ description: 'Problem details (RFC 9457).', content: { 'application/problem+json': { schema: describe(failureSchema, 'output', components) } } });

const operation = (route: Route, components: Components): Json => {
  const statuses = [...new Set([...route.failures, ...everyRouteFails])].sort();
  return {
    summary: route.about,
    parameters: [
      ...parameters('path', route.params, components), ...parameters('query', route.query, components), ...everyParameter,
      ...(route.ifMatch ? [header('If-Match', false), ...(route.method === 'PUT' ? [header('If-None-Match', false)] : [])] : []),
    ],
    ...bodyOf(route, components),
    responses: {
      ...Object.fromEntries(Object.entries(route.answers).map(([status, one]) => [status, answerOf(one, route, components)])),
      ...Object.fromEntries(statuses.map((status) => [status, failureAnswer(components)])),
    },
    ...(route.right && { 'x-right': route.right }),
  };
};

/** The OpenAPI 3.1 document of these routes, made from their declarations. */
export const openApiDocument = (routes: readonly Route[]): Json => {
  const components: Components = new Map();
  describe(revisionEventSchema, 'output', components);
  // Answers first: a request's part of the same name that differs gets a name of its own.
  for (const route of routes) for (const one of Object.values(route.answers)) answerOf(one, route, components);
  const paths: Record<string, Json> = {};
  for (const one of routes) {
    const path = one.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operation(one, components) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Planark', version: '1', description: 'Plans, their revisions, and syncs of the workbooks they are edited in.' },
    paths,
    components: { schemas: Object.fromEntries(components), securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }, {}],
  };
};

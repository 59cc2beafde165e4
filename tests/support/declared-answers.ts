import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { LiveServer } from './live-server';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly headers?: object; readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>;
}
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** Holds what a server answers against its own OpenAPI document. */
export interface DeclaredAnswers {
  readonly document: OpenApi;
  /** Checks one answer; gives its body as JSON, or as text. */
  check(method: string, path: string, response: Response): Promise<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was answered
  /** "GET /api/plans 200" */
  readonly seen: Set<string>;
}

const matchesPath = (template: string, path: string): boolean => new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path);

export const declaredAnswers = async (server: LiveServer): Promise<DeclaredAnswers> => {
  const document = (await (await server.get('/api/openapi.json')).json()) as OpenApi;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: document.components });
  const seen = new Set<string>();
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (key: string, schema: object): ValidateFunction => {
    const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object;
    if (!validators.has(key)) validators.set(key, ajv.compile(local));
    return validators.get(key)!;
  };
  return {
    document, seen,
    check: async (method, at, response) => {
      const path = at.split('?')[0]!;
      const template = Object.keys(document.paths).find((one) => matchesPath(one, path) && document.paths[one]![method.toLowerCase()]);
      if (!template) throw new Error(`${method} ${path} is not declared`);
      const key = `${method} ${template} ${response.status}`;
      seen.add(key);
      const declared = document.paths[template]![method.toLowerCase()]!.responses[response.status];
      if (!declared) throw new Error(`${key} is not declared`);
      if (response.ok && response.headers.has('etag') !== (declared.headers !== undefined)) throw new Error(`${key}: an ETag that is not as it was declared`);
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      const { schema } = declared.content?.[type] ?? {};
      if (declared.content && !declared.content[type]) throw new Error(`${key}: ${type} is not declared`);
      if (!type.endsWith('json')) return response.arrayBuffer();
      const body: unknown = await response.json();
      if (schema) {
        const validate = validatorOf(key, schema);
        if (!validate(body)) throw new Error(`${key}: ${ajv.errorsText(validate.errors?.slice(0, 5))}`);
      }
      return body;
    },
  };
};

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readMethods, type ApiMethod } from './read-methods';
import { readMessages, type Messages } from './read-types';

export type { ApiMethod } from './read-methods';
export type { Fields, Kind, Messages } from './read-types';

/** An API as its published types tell: nothing of Google's own descriptions is kept here. */
export interface ApiSchema {
  readonly messages: Messages;
  readonly methods: readonly ApiMethod[];
}

const sources = {
  sheets: { types: '@maxim_mazurok/gapi.client.sheets-v4', client: 'sheets/v4' },
  drive: { types: '@maxim_mazurok/gapi.client.drive-v3', client: 'drive/v3' },
} as const;
export type ApiName = keyof typeof sources;

const clientFile = (api: ApiName, ending: string): string => join(dirname(require.resolve('googleapis/package.json')), `build/src/apis/${sources[api].client}${ending}`);
const typesFile = (api: ApiName): string => join(dirname(require.resolve(`${sources[api].types}/package.json`)), 'index.d.ts');

/** Messages as googleapis declares them: no enums there, but the same fields. */
export const clientMessages = (api: ApiName): Messages => readMessages(clientFile(api, '.d.ts'), (name) => (name.startsWith('Schema$') ? name.slice('Schema$'.length) : undefined));
/** The day of Google's description that the types were made of: `20260915`. */
export const typesRevision = (api: ApiName): string => /Revision: (\d+)/.exec(readFileSync(typesFile(api), 'utf8'))?.[1] ?? '';

const isResource = (name: string): boolean => name.endsWith('Resource');

const read = (api: ApiName): ApiSchema => ({
  messages: readMessages(typesFile(api), (name) => (isResource(name) ? undefined : name)),
  methods: readMethods(clientFile(api, '.js'), clientFile(api, '.d.ts')),
});

const known = new Map<ApiName, ApiSchema>();
/** Read once for a process. */
export const schemaOf = (api: ApiName): ApiSchema => {
  const schema = known.get(api) ?? read(api);
  known.set(api, schema);
  return schema;
};

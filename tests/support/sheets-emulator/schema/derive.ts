import { readFileSync } from 'node:fs';
import { readMethods } from './read-methods';
import { readMessages, type Messages } from './read-types';
import { clientFile, typesFile, type ApiName, type ApiSchema } from './sources';

const isResource = (name: string): boolean => name.endsWith('Resource');

/** Messages as googleapis declares them: no enums there, but the same fields. */
export const clientMessages = (api: ApiName): Messages => readMessages(clientFile(api, '.d.ts'), (name) => (name.startsWith('Schema$') ? name.slice('Schema$'.length) : undefined));
/** The day of Google's description that the types were made of: `20260915`. */
export const typesRevision = (api: ApiName): string => /Revision: (\d+)/.exec(readFileSync(typesFile(api), 'utf8'))?.[1] ?? '';

export const derive = (api: ApiName): ApiSchema => ({
  messages: readMessages(typesFile(api), (name) => (isResource(name) ? undefined : name)),
  methods: readMethods(clientFile(api, '.js'), clientFile(api, '.d.ts')),
});

import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type * as derived from './derive';
import { clientFile, typesFile, type ApiName, type ApiSchema } from './sources';

export type { ApiMethod } from './read-methods';
export type { Fields, Kind, Messages } from './read-types';
export type { ApiName, ApiSchema } from './sources';

/** Named by all that it is derived from, so that none of it can change behind it. */
const keptFile = (api: ApiName): string => {
  const hash = createHash('sha256').update(process.version);
  for (const file of [clientFile(api, '.js'), clientFile(api, '.d.ts'), typesFile(api), ...['derive', 'read-methods', 'read-types', 'sources'].map((name) => join(__dirname, `${name}.ts`))]) hash.update(readFileSync(file));
  return join(tmpdir(), `planark-google-${api}-${hash.digest('hex').slice(0, 32)}.schema`);
};

/** Derives it anew; TypeScript, which that takes, is loaded for nothing else. */
const derive = (api: ApiName): ApiSchema => (require('./derive') as typeof derived).derive(api); // eslint-disable-line @typescript-eslint/no-require-imports -- at once, and only where it is needed

/** What an earlier process derived; what is not there, or was cut off, is derived anew and left for the next. */
const read = (api: ApiName): ApiSchema => {
  const file = keptFile(api);
  try {
    return deserialize(readFileSync(file)) as ApiSchema;
  } catch {
    const schema = derive(api);
    writeFileSync(`${file}-${process.pid}`, serialize(schema));
    renameSync(`${file}-${process.pid}`, file);
    return schema;
  }
};

const known = new Map<ApiName, ApiSchema>();
/** Read once for a process. */
export const schemaOf = (api: ApiName): ApiSchema => {
  const schema = known.get(api) ?? read(api);
  known.set(api, schema);
  return schema;
};

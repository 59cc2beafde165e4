import { GoogleError, type CallParams } from './parts';
import { schemaOf, type ApiMethod, type ApiName } from './schema';

interface Route {
  readonly api: ApiName;
  readonly method: ApiMethod;
  readonly isUpload: boolean;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

const namesIn = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
/** An id has no colon, for what a colon begins is the method's name; a range may. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll('{range}', '([^/]+)').replaceAll(/\{\w+\}/g, '([^/:]+)')}$`);

const routesOf = (api: ApiName): readonly Route[] => schemaOf(api).methods.flatMap((method) => [method.path, method.uploadPath].flatMap((path, index) => (path === undefined ? [] : [{ api, method, isUpload: index === 1, pattern: patternOf(path), names: namesIn(path) }])))
  // What is spelled out goes before what may be any id.
  .sort((a, b) => a.names.length - b.names.length);

const known = new Map<ApiName, readonly Route[]>();
const routes = (api: ApiName): readonly Route[] => {
  const found = known.get(api) ?? routesOf(api);
  known.set(api, found);
  return found;
};

export interface Routed {
  readonly api: ApiName;
  readonly method: ApiMethod;
  readonly isUpload: boolean;
  readonly params: CallParams;
}

/** The API that a path belongs to. */
export const apiOf = (path: string): ApiName | undefined => (path.startsWith('/v4/') ? 'sheets' : /^(\/upload)?\/drive\/v3\//.test(path) ? 'drive' : undefined);

/** The method that a verb and a path call, with the parameters of path and query together. Throws where there is none. */
export const routed = (verb: string, path: string, query: CallParams): Routed => {
  const api = apiOf(path);
  for (const { method, isUpload, pattern, names } of api ? routes(api) : []) {
    const match = method.verb === verb ? pattern.exec(path) : null;
    if (match && api) return { api, method, isUpload, params: { ...query, ...Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')])) } };
  }
  throw new GoogleError(404, 'NOT_FOUND', `The requested URL ${path} was not found on this server.`, 'notFound');
};

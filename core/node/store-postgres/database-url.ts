/** The address of a database: postgres://USER:PASSWORD@HOST:PORT/DATABASE. Whatever is printed of it leaves the password out. [Q9] */

/** Whether a store's address is that of a database; otherwise it is a folder. */
export const isDatabaseUrl = (address: string): boolean => /^postgres(?:ql)?:/i.test(address);

const hidden = '***';

const limitName = 'connection_limit';
const mostConnections = 1_000;

/** Most connections that a store may have at a time, where its address says so: `?connection_limit=3`. */
export const connectionLimit = (url: URL): number | undefined => (url.searchParams.has(limitName) ? Number(url.searchParams.get(limitName)) : undefined);

const hasSoundLimit = ({ searchParams }: URL): boolean => {
  const limit = searchParams.get(limitName);
  return limit === null || (/^\d{1,4}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= mostConnections);
};

/**
 * The address as a URL; null where it is none, where its limit of connections is no whole number from 1 to 1000, or where a sign in the password that had to be percent-encoded (/ # ?) makes it another
 * address than was meant.
 */
export const parseDatabaseUrl = (address: string): URL | null => {
  const url = /^\w+:\/\//.test(address) && isDatabaseUrl(address) && URL.canParse(address) ? new URL(address) : null;
  return url === null || url.hash !== '' || `${url.pathname}${url.search}`.includes('@') || !canBeDecoded(url) || !hasSoundLimit(url) ? null : url;
};

const canBeDecoded = ({ username, password, pathname }: URL): boolean => {
  try {
    decodeURIComponent(username + password + pathname);
    return true;
  } catch {
    return false;
  }
};

/** A store's address as it may be printed: a folder as it is, a database without password and settings. */
export const printableAddress = (address: string): string => {
  if (!isDatabaseUrl(address)) return address;
  const url = parseDatabaseUrl(address);
  if (url === null) return `postgres://${hidden}`;
  const user = url.username === '' ? '' : `${url.username}${url.password === '' ? '' : `:${hidden}`}@`;
  return `${url.protocol}//${user}${url.host}${url.pathname}`;
};

/** Takes the secrets of an address out of a text, such as an error message of the driver. */
export const withoutSecrets = (url: URL, text: string): string => {
  const inQuery = [...url.searchParams].filter(([name]) => /password/i.test(name)).map(([, value]) => value);
  const secrets = [url.href, url.password, decodeURIComponent(url.password), ...inQuery].filter((secret) => secret !== '');
  return secrets.reduce((left, secret) => left.replaceAll(secret, hidden), text);
};

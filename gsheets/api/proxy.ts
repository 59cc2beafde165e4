import type { Agent } from 'node:http';
import { HttpsProxyAgent } from 'https-proxy-agent';

type Environment = Readonly<Record<string, string | undefined>>;
const read = (env: Environment, name: string): string => env[name] || env[name.toLowerCase()] || '';

/** Whether a host is, or is below, one of a list such as "intranet.example, .example.org, *". */
const isExempt = (host: string, list: string): boolean =>
  list.split(',').map((rule) => rule.trim().replace(/^\*?\./, '')).some((rule) => rule !== '' && (rule === '*' || host === rule || host.endsWith(`.${rule}`)));

/**
 * The way to a host through the proxy that the environment names (HTTPS_PROXY, NO_PROXY), as an office may have it; undefined where there is none. Over plain
 * http Planark speaks to this machine alone, and needs no proxy. [O6]
 */
export const proxyFor = (url: URL, env: Environment): Agent | undefined => {
  const proxy = read(env, 'HTTPS_PROXY');
  return url.protocol === 'https:' && URL.canParse(proxy) && !isExempt(url.hostname, read(env, 'NO_PROXY')) ? new HttpsProxyAgent(proxy) : undefined;
};

import { proxyFor } from '../../../gsheets/api/proxy';

const toGoogle = new URL('https://sheets.googleapis.com/v4/spreadsheets');
const proxy = 'http://proxy.example:3128';

describe('the proxy of the environment', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['none', {}, false],
    ['one for https', { HTTPS_PROXY: proxy }, true],
    ['one in small letters', { https_proxy: proxy }, true],
    ['one for http alone', { HTTP_PROXY: proxy }, false],
    ['no address', { HTTPS_PROXY: 'proxy' }, false],
    ['one, but for this host', { HTTPS_PROXY: proxy, NO_PROXY: 'a.example, sheets.googleapis.com' }, false],
    ['one, but for hosts below', { HTTPS_PROXY: proxy, NO_PROXY: '.googleapis.com' }, false],
    ['one, but for hosts below a star', { HTTPS_PROXY: proxy, no_proxy: '*.googleapis.com' }, false],
    ['one, but for nothing', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, false],
    ['one, but for others that end alike', { HTTPS_PROXY: proxy, NO_PROXY: 'apis.com,,' }, true],
  ])('[O6] %s', (_, env, isUsed) => {
    expect(proxyFor(toGoogle, env) !== undefined).toBe(isUsed);
  });

  test('[O6] is not the way to this machine', () => {
    expect(proxyFor(new URL('http://127.0.0.1:1/'), { HTTPS_PROXY: proxy, HTTP_PROXY: proxy })).toBeUndefined();
  });
});

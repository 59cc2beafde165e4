import { iconPath, iconSizes, ribbonButtons } from '../../addin/manifest/ribbon-buttons';
import { pageFolder } from '../support/browser';
import { liveServer } from '../support/live-server';

describe('the add-in’s files', () => {
  test('[G19] icons may be shown by other sites, and kept', async () => {
    const server = await liveServer({ serve: { pageFolder: pageFolder() } });
    for (const { key } of ribbonButtons) {
      for (const size of iconSizes) {
        const { status, headers } = await server.get(iconPath(key, size));
        expect([status, headers.get('content-type'), headers.get('cross-origin-resource-policy'), headers.get('cache-control')]).toEqual([200, 'image/png', 'cross-origin', null]);
      }
    }
  });

  test('[G5] the pages that Excel opens are served, each with its script', async () => {
    const server = await liveServer({ serve: { pageFolder: pageFolder() } });
    for (const page of ['/addin/', '/addin/?do=preview', '/addin/commands.html', '/addin/told.html']) {
      const answer = await server.get(page);
      expect(answer.status).toBe(200);
      const scripts = [...(await answer.text()).matchAll(/<script [^>]*src="(?!https:)([^"]+)"/g)].map(([, name]) => name!);
      expect(scripts).toHaveLength(1);
      expect((await server.get(`/addin/${scripts[0]}`)).headers.get('content-type')).toMatch(/javascript/);
    }
  });
});

import { liveServer } from '../support/live-server';

test('[A16] HEAD begins no stream and makes no workbook: it is for health alone', async () => {
  const server = await liveServer();
  const head = (path: string): Promise<Response> => fetch(server.address + path, { method: 'HEAD', signal: AbortSignal.timeout(3_000) });
  for (const path of ['/api/events', '/api/plans', '/api/plans/lillehammer-2026/workbook.xlsx']) expect([path, (await head(path)).status]).toEqual([path, 405]);
  expect((await head('/healthz')).status).toBe(200);
});

import { liveServer } from '../support/live-server';
import { raw } from '../support/raw-http';

test('[A3] [A15] what is refused before it is a request is told in the language asked for, with the headers of all answers', async () => {
  const server = await liveServer({ limits: { headerTime: 200 } });
  const answers = [
    await raw(server, 'GET /healthz HTTP/1.1', 'Host: localhost', 'Accept-Language: sv-SE,en;q=0.5', 'Transfer-Encoding: chunked', 'Content-Length: 5', '', ''),
    await raw(server, 'GET /healthz HTTP/1.1', 'Host: localhost', 'accept-language: nn', `X-Long: ${'x'.repeat(20_000)}`, '', ''),
    await raw(server, 'GET /healthz HTTP/1.1', 'Host: localhost', 'X-A: '),
  ];
  expect(answers.map((text) => [text.slice(0, 12), (JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as { title: string }).title])).toEqual([
    ['HTTP/1.1 400', 'Ogiltig begäran'], ['HTTP/1.1 431', 'For stort hovud'], ['HTTP/1.1 408', 'For langsomt'],
  ]);
  for (const text of answers) expect(text).toMatch(/^content-security-policy: default-src 'none'[^]*^x-content-type-options: nosniff\r$/m);
});

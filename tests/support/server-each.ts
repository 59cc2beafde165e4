import { declaredAnswers, type DeclaredAnswers } from './declared-answers';
import { liveServer, type LiveServer } from './live-server';

/** A server of its own for each test of a suite, with its declared answers; it ends without a bug. */
export const serverForEach = (use: (server: LiveServer, answers: DeclaredAnswers) => void): void => {
  let answers: DeclaredAnswers;
  let server: LiveServer;
  beforeAll(async () => {
    const first = await liveServer();
    answers = await declaredAnswers(first);
    await first.stop();
  });
  beforeEach(async () => {
    server = await liveServer();
    use(server, answers);
  });
  afterEach(async () => {
    expect(server.bugs).toEqual([]);
    await server.stop();
  });
};

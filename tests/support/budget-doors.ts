import type { Grant } from '../../core/plan/grants';
import { makeToken } from '../../core/node/people/token';
import { declaredAnswers } from './declared-answers';
import { fileForm, type LiveServer } from './live-server';
import { valueOf } from './store-fixtures';

/** What somebody was answered, held against what the server declares. */
export interface Answered {
  readonly status: number;
  readonly etag: string;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- whatever was answered
}

/** The routes of a treasurer's budget, as somebody with a token asks them. */
export interface Door {
  preview(file: string | Buffer, options?: object, name?: string, headers?: Record<string, string>): Promise<Answered>;
  pull(file: string | Buffer, options?: object, name?: string, headers?: Record<string, string>): Promise<Answered>;
  push(file: Uint8Array, options?: object, name?: string, headers?: Record<string, string>): Promise<Answered>;
  cells(mode: 'preview' | 'pull', request: object, headers?: Record<string, string>): Promise<Answered>;
}

/** A treasurer's file of the commonest kind. */
export const csvBudget = (lines: readonly string[]): string => ['Konto;Navn;Budsjett 2026;Regnskap 2026', ...lines, ''].join('\n');

/** Opens the routes of a plan for somebody with this role in it. */
export const budgetDoors = async (server: LiveServer, id: string): Promise<(role: Grant['role']) => Promise<Door>> => {
  const answers = await declaredAnswers(server);
  return async (role) => {
    const { token, text } = makeToken({ name: role, grants: [{ role, on: { plan: id } }], expires: null, madeBy: 'test' }, new Date());
    valueOf(await server.tokens.add(token));
    server.clock.ahead += 1_000;
    const authorization = { authorization: `Bearer ${text}` };
    const checked = async (path: string, response: Response): Promise<Answered> => ({ status: response.status, etag: response.headers.get('etag') ?? '', body: await answers.check('POST', path, response) });
    const ask = (what: string) => async (file: string | Uint8Array, options: object = {}, name = what === 'push' ? 'budsjett.xlsx' : 'budsjett.csv', headers: Record<string, string> = {}): Promise<Answered> => {
      const path = `/api/plans/${id}/budget-${what}`;
      return checked(path, await fetch(server.address + path, { method: 'POST', body: fileForm(Buffer.from(file), options, name), headers: { ...authorization, connection: 'close', ...headers } }));
    };
    return {
      preview: ask('preview'), pull: ask('pull'), push: ask('push'),
      cells: async (mode, request, headers = {}) => {
        const path = `/api/plans/${id}/budget-cells?mode=${mode}`;
        return checked(path, await server.send('POST', path, request, { ...authorization, ...headers }));
      },
    };
  };
};

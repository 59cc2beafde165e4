import type {
  BudgetCellsRequest, BudgetCheck, BudgetLinkRequest, BudgetPreview, BudgetPull, BudgetPullOptions, BudgetPush, BudgetPushOptions, DiffMessage, FileOptions, Locale, PlanAnswer, PlanList, PreviewAnswer, PutAnswer, RevisionAnswer, RevisionList, UndoAnswer, UndoRequest, WorkbookAnswer,
} from '../../core';
import { call, sendJson, type Connection, type Request } from './call';
import type { Answer } from './failure';

/** A workbook that a person chose, held in memory: what happens to the file on disk does not lose it. */
export interface WorkbookFile {
  readonly name: string;
  /** Its media type: a workbook with macros is of another. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The server, as the page and the pane ask it. Contract: core/node/server/API.md. */
export interface PlanarkClient {
  /** The language that it is asked in. */
  readonly locale: Locale;
  /** `query` is part of a title, an organisation's name or an id; "" for all. */
  plans(query: string, after?: string): Promise<Answer<PlanList>>;
  plan(id: string): Promise<Answer<PlanAnswer>>;
  budgetCheck(id: string): Promise<Answer<BudgetCheck>>;
  /** A treasurer's file: how it is read, and what a pull of it would do. */
  budgetPreview(id: string, file: WorkbookFile, options: BudgetPullOptions): Promise<Answer<BudgetPreview>>;
  /** `etag` names the plan that choices were made on. */
  budgetPull(id: string, file: WorkbookFile, options: BudgetPullOptions, etag: string): Promise<Answer<BudgetPull>>;
  /** The same two of tabs in an open workbook. */
  budgetCells<M extends 'preview' | 'pull'>(id: string, mode: M, request: BudgetCellsRequest, etag?: string): Promise<Answer<M extends 'pull' ? BudgetPull : BudgetPreview>>;
  /** The plan's sums in a treasurer's workbook. */
  budgetPush(id: string, file: WorkbookFile, options: BudgetPushOptions): Promise<Answer<BudgetPush>>;
  /** Keeps where a file has its budget, or forgets it. */
  linkBudget(id: string, link: BudgetLinkRequest): Promise<Answer<PutAnswer>>;
  revisions(id: string): Promise<Answer<RevisionList>>;
  revision(id: string, number: number): Promise<Answer<RevisionAnswer>>;
  diff(id: string, from: number, to: number): Promise<Answer<DiffMessage>>;
  workbook(id: string, locale: Locale): Promise<Answer<WorkbookFile>>;
  preview(id: string, file: WorkbookFile, options: FileOptions): Promise<Answer<PreviewAnswer>>;
  sync(id: string, file: WorkbookFile, options: FileOptions): Promise<Answer<WorkbookAnswer>>;
  /** `etag` is what the head was when the person decided; needed for going back as a whole. */
  undo(id: string, request: UndoRequest, etag: string | null): Promise<Answer<UndoAnswer>>;
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const partsOf = ({ name, type, bytes }: WorkbookFile, options: object): FormData => {
  const form = new FormData();
  // The options first: a server that reads the parts as they come knows them before the file.
  form.set('options', JSON.stringify(options));
  form.set('file', new Blob([bytes], { type }), name);
  return form;
};

export const createClient = (connection: Connection): PlanarkClient => {
  const ask = <T>(path: readonly string[], request: Request = {}): Promise<Answer<T>> => call(connection, path, request, (response) => response.json() as Promise<T>);
  const send = <T>(mode: 'preview' | 'sync', id: string, file: WorkbookFile, options: FileOptions): Promise<Answer<T>> =>
    ask(['plans', id, 'workbook'], { method: 'POST', query: { mode }, body: partsOf(file, options) });
  const sendBudget = <T>(what: string, id: string, file: WorkbookFile, options: object, headers: Request['headers'] = {}): Promise<Answer<T>> =>
    ask(['plans', id, `budget-${what}`], { method: 'POST', body: partsOf(file, options), headers });
  return {
    locale: connection.locale,
    plans: (query, after) => ask(['plans'], { query: { query: query || undefined, after } }),
    plan: (id) => ask(['plans', id]),
    budgetCheck: (id) => ask(['plans', id, 'budget-check']),
    budgetPreview: (id, file, options) => sendBudget('preview', id, file, options),
    budgetPull: (id, file, options, etag) => sendBudget('pull', id, file, options, { 'If-Match': etag }),
    budgetCells: (id, mode, request, etag) => sendJson(connection, ['plans', id, 'budget-cells'], request, etag === undefined ? {} : { 'If-Match': etag }, { mode }),
    budgetPush: (id, file, options) => sendBudget('push', id, file, options),
    linkBudget: (id, link) => sendJson(connection, ['plans', id, 'budget-link'], link),
    revisions: (id) => ask(['plans', id, 'revisions']),
    revision: (id, number) => ask(['plans', id, 'revisions', String(number)]),
    diff: (id, from, to) => ask(['plans', id, 'diff'], { query: { from, to } }),
    workbook: (id, locale) =>
      call(connection, ['plans', id, 'workbook.xlsx'], { query: { locale } }, async (response) => ({ name: `${id}.xlsx`, type: workbookType, bytes: new Uint8Array(await response.arrayBuffer()) })),
    preview: (id, file, options) => send('preview', id, file, options),
    sync: (id, file, options) => send('sync', id, file, options),
    undo: (id, request, etag) => sendJson(connection, ['plans', id, 'undo'], request, etag === null ? {} : { 'If-Match': etag }),
  };
};

import * as z from 'zod';
import type { Preference } from '../../../merge';
import { figureKey } from '../../../plan/budget/figures';
import { findBudgetLink, mappingsOf } from '../../../plan/budget/links';
import type { Locale } from '../../../plan/locale';
import {
  budgetCellsRequestSchema, budgetPreviewOptionsSchema, budgetPreviewSchema, budgetPullOptionsSchema, budgetPullSchema, budgetPushOptionsSchema, budgetPushSchema,
  type BudgetPullOptions, type FigureChoice,
} from '../../../sync';
import type { Revision } from '../../../sync/store';
import { commitPull, type DecidedPull, type PullOptions } from '../../journey/budget/pull-budget';
import type { SentBudget } from '../../journey/budget/work/budget-work';
import { fail, type Result } from '../../journey/failure';
import { findRevision } from '../../journey/find-revision';
import { sha256 } from '../../journey/fresh-id';
import { pullMessage, pushMessage } from '../budget-answers';
import { refuse, type HttpFailure } from '../http-failure';
import { revisionMessage } from '../messages-of';
import { answer, route, type Asked, type Handled, type SentFile, type Services } from '../route';
import { matches, planParams } from './plans';
import { commitOf, operationKey } from './sync';
import { typeOf } from './workbook';

type Worked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: HttpFailure; readonly planLocale?: Locale };

/** Does what takes long when it is its turn. Who has hung up by then waits for nothing. [A17] [C160] */
const inTurn = async <T>({ readingTurns }: Services, client: AbortSignal, work: () => Promise<Worked<T>>): Promise<Worked<T>> => (await readingTurns.take(client, work)) ?? refuse('overloaded', { retryAfter: 5 });

type BudgetAsked = Pick<Asked<{ readonly id: string }, unknown, unknown>, 'params' | 'caller' | 'client' | 'localeFor' | 'askedLocale' | 'ifMatch'>;

const preview = async ({ params: { id }, client, localeFor }: BudgetAsked, services: Services, sent: SentBudget, options: PullOptions): Promise<Handled> => {
  const head = await findRevision(services.store, id);
  if (!head.ok) return head;
  const { plan, number, hash } = head.value;
  const previewed = await inTurn(services, client, () => services.budgetWork('preview', { head: head.value, sent, options }));
  if (!previewed.ok) return previewed;
  const { value } = previewed;
  if (value.kind === 'no-guess') return { ...refuse('no-budget-found', { what: sent.name, ...(value.failure === 'no-year' && { text: 'no-budget-year' }) }), planLocale: plan.locale };
  return answer({ hash, json: { plan: id, revision: number, ...pullMessage(value.decided, value.seen, localeFor(plan)) } });
};

const choicesOf = (choices: readonly FigureChoice[]): ReadonlyMap<string, Preference> => new Map(choices.map(({ take, ...key }) => [figureKey(key), take]));

const pullOnce = async ({ params: { id }, caller, client, localeFor, ifMatch }: BudgetAsked, services: Services, sent: SentBudget, options: PullOptions, message: string | undefined): Promise<Handled> => {
  const commit = commitOf(caller, { message }, services);
  // What was chosen was chosen between values that were seen; what else comes in between is merged.
  const decide = async (head: Revision): Promise<Result<DecidedPull>> =>
    (ifMatch !== undefined && !matches(ifMatch, head.hash) ? fail({ kind: 'changed-since' }, head.plan.locale) : services.budgetWork('pull', { head, sent, options, time: commit.time }));
  const pulled = await inTurn(services, client, () => services.turns.take(id, () => commitPull(services.store, id, sent.name, commit, decide)));
  if (!pulled.ok) return pulled;
  const { head: { plan }, read, revision, isCommitted } = pulled.value;
  const tables = mappingsOf(findBudgetLink(revision.plan, read.name)).map((mapping) => ({ mapping, reasons: [] }));
  const told = pullMessage(pulled.value, { tables, beside: [], isLinked: findBudgetLink(plan, read.name) !== undefined, fits: null }, localeFor(plan));
  return answer({ hash: revision.hash, json: { plan: id, revision: revisionMessage(revision), committed: isCommitted, ...told } });
};

/** Whoever got no answer may ask again under the same `clientOpId`. [C161] */
const pull = async (asked: BudgetAsked, services: Services, sent: SentBudget, { choices = [], clientOpId, message, ...options }: Omit<BudgetPullOptions, 'as'>): Promise<Handled> => {
  const { params: { id }, caller, askedLocale, ifMatch } = asked;
  if (choices.length > 0 && ifMatch === undefined) return refuse('precondition-missing');
  const work = (): Promise<Handled> => pullOnce(asked, services, sent, { ...options, choices: choicesOf(choices) }, message);
  if (clientOpId === undefined) return work();
  const content = 'bytes' in sent.content ? sent.content.bytes : JSON.stringify(sent.content.workbook);
  const digest = sha256(content, JSON.stringify([sent.name, sent.as, options, choices, message, ifMatch, askedLocale])).toString('hex');
  return services.operations.once(operationKey(caller, id, `budget ${clientOpId}`), digest, work);
};

const sentFile = ({ bytes, name, options: { as } }: SentFile<Pick<BudgetPullOptions, 'as'>>): SentBudget => ({ name, content: { bytes }, as });

const failures = [400, 404, 409, 412, 413, 415, 422, 428];

const previewFile = route({
  method: 'POST', path: '/api/plans/:id/budget-preview', hasTag: true, right: 'budget', params: planParams,
  about: 'A treasurer’s file: how it is read, and what a pull of it would do. Nothing is written.',
  body: { file: budgetPreviewOptionsSchema },
  answers: { 200: { about: 'Where the plan is not linked with the file, by a guess that is to be confirmed.', schema: budgetPreviewSchema } },
  failures,
}, (asked, services) => preview(asked, services, sentFile(asked.body), { mappings: asked.body.options.mappings, all: asked.body.options.all }));

const pullFile = route({
  method: 'POST', path: '/api/plans/:id/budget-pull', hasTag: true, right: 'budget', params: planParams, ifMatch: 'optional',
  about: 'Takes the figures of a treasurer’s file into the plan’s budget, and keeps how it is read where that is said. The same again changes nothing.',
  body: { file: budgetPullOptionsSchema },
  answers: { 200: { about: 'Also where conflicts are left open, or not all can be read.', schema: budgetPullSchema } },
  failures,
}, (asked, services) => {
  const { as: _, ...options } = asked.body.options;
  return pull(asked, services, sentFile(asked.body), options);
});

const cells = route({
  method: 'POST', path: '/api/plans/:id/budget-cells', hasTag: true, right: 'budget', params: planParams, ifMatch: 'optional',
  about: 'The same of a treasurer’s tabs in a workbook that stands open: previewed (mode=preview), or taken in (mode=pull).',
  query: z.strictObject({ mode: z.enum(['preview', 'pull']) }),
  body: { schema: budgetCellsRequestSchema, hasGrid: 'read' },
  answers: { 200: { about: 'A preview, or what was taken in.', schema: z.union([budgetPreviewSchema, budgetPullSchema]) } },
  failures,
}, (asked, services) => {
  const { query: { mode }, body: { name, workbook, ...options } } = asked;
  const sent = { name, content: { workbook } };
  return mode === 'preview' ? preview(asked, services, sent, { mappings: options.mappings, all: options.all }) : pull(asked, services, sent, options);
});

const pushFile = route({
  method: 'POST', path: '/api/plans/:id/budget-push', hasTag: true, right: 'budget', params: planParams,
  about: 'Writes the plan’s sums by account into a column of a treasurer’s workbook, and answers with the workbook. Nothing of the plan is changed.',
  body: { file: budgetPushOptionsSchema },
  answers: { 200: { about: 'With what was written and what not; or with what it asks about.', schema: budgetPushSchema } },
  failures,
}, async ({ params: { id }, body: { bytes, name, options }, client }, services) => {
  const head = await findRevision(services.store, id);
  if (!head.ok) return head;
  const pushed = await inTurn(services, client, () => services.budgetWork('push', { head: head.value, name, bytes, options }));
  if (!pushed.ok) return pushed;
  const { value } = pushed;
  if (value.kind === 'refused' && value.why !== 'not-empty') {
    return { ...refuse('budget-not-pushed', { what: name, text: value.why === 'not-linked' ? value.why : `push-${value.why}` }), planLocale: value.head.plan.locale };
  }
  const file = value.kind === 'pushed' && value.bytes ? { name, type: typeOf(name), base64: Buffer.from(value.bytes).toString('base64') } : null;
  return answer({ hash: value.head.hash, json: pushMessage(value, file) });
});

export const budgetFileRoutes = [previewFile, pullFile, cells, pushFile];

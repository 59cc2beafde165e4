import * as z from 'zod';
import type { Preference } from '../../../merge';
import { figureKey } from '../../../plan/budget/figures';
import { findBudgetLink, mappingsOf } from '../../../plan/budget/links';
import type { BudgetMapping } from '../../../plan/budget/mapping';
import { yearsOfPeriod } from '../../../plan/period';
import type { Plan } from '../../../plan/plan';
import { fittingLink, guessMappings, guessReasonText } from '../../../sheet';
import {
  budgetCellsRequestSchema, budgetPreviewOptionsSchema, budgetPreviewSchema, budgetPullOptionsSchema, budgetPullSchema, budgetPushOptionsSchema, budgetPushSchema, gridFromWire,
  type BudgetPullOptions, type FigureChoice,
} from '../../../sync';
import { previewOpened, pullOpened } from '../../journey/budget/pull-budget';
import { pushBudget } from '../../journey/budget/push-budget';
import { openedFile, openedGrid, type OpenedBudget } from '../../journey/budget/read-budget';
import { findRevision } from '../../journey/find-revision';
import { pullMessage, pushMessage, type BudgetReading } from '../budget-answers';
import { refuse, type HttpFailure } from '../http-failure';
import { revisionMessage } from '../messages-of';
import { answer, route, type Asked, type Handled, type SentFile, type Services } from '../route';
import { matches, planParams } from './plans';
import { commitOf } from './sync';
import { typeOf } from './workbook';

type Opened = { readonly ok: true; readonly value: OpenedBudget } | { readonly ok: false; readonly failure: HttpFailure };

/** Reads a file when it is its turn. Who has hung up by then waits for nothing. [A17] */
const openFile = async ({ readBudget, readingTurns }: Services, { bytes, name }: SentFile<unknown>, client: AbortSignal): Promise<Opened> => {
  const read = await readingTurns.take(client, () => readBudget(bytes));
  return read ? openedFile(name, bytes, read) : refuse('overloaded', { retryAfter: 5 });
};

/** `said` is what a pull would keep; none where the plan's link says it already. */
type Reading = { readonly ok: true; readonly value: BudgetReading & { readonly said?: readonly BudgetMapping[] | undefined } } | { readonly ok: false; readonly failure: HttpFailure };

/** How a file is read: as it is said, as the plan's link with it says, or by a guess, which nobody keeps before it was confirmed. [C122] */
const readingOf = ({ file, name, title }: OpenedBudget, plan: Plan, said: readonly BudgetMapping[] | undefined, locale: Plan['locale']): Reading => {
  const link = findBudgetLink(plan, name);
  const isLinked = link !== undefined;
  const fits = isLinked || file.kind === 'figures' ? null : (fittingLink(plan, name, file.grid) ?? null);
  const known = (mappings: readonly BudgetMapping[]): Reading => ({ ok: true, value: { isLinked, fits, tables: mappings.map((mapping) => ({ mapping, reasons: [] })), said } });
  if (file.kind === 'figures') return known([]);
  if (said ?? link?.mapping) return known(said ?? mappingsOf(link));
  const guess = guessMappings(file.grid, { years: yearsOfPeriod(plan.period), fileName: title });
  if (!guess.ok) return refuse('no-budget-found', { what: title, ...(guess.failure === 'no-year' && { text: 'no-budget-year' }) });
  const tables = guess.guesses.map(({ mapping, reasons }) => ({ mapping, reasons: reasons.map((reason) => guessReasonText(reason, locale)) }));
  return { ok: true, value: { isLinked, fits, tables, said: tables.map(({ mapping }) => mapping) } };
};

type PullAsked = Pick<Asked<{ readonly id: string }, unknown, unknown>, 'params' | 'caller' | 'localeFor' | 'ifMatch'>;
type Wishes = Pick<BudgetPullOptions, 'mappings' | 'all'>;

/** The file under the name that its link goes by, where that is said to be another. */
const namedAs = (opened: OpenedBudget, { as = opened.name }: Pick<BudgetPullOptions, 'as'>): OpenedBudget => ({ ...opened, name: as });

const preview = async ({ params: { id }, localeFor }: PullAsked, { store }: Services, opened: OpenedBudget, { mappings, all }: Wishes): Promise<Handled> => {
  const head = await findRevision(store, id);
  if (!head.ok) return head;
  const locale = localeFor(head.value.plan);
  const reading = readingOf(opened, head.value.plan, mappings, locale);
  if (!reading.ok) return { ...reading, planLocale: head.value.plan.locale };
  const previewed = await previewOpened(store, id, opened, { all, mappings: reading.value.said });
  if (!previewed.ok) return previewed;
  const { head: { number, hash } } = previewed.value;
  return answer({ hash, json: { plan: id, revision: number, ...pullMessage(previewed.value, reading.value, locale) } });
};

const choicesOf = (choices: readonly FigureChoice[]): ReadonlyMap<string, Preference> => new Map(choices.map(({ take, ...key }) => [figureKey(key), take]));

const pull = async ({ params: { id }, caller, localeFor, ifMatch }: PullAsked, services: Services, opened: OpenedBudget, { mappings, all, choices = [], asOf, message }: BudgetPullOptions): Promise<Handled> => {
  // What was chosen was chosen between values that were seen.
  if (choices.length > 0 && ifMatch === undefined) return refuse('precondition-missing');
  const isSeen = ifMatch === undefined ? undefined : ({ hash }: { readonly hash: string }): boolean => matches(ifMatch, hash);
  const options = { mappings, all, asOf, choices: choicesOf(choices), isSeen };
  const pulled = await services.turns.take(id, () => pullOpened(services.store, id, opened, opened.title, commitOf(caller, { message }, services), options));
  if (!pulled.ok) return pulled;
  const { head: { plan }, revision, isCommitted } = pulled.value;
  const tables = mappingsOf(findBudgetLink(revision.plan, opened.name)).map((mapping) => ({ mapping, reasons: [] }));
  const told = pullMessage(pulled.value, { tables, isLinked: findBudgetLink(plan, opened.name) !== undefined, fits: null }, localeFor(plan));
  return answer({ hash: revision.hash, json: { plan: id, revision: revisionMessage(revision), committed: isCommitted, ...told } });
};

const failures = [400, 404, 409, 412, 413, 415, 422, 428];

const previewFile = route({
  method: 'POST', path: '/api/plans/:id/budget-preview', hasTag: true, right: 'budget', params: planParams,
  about: 'A treasurer’s file: how it is read, and what a pull of it would do. Nothing is written.',
  body: { file: budgetPreviewOptionsSchema },
  answers: { 200: { about: 'Where the plan is not linked with the file, by a guess that is to be confirmed.', schema: budgetPreviewSchema } },
  failures,
}, async (asked, services) => {
  const opened = await openFile(services, asked.body, asked.client);
  return opened.ok ? preview(asked, services, namedAs(opened.value, asked.body.options), asked.body.options) : opened;
});

const pullFile = route({
  method: 'POST', path: '/api/plans/:id/budget-pull', hasTag: true, right: 'budget', params: planParams, ifMatch: 'optional',
  about: 'Takes the figures of a treasurer’s file into the plan’s budget, and keeps how it is read where that is said. The same again changes nothing.',
  body: { file: budgetPullOptionsSchema },
  answers: { 200: { about: 'Also where conflicts are left open, or not all can be read.', schema: budgetPullSchema } },
  failures,
}, async (asked, services) => {
  const opened = await openFile(services, asked.body, asked.client);
  return opened.ok ? pull(asked, services, namedAs(opened.value, asked.body.options), asked.body.options) : opened;
});

const cells = route({
  method: 'POST', path: '/api/plans/:id/budget-cells', hasTag: true, right: 'budget', params: planParams, ifMatch: 'optional',
  about: 'The same of a treasurer’s tabs in a workbook that stands open: previewed (mode=preview), or taken in (mode=pull).',
  query: z.strictObject({ mode: z.enum(['preview', 'pull']) }),
  body: { schema: budgetCellsRequestSchema },
  answers: { 200: { about: 'A preview, or what was taken in.', schema: z.union([budgetPreviewSchema, budgetPullSchema]) } },
  failures,
}, async (asked, services) => {
  const { query: { mode }, body: { name, workbook, ...options } } = asked;
  const opened = openedGrid(name, gridFromWire(workbook));
  return mode === 'preview' ? preview(asked, services, opened, options) : pull(asked, services, opened, options);
});

const pushFile = route({
  method: 'POST', path: '/api/plans/:id/budget-push', hasTag: true, right: 'budget', params: planParams,
  about: 'Writes the plan’s sums by account into a column of a treasurer’s workbook, and answers with the workbook. Nothing of the plan is changed.',
  body: { file: budgetPushOptionsSchema },
  answers: { 200: { about: 'With what was written and what not; or with what it asks about.', schema: budgetPushSchema } },
  failures,
}, async ({ params: { id }, body: { bytes, name, options }, client }, { store, readXlsx, readingTurns }) => {
  const pushed = await readingTurns.take(client, () => pushBudget({ store, readXlsx }, id, name, bytes, options));
  if (!pushed) return refuse('overloaded', { retryAfter: 5 });
  if (!pushed.ok) return pushed;
  const { value } = pushed;
  if (value.kind === 'refused' && value.why !== 'not-empty') {
    return { ...refuse('budget-not-pushed', { what: name, text: value.why === 'not-linked' ? value.why : `push-${value.why}` }), planLocale: value.head.plan.locale };
  }
  const file = value.kind === 'pushed' && value.bytes ? { name, type: typeOf(name), base64: Buffer.from(value.bytes).toString('base64') } : null;
  return answer({ hash: value.head.hash, json: pushMessage(value, file) });
});

export const budgetFileRoutes = [previewFile, pullFile, cells, pushFile];

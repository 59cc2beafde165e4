import type { BudgetMapping, BudgetPreview, BudgetPull, BudgetPullOptions, FigureChoice, Locale, PulledFigureMessage } from '../../core';
import { isTemporary, type Answer, type ClientFailure } from '../client/failure';
import type { PlanarkClient } from '../client/planark-client';

/** What a person says of how a budget is to be read. */
export interface BudgetWishes {
  /** The tables that are meant; those of the link, or of the guess, where nothing is said. */
  readonly mappings?: readonly BudgetMapping[];
  /** The linked file that this one is. */
  readonly as?: string;
  /** Take in accounts, too, that the plan has nothing on. */
  readonly all?: boolean;
}

/** Where a budget comes from: a file that was chosen, or the workbook beside the pane. It asks by the client of now. */
export interface BudgetSource {
  readonly name: string;
  preview(client: PlanarkClient, wishes: BudgetWishes): Promise<Answer<BudgetPreview>>;
  pull(client: PlanarkClient, options: BudgetPullOptions, etag: string): Promise<Answer<BudgetPull>>;
}

/** A treasurer's budget on its way into the plan. What the person chose stays until they let go of it. */
export interface BudgetTalk {
  readonly source: BudgetSource;
  readonly wishes: BudgetWishes;
  readonly doing: 'preview' | 'pull' | null;
  readonly preview: BudgetPreview | null;
  /** All tables that the guess found, whichever of them are read. */
  readonly found: BudgetPreview['tables'];
  /** What it was seen on: choices hold for that. */
  readonly etag: string;
  readonly result: BudgetPull | null;
  /** The day that the accounts go up to, as an ISO date, as the person says where the file does not tell. */
  readonly asOf: string;
  /** What the pull goes by, so that the same is not taken in twice; while there is one. */
  readonly operation: string | null;
  /** Plan or file, by the key of the figure. */
  readonly choices: ReadonlyMap<string, FigureChoice>;
  readonly failure: ClientFailure | null;
  /** The plan was changed by others since it was shown, so it was looked at anew and nothing was taken in. */
  readonly isAnew: boolean;
  /** The language of what was answered. */
  readonly locale: Locale | null;
}

export type BudgetEvent =
  | { readonly type: 'chosen'; readonly source: BudgetSource }
  | { readonly type: 'let-go' }
  /** They want to see what would be taken in: as before, or read in another way. */
  | { readonly type: 'preview-asked'; readonly wishes?: BudgetWishes }
  | { readonly type: 'pull-asked'; readonly freshId: string }
  | { readonly type: 'day-said'; readonly day: string }
  | { readonly type: 'answered'; readonly figure: PulledFigureMessage; readonly take: FigureChoice['take'] }
  | { readonly type: 'previewed'; readonly answer: BudgetPreview; readonly etag: string; readonly locale: Locale }
  | { readonly type: 'pulled'; readonly answer: BudgetPull; readonly etag: string; readonly locale: Locale }
  | { readonly type: 'failed'; readonly failure: ClientFailure };

/** What a figure, and the choice for it, is known by. */
export const figureId = ({ account, department, year }: { readonly account: string; readonly department?: string | null; readonly year: number }): string => JSON.stringify([account, department ?? null, year]);

const begun = (source: BudgetSource): BudgetTalk =>
  ({ source, wishes: {}, doing: 'preview', preview: null, found: [], etag: '', result: null, asOf: '', operation: null, choices: new Map(), failure: null, isAnew: false, locale: null });

const isChangedSince = (failure: ClientFailure): boolean => failure.kind === 'refused' && failure.code === 'changed-since';

const withChoice = (talk: BudgetTalk, { account, department, year }: PulledFigureMessage, take: FigureChoice['take']): BudgetTalk =>
  ({ ...talk, choices: new Map([...talk.choices, [figureId({ account, department, year }), { account, ...(department !== null && { department }), year, take }]]) });

/** What stands there to be looked at: what a pull did, or else would do. */
export const shownBudget = ({ result, preview }: BudgetTalk): BudgetPull | BudgetPreview | null => result ?? preview;

/** What is chosen between for each figure. */
const openFigures = (figures: readonly PulledFigureMessage[] = []): ReadonlyMap<string, string> =>
  new Map(figures.flatMap((one) => (one.mayChoose ? [[figureId(one), JSON.stringify([one.fate, one.amounts])] as const] : [])));

/** The choices between what is still the same; the others are asked about anew. [C163] */
const choicesThatHold = (talk: BudgetTalk, { figures }: BudgetPreview): BudgetTalk['choices'] => {
  const [before, now] = [openFigures(shownBudget(talk)?.figures), openFigures(figures)];
  return new Map([...talk.choices].filter(([id]) => now.has(id) && now.get(id) === before.get(id)));
};

/** Where others changed the plan meanwhile, it is looked at anew; an answer that did not come is waited for. */
const whenFailed = (talk: BudgetTalk, failure: ClientFailure): BudgetTalk => {
  if (talk.doing === 'pull' && isChangedSince(failure)) return { ...talk, doing: 'preview', isAnew: true, operation: null };
  return { ...talk, failure, ...(!isTemporary(failure) && { doing: null, operation: null }) };
};

/** Tables that were said are all that the answer has: the others that were found can still be chosen. */
const whenPreviewed = (talk: BudgetTalk, { answer, etag, locale }: Extract<BudgetEvent, { type: 'previewed' }>): BudgetTalk => {
  const found = talk.wishes.mappings ? talk.found : answer.tables;
  return { ...talk, doing: null, failure: null, preview: answer, found, result: null, choices: choicesThatHold(talk, answer), etag, locale };
};

/** What comes of an event; null is that nothing is talked about. What nobody waits for any more changes nothing, nor does what is said while a pull is under way. [C125] */
export const nextBudget = (talk: BudgetTalk | null, event: BudgetEvent): BudgetTalk | null => {
  if (event.type === 'chosen') return begun(event.source);
  if (talk === null || event.type === 'let-go') return null;
  switch (event.type) {
    case 'preview-asked': return talk.doing === 'pull' ? talk : { ...talk, doing: 'preview', failure: null, isAnew: false, wishes: { ...talk.wishes, ...event.wishes } };
    case 'pull-asked': return talk.doing === null ? { ...talk, doing: 'pull', failure: null, isAnew: false, operation: event.freshId } : talk;
    case 'day-said': return talk.doing === 'pull' ? talk : { ...talk, asOf: event.day };
    case 'answered': return talk.doing === 'pull' ? talk : withChoice(talk, event.figure, event.take);
    case 'previewed': return talk.doing === 'preview' ? whenPreviewed(talk, event) : talk;
    case 'pulled': return talk.doing === 'pull' ? { ...talk, doing: null, failure: null, operation: null, result: event.answer, etag: event.etag, locale: event.locale, choices: new Map() } : talk;
    case 'failed': return talk.doing === null ? talk : whenFailed(talk, event.failure);
  }
};

/** The tables as they are to be kept, where the plan does not know the file. */
const mappingsToKeep = ({ wishes, preview }: BudgetTalk): readonly BudgetMapping[] | undefined =>
  wishes.mappings ?? (preview && !preview.isLinked && preview.tables.length > 0 ? preview.tables.map(({ mapping }) => mapping) : undefined);

/** What a pull is asked for with. */
export const pullOptions = (talk: BudgetTalk): BudgetPullOptions => {
  const mappings = talk.result ? undefined : mappingsToKeep(talk);
  const { as, all } = talk.wishes;
  return {
    ...(mappings && { mappings: [...mappings] }), ...(as !== undefined && { as }), ...(all && { all }), ...(talk.choices.size > 0 && { choices: [...talk.choices.values()] }),
    ...(talk.asOf !== '' && { asOf: talk.asOf }), ...(talk.operation !== null && { clientOpId: talk.operation }),
  };
};

/** Does the person have to say what day the accounts go up to, since the file has accounts and does not tell? */
export const lacksDay = ({ result, preview }: BudgetTalk): boolean =>
  result === null && preview?.asOf === null && preview.tables.some(({ mapping }) => mapping.amounts.some(({ kind }) => kind === 'actual'));

/** Is there anything that a pull would do now? */
export const hasFigures = ({ preview, result, choices }: BudgetTalk): boolean =>
  choices.size > 0 || (result === null && preview !== null && (!preview.isLinked || preview.counts.changed + preview.counts.added > 0));

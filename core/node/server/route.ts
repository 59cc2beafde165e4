import type { ServerResponse } from 'node:http';
import type * as z from 'zod';
import type { Locale } from '../../plan/locale';
import type { FileOptions, Store, StoreEvents } from '../../sync';
import type { SheetLinks } from '../links/sheet-links';
import type { BudgetWork } from '../journey/budget/work/budget-work';
import type { ReadXlsx } from '../host-xlsx/isolate/isolated-reader';
import type { Today } from '../journey/today';
import type { PlanRight, Rights } from '../../plan/grants';
import type { Caller } from '../people/caller';
import type { StoreOrganisations } from '../people/organisations';
import type { TokenRegistry } from '../people/token-registry';
import type { Access } from './access';
import type { Audit, Refusals } from './audited';
import type { ReadingTurns } from './guards/file-room';
import type { HttpFailure } from './http-failure';
import type { ServerLimits } from './limits';
import type { Operations } from './operations';
import type { SentSheets } from './sent-sheets';
import type { Standings } from './standings';
import type { Listener, Streams } from './streams';
import type { Turns } from './turns';

/** The world that a server is given. */
export interface ServerWorld {
  readonly store: Store;
  readonly events: StoreEvents;
  readonly access: Access;
  readonly audit: Audit;
  readonly tokens: TokenRegistry;
  /** Told of every revision, so that rights follow where plans belong. */
  readonly organisations: StoreOrganisations;
  readonly readXlsx: ReadXlsx;
  readonly budgetWork: BudgetWork;
  /** Told of what scripts in spreadsheets do. */
  readonly links: SheetLinks;
  readonly now: () => Date;
  readonly today: () => Today;
  readonly limits?: ServerLimits;
}

/** What the server is made of: the world it is given, and what it remembers. */
export interface Services extends Required<ServerWorld> {
  readonly readingTurns: ReadingTurns;
  readonly operations: Operations;
  readonly sheets: SentSheets;
  readonly standings: Standings;
  readonly streams: Streams;
  readonly refusals: Refusals;
  /** Syncs of one plan take turns. */
  readonly turns: Turns;
}

/** A file that was sent, with what stood beside it. */
export interface SentFile<O = FileOptions> {
  readonly bytes: Buffer;
  readonly name: string;
  readonly options: O;
}

/** A request that was read and checked. */
export interface Asked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly caller: Caller;
  /** Aborted when the client hangs up; of requests with a file, or what is read as one. */
  readonly client: AbortSignal;
  /** What the caller may do with the plan in the path; nothing where the path has none. */
  readonly rights: Rights;
  /** The language that was asked for; else the plan's, else bokmål. */
  readonly localeFor: (plan?: { readonly locale: Locale }) => Locale;
  readonly askedLocale: Locale | undefined;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly lastEventId: string | undefined;
}

export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  /** JSON that was printed already, as it goes out. */
  readonly printed?: Buffer;
  readonly file?: { readonly type: string; readonly name: string; readonly bytes: Uint8Array };
  /** Told to this client and to no cache. */
  readonly isSecret?: true;
  /** Hash of the head: becomes the ETag. */
  readonly hash?: string;
  /** The answer has more in it than the revision decides, like how the plan stands today: it is sent anew though the hash is the same. */
  readonly isOfNow?: true;
  /** Where the answer is told bit by bit; false where this client has as many streams as it may have. */
  readonly stream?: (response: ServerResponse, client: string, caller: Listener['caller']) => boolean;
}
export type Handled = { readonly ok: true; readonly value: Answer } | { readonly ok: false; readonly failure: HttpFailure; readonly planLocale?: Locale };

export const answer = (value: Answer): Handled => ({ ok: true, value });

/** One possible answer: its schema, or its media type where it is no JSON. */
export interface AnswerDeclaration {
  readonly about: string;
  readonly schema?: z.ZodType;
  readonly type?: string;
}

/** What a route is, said once: the checks of requests, the OpenAPI document and the tests go by it. */
export interface Declaration {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** With the names of parameters after a colon. */
  readonly path: string;
  readonly about: string;
  /** What the caller must be allowed with the plan in the path, or whether they must be an admin; null where anybody may ask. */
  readonly right: PlanRight | 'admin' | null;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /**
   * JSON of this schema; `isOpen` where the handler checks it, `hasGrid` where its member `workbook` is a grid: `synced`, or what has changed in one; `read` as a file is, so that it takes
   * room as one does. Or a file, with options of this schema beside it.
   */
  readonly body?: { readonly schema: z.ZodType; readonly isOpen?: boolean; readonly hasGrid?: 'synced' | 'read' } | { readonly file: z.ZodType };
  /** Whether what is answered carries the hash of a revision as ETag. */
  readonly hasTag?: true;
  /** Whether If-Match must be given, or may be. */
  readonly ifMatch?: 'required' | 'optional';
  readonly answers: Readonly<Record<number, AnswerDeclaration>>;
  /** What is noted in the log when it succeeded, beside commits. */
  readonly deed?: 'workbook-taken-out';
  /** Statuses of failures, beside those that every route can have. */
  readonly failures: readonly number[];
}

export interface Route extends Declaration {
  readonly handle: (asked: Asked<never, never, never>, services: Services) => Promise<Handled>;
}

type Of<S> = S extends z.ZodType ? z.infer<S> : Record<never, never>;
type BodyOf<B> = B extends { file: infer S } ? SentFile<Of<S>> : B extends { isOpen: true } ? unknown : B extends { schema: infer S } ? Of<S> : undefined;

/** Declares a route; its handler gets what the declaration says. */
export const route = <const D extends Declaration>(
  declaration: D,
  handle: (asked: Asked<Of<D['params']>, Of<D['query']>, BodyOf<D['body']>>, services: Services) => Promise<Handled>,
): Route => ({ ...declaration, handle: handle as Route['handle'] });

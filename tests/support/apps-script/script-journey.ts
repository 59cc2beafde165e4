import type { PlanAnswer, RevisionList } from '../../../core';
import { renderBeside } from '../../../core/sheet';
import { runFlowAtOnce } from '../../../gsheets/rest';
import type { SidebarAnswer } from '../../../gsheets/script/view';
import { cliFolder, copiedFolder, type CliFolder } from '../cli';
import { served, type Served } from '../served';
import { answerAs, flows, googleValueOf } from '../hosted-google';
import { startEmulator, type Emulator, type Switches } from '../sheets-emulator';
import type { Person } from '../sheets-emulator/person';
import { today } from '../workbook-journey';
import { builtScript, publicServer } from './built-script';
import { createDocument, type ScriptDocument } from './document';
import { createFetchAtOnce, type AtOnceRequest } from './fetch-at-once';
import { createWorld, type ScriptWorld } from './world';

export const owner = 'planlegger@example.test';
export const editor = 'nina@example.test';

/** A plan in the store of a server in a process of its own, shown in a spreadsheet of an emulated Google, whose script people run. */
export interface ScriptJourney {
  readonly emulator: Emulator;
  readonly spreadsheetId: string;
  readonly cli: CliFolder;
  readonly served: Served;
  readonly planId: string;
  readonly document: ScriptDocument;
  readonly manifest: string;
  /** The script as a person runs it; connected, unless it is not to be. */
  open(user?: string, isConnected?: boolean): ScriptWorld;
  person(user?: string): Person;
  plan(): PlanAnswer;
  revisions(): RevisionList['revisions'];
  /** Somebody else changes the plan in the store. */
  edit(change: (plan: PlanAnswer['plan']) => PlanAnswer['plan'], message?: string): void;
  /** The value of a cell, as Google shows it. */
  cell(address: string): unknown;
  sync(world: ScriptWorld, wishes?: object): SidebarAnswer;
}

const living: { stop(): Promise<unknown> }[] = [];
afterEach(async () => { await Promise.all(living.splice(0).map((one) => one.stop())); });

export const createEmulator = async (switches: Partial<Switches> = {}): Promise<Emulator> => {
  const emulator = await startEmulator(switches);
  living.push(emulator);
  return emulator;
};

export interface JourneyOptions {
  readonly planId?: string;
  readonly switches?: Partial<Switches>;
  readonly cli?: CliFolder;
}

interface Keys {
  readonly cli: CliFolder;
  /** Of the spreadsheet, and of whoever changes the plan in the store. */
  readonly token: string;
  readonly admin: string;
}

const withKeys = (cli: CliFolder, planId: string): Keys => {
  const create = (...args: string[]): string => (cli.run('token', 'create', '--json', ...args).json as { text: string }).text;
  return { cli, token: create('--name', 'Regnearket', '--role', 'editor,treasurer', '--plan', planId), admin: create('--name', 'Kontoret', '--role', 'admin', '--everything') };
};

const made = new Map<string, Keys>();

/** A folder whose store has both tokens, made once for a plan. */
const folderWithKeys = (planId: string): Keys => {
  const known = made.get(planId) ?? withKeys(cliFolder(), planId);
  made.set(planId, known);
  return { ...known, cli: copiedFolder(known.cli) };
};

export const startJourney = async ({ planId = 'lillehammer-2026', switches, cli: given }: JourneyOptions = {}): Promise<ScriptJourney> => {
  const emulator = await createEmulator(switches);
  const { cli, token, admin } = given ? withKeys(given, planId) : folderWithKeys(planId);
  const process = await served(cli, 'serve', '--port', '0');
  const asking = createFetchAtOnce();
  living.push(asking, { stop: () => process.end('SIGTERM') });
  const ask = <T>(at: string, more: Partial<AtOnceRequest> = {}): T => {
    const { status, text } = asking.fetch({ url: `${process.address}/api/plans/${planId}${at}`, method: 'GET', ...more, headers: { authorization: `Bearer ${admin}`, ...more.headers } });
    if (status >= 300) throw new Error(text);
    return JSON.parse(text) as T;
  };
  const plan = (): PlanAnswer => ask<PlanAnswer>('');
  const { plan: first, revision } = plan();
  const model = renderBeside({ plan: first, stamp: { planId, revision: revision.number, hash: revision.hash, locale: first.locale, openConflicts: [] }, today, isTodayFixed: true }, []).model;
  const { spreadsheetId } = googleValueOf(runFlowAtOnce(flows.create(model, { editor: owner }), answerAs(emulator, owner)));
  emulator.shareByHand(spreadsheetId, editor, 'writer');
  const document = createDocument();
  return {
    emulator, spreadsheetId, cli, served: process, planId, document, plan, manifest: builtScript()['appsscript.json']!,
    open: (user = owner, isConnected = true) => {
      if (isConnected) document.scriptProperties.set('planark.token', token);
      return createWorld({ files: builtScript(), emulator, spreadsheetId, user, document, route: (url) => url.replace(publicServer, process.address), fetch: asking.fetch });
    },
    person: (user = owner) => emulator.person(spreadsheetId, user),
    revisions: () => ask<RevisionList>('/revisions').revisions,
    edit: (change, message = 'fra kontoret') => {
      const { plan: now, revision: { hash } } = plan();
      ask(`?message=${encodeURIComponent(message)}`, { method: 'PUT', headers: { 'content-type': 'application/json', 'if-match': `"${hash}"` }, body: JSON.stringify(change(now)) });
    },
    cell: (address) => {
      const { json } = emulator.call(owner, 'GET', `/v4/spreadsheets/${spreadsheetId}`, { fields: 'sheets.data.rowData.values.effectiveValue', ranges: [address] });
      const value = (json as gapi.client.sheets.Spreadsheet).sheets?.[0]?.data?.[0]?.rowData?.[0]?.values?.[0]?.effectiveValue;
      return value === undefined ? null : (value.stringValue ?? value.numberValue ?? value.boolValue ?? value);
    },
    sync: (world, wishes = {}) => world.call<SidebarAnswer>('sidebarSync', wishes),
  };
};

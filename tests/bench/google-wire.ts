import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createGoogle } from '../../gsheets/api';
import { createSheet } from '../../core/node/journey/google/create-sheet';
import type { SheetPorts } from '../../core/node/journey/google/sheet-ports';
import { syncSheet } from '../../core/node/journey/google/sync-sheet';
import { createFileLinks } from '../../core/node/store-files/file-links';
import { initStore } from '../../core/node/store-files/init-store';
import { createFileStore } from '../../core/node/store-files/store-files';
import { handsOf, planner, requestsOf } from '../support/google-hands';
import { CLIENT, scopes, startEmulator } from '../support/sheets-emulator';
import { benchPlan } from './bench-plan';

const time = '2026-11-21T10:00:00.000Z';
const today = { date: '2026-11-21', isFixed: true };
const fiveEdits: readonly (readonly [string, string])[] = [['C2', 'Ny tittel'], ['H3', 'Kari'], ['H4', 'Ola'], ['Q5', 'Fullført'], ['X6', 'Merknad']];

const got = async <T>(result: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: unknown }>): Promise<T> => {
  const given = await result;
  if (!given.ok) throw new Error(JSON.stringify(given.failure));
  return given.value;
};

/**
 * What goes over the wire to Google for a plan of so many activities: when a spreadsheet is made and shared, synced unchanged, and synced after five edits. Requests
 * for tokens, one an hour, are left out. How long Google takes is not known, so no time is told. Prints it as JSON.
 */
export const benchGoogleWire = async (size: number): Promise<void> => {
  const emulator = await startEmulator();
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
  await got(initStore(folder));
  const store = createFileStore(folder);
  const plan = benchPlan(size);
  await got(store.commit({ planId: plan.id, parent: 0, plan, author: 'bench', time, message: '', token: 'first' }));
  const refreshToken = emulator.oauth.consentOf(planner, [scopes.driveFile, scopes.email]);
  const google = createGoogle({ credentials: { kind: 'person', source: 'login', clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken, email: planner }, rootUrl: emulator.rootUrl });
  const ports: SheetPorts = { store, google, links: createFileLinks(folder) };
  const measured = async <T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly count: number; readonly writes: number; readonly bytesIn: number; readonly bytesOut: number }> => {
    const from = emulator.log.length;
    return { value: await work(), ...requestsOf(emulator, from) };
  };
  const sync = () => measured(async () => {
    const { outcome, fate } = await got(syncSheet(ports, link, { options: {}, commit: { author: 'bench', message: '', time }, today, pause: async () => undefined }));
    return { changes: outcome.decision.diff.changed.length, fate: fate.kind };
  });
  const create = await measured(async () => {
    const made = await got(createSheet(ports, plan.id, { today, time }));
    await got(google.share(made.spreadsheetId, { person: 'kari@example.no', role: 'writer' }));
    return made;
  });
  const link = create.value;
  const unchanged = await sync();
  const hands = handsOf(emulator, planner);
  for (const [address, text] of fiveEdits) hands.type(link.spreadsheetId, 'Tiltak', address, text);
  const edited = await sync();
  if (edited.value.changes !== fiveEdits.length || edited.value.fate !== 'written' || unchanged.value.fate !== 'current') throw new Error(JSON.stringify([edited.value, unchanged.value]));
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(JSON.stringify({ create, unchanged, edited }));
};

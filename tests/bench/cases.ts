/** One measurement a process: `node cases.cjs CASE SIZE [FILE]` prints { ms, cpuMs, rssMb } as JSON. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { fieldKeys, mergePlan } from '../../core/merge';
import type { Plan } from '../../core/plan/plan';
import { decideSync, type Store } from '../../core/sync';
import { patchWorkbook, readStamp, renderWorkbook, type WorkbookInput } from '../../core/sheet';
import { createFileSegments } from '../../core/node/store-files/audit-segments';
import { createFileStore } from '../../core/node/store-files/store-files';
import { standingPatch } from '../../core/node/journey/update-workbook';
import { initStore } from '../../core/node/store-files/init-store';
import { patchXlsx, type XlsxPatch } from '../../core/node/host-xlsx/patch/patch-xlsx';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { recorded } from './recorded';
import { benchPlan, editedPlan } from './bench-plan';
import { benchExcelWire } from './excel-wire';
import { benchGoogleWire } from './google-wire';
import { benchGoogleRegions } from './google-regions';
import { benchListing, benchPostgresListing } from './listing';
import { mapById } from './map-by-id';
import { benchPostgres } from './postgres';
import { benchServer } from './server-load';
import { benchServerPostgres } from './server-postgres';

/** exceljs is loaded only by the cases that use it, so that its memory counts where it belongs. */
const exceljs = async () => ({
  ...(await import('../../core/node/host-xlsx/write/write-xlsx')),
  ...(await import('./exceljs-alone')),
});

const [, , name = '', sizeText = '0', file = '', more = ''] = process.argv;
const size = Number(sizeText);
const workbookOf = (plan: Plan) => renderWorkbook({ plan, today: '2026-11-21', isTodayFixed: true, stamp: { planId: 'bench', revision: 1, hash: '0', locale: 'nb', openConflicts: [] } });

/** Runs a step so many times and gives the median. */
const measure = async (step: () => unknown, rounds: number): Promise<void> => {
  const times: { ms: number; cpuMs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    await step();
    const { user, system } = process.cpuUsage(cpu);
    times.push({ ms: performance.now() - start, cpuMs: (user + system) / 1000 });
  }
  const middle = (key: 'ms' | 'cpuMs'): number => times.map((time) => time[key]).sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
  process.stdout.write(JSON.stringify({ ms: middle('ms'), cpuMs: middle('cpuMs'), rssMb: process.resourceUsage().maxRSS / 1024 }));
};

const rounds = size >= 20_000 ? 1 : size >= 2_000 ? 3 : 7;
/** Enough for the engine to have compiled what it measures. */
const mergeRounds = Math.max(9, Math.ceil(60_000 / Math.max(1, size)));
const shuffled = <T>(list: readonly T[]): T[] => list.map((item, i) => [(i * 7919) % list.length, item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
const edited = (plan: Plan): Plan => ({ ...plan, tables: { ...plan.tables, activities: shuffled(editedPlan(plan).tables.activities) } });

const mergeCase = (plan: Plan) => {
  const sheet = edited(plan).tables.activities;
  const rows = { rows: sheet.map((record) => ({ record })), missingFields: new Set<string>() };
  return { sheet, rows };
};

/** A sync of this file, made from `base`, with a store that has come further. */
const decide = (bytes: Uint8Array, base: Plan, store: Plan) => {
  const read = readXlsx(bytes);
  if (!read.ok) throw new Error(read.refusal.code);
  const { grid } = read.value;
  const stamped = readStamp(grid);
  if (!stamped.ok) throw new Error(stamped.failure.kind);
  return () => ({ stamp: stamped.value.stamp, ...decideSync({ grid, stamped: stamped.value, base, store, storeRevision: 2, plansAt: new Map(), takeOrder: false, confirmDeletions: false, freshId: (seed) => `x${seed.length}` }) });
};

type Decided = Pick<ReturnType<ReturnType<typeof decide>>, 'stamp' | 'sheetPlan' | 'places' | 'tabs' | 'kept'>;

/** All that a sync does after its decision to bring the file up to date. */
const writeBack = async (bytes: Uint8Array, { stamp, sheetPlan, places, tabs, kept }: Decided): Promise<XlsxPatch> => {
  const input: WorkbookInput = { plan: sheetPlan, kept, today: '2026-11-21', isTodayFixed: true, stamp: { ...stamp, revision: 2 } };
  const patch = await standingPatch(patchWorkbook(input, places, tabs), places, tabs);
  writePatched(bytes, patch);
  return patch;
};
const writePatched = (bytes: Uint8Array, patch: XlsxPatch): void => {
  const result = patchXlsx(bytes, patch);
  if (!result.ok || result.warnings.length > 0) throw new Error(JSON.stringify(result.ok ? result.warnings : result.refusal));
};

/** What another process has prepared beside the file. */
const prepared = <T>(kind: 'decided' | 'patch'): T => deserialize(readFileSync(`${file}.${kind}`)) as T;

let store: Store | undefined;
const saveWith = async (save: (folder: string, plan: Plan, round: number) => Promise<unknown>): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
  const plan = benchPlan(size);
  let round = 0;
  await measure(() => save(folder, plan, round++), 41);
  rmSync(folder, { recursive: true, force: true });
};

const saveOne = async (folder: string, plan: Plan, round: number, wrap: (files: Store) => Store): Promise<void> => {
  if (round === 0) await initStore(folder);
  store ??= wrap(createFileStore(folder));
  const done = await store.commit({ planId: plan.id, parent: round, plan: { ...plan, title: `Bench ${round}` }, author: 'bench', time: '2026-11-21T00:00:00.000Z', message: '', token: `t${round}` });
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
};

const cases: Readonly<Record<string, () => Promise<void>>> = {
  'make-edited-file': async () => writeFileSync(file, await (await exceljs()).writeXlsx(workbookOf(edited(benchPlan(size))))),
  render: async () => {
    const { writeXlsx } = await exceljs();
    const plan = benchPlan(size);
    return measure(async () => writeXlsx(workbookOf(plan)), rounds);
  },
  'render-exceljs': async () => {
    const { writeWithExceljs } = await exceljs();
    const model = workbookOf(benchPlan(size));
    return measure(() => writeWithExceljs(model), rounds);
  },
  read: () => {
    const bytes = readFileSync(file);
    return measure(() => readXlsx(bytes), 1);
  },
  'read-exceljs': async () => {
    const { loadWithExceljs } = await exceljs();
    const bytes = readFileSync(file);
    return measure(() => loadWithExceljs(bytes), 1);
  },
  sync: () => {
    const plan = benchPlan(size);
    return measure(decide(readFileSync(file), plan, plan), rounds);
  },
  'make-write-back': async () => {
    const plan = benchPlan(size);
    const bytes = await (await exceljs()).writeXlsx(workbookOf(plan));
    const { stamp, sheetPlan, places, tabs, kept } = decide(bytes, plan, editedPlan(plan))();
    writeFileSync(file, bytes);
    writeFileSync(`${file}.decided`, serialize({ stamp, sheetPlan, places, tabs, kept }));
    writeFileSync(`${file}.patch`, serialize(await writeBack(bytes, { stamp, sheetPlan, places, tabs, kept })));
  },
  'write-back': () => {
    const [bytes, decided] = [readFileSync(file), prepared<Decided>('decided')];
    return measure(() => writeBack(bytes, decided), 1);
  },
  patch: () => {
    const [bytes, patch] = [readFileSync(file), prepared<XlsxPatch>('patch')];
    return measure(() => writePatched(bytes, patch), 1);
  },
  'whole-sync': () => {
    const plan = benchPlan(size);
    return measure(() => {
      const bytes = readFileSync(file);
      return writeBack(bytes, decide(bytes, plan, editedPlan(plan))());
    }, 1);
  },
  'load-save-exceljs': async () => {
    const { loadAndSaveWithExceljs } = await exceljs();
    const bytes = readFileSync(file);
    return measure(() => loadAndSaveWithExceljs(bytes), 1);
  },
  merge: () => {
    const plan = benchPlan(size);
    const { rows } = mergeCase(plan);
    return measure(() => mergePlan({ base: plan, store: plan, sheet: { activities: rows } }), mergeRounds);
  },
  'merge-map': () => {
    const plan = benchPlan(size);
    const { sheet } = mergeCase(plan);
    return measure(() => mapById(plan.tables.activities, plan.tables.activities, sheet, fieldKeys('activities')), mergeRounds);
  },
  save: () => saveWith((folder, plan, round) => saveOne(folder, plan, round, (files) => files)),
  'save-recorded': () => saveWith((folder, plan, round) => saveOne(folder, plan, round, (files) => recorded(files, createFileSegments(folder)))),
  postgres: () => benchPostgres(size),
  listing: () => benchListing(size, file),
  'listing-postgres': () => benchPostgresListing(size, file),
  'server-postgres': () => benchServerPostgres(size, file),
  'excel-wire': () => benchExcelWire(size),
  'google-wire': () => benchGoogleWire(size),
  'google-regions': () => benchGoogleRegions(size, file),
  server: () => benchServer(size, file, Number(more), 'one'),
  'server-each': () => benchServer(size, file, Number(more), 'each'),
  stringify: () => saveWith(async (_, plan) => JSON.stringify(plan)),
};

const run = cases[name];
if (!run) throw new Error(`no case ${name}: ${Object.keys(cases).join(', ')}`);
void run();

/** One measurement a process: `node cases.cjs CASE SIZE [FILE]` prints { ms, cpuMs, rssMb } as JSON. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { fieldKeys, mergePlan } from '../../core/merge';
import type { Plan } from '../../core/plan/plan';
import { decideSync, type Store } from '../../core/sync';
import { readStamp, renderWorkbook } from '../../core/sheet';
import { createFileStore } from '../../core/node/store-files/store-files';
import { initStore } from '../../core/node/store-files/init-store';
import { readXlsx } from '../../core/node/host-xlsx/read/read-xlsx';
import { benchPlan, editedPlan } from './bench-plan';
import { mapById } from './map-by-id';

/** exceljs is loaded only by the cases that use it, so that its memory counts where it belongs. */
const exceljs = async () => ({
  ...(await import('../../core/node/host-xlsx/write/write-xlsx')),
  ...(await import('./exceljs-alone')),
});

const [, , name = '', sizeText = '0', file = ''] = process.argv;
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

let store: Store | undefined;
const saveWith = async (save: (folder: string, plan: Plan, round: number) => Promise<unknown>): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
  const plan = benchPlan(size);
  let round = 0;
  await measure(() => save(folder, plan, round++), 41);
  rmSync(folder, { recursive: true, force: true });
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
    const read = readXlsx(readFileSync(file));
    if (!read.ok) throw new Error(read.refusal.code);
    const { grid } = read.value;
    const stamped = readStamp(grid);
    if (!stamped.ok) throw new Error(stamped.failure.kind);
    return measure(() => decideSync({ grid, stamped: stamped.value, base: plan, store: plan, storeRevision: 1, plansAt: new Map(), takeOrder: false, confirmDeletions: false, freshId: (seed) => `x${seed.length}` }), rounds);
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
  save: () => saveWith(async (folder, plan, round) => {
    if (round === 0) await initStore(folder);
    store ??= createFileStore(folder);
    const done = await store.commit({ planId: plan.id, parent: round, plan: { ...plan, title: `Bench ${round}` }, author: 'bench', time: '2026-11-21T00:00:00.000Z', message: '', token: `t${round}` });
    if (!done.ok) throw new Error(JSON.stringify(done.failure));
  }),
  stringify: () => saveWith(async (_, plan) => JSON.stringify(plan)),
};

const run = cases[name];
if (!run) throw new Error(`no case ${name}: ${Object.keys(cases).join(', ')}`);
void run();

/**
 * `npm run bench`: every figure as a ratio against a named baseline, both measured in this run, each in processes of its own. Names after `--`
 * run those groups alone: workbook, merge, command, postgres, listing, server, excel, google, regions. `--quick` leaves out the largest; `--rate=20` asks the server for so many syncs a second.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'planark-bench-'));
// In node_modules, where exceljs is found; of this run alone, so that two at a time do not take it from each other.
const bundle = path.join(root, 'node_modules', `.bench-cases-${process.pid}.cjs`);
const planark = path.join(folder, 'dist', 'planark.cjs');
const isQuick = process.argv.includes('--quick');
const rate = Number(process.argv.find((one) => one.startsWith('--rate='))?.slice('--rate='.length) ?? 50);
const named = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const groups = { workbook: benchWorkbook, merge: benchMerge, command: benchCommand, postgres: benchPostgres, listing: benchListing, server: benchServer, excel: benchExcel, google: benchGoogle, regions: benchRegions };
const unknown = named.find((name) => !(name in groups));
if (unknown !== undefined) throw new Error(`no group ${unknown}: ${Object.keys(groups).join(', ')}`);
const sizes = isQuick ? [200, 2000] : [200, 2000, 20000];

const run = (name, size, file = '', more = '') => JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=6000', bundle, name, String(size), file, String(more)], { encoding: 'utf8', maxBuffer: 1e8 }) || 'null');
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs both in turn, so that a slow moment of the machine hits both, and gives the medians. */
const pair = (ours, baseline, rounds = 3) => {
  const a = [];
  const b = [];
  for (let i = 0; i < rounds; i++) {
    a.push(ours());
    b.push(baseline());
  }
  const middle = (list, key) => median(list.map((one) => one[key]));
  return (key) => ({ ours: middle(a, key), baseline: middle(b, key), ratio: middle(a, key) / middle(b, key) });
};

/** Medians of rounds that measured both within seconds, and of each round's ratio: the machine may be twice as quick in one round as in another. */
const inTurn = (rounds, ours, baseline) => {
  const middle = (of) => median(rounds.map(of));
  return { ours: middle((round) => round[ours]), baseline: middle((round) => round[baseline]), ratio: middle((round) => round[ours] / round[baseline]) };
};

const line = (what, { ours, baseline, ratio }, unit, goal) =>
  console.log(`${what.padEnd(46)} ${ours.toFixed(1).padStart(9)} ${baseline.toFixed(1).padStart(9)} ${unit.padEnd(3)} ${ratio.toFixed(2).padStart(6)}   ${goal}`);

const startUp = (args) => () => {
  const start = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return { ms: performance.now() - start };
};

try {
  execFileSync(process.execPath, [path.join(root, 'build.mjs'), path.dirname(planark)], { cwd: root });
  buildSync({ entryPoints: [path.join(here, 'cases.ts')], bundle: true, platform: 'node', target: 'node20', outfile: bundle, external: ['exceljs', 'pg-native'], logLevel: 'error' });
  console.log(`${'what / baseline'.padEnd(46)} ${'ours'.padStart(9)} ${'baseline'.padStart(9)}     ${'ratio'.padStart(6)}   goal`);
  for (const [name, bench] of Object.entries(groups)) if (named.length === 0 || named.includes(name)) bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(bundle, { force: true });
}

function benchWorkbook() {
  const growth = new Map();
  for (const size of sizes) {
    const file = path.join(folder, `${size}.xlsx`);
    run('make-edited-file', size, file);
    const rounds = size >= 20000 ? 3 : 5;
    const render = pair(() => run('render', size), () => run('render-exceljs', size), rounds);
    line(`render ${size} / exceljs writing the same cells`, render('ms'), 'ms', '≤ 1.10');
    const read = pair(() => run('read', size, file), () => run('read-exceljs', size, file), rounds);
    line(`read ${size}, CPU / exceljs load`, read('cpuMs'), 'ms', '≤ 0.35');
    line(`read ${size}, memory / exceljs load`, read('rssMb'), 'MB', '< 0.50');
    const sync = run('sync', size, file);
    growth.set(size, { render: render('ms').ours, read: read('cpuMs').ours, sync: sync.cpuMs });
    line(`decide a sync of ${size} / read the file`, { ours: sync.cpuMs, baseline: read('cpuMs').ours, ratio: sync.cpuMs / read('cpuMs').ours }, 'ms', '');
  }
  for (const size of sizes.filter((one) => one >= 2000)) printWriteBack(size, path.join(folder, `${size}-behind.xlsx`));
  if (growth.has(20000)) {
    for (const what of ['render', 'read', 'sync']) {
      const [small, large] = [growth.get(2000)[what], growth.get(20000)[what]];
      line(`${what} 20000 / ${what} 2000`, { ours: large, baseline: small, ratio: large / small }, 'ms', '< 13');
    }
  }
}

function benchMerge() {
  for (const size of isQuick ? [1000, 10000] : [1000, 10000, 100000]) {
    line(`merge ${size} shuffled rows / plain Map by id`, pair(() => run('merge', size), () => run('merge-map', size))('ms'), 'ms', '≤ 3.00');
  }
}

function benchCommand() {
  line('planark list / node -e 0', pair(startUp([planark, 'list', '--store', makeStore()]), startUp(['-e', '0']), 21)('ms'), 'ms', '≤ 1.50');
  line('durable commit of a 200 KB plan / JSON.stringify', pair(() => run('save', 300), () => run('stringify', 300), 5)('ms'), 'ms', '≤ 5.00');
  line('the same with the audit log / without', pair(() => run('save-recorded', 300), () => run('save', 300), 5)('ms'), 'ms', '');
}

function benchPostgres() {
  if (!hasPostgres()) return console.log('not run: PostgreSQL (apt-get install postgresql)');
  const { rounds, firstPage } = run('postgres', 200);
  line('commits of 16 clients to PostgreSQL / bare inserts', inTurn(rounds, 'commit', 'insert'), '/s', '≥ 0.50');
  line('the same with the audit log / without', inTurn(rounds, 'recorded', 'commit'), '/s', '');
  line('with the audit log / bare inserts', inTurn(rounds, 'recorded', 'insert'), '/s', '≥ 0.50');
  line('first page of 10000 plans in PostgreSQL', { ours: firstPage, baseline: 100, ratio: firstPage / 100 }, 'ms', '< 1.00');
}

/** A figure against its goal, which stands as the baseline. */
function goal(what, ours, most, unit) {
  line(what, { ours, baseline: most, ratio: ours / most }, unit, '≤ 1.00');
}

function benchListing() {
  printListing('a folder', run('listing', 200, planark));
  if (hasPostgres()) printListing('PostgreSQL', run('listing-postgres', 200, planark));
}

function printListing(where, { start, startToList, firstPage, nextPage }) {
  goal(`first page of 10000 plans in ${where} / its goal`, nextPage, 100, 'ms');
  goal('… of a server just started, each plan computed', firstPage, 100, 'ms');
  goal('… start to first answer / its goal', start, 1500, 'ms');
  goal('… start to the first list / its goal', startToList, 1500, 'ms');
}

function printSent({ requests, p50, p90, p99, max, failed, statuses, lost }, what) {
  console.log(`  ${requests} syncs of 5 cells, 200 activities${what}: p50 ${p50.toFixed(1)}, p90 ${p90.toFixed(1)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(1)} ms; failed ${failed}${failed > 0 ? ` (${statuses})` : ''}, lost ${lost}`);
}

function printLoad(sharing, load) {
  goal(`sync over HTTP, ${rate} a second, ${sharing}: p99`, load.p99, 60, 'ms');
  printSent(load, '');
  console.log(`  a sync costs the server ${load.cpuMs.toFixed(1)} ms of processor time, and who asks ${load.ownCpuMs.toFixed(1)}; the server held at most ${load.rssMb.toFixed(0)} MB`);
}

function benchServer() {
  printLoad('a plan each', run('server-each', 200, planark, rate));
  printLoad('one plan', run('server', 200, planark, rate));
  if (!hasPostgres()) return console.log('not run: PostgreSQL (apt-get install postgresql)');
  const { rounds, each, together, one, processes, rssMb } = run('server-postgres', 200, planark);
  line(`syncs of 16 clients by ${processes} processes to PostgreSQL / a bare client`, inTurn(rounds, 'syncs', 'alone'), '/s', '≥ 0.50');
  line('… / one that inserts all rows of a commit', inTurn(rounds, 'syncs', 'all'), '/s', '≥ 0.50');
  line('… / 16 bare connections', inTurn(rounds, 'syncs', 'inserts'), '/s', '');
  printSent(each, ', a plan each');
  line('… all 16 on one plan / a bare client', inTurn([together], 'syncs', 'alone'), '/s', '');
  printSent(one, ', one plan');
  console.log(`  a server held at most ${rssMb.toFixed(0)} MB`);
}

/** Microsoft's own client on the emulated Excel: what goes over the wire is the same there, the time is not. */
function benchExcel() {
  const [small, large] = [run('excel-wire', 200), run('excel-wire', 2000)];
  goal('requests to insert 200 activities, with the reading before and after / their goal', small.insertRequests, 12, '');
  goal('… kB on the wire / their goal', small.insertKb, 1000, 'kB');
  goal('requests to sync 5 cells of 200, reading included, by a page that has read it before', small.syncRequests, 4, '');
  goal('… by a page that was opened just now (it asks first how large the tabs are)', small.coldRequests, 4, '');
  goal('… by such a page, with hidden rows', small.hiddenRequests, 4, '');
  goal('… kB of the requests that write / their goal', small.syncKb, 100, 'kB');
  goal('requests to insert 2000 activities / their goal', large.insertRequests, 40, '');
  console.log(`  inserted in ${small.insertMs.toFixed(0)} and ${large.insertMs.toFixed(0)} ms, synced in ${small.syncMs.toFixed(0)} and ${large.syncMs.toFixed(0)} ms of the emulated Excel; read ${small.readKb.toFixed(0)} and ${large.readKb.toFixed(0)} kB`);
}

/**
 * Changes in one row of a hundred, from the store, into a file that stands. The write-back is all that a sync does after its decision: what
 * differs, the generated tabs made anew, the package patched; its memory holds the decision, which is its input.
 */
function printWriteBack(size, file) {
  run('make-write-back', size, file);
  const rounds = size >= 20000 ? 3 : 5;
  const whole = pair(() => run('write-back', size, file), () => run('load-save-exceljs', size, file), rounds);
  const engine = pair(() => run('patch', size, file), () => run('load-save-exceljs', size, file), rounds);
  line(`write-back ${size}, CPU / exceljs load and save`, whole('cpuMs'), 'ms', '≤ 0.15');
  line(`… of it the patch engine alone, CPU / the same`, engine('cpuMs'), 'ms', '≤ 0.15');
  const isLarge = size >= 20000;
  line(`write-back ${size}, memory / exceljs load and save`, whole('rssMb'), 'MB', isLarge ? '< 200 MB' : '');
  line(`… the patch engine alone, memory / the same`, engine('rssMb'), 'MB', isLarge ? '< 200 MB' : '');
  line(`… with reading and deciding, memory / the same`, pair(() => run('whole-sync', size, file), () => run('load-save-exceljs', size, file), 1)('rssMb'), 'MB', '');
}

/** Requests and bytes between us and Google; how long Google takes for them nobody knows here. */
function benchGoogle() {
  for (const size of [200, 2000]) {
    const { create, unchanged, edited } = run('google-wire', size);
    const kb = ({ bytesIn, bytesOut }) => `${(bytesIn / 1000).toFixed(0)} KB sent, ${(bytesOut / 1000).toFixed(0)} KB received`;
    goal(`google: make and share ${size}, requests`, create.count, 4, '');
    goal(`google: sync of ${size} unchanged, requests`, unchanged.count, 2, '');
    goal(`google: sync of ${size} after 5 edits, requests`, edited.count, 4, '');
    goal('… of them writes', edited.writes, 1, '');
    console.log(`… made: ${kb(create)}; unchanged: ${kb(unchanged)}; 5 edits: ${kb(edited)}`);
  }
}

function hasPostgres() {
  return existsSync('/usr/lib/postgresql');
}

function makeStore() {
  const store = path.join(folder, 'store');
  execFileSync(process.execPath, [planark, 'init', '--store', store], { stdio: 'ignore' });
  return store;
}

/** Regions at an emulated Google that keeps the documented quotas (60 reads and 60 writes a minute for an account), by a clock that jumps over waiting. */
function benchRegions() {
  const count = isQuick ? 20 : 100;
  const { setUp, sync, first, again } = run('google-regions', count, path.join(root, 'core/plan/examples'));
  const all = [setUp, sync, first, again];
  const told = (name, { reads, writes, drive, seconds }) => console.log(`  ${name}: ${reads} reads, ${writes} writes, ${drive} to Drive, ${seconds} s of waiting for its turn`);
  line(`${count} regions set up, synced and rolled up: requests refused`, { ours: all.reduce((sum, { refused }) => sum + refused, 0), baseline: 0, ratio: 0 }, '', '= 0');
  goal(`requests to roll up ${count} regions again, to Sheets / their goal`, again.reads + again.writes, 3, '');
  told('set up', setUp);
  told('synced, nothing having changed', sync);
  told('rolled up the first time', first);
  told('rolled up again, each sheet asked for', again);
}

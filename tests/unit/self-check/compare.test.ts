import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { probes } from '../../../addin/host/probes/probes';
import type { Json, Transcript } from '../../../addin/host/self-check';
import { rules } from '../../support/excel-host/rules';
import { notProbed } from '../../support/excel-host/self-check/not-probed';
import { compare, compareWith } from '../../support/excel-host/self-check/compare';
import { printComparison } from '../../support/excel-host/self-check/print-comparison';
import { mostBytes, readTranscript } from '../../support/excel-host/self-check/read-transcript';
import { replay } from '../../support/excel-host/self-check/replay';
import { runCompare } from '../../support/excel-host/self-check/run-compare';

const excel = { platform: 'PC', host: 'Excel', version: '16.0.1', displayLanguage: 'nb-NO', contentLanguage: 'nb-NO', culture: 'nb-NO', apis: { ExcelApi: '1.17' } };
let same: Transcript;
const folder = mkdtempSync(path.join(tmpdir(), 'planark-compare-'));
beforeAll(async () => { same = { format: 'planark-self-check/1', planark: '0.1.0', time: '2026-11-21T10:00:00.000Z', excel, probes: (await replay(probes)).records }; });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
/** A transcript with one observation changed. */
const changed = (probe: number, observation: number, saw: Json): Transcript => {
  const copy = structuredClone(same) as { probes: { observations: { saw: Json }[] }[] } & Transcript;
  copy.probes[probe]!.observations[observation]!.saw = saw;
  return copy;
};

const run = async (argv: readonly string[]): Promise<{ code: number; out: string; err: string }> => {
  let [out, err] = ['', ''];
  const code = await runCompare({ argv, env: { LANG: 'en_GB.UTF-8' }, stdout: (text) => { out += text; }, stderr: (text) => { err += text; } });
  return { code, out, err };
};
const fileOf = (value: unknown): string => {
  const file = path.join(folder, 'transcript.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
};

describe('a transcript held against the emulated Excel', () => {
  test('[D6] agrees in every rule that was observed where both did the same', async () => {
    const { rules: reports, differs, unknown, failed } = await compare(same, probes);
    expect({ differs, unknown, failed }).toEqual({ differs: false, unknown: [], failed: [] });
    expect(reports.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
    expect(reports.filter(({ verdict }) => verdict === 'not-observed').map(({ unseen }) => unseen)).toEqual(Object.keys(notProbed).map(() => 'not-probed'));
    expect(reports.map(({ rule }) => rule)).toEqual([...Object.keys(rules), 'host']);
  });

  test('[D6] differs in the one rule that one changed observation bears on, and in no other', () => {
    for (const [i, { id, observations }] of same.probes.entries()) {
      for (const [j, { rule, what, saw }] of observations.entries()) {
        const { rules: reports, differs } = compareWith(changed(i, j, ['changed', saw]), same.probes, probes);
        expect([differs, reports.filter(({ verdict }) => verdict === 'differs').map((one) => [one.rule, one.differences])]).toEqual([true, [[rule, [{ probe: id, what, excel: ['changed', saw], emulated: saw }]]]]);
      }
    }
  });

  test('[D6] says why a rule was not observed, and that a probe came to a stop', () => {
    const records = same.probes.map((one) => (one.id === 'undo' ? { ...one, outcome: 'skipped' as const, observations: [] } : one.id === 'protect-twice' ? { ...one, outcome: 'failed' as const, error: 'GeneralException: x', observations: [] } : one)).filter(({ id }) => id !== 'apostrophe');
    const comparison = compareWith({ ...same, probes: records }, same.probes, probes);
    const unseen = Object.fromEntries(comparison.rules.map((one) => [one.rule, one.unseen]));
    expect(unseen).toMatchObject({ 'undo-cleared': 'skipped', 'protect-twice': 'failed', 'apostrophe': 'not-run', 'last-visible-sheet': 'not-probed' });
    expect(comparison).toMatchObject({ differs: true, failed: [{ probe: 'protect-twice', error: 'GeneralException: x' }] });
  });

  test('[D6] compares nothing that is from another version of the probes, and no manner of writing that it does not know', () => {
    const records = same.probes.map((one) => (one.id === 'undo' ? { ...one, observations: [...one.observations, { rule: 'gone', what: 'x', saw: 1 }] } : one));
    const comparison = compareWith({ ...same, excel: { ...excel, culture: 'de-DE' }, probes: records }, same.probes, probes);
    expect(comparison).toMatchObject({ differs: false, unknown: [{ probe: 'undo', rule: 'gone', what: 'x' }] });
    expect(comparison.rules.find(({ rule }) => rule === 'manner-of-entry')).toMatchObject({ verdict: 'not-observed', unseen: 'unknown-manner' });
  });

  test('[D6] of Excel on the web is held against the emulated one on the web', async () => {
    const { rules: reports } = await compare({ ...same, excel: { ...excel, platform: 'OfficeOnline' } }, probes.filter(({ id }) => id === 'sizes'));
    expect(reports.find(({ rule }) => rule === 'request-size')!.differences.map(({ excel: saw, emulated }) => [saw, emulated])).toEqual([['done', 'RequestPayloadSizeLimitExceeded']]);
  });

  test('[D6] is told rule by rule, by how well each is known, in the reader’s language and without what a terminal obeys', () => {
    const told = printComparison(compareWith(changed(0, 0, '\u001b[2Jx\u202e'), same.probes, probes), same, 'nb').join('\n');
    expect(told).toMatch(/^Excel 16\.0\.1, PC, nb-NO, ExcelApi 1\.17/);
    expect(told).toMatch(/\nAntatt: \d+ stemmer, 0 avviker, 2 ikke sett\n[^]*\nFortalt av andre: \d+ stemmer, 1 avviker[^]*\n {2}AVVIKER \(1\/25\) +entry-coercion[^]*\nDokumentert/);
    expect(told).toMatch(/entries: 007\n {8}Excel: .*x.*\n {8}etterlignet: \[7,"General","Double"\]/);
    expect(told).not.toMatch(/\u001b|\u202e/);
  });
});

describe('a transcript that is none', () => {
  const place = (value: unknown): string | undefined => {
    const read = readTranscript(bytesOf(value));
    return read.ok ? 'read' : read.values.place;
  };

  test('[D7] is read where it is one', () => {
    expect(readTranscript(bytesOf(same))).toEqual({ ok: true, value: JSON.parse(JSON.stringify(same)) as unknown });
  });

  test('[D7] is refused with a sentence that says what to do', () => {
    const sentence = (bytes: Uint8Array): string => {
      const read = readTranscript(bytes);
      return read.ok ? 'read' : read.says.en;
    };
    expect(sentence(new Uint8Array(mostBytes + 1))).toMatch(/too large/);
    expect(sentence(new TextEncoder().encode(JSON.stringify(same).slice(0, -5)))).toMatch(/not all of it/);
    expect(sentence(Uint8Array.from([0xff, 0xfe, 0x7b]))).toMatch(/not JSON/);
    for (const other of [null, [], 'x', {}, { format: 1 }, { format: 'planark/1' }]) expect(sentence(bytesOf(other))).toMatch(/not a transcript/);
    expect(sentence(bytesOf({ ...same, format: 'planark-self-check/2' }))).toMatch(/newer version/);
  });

  test('[D7] is refused at the place that is damaged', () => {
    expect(place({ ...same, excel: { ...excel, version: 16 } })).toBe('excel.version');
    expect(place({ ...same, probes: [{ ...same.probes[0]!, outcome: 'fine' }] })).toBe('probes.0.outcome');
    expect(place({ ...same, probes: [same.probes[0]!, same.probes[0]!] })).toBe('probes');
    expect(place({ ...same, extra: 1 })).toBe('—');
    expect(place({ ...same, time: 'yesterday' })).toBe('time');
    expect(place({ ...same, probes: [{ ...same.probes[0]!, observations: [{ rule: 'x', what: 'y', saw: 'z'.repeat(20_000) }] }] })).toBe('probes.0.observations.0.saw');
  });
});

describe('npm run compare', () => {
  test('[D6] ends with 0 where nothing differs, with 2 where something does', async () => {
    const { code, out, err } = await run([fileOf(same)]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Nothing differs\.\n$/);
    const differing = await run([fileOf(changed(0, 0, 'x')), '--json']);
    expect(differing.code).toBe(2);
    expect(JSON.parse(differing.out)).toMatchObject({ differs: true, excel: { version: '16.0.1' } });
  });

  test('[D7] ends with 1, and says why, where there is nothing to compare', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringMatching(/^Like this: npm run compare/) as unknown, err: '' });
    expect(await run([])).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^Like this: npm run compare/) as unknown });
    expect(await run(['--nonsense', 'x'])).toMatchObject({ code: 1 });
    expect(await run([path.join(folder, 'none.json'), '--locale', 'nn'])).toMatchObject({ code: 1, err: expect.stringMatching(/kan ikkje lesast/) as unknown });
    expect(await run([fileOf('{"format":')])).toMatchObject({ code: 1, err: expect.stringMatching(/not JSON/) as unknown });
    expect(await run([folder])).toMatchObject({ code: 1 });
  });
});

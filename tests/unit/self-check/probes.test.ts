import type { Bench, Probe } from '../../../addin/host/probes/probe';
import { probes } from '../../../addin/host/probes/probes';
import { scenarioPlan } from '../../../addin/host/probes/plan-scenario';
import { inLocales as t, planProblems, planSchema } from '../../../core';
import { createHost, type ExcelHost } from '../../support/excel-host/host';
import { connectClient } from '../../support/excel-host/load-client';
import { personAt } from '../../support/excel-host/person';
import { rules, type Rule } from '../../support/excel-host/rules';
import { notProbed } from '../../support/excel-host/self-check/not-probed';
import { replay } from '../../support/excel-host/self-check/replay';
import { createBook } from '../../support/excel-host/model/book';
import { runProbes } from '../../../addin/host/probes/run-probes';

/** Somebody's workbook: two sheets with a table, a rule, a lock, and the person on the second. */
const used = (): ExcelHost => {
  const host = createHost(createBook(['Mine tall', 'Kladd', '~kladd']));
  connectClient(host);
  const person = personAt(host);
  person.type('Mine tall', 'B2', '1,5');
  person.type('Kladd', 'A1', '=\'Mine tall\'!B2');
  person.protect('Mine tall');
  person.hide('~kladd');
  host.book.names.push({ name: 'planark', formula: '=Kladd!$A$1', comment: '', isVisible: true });
  host.book.activeId = host.book.sheets[1]!.id;
  host.book.selection = { sheetId: host.book.sheets[1]!.id, area: { top: 3, left: 2, bottom: 4, right: 2 } };
  return host;
};

const stateOf = ({ book, faults: _ }: ExcelHost): object => {
  const { sheets, names, settings, properties, activeId, selection, isProtected, isEventsEnabled, isEditing, listeners, kept } = book;
  return structuredClone({ sheets, names, settings, properties, activeId, selection, isProtected, isEventsEnabled, isEditing, listeners, kept });
};

const throwing = (id: string, run: (bench: Bench) => Promise<void>): Probe => ({ id, rules: [], title: t('', '', '', ''), run });
const anyProbe = probes.find(({ id }) => id === 'inserted-rows')!;

describe('the probes of the self-check', () => {
  test('[D5] observe rules that there are, and every rule that is not listed with a reason', () => {
    const named = new Set(probes.flatMap((probe) => probe.rules));
    expect([...named].filter((rule) => !(rule in rules) && rule !== 'host')).toEqual([]);
    expect(Object.keys(rules).filter((rule) => !named.has(rule) && !(rule in notProbed))).toEqual([]);
    expect(Object.keys(notProbed).filter((rule) => named.has(rule))).toEqual([]);
    const weak = Object.entries<Rule>(rules).filter(([, { evidence }]) => evidence === 'assumed' || evidence === 'reported').map(([id]) => id);
    expect(weak.length).toBeGreaterThan(10);
    expect(weak.filter((rule) => rule in notProbed)).toEqual(['chart-sheets', 'undo-and-co-authors']);
  });

  test('[D3] come to their end in the emulated Excel, and see each thing once, under the rules that they name', async () => {
    const { records } = await replay(probes);
    expect(records.map(({ id }) => id)).toEqual(probes.map(({ id }) => id));
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    for (const [i, { id, outcome, error, observations }] of records.entries()) {
      expect([id, outcome, error]).toEqual([id, 'done', undefined]);
      expect([id, [...new Set(observations.map(({ rule }) => rule))].sort()]).toEqual([id, [...probes[i]!.rules].sort()]);
      expect(new Set(observations.map(({ rule, what }) => `${rule} ${what}`)).size).toBe(observations.length);
      expect(JSON.stringify(observations)).not.toMatch(/EmulatorGap/);
    }
  });

  test('[D3] put a whole plan in that is a valid one, and get it back as it was written', async () => {
    expect([planSchema.safeParse(scenarioPlan).error, planProblems(scenarioPlan)]).toEqual([undefined, []]);
    const { records } = await replay(probes.filter(({ id }) => id === 'plan-in-and-out'));
    const saw = Object.fromEntries(records[0]!.observations.map(({ what, saw: one }) => [what, one]));
    const none = { count: 0, first: [] };
    expect(saw).toMatchObject({
      'a plan is put in': 'done', 'it is read': 'done', 'two cells are changed': 'done', 'cells that came back as another thing than was written': none,
      'formulas that came to something else than Planark computes': none, 'cells of that tab that are then another thing': none,
    });
  });

  test('[D1] leave the workbook as it was, and the person where they were', async () => {
    const host = used();
    const before = stateOf(host);
    await replay(probes, { host });
    expect(stateOf(host)).toEqual(before);
  });

  test('[D1] leave the workbook as it was when one of them throws half way', async () => {
    const host = used();
    const before = stateOf(host);
    const fault = throwing('fault', async (bench) => {
      await bench.tell((sheet, { workbook }) => {
        sheet.name = 'renamed to something';
        sheet.visibility = 'VeryHidden';
        workbook.names.add('planark_check_x', sheet.getRange('A1'));
        sheet.protection.protect();
      });
      throw new Error('half way');
    });
    const { records } = await replay([fault, anyProbe], { host });
    expect(records.map(({ outcome, error }) => [outcome, error])).toEqual([['failed', 'Fault: half way'], ['done', undefined]]);
    expect(stateOf(host)).toEqual(before);
  });

  test.each([...Array(12).keys()])('[D1] leave the workbook as it was, at the latest with the next check, when Excel stops answering after %i requests', async (after) => {
    // The client tries again later to let go of what it kept: not in this test's time.
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
    const host = used();
    const before = stateOf(host);
    host.faults.lose({ after });
    await replay([anyProbe], { host }).catch(() => undefined);
    await replay([], { host });
    jest.useRealTimers();
    // The client lets go of ranges that it kept in a request of its own, which may be the one that was lost.
    expect({ ...stateOf(host), kept: null }).toEqual({ ...before, kept: null });
  });

  test('[D1][D3] tell what they saw also where Excel does not answer at the end', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
    const host = used();
    const short = probes.find(({ id }) => id === 'protect-twice')!;
    const run = await runProbes([short], { person: () => Promise.resolve(false), pause: () => Promise.resolve(), now: () => 0, onEnd: () => host.faults.refuse('timedOut', { times: 5 }) });
    jest.useRealTimers();
    expect([run.isTidy, run.records.map(({ outcome, observations }) => [outcome, observations.length])]).toEqual([false, [['done', 3]]]);
  });

  test('[D1] touch no sheet, table or name that is not theirs', async () => {
    const host = used();
    host.book.sheets[1]!.name = '~planark-check';
    host.book.names.push({ name: 'planark_checks', formula: '=Kladd!$A$1', comment: '', isVisible: true });
    const before = stateOf(host);
    await replay([anyProbe], { host });
    expect(stateOf(host)).toEqual(before);
  });

  test('[D4] that need a person are skipped where the person leaves a step out, and the rest after a stop', async () => {
    const host = used();
    const before = stateOf(host);
    let ended = 0;
    const { records } = await runProbes(probes, {
      person: () => Promise.resolve(false), pause: () => Promise.resolve(), now: () => 0, onEnd: () => { ended += 1; }, isStopped: () => ended === probes.length - 1,
    });
    expect(records.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id)).toEqual(probes.filter(({ needsPerson }) => needsPerson).map(({ id }) => id));
    expect(records.at(-1)).toMatchObject({ outcome: 'skipped', observations: [] });
    expect(stateOf(host)).toEqual(before);
  });

  test('[D3] tell nothing of the workbook that they ran in', async () => {
    const host = used();
    const { records } = await replay(probes, { host });
    expect(JSON.stringify(records)).not.toMatch(/Mine tall|Kladd|Bok1/);
  });
});

import { createContext, runInContext } from 'node:vm';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { examplePlans } from '../support/example-plans';

/** Core as one script for a host that has nothing: no Node, no DOM, no timers. */
const bundle = buildSync({
  entryPoints: [path.join(__dirname, '../../core/index.ts')],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'planark',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
}).outputFiles[0]!.text;

const plan = examplePlans().get('lillehammer-2026')!;
const runBare = (script: string): unknown => runInContext(`${bundle};${script}`, createContext({ plan: JSON.stringify(plan) }));

describe('the neutral bundle of core', () => {
  test('reads, computes and renders a plan in an empty context', () => {
    const script = `const read = planark.readPlan(JSON.parse(plan));
      const model = planark.renderWorkbook({ plan: read.plan, today: '2026-11-21', stamp: { planId: read.plan.id, revision: 1, hash: '', locale: 'nb', openConflicts: [] } });
      JSON.stringify([read.ok, model.worksheets.length, planark.computePlan(read.plan, '2026-11-21').evaluate(planark.progress.planProgress)])`;
    const [isRead, tabs, progress] = JSON.parse(runBare(script) as string) as [boolean, number, number];
    expect(isRead).toBe(true);
    expect(tabs).toBe(19);
    expect(progress).toBeGreaterThan(0);
  });

  test('names nothing of a host', () => {
    expect(runBare('typeof process + typeof require + typeof window + typeof setTimeout')).toBe('undefinedundefinedundefinedundefined');
  });
});

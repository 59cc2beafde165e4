import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Plan } from '../../core/plan/plan';

const folder = path.join(__dirname, '../../core/plan/examples');

/** The example plans by id. */
export const examplePlans = (): Map<string, Plan> =>
  new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => {
    const plan = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Plan;
    return [plan.id, plan];
  }));

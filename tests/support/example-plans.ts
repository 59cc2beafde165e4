import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Plan } from '../../core/plan/plan';

const ownFolder = path.join(__dirname, '../../core/plan/examples');

/** The example plans by id; a program that is bundled has to say where they are. */
export const examplePlans = (folder = ownFolder): Map<string, Plan> =>
  new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => {
    const plan = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Plan;
    return [plan.id, plan];
  }));

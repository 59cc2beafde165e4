import * as fc from 'fast-check';
import { canonicalJson } from '../../../core/node/revision/canonical-json';
import { encodeRevision, hashRevision } from '../../../core/node/revision/revision-file';
import { asJsonb } from '../../../core/node/store-postgres/jsonb';
import type { Plan, PlanRecord } from '../../../core/plan/plan';
import { storedPlan } from '../../support/store-fixtures';

const revisionOf = (plan: Plan) => ({ planId: 'p', number: 2, parentHash: 'a'.repeat(64), author: 'kari', time: '2026-01-01T00:00:00.000Z', message: 'm', token: 't', plan });

/** Records that stand in one revision after the other, in one table and in another, among new ones. */
const record = fc.record({ id: fc.string({ unit: 'binary', maxLength: 4 }), title: fc.constantFrom('Møte', '"', '\n', '😀'), months: fc.array(fc.nat(12), { maxLength: 2 }), weight: fc.double({ noNaN: true, noDefaultInfinity: true }), note: fc.constantFrom(undefined, 'x') }) as unknown as fc.Arbitrary<PlanRecord>;
const plans = fc.tuple(fc.array(record, { minLength: 1, maxLength: 6 }), fc.array(fc.tuple(fc.array(fc.nat(5), { maxLength: 6 }), fc.array(fc.nat(5), { maxLength: 6 })), { minLength: 1, maxLength: 4 })).map(([records, choices]) =>
  choices.map(([activities, goals], i): Plan => {
    const of = (picked: readonly number[]): PlanRecord[] => picked.map((at) => records[at % records.length]!);
    const plan = storedPlan('p', 1);
    return { ...plan, title: `Plan ${i}`, tables: { ...plan.tables, activities: of(activities), goals: of(goals) } };
  }));

test('[F3] a record is printed where it was printed before as if it were new', () => {
  fc.assert(fc.property(plans, (all) => {
    for (const plan of all) {
      const revision = revisionOf(plan);
      const { hash, bytes } = encodeRevision(revision);
      expect(bytes.toString()).toBe(canonicalJson({ ...structuredClone(revision), hash }).toString());
      expect(hashRevision(structuredClone(revision))).toEqual({ hash, byteLength: bytes.length });
    }
  }), { numRuns: 300 });
});

const printed = (plan: Plan): string => asJsonb(plan).toPostgres().toString();

test('[Q1] so is what the database is sent', () => {
  fc.assert(fc.property(plans, (all) => {
    for (const plan of all) expect(printed(plan)).toBe(printed(structuredClone(plan)));
  }), { numRuns: 300 });
});

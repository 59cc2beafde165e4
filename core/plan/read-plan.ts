import { planProblems } from './check-plan';
import { migrateDocument } from './migrations';
import type { Plan } from './plan';
import type { PlanProblem } from './plan-problem';
import { planSchema } from './schema';

/** Why a document is no plan: a newer format, or what is wrong where ("tables.goals[3].due: …"). */
export type PlanReadFailure =
  | { readonly kind: 'newer-format'; readonly format: string }
  | { readonly kind: 'invalid'; readonly issues: readonly { readonly path: string; readonly message: string }[] }
  | { readonly kind: 'inconsistent'; readonly problems: readonly PlanProblem[] };

const pathText = (path: readonly PropertyKey[]): string => path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Problems that a stored plan may have, since they are mended in the sheet; the others would break identity or references. */
const tolerated: ReadonlySet<PlanProblem['code']> = new Set(['TARGET_IS_BASELINE', 'PERIOD_REVERSED']);

/** Reads a document from outside as a plan: migrates it, checks every field, every code and every reference. */
export const readPlan = (document: unknown): { ok: true; plan: Plan } | { ok: false; failure: PlanReadFailure } => {
  if (!isRecord(document)) return { ok: false, failure: { kind: 'invalid', issues: [{ path: '', message: 'a JSON object is expected' }] } };
  const migrated = migrateDocument(document);
  if (!migrated.ok) return { ok: false, failure: { kind: 'newer-format', format: migrated.format } };
  const parsed = planSchema.safeParse(migrated.document);
  if (!parsed.success) return { ok: false, failure: { kind: 'invalid', issues: parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), message })) } };
  const problems = planProblems(parsed.data).filter(({ code }) => !tolerated.has(code));
  return problems.length > 0 ? { ok: false, failure: { kind: 'inconsistent', problems } } : { ok: true, plan: parsed.data };
};

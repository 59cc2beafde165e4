import { planProblems } from './check-plan';
import { issueText } from './issue-texts';
import { inLocales as t, type Localized } from './locale';
import { migrateDocument } from './migrations';
import type { Plan } from './plan';
import type { PlanProblem } from './plan-problem';
import { planSchema } from './schema';

/** What is wrong where: "tables.goals[3].due", and a sentence in every language. */
export interface PlanIssue {
  readonly path: string;
  readonly message: Localized;
}

/** Why a document is no plan: a newer format, fields that are wrong, or fields that do not go together. */
export type PlanReadFailure =
  | { readonly kind: 'newer-format'; readonly format: string }
  | { readonly kind: 'invalid'; readonly issues: readonly PlanIssue[] }
  | { readonly kind: 'inconsistent'; readonly plan: Plan; readonly problems: readonly PlanProblem[] };

const pathText = (path: readonly PropertyKey[]): string => path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const noObject: PlanIssue = { path: '', message: t('dokumentet skal være et JSON-objekt', 'dokumentet skal vere eit JSON-objekt', 'dokumentet ska vara ett JSON-objekt', 'a JSON object is expected') };
const planFormat = /^planark\/\d{1,9}$/;

/** Problems that a stored plan may have, since they are mended in the sheet; the others would break identity or references. */
const tolerated: ReadonlySet<PlanProblem['code']> = new Set(['TARGET_IS_BASELINE', 'PERIOD_REVERSED']);

/** Reads a document from outside as a plan: migrates it, checks every field, every code and every reference. */
export const readPlan = (document: unknown): { ok: true; plan: Plan } | { ok: false; failure: PlanReadFailure } => {
  if (!isRecord(document)) return { ok: false, failure: { kind: 'invalid', issues: [noObject] } };
  const migrated = migrateDocument(document);
  if (!migrated.ok && planFormat.test(migrated.format)) return { ok: false, failure: { kind: 'newer-format', format: migrated.format } };
  const parsed = planSchema.safeParse(migrated.ok ? migrated.document : document);
  if (!parsed.success) return { ok: false, failure: { kind: 'invalid', issues: parsed.error.issues.map((issue) => ({ path: pathText(issue.path), message: issueText(issue, document) })) } };
  const problems = planProblems(parsed.data).filter(({ code }) => !tolerated.has(code));
  return problems.length > 0 ? { ok: false, failure: { kind: 'inconsistent', plan: parsed.data, problems } } : { ok: true, plan: parsed.data };
};

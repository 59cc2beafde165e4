/** What holding a plan against its budget can find, the gravest first. */
export const findingKinds = [
  'over-spent', 'sum-differs', 'cost-twice', 'budget-twice', 'department-and-whole', 'unknown-account', 'planned-without-budget', 'over-planned', 'department-unknown', 'department-missing',
  'changed-since-pull', 'differs-from-file', 'year-outside-period', 'cost-without-account', 'budget-without-account', 'budget-without-plan',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** The two tables that a treasurer has charge of. */
export type MoneyTable = 'costs' | 'budget';
export type FigureKind = 'adopted' | 'actual';

/** A record of the plan, and the field that it is about. */
export interface RecordPlace {
  readonly table: MoneyTable;
  readonly id: string;
  readonly field: string;
}

/** Two amounts that ought to be as one, in minor units: what was to be, and what is; null where there is none. */
export interface Compared {
  readonly expected: number | null;
  readonly found: number | null;
}

/** One thing that a treasurer should look at. Amounts are in minor units of the plan's currency. */
export interface Finding {
  readonly kind: FindingKind;
  /** Something is wrong, or will be; else it is told and may be as it should. */
  readonly isToMend: boolean;
  /** Where it stands in the plan: the record to look at first comes first. */
  readonly records: readonly RecordPlace[];
  /** Where it stands in the treasurer's file: "Budsjett 2026!D12". */
  readonly filePlaces: readonly string[];
  /** As people write it: "6860", with its name where that is known: "6860 Møter, kurs". */
  readonly account: string | null;
  readonly department: string | null;
  readonly year: number | null;
  /** Codes of the activities that a cost stands on, '' for none; nothing where it is one. */
  readonly activities: readonly string[];
  /** What a cost or a sum is called. */
  readonly text: string | null;
  readonly figure: FigureKind | null;
  /** How much it is about; null where there is no amount to tell. */
  readonly amount: number | null;
  readonly compared: Compared | null;
  /** Money that comes in: an income account. */
  readonly isIncome: boolean;
}

const nothingSaid: Omit<Finding, 'kind' | 'isToMend'> =
  { records: [], filePlaces: [], activities: [], account: null, department: null, year: null, text: null, figure: null, amount: null, compared: null, isIncome: false };

/** A finding with nothing but what is said. */
export const finding = (kind: FindingKind, given: Partial<Omit<Finding, 'kind'>>): Finding => ({ ...nothingSaid, kind, isToMend: true, ...given });

const rank = new Map(findingKinds.map((kind, i) => [kind, i]));
const compareTexts = (a: string | null, b: string | null): number => (a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1);

/** The order in which findings are told: what is to mend before what may be as it should, by kind, and the largest amounts first. */
export const byGravity = (a: Finding, b: Finding): number =>
  Number(b.isToMend) - Number(a.isToMend)
  || rank.get(a.kind)! - rank.get(b.kind)!
  || Math.abs(b.amount ?? 0) - Math.abs(a.amount ?? 0)
  || (a.year ?? 0) - (b.year ?? 0)
  || compareTexts(a.account, b.account)
  || compareTexts(a.department, b.department);

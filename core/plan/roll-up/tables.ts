import type { FormulaValue } from '../../formula';
import { dateToSerial } from '../dates';
import { inEvery, inLocales as t, type Localized } from '../locale';
import type { RegionFigures } from './region-figures';
import type { RegionStanding, RollUp } from './roll-up';

/** What a column of the roll-up shows; `freshness` is one of `freshnessStates`, `year` a year or the words for none. */
export type RollUpKind = 'text' | 'code' | 'integer' | 'ratio' | 'money' | 'date' | 'year' | 'signal' | 'freshness';

export interface RollUpColumn {
  readonly key: string;
  readonly header: Localized;
  /** What stands over this column and its neighbours of the same group. */
  readonly group?: Localized;
  readonly width: number;
  readonly shows: RollUpKind;
}

export interface RollUpRow {
  readonly region: RegionStanding;
  /** By column: as formulas see them. */
  readonly cells: readonly FormulaValue[];
}

/** A table of the roll-up: rows that the totals are made of. */
export interface RollUpTable {
  readonly name: RollUpTableName;
  readonly columns: readonly RollUpColumn[];
  readonly rows: readonly RollUpRow[];
}

export const rollUpTableNames = ['regions', 'areas', 'coverage', 'budget', 'freshness'] as const;
export type RollUpTableName = (typeof rollUpTableNames)[number];

/** What their tabs are called. */
export const rollUpTabs: Readonly<Record<RollUpTableName, Localized>> = {
  regions: t('Regioner', 'Regionar', 'Regioner', 'Regions'),
  areas: t('Fokusområder', 'Fokusområde', 'Fokusområden', 'Focus areas'),
  coverage: t('Dekning', 'Dekning', 'Täckning', 'Coverage'),
  budget: t('Budsjett', 'Budsjett', 'Budget', 'Budget'),
  freshness: t('Ferskhet', 'Ferskleik', 'Aktualitet', 'Freshness'),
};

/** A column, and where its value comes from. */
interface Source<Item> extends RollUpColumn {
  readonly value: (item: Item) => FormulaValue;
}

type OfRegion = { readonly region: RegionStanding };
type WithFigures = OfRegion & { readonly figures: RegionFigures };

const regionName: Source<OfRegion> = { key: 'region', header: t('Region', 'Region', 'Region', 'Region'), width: 32, shows: 'text', value: ({ region }) => region.name };
const words = {
  signal: t('Signal', 'Signal', 'Signal', 'Signal'),
  progress: t('Fremdrift', 'Framdrift', 'Framsteg', 'Progress'),
  expected: t('Forventet nå', 'Venta no', 'Förväntat nu', 'Expected by now'),
  goals: t('Egne mål', 'Eigne mål', 'Egna mål', 'Own goals'),
  activities: t('Tiltak', 'Tiltak', 'Åtgärder', 'Activities'),
  completed: t('Fullført', 'Fullførte', 'Slutförda', 'Completed'),
  overdue: t('Over fristen', 'Over fristen', 'Försenade', 'Overdue'),
} as const;

const tableOf = <Item extends OfRegion>(name: RollUpTableName, items: readonly Item[], columns: readonly Source<Item>[]): RollUpTable =>
  ({ name, columns: columns.map(({ value: _, ...column }) => column), rows: items.map((item) => ({ region: item.region, cells: columns.map(({ value }) => value(item)) })) });

/** A figure of a region; none where its plan cannot be read. */
const figure = (read: (figures: RegionFigures) => FormulaValue) => ({ region }: OfRegion): FormulaValue => (region.figures ? read(region.figures) : null);
const day = (date: string | null | undefined): FormulaValue => (date ? dateToSerial(date) : null);

const regionColumns: readonly Source<OfRegion>[] = [
  regionName,
  { key: 'signal', header: words.signal, width: 14, shows: 'signal', value: figure(({ signal }) => signal) },
  { key: 'progress', header: words.progress, width: 12, shows: 'ratio', value: figure(({ progress }) => progress) },
  { key: 'expected', header: words.expected, width: 12, shows: 'ratio', value: figure(({ expected }) => expected) },
  { key: 'maturity', header: t('Modenhet (1–5)', 'Mognad (1–5)', 'Mognad (1–5)', 'Maturity (1–5)'), width: 11, shows: 'integer', value: figure(({ maturity }) => maturity?.level ?? null) },
  { key: 'assessed', header: t('Vurdert', 'Vurdert', 'Bedömd', 'Assessed'), width: 12, shows: 'date', value: figure(({ maturity }) => day(maturity?.date)) },
  { key: 'goals', header: words.goals, width: 10, shows: 'integer', value: figure(({ goals }) => goals) },
  { key: 'activities', header: words.activities, width: 10, shows: 'integer', value: figure(({ activities }) => activities) },
  { key: 'completed', header: words.completed, width: 11, shows: 'integer', value: figure(({ completed }) => completed) },
  { key: 'overdue', header: words.overdue, width: 10, shows: 'integer', value: figure(({ overdue }) => overdue) },
  { key: 'hours', header: t('Timer', 'Timar', 'Timmar', 'Hours'), width: 9, shows: 'integer', value: figure(({ hours }) => hours) },
  { key: 'state', header: t('Ferskhet', 'Ferskleik', 'Aktualitet', 'Freshness'), width: 26, shows: 'freshness', value: ({ region }) => region.state },
];

type OfArea = WithFigures & { readonly area: RegionFigures['areas'][number] };
const areaColumns: readonly Source<OfArea>[] = [
  regionName,
  { key: 'code', header: t('Kode', 'Kode', 'Kod', 'Code'), width: 8, shows: 'code', value: ({ area }) => area.code },
  { key: 'title', header: t('Fokusområde', 'Fokusområde', 'Fokusområde', 'Focus area'), width: 44, shows: 'text', value: ({ area }) => area.title },
  { key: 'signal', header: words.signal, width: 14, shows: 'signal', value: ({ area }) => area.signal },
  { key: 'progress', header: words.progress, width: 12, shows: 'ratio', value: ({ area }) => area.progress },
  { key: 'expected', header: words.expected, width: 12, shows: 'ratio', value: ({ area }) => area.expected },
  { key: 'goals', header: words.goals, width: 10, shows: 'integer', value: ({ area }) => area.goals },
  { key: 'activities', header: words.activities, width: 10, shows: 'integer', value: ({ area }) => area.activities },
  { key: 'completed', header: words.completed, width: 11, shows: 'integer', value: ({ area }) => area.completed },
  { key: 'overdue', header: words.overdue, width: 10, shows: 'integer', value: ({ area }) => area.overdue },
];

/** The key of a superior goal's column in the matrix: "goals/O1.1". */
export const coverageKey = (measure: 'goals' | 'activities' | 'progress', code: string): string => `${measure}/${code}`;

const measures = [['goals', 'integer'], ['activities', 'integer'], ['progress', 'ratio']] as const;
/** Beside each other: own goals under each superior goal, activities under these, how far they have come. */
const coverageColumns = (goals: RollUp['goals']): readonly Source<OfRegion>[] => [
  regionName,
  ...measures.flatMap(([measure, shows]) => goals.map(({ code }, i): Source<OfRegion> =>
    ({ key: coverageKey(measure, code), header: inEvery(code), group: words[measure], width: 9, shows, value: figure(({ coverage }) => coverage[i]?.[measure] ?? null) }))),
];

type OfBudget = WithFigures & { readonly budget: RegionFigures['budget'][number] };
/** Stands for what names no year. */
export const withoutYear = 'none';
const budgetColumns: readonly Source<OfBudget>[] = [
  regionName,
  { key: 'year', header: t('År', 'År', 'År', 'Year'), width: 10, shows: 'year', value: ({ budget }) => budget.year ?? withoutYear },
  { key: 'currency', header: t('Valuta', 'Valuta', 'Valuta', 'Currency'), width: 10, shows: 'text', value: ({ figures }) => figures.currency },
  { key: 'planned', header: t('Planlagt', 'Planlagt', 'Planerat', 'Planned'), width: 15, shows: 'money', value: ({ budget }) => budget.planned },
  { key: 'adopted', header: t('Vedtatt', 'Vedteke', 'Beslutad', 'Adopted'), width: 15, shows: 'money', value: ({ budget }) => budget.adopted },
  { key: 'actual', header: t('Regnskap', 'Rekneskap', 'Utfall', 'Actual'), width: 15, shows: 'money', value: ({ budget }) => budget.actual },
  { key: 'left', header: t('Igjen', 'Att', 'Kvar', 'Left'), width: 15, shows: 'money', value: ({ budget }) => budget.left },
];

const freshnessColumns: readonly Source<OfRegion>[] = [
  regionName,
  { key: 'state', header: t('Tilstand', 'Tilstand', 'Läge', 'State'), width: 26, shows: 'freshness', value: ({ region }) => region.state },
  { key: 'days', header: t('Dager siden', 'Dagar sidan', 'Dagar sedan', 'Days since'), width: 10, shows: 'integer', value: ({ region }) => region.days },
  { key: 'synced', header: t('Arket sist synket', 'Arket sist synka', 'Arket senast synkat', 'Sheet last synced'), width: 13, shows: 'date', value: ({ region }) => day(region.sheet?.synced) },
  { key: 'sheetRevision', header: t('Revisjon i arket', 'Revisjon i arket', 'Revision i arket', 'Revision in the sheet'), width: 12, shows: 'integer', value: ({ region }) => region.sheet?.revision ?? null },
  { key: 'revision', header: t('Revisjon i lageret', 'Revisjon i lageret', 'Revision i lagret', 'Revision in the store'), width: 12, shows: 'integer', value: ({ region }) => region.revision },
  { key: 'changed', header: t('Sist endret', 'Sist endra', 'Senast ändrad', 'Last changed'), width: 13, shows: 'date', value: ({ region }) => day(region.changed) },
  { key: 'changedBy', header: t('Endret av', 'Endra av', 'Ändrad av', 'Changed by'), width: 26, shows: 'text', value: ({ region }) => region.changedBy },
  { key: 'plan', header: t('Plan', 'Plan', 'Plan', 'Plan'), width: 30, shows: 'text', value: ({ region }) => region.planId },
];

/** The tables of a roll-up, each once, in the order of their tabs. */
export const rollUpTables = ({ regions, goals }: RollUp): Readonly<Record<RollUpTableName, RollUpTable>> => {
  const all: OfRegion[] = regions.map((region) => ({ region }));
  const read: WithFigures[] = regions.flatMap((region) => (region.figures ? [{ region, figures: region.figures }] : []));
  const ofEach = <T, K extends string>(key: K, list: (figures: RegionFigures) => readonly T[]) => read.flatMap((one) => list(one.figures).map((item) => ({ ...one, [key]: item }) as WithFigures & Record<K, T>));
  return {
    regions: tableOf('regions', all, regionColumns),
    areas: tableOf('areas', ofEach('area', ({ areas }) => areas), areaColumns),
    coverage: tableOf('coverage', all, coverageColumns(goals)),
    budget: tableOf('budget', ofEach('budget', ({ budget }) => budget), budgetColumns),
    freshness: tableOf('freshness', all, freshnessColumns),
  };
};

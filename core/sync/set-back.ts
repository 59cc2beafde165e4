import { recordLabel } from '../plan/record-label';
import type { Locale } from '../plan/locale';
import type { Plan, PlanRecord } from '../plan/plan';
import { indexOf } from '../plan/record-index';
import { sameValue } from '../plan/records';
import type { SheetRecord } from '../merge/decision';
import { cellAddress } from '../sheet/grid';
import type { ParsedWorkbook } from '../sheet/parse/parse-workbook';
import type { Notice } from '../sheet/problem';
import { shorten } from '../plan/shorten';
import { createNaming } from './describe-sync';

/** Fields of superior goals that the plan above sets, by the goals' ids. */
export type FieldsSetAbove = ReadonlyMap<string, ReadonlySet<string>>;

const table = 'superiorGoals';

/** Fields that the person wrote something in that neither the plan had nor has. */
const writtenOver = ({ record, unread }: SheetRecord, fields: ReadonlySet<string> | undefined, sides: readonly PlanRecord[]): string[] =>
  [...(fields ?? [])].filter((field) => !unread?.has(field) && sides.length > 0 && !sides.some((side) => sameValue(side[field], record[field])));

/**
 * A workbook without edits of what the plan above sets: the cells get back what the store has, rows that are gone come back, and both are told. So nobody is
 * asked to choose where there is no choice. [B3]
 */
export const setBack = (parsed: ParsedWorkbook, { base, store }: { readonly base: Plan; readonly store: Plan }, setAbove: FieldsSetAbove, locale: Locale): ParsedWorkbook => {
  const [sheet, place] = [parsed.sheet[table], parsed.places.get(table)];
  if (!sheet || !place || setAbove.size === 0) return parsed;
  const [before, now] = [indexOf(base.tables[table]), indexOf(store.tables[table])];
  const naming = createNaming([store], locale);
  const shown = (field: string, value: PlanRecord[string]): string => shorten(naming.value(table, field, value as never));
  const notices: Notice[] = [];
  const rows = sheet.rows.map((row): SheetRecord => {
    const { id } = row.record;
    const written = writtenOver(row, setAbove.get(id), [before, now].flatMap((side) => side.get(id) ?? []));
    if (written.length === 0) return row;
    for (const field of written) {
      const [line, column] = [place.rows.get(id), place.columns.get(field)];
      const detail = `${naming.record(table, id)}, ${naming.field(table, field)}: ${shown(field, row.record[field])} → ${shown(field, now.get(id)![field])}`;
      notices.push({ code: 'GOAL_SET_BACK', tab: place.tab, cell: line === undefined || column === undefined ? null : cellAddress(line, column), detail });
    }
    return { ...row, unread: new Set([...(row.unread ?? []), ...written]) };
  });
  const there = new Set(rows.map(({ record }) => record.id));
  const gone = before.records.map(({ id }) => id).filter((id) => setAbove.has(id) && now.has(id) && !there.has(id));
  if (!sheet.hasUnknownRows) for (const id of gone) notices.push({ code: 'GOAL_COMES_BACK', tab: place.tab, cell: null, detail: recordLabel(table, now.get(id)!) });
  return { ...parsed, sheet: { ...parsed.sheet, [table]: { ...sheet, rows, staying: new Set(gone) } }, notices: [...parsed.notices, ...notices] };
};

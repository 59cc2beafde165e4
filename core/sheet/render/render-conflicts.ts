import { recordLabel } from '../../plan/record-label';
import { declarationOf } from '../../plan/declaration-of';
import type { FieldValue, PlanRecord } from '../../plan/plan';
import { headTable, sameValue } from '../../plan/records';
import { storedFieldsOf } from '../../plan/tables';
import { conflictKey, type Disagreement } from '../../merge/decision';
import type { Labels } from '../cell-value';
import { answersTo, changeText, conflictMark, mostShown, type AnswerList, type ShownConflict } from '../conflict';
import { cellAddress } from '../grid';
import { columnOf, headCell, listLetters, quoteTab, rowOf } from '../layout';
import { worksheet, type ColumnModel, type ModelCell, type StyledCell, type ValidationModel, type WorksheetModel } from '../model';
import { valueText } from '../value-text';
import { words } from '../words';
import { createLabels, type RenderInput } from './render-input';
import { shorten } from '../../plan/shorten';
import { rowHeights } from './row-heights';
import { sheetWords } from './sheet-words';

const columns: readonly ColumnModel[] = [
  { width: 16, style: 'link' }, { width: 34, style: 'text' }, { width: 16, style: 'text' }, { width: 24, style: 'id', hidden: true },
  { width: 26, style: 'text' }, { width: 30, style: 'text' }, { width: 22, style: 'text' }, { width: 30, style: 'text' }, { width: 15, style: 'answer' },
];
/** Headers of the columns that are seen, before and after the hidden keys: these stand amid the others, so that no sort leaves them out. */
const headers = { before: ['where', 'what', 'field'], after: ['before', 'inStore', 'changedBy', 'inSheet', 'choose'] } as const;

/** The tab and cell where the sheet shows a conflict; the header of the tab where its row is gone. */
const placeOf = ({ layout, rowOfRecord }: ConflictInput, { table, id, field }: Disagreement): { readonly tab: string; readonly cell: string | null } => {
  if (table === headTable) return { tab: layout.tabs.head, cell: headCell(layout, field!) };
  const own = layout.tables[table];
  const position = rowOfRecord(table, id);
  return { tab: own.tab, cell: position === undefined ? null : cellAddress(rowOf(own, position), columnOf(own, field ?? own.columns[0]!.field)) };
};

const whereCell = (input: ConflictInput, conflict: Disagreement): StyledCell => {
  const { tab, cell } = placeOf(input, conflict);
  return { value: cell === null ? tab : `${tab}!${cell}`, style: 'link', link: `${quoteTab(tab)}!${cell ?? 'A1'}` };
};

interface ConflictInput extends RenderInput {
  readonly labels: Labels;
  readonly rowOfRecord: (table: Exclude<Disagreement['table'], typeof headTable>, id: string) => number | undefined;
}

type Side = Disagreement['base'];

/** Letters of a field's text where many fields share a cell. */
const longestOfMany = 300;

const fieldText = ({ layout: { locale }, labels }: ConflictInput, { table }: Disagreement, field: string, value: FieldValue | undefined): string =>
  valueText(value, declarationOf(table, field).type, locale, labels) || words.empty[locale];

/** What one side has: the field's value; of a whole record the fields in which it was changed, or that it was removed. */
const sideText = (input: ConflictInput, conflict: Disagreement, side: Side): string => {
  const { layout: { locale } } = input;
  const { table, field, base } = conflict;
  if (field !== null) return fieldText(input, conflict, field, side as FieldValue | undefined);
  if (side === undefined) return words.removed[locale];
  const changed = (conflict.store ?? conflict.sheet) as PlanRecord;
  // A record has many fields, and a cell holds no more than one long text.
  return storedFieldsOf(table as Exclude<typeof table, typeof headTable>)
    .filter(([key]) => !sameValue((base as PlanRecord)[key], changed[key]))
    .map(([key, { header }]) => `${header[locale]}: ${shorten(fieldText(input, conflict, key, (side as PlanRecord)[key]), longestOfMany)}`)
    .join('\n');
};

const whatText = ({ layout: { tabs }, labels }: ConflictInput, { table, id, store, sheet, field }: Disagreement): string => {
  if (table === headTable) return tabs.head;
  return labels(table, id) || (field === null ? recordLabel(table, (store ?? sheet) as PlanRecord) : '');
};

const rowOfConflict = (input: ConflictInput, conflict: ShownConflict): ModelCell[] => {
  const { locale } = input.layout;
  return [
    whereCell(input, conflict),
    whatText(input, conflict),
    conflict.field === null ? sheetWords.wholeRow[locale] : declarationOf(conflict.table, conflict.field).header[locale],
    conflictKey(conflict),
    sideText(input, conflict, conflict.base),
    sideText(input, conflict, conflict.store),
    conflict.by ? changeText(conflict.by, locale) : '',
    sideText(input, conflict, conflict.sheet),
    { value: null, style: 'answer' },
  ];
};

const answerRule = ({ layout }: ConflictInput, conflict: Disagreement, row: number): ValidationModel => {
  const list: AnswerList = conflict.field === null ? 'removal' : 'settle';
  const letters = listLetters(layout, (column) => column.kind === 'answers' && column.list === list);
  const last = answersTo(conflict).length + 1;
  return {
    range: cellAddress(row, columns.length - 1),
    rule: { kind: 'list', isStrict: true, source: `${quoteTab(layout.tabs.lists)}!$${letters}$2:$${letters}$${last}` },
    prompt: sheetWords.chooseHelp[layout.locale],
    error: sheetWords.chooseHelp[layout.locale],
  };
};

/** The tab of conflicts: one a row, with what it was, what the store has and who made it so, what the sheet has, and a cell to choose in. */
export const renderConflicts = (given: RenderInput): WorksheetModel[] => {
  const { conflicts, layout, computed } = given;
  if (conflicts.length === 0) return [];
  const labels = createLabels(computed.plan.tables);
  const positions = new Map(Object.entries(computed.plan.tables).map(([table, records]) => [table, new Map(records.map(({ id }, i) => [id, i]))]));
  const input: ConflictInput = { ...given, labels, rowOfRecord: (table, id) => positions.get(table)!.get(id) };
  const named = (list: readonly (keyof typeof words)[]): string[] => list.map((word) => words[word][layout.locale]);
  const header = [...named(headers.before), conflictMark, ...named(headers.after)].map((value): ModelCell => ({ value, style: 'header' }));
  const shown = conflicts.slice(0, mostShown);
  const rows = [header, ...shown.map((conflict) => rowOfConflict(input, conflict))];
  return [worksheet({
    key: 'conflicts',
    name: layout.tabs.conflicts,
    columns,
    rows,
    heights: rowHeights(rows, columns),
    validations: shown.map((conflict, i) => answerRule(input, conflict, i + 1)),
    frozen: { rows: 1, columns: 0 },
    print: { isLandscape: true, pagesWide: 1, titleRows: '1:1', isOnePage: false },
    isProtected: true,
    tone: 'alert',
  })];
};

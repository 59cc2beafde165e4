import { firstDate, lastDate } from '../../plan/rules';
import { choiceValues } from '../../plan/choices';
import { dateToSerial } from '../../plan/dates';
import type { FieldDeclaration, FieldType } from '../../plan/field';
import type { Locale } from '../../plan/locale';
import type { Plan } from '../../plan/plan';
import { maxMinorUnits } from '../../plan/rules';
import type { TableName } from '../../plan/table-names';
import { minorUnits } from '../cell-value';
import { columnLetters } from '../grid';
import { expectation } from '../expectation';
import { columnOf, listLetters, quoteTab, spareRows, type ListColumn, type TableLayout, type WorkbookLayout } from '../layout';
import type { ValidationModel, ValidationRule } from '../model';

const largest = 999_999_999_999_999;

const listRange = (layout: WorkbookLayout, matches: (column: ListColumn) => boolean, count: number): string => {
  const letters = listLetters(layout, matches);
  return `${quoteTab(layout.tabs.lists)}!$${letters}$2:$${letters}$${count + 1}`;
};

/** A list of choices, from the tab of lists. */
const choiceRule = (layout: WorkbookLayout, set: string): ValidationRule => ({
  kind: 'list', isStrict: true, source: listRange(layout, (column) => column.kind === 'choices' && column.set === set, choiceValues(set).length),
});

/** Records to refer to; not strict, since a person may also type the code alone. */
const recordRule = (layout: WorkbookLayout, table: TableName, plan: Plan): ValidationRule => ({
  kind: 'list', isStrict: false, source: listRange(layout, (column) => column.kind === 'records' && column.table === table, plan.tables[table].length + spareRows),
});

/** The host's rule for a field, or undefined where anything may be written. What it lets through, the parser reads: SPEC.md [S7]. */
export const ruleOf = (layout: WorkbookLayout, type: FieldType, plan: Plan): ValidationRule | undefined => {
  switch (type.kind) {
    case 'choice': return choiceRule(layout, type.set);
    case 'boolean': return choiceRule(layout, 'yesNo');
    case 'reference': return recordRule(layout, type.to, plan);
    case 'date': return { kind: 'date', min: dateToSerial(firstDate), max: dateToSerial(lastDate) };
    case 'integer': return { kind: 'whole', min: type.min, max: type.max };
    case 'number': return { kind: 'decimal', min: type.min ?? -largest, max: largest };
    case 'ratio': return { kind: 'decimal', min: 0, max: 1 };
    case 'money': return { kind: 'decimal', min: -maxMinorUnits / minorUnits, max: maxMinorUnits / minorUnits };
    default: return undefined;
  }
};

/** The rule of a field with what to write, for a range of cells. */
export const validationOf = (layout: WorkbookLayout, declaration: FieldDeclaration, range: string, plan: Plan): ValidationModel[] => {
  const rule = ruleOf(layout, declaration.type, plan);
  const prompt = promptOf(declaration, layout.locale);
  return rule ? [{ range, rule, ...(prompt && { prompt }), error: expectation(declaration.type)[layout.locale] }] : [];
};

const promptOf = ({ help }: FieldDeclaration, locale: Locale): string | undefined => help?.[locale];

/** The rules of a table's columns, over its rows and the spare ones below. */
export const tableValidations = (layout: WorkbookLayout, own: TableLayout, plan: Plan): ValidationModel[] => {
  const last = plan.tables[own.table].length + spareRows + 1;
  return own.columns.flatMap(({ field, declaration }) => {
    const letters = columnLetters(columnOf(own, field));
    return validationOf(layout, declaration, `${letters}2:${letters}${last}`, plan);
  });
};

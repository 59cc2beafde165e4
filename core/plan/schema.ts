import * as z from 'zod';
import { budgetLinksSchema } from './budget/mapping';
import { choiceValues } from './choices';
import type { FieldDeclaration, FieldType } from './field';
import { headFieldEntries } from './head-fields';
import { isValidDate } from './dates';
import { plainText } from './plain-text';
import { codePattern, firstDate, lastDate, maxMinorUnits, maxRecords, maxTextLength, planIdPattern, recordIdPattern } from './rules';
import { schemaRules } from './schema-rules';
import { tableNames, type TableName } from './table-names';
import { storedFieldsOf } from './tables';
import { currentFormat, type Plan } from './plan';

const text = z.string().max(maxTextLength).regex(plainText, schemaRules.plainText.en);
const filled = text.regex(/\S/, schemaRules.filled.en);
/** A sheet calculates with 15 digits. */
const number = z.number().refine((value) => Number(value.toPrecision(15)) === value, schemaRules.digits.en);
const date = z.string().refine((value) => isValidDate(value) && value >= firstDate && value <= lastDate, schemaRules.date.en).meta({ format: 'date' });
const months = z.array(z.int().min(1).max(12)).min(1).refine((list) => list.every((month, i) => i === 0 || month > list[i - 1]!), schemaRules.months.en);

const schemaOf = (type: Exclude<FieldType, { kind: 'derived' }>): z.ZodType => {
  switch (type.kind) {
    case 'text': return filled;
    case 'code': return z.string().regex(codePattern, schemaRules.code.en);
    case 'reference': return z.string().regex(recordIdPattern, schemaRules.recordId.en);
    case 'choice': return z.enum(choiceValues(type.set));
    case 'date': return date;
    case 'integer': return z.int().min(type.min).max(type.max);
    case 'number': return type.min === undefined ? number : number.min(type.min);
    case 'ratio': return number.min(0).max(1);
    case 'money': return z.int().min(-maxMinorUnits).max(maxMinorUnits);
    case 'boolean': return z.boolean();
    case 'months': return months;
    case 'list': return z.array(filled.regex(listMember, schemaRules.member.en)).min(1);
    case 'tables': return z.array(z.enum(tableNames)).min(1);
  }
};

/** Members are shown with semicolons between them. */
const listMember = /^[^;\s](?:[^;\n]*[^;\s])?$/;

const isRequired = (type: FieldType): boolean => type.kind === 'code' || ('required' in type && type.required === true);

/** The schema of one field, made from its declaration; null for a derived field. */
export const fieldSchema = ({ type, header, help }: FieldDeclaration): z.ZodType | null => {
  if (type.kind === 'derived') return null;
  const schema = schemaOf(type).meta({ title: header.en, ...(help && { description: help.en }) });
  return isRequired(type) ? schema : schema.optional();
};

const recordSchema = (table: TableName): z.ZodType => {
  const shape = Object.fromEntries(storedFieldsOf(table).map(([key, declaration]) => [key, fieldSchema(declaration)!]));
  return z.strictObject({ id: z.string().regex(recordIdPattern, schemaRules.recordId.en), ...shape });
};

type Shape = Record<string, z.ZodType>;

/** 'period.start' becomes an object `period` with `start`; a group without a required member is optional. The links with budget files are no field of a sheet. */
const headShape = (): Shape => {
  const groups = new Map<string, Shape>();
  const shape: Shape = {};
  for (const [key, declaration] of headFieldEntries) {
    const [first, second] = key.split('.') as [string, string?];
    if (second === undefined) shape[first] = fieldSchema(declaration)!;
    else groups.set(first, { ...groups.get(first), [second]: fieldSchema(declaration)! });
  }
  groups.set('settings', { ...groups.get('settings'), budgetLinks: budgetLinksSchema.optional() });
  for (const [name, members] of groups) {
    const group = z.strictObject(members);
    shape[name] = Object.values(members).every((member) => member instanceof z.ZodOptional) ? group.optional() : group;
  }
  return shape;
};

const byTable = (make: (table: TableName) => z.ZodType): Shape => Object.fromEntries(tableNames.map((table) => [table, make(table)]));

/** The plan document, made from the field declarations. Tables that a document leaves out are empty. Says nothing of references between records: `planProblems` does. */
export const planSchema = z
  .strictObject({
    format: z.literal(currentFormat),
    id: z.string().regex(planIdPattern, schemaRules.planId.en),
    ...headShape(),
    tables: z.strictObject(byTable((table) => z.array(recordSchema(table)).max(maxRecords).default([]))).prefault({}),
    retired: z.strictObject(byTable(() => z.array(z.string().regex(codePattern, schemaRules.code.en)).optional())).prefault({}),
  })
  .meta({ title: 'Planark plan', description: 'An action plan: a head and tables of records. References hold record ids; money is in minor units; ratios are 0 to 1.' }) as unknown as z.ZodType<Plan>;

/** JSON Schema (draft 2020-12) of the plan document, as it may be handed in. */
export const planJsonSchema = (): unknown => z.toJSONSchema(planSchema, { io: 'input' });

import type { FieldDeclaration, TableDeclaration } from '../field';
import { tableNames, type TableName } from '../table-names';
import { activities } from './activities';
import { budget } from './budget';
import { costs } from './costs';
import { focusAreas } from './focus-areas';
import { followUps } from './follow-ups';
import { goals } from './goals';
import { measurements } from './measurements';
import { projects } from './projects';
import { proposals } from './proposals';
import { situations } from './situations';
import { statements } from './statements';
import { strategies } from './strategies';
import { superiorGoals } from './superior-goals';

/** Every table with its exact declaration, for the types of records. */
export const declaredTables = {
  statements, situations, focusAreas, superiorGoals, strategies, goals, measurements, activities, costs, budget, proposals, projects, followUps,
} as const satisfies Record<TableName, TableDeclaration>;
export type DeclaredTables = typeof declaredTables;

/** Every table as data. */
export const tables: Readonly<Record<TableName, TableDeclaration>> = declaredTables;

/** The fields of a table, in the order of its columns. */
export const fieldsOf = (table: TableName): [string, FieldDeclaration][] => Object.entries(tables[table].fields);
export const isStored = ([, field]: [string, FieldDeclaration]): boolean => field.type.kind !== 'derived';
/** The fields that a record keeps; the others are computed. */
export const storedFieldsOf = (table: TableName): [string, FieldDeclaration][] => storedFields[table];
const storedFields = Object.fromEntries(tableNames.map((table) => [table, fieldsOf(table).filter(isStored)])) as Record<TableName, [string, FieldDeclaration][]>;

/** Does a record of this table have a code, so that others can refer to it? */
export const hasCode = (table: TableName): boolean => 'code' in tables[table].fields;

import type { FieldDeclaration } from './field';
import { headFields, type HeadField } from './head-fields';
import { headTable, type RecordTable } from './records';
import { tables } from './tables';

/** The declaration of a field of a table, or of the head. */
export const declarationOf = (table: RecordTable, field: string): FieldDeclaration => (table === headTable ? headFields[field as HeadField] : tables[table].fields[field]!);

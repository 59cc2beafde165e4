import type { BinaryOperator, Criterion, FormulaNode, ParameterName, Scalar } from './node';

/** How a host spells formulas. Dialects are data. */
export interface Dialect {
  readonly name: 'excel' | 'google';
  readonly separator: ',' | ';';
  /** Google's locales differ on the decimal sign, so a decimal is written there as a quotient. */
  readonly decimals: 'point' | 'quotient';
}
export const excel: Dialect = { name: 'excel', separator: ',', decimals: 'point' };
export const google: Dialect = { name: 'google', separator: ';', decimals: 'quotient' };

/** Where things stand: the sheet's answer to each name in a formula. */
export interface PrintPlace {
  /** This row's cell of a field: "$F2". */
  field(name: string): string;
  /** A whole column of a table: "Tiltak!$F:$F". */
  column(table: string, field: string): string;
  parameter(name: ParameterName): string;
  /** The label of a choice, in the sheet's language. */
  label(set: string, value: string): string;
}

/** Between a code and a title in a reference cell: "M1.2 · Flere medlemmer". */
export const codeSeparator = ' · ';

const strength: Readonly<Record<BinaryOperator, number>> = { '=': 1, '<>': 1, '<': 1, '<=': 1, '>': 1, '>=': 1, '&': 2, '+': 3, '-': 3, '*': 4, '/': 4 };
const atom = 9;

interface Printed {
  readonly text: string;
  readonly strength: number;
}

/** A formula as text, without the leading "=". Rules: SPEC.md [P1]-[P8]. */
export const print = (node: FormulaNode, dialect: Dialect, place: PrintPlace): string => printNode(node, dialect, place).text;

const printNode = (node: FormulaNode, dialect: Dialect, place: PrintPlace): Printed => {
  switch (node.kind) {
    case 'literal': return printScalar(node.value, dialect);
    case 'choice': return atomOf(quote(place.label(node.set, node.value)));
    case 'field': return atomOf(place.field(node.field));
    case 'parameter': return atomOf(place.parameter(node.name));
    case 'binary': return printBinary(node, dialect, place);
    case 'call': return atomOf(printCall(node.name, node.args.map((arg) => print(arg, dialect, place)), dialect));
    case 'count': return printAggregate(node.where, dialect, place, (criteria) => printCall('COUNTIFS', criteria, dialect), node.table);
    case 'sum': return printSum(node, dialect, place);
    case 'lookup': return atomOf(printLookup(node, dialect, place));
    case 'through': return atomOf(printThrough(node, dialect, place));
  }
};

const atomOf = (text: string): Printed => ({ text, strength: atom });
const printCall = (name: string, args: readonly string[], dialect: Dialect): string => `${name}(${args.join(dialect.separator)})`;
/** A text literal: quotation marks are doubled. */
export const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const printScalar = (value: Scalar, dialect: Dialect): Printed => {
  if (typeof value === 'string') return atomOf(quote(value));
  if (typeof value === 'boolean') return atomOf(value ? 'TRUE' : 'FALSE');
  if (Number.isInteger(value) || dialect.decimals === 'point') return { text: String(value), strength: value < 0 ? 0 : atom };
  return printQuotient(value);
};

const printQuotient = (value: number): Printed => {
  const digits = String(value).split('.')[1]?.length ?? 0;
  return { text: `${Math.round(value * 10 ** digits)}/${10 ** digits}`, strength: value < 0 ? 0 : strength['/'] };
};

const wrap = (printed: Printed, atLeast: number): string => (printed.strength < atLeast ? `(${printed.text})` : printed.text);

const printBinary = (node: FormulaNode & { kind: 'binary' }, dialect: Dialect, place: PrintPlace): Printed => {
  const own = strength[node.operator];
  const left = wrap(printNode(node.left, dialect, place), own);
  const right = wrap(printNode(node.right, dialect, place), own + 1);
  return { text: `${left}${node.operator}${right}`, strength: own };
};

const printSum = (node: FormulaNode & { kind: 'sum' }, dialect: Dialect, place: PrintPlace): Printed => {
  const column = place.column(node.table, node.field);
  if (node.where.length === 0) return atomOf(printCall('SUM', [column], dialect));
  return printAggregate(node.where, dialect, place, (criteria) => printCall('SUMIFS', [column, ...criteria], dialect), node.table);
};

/** Whole columns hold the header above a table and the empty rows below it; these criteria let them through. */
const meetsEmptyRows = ({ is }: Criterion): boolean => is === 'empty' || is === '<>';
const meetsHeader = ({ is }: Criterion): boolean => is === 'filled' || is === '<>';

/** LibreOffice cuts whole columns down to where the first of them ends, so one that must be filled comes first. */
const inSafeOrder = (where: readonly Criterion[]): readonly Criterion[] => {
  if (where.every(meetsEmptyRows) || where.every(meetsHeader)) throw new Error('these criteria would count rows that are none of the table');
  return [...where].sort((a, b) => Number(meetsEmptyRows(a)) - Number(meetsEmptyRows(b)));
};

/**
 * A reference cell holds "M1.2 · title", or the bare code where a person typed it: one term for each, added.
 * The title in the cell may be out of date; only the code decides.
 */
const printAggregate = (given: readonly Criterion[], dialect: Dialect, place: PrintPlace, make: (criteria: string[]) => string, table: string): Printed => {
  const where = inSafeOrder(given);
  const terms = where.some((criterion) => criterion.is === 'this') ? ['', codeSeparator.trimEnd() + '*'] : [''];
  const printed = terms.map((tail) => make(where.flatMap((criterion) => printCriterion(criterion, tail, dialect, place, table))));
  return { text: printed.join('+'), strength: printed.length > 1 ? strength['+'] : atom };
};

const printCriterion = (criterion: Criterion, tail: string, dialect: Dialect, place: PrintPlace, table: string): [string, string] => {
  const column = place.column(table, criterion.field);
  if (criterion.is === 'this') return [column, printThis(criterion.via, tail, dialect, place)];
  if (!('value' in criterion)) return [column, criterion.is === 'empty' ? '""' : '"<>"'];
  return [column, printComparison(criterion.is, criterion.value, dialect, place)];
};

const printThis = (via: string | undefined, tail: string, dialect: Dialect, place: PrintPlace): string => {
  const code = via === undefined ? place.field('code') : printCode(place.field(via), dialect);
  return tail === '' ? code : `${code}&${quote(tail)}`;
};

/** The leading code of a reference cell, with functions that every host has. */
const printCode = (cell: string, dialect: Dialect): string => {
  const padded = printCall('SUBSTITUTE', [cell, quote(codeSeparator.trimEnd()), printCall('REPT', ['" "', '40'], dialect)], dialect);
  return printCall('TRIM', [printCall('LEFT', [padded, '40'], dialect)], dialect);
};

const wildcards = ['~', '*', '?'];
/** Text is taken literally, wildcards and signs included. */
const literally = (text: string): string => text.replace(/[~*?]/g, '~$&');
const printLiterally = (cell: string, dialect: Dialect): string =>
  wildcards.reduce((text, sign) => printCall('SUBSTITUTE', [text, quote(sign), quote(`~${sign}`)], dialect), cell);

const isEquality = (is: string): boolean => is === '=' || is === '<>';

/** A number to be equal to stands as it is; else the sign and the value make one text, as criteria want it. */
const printComparison = (is: string, value: FormulaNode, dialect: Dialect, place: PrintPlace): string => {
  if (value.kind === 'choice') return quote(`${is === '=' ? '' : is}${literally(place.label(value.set, value.value))}`);
  if (value.kind === 'literal' && typeof value.value === 'string') return quote(`${is}${literally(value.value)}`);
  if (value.kind === 'field' && isEquality(is)) return `${quote(is)}&${printLiterally(place.field(value.field), dialect)}`;
  const printed = printNode(value, dialect, place);
  return is === '=' ? printed.text : `${quote(is)}&${wrap(printed, strength['+'])}`;
};

/** A field of the record with this code. */
const printIndex = (code: string, table: string, field: string, dialect: Dialect, place: PrintPlace): string =>
  printCall('INDEX', [place.column(table, field), printCall('MATCH', [code, place.column(table, 'code'), '0'], dialect)], dialect);

const printLookup = ({ code, table, field }: FormulaNode & { kind: 'lookup' }, dialect: Dialect, place: PrintPlace): string => printIndex(quote(code), table, field, dialect, place);

/** Hosts differ on MATCH with an empty text, so it is never asked for one; an empty cell joined with "" is a text everywhere. */
const printThrough = ({ reference, table, field }: FormulaNode & { kind: 'through' }, dialect: Dialect, place: PrintPlace): string => {
  const cell = place.field(reference);
  return printCall('IF', [`${cell}=""`, '""', `${printIndex(printCode(cell, dialect), table, field, dialect, place)}&""`], dialect);
};

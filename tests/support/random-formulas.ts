import * as fc from 'fast-check';
import { call, equals, field, iff, literal, nothing, through, type BinaryOperator, type Criterion, type FormulaNode, type FormulaValue } from '../../core/formula';
import { rowId, type FormulaRow } from './formula-table';

/** Columns of the random table: what kind of value each holds. `any` may hold an error. */
export const fields = ['code', 'number', 'other', 'text', 'any', 'key', 'ref'] as const;

const numbers = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -9999, max: 9999 }).map((n) => n / 100), fc.constantFrom(0, 1, 0.1, 0.3, 1e9, -0.5, 2.5, 1 / 3));
const plainText = fc.constantFrom('abc', 'ABC', 'Abd', 'å', 'Å', 'øl', 'z', 'Møte', 'møte', 'mot', '', 'two words');
const trickyText = fc.constantFrom('a*', 'a?c', 'abc', 'ABC', '~', 'a~*', 'x"y', '"', '<5', '=5', '>abc', '<>', 'Å*', 'aXc', 'abcd', '6800', '6 800', 'A1', 'M1.1', '007', '1.5', 'kr 5');
const errors = fc.constantFrom<FormulaValue>({ error: '#DIV/0!' }, { error: '#N/A' });
const orEmpty = (value: fc.Arbitrary<FormulaValue>): fc.Arbitrary<FormulaValue> => fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) });

const arbitraryRow = (position: number, size: number): fc.Arbitrary<FormulaRow> =>
  fc.record({
    code: fc.constant(`M${Math.floor(position / 10)}.${position}`),
    number: orEmpty(numbers),
    other: orEmpty(numbers),
    text: orEmpty(plainText.filter((text) => text !== '')),
    any: orEmpty(fc.oneof({ weight: 4, arbitrary: numbers }, { weight: 3, arbitrary: plainText.filter((text) => text !== '') }, { weight: 1, arbitrary: errors })),
    key: orEmpty(fc.oneof(trickyText, fc.integer({ min: 0, max: 5 }))),
    ref: orEmpty(fc.nat(Math.min(9, size - 1)).map(rowId)),
  });

export const arbitraryRows = (size: number): fc.Arbitrary<FormulaRow[]> => fc.tuple(...Array.from({ length: size }, (_, position) => arbitraryRow(position, size)));

const numberLiteral = numbers.map(literal);
const textLiteral = plainText.map(literal);
const binary = (operators: readonly BinaryOperator[], left: fc.Arbitrary<FormulaNode>, right: fc.Arbitrary<FormulaNode>): fc.Arbitrary<FormulaNode> =>
  fc.tuple(fc.constantFrom(...operators), left, right).map(([operator, a, b]) => ({ kind: 'binary', operator, left: a, right: b }));
const calls = (name: Parameters<typeof call>[0], ...args: fc.Arbitrary<FormulaNode>[]): fc.Arbitrary<FormulaNode> => fc.tuple(...args).map((given) => call(name, ...given));

const leafNumber: fc.Arbitrary<FormulaNode> = fc.oneof(numberLiteral, fc.constantFrom(field('number'), field('other'), field('any')));

type Nodes = Record<'number' | 'text' | 'condition' | 'any', FormulaNode>;

const depth = fc.createDepthIdentifier();

/** Nodes by what they come to, with wrong types among them: text in arithmetic, empty cells and errors everywhere. */
export const randomNodes = fc.letrec<Nodes>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3, depthIdentifier: depth },
    leafNumber,
    binary(['+', '-', '*', '/'], tie('number'), tie('number')),
    binary(['+', '-', '*', '/'], tie('number'), tie('any')),
    calls('IF', tie('condition'), tie('number'), tie('number')),
    calls('MIN', leafNumber, binary(['+', '-', '*', '/'], tie('number'), tie('number'))),
    calls('MAX', leafNumber, leafNumber, binary(['+', '-', '*', '/'], tie('number'), tie('number'))),
    calls('ROUND', tie('number'), fc.constantFrom(0, 1, 2, -1).map(literal)),
    calls('ABS', tie('number')),
    calls('LEN', tie('text')),
    calls('IFERROR', tie('number'), tie('number')),
  ),
  text: fc.oneof(
    { maxDepth: 3, depthIdentifier: depth },
    fc.oneof(textLiteral, fc.constant(field('text'))),
    binary(['&'], tie('text'), tie('text')),
    calls('IF', tie('condition'), tie('text'), tie('text')),
    calls('IFERROR', tie('text'), tie('text')),
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: depth },
    binary(['=', '<>', '<', '<=', '>', '>='], leafNumber, leafNumber),
    binary(['=', '<>', '<', '<=', '>', '>='], tie('number'), tie('number')),
    binary(['=', '<>'], tie('any'), tie('any')),
    binary(['=', '<>'], tie('text'), tie('text')),
    calls('ISNUMBER', tie('any')),
    calls('AND', tie('condition'), tie('condition')),
    calls('OR', tie('condition'), tie('condition'), tie('condition')),
    calls('NOT', tie('condition')),
  ),
  any: fc.oneof({ maxDepth: 3, depthIdentifier: depth }, tie('number'), tie('text'), fc.constant(field('any')), calls('IF', tie('condition'), tie('number'), tie('text'))),
}));

const table = 'data';
const equality = fc.constantFrom<'=' | '<>'>('=', '<>');
const order = fc.constantFrom<'<' | '<=' | '>' | '>='>('<', '<=', '>', '>=');
const anyField = fc.constantFrom('number', 'text', 'key');
const criterion: fc.Arbitrary<Criterion> = fc.oneof(
  fc.tuple(anyField, equality, fc.oneof(numberLiteral, fc.oneof(plainText, trickyText).filter((text) => text !== '').map(literal))).map(([name, is, value]): Criterion => ({ field: name, is, value })),
  fc.tuple(fc.constantFrom('key', 'text'), equality, fc.constantFrom('key', 'text')).map(([name, is, value]): Criterion => ({ field: name, is, value: field(value) })),
  fc.tuple(anyField, order, numberLiteral).map(([name, is, value]): Criterion => ({ field: name, is, value })),
  fc.tuple(anyField, fc.constantFrom<'empty' | 'filled'>('empty', 'filled')).map(([name, is]): Criterion => ({ field: name, is })),
  fc.constantFrom<Criterion>({ field: 'ref', is: 'this' }, { field: 'ref', is: 'this', via: 'ref' }),
);
/** One that neither the header nor an empty row meets comes with every aggregate; see SPEC.md [P7]. */
const anchor: fc.Arbitrary<Criterion> = fc.constantFrom<Criterion>({ field: 'ref', is: 'this' }, { field: 'other', is: '<', value: literal(50) }, { field: 'number', is: '>', value: literal(-5) });
const criteria = fc.tuple(fc.array(criterion, { minLength: 1, maxLength: 2 }), anchor).chain(([some, one]) => fc.shuffledSubarray([...some, one], { minLength: some.length + 1 }));

const aggregates: fc.Arbitrary<FormulaNode> = criteria.chain((where) =>
  fc.constantFrom<FormulaNode>({ kind: 'count', table, where }, { kind: 'sum', table, field: 'number', where }, { kind: 'sum', table, field: 'any', where }));

const reached: fc.Arbitrary<FormulaNode> = fc.constantFrom('text', 'key').map((name) => through('ref', table, name));

/** Counts, sums, and what a reference leads to; none where the row has no reference to go by, see SPEC.md [E14]. */
export const randomAggregates: fc.Arbitrary<FormulaNode> = fc.oneof({ weight: 9, arbitrary: aggregates }, { weight: 1, arbitrary: reached }).map((node) => iff(equals(field('ref'), nothing), nothing, node));

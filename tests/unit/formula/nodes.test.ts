import {
  add, atLeast, atMost, call, choice, count, differs, divide, equals, field, fraction, greater, iff, less, literal, lookup, multiply, nothing, parameter, print, subtract, sum, through, excel,
  type Criterion, type FormulaNode,
} from '../../../core/formula';
import { expectFormula } from '../../support/expect-formula';
import { placeOf } from '../../support/formula-table';

const join = (left: FormulaNode, right: FormulaNode): FormulaNode => ({ kind: 'binary', operator: '&', left, right });
/** One row: A a number, B another, C text, D empty, E an error. */
const rows = [{ a: 3, b: -2, text: 'Møte', empty: null, broken: { error: '#N/A' as const } }];
const world = { rows };
const alike = (value: string | number | boolean, text: string) => ({ value, excel: text, google: text });

describe('values', () => {
  test('[E1][P4] each kind of leaf', () => {
    expectFormula(literal(12), alike(12, '12'));
    expectFormula(literal(true), alike(true, 'TRUE'));
    expectFormula(literal('så'), alike('så', '"så"'));
    expectFormula(field('a'), alike(3, 'Data!$A2'), world);
    expectFormula(field('empty'), alike(0, 'Data!$D2'), world);
    expectFormula(field('broken'), alike('#N/A', 'Data!$E2'), world);
  });

  test('[E16][P4] a parameter is one cell, a choice its label', () => {
    expectFormula(parameter('today'), alike(46347, 'P!$B$1'));
    expectFormula(parameter('lateBelow'), alike(0.3, 'P!$B$5'), { parameters: { lateBelow: 0.3 } });
    expectFormula(choice('activityStatus', 'completed'), alike('completed', '"activityStatus completed"'));
  });

  test('[E2] arithmetic takes empty as 0, truth as 1, and no text', () => {
    expectFormula(add(field('a'), field('empty')), alike(3, 'Data!$A2+Data!$D2'), world);
    expectFormula(add(literal(true), literal(1)), alike(2, 'TRUE+1'));
    expectFormula(multiply(field('a'), field('text')), alike('#VALUE!', 'Data!$A2*Data!$C2'), world);
    expectFormula(subtract(literal('12'), literal(1)), alike('#VALUE!', '"12"-1'));
  });

  test('[E2][E6] the noise of binary fractions is no difference', () => {
    expectFormula(subtract(subtract(field('x'), field('y')), field('z')), alike(0, 'Data!$A2-Data!$B2-Data!$C2'), { rows: [{ x: 0.3, y: 0.1, z: 0.2 }] });
    expectFormula(add(add(field('x'), field('y')), field('z')), alike(0, 'Data!$A2+Data!$B2+Data!$C2'), { rows: [{ x: 0.1, y: 0.2, z: -0.3 }] });
    expectFormula(atLeast(field('x'), subtract(field('y'), field('z'))), alike(true, 'Data!$A2>=Data!$B2-Data!$C2'), { rows: [{ x: 0.3, y: 0.4, z: 0.1 }] });
    expectFormula(equals(add(field('x'), field('y')), field('z')), alike(true, 'Data!$A2+Data!$B2=Data!$C2'), { rows: [{ x: 0.1, y: 0.2, z: 0.3 }] });
    expectFormula(less(field('x'), field('y')), alike(true, 'Data!$A2<Data!$B2'), { rows: [{ x: 0.3, y: 0.3000001 }] });
  });

  test('[E3] division by nothing', () => {
    expectFormula(divide(literal(1), literal(4)), alike(0.25, '1/4'));
    expectFormula(divide(field('a'), field('empty')), alike('#DIV/0!', 'Data!$A2/Data!$D2'), world);
  });

  test('[E4] errors spread, IFERROR and ISNUMBER stop them', () => {
    expectFormula(add(field('broken'), literal(1)), alike('#N/A', 'Data!$E2+1'), world);
    expectFormula(equals(field('broken'), literal(1)), alike('#N/A', 'Data!$E2=1'), world);
    expectFormula(join(literal('a'), field('broken')), alike('#N/A', '"a"&Data!$E2'), world);
    expectFormula(call('LEN', field('broken')), alike('#N/A', 'LEN(Data!$E2)'), world);
    expectFormula(call('MAX', literal(1), field('broken')), { value: '#N/A', excel: 'MAX(1,Data!$E2)', google: 'MAX(1;Data!$E2)' }, world);
    expectFormula(call('IFERROR', field('broken'), literal(7)), { value: 7, excel: 'IFERROR(Data!$E2,7)', google: 'IFERROR(Data!$E2;7)' }, world);
    expectFormula(call('ISNUMBER', field('broken')), alike(false, 'ISNUMBER(Data!$E2)'), world);
  });

  test('[E5] texts are equal without regard to case', () => {
    expectFormula(equals(field('text'), literal('MØTE')), alike(true, 'Data!$C2="MØTE"'), world);
    expectFormula(differs(literal('å'), literal('Å')), alike(false, '"å"<>"Å"'));
    expectFormula(equals(literal('møte '), field('text')), alike(false, '"møte "=Data!$C2'), world);
  });

  test('[E6] an empty cell is the nothing of the other side, and numbers are less than texts', () => {
    expectFormula(equals(field('empty'), nothing), alike(true, 'Data!$D2=""'), world);
    expectFormula(equals(field('empty'), literal(0)), alike(true, 'Data!$D2=0'), world);
    expectFormula(equals(field('empty'), literal(false)), alike(true, 'Data!$D2=FALSE'), world);
    expectFormula(less(literal(1e9), literal('a')), alike(true, '1000000000<"a"'));
    expectFormula(equals(nothing, literal(0)), alike(false, '""=0'));
  });

  test('[E6] the comparisons', () => {
    expectFormula(less(field('b'), literal(-2)), alike(false, 'Data!$B2<(-2)'), world);
    expectFormula(atMost(field('b'), literal(-2)), alike(true, 'Data!$B2<=(-2)'), world);
    expectFormula(greater(field('a'), field('b')), alike(true, 'Data!$A2>Data!$B2'), world);
    expectFormula(atLeast(field('empty'), literal(0)), alike(true, 'Data!$D2>=0'), world);
  });

  test('[E7] IF takes one branch; AND, OR and NOT look at all', () => {
    expectFormula(iff(literal(0), divide(literal(1), literal(0)), literal('nei')), { value: 'nei', excel: 'IF(0,1/0,"nei")', google: 'IF(0;1/0;"nei")' });
    expectFormula(iff(field('empty'), literal(1), literal(2)), { value: 2, excel: 'IF(Data!$D2,1,2)', google: 'IF(Data!$D2;1;2)' }, world);
    expectFormula(iff(field('text'), literal(1), literal(2)), { value: '#VALUE!', excel: 'IF(Data!$C2,1,2)', google: 'IF(Data!$C2;1;2)' }, world);
    expectFormula(call('AND', literal(true), literal(false)), { value: false, excel: 'AND(TRUE,FALSE)', google: 'AND(TRUE;FALSE)' });
    expectFormula(call('OR', literal(true), equals(field('broken'), literal(1))), { value: '#N/A', excel: 'OR(TRUE,Data!$E2=1)', google: 'OR(TRUE;Data!$E2=1)' }, world);
    expectFormula(call('NOT', literal(false)), alike(true, 'NOT(FALSE)'));
  });

  test('[E8] MIN and MAX over cells and numbers', () => {
    expectFormula(call('MIN', field('a'), field('text'), field('empty')), { value: 3, excel: 'MIN(Data!$A2,Data!$C2,Data!$D2)', google: 'MIN(Data!$A2;Data!$C2;Data!$D2)' }, world);
    expectFormula(call('MAX', field('empty'), field('text')), { value: 0, excel: 'MAX(Data!$D2,Data!$C2)', google: 'MAX(Data!$D2;Data!$C2)' }, world);
    expectFormula(call('MAX', field('b'), literal(-5)), { value: -2, excel: 'MAX(Data!$B2,-5)', google: 'MAX(Data!$B2;-5)' }, world);
    expectFormula(call('MIN', literal(1), nothing), { value: '#VALUE!', excel: 'MIN(1,"")', google: 'MIN(1;"")' });
  });

  test.each([[0.5, 0, 1], [-0.5, 0, -1], [1.005, 2, 1.01], [2.5, 0, 3], [1234, -2, 1200], [0.285, 2, 0.29], [1e15, 2, 1e15]])('[E9] ROUND(%d, %d) is %d', (value, digits, rounded) => {
    expectFormula(call('ROUND', field('a'), literal(digits)), { value: rounded, excel: `ROUND(Data!$A2,${digits})`, google: `ROUND(Data!$A2;${digits})` }, { rows: [{ a: value }] });
  });

  test('[E9] ABS, LEN and joined texts', () => {
    expectFormula(call('ABS', field('b')), alike(2, 'ABS(Data!$B2)'), world);
    expectFormula(call('LEN', field('text')), alike(4, 'LEN(Data!$C2)'), world);
    expectFormula(call('LEN', field('empty')), alike(0, 'LEN(Data!$D2)'), world);
    expectFormula(join(field('a'), literal(' av ')), alike('3 av ', 'Data!$A2&" av "'), world);
    expectFormula(join(field('empty'), divide(literal(1), literal(3))), alike('0.333333333333333', 'Data!$D2&1/3'), world);
  });

  test('[E10] no value is neither a number nor 0', () => {
    expectFormula(call('ISNUMBER', nothing), alike(false, 'ISNUMBER("")'));
    expectFormula(equals(nothing, literal(0)), alike(false, '""=0'));
    expectFormula(sum('data', 'a', { field: 'a', is: '>=', value: literal(-10) }), { value: 3, excel: 'SUMIFS(Data!$A:$A,Data!$A:$A,">="&(-10))', google: 'SUMIFS(Data!$A:$A;Data!$A:$A;">="&(-10))' }, { rows: [{ a: 3 }, { a: '' }] });
  });

  test('[E18] a day is asked for by DATE', () => {
    expectFormula(call('DATE', literal(2026), literal(1), literal(1)), { value: 46023, excel: 'DATE(2026,1,1)', google: 'DATE(2026;1;1)' });
    expectFormula(subtract(call('DATE', literal(2029), literal(1), literal(1)), call('DATE', literal(2028), literal(1), literal(1))), { value: 366, excel: 'DATE(2029,1,1)-DATE(2028,1,1)', google: 'DATE(2029;1;1)-DATE(2028;1;1)' });
    expectFormula(call('DATE', literal('x'), literal(1), literal(1)), { value: '#VALUE!', excel: 'DATE("x",1,1)', google: 'DATE("x";1;1)' });
  });
});

describe('printing', () => {
  test('[P1] decimals', () => {
    expectFormula(literal(0.25), { value: 0.25, excel: '0.25', google: '25/100' });
    expectFormula(multiply(literal(2), literal(0.5)), { value: 1, excel: '2*0.5', google: '2*(5/10)' });
    expectFormula(fraction(1, 2), alike(0.5, '1/2'));
  });

  test('[P2] brackets only where they are needed', () => {
    expectFormula(multiply(add(literal(1), literal(2)), literal(3)), alike(9, '(1+2)*3'));
    expectFormula(add(literal(1), multiply(literal(2), literal(3))), alike(7, '1+2*3'));
    expectFormula(subtract(literal(5), subtract(literal(3), literal(1))), alike(3, '5-(3-1)'));
    expectFormula(subtract(subtract(literal(5), literal(3)), literal(1)), alike(1, '5-3-1'));
    expectFormula(divide(literal(8), divide(literal(4), literal(2))), alike(4, '8/(4/2)'));
    expectFormula(subtract(literal(1), literal(-2)), alike(3, '1-(-2)'));
  });

  test('[P3] quotation marks in text', () => {
    expectFormula(literal('si "ja"'), alike('si "ja"', '"si ""ja"""'));
  });
});

describe('counts and sums', () => {
  const table = [
    { code: 'M1.1', kind: 'kurs', amount: 10, ref: 'row1', when: 5 },
    { code: 'M1.10', kind: 'KURS', amount: 2.5, ref: 'row0', when: 7 },
    { code: 'M2', kind: 'kurs*', amount: 'ti', ref: 'row0', when: null },
    { code: 'M3', kind: null, amount: 4, ref: null, when: 6 },
  ];
  const tally = { rows: table };
  const counts = (value: number, criteria: string) => ({ value, excel: `COUNTIFS(${criteria})`, google: `COUNTIFS(${criteria.replaceAll(',', ';')})` });

  test('[E11] rows that meet all criteria; sums add numbers', () => {
    expectFormula(count('data', { field: 'kind', is: '=', value: literal('kurs') }, { field: 'when', is: '>', value: literal(5) }), counts(1, 'Data!$B:$B,"=kurs",Data!$E:$E,">"&5'), tally);
    expectFormula(sum('data', 'amount'), { value: 16.5, excel: 'SUM(Data!$C:$C)', google: 'SUM(Data!$C:$C)' }, tally);
    expectFormula(sum('data', 'amount', { field: 'when', is: '<=', value: literal(6) }), { value: 14, excel: 'SUMIFS(Data!$C:$C,Data!$E:$E,"<="&6)', google: 'SUMIFS(Data!$C:$C;Data!$E:$E;"<="&6)' }, tally);
    expectFormula(sum('data', 'amount'), { value: '#DIV/0!', excel: 'SUM(Data!$A:$A)', google: 'SUM(Data!$A:$A)' }, { rows: [{ amount: 1 }, { amount: { error: '#DIV/0!' } }] });
  });

  test('[E12][P6] equality takes text literally', () => {
    expectFormula(count('data', { field: 'kind', is: '=', value: literal('kurs*') }), counts(1, 'Data!$B:$B,"=kurs~*"'), tally);
    expectFormula(count('data', { field: 'kind', is: '=', value: field('kind') }), counts(2, 'Data!$B:$B,"="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(Data!$B2,"~","~~"),"*","~*"),"?","~?")'), tally);
    expectFormula(count('data', { field: 'when', is: '=', value: literal(7) }), counts(1, 'Data!$E:$E,7'), tally);
    expectFormula(count('data', { field: 'kind', is: '=', value: choice('set', 'one') }), counts(0, 'Data!$B:$B,"set one"'), tally);
    expectFormula(count('data', { field: 'kind', is: '<>', value: literal('kurs') }, { field: 'when', is: '>', value: literal(0) }), counts(1, 'Data!$E:$E,">"&0,Data!$B:$B,"<>kurs"'), tally);
  });

  test('[E12] order is met by numbers alone', () => {
    expectFormula(count('data', { field: 'amount', is: '>=', value: literal(0) }), counts(3, 'Data!$C:$C,">="&0'), tally);
    expectFormula(count('data', { field: 'when', is: '<', value: add(parameter('today'), literal(1)) }), counts(3, 'Data!$E:$E,"<"&P!$B$1+1'), tally);
  });

  test('[E13][P7] empty and filled', () => {
    expectFormula(count('data', { field: 'ref', is: 'empty' }, { field: 'code', is: 'filled' }), counts(1, 'Data!$A:$A,"<>",Data!$D:$D,""'), tally);
  });

  test('[E14][P5] references to this row, by the code alone', () => {
    const both = 'COUNTIFS(Data!$D:$D,Data!$A2)+COUNTIFS(Data!$D:$D,Data!$A2&" ·*")';
    expectFormula(count('data', { field: 'ref', is: 'this' }), { value: 2, excel: both, google: both.replaceAll(',', ';') }, tally);
    expectFormula(count('data', { field: 'ref', is: 'this' }), { value: 1, excel: both.replaceAll('$A2', '$A3'), google: both.replaceAll(',', ';').replaceAll('$A2', '$A3') }, { ...tally, at: 1 });
    const via = 'TRIM(LEFT(SUBSTITUTE(Data!$D2," ·",REPT(" ",40)),40))';
    const term = (tail: string): string => `SUMIFS(Data!$C:$C,Data!$D:$D,${via}${tail})`;
    expectFormula(sum('data', 'amount', { field: 'ref', is: 'this', via: 'ref' }), { value: 10, excel: `${term('')}+${term('&" ·*"')}`, google: `${term('')}+${term('&" ·*"')}`.replaceAll(',', ';') }, tally);
  });

  test('[E15][P8] a record found by its code', () => {
    expectFormula(lookup('data', 'M2', 'kind'), { value: 'kurs*', excel: 'INDEX(Data!$B:$B,MATCH("M2",Data!$A:$A,0))', google: 'INDEX(Data!$B:$B;MATCH("M2";Data!$A:$A;0))' }, tally);
    expectFormula(lookup('data', 'M9', 'kind'), { value: '#N/A', excel: 'INDEX(Data!$B:$B,MATCH("M9",Data!$A:$A,0))', google: 'INDEX(Data!$B:$B;MATCH("M9";Data!$A:$A;0))' }, tally);
  });

  test('[E17][P9] what a reference leads to, as text', () => {
    const data = [{ code: 'A', kind: 'kurs', ref: 'row1', size: null }, { code: 'A1', kind: null, ref: null, size: 3 }, { code: 'B', kind: 'møte', ref: 'row9', size: { error: '#N/A' as const } }];
    const text = (column: string, row: number): string =>
      `IF(Data!$C${row}="","",INDEX(Data!$${column}:$${column},MATCH(TRIM(LEFT(SUBSTITUTE(Data!$C${row}," ·",REPT(" ",40)),40)),Data!$A:$A,0))&"")`;
    const printed = (value: string, column: string, row: number) => ({ value, excel: text(column, row), google: text(column, row).replaceAll(',', ';') });
    expectFormula(through('ref', 'data', 'kind'), printed('', 'B', 2), { rows: data });
    expectFormula(through('ref', 'data', 'size'), printed('3', 'D', 2), { rows: data });
    expectFormula(through('ref', 'data', 'size'), printed('', 'D', 3), { rows: data, at: 1 });
    expectFormula(through('ref', 'data', 'kind'), printed('#N/A', 'B', 4), { rows: data, at: 2 });
    expectFormula(through('ref', 'data', 'size'), printed('#N/A', 'D', 2), { rows: data.map((row) => ({ ...row, ref: 'row2' })) });
  });

  test.each<[string, Criterion[]]>([
    ['empty alone', [{ field: 'a', is: 'empty' }]],
    ['<> alone', [{ field: 'a', is: '<>', value: literal(1) }]],
    ['filled alone', [{ field: 'a', is: 'filled' }]],
    ['filled and <>', [{ field: 'a', is: 'filled' }, { field: 'b', is: '<>', value: literal(1) }]],
  ])('[P7] %s would count the header or the empty rows, and throws', (_, where) => {
    expect(() => print(count('data', ...where), excel, placeOf(['a', 'b'], 2))).toThrow('rows that are none of the table');
  });
});

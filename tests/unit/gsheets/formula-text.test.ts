import * as fc from 'fast-check';
import { excel, google, print } from '../../../core/formula';
import { locales } from '../../../core/plan/locale';
import { columnLetters } from '../../../core/sheet/grid';
import { labelOf } from '../../../core/sheet/cell-value';
import { columnOf, columnReference, parameterReference, workbookLayout } from '../../../core/sheet/layout';
import { styledCell } from '../../../core/sheet/model';
import { fieldsOf } from '../../../core/plan/tables';
import { tableNames, type TableName } from '../../../core/plan/table-names';
import { formulaKey, sameFormula, toGoogleFormula, toGoogleNumber, toGoogleRuleFormula } from '../../../gsheets/rest/formula-text';
import { fields, randomAggregates, randomNodes } from '../../support/random-formulas';
import { placeOf } from '../../support/formula-table';
import { exampleModels } from '../../support/example-models';

const outsideTexts = (formula: string): string => formula.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, '');
const texts = (formula: string): readonly string[] => formula.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g) ?? [];

describe('a formula of the model as Google has it', () => {
  test.each([
    ['IF($F2="a,b;0.5",0.5,1)', 'IF($F2="a,b;0.5";5/10;1)'],
    ['0.25*$F2+$G2*0.25', '25/100*$F2+$G2*(25/100)'],
    ['$F2/1.05-(-0.5)', '$F2/(105/100)-(-5/10)'],
    ['COUNTIFS(\'Tiltak 0.5, nytt\'!$K:$K,"<"&0.5)', 'COUNTIFS(\'Tiltak 0.5, nytt\'!$K:$K;"<"&5/10)'],
    ['"say ""1,5"""&\'Kari\'\'s, plan\'!A1', '"say ""1,5"""&\'Kari\'\'s, plan\'!A1'],
    ['TODAY()', 'TODAY()'],
    ['100+10*1.10', '100+10*(110/100)'],
  ])('[N1] %s', (model, wanted) => {
    expect(toGoogleFormula(model)).toBe(wanted);
  });

  test('[N1] what is printed for Excel and then turned into Google’s is what is printed for Google', () => {
    const place = placeOf(fields, 2);
    fc.assert(fc.property(fc.oneof(randomNodes.number, randomNodes.text, randomNodes.condition, randomAggregates), (node) => {
      expect(toGoogleFormula(print(node, excel, place))).toBe(print(node, google, place));
    }), { numRuns: 500 });
  });

  const declared = tableNames.flatMap((table) => fieldsOf(table).flatMap(([, { type }]) => (type.kind === 'derived' ? [{ table, node: type.formula }] : [])));
  test.each(locales)('[N1] every computed field, %s', (locale) => {
    const layout = workbookLayout(locale);
    for (const { table, node } of declared) {
      const own = layout.tables[table];
      const place = {
        field: (name: string) => `$${columnLetters(columnOf(own, name))}2`, column: (of: string, name: string) => columnReference(layout, of as TableName, name),
        parameter: (name: string) => parameterReference(layout, name), label: (set: string, value: string) => labelOf(set, value, locale),
      };
      expect(toGoogleFormula(print(node, excel, place))).toBe(print(node, google, place));
    }
  });

  test('[N1] every formula of every example plan in four languages: no comma, no decimal, texts and names as they were', () => {
    let count = 0;
    for (const { model } of exampleModels()) {
      for (const cell of model.worksheets.flatMap(({ rows }) => rows.flat())) {
        const { formula } = styledCell(cell);
        if (formula === undefined) continue;
        const turned = toGoogleFormula(formula);
        count++;
        if (/,|\d\.\d/.test(outsideTexts(turned)) || texts(turned).join() !== texts(formula).join()) throw new Error(`${formula} became ${turned}`);
      }
    }
    expect(count).toBeGreaterThan(10_000);
  });

  test('[N2] a number that is a limit is a quotient where it has decimals', () => {
    expect([1, 0, -3, 0.5, -0.25, 1.05].map(toGoogleNumber)).toEqual(['1', '0', '-3', '5/10', '-25/100', '105/100']);
  });

  test('[N3] formulas that say the same are the same, whatever spaces, separators, quotation of names and case of functions', () => {
    expect(sameFormula("=countifs( 'Tiltak'!$K:$K ; \"Pågår\" )", 'COUNTIFS(Tiltak!$K:$K,"Pågår")')).toBe(true);
    expect(sameFormula('=IF(A1;"a b";0)', 'IF(A1,"ab",0)')).toBe(false);
    expect(sameFormula("=SUM('Mine mål'!A:A)", 'SUM(Minemål!A:A)')).toBe(false);
    expect(formulaKey('=A1*5/10')).not.toBe(formulaKey('=A1*(5/10)'));
  });

  test('[N4] rules for colours ask for other tabs by their names as texts', () => {
    expect(toGoogleRuleFormula('AND(ISNUMBER($J2),$J2<Lister!$B$2,$P2<>"Lister!$A$1")')).toBe('AND(ISNUMBER($J2);$J2<INDIRECT("Lister!$B$2");$P2<>"Lister!$A$1")');
    expect(toGoogleRuleFormula('IF(\'Lister (plan)\'!$AB$2="",FALSE,COUNTIFS(\'Lister (plan)\'!$AB:$AB,$A2&"/"&B$1)>0)'))
      .toBe('IF(INDIRECT("\'Lister (plan)\'!$AB$2")="";FALSE;COUNTIFS(INDIRECT("\'Lister (plan)\'!$AB:$AB");$A2&"/"&B$1)>0)');
  });
});

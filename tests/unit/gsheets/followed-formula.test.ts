import { followedFormula, type LineNow } from '../../../gsheets/rest/followed-formula';

/** A row was put in above the fourth one, and the eighth is gone; a column was put in before C, and F is gone. */
const row: LineNow = (line, towards) => (line === 7 ? (towards === 0 ? undefined : row(line + towards, towards)) : line >= 3 ? line + (line > 7 ? 0 : 1) : line);
const column: LineNow = (line, towards) => (line === 5 ? (towards === 0 ? undefined : column(line + towards, towards)) : line >= 2 ? line + (line > 5 ? 0 : 1) : line);

test.each([
  ['=A1+B3', '=A1+B3'],
  ['=SUM(C3:C5)', '=SUM(D3:D6)'],
  ['=$C$4*2', '=$D$5*2'],
  ['=SUM(A4:A8)', '=SUM(A5:A8)'],
  ['=SUM(A8:A9)', '=SUM(A9:A9)'],
  ['=SUM(D4:F4)', '=SUM(E5:F5)'],
  ['=A8', '=#REF!'],
  ['=F1', '=#REF!'],
  ['=IF(A4="C4";LOG10(C4);TAX2026)', '=IF(A5="C4";LOG10(D5);TAX2026)'],
  ["='Budsjett 2026'!C4+Kasse!C4:C5+C4", "='Budsjett 2026'!C4+Kasse!C4:C5+D5"],
  ['=Årskasse!C4:C5+C4', '=Årskasse!C4:C5+D5'],
  ["='Kari''s C4'!C4+'kari''s c4'!$A$4:A8", "='Kari''s C4'!D5+'kari''s c4'!$A$5:A8"],
  ["='Kari''s C4'!A8+'Kari''s C5'!A8", "='Kari''s C4'!#REF!+'Kari''s C5'!A8"],
])('[C142] %s goes along as %s', (formula, followed) => {
  expect(followedFormula(formula, "Kari's C4", row, column)).toBe(followed);
});

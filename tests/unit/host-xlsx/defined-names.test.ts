import { editPackage } from '../../support/edit-package';
import { makeXlsx } from '../../support/make-xlsx';
import { changedParts, partText, patched } from '../../support/patch-support';
import { read } from './reading';

const body = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';
const withNames = (names: string, tail = ''): Buffer =>
  editPackage(makeXlsx({ sheets: [{ name: 'Budsjett 2026', body }, { name: "Kari's", body }] }), (xml, part) => (part === 'xl/workbook.xml' ? xml.replace('</sheets>', `</sheets>${names}${tail}`) : xml));

const account = { name: 'Planark_account', text: "'Budsjett 2026'!$A$1:$A$20" };

describe('names that a workbook gives to cells', () => {
  test('[C60] names of ours for one range of one tab are read, and no others', () => {
    const file = withNames(`<definedNames>
      <definedName name="Planark_account">'Budsjett 2026'!$A$4:$A$60</definedName>
      <definedName name="Planark_adopted_2026">'Kari''s'!$D$4</definedName>
      <definedName name="Planark_actual_2026" localSheetId="0">'Budsjett 2026'!$E$4:$E$60</definedName>
      <definedName name="Planark_name">#REF!</definedName>
      <definedName name="Planark_department">OFFSET(A1,1,1)</definedName>
      <definedName name="Planark_planned_2026">'Budsjett 2026'!$A$1:$A$2,'Budsjett 2026'!$C$1</definedName>
      <definedName name="Planark_planned_2027">'Budsjett 2026'!$A$1:$A$9999999</definedName>
      <definedName name="Konto">'Budsjett 2026'!$A$4:$A$60</definedName></definedNames>`);
    expect(read(file).grid.names).toEqual([
      { name: 'Planark_account', tab: 'Budsjett 2026', range: { top: 3, left: 0, bottom: 59, right: 0 } },
      { name: 'Planark_adopted_2026', tab: "Kari's", range: { top: 3, left: 3, bottom: 3, right: 3 } },
    ]);
    expect(read(withNames('')).grid.names).toBeUndefined();
  });

  test('[C61] a name is written where the schema has it, and nothing else is', () => {
    const file = withNames('', '<calcPr calcId="191029" fullCalcOnLoad="1"/>');
    const after = patched(file, { names: [account] });
    expect(changedParts(file, after)).toEqual(['xl/workbook.xml']);
    const written = '<definedNames><definedName name="Planark_account">\'Budsjett 2026\'!$A$1:$A$20</definedName></definedNames>';
    expect(partText(after, 'xl/workbook.xml').replaceAll('&apos;', "'")).toBe(partText(file, 'xl/workbook.xml').replace('<calcPr', `${written}<calcPr`));
  });

  test('[C61] a name that stands there means the new cells; others stay to the byte', () => {
    const others = '<definedName name="Konto" comment="min">\'Budsjett 2026\'!$A$4</definedName><definedName  name="Planark_account" localSheetId="1">\'Kari\'\'s\'!$A$4</definedName>';
    const file = withNames(`<definedNames><definedName name="PLANARK_ACCOUNT">'Budsjett 2026'!$B$1</definedName>${others}</definedNames>`, '<calcPr fullCalcOnLoad="1"/>');
    const after = patched(file, { names: [account] });
    expect(partText(after, 'xl/workbook.xml')).toContain(`<definedNames>${others}<definedName name="Planark_account">`);
    expect(read(after).grid.names).toEqual([{ name: 'Planark_account', tab: 'Budsjett 2026', range: { top: 0, left: 0, bottom: 19, right: 0 } }]);
  });

  test('[C61] names that mean that already change no byte', () => {
    const file = patched(withNames(''), { names: [account] });
    expect(patched(file, { names: [account] }).equals(file)).toBe(true);
  });
});

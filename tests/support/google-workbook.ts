import { MAIN, RELATIONS, makeXlsx, relationshipsXml } from './make-xlsx';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
/** Google binds all these on every workbook and worksheet, used or not. */
const NAMESPACES = `xmlns="${MAIN}" xmlns:r="${RELATIONS}" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" `
  + `xmlns:mv="urn:schemas-microsoft-com:mac:vml" xmlns:x14="${X14}" xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" `
  + 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"';
const DRAWINGS = 'http://schemas.openxmlformats.org/drawingml/2006';
const DRAWING = `${DECLARATION}<xdr:wsDr xmlns:xdr="${DRAWINGS}/spreadsheetDrawing" xmlns:a="${DRAWINGS}/main" xmlns:r="${RELATIONS}"/>`;

const worksheet = (cells: string, after = ''): string => `${DECLARATION}<worksheet ${NAMESPACES}><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>`
  + `<sheetFormatPr customHeight="1" defaultColWidth="14.43" defaultRowHeight="15.75"/><cols><col customWidth="1" min="1" max="1" width="25.0"/></cols><sheetData>${cells}</sheetData>${after}</worksheet>`;

const VALIDATION = `<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"><x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"><x14:formula1><xm:f>Oversikt!$A$1:$A$2</xm:f></x14:formula1>`
  + '<xm:sqref>C2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>';

const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">`
  + '<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00\\ [$kr]"/></numFmts>'
  + '<fonts count="3"><font><sz val="10.0"/><color rgb="FF000000"/><name val="Arial"/><scheme val="minor"/></font><font/><font><color theme="1"/><name val="Arial"/></font></fonts>'
  + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="lightGray"/></fill></fills><borders count="1"><border/></borders>'
  + '<cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" applyAlignment="1" applyFont="1"/></cellStyleXfs>'
  + '<cellXfs count="3"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" xfId="0" applyAlignment="1" applyFont="1"><alignment readingOrder="0" shrinkToFit="0" vertical="bottom" wrapText="0"/></xf>'
  + '<xf borderId="0" fillId="0" fontId="2" numFmtId="0" xfId="0" applyAlignment="1" applyFont="1"><alignment readingOrder="0"/></xf><xf borderId="0" fillId="0" fontId="2" numFmtId="164" xfId="0" applyFont="1" applyNumberFormat="1"/></cellXfs>'
  + '<cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/></cellStyles><dxfs count="0"/></styleSheet>';

const TYPE = 'application/vnd.openxmlformats-officedocument';
const TYPES: readonly (readonly [string, string])[] = [
  ['worksheets/sheet1.xml', `${TYPE}.spreadsheetml.worksheet+xml`], ['worksheets/sheet2.xml', `${TYPE}.spreadsheetml.worksheet+xml`], ['sharedStrings.xml', `${TYPE}.spreadsheetml.sharedStrings+xml`],
  ['drawings/drawing1.xml', `${TYPE}.drawing+xml`], ['drawings/drawing2.xml', `${TYPE}.drawing+xml`], ['styles.xml', `${TYPE}.spreadsheetml.styles+xml`], ['workbook.xml', `${TYPE}.spreadsheetml.sheet.main+xml`],
];

/**
 * A workbook as Google Sheets exports it, after the real ones that are public: no document properties, empty lists of names and of settings,
 * an empty drawing for each tab, attributes in an order of its own, whole numbers with a decimal, shared strings as they came.
 */
export const googleWorkbook = (): Buffer => makeXlsx({
  parts: {
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default ContentType="application/xml" Extension="xml"/>`
      + `<Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>${TYPES.map(([part, type]) => `<Override ContentType="${type}" PartName="/xl/${part}"/>`).join('')}</Types>`,
    'xl/drawings/drawing1.xml': DRAWING,
    'xl/drawings/drawing2.xml': DRAWING,
    'xl/worksheets/sheet1.xml': worksheet('<row r="1"><c r="A1" s="1" t="s"><v>2</v></c><c r="B1" s="2"><v>1200.0</v></c></row><row r="2"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2" s="2"><f>SUM(B1:B1)*2</f><v>2400</v></c></row>', '<drawing r:id="rId1"/>'),
    'xl/worksheets/sheet2.xml': worksheet('<row r="1"><c r="A1" s="1" t="s"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><f>Oversikt!B2</f><v>2400</v></c><c r="C2" s="1" t="s"><v>2</v></c></row>', `<drawing r:id="rId1"/>${VALIDATION}`),
    'xl/worksheets/_rels/sheet1.xml.rels': relationshipsXml(['rId1', 'drawing', '../drawings/drawing1.xml']),
    'xl/worksheets/_rels/sheet2.xml.rels': relationshipsXml(['rId1', 'drawing', '../drawings/drawing2.xml']),
    'xl/sharedStrings.xml': `${DECLARATION}<sst xmlns="${MAIN}" count="4" uniqueCount="3"><si><t>Sum</t></si><si><t>Årets tall</t></si><si><t>Lokaler</t></si></sst>`,
    'xl/styles.xml': STYLES,
    'xl/workbook.xml': `${DECLARATION}<workbook ${NAMESPACES}><workbookPr/><sheets><sheet state="visible" name="Oversikt" sheetId="1" r:id="rId3"/><sheet state="visible" name="Tall" sheetId="2" r:id="rId4"/></sheets><definedNames/><calcPr/></workbook>`,
    'xl/_rels/workbook.xml.rels': relationshipsXml(['rId1', 'styles', 'styles.xml'], ['rId2', 'sharedStrings', 'sharedStrings.xml'], ['rId3', 'worksheet', 'worksheets/sheet1.xml'], ['rId4', 'worksheet', 'worksheets/sheet2.xml']),
  },
});

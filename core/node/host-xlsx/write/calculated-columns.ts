import type { Workbook } from 'exceljs';
import type { WorksheetModel } from '../../../sheet/model';

/** The part of exceljs's writer that puts the tables into the package. exceljs has no calculated columns; version 4.4.0 is pinned. */
interface TableWriter {
  addTables(zip: ZipWriter, model: unknown): void;
}
interface ZipWriter {
  append(xml: string, options: { name: string }): void;
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** exceljs lists every column of a filter, though nothing is filtered, and then cannot read its own list beside calculated columns. */
const withPlainFilter = (xml: string): string => xml.replace(/<autoFilter ref="([^"]*)">.*?<\/autoFilter>/s, '<autoFilter ref="$1"/>');

/** Gives every formula column of a table's XML its formula, so that Excel fills it in when a person adds a row. */
const withFormulas = (xml: string, calculated: readonly (string | undefined)[]): string => {
  let column = 0;
  return withPlainFilter(xml).replace(/<tableColumn ([^>]*)\/>/g, (whole, attributes: string) => {
    const formula = calculated[column++];
    return formula === undefined ? whole : `<tableColumn ${attributes}><calculatedColumnFormula>${escapeXml(formula)}</calculatedColumnFormula></tableColumn>`;
  });
};

/** Makes exceljs write the calculated columns of these worksheets' tables. */
export const addCalculatedColumns = (workbook: Workbook, worksheets: readonly WorksheetModel[]): void => {
  const byName = new Map(worksheets.flatMap(({ table }) => (table ? [[table.name, table.calculated] as const] : [])));
  const writer = workbook.xlsx as unknown as TableWriter;
  const original = writer.addTables.bind(writer);
  writer.addTables = (zip, model) => {
    const append = (xml: string, options: { name: string }): void => {
      const name = / name="([^"]*)"/.exec(xml)?.[1] ?? '';
      zip.append(withFormulas(xml, byName.get(name) ?? []), options);
    };
    original({ append }, model);
  };
};

import type { Workbook } from 'exceljs';
import type { WorksheetModel } from '../../../sheet/model';
import { escapeXml } from '../escape-xml';
import { onAppend } from './package-writer';

/** exceljs lists every column of a filter, though nothing is filtered, and then cannot read its own list beside calculated columns. */
const withPlainFilter = (xml: string): string => xml.replace(/<autoFilter ref="([^"]*)">.*?<\/autoFilter>/s, '<autoFilter ref="$1"/>');

/** Gives every formula column of a table's XML its formula, so that Excel fills it in when a person adds a row. */
const withFormulas = (xml: string, calculated: readonly (string | null)[]): string => {
  let column = 0;
  return withPlainFilter(xml).replace(/<tableColumn ([^>]*)\/>/g, (whole, attributes: string) => {
    const formula = calculated[column++] ?? null;
    return formula === null ? whole : `<tableColumn ${attributes}><calculatedColumnFormula>${escapeXml(formula)}</calculatedColumnFormula></tableColumn>`;
  });
};

/** Makes exceljs, which has no calculated columns, write those of these worksheets' tables. */
export const addCalculatedColumns = (workbook: Workbook, worksheets: readonly WorksheetModel[]): void => {
  const byName = new Map(worksheets.flatMap(({ table }) => (table ? [[table.name, table.calculated] as const] : [])));
  onAppend(workbook, 'addTables', (xml) => withFormulas(xml, byName.get(/ name="([^"]*)"/.exec(xml)?.[1] ?? '') ?? []));
};

import type { Workbook } from 'exceljs';
import { cellAddress } from '../../../sheet/grid';
import type { WorksheetModel } from '../../../sheet/model';
import { escapeAttribute } from '../escape-xml';
import { onAppend } from './package-writer';

const linksOf = ({ rows }: WorksheetModel): string[] =>
  rows.flatMap((cells, row) => cells.flatMap((cell, column) => (typeof cell === 'object' && cell?.link ? [`<hyperlink ref="${cellAddress(row, column)}" location="${escapeAttribute(cell.link)}"/>`] : [])));

/**
 * Makes exceljs write links to cells of the same workbook. exceljs gives such a link a relationship to a file of that name, too, which
 * hosts follow first. In the order of the schema they stand before the print options.
 */
export const addLinks = (workbook: Workbook, worksheets: readonly WorksheetModel[]): void => {
  const byPart = new Map(worksheets.flatMap((model, i) => {
    const links = linksOf(model);
    return links.length > 0 ? [[`xl/worksheets/sheet${i + 1}.xml` as string, links.join('')] as const] : [];
  }));
  onAppend(workbook, 'addWorksheets', (xml, name) => {
    const links = byPart.get(name);
    if (!links) return xml;
    if (xml.includes('</hyperlinks>')) return xml.replace('</hyperlinks>', () => `${links}</hyperlinks>`); // beside those that lead out of the workbook
    return xml.replace(/<(printOptions|pageMargins)\b/, (tag) => `<hyperlinks>${links}</hyperlinks>${tag}`);
  });
};

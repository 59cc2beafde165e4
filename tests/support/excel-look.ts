import { lookAt, type Sheet } from './excel-host/model/sheet';

const verticals: Record<string, string> = { Top: 'top', Center: 'middle', Bottom: 'bottom' };

/** How a cell of an emulated workbook looks, its lines apart. */
export const excelLook = (sheet: Sheet, row: number, column: number) => {
  const look = <T>(key: string): T => lookAt(sheet, row, column, key) as T;
  return {
    size: look('font.size'), ink: look('font.color'), bold: look('font.bold'), italic: look('font.italic'), underline: look('font.underline') !== 'None',
    fill: look('fill.color'), vertical: verticals[look<string>('verticalAlignment')], horizontal: look<string>('horizontalAlignment').toLowerCase(),
    indent: look('indentLevel'), wraps: look('wrapText'), format: look('numberFormat'), locked: look('protection.locked'),
  };
};

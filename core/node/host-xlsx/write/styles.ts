import type { Borders, Fill, Style } from 'exceljs';
import type { StyleName, Tone } from '../../../sheet/model';

const ink = 'FF1F2A2E';
const soft = 'FF4F5D61';
const deep = 'FF1F5C57';
const deepSoft = 'FF3F7F79';
const mist = 'FFEAF2F0';
const line = 'FFD5DEDC';

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const underline: Partial<Borders> = { bottom: { style: 'thin', color: { argb: line } } };
const font = (given: Partial<Style['font']> = {}): Partial<Style['font']> => ({ name: 'Calibri', size: 11, color: { argb: ink }, ...given });

const base: Partial<Style> = { font: font(), alignment: { vertical: 'top' }, border: underline };
const wrapped: Partial<Style> = { ...base, alignment: { vertical: 'top', wrapText: true } };
/** Numbers keep clear of the text in the next column. */
const right = { vertical: 'top', horizontal: 'right', indent: 1 } as const;
const left = { vertical: 'top', horizontal: 'left' } as const;
/** Clear of the edge of a coloured cell. */
const indented = { horizontal: 'left', indent: 1 } as const;
const number: Partial<Style> = { ...base, alignment: right };
const derived: Partial<Style> = { ...base, font: font({ color: { argb: soft } }), fill: solid('FFF6F9F8') };
const header: Partial<Style> = { font: font({ bold: true, color: { argb: 'FFFFFFFF' } }), fill: solid(deep), alignment: { vertical: 'middle', wrapText: true } };
const derivedNumber: Partial<Style> = { ...derived, alignment: right };
const total: Partial<Style> = { font: font({ bold: true }), fill: solid(mist), alignment: left, border: { top: { style: 'thin', color: { argb: deep } } } };
const totalNumber: Partial<Style> = { ...total, alignment: right };
const tile: Partial<Style> = { font: font({ size: 20, bold: true, color: { argb: deep } }), fill: solid(mist), alignment: { horizontal: 'center', vertical: 'middle' } };
const centred = { horizontal: 'center', vertical: 'middle' } as const;

const percent = '0 %';
const whole = '#,##0';
/** Not `#,##0.##`: Excel shows that with a bare decimal sign after a whole number. */
const decimal = 'General';
const amount = '#,##0.00';
const amountRound = '#,##0';

/** Every named look, as exceljs has it. Cells share these objects: exceljs knows a style it has seen by its identity. */
export const createStyles = (dateFormat: string): Readonly<Record<StyleName, Partial<Style>>> => ({
  id: { font: font({ size: 9, color: { argb: soft } }), numFmt: '@' },
  plain: { font: font(), alignment: { vertical: 'top' } },
  code: { ...base, font: font({ bold: true, color: { argb: deep } }), numFmt: '@' },
  text: { ...wrapped, numFmt: '@' },
  long: { ...wrapped, numFmt: '@' },
  choice: { ...base },
  date: { ...base, numFmt: dateFormat, alignment: left },
  integer: { ...number, numFmt: '0' },
  number: { ...number, numFmt: decimal },
  ratio: { ...number, numFmt: percent },
  ratioLeft: { ...base, numFmt: percent, alignment: left },
  money: { ...number, numFmt: amount },
  derivedInteger: { ...derivedNumber, numFmt: whole },
  derivedNumber: { ...derivedNumber, numFmt: decimal },
  derivedRatio: { ...derivedNumber, numFmt: percent },
  derivedMoney: { ...derivedNumber, numFmt: amountRound },
  derivedText: { ...derived, alignment: { ...left, ...indented } },
  header,
  headerNumber: { ...header, alignment: { ...header.alignment, horizontal: 'right', indent: 1 } },
  headerIndented: { ...header, alignment: { ...header.alignment, ...indented } },
  derivedHeader: { ...header, fill: solid(deepSoft), font: font({ bold: true, italic: true, color: { argb: 'FFFFFFFF' } }) },
  title: { font: font({ size: 20, bold: true, color: { argb: deep } }), alignment: { vertical: 'middle' } },
  subtitle: { font: font({ color: { argb: soft } }) },
  section: { font: font({ bold: true, color: { argb: deep } }), fill: solid(mist) },
  label: { ...base, font: font({ bold: true }), alignment: left },
  entry: { ...wrapped },
  link: { ...wrapped, font: font({ underline: true, color: { argb: 'FF1B4B7A' } }) },
  /** Where people choose on a protected tab. */
  answer: { ...base, font: font({ bold: true }), fill: solid('FFFFF6DC'), protection: { locked: false } },
  help: { font: font({ italic: true, size: 10, color: { argb: soft } }), alignment: { vertical: 'top', wrapText: true } },
  total,
  totalText: { ...total, alignment: { ...left, ...indented } },
  totalInteger: { ...totalNumber, numFmt: whole },
  totalRatio: { ...totalNumber, numFmt: percent },
  totalMoney: { ...totalNumber, numFmt: amountRound },
  tileLabel: { font: font({ size: 10, color: { argb: soft } }), fill: solid(mist), alignment: centred },
  tileRatio: { ...tile, numFmt: percent },
  tileInteger: { ...tile, numFmt: whole },
  tileMoney: { ...tile, numFmt: amountRound },
  tileText: { ...tile, font: font({ size: 16, bold: true, color: { argb: deep } }) },
  wheelYear: { ...header, alignment: centred },
  wheelMonth: { ...header, fill: solid(deepSoft), alignment: centred, font: font({ size: 9, bold: true, color: { argb: 'FFFFFFFF' } }) },
  wheelGroup: { font: font({ bold: true, color: { argb: deep } }), fill: solid(mist) },
  wheelSpan: { font: font({ color: { argb: deep } }), fill: solid('FFCFE3DF'), alignment: centred, border: { bottom: { style: 'thin', color: { argb: 'FFFFFFFF' } } } },
  wheelMark: { font: font({ color: { argb: deep } }), alignment: centred, border: { left: { style: 'hair', color: { argb: line } }, bottom: { style: 'hair', color: { argb: line } } } },
});

/** Fill and ink of a tone; dark enough on light for a contrast of 4.5 to 1, and the words say the same as the colours. */
export const toneStyles: Readonly<Record<Tone, Partial<Style>>> = {
  good: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFD9EFD8' } }, font: { color: { argb: 'FF1E5B24' } } },
  calm: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFDCEAF7' } }, font: { color: { argb: 'FF1B4B7A' } } },
  warning: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFEFC7' } }, font: { color: { argb: 'FF6B4A00' } } },
  bad: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFADBD8' } }, font: { color: { argb: 'FF8A1C12' } } },
  conflict: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFD9A8' } }, font: { bold: true, color: { argb: 'FF6B2F00' } } },
  muted: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFEDEDED' } }, font: { color: { argb: 'FF5A5A5A' } } },
};

export const barColour = 'FFC4E0DB';
export const tabColours = { generated: 'FF1F5C57', data: 'FF8CC1B9', hidden: 'FFBBBBBB', alert: 'FFE08A1E' } as const;

import type { StyleName, Tone } from './model';

/** A colour as six hex digits, red first: "1F5C57". */
export type Colour = string;

export interface LineLook {
  readonly kind: 'thin' | 'hair';
  readonly colour: Colour;
}

/** How a cell looks, whatever the host. What is left out is the host's usual. */
export interface Look {
  /** In points. */
  readonly size: number;
  readonly ink: Colour;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
  readonly fill?: Colour;
  readonly vertical?: 'top' | 'middle';
  readonly horizontal?: 'left' | 'center' | 'right';
  /** Widths of about a letter that the text keeps from its edge. */
  readonly indent?: number;
  readonly wraps?: boolean;
  /** A line along this edge of each cell. */
  readonly top?: LineLook;
  readonly bottom?: LineLook;
  readonly left?: LineLook;
  /** Number format in Excel's notation; "@" is text. */
  readonly format?: string;
  /** People write here on a protected tab. */
  readonly isUnlocked?: boolean;
}

export const fontName = 'Calibri';
/** What a number is shown as where a look says nothing. */
export const generalFormat = 'General';
/** What stands in such a cell is text, whatever it looks like. */
export const textFormat = '@';

const ink = '1F2A2E';
const soft = '4F5D61';
const deep = '1F5C57';
const deepSoft = '3F7F79';
const mist = 'EAF2F0';
const line = 'D5DEDC';
const white = 'FFFFFF';

const plain: Look = { size: 11, ink };
const base: Look = { ...plain, vertical: 'top', bottom: { kind: 'thin', colour: line } };
const wrapped: Look = { ...base, wraps: true };
/** Numbers keep clear of the text in the next column. */
const right = { vertical: 'top', horizontal: 'right', indent: 1 } as const;
const left = { vertical: 'top', horizontal: 'left' } as const;
/** Clear of the edge of a coloured cell. */
const indented = { horizontal: 'left', indent: 1 } as const;
const centred = { horizontal: 'center', vertical: 'middle' } as const;
const number: Look = { ...base, ...right };
const derived: Look = { ...base, ink: soft, fill: 'F6F9F8' };
const header: Look = { ...plain, isBold: true, ink: white, fill: deep, vertical: 'middle', wraps: true };
const derivedNumber: Look = { ...derived, ...right };
const total: Look = { ...plain, isBold: true, fill: mist, ...left, top: { kind: 'thin', colour: deep } };
const totalNumber: Look = { ...total, ...right };
const tile: Look = { size: 20, isBold: true, ink: deep, fill: mist, ...centred };
const wheelHeader: Look = { size: 11, isBold: true, ink: white, fill: deep, ...centred };
const area: Look = { ...plain, isBold: true, ink: deep, fill: mist };

const percent = '0 %';
const whole = '#,##0';
const amount = '#,##0.00';
const amountRound = '#,##0';

/** Every named look; dates are shown in this format. Not `#,##0.##` for numbers: Excel shows that with a bare decimal sign after a whole number. */
export const createLooks = (dateFormat: string): Readonly<Record<StyleName, Look>> => ({
  id: { size: 9, ink: soft, format: textFormat },
  plain: { ...plain, vertical: 'top' },
  code: { ...base, isBold: true, ink: deep, format: textFormat },
  text: { ...wrapped, format: textFormat },
  long: { ...wrapped, format: textFormat },
  choice: base,
  date: { ...base, ...left, format: dateFormat },
  integer: { ...number, format: '0' },
  number: { ...number, format: generalFormat },
  ratio: { ...number, format: percent },
  ratioLeft: { ...base, ...left, format: percent },
  money: { ...number, format: amount },
  derivedInteger: { ...derivedNumber, format: whole },
  derivedNumber: { ...derivedNumber, format: generalFormat },
  derivedRatio: { ...derivedNumber, format: percent },
  derivedMoney: { ...derivedNumber, format: amountRound },
  derivedText: { ...derived, ...indented },
  header,
  headerNumber: { ...header, horizontal: 'right', indent: 1 },
  headerIndented: { ...header, ...indented },
  headerCentred: { ...header, ...centred },
  derivedHeader: { ...header, fill: deepSoft, isItalic: true },
  title: { size: 20, isBold: true, ink: deep, vertical: 'middle' },
  subtitle: { ...plain, ink: soft },
  section: area,
  label: { ...base, isBold: true, ...left },
  entry: wrapped,
  link: { ...wrapped, isUnderlined: true, ink: '1B4B7A' },
  answer: { ...base, isBold: true, fill: 'FFF6DC', isUnlocked: true },
  help: { size: 10, isItalic: true, ink: soft, vertical: 'top', wraps: true },
  total,
  totalText: { ...total, ...indented },
  totalInteger: { ...totalNumber, format: whole },
  totalRatio: { ...totalNumber, format: percent },
  totalMoney: { ...totalNumber, format: amountRound },
  tileLabel: { size: 10, ink: soft, fill: mist, ...centred },
  tileRatio: { ...tile, format: percent },
  tileInteger: { ...tile, format: whole },
  tileMoney: { ...tile, format: amountRound },
  tileText: { ...tile, size: 16 },
  // To the last cent: on the tab whose sums are said to tie so.
  derivedAmount: { ...derivedNumber, format: amount },
  totalAmount: { ...totalNumber, format: amount },
  tileAmount: { ...tile, format: amount },
  // At the end of a section's heading.
  sectionNote: { ...area, isBold: false, horizontal: 'right' },
  sectionDate: { ...area, isBold: false, ...indented, format: dateFormat },
  // Of a row that the rows below it are parts of.
  groupLabel: { ...wrapped, isBold: true },
  groupMoney: { ...derivedNumber, isBold: true, format: amountRound },
  tileDecimal: { ...tile, format: '0.0' },
  wheelYear: wheelHeader,
  wheelMonth: { ...wheelHeader, fill: deepSoft, size: 9 },
  wheelGroup: area,
  wheelSpan: { ...plain, ink: deep, fill: 'CFE3DF', ...centred, bottom: { kind: 'thin', colour: white } },
  wheelMark: { ...plain, ink: deep, ...centred, left: { kind: 'hair', colour: line }, bottom: { kind: 'hair', colour: line } },
});

const dateFormat = 'yyyy-mm-dd';
const dateStyles: ReadonlySet<string> = new Set(Object.entries(createLooks(dateFormat)).filter(([, { format }]) => format === dateFormat).map(([name]) => name));
/** Is a number that looks so shown as a date? */
export const isDateStyle = (style: StyleName | undefined): boolean => style !== undefined && dateStyles.has(style);

export interface ToneLook {
  readonly fill: Colour;
  readonly ink: Colour;
  readonly isBold?: boolean;
}

/** Fill and ink of a tone; dark enough on light for a contrast of 4.5 to 1, and the words say the same as the colours. */
export const toneLooks: Readonly<Record<Tone, ToneLook>> = {
  good: { fill: 'D9EFD8', ink: '1E5B24' },
  calm: { fill: 'DCEAF7', ink: '1B4B7A' },
  warning: { fill: 'FFEFC7', ink: '6B4A00' },
  bad: { fill: 'FADBD8', ink: '8A1C12' },
  conflict: { fill: 'FFD9A8', ink: '6B2F00', isBold: true },
  muted: { fill: 'EDEDED', ink: '5A5A5A' },
};

export const barColour: Colour = 'C4E0DB';
/** Of the series of a chart, one after the other. */
export const seriesColours: readonly Colour[] = [deep, 'C9B27C', '8CC1B9'];
export const tabColours = { generated: deep, data: '8CC1B9', hidden: 'BBBBBB', alert: 'E08A1E' } as const;

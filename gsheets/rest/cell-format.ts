import { createLooks, fontName, generalFormat, isDateFormat, textFormat, type Colour, type LineLook, type Look, type StyleName } from '../../core';

type CellFormat = gapi.client.sheets.CellFormat;
type ColorStyle = gapi.client.sheets.ColorStyle;
type Border = gapi.client.sheets.Border;
type NumberFormat = gapi.client.sheets.NumberFormat;

export const toColorStyle = (colour: Colour): ColorStyle => {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  return { rgbColor: { red, green, blue } };
};

const hex = (share = 0): string => Math.round(share * 255).toString(16).padStart(2, '0').toUpperCase();
/** The colour that Google answers, as six hex digits: what it leaves out of one is 0. Undefined where there is none, or one of a theme. */
export const fromColorStyle = (style: ColorStyle | undefined, colour: gapi.client.sheets.Color | undefined): Colour | undefined => {
  const found = style?.rgbColor ?? colour;
  return found && `${hex(found.red)}${hex(found.green)}${hex(found.blue)}`;
};

/** Google's number format for one of Excel's, where it is not the usual one. [N6] */
export const toNumberFormat = (format: string | undefined): NumberFormat | undefined => {
  if (format === undefined || format === generalFormat) return undefined;
  if (format === textFormat) return { type: 'TEXT', pattern: format };
  if (isDateFormat(format)) return { type: 'DATE', pattern: format };
  return { type: format.includes('%') ? 'PERCENT' : 'NUMBER', pattern: format };
};

const lineStyles = { thin: 'SOLID', hair: 'DOTTED' } as const;
const toBorder = ({ kind, colour }: LineLook): Border => ({ style: lineStyles[kind], colorStyle: toColorStyle(colour) });

/** Pixels between a cell's edge and its text, and what a step of indent adds: Google has no indent of its own. */
const padding = { top: 2, bottom: 2, left: 3, right: 3 };
const indentPixels = 9;

const paddingOf = ({ indent = 0, horizontal }: Look): CellFormat['padding'] => {
  const side = horizontal === 'right' ? 'right' : 'left';
  return { ...padding, [side]: padding[side] + indent * indentPixels };
};

const upper = <T extends string>(text: T): Uppercase<T> => text.toUpperCase() as Uppercase<T>;

const toCellFormat = (look: Look): CellFormat => {
  const { size, ink, isBold, isItalic, isUnderlined, fill, vertical, horizontal, wraps, top, bottom, left, format } = look;
  const numberFormat = toNumberFormat(format);
  const borders = { ...(top && { top: toBorder(top) }), ...(bottom && { bottom: toBorder(bottom) }), ...(left && { left: toBorder(left) }) };
  return {
    textFormat: {
      fontFamily: fontName, fontSize: size, foregroundColorStyle: toColorStyle(ink),
      ...(isBold && { bold: true }), ...(isItalic && { italic: true }), ...(isUnderlined && { underline: true }),
    },
    verticalAlignment: vertical ? upper(vertical) : 'BOTTOM',
    wrapStrategy: wraps ? 'WRAP' : 'OVERFLOW_CELL',
    ...(horizontal && { horizontalAlignment: upper(horizontal) }),
    ...(fill && { backgroundColorStyle: toColorStyle(fill) }),
    ...(Object.keys(borders).length > 0 && { borders }),
    ...(look.indent && { padding: paddingOf(look) }),
    ...(numberFormat && { numberFormat }),
  };
};

/** How Google shows each named look; dates in this format, in Excel's notation. */
export type CellFormats = Readonly<Record<StyleName, CellFormat>>;
export const createCellFormats = (dateFormat: string): CellFormats => {
  const looks = createLooks(dateFormat);
  return Object.fromEntries(Object.entries(looks).map(([name, look]) => [name, toCellFormat(look)])) as Record<StyleName, CellFormat>;
};

const looksOfAll = createLooks(generalFormat);
/** Do people write in cells of this look, on a tab that nobody else may change? */
export const isUnlocked = (style: StyleName): boolean => looksOfAll[style].isUnlocked === true;

/** Pixels of a column that is so many characters wide, as Excel has them: seven a digit, five for its edges. */
export const columnPixels = (characters: number): number => Math.round(characters * 7 + 5);
/** Pixels of so many points. */
export const pointPixels = (points: number): number => Math.round((points * 4) / 3);

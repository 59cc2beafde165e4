import { fontName, generalFormat, type LineLook, type Look } from '../../core';
import { addressLists } from './areas';

/** An area with its address in Excel's words. */
export interface PaintArea {
  readonly address: string;
  /** More than one row, more than one column. */
  readonly isTall: boolean;
  readonly isWide: boolean;
  /** Whole columns, which have lines between their rows but no ends that anybody sees. */
  readonly isEndless?: boolean;
}

/** All that can be said of how a cell looks, each as one value that can be compared. A line is "thin/D5DEDC", or empty. */
export interface Facets {
  readonly font: string;
  readonly size: number;
  readonly ink: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
  readonly fill: string;
  readonly vertical: 'Top' | 'Center' | 'Bottom';
  readonly horizontal: 'General' | 'Left' | 'Center' | 'Right';
  readonly indent: number;
  readonly wraps: boolean;
  readonly top: string;
  readonly bottom: string;
  readonly left: string;
  readonly format: string;
  readonly isLocked: boolean;
}

const verticals = { top: 'Top', middle: 'Center' } as const;
const horizontals = { left: 'Left', center: 'Center', right: 'Right' } as const;
const lineText = (line: LineLook | undefined): string => (line ? `${line.kind}/${line.colour}` : '');

/** What Excel gives a cell that nobody has touched, save its font, which is the person's choice. */
export const untouched: Partial<Facets> = {
  isBold: false, isItalic: false, isUnderlined: false, fill: '', vertical: 'Bottom', horizontal: 'General', indent: 0, wraps: false,
  top: '', bottom: '', left: '', format: generalFormat, isLocked: true,
};

const usual = { ...untouched, font: fontName, size: 11, ink: '000000' } as Facets;

/** A look as facets; a cell without a look is as an untouched one. */
export const facetsOf = (look: Look | undefined): Facets => {
  if (!look) return usual;
  return {
    font: fontName, size: look.size, ink: look.ink, isBold: look.isBold ?? false, isItalic: look.isItalic ?? false, isUnderlined: look.isUnderlined ?? false,
    fill: look.fill ?? '', vertical: look.vertical ? verticals[look.vertical] : 'Bottom', horizontal: look.horizontal ? horizontals[look.horizontal] : 'General',
    indent: look.indent ?? 0, wraps: look.wraps ?? false, top: lineText(look.top), bottom: lineText(look.bottom), left: lineText(look.left),
    format: look.format ?? generalFormat, isLocked: !look.isUnlocked,
  };
};

/** The facets that areas need, standing over these; over nothing known they need all. */
export const neededFacets = (wanted: Facets, over: readonly Partial<Facets>[]): Partial<Facets> =>
  Object.fromEntries(Object.entries(wanted).filter(([key, value]) => over.length === 0 || over.some((one) => one[key as keyof Facets] !== value)));

type Edge = 'EdgeTop' | 'EdgeBottom' | 'EdgeLeft' | 'InsideHorizontal' | 'InsideVertical';

const drawLine = (areas: Excel.RangeAreas, edge: Edge, line: string): void => {
  const border = areas.format.borders.getItem(edge);
  const [kind, colour] = line.split('/');
  if (line === '') border.style = 'None';
  else border.set({ style: 'Continuous', ...(kind === 'hair' && { weight: 'Hairline' }), color: `#${colour}` });
};

const findAreas = (sheet: Excel.Worksheet, areas: readonly PaintArea[]): Excel.RangeAreas[] =>
  addressLists(areas.map(({ address }) => address)).map((list) => sheet.getRanges(list).untrack());

const withoutUndefined = <T extends object>(given: T): T => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

const paintFormat = ({ format }: Excel.RangeAreas, needed: Partial<Facets>): void => {
  const font = withoutUndefined({
    name: needed.font, size: needed.size, color: needed.ink && `#${needed.ink}`, bold: needed.isBold, italic: needed.isItalic,
    underline: needed.isUnderlined === undefined ? undefined : needed.isUnderlined ? 'Single' as const : 'None' as const,
  });
  if (Object.keys(font).length > 0) format.font.set(font);
  if (needed.fill === '') format.fill.clear();
  else if (needed.fill !== undefined) format.fill.color = `#${needed.fill}`;
  const aligned = withoutUndefined({ verticalAlignment: needed.vertical, horizontalAlignment: needed.horizontal, indentLevel: needed.indent, wrapText: needed.wraps });
  if (Object.keys(aligned).length > 0) format.set(aligned);
  if (needed.isLocked !== undefined) format.protection.locked = needed.isLocked;
};

/** The edges that make a line along the top, bottom or left of each cell; an edge inside is only where there are cells on both sides of it. */
const edgesOf = (needed: Partial<Facets>): (readonly [edge: Edge, line: string, isAmong: (area: PaintArea) => boolean])[] => {
  const all = (): boolean => true;
  const hasEnds = ({ isEndless }: PaintArea): boolean => !isEndless;
  const inner = needed.bottom ?? needed.top;
  return [
    ...(needed.top === undefined ? [] : [['EdgeTop', needed.top, hasEnds] as const]),
    ...(needed.bottom === undefined ? [] : [['EdgeBottom', needed.bottom, hasEnds] as const]),
    ...(needed.left === undefined ? [] : [['EdgeLeft', needed.left, all] as const, ['InsideVertical', needed.left, ({ isWide }: PaintArea) => isWide] as const]),
    ...(inner === undefined ? [] : [['InsideHorizontal', inner, ({ isTall }: PaintArea) => isTall] as const]),
  ];
};

/** A number format is given to a range, not to areas. One value for all of its cells is what Excel takes, whatever its types say. */
export const setNumberFormat = (range: Excel.Range, format: string): void => {
  range.untrack().numberFormat = format as unknown as string[][];
};

/** Gives areas of a worksheet what they need to look as they should. */
export const paint = (sheet: Excel.Worksheet, areas: readonly PaintArea[], needed: Partial<Facets>): void => {
  if (areas.length === 0 || Object.keys(needed).length === 0) return;
  const { format, top, bottom, left, ...plain } = needed;
  if (Object.keys(plain).length > 0) for (const found of findAreas(sheet, areas)) paintFormat(found, plain);
  for (const [edge, line, isAmong] of edgesOf({ top, bottom, left })) for (const found of findAreas(sheet, areas.filter(isAmong))) drawLine(found, edge, line);
  if (format !== undefined) for (const { address } of areas) setNumberFormat(sheet.getRange(address), format);
};

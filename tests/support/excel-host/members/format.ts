import { gap, refuse } from '../rules';
import { usualHeight } from '../model/sheet';
import { lineLook, lookOf, setLineLook, setLook } from '../model/write';
import { wireClass, type Argument, type Scalar, type WireObject } from '../wire/object';
import { common, readOnly, textArgument, type AreasOn } from './common';
import { isEntireColumn, type Area } from '../model/area';

const look = (key: string): Scalar<AreasOn> => ({ get: (on) => common(on, (area) => lookOf(on.sheet, area, key)), set: ({ sheet, areas }, value) => areas.forEach((area) => setLook(sheet, area, key, value)) });
const looks = (prefix: string, names: readonly string[]): Record<string, Scalar<AreasOn>> => Object.fromEntries(names.map((name) => [name, look(`${prefix}${name.charAt(0).toLowerCase()}${name.slice(1)}`)]));

const fill = wireClass<AreasOn>('RangeFill', {
  scalars: looks('fill.', ['Color', 'Pattern', 'PatternColor', 'TintAndShade', 'PatternTintAndShade']),
  methods: { Clear: ({ sheet, areas }) => areas.forEach((area) => setLook(sheet, area, 'fill.color', '#FFFFFF')) },
});

const font = wireClass<AreasOn>('RangeFont', { scalars: looks('font.', ['Name', 'Size', 'Color', 'Bold', 'Italic', 'Underline', 'Strikethrough', 'Subscript', 'Superscript', 'TintAndShade']) });

const protection = wireClass<AreasOn>('FormatProtection', { scalars: looks('protection.', ['Locked', 'FormulaHidden']) });

const sides = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight', 'InsideVertical', 'InsideHorizontal', 'DiagonalDown', 'DiagonalUp'];

interface BorderOn extends AreasOn {
  readonly side: string;
}

/** A side of a range is a side of the cells along it; the lines within whole columns are a look of the columns. */
const alongSide = (area: Area, side: string): Area =>
  side === 'EdgeTop' ? { ...area, bottom: area.top } : side === 'EdgeBottom' ? { ...area, top: area.bottom } : side === 'EdgeLeft' ? { ...area, right: area.left } : side === 'EdgeRight' ? { ...area, left: area.right }
    : side === 'InsideVertical' ? { ...area, right: area.right - 1 } : side === 'InsideHorizontal' && !isEntireColumn(area) ? { ...area, bottom: area.bottom - 1 } : area;

const isArea = ({ top, left, bottom, right }: Area): boolean => top <= bottom && left <= right;
/** An inner side is the right or the lower one of all cells but the last. */
const cellSide = (side: string): string => (side === 'InsideVertical' ? 'EdgeRight' : side === 'InsideHorizontal' ? 'EdgeBottom' : side);
const sidesOf = ({ areas, side }: BorderOn): Area[] => areas.map((area) => alongSide(area, side)).filter(isArea);

const borderLook = (name: string): Scalar<BorderOn> => ({
  get: (on) => common({ ...on, areas: sidesOf(on) }, (area) => lookOf(on.sheet, area, `borders.${cellSide(on.side)}.${name}`)),
  set: (on, value) => {
    const key = `borders.${cellSide(on.side)}`;
    for (const area of sidesOf(on)) {
      setLook(on.sheet, area, `${key}.${name}`, value);
      if (name !== 'style' && lookOf(on.sheet, area, `${key}.style`) === 'None') setLook(on.sheet, area, `${key}.style`, 'Continuous');
    }
  },
});

const border = wireClass<BorderOn>('RangeBorder', {
  id: ({ side }) => ({ Id: side }),
  scalars: { SideIndex: readOnly(({ side }) => side), Style: borderLook('style'), Weight: borderLook('weight'), Color: borderLook('color'), TintAndShade: borderLook('tintAndShade') },
});

const borderAt = ({ book, sheet, areas }: AreasOn, key: Argument): WireObject => {
  const side = textArgument(key);
  return sides.includes(side) ? border({ book, sheet, areas, side }) : refuse('item-not-found', side);
};

const borders = wireClass<AreasOn>('RangeBorderCollection', { scalars: { Count: readOnly(() => sides.length) }, items: (on) => sides.map((side) => borderAt(on, side)), index: borderAt });

const line = (side: 'row' | 'column', key: string): Scalar<AreasOn> => ({ get: (on) => common(on, (area) => lineLook(on.sheet, area, side, key)), set: ({ sheet, areas }, value) => areas.forEach((area) => setLineLook(sheet, area, side, key, value)) });

/** Rows of the usual height again; Excel takes only true for that. */
const standardHeight: Scalar<AreasOn> = {
  get: (on) => common(on, (area) => lineLook(on.sheet, area, 'row', 'rowHeight') === usualHeight),
  set: ({ sheet, areas }, value) => (value === true ? areas.forEach((area) => setLineLook(sheet, area, 'row', 'rowHeight', usualHeight)) : gap('rows that are not of the usual height')),
};

/** [column-width] How cells look. */
export const rangeFormat = wireClass<AreasOn>('RangeFormat', {
  scalars: {
    ...looks('', ['WrapText', 'HorizontalAlignment', 'VerticalAlignment', 'TextOrientation', 'IndentLevel', 'ShrinkToFit', 'ReadingOrder', 'AutoIndent']),
    ColumnWidth: line('column', 'columnWidth'), RowHeight: line('row', 'rowHeight'), UseStandardHeight: { ...standardHeight, isLazy: true },
  },
  objects: { Fill: (on) => fill(on), Font: (on) => font(on), Protection: (on) => protection(on), Borders: (on) => borders(on) },
});

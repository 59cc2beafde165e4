import { refuse } from '../rules';
import { lineLook, lookOf, setLineLook, setLook } from '../model/write';
import { wireClass, type Argument, type Scalar, type WireObject } from '../wire/object';
import { readOnly, textArgument, type RangeOn } from './common';
import { columnCount } from '../model/area';

const look = (key: string): Scalar<RangeOn> => ({ get: ({ sheet, area }) => lookOf(sheet, area, key), set: ({ sheet, area }, value) => setLook(sheet, area, key, value) });
const looks = (prefix: string, names: readonly string[]): Record<string, Scalar<RangeOn>> => Object.fromEntries(names.map((name) => [name, look(`${prefix}${name.charAt(0).toLowerCase()}${name.slice(1)}`)]));

const fill = wireClass<RangeOn>('RangeFill', {
  scalars: looks('fill.', ['Color', 'Pattern', 'PatternColor', 'TintAndShade', 'PatternTintAndShade']),
  methods: { Clear: ({ sheet, area }) => setLook(sheet, area, 'fill.color', '#FFFFFF') },
});

const font = wireClass<RangeOn>('RangeFont', { scalars: looks('font.', ['Name', 'Size', 'Color', 'Bold', 'Italic', 'Underline', 'Strikethrough', 'Subscript', 'Superscript', 'TintAndShade']) });

const protection = wireClass<RangeOn>('FormatProtection', { scalars: looks('protection.', ['Locked', 'FormulaHidden']) });

const sides = ['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight', 'InsideVertical', 'InsideHorizontal', 'DiagonalDown', 'DiagonalUp'];

interface BorderOn extends RangeOn {
  readonly side: string;
}

/** A side of a range is a side of the cells along it; an inner one, of all cells but the last. */
const alongSide = ({ book, sheet, area, side }: BorderOn): RangeOn => {
  const along = side === 'EdgeTop' ? { ...area, bottom: area.top } : side === 'EdgeBottom' ? { ...area, top: area.bottom } : side === 'EdgeLeft' ? { ...area, right: area.left } : side === 'EdgeRight' ? { ...area, left: area.right } : area;
  return { book, sheet, area: along };
};

const cellSide = (side: string): string => (side === 'InsideVertical' ? 'EdgeRight' : side === 'InsideHorizontal' ? 'EdgeBottom' : side);

const borderLook = (name: string): Scalar<BorderOn> => ({
  get: (on) => lookOf(on.sheet, alongSide(on).area, `borders.${cellSide(on.side)}.${name}`),
  set: (on, value) => {
    const { sheet, area } = alongSide(on);
    const key = `borders.${cellSide(on.side)}.${name}`;
    setLook(sheet, area, key, value);
    if (name === 'weight' && lookOf(sheet, area, `borders.${cellSide(on.side)}.style`) === 'None') setLook(sheet, area, `borders.${cellSide(on.side)}.style`, 'Continuous');
    if (name === 'color' && lookOf(sheet, area, `borders.${cellSide(on.side)}.style`) === 'None') setLook(sheet, area, `borders.${cellSide(on.side)}.style`, 'Continuous');
  },
});

const border = wireClass<BorderOn>('RangeBorder', {
  id: ({ side }) => ({ Id: side }),
  scalars: { SideIndex: readOnly(({ side }) => side), Style: borderLook('style'), Weight: borderLook('weight'), Color: borderLook('color'), TintAndShade: borderLook('tintAndShade') },
});

const borderAt = ({ book, sheet, area }: RangeOn, key: Argument): WireObject => {
  const side = textArgument(key);
  return sides.includes(side) ? border({ book, sheet, area, side }) : refuse('item-not-found', side);
};

const borders = wireClass<RangeOn>('RangeBorderCollection', { scalars: { Count: readOnly(() => sides.length) }, items: (on) => sides.map((side) => borderAt(on, side)), index: borderAt });

const line = (side: 'row' | 'column', key: string): Scalar<RangeOn> => ({ get: ({ sheet, area }) => lineLook(sheet, area, side, key), set: ({ sheet, area }, value) => setLineLook(sheet, area, side, key, value) });

/** [column-width] How cells look. */
export const rangeFormat = wireClass<RangeOn>('RangeFormat', {
  scalars: {
    ...looks('', ['WrapText', 'HorizontalAlignment', 'VerticalAlignment', 'TextOrientation', 'IndentLevel', 'ShrinkToFit', 'ReadingOrder', 'AutoIndent']),
    ColumnWidth: line('column', 'columnWidth'), RowHeight: line('row', 'rowHeight'),
  },
  objects: { Fill: (on) => fill(on), Font: (on) => font(on), Protection: (on) => protection(on), Borders: (on) => borders(on) },
  methods: {
    AutofitColumns: ({ sheet, area }) => setLineLook(sheet, area, 'column', 'columnWidth', 8 * Math.min(columnCount(area), 8)),
    AutofitRows: ({ sheet, area }) => setLineLook(sheet, area, 'row', 'rowHeight', 15),
  },
});

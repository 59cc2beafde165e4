import { areasOf, spans, styledCell, type AddedColumn, type GridRange, type Look, type StyleName, type WorksheetModel } from '../../core';
import { areaAddress, columnsAddress } from './areas';
import { facetsOf, neededFacets, paint, untouched, type Facets, type PaintArea } from './paint';

type Looks = Readonly<Record<StyleName, Look>>;

/** Areas that are to look alike, and all that may stand beneath them. */
interface Layer {
  readonly areas: readonly PaintArea[];
  readonly wanted: Facets;
  /** Nothing where it is not known. */
  readonly over: readonly Partial<Facets>[];
}

const toPaintArea = (area: GridRange): PaintArea => ({ address: areaAddress(area), isTall: area.bottom > area.top, isWide: area.right > area.left });
const toColumns = ([left, right]: readonly [number, number]): PaintArea => ({ address: columnsAddress(left, right), isTall: true, isWide: right > left, isEndless: true });

/** The key that most have. */
const mostCommon = <K>(keys: Iterable<K>): K | undefined => {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].reduce<readonly [K, number] | undefined>((best, one) => (best && best[1] >= one[1] ? best : one), undefined)?.[0];
};

const groupBy = <K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

interface LookedCell {
  readonly row: number;
  readonly column: number;
  readonly style: StyleName | undefined;
}

/** The cells of a worksheet that have a look of their own, beside that of their columns. */
const ownLooks = ({ rows }: WorksheetModel): LookedCell[] =>
  rows.flatMap((cells, row) => cells.flatMap((cell, column) => {
    const { style } = styledCell(cell);
    return style === undefined ? [] : [{ row, column, style }];
  }));

/** A table's columns look as they do all the way down, so that what a person adds looks like the rest. */
const tableLayers = (model: WorksheetModel, looks: Looks): Layer[][] => {
  const columns = model.columns.map(({ style }, column) => ({ style, column }));
  const usual = mostCommon(columns.map(({ style }) => style))!;
  const base = facetsOf(looks[usual]);
  const others = [...groupBy(columns.filter(({ style }) => style !== usual), ({ style }) => style)];
  const beneath = [...new Set(columns.map(({ style }) => style))].map((style) => facetsOf(looks[style]));
  return [
    [{ areas: [toColumns([0, columns.length - 1])], wanted: base, over: [untouched] }],
    others.map(([style, group]) => ({ areas: spans(group.map(({ column }) => column)).map(toColumns), wanted: facetsOf(looks[style]), over: [base] })),
    [...groupBy(ownLooks(model), ({ style }) => style)].map(([style, cells]) => ({ areas: areasOf(cells).map(toPaintArea), wanted: facetsOf(looks[style!]), over: beneath })),
  ];
};

/** Each cell of a page has a look, or none. */
const pageCells = ({ rows, columns }: WorksheetModel, { bottom, right }: GridRange): LookedCell[] =>
  Array.from({ length: bottom + 1 }, (_, row) => Array.from({ length: right + 1 }, (__, column): LookedCell => {
    const cell = rows[row]?.[column] ?? null;
    return { row, column, style: cell === null ? undefined : (styledCell(cell).style ?? columns[column]?.style) };
  })).flat();

/** Cells without lines first: taking a line away takes it from the cell beside, too. */
const linesOf = ({ top, bottom, left }: Partial<Facets>): number => [top, bottom, left].filter(Boolean).length;

const pageLayers = (model: WorksheetModel, area: GridRange, looks: Looks, over: readonly Partial<Facets>[]): Layer[][] => {
  const cells = pageCells(model, area);
  const facets = (style: StyleName | undefined): Facets => facetsOf(style && looks[style]);
  const usual = mostCommon(cells.map(({ style }) => style));
  const others = [...groupBy(cells.filter(({ style }) => style !== usual), ({ style }) => style)].map(([style, group]): Layer =>
    ({ areas: areasOf(group).map(toPaintArea), wanted: facets(style), over: [facets(usual)] }));
  return [[{ areas: [toPaintArea(area)], wanted: facets(usual), over }], others];
};

/** All cells of a worksheet, from the first to the last that the model has. */
export const modelArea = ({ rows, columns }: WorksheetModel): GridRange =>
  ({ top: 0, left: 0, bottom: Math.max(0, rows.length - 1), right: Math.max(0, columns.length - 1, ...rows.map((cells) => cells.length - 1)) });

type Facet = readonly [key: keyof Facets, value: Facets[keyof Facets]];

/** Layers beside each other, by what they need: areas that need the same are painted at once, whatever else each of them needs. */
const paintBeside = (sheet: Excel.Worksheet, layers: readonly Layer[]): void => {
  const wanting = new Map<string, { facet: Facet; among: number[] }>();
  layers.forEach(({ wanted, over }, i) => {
    for (const facet of Object.entries(neededFacets(wanted, over)) as unknown as Facet[]) {
      const key = facet.join('=');
      const found = wanting.get(key);
      if (found) found.among.push(i);
      else wanting.set(key, { facet, among: [i] });
    }
  });
  const together = [...groupBy(wanting.values(), ({ among }) => among.join())].map(([, group]) =>
    ({ areas: group[0]!.among.flatMap((i) => layers[i]!.areas), needed: Object.fromEntries(group.map(({ facet }) => facet)) as Partial<Facets> }));
  for (const { areas, needed } of together.sort((a, b) => linesOf(a.needed) - linesOf(b.needed))) paint(sheet, areas, needed);
};

/** Layers from the lowest up; each list of them lies beside each other. */
const paintLayers = (sheet: Excel.Worksheet, tiers: readonly (readonly Layer[])[]): void => {
  for (const layers of tiers) paintBeside(sheet, layers);
};

/** Gives a worksheet that nobody has touched its looks. */
export const paintNew = (sheet: Excel.Worksheet, model: WorksheetModel, looks: Looks): void =>
  paintLayers(sheet, model.table ? tableLayers(model, looks) : pageLayers(model, modelArea(model), looks, [untouched]));

/** Gives a column that nobody has touched its looks, and its header. */
export const paintColumn = (sheet: Excel.Worksheet, { column, style, headerStyle }: AddedColumn, looks: Looks): void => {
  const [cell, header] = [facetsOf(looks[style]), facetsOf(looks[headerStyle])];
  paintLayers(sheet, [
    [{ areas: [toColumns([column, column])], wanted: cell, over: [untouched] }],
    [{ areas: [toPaintArea({ top: 0, left: column, bottom: 0, right: column })], wanted: header, over: [cell] }],
  ]);
};

/** Gives the cells of a page their looks, whatever they looked like before. */
export const paintAgain = (sheet: Excel.Worksheet, model: WorksheetModel, area: GridRange, looks: Looks): void => paintLayers(sheet, pageLayers(model, area, looks, []));

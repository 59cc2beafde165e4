import { gap, refuse } from '../rules';
import {
  addressOf, areaFrom, bounding, columnCount, inSheet, intersection, isEntireColumn, isEntireRow, lastColumn, lastRow, overlaps, quoteTab, rowCount, splitAddress, type Area,
} from '../model/area';
import { activate, emit, keepRange, sheetNamed, type Book } from '../model/book';
import { displayed } from '../displayed';
import { cellAt, cellFor, lookAt, usedArea, type Sheet } from '../model/sheet';
import { deleteArea, insertArea, mergeArea } from '../model/shift';
import { shownText } from '../model/show';
import { checkSize, clearArea, lineLook, setLineLook, setNumberFormat, writeValues } from '../model/write';
import { wireClass, type Argument, type Scalar, type WireObject } from '../wire/object';
import type { Json } from '../wire/shapes';
import { areasOn, jsonArgument, numberArgument, rangeArgument, readOnly, textArgument, type AreasOn, type RangeOn } from './common';
import { copyArea, type CopyKind } from '../model/copy';
import { lineProperties, setLineProperties } from './line-properties';
import { conditionalFormats } from './conditional-format';
import { dataValidation } from './data-validation';
import { rangeFormat } from './format';
import { rangeSort } from './sort';
import { worksheet } from './worksheet';

const each = (read: (sheet: Sheet, row: number, column: number) => Json) => ({ sheet, area }: RangeOn): Json => {
  if (isEntireColumn(area) || isEntireRow(area)) return null;
  return Array.from({ length: rowCount(area) }, (_, i) => Array.from({ length: columnCount(area) }, (_, j) => read(sheet, area.top + i, area.left + j)));
};

const valueType = (book: Book, sheet: Sheet, row: number, column: number): Json => {
  const { value, isError } = displayed(book, sheet, row, column);
  return isError ? 'Error' : value === '' && !cellAt(sheet, row, column)?.formula ? 'Empty' : typeof value === 'string' ? 'String' : typeof value === 'boolean' ? 'Boolean' : 'Double';
};

const write: Scalar<RangeOn>['set'] = ({ book, sheet, area }, value) => writeValues(book, sheet, area, value);

const setHyperlink = ({ sheet, area }: RangeOn, value: Json): void => {
  for (let row = area.top; row <= area.bottom; row += 1) for (let column = area.left; column <= area.right; column += 1) cellFor(sheet, row, column).hyperlink = value;
};

const hyperlinkOf = ({ sheet, area }: RangeOn): Json => cellAt(sheet, area.top, area.left)?.hyperlink ?? null;

const line = (side: 'row' | 'column', key: string): Scalar<RangeOn> => ({ get: ({ sheet, area }) => lineLook(sheet, area, side, key), set: ({ sheet, area }, value) => setLineLook(sheet, area, side, key, value) });

const scalars: Record<string, Scalar<RangeOn>> = {
  Values: { get: (on) => each((sheet, row, column) => displayed(on.book, sheet, row, column).value)(on), set: write },
  Formulas: { get: (on) => each((sheet, row, column) => cellAt(sheet, row, column)?.formula ?? displayed(on.book, sheet, row, column).value)(on), set: write },
  Text: readOnly((on) => each((sheet, row, column) => shownText(displayed(on.book, sheet, row, column).value, String(lookAt(sheet, row, column, 'numberFormat'))))(on)),
  ValueTypes: readOnly((on) => each((sheet, row, column) => valueType(on.book, sheet, row, column))(on)),
  NumberFormat: { get: each((sheet, row, column) => lookAt(sheet, row, column, 'numberFormat')), set: ({ sheet, area }, value) => setNumberFormat(sheet, area, value) },
  Address: readOnly(({ sheet, area }) => `${quoteTab(sheet.name)}!${addressOf(area)}`),
  RowIndex: readOnly(({ area }) => area.top),
  ColumnIndex: readOnly(({ area }) => area.left),
  RowCount: readOnly(({ area }) => rowCount(area)),
  ColumnCount: readOnly(({ area }) => columnCount(area)),
  CellCount: readOnly(({ area }) => (rowCount(area) * columnCount(area) > 2_147_483_647 ? -1 : rowCount(area) * columnCount(area))),
  IsEntireColumn: readOnly(({ area }) => isEntireColumn(area)),
  IsEntireRow: readOnly(({ area }) => isEntireRow(area)),
  RowHidden: line('row', 'rowHidden'),
  ColumnHidden: line('column', 'columnHidden'),
  Hidden: readOnly(({ sheet, area }) => lineLook(sheet, area, 'row', 'rowHidden') === true || lineLook(sheet, area, 'column', 'columnHidden') === true),
  Hyperlink: { get: hyperlinkOf, set: setHyperlink },
};

/** Another range of the same sheet; one outside the sheet is refused. */
const at = ({ book, sheet }: RangeOn, area: Area): WireObject => range({ book, sheet, area: inSheet(area) });

const within = (on: RangeOn, address: Argument): WireObject => {
  const { tab, address: cells } = splitAddress(textArgument(address));
  const sheet = tab === undefined ? on.sheet : sheetNamed(on.book, tab) ?? refuse('item-not-found', tab);
  return range({ ...on, sheet, area: areaFrom(cells) });
};

const resized = (on: RangeOn, rows: number, columns: number): WireObject => at(on, { ...on.area, bottom: on.area.top + rows - 1, right: on.area.left + columns - 1 });

const mergedAreas = ({ book, sheet, area }: RangeOn): WireObject | null => {
  const areas = sheet.merges.filter((merge) => overlaps(merge, area));
  return areas.length ? rangeAreas({ book, sheet, areas }) : null;
};

const usedRange = (on: RangeOn, isValuesOnly: Argument, isNullable: boolean): WireObject | null => {
  const area = usedArea(on.sheet, isValuesOnly === true, on.area);
  return area ? range({ ...on, area }) : isNullable ? null : at(on, { ...on.area, bottom: on.area.top, right: on.area.left });
};

const select = ({ book, sheet, area }: RangeOn): void => {
  activate(book, sheet);
  book.selection = { sheetId: sheet.id, area };
  emit(book, 14, sheet.id, { worksheetId: sheet.id, address: addressOf(area) });
};

const shared = (on: RangeOn, other: Argument): Area | null => {
  const { sheet, area } = rangeArgument(other);
  return sheet === on.sheet ? intersection(on.area, area) : null;
};

/** The parts of a range: each answers another range. */
const parts: Record<string, (on: RangeOn, ...args: readonly Argument[]) => WireObject | null> = {
  GetRow: (on, row) => at(on, { ...on.area, top: on.area.top + numberArgument(row), bottom: on.area.top + numberArgument(row) }),
  GetColumn: (on, column) => at(on, { ...on.area, left: on.area.left + numberArgument(column), right: on.area.left + numberArgument(column) }),
  GetCell: (on, row, column) => {
    const [top, left] = [on.area.top + numberArgument(row), on.area.left + numberArgument(column)];
    return at(on, { top, left, bottom: top, right: left });
  },
  GetLastRow: (on) => at(on, { ...on.area, top: on.area.bottom }),
  GetLastColumn: (on) => at(on, { ...on.area, left: on.area.right }),
  GetLastCell: (on) => at(on, { ...on.area, top: on.area.bottom, left: on.area.right }),
  GetEntireRow: (on) => at(on, { ...on.area, left: 0, right: lastColumn }),
  GetEntireColumn: (on) => at(on, { ...on.area, top: 0, bottom: lastRow }),
  GetBoundingRect: (on, other) => at(on, bounding(on.area, typeof other === 'string' ? areaFrom(other) : rangeArgument(other).area)),
  GetResizedRange: (on, rows, columns) => resized(on, rowCount(on.area) + numberArgument(rows), columnCount(on.area) + numberArgument(columns)),
  GetAbsoluteResizedRange: (on, rows, columns) => resized(on, numberArgument(rows), numberArgument(columns)),
  GetOffsetRange: (on, rows, columns) => at(on, { top: on.area.top + numberArgument(rows), bottom: on.area.bottom + numberArgument(rows), left: on.area.left + numberArgument(columns), right: on.area.right + numberArgument(columns) }),
  GetIntersection: (on, other) => at(on, shared(on, other) ?? refuse('item-not-found', 'an intersection')),
  GetIntersectionOrNullObject: (on, other) => {
    const area = shared(on, other);
    return area && at(on, area);
  },
  GetUsedRange: (on, isValuesOnly) => usedRange(on, isValuesOnly, false),
  GetUsedRangeOrNullObject: (on, isValuesOnly) => usedRange(on, isValuesOnly, true),
  GetMergedAreasOrNullObject: mergedAreas,
  Insert: ({ book, sheet, area }, shift) => range({ book, sheet, area: insertArea(book, sheet, area, textArgument(shift) === 'Right' ? 'Right' : 'Down') }),
};

const copyKind = (kind: Argument): CopyKind => (kind === 'Formulas' || kind === 'Values' || kind === 'Formats' ? kind : kind === 'All' || kind === undefined || kind === null ? 'All' : gap(`a copy of ${String(kind)}`));

/** A range of cells. */
export const range = wireClass<RangeOn>('Range', {
  id: ({ referenceId }): Record<string, Json> => (referenceId === undefined ? {} : { _ReferenceId: referenceId }),
  scalars: { ...scalars, _ReferenceId: { get: ({ referenceId }) => referenceId ?? null, isLazy: true } },
  objects: { Format: (on) => rangeFormat(areasOn(on)), Worksheet: ({ book, sheet }) => worksheet({ book, sheet }), DataValidation: (on) => dataValidation(areasOn(on)), ConditionalFormats: (on) => conditionalFormats(areasOn(on)), Sort: (on) => rangeSort(on) },
  methods: {
    ...parts,
    Clear: ({ book, sheet, area }, applyTo) => clearArea(book, sheet, area, typeof applyTo === 'string' ? applyTo : 'All'),
    Delete: ({ book, sheet, area }, shift) => deleteArea(book, sheet, area, textArgument(shift) === 'Left' ? 'Left' : 'Up'),
    Merge: ({ book, sheet, area }, across) => mergeArea(book, sheet, area, across === true, () => refuse('merge-in-table', addressOf(area))),
    Unmerge: ({ sheet, area }) => {
      sheet.merges = sheet.merges.filter((merge) => !overlaps(merge, area));
    },
    Select: select,
    Calculate: () => undefined,
    _KeepReference: (on) => {
      on.referenceId ??= keepRange(on.book, on.sheet, on.area);
      return { _ReferenceId: on.referenceId };
    },
    _ValidateArraySize: ({ area }, rows, columns) => checkSize(area, numberArgument(rows), numberArgument(columns)),
    CopyFrom: ({ book, sheet, area }, source, kind, skipBlanks, transpose) => {
      if (skipBlanks === true || transpose === true) gap('a copy that skips blanks or turns');
      const from = typeof source === 'string' ? (within({ book, sheet, area }, source).on as RangeOn) : rangeArgument(source);
      copyArea(book, from, { sheet, area }, copyKind(kind));
    },
    GetRowProperties: ({ sheet, area }, wanted) => lineProperties(sheet, area, 'row', jsonArgument(wanted)),
    GetColumnProperties: ({ sheet, area }, wanted) => lineProperties(sheet, area, 'column', jsonArgument(wanted)),
    SetRowProperties: ({ sheet, area }, given) => setLineProperties(sheet, area, 'row', jsonArgument(given)),
    SetColumnProperties: ({ sheet, area }, given) => setLineProperties(sheet, area, 'column', jsonArgument(given)),
  },
});

const areasOf = ({ book, sheet, areas }: AreasOn): WireObject[] => areas.map((area) => range({ book, sheet, area }));
const rangeCollection = wireClass<AreasOn>('RangeCollection', { items: areasOf, methods: { GetCount: ({ areas }) => areas.length, GetItemAt: (on, i) => areasOf(on)[numberArgument(i)] ?? refuse('item-not-found', 'an area') } });

/** Several ranges of a sheet. */
export const rangeAreas = wireClass<AreasOn>('RangeAreas', {
  scalars: {
    Address: readOnly(({ sheet, areas }) => areas.map((area) => `${quoteTab(sheet.name)}!${addressOf(area)}`).join(',')),
    AreaCount: readOnly(({ areas }) => areas.length),
    CellCount: readOnly(({ areas }) => areas.reduce((sum, area) => sum + rowCount(area) * columnCount(area), 0)),
  },
  objects: { Areas: (on) => rangeCollection(on), Worksheet: ({ book, sheet }) => worksheet({ book, sheet }), Format: (on) => rangeFormat(on), DataValidation: (on) => dataValidation(on), ConditionalFormats: (on) => conditionalFormats(on) },
  methods: {
    Clear: ({ book, sheet, areas }, applyTo) => areas.forEach((area) => clearArea(book, sheet, area, typeof applyTo === 'string' ? applyTo : 'All')),
    _KeepReference: () => gap('keeping several ranges'),
  },
});

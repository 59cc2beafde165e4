import { gap, refuse } from '../rules';
import { overlaps, subtract, type Area } from '../model/area';
import { checkAllowed, freshNumber, type Book } from '../model/book';
import type { ConditionalFormat, Sheet } from '../model/sheet';
import { wireClass, type Argument, type ClassMembers, type WireObject } from '../wire/object';
import type { Json } from '../wire/shapes';
import { keptFact, numberArgument, readOnly, textArgument, type AreasOn } from './common';
import { range, rangeAreas } from './range';

interface FormatOn {
  readonly book: Book;
  readonly sheet: Sheet;
  readonly format: ConditionalFormat;
}

const facts = ({ format }: FormatOn): Record<string, Json> => format.facts;
/** A part whose values are kept under a name of their own. */
const partOf = (className: string, prefix: string, usual: Readonly<Record<string, Json>>, objects: NonNullable<ClassMembers<FormatOn>['objects']> = {}) =>
  wireClass<FormatOn>(className, { scalars: Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, keptFact(facts, `${prefix}${name}`, value)])), objects });

const fill = partOf('ConditionalRangeFill', 'fill.', { Color: '' });
const font = partOf('ConditionalRangeFont', 'font.', { Color: '', Bold: false, Italic: false, Underline: 'None', Strikethrough: false });
const look = partOf('ConditionalRangeFormat', 'format.', { NumberFormat: '' }, { Fill: (on) => fill(on), Font: (on) => font(on) });
const rule = partOf('ConditionalFormatRule', 'rule.', { Formula: '' });
const cellValue = partOf('CellValueConditionalFormat', '', { Rule: null }, { Format: (on) => look(on) });
const custom = partOf('CustomConditionalFormat', '', {}, { Format: (on) => look(on), Rule: (on) => rule(on) });
const positive = partOf('ConditionalDataBarPositiveFormat', 'positive.', { FillColor: '#638EC6', GradientFill: true, BorderColor: '' });
const negative = partOf('ConditionalDataBarNegativeFormat', 'negative.', { FillColor: '#FF0000', MatchPositiveFillColor: false, BorderColor: '', MatchPositiveBorderColor: false });
const dataBar = partOf('DataBarConditionalFormat', 'bar.', {
  ShowDataBarOnly: false, BarDirection: 'Context', AxisFormat: 'Automatic', AxisColor: '#000000', LowerBoundRule: { type: 'Automatic' }, UpperBoundRule: { type: 'Automatic' },
}, { PositiveFormat: (on) => positive(on), NegativeFormat: (on) => negative(on) });

const only = (type: string, make: (on: FormatOn) => WireObject) => (on: FormatOn): WireObject => (on.format.type === type ? make(on) : gap(`${type} of a conditional format of type ${on.format.type}`));
const orNull = (type: string, make: (on: FormatOn) => WireObject) => (on: FormatOn): WireObject | null => (on.format.type === type ? make(on) : null);

const remove = (sheet: Sheet, gone: ConditionalFormat): void => {
  checkAllowed(sheet, null);
  sheet.conditionalFormats = sheet.conditionalFormats.filter((one) => one !== gone);
};

const setPriority = ({ sheet, format }: FormatOn, value: Json): void => {
  const others = sheet.conditionalFormats.filter((one) => one !== format);
  sheet.conditionalFormats = [...others.slice(0, Number(value)), format, ...others.slice(Number(value))];
};

const conditionalFormat = wireClass<FormatOn>('ConditionalFormat', {
  id: ({ format }) => ({ Id: format.id }),
  scalars: {
    Id: readOnly(({ format }) => format.id),
    Type: readOnly(({ format }) => format.type),
    Priority: { get: ({ sheet, format }) => sheet.conditionalFormats.indexOf(format), set: setPriority },
    StopIfTrue: {
      get: ({ format }) => format.stopIfTrue,
      set: ({ format }, value) => {
        format.stopIfTrue = value === true;
      },
    },
  },
  objects: {
    CellValue: only('CellValue', cellValue), CellValueOrNullObject: orNull('CellValue', cellValue), Custom: only('Custom', custom), CustomOrNullObject: orNull('Custom', custom),
    DataBar: only('DataBar', dataBar), DataBarOrNullObject: orNull('DataBar', dataBar),
  },
  methods: {
    Delete: ({ sheet, format }) => remove(sheet, format),
    GetRange: ({ book, sheet, format }) => (format.areas.length === 1 ? range({ book, sheet, area: format.areas[0]! }) : gap('the range of a conditional format with several areas')),
    GetRanges: ({ book, sheet, format }) => rangeAreas({ book, sheet, areas: format.areas }),
  },
});

const modelled = new Set(['CellValue', 'Custom', 'DataBar']);
const inAreas = (on: AreasOn): ConditionalFormat[] => on.sheet.conditionalFormats.filter(({ areas }) => areas.some((own) => on.areas.some((area) => overlaps(own, area))));
const objectsOf = (on: AreasOn): WireObject[] => inAreas(on).map((format) => conditionalFormat({ book: on.book, sheet: on.sheet, format }));
const byId = (on: AreasOn, id: Argument): WireObject | null => objectsOf(on).find((object) => (object.on as FormatOn).format.id === id) ?? null;

/** [conditional-format-first] */
const add = ({ book, sheet, areas }: AreasOn, kind: Argument): WireObject => {
  checkAllowed(sheet, 'allowFormatCells');
  const type = textArgument(kind);
  if (!modelled.has(type)) gap(`conditional formats of type ${type}`);
  const format: ConditionalFormat = { id: `{cf-${freshNumber()}}`, type, areas: [...areas], stopIfTrue: false, facts: {} };
  sheet.conditionalFormats.unshift(format);
  return conditionalFormat({ book, sheet, format });
};

const clearAll = ({ sheet, areas: cleared }: AreasOn): void => {
  checkAllowed(sheet, 'allowFormatCells');
  for (const format of sheet.conditionalFormats) format.areas = cleared.reduce<Area[]>((left, area) => left.flatMap((own) => subtract(own, area)), format.areas);
  sheet.conditionalFormats = sheet.conditionalFormats.filter(({ areas }) => areas.length > 0);
};

/** The conditional formats of a range. */
export const conditionalFormats = wireClass<AreasOn>('ConditionalFormatCollection', {
  items: objectsOf,
  index: (on, id) => byId(on, id) ?? refuse('item-not-found', 'a conditional format'),
  methods: {
    Add: add, ClearAll: clearAll, GetCount: (on) => inAreas(on).length,
    GetItemAt: (on, i) => objectsOf(on)[numberArgument(i)] ?? refuse('item-not-found', 'a conditional format'),
    GetItemOrNullObject: byId,
  },
});

import { gap } from '../rules';
import { addressOf, type Area } from '../model/area';
import type { Sheet } from '../model/sheet';
import { lineLook, lookOf, setLineLook, setLook } from '../model/write';
import { isJsonObject, type Json, type JsonObject } from '../wire/shapes';

type Side = 'row' | 'column';

const linesOf = (area: Area, side: Side): Area[] =>
  side === 'row' ? Array.from({ length: area.bottom - area.top + 1 }, (_, i) => ({ ...area, top: area.top + i, bottom: area.top + i })) : Array.from({ length: area.right - area.left + 1 }, (_, i) => ({ ...area, left: area.left + i, right: area.left + i }));

const ofLine = new Set(['rowHidden', 'columnHidden', 'rowHeight', 'columnWidth']);

const read = (sheet: Sheet, area: Area, side: Side, key: string): Json => (key === 'address' ? addressOf(area) : ofLine.has(key) ? lineLook(sheet, area, side, key) : gap(`the property ${key} of a ${side}`));

/** "format/fill/color" of nested objects, flat as looks are kept: "fill.color". */
const flat = (given: JsonObject, prefix = ''): [string, Json][] =>
  Object.entries(given).flatMap(([name, value]) => (isJsonObject(value) ? flat(value, name === 'format' ? prefix : `${prefix}${name}.`) : [[`${prefix}${name}`, value] as [string, Json]]));

const shaped = (sheet: Sheet, area: Area, side: Side, wanted: JsonObject, prefix = ''): Json =>
  Object.fromEntries(Object.entries(wanted).map(([name, want]) => [name, isJsonObject(want) ? shaped(sheet, area, side, want, name === 'format' ? prefix : `${prefix}${name}.`) : prefix === '' ? read(sheet, area, side, name) : lookOf(sheet, area, `${prefix}${name}`)]));

/** What each row or column of a range is like, as far as was asked for. */
export const lineProperties = (sheet: Sheet, area: Area, side: Side, wanted: Json): Json =>
  linesOf(area, side).map((line) => shaped(sheet, line, side, isJsonObject(wanted) ? wanted : gap('properties without a list of them')));

export const setLineProperties = (sheet: Sheet, area: Area, side: Side, given: Json): void => {
  const list = Array.isArray(given) ? (given as readonly Json[]) : gap('properties that are no list');
  for (const [i, line] of linesOf(area, side).entries()) {
    const properties = list[i];
    if (!isJsonObject(properties)) continue;
    for (const [key, value] of flat(properties)) {
      if (ofLine.has(key)) setLineLook(sheet, line, side, key, value);
      else setLook(sheet, line, key, value);
    }
  }
};

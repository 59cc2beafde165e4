import { sortArea, sortFields } from '../model/sort';
import { bodyArea } from '../model/tables';
import { wireClass } from '../wire/object';
import { jsonArgument, type RangeOn } from './common';
import type { TableOn } from './table';

export const rangeSort = wireClass<RangeOn>('RangeSort', {
  methods: { Apply: ({ book, sheet, area }, fields, _matchCase, hasHeaders) => sortArea(book, sheet, hasHeaders === true ? { ...area, top: area.top + 1 } : area, sortFields(jsonArgument(fields))) },
});

export const tableSort = wireClass<TableOn>('TableSort', {
  methods: { Apply: ({ book, sheet, table }, fields) => sortArea(book, sheet, bodyArea(table), sortFields(jsonArgument(fields))), Clear: () => undefined },
});

import { gap, refuse } from '../rules';
import { addressOf, areaFrom, parseArea, quoteTab, splitAddress } from '../model/area';
import { allTables, sheetNamed, type Book } from '../model/book';
import type { NamedRange, Sheet } from '../model/sheet';
import { isWireObject, wireClass, type Argument, type WireObject } from '../wire/object';
import { readOnly, textArgument, type RangeOn } from './common';
import { range } from './range';
import { worksheet } from './worksheet';

/** Names of the workbook, or of one sheet. */
export interface NamesOn {
  readonly book: Book;
  readonly sheet?: Sheet;
}

interface NameOn extends NamesOn {
  readonly name: NamedRange;
}

const listOf = ({ book, sheet }: NamesOn): NamedRange[] => (sheet ?? book).names;

const target = ({ book, sheet, name }: NameOn): RangeOn | null => {
  const { tab, address } = splitAddress(name.formula.replace(/^=/, ''));
  const area = parseArea(address);
  const home = tab === undefined ? sheet : sheetNamed(book, tab);
  return area && home ? { book, sheet: home, area } : null;
};

const rangeOf = (on: NameOn): WireObject | null => {
  const found = target(on);
  return found && range(found);
};

const item: (on: NameOn) => WireObject = wireClass<NameOn>('NamedItem', {
  id: ({ name }) => ({ _Id: name.name }),
  scalars: {
    Name: readOnly(({ name }) => name.name),
    Type: readOnly((on) => (target(on) ? 'Range' : 'Error')),
    Value: readOnly((on) => {
      const found = target(on);
      return found ? `${quoteTab(found.sheet.name)}!${addressOf(found.area)}` : '#REF!';
    }),
    Scope: readOnly(({ sheet }) => (sheet ? 'Worksheet' : 'Workbook')),
    Formula: {
      get: ({ name }) => name.formula,
      set: ({ book, name }, value) => {
        name.formula = String(value);
        book.changes += 1;
      },
    },
    Comment: {
      get: ({ name }) => name.comment,
      set: ({ name }, value) => {
        name.comment = String(value);
      },
    },
    Visible: {
      get: ({ name }) => name.isVisible,
      set: ({ name }, value) => {
        name.isVisible = value === true;
      },
    },
  },
  objects: { Worksheet: ({ book, sheet }) => (sheet ? worksheet({ book, sheet }) : refuse('item-not-found', 'the sheet of a name')) },
  methods: {
    GetRange: (on) => rangeOf(on) ?? refuse('item-not-found', on.name.name), GetRangeOrNullObject: rangeOf,
    Delete: (on): void => {
      listOf(on).splice(listOf(on).indexOf(on.name), 1);
      on.book.changes += 1;
    },
  },
});

const find = (on: NamesOn, key: Argument): WireObject | null => {
  const name = listOf(on).find((one) => one.name.toLowerCase() === textArgument(key).toLowerCase());
  return name ? item({ ...on, name }) : null;
};

const formulaOf = (reference: Argument): string => {
  if (!isWireObject(reference)) return textArgument(reference);
  const { sheet, area } = reference.on as RangeOn;
  const absolute = addressOf(areaFrom(addressOf(area))).replace(/([A-Z]+)?(\d+)?/g, (_, letters?: string, digits?: string) => `${letters ? `$${letters}` : ''}${digits ? `$${digits}` : ''}`);
  return `=${quoteTab(sheet.name)}!${absolute}`;
};

const add = (on: NamesOn, key: Argument, reference: Argument, comment: Argument): WireObject => {
  const name = textArgument(key);
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) || parseArea(name)) refuse('table-name', name);
  if (find(on, name) || (!on.sheet && allTables(on.book).some((table) => table.name.toLowerCase() === name.toLowerCase()))) refuse('name-taken', name);
  const made: NamedRange = { name, formula: formulaOf(reference), comment: typeof comment === 'string' ? comment : '', isVisible: true };
  if (!made.formula.startsWith('=')) gap(`a name for ${made.formula}`);
  listOf(on).push(made);
  on.book.changes += 1;
  return item({ ...on, name: made });
};

export const names: (on: NamesOn) => WireObject = wireClass<NamesOn>('NamedItemCollection', {
  items: (on) => listOf(on).map((name) => item({ ...on, name })),
  index: (on, key) => find(on, key) ?? refuse('item-not-found', String(key)),
  methods: { Add: add, GetItemOrNullObject: find, GetCount: (on) => listOf(on).length },
});

import { gap, refuse } from '../rules';
import { serialOf } from '../model/entries';
import { sheetById, type Book } from '../model/book';
import { wireClass, type Argument, type WireObject } from '../wire/object';
import { keptFacts, numberArgument, readOnly, textArgument } from './common';
import { settings } from './keyed';
import { names } from './names';
import { range } from './range';
import { tables } from './table';
import { worksheets, type BookOn } from './worksheet';

const numberFormat = wireClass<BookOn>('NumberFormatInfo', { scalars: { NumberDecimalSeparator: readOnly(() => ','), NumberGroupSeparator: readOnly(() => '\u00a0') } });
const datetimeFormat = wireClass<BookOn>('DatetimeFormatInfo', { scalars: { DateSeparator: readOnly(() => '.'), ShortDatePattern: readOnly(() => 'dd.MM.yyyy') } });
const cultureInfo = wireClass<BookOn>('CultureInfo', { scalars: { Name: readOnly(() => 'nb-NO') }, objects: { NumberFormat: (on) => numberFormat(on), DatetimeFormat: (on) => datetimeFormat(on) } });

const application = wireClass<BookOn>('Application', {
  scalars: {
    ...keptFacts<BookOn>(({ book }) => book.application, { CalculationMode: 'Automatic' }),
    CalculationState: readOnly(() => 'Done'), DecimalSeparator: readOnly(() => ','), ThousandsSeparator: readOnly(() => '\u00a0'), UseSystemSeparators: readOnly(() => true),
  },
  objects: { CultureInfo: (on) => cultureInfo(on) },
  methods: {
    Calculate: () => undefined,
    SuspendScreenUpdatingUntilNextSync: ({ book }): void => void (book.application['isScreenSuspended'] = true),
    SuspendApiCalculationUntilNextSync: ({ book }): void => void (book.application['isCalculationSuspended'] = true),
  },
});

const runtime = wireClass<BookOn>('Runtime', {
  scalars: {
    EnableEvents: {
      get: ({ book }) => book.isEventsEnabled,
      set: ({ book }, value) => {
        book.isEventsEnabled = value === true;
      },
    },
  },
});

const protection = wireClass<BookOn>('WorkbookProtection', {
  scalars: { Protected: readOnly(({ book }) => book.isProtected) },
  methods: {
    Protect: ({ book }) => (book.isProtected ? refuse('protect-twice', book.name) : void (book.isProtected = true)),
    Unprotect: ({ book }) => (book.isProtected ? void (book.isProtected = false) : refuse('protect-twice', book.name)),
  },
});

const documentProperties = wireClass<BookOn>('DocumentProperties', {
  scalars: keptFacts<BookOn>(({ book }) => book.properties, { Title: '', Author: '', Subject: '', Keywords: '', Comments: '', Category: '', Manager: '', Company: '' }),
});

const keptRange = (book: Book, referenceId: string): WireObject | null => {
  const kept = book.kept.get(referenceId);
  const sheet = kept && sheetById(book, kept.sheetId);
  return kept?.area && sheet ? range({ book, sheet, area: kept.area, referenceId }) : null;
};

/** What a client kept from an earlier request. */
export const keptObject = (book: Book, referenceId: string): WireObject => keptRange(book, referenceId) ?? refuse('item-not-found', `the kept range ${referenceId}`);

const selected = ({ book }: BookOn): WireObject => {
  const sheet = sheetById(book, book.selection.sheetId) ?? book.sheets[0]!;
  return range({ book, sheet, area: book.selection.area });
};

const removeReference = ({ book }: BookOn, id: Argument): void => void book.kept.delete(textArgument(id));

const functionResult = wireClass<number>('FunctionResult', { scalars: { Value: readOnly((value) => value), Error: readOnly(() => null) } });

/** [date-system] Functions of the sheet without a cell: only what tells the date system apart. */
const functions = wireClass<BookOn>('Functions', {
  methods: {
    Date: ({ book }, year, month, day) => {
      const serial = serialOf(numberArgument(year), numberArgument(month), numberArgument(day)) ?? gap('a date that is none');
      return functionResult(book.is1904 ? serial - 1462 : serial);
    },
  },
});

/** The workbook: what every object path begins with. */
export const workbook = wireClass<BookOn>('Workbook', {
  scalars: { Name: readOnly(({ book }) => book.name), ReadOnly: readOnly(({ book }) => book.isReadOnly), IsDirty: readOnly(() => true), AutoSave: readOnly(() => false), PreviouslySaved: readOnly(() => true) },
  objects: {
    Worksheets: (on) => worksheets(on), Tables: (on) => tables(on), Names: (on) => names(on), Application: (on) => application(on), _Runtime: (on) => runtime(on), Protection: (on) => protection(on),
    Settings: ({ book }) => settings({ values: book.settings, isCaseless: false }), Properties: (on) => documentProperties(on), Functions: (on) => functions(on),
  },
  methods: {
    GetSelectedRange: selected,
    GetActiveCell: (on) => (selected(on).call('GetCell', [0, 0]) as WireObject),
    Save: () => undefined,
    _RemoveReference: removeReference,
    _RemoveAllReferences: ({ book }) => book.kept.clear(),
    _GetReferenceCount: ({ book }) => book.kept.size,
    _GetRangeForEventByReferenceId: ({ book }, id) => keptObject(book, textArgument(id)),
    _GetRangeOrNullObjectForEventByReferenceId: ({ book }, id) => keptRange(book, textArgument(id)),
  },
});

/** A new object by its type: the client makes one at start that does nothing here. */
export const createObject = (typeName: string): WireObject => (typeName === 'Microsoft.InternalService.AddinInternalService' ? wireClass<null>('AddinInternalService', { methods: { NotifyActionHandlerReady: () => undefined } })(null) : gap(`a new ${typeName}`));

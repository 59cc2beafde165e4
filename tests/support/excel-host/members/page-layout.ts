import { addressOf, areaFrom } from '../model/area';
import { checkAllowed } from '../model/book';
import { isWireObject, wireClass, type Argument, type Scalar, type WireObject } from '../wire/object';
import type { Json } from '../wire/shapes';
import { keptFact, keptFacts, textArgument, type RangeOn } from './common';
import { range } from './range';
import type { SheetOn } from './worksheet';

const usual: Readonly<Record<string, Json>> = {
  Orientation: 'Portrait', Zoom: { scale: 100 }, PaperSize: null, CenterHorizontally: false, CenterVertically: false, PrintGridlines: false, PrintHeadings: false, PrintOrder: 'DownThenOver',
  LeftMargin: 50.4, RightMargin: 50.4, TopMargin: 54, BottomMargin: 54, HeaderMargin: 21.6, FooterMargin: 21.6, BlackAndWhite: false, DraftMode: false, FirstPageNumber: '', PrintComments: 'NoComments', PrintErrors: 'AsDisplayed',
};

const fact = (name: string): Scalar<SheetOn> => {
  const kept = keptFact<SheetOn>(({ sheet }) => sheet.pageLayout, name, usual[name]!);
  return { get: kept.get, set: (on, value) => {
    checkAllowed(on.sheet, null);
    kept.set!(on, value);
  } };
};

const addressIn = (value: Argument): string => (isWireObject(value) ? addressOf((value.on as RangeOn).area) : addressOf(areaFrom(textArgument(value).replaceAll('$', ''))));
const setArea = (name: string) => ({ sheet }: SheetOn, value: Argument): void => {
  sheet.pageLayout[name] = addressIn(value);
};
const areaOrNull = (name: string) => ({ book, sheet }: SheetOn): WireObject | null => {
  const address = sheet.pageLayout[name];
  return typeof address === 'string' ? range({ book, sheet, area: areaFrom(address) }) : null;
};

const footers = (kind: string) => wireClass<SheetOn>('HeaderFooter', {
  scalars: Object.fromEntries(['LeftHeader', 'CenterHeader', 'RightHeader', 'LeftFooter', 'CenterFooter', 'RightFooter'].map((name) => [name, keptFact<SheetOn>(({ sheet }) => sheet.pageLayout, `${kind}.${name}`, '')])),
});
const pages = { DefaultForAllPages: footers('all'), FirstPage: footers('first'), EvenPages: footers('even'), OddPages: footers('odd') };
const headersFooters = wireClass<SheetOn>('HeaderFooterGroup', {
  scalars: keptFacts<SheetOn>(({ sheet }) => sheet.pageLayout, { State: 'Default', UseSheetMargins: true, UseSheetScale: true }),
  objects: Object.fromEntries(Object.entries(pages).map(([name, make]) => [name, (on: SheetOn) => make(on)])),
});

/** How a sheet is printed. */
export const pageLayout = wireClass<SheetOn>('PageLayout', {
  scalars: Object.fromEntries(Object.keys(usual).map((name) => [name, fact(name)])),
  objects: { HeadersFooters: (on) => headersFooters(on) },
  methods: {
    SetPrintArea: setArea('printArea'), SetPrintTitleRows: setArea('titleRows'), SetPrintTitleColumns: setArea('titleColumns'),
    GetPrintAreaOrNullObject: areaOrNull('printArea'), GetPrintTitleRowsOrNullObject: areaOrNull('titleRows'), GetPrintTitleColumnsOrNullObject: areaOrNull('titleColumns'),
    SetPrintMargins: ({ sheet }, unit, options): void => {
      sheet.pageLayout['margins'] = { unit: textArgument(unit), ...(options as Record<string, Json>) };
    },
  },
});

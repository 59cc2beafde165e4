import type { XlsxPackage } from './package-parts';

/** What a part's name or content type (in lower case) says about things of the user's own. */
const EXTRA_MARKS: readonly (readonly [extra: string, ...marks: string[]])[] = [
  ['charts', '/charts/', '/chartsheets/', 'drawingml.chart', '.chartsheet+xml'],
  ['pictures', '/media/'],
  ['drawings', '/drawings/drawing', '.drawing+xml'],
  ['diagrams', '/diagrams/'],
  ['comments', '/comments', '.comments+xml', 'threadedcomment'],
  ['macros', 'vbaproject', 'vbadata', '/macrosheets/', 'macrosheet+xml', 'macroenabled'],
  ['pivot tables', '/pivottables/', '/pivotcache/', '.pivottable+xml'],
  ['slicers', '/slicers/', '/slicercaches/'],
  ['timelines', '/timelines/', '/timelinecaches/'],
  ['external links', '/externallinks/', '.externallink+xml'],
  ['connections', '/connections.xml', '/querytables/', '.connections+xml'],
  ['data model', '/model/'],
  ['xml maps', '/xmlmaps'],
  ['custom xml', 'customxml/'],
  ['custom properties', 'docprops/custom', '/customproperty'],
  ['dialog sheets', '/dialogsheets/', '.dialogsheet+xml'],
  ['form controls', '/ctrlprops/'],
  ['ActiveX controls', '/activex/'],
  ['embedded objects', '/embeddings/', '.oleobject'],
  ['linked data', '/richdata/'],
  ['printer settings', '/printersettings/'],
  ['change history', '/revisions/'],
  ['custom ribbon', 'customui/'],
  ['web extensions', '/webextensions/'],
  ['signatures', '_xmlsignatures/'],
];

/** Extras that are also a danger, or that would fetch something if anybody let them. */
const WARNED: ReadonlyMap<string, string> = new Map([
  ['macros', 'MACROS'], ['external links', 'EXTERNAL_LINKS'], ['connections', 'CONNECTIONS'],
  ['embedded objects', 'OLE'], ['ActiveX controls', 'ACTIVEX'],
]);

/** Names what of the user's own stands in the package, from names and types of its parts alone, without reading them. */
export const findExtras = (pack: XlsxPackage): readonly string[] => {
  const signs = pack.names.map((name) => `/${name} ${pack.contentType(name)}`.toLowerCase());
  return EXTRA_MARKS.filter(([, ...marks]) => signs.some((sign) => marks.some((mark) => sign.includes(mark)))).map(([extra]) => extra);
};

/** The warnings for some extras. What they stand for is never run, fetched or carried into a rendered workbook. */
export const warningsFor = (extras: readonly string[]): readonly string[] =>
  extras.map((extra) => WARNED.get(extra)).filter((warning) => warning !== undefined);

import type { Cell, ConditionalFormattingRule, DataValidation, Worksheet } from 'exceljs';
import { addressOf, lettersOf, type Area } from './excel-host/model/area';
import { displayed } from './excel-host/displayed';
import type { Book } from './excel-host/model/book';
import { cellAt, lookAt, type Sheet } from './excel-host/model/sheet';
import { isJsonObject, type Json } from './excel-host/wire/shapes';

/** A cell as a person sees it, whichever program keeps it; what is usual is left out. */
export type ShownCell = Readonly<Record<string, unknown>>;
/** What a person sees of a sheet beside its cells. */
export type ShownSheet = Readonly<Record<string, unknown>>;

const usual: ShownCell = { name: 'Calibri', size: 11, format: 'General', horizontal: 'general', vertical: 'bottom', indent: 0, wraps: false, isBold: false, isItalic: false, isUnderlined: false, isLocked: true, ink: '000000' };
const unusual = (cell: ShownCell): ShownCell => Object.fromEntries(Object.entries(cell).filter(([key, value]) => value !== undefined && value !== null && value !== '' && value !== usual[key]));

const hex = (colour: Json | undefined): string | undefined => (typeof colour === 'string' && colour !== '' ? colour.replace('#', '').toUpperCase() : undefined);
const argb = (colour: { readonly argb?: string } | undefined): string | undefined => colour?.argb?.slice(2);

const excelLines: Readonly<Record<string, string>> = { Thin: 'thin', Hairline: 'hair' };

/** A line along an edge: "thin D5DEDC". */
const excelLine = (sheet: Sheet, row: number, column: number, side: string): string | undefined => {
  const look = (name: string): Json => lookAt(sheet, row, column, `borders.${side}.${name}`);
  return look('style') === 'None' ? undefined : `${excelLines[String(look('weight'))] ?? String(look('weight'))} ${hex(look('color'))}`;
};

/** A line between two cells is the right one of the first and the left one of the second. */
const lineBefore = (sheet: Sheet, row: number, column: number): string | undefined => (column === 0 ? undefined : excelLine(sheet, row, column - 1, 'EdgeRight'));

const lower = (value: Json): string => String(value).toLowerCase();

const excelLink = (link: Json | undefined): string | undefined => (isJsonObject(link) ? String(link['documentReference']) : undefined);

/** A cell of the emulated Excel. */
export const cellOfExcel = (book: Book, sheet: Sheet, row: number, column: number): ShownCell => {
  const look = (key: string): Json => lookAt(sheet, row, column, key);
  const fill = hex(look('fill.color'));
  const vertical = lower(look('verticalAlignment'));
  return unusual({
    value: displayed(book, sheet, row, column).value, formula: cellAt(sheet, row, column)?.formula?.slice(1), link: excelLink(cellAt(sheet, row, column)?.hyperlink),
    format: look('numberFormat'), name: look('font.name'), size: look('font.size'), ink: hex(look('font.color')), isBold: look('font.bold'), isItalic: look('font.italic'), isUnderlined: look('font.underline') !== 'None',
    fill: fill === 'FFFFFF' ? undefined : fill, horizontal: lower(look('horizontalAlignment')), vertical: vertical === 'center' ? 'middle' : vertical, indent: look('indentLevel'), wraps: look('wrapText'), isLocked: look('protection.locked'),
    top: excelLine(sheet, row, column, 'EdgeTop'), bottom: excelLine(sheet, row, column, 'EdgeBottom'), left: excelLine(sheet, row, column, 'EdgeLeft') ?? lineBefore(sheet, row, column),
  });
};

const fileLine = (line: { readonly style?: string; readonly color?: { readonly argb?: string } } | undefined): string | undefined => line?.style && `${line.style} ${argb(line.color)}`;

/** A cell of an xlsx file. */
export const cellOfFile = (cell: Cell): ShownCell => {
  const { font, fill, alignment, border, protection, numFmt } = cell;
  const ground = fill?.type === 'pattern' ? argb(fill.fgColor) : undefined;
  // exceljs shows the first value of a merge in all its cells.
  const isCovered = cell.isMerged && cell.master !== cell;
  const value: unknown = isCovered ? undefined : cell.formula === undefined ? cell.value : cell.result;
  return unusual({
    value: value instanceof Date ? (value.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000 : value, formula: isCovered ? undefined : cell.formula,
    format: numFmt, name: font?.name, size: font?.size, ink: argb(font?.color), isBold: font?.bold, isItalic: font?.italic, isUnderlined: font?.underline === true ? true : undefined,
    fill: ground === 'FFFFFF' ? undefined : ground, horizontal: alignment?.horizontal, vertical: alignment?.vertical, indent: alignment?.indent, wraps: alignment?.wrapText, isLocked: protection?.locked,
    top: fileLine(border?.top), bottom: fileLine(border?.bottom), left: fileLine(border?.left),
  });
};

export const placeName = (row: number, column: number): string => `${lettersOf(column)}${row + 1}`;

/** Characters to points, of Calibri 11: 7 pixels a digit and 5 beside them, 96 pixels to 72 points. */
const pointsOf = (characters: number): number => Math.trunc(((256 * characters + Math.trunc(128 / 7)) / 256) * 7) * 0.75;

const validationOfFile = ({ type, formulae, errorStyle, error, prompt }: DataValidation): unknown =>
  ({ type, bounds: (formulae as unknown[]).map((bound) => (bound instanceof Date ? (bound.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000 : typeof bound === 'string' ? bound.replace(/^=/, '') : bound)), style: errorStyle ?? 'stop', error, prompt });

const kinds: Readonly<Record<string, string>> = { wholeNumber: 'whole' };
/** Days come as texts or as numbers. */
const bound = (value: Json): Json => (typeof value === 'string' && Number.isFinite(Number(value.replace(/^=/, ''))) ? Number(value.replace(/^=/, '')) : typeof value === 'string' ? value.replace(/^=/, '') : value);
const dayOf = (value: Json): Json => {
  const date = typeof value === 'string' ? /^=?DATE\((\d+),(\d+),(\d+)\)$/.exec(value) : null;
  return date ? (Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])) - Date.UTC(1899, 11, 30)) / 86_400_000 : bound(value);
};

const validationOfExcel = (rule: Json, alert: Json, prompt: Json): unknown => {
  const [[kind = '', facts] = []] = isJsonObject(rule) ? Object.entries(rule) : [];
  const given = isJsonObject(facts) ? facts : {};
  const bounds = kind === 'list' ? [bound(given['source'] ?? null)] : [dayOf(given['formula1'] ?? null), dayOf(given['formula2'] ?? null)];
  const [error, hint] = [isJsonObject(alert) ? alert : {}, isJsonObject(prompt) ? prompt : {}];
  return { type: kinds[kind] ?? kind, bounds, style: lower(error['style'] ?? 'stop'), error: error['message'], prompt: hint['message'] === '' ? undefined : hint['message'] };
};

/** Files are read cell by cell. */
const cellsOfArea = ({ top, left, bottom, right }: Area): string[] => Array.from({ length: (bottom - top + 1) * (right - left + 1) }, (_, i) => placeName(top + Math.floor(i / (right - left + 1)), left + (i % (right - left + 1))));

const byText = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort();

type FileRule = ConditionalFormattingRule & { readonly formulae?: readonly unknown[]; readonly color?: { readonly argb?: string }; readonly style?: { readonly font?: { readonly color?: { readonly argb?: string }; readonly bold?: boolean }; readonly fill?: { readonly bgColor?: { readonly argb?: string } } } };

const formatOfFile = (ref: string, rule: FileRule): readonly [number, unknown] =>
  [rule.priority ?? 0, rule.type === 'dataBar' ? { ref, kind: 'dataBar', colour: argb(rule.color) } : { ref, kind: rule.type, what: String(rule.formulae?.[0]), ink: argb(rule.style?.font?.color), isBold: rule.style?.font?.bold === true, fill: argb(rule.style?.fill?.bgColor) }];

const formatOfExcel = ({ areas, type, facts }: Sheet['conditionalFormats'][number]): unknown => {
  const ref = areas.map(addressOf).join(' ');
  if (type === 'DataBar') return { ref, kind: 'dataBar', colour: hex(facts['positive.FillColor']) };
  const rule = facts['Rule'];
  const what = type === 'CellValue' ? (isJsonObject(rule) ? rule['formula1'] : null) : facts['rule.Formula'];
  return { ref, kind: type === 'CellValue' ? 'cellIs' : 'expression', what: String(what).replace(/^=/, ''), ink: hex(facts['font.Color']), isBold: facts['font.Bold'] === true, fill: hex(facts['fill.Color']) };
};

const titled = (text: string | undefined): string | undefined => text?.replaceAll('$', '');

/** What a file says of a sheet. */
export const sheetOfFile = (sheet: Worksheet, columns: number): ShownSheet => {
  const { pageSetup: page, views: [view] } = sheet;
  const own = sheet as unknown as { readonly dataValidations: { readonly model: Record<string, DataValidation> }; readonly conditionalFormattings: readonly { readonly ref: string; readonly rules: readonly FileRule[] }[]; readonly sheetProtection: unknown };
  return {
    state: sheet.state, tone: argb(sheet.properties.tabColor as { argb?: string }), isGridShown: view?.showGridLines !== false,
    frozen: view?.state === 'frozen' ? [view.ySplit ?? 0, view.xSplit ?? 0] : [0, 0], isProtected: own.sheetProtection !== null && own.sheetProtection !== undefined,
    merges: [...(sheet.model.merges as unknown as string[])].sort(),
    columns: Array.from({ length: columns }, (_, i) => (sheet.getColumn(i + 1).hidden ? 'hidden' : pointsOf(sheet.getColumn(i + 1).width ?? 0))),
    validations: byText(Object.entries(own.dataValidations.model).map(([cell, rule]) => ({ cell, ...(validationOfFile(rule) as object) }))),
    formats: own.conditionalFormattings.flatMap(({ ref, rules }) => rules.map((rule) => formatOfFile(ref, rule))).sort(([a], [b]) => a - b).map(([, one]) => one),
    page: { orientation: page.orientation, wide: page.fitToWidth, tall: page.fitToHeight || undefined, rows: titled(page.printTitlesRow), columns: titled(page.printTitlesColumn) },
    tables: Object.values((sheet as unknown as { readonly tables: Record<string, { readonly table: { readonly name: string; readonly tableRef: string; readonly style: { readonly theme?: string; readonly showRowStripes?: boolean } } }> }).tables)
      .map(({ table }) => ({ name: table.name, ref: table.tableRef, style: table.style.theme, isStriped: table.style.showRowStripes === true })),
  };
};

/** What the emulated Excel says of a sheet. */
export const sheetOfExcel = (sheet: Sheet, columns: number): ShownSheet => {
  const zoom = sheet.pageLayout['Zoom'];
  const fit = isJsonObject(zoom ?? null) ? (zoom as { readonly [key: string]: Json }) : {};
  return {
    state: { Visible: 'visible', Hidden: 'hidden', VeryHidden: 'veryHidden' }[sheet.visibility], tone: hex(sheet.facts['tabColor']), isGridShown: (sheet.facts['showGridlines'] ?? sheet.facts['Gridlines']) !== false,
    frozen: sheet.frozen ? [sheet.frozen.bottom > 1_000_000 ? 0 : sheet.frozen.bottom + 1, sheet.frozen.right > 16_000 ? 0 : sheet.frozen.right + 1] : [0, 0], isProtected: sheet.protection !== null,
    merges: sheet.merges.map(addressOf).sort(),
    columns: Array.from({ length: columns }, (_, i) => (sheet.columnLooks.get(i)?.['columnHidden'] === true ? 'hidden' : sheet.columnLooks.get(i)?.['columnWidth'])),
    validations: byText(sheet.validations.flatMap(({ areas, rule, errorAlert, prompt }) => areas.flatMap(cellsOfArea).map((cell) => ({ cell, ...(validationOfExcel(rule, errorAlert, prompt) as object) })))),
    formats: sheet.conditionalFormats.map(formatOfExcel),
    page: { orientation: lower(sheet.pageLayout['Orientation'] ?? 'Portrait'), wide: fit['horizontalFitToPages'], tall: fit['verticalFitToPages'], rows: titled(sheet.pageLayout['titleRows'] as string | undefined), columns: titled(sheet.pageLayout['titleColumns'] as string | undefined) },
    tables: sheet.tables.map(({ name, area, facts }) => ({ name, ref: addressOf(area), style: facts['style'], isStriped: facts['showBandedRows'] === true })),
  };
};

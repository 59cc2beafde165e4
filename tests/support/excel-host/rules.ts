/**
 * What the emulated host knows of Excel. Nothing here was ever run against a real Excel: each rule says how well it is known and from where,
 * and the suite prints how many are assumed. `client`: read in Microsoft's client library; `documented`: Microsoft's documentation;
 * `reported`: users or maintainers in a public thread; `assumed`: remembered or inferred.
 */
export type Evidence = 'client' | 'documented' | 'reported' | 'assumed';

export interface Rule {
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: string;
  /** Code of the error, where the rule refuses something. */
  readonly code?: string;
}

const docs = 'learn.microsoft.com, Office Add-ins';

export const rules = {
  'unknown-member': { says: 'A member that is not modelled fails as a gap, so that nothing is taken for granted.', evidence: 'client', source: 'of the emulator itself', code: 'EmulatorGap' },
  'first-error-stops': { says: 'A batch stops at its first error and answers its index.', evidence: 'client', source: 'ActionIndex in the client', code: 'InvalidArgument' },
  'no-rollback': { says: 'What came before the error stays done.', evidence: 'assumed', source: 'no documentation says otherwise' },
  'item-not-found': { says: 'A sheet, table, name or setting that is not there is an error, and a null object from getItemOrNullObject.', evidence: 'documented', source: docs, code: 'ItemNotFound' },
  'array-size': { says: 'Values, formulas and number formats written must have the size of the range; a single one fills it.', evidence: 'documented', source: `${docs}: Range.values`, code: 'InvalidArgument' },
  'null-leaves': { says: 'null in an array of values leaves the cell as it is; an empty text clears it.', evidence: 'documented', source: `${docs}: blank and null values` },
  'entry-coercion': { says: 'A text written into a cell that is not of text format is read as if it were typed: numbers, dates, percentages, truth values.', evidence: 'reported', source: 'OfficeDev/office-js#1559, #229' },
  'text-format': { says: 'A cell of format @ keeps what is written as text, also what looks like a formula.', evidence: 'documented', source: `${docs}: Range.numberFormat` },
  'apostrophe': { says: 'A leading apostrophe makes an entry text and is not part of it.', evidence: 'assumed', source: 'as in Excel by hand' },
  'formula-by-equals': { says: 'An entry beginning with "=" is a formula.', evidence: 'documented', source: `${docs}: Range.formulas` },
  'en-us-values': { says: 'Values, formulas and number formats of the interface are en-US whatever the locale.', evidence: 'reported', source: 'OfficeDev/office-js#1559 (by design)' },
  'mixed-is-null': { says: 'A format that differs within a range reads as null.', evidence: 'documented', source: `${docs}: RangeFormat` },
  'sheet-name-length': { says: 'A sheet name has 1 to 31 characters.', evidence: 'documented', source: 'support.microsoft.com: rename a worksheet', code: 'InvalidArgument' },
  'sheet-name-characters': { says: 'A sheet name holds none of : \\ / ? * [ ] and neither begins nor ends with an apostrophe.', evidence: 'documented', source: 'support.microsoft.com: rename a worksheet', code: 'InvalidArgument' },
  'sheet-name-taken': { says: 'Sheet names are unique without regard to case.', evidence: 'documented', source: 'support.microsoft.com: rename a worksheet', code: 'ItemAlreadyExists' },
  'chart-sheets': { says: 'A sheet that holds a chart alone is not listed among the sheets, and has its name all the same.', evidence: 'assumed', source: 'no interface names chart sheets' },
  'sheet-name-history': { says: 'A sheet cannot be called History.', evidence: 'documented', source: 'support.microsoft.com: rename a worksheet', code: 'InvalidArgument' },
  'last-visible-sheet': { says: 'A workbook keeps one visible sheet: the last one can be neither deleted nor hidden.', evidence: 'documented', source: `${docs}: Worksheet.delete`, code: 'InvalidOperation' },
  'table-overlap': { says: 'Tables do not overlap.', evidence: 'documented', source: `${docs}: TableCollection.add`, code: 'InvalidArgument' },
  'table-name': { says: 'A table name begins with a letter, _ or \\, holds letters, digits, _ and ., and does not read as a cell.', evidence: 'documented', source: 'support.microsoft.com: rename an Excel table', code: 'InvalidArgument' },
  'name-taken': { says: 'Names of tables and of ranges are unique in the workbook without regard to case.', evidence: 'documented', source: 'support.microsoft.com: rename an Excel table', code: 'ItemAlreadyExists' },
  'table-headers': { says: 'Header cells become text, unique in their table; blank ones are filled.', evidence: 'assumed', source: 'as in Excel by hand' },
  'table-resize': { says: 'A table is resized to a range that overlaps it and keeps its header row.', evidence: 'documented', source: `${docs}: Table.resize`, code: 'InvalidArgument' },
  'table-growth': { says: 'What is typed just below a table makes it a row longer, and just beside it a column wider; a computed column fills the new row.', evidence: 'assumed', source: 'an AutoCorrect option, on unless switched off' },
  'no-growth-by-interface': { says: 'What an add-in writes below a table does not make it longer.', evidence: 'assumed', source: 'OfficeDev/office-js#3191 and #3013 say that growth cannot be relied on' },
  'list-literal': { says: 'A list written out in a rule has at most 255 characters.', evidence: 'reported', source: 'threads of XlsxWriter, excelize, ClosedXML and exceljs', code: 'InvalidArgument' },
  'validation-of-entries': { says: 'A stop rule refuses what is typed against it; a paste, a fill and an add-in pass it by.', evidence: 'documented', source: `${docs}: data validation`, code: 'DataValidation' },
  'protected-cells': { says: 'Locked cells of a protected sheet cannot be changed.', evidence: 'documented', source: `${docs}: WorksheetProtection`, code: 'AccessDenied' },
  'protected-structure': { says: 'Rows, columns, tables and formats of a protected sheet stand as they are, unless its options allow.', evidence: 'documented', source: `${docs}: WorksheetProtectionOptions`, code: 'AccessDenied' },
  'protect-twice': { says: 'Protecting a protected sheet, or unprotecting one that is not, is refused.', evidence: 'reported', source: 'OfficeDev/office-js#6784', code: 'AccessDenied' },
  'protected-workbook': { says: 'Sheets of a protected workbook can be neither made, deleted, renamed, moved nor hidden.', evidence: 'documented', source: `${docs}: WorkbookProtection`, code: 'AccessDenied' },
  'request-size': { says: 'A request of more than 5 MB is refused on the web.', evidence: 'documented', source: `${docs}: resource limits`, code: 'RequestPayloadSizeLimitExceeded' },
  'response-size': { says: 'An answer of more than 5 MB is refused on the web.', evidence: 'documented', source: `${docs}: resource limits`, code: 'ResponsePayloadSizeLimitExceeded' },
  'cell-editing': { says: 'While somebody edits a cell a request fails, or waits where delayForCellEdit was asked for.', evidence: 'documented', source: `${docs}: Excel.RunOptions`, code: 'InvalidOperationInCellEditMode' },
  'events-to-listeners': { says: 'Events go to those who registered, after the request, and to nobody while enableEvents is false.', evidence: 'documented', source: `${docs}: Runtime.enableEvents` },
  'events-in-batches': { says: 'One edit makes one event, whatever the number of cells; a single cell comes with its values.', evidence: 'reported', source: 'OfficeDev/office-js#5347' },
  'insert-shifts': { says: 'Inserted and deleted rows and columns move kept ranges, tables, names, rules, merges and references in formulas.', evidence: 'documented', source: `${docs}: Range.insert` },
  'undo-cleared': { says: 'What an add-in writes clears the undo stack of the person.', evidence: 'documented', source: `${docs}: undo support` },
  'undo-and-co-authors': { says: 'What somebody else changed is not taken back: here nothing can be undone past it, where Excel may be finer.', evidence: 'assumed', source: 'as in Excel by hand' },
  'used-range': { says: 'The used range spans cells with values or formats of their own; with valuesOnly, those with values.', evidence: 'documented', source: `${docs}: Worksheet.getUsedRange` },
  'merge-keeps-first': { says: 'Merging keeps the upper left value alone.', evidence: 'documented', source: `${docs}: Range.merge` },
  'merge-in-table': { says: 'Cells of a table are not merged.', evidence: 'documented', source: 'support.microsoft.com: merge cells', code: 'InvalidOperation' },
  'conditional-format-first': { says: 'A new conditional format comes first.', evidence: 'documented', source: `${docs}: ConditionalFormatCollection.add` },
  'cell-text-length': { says: 'A cell holds at most 32,767 characters.', evidence: 'documented', source: 'support.microsoft.com: Excel specifications', code: 'InvalidArgument' },
  'formula-length': { says: 'A formula has at most 8,192 characters.', evidence: 'documented', source: 'support.microsoft.com: Excel specifications', code: 'InvalidArgument' },
  'cell-address': { says: 'An address that is none is refused.', evidence: 'documented', source: docs, code: 'InvalidArgument' },
  'out-of-sheet': { says: 'A range outside the sheet is refused.', evidence: 'documented', source: docs, code: 'InvalidArgument' },
  'very-hidden-delete': { says: 'A very hidden sheet cannot be deleted before it is shown, or hidden only.', evidence: 'documented', source: `${docs}: Worksheet.delete`, code: 'InvalidOperation' },
  'very-hidden-selection': { says: 'A hidden sheet cannot be activated, nor a cell on it be selected.', evidence: 'assumed', source: 'as in Excel by hand', code: 'InvalidOperation' },
  'empty-used-range': { says: 'The used range of an empty sheet is its first cell, and a null object from getUsedRangeOrNullObject.', evidence: 'documented', source: `${docs}: Worksheet.getUsedRange` },
  'body-of-a-table': { says: 'A table has at least one row of data, which may be empty.', evidence: 'assumed', source: 'as in Excel by hand' },
  'copies-tile': { says: 'A copy fills a larger range by repeating itself; references that are not fixed move along; looks, rules and conditional formats come with a copy of all.', evidence: 'documented', source: `${docs}: Range.copyFrom` },
  'date-system': { says: 'A workbook of 1904 counts dates 1,462 days less; DATE(1904,1,1) tells them apart.', evidence: 'assumed', source: 'no interface names the date system' },
  'calculated-at-once': { says: 'A formula is calculated as soon as something that it looks at changes, or is asked for its value.', evidence: 'documented', source: `${docs}: CalculationMode` },
  'copied-rows': { says: 'Copied rows bring their hidden columns along.', evidence: 'assumed', source: 'as in Excel by hand' },
  'inserted-rows': { says: 'A row that a person inserts looks as the one above it, and inside a table it gets the computed columns.', evidence: 'assumed', source: 'as in Excel by hand' },
  'sort-moves-rows': { says: 'A sort moves the cells of its columns, with their looks; references to the own row go along.', evidence: 'documented', source: 'support.microsoft.com: sort data in a table' },
  'filter-hides-rows': { says: 'A filter hides rows and changes nothing else.', evidence: 'documented', source: 'support.microsoft.com: filter data in a table' },
  'manner-of-entry': { says: 'What a person types is read in the manner of their locale: decimal comma, day before month.', evidence: 'assumed', source: 'as in Excel by hand' },
  'rename-follows': { says: 'Formulas follow a tab, a table or a column that gets another name.', evidence: 'documented', source: 'support.microsoft.com: rename a worksheet' },
  'names-in-formulas': { says: 'A name in a formula means its cells, wherever they went; one that nobody has given is #NAME?, one whose cells are gone #REF!.', evidence: 'documented', source: 'support.microsoft.com: define and use names in formulas' },
  'column-width': { says: 'Widths through the interface are in points, not in characters.', evidence: 'documented', source: `${docs}: RangeFormat.columnWidth` },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;

/** What the host answers instead of doing it. */
export class HostError extends Error {
  constructor(readonly code: string, message: string, readonly rule: RuleId) {
    super(message);
  }
}

/** Refuses what a rule forbids. */
export const refuse = (rule: RuleId, detail: string): never => {
  const { says, code = 'GeneralException' }: Rule = rules[rule];
  throw new HostError(code, `${detail}: ${says}`, rule);
};

/** What the emulator does not know: never a guess. */
export const gap = (what: string): never => {
  throw new HostError('EmulatorGap', `EMULATOR GAP: ${what}`, 'unknown-member');
};

export const rulesByEvidence = (): Record<Evidence, number> => {
  const count = { client: 0, documented: 0, reported: 0, assumed: 0 };
  for (const { evidence } of Object.values<Rule>(rules)) count[evidence] += 1;
  return count;
};

/** What becomes of a reading that is cut off from outside: the reader itself never says these. */
export type IsolationRefusalCode = 'TOO_SLOW' | 'TOO_MUCH_MEMORY' | 'READER_FAILED';

/** Every reason to refuse a whole workbook. A fault of one cell is never here: it makes that cell unreadable. */
export type XlsxRefusalCode =
  | IsolationRefusalCode
  | 'FILE_TOO_LARGE' | 'EMPTY_OR_TINY' | 'NOT_ZIP' | 'HTML_NOT_XLSX'
  | 'ENCRYPTED_XLSX' | 'LEGACY_XLS' | 'OLE_UNKNOWN'
  | 'NOT_XLSX' | 'XLSB_REFUSED'
  | 'TRUNCATED_ZIP' | 'ZIP_LAYOUT' | 'MULTIDISK' | 'ZIP64_REFUSED' | 'ZIP_ENCRYPTED' | 'ZIP_METHOD'
  | 'TOO_MANY_PARTS' | 'BAD_PART_NAME' | 'DUPLICATE_PART' | 'NAME_MISMATCH' | 'OVERLAPPING_PARTS'
  | 'PART_TOO_LARGE' | 'EXPANDS_TOO_FAR' | 'RATIO'
  | 'SIZE_LIE' | 'CORRUPT_PART' | 'CRC_MISMATCH'
  | 'ENCODING' | 'DOCTYPE_REFUSED' | 'XML' | 'XML_TOO_DEEP' | 'XML_TOO_MANY'
  | 'TOO_MANY_SHEETS' | 'DUPLICATE_SHEET' | 'SHEET_PART_MISSING'
  | 'SST_TOO_MANY' | 'NO_SHARED_STRINGS' | 'TEXT_TOO_LONG' | 'TEXT_TOTAL'
  | 'TOO_MANY_ROWS' | 'TOO_MANY_CELLS' | 'ROW_REF' | 'CELL_REF' | 'DUPLICATE_CELL';

/** Why a workbook was not read. `detail` is technical English for logs, never shown to a person as it is. */
export interface XlsxRefusal {
  readonly code: XlsxRefusalCode;
  readonly detail: string;
}

/** Unwinds the reader from any depth; `readXlsx` turns it into a value, so no caller ever sees it thrown. */
export class RefusedError extends Error {
  readonly refusal: XlsxRefusal;

  constructor(refusal: XlsxRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Gives up on the whole workbook. */
export const refuse = (code: XlsxRefusalCode, detail: string): never => {
  throw new RefusedError({ code, detail });
};

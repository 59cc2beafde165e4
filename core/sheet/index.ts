export { cellAddress, columnLetters, isCellError, type CellError, type CellValue, type Grid, type GridCell, type GridRow, type GridWorksheet } from './grid';
export * from './model';
export { parseWorkbook, type ParsedWorkbook } from './parse/parse-workbook';
export { readStamp, type ReadStamp, type StampFailure } from './parse/read-stamp';
export type { Notice, NoticeCode, Problem, ProblemCode } from './problem';
export { renderWorkbook, type WorkbookInput } from './render/render-workbook';
export { nothingKept, type KeptCells } from './render/render-input';
export type { OpenConflict, Stamp } from './stamp';

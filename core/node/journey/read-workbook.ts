import { readStamp, type Grid, type ReadStamp } from '../../sheet';
import { readXlsx } from '../host-xlsx/read/read-xlsx';
import { fail, succeed, type Result } from './failure';

export interface ReadWorkbook {
  readonly grid: Grid;
  readonly stamped: ReadStamp;
}

/** Reads a file as a workbook, whosever it is. */
export const readGrid = (bytes: Uint8Array): Result<Grid> => {
  const read = readXlsx(bytes);
  return read.ok ? succeed(read.value.grid) : fail({ kind: 'xlsx', refusal: read.refusal });
};

/** Reads a file as a Planark workbook, or says what it is instead. */
export const readWorkbook = (bytes: Uint8Array): Result<ReadWorkbook> => {
  const grid = readGrid(bytes);
  if (!grid.ok) return grid;
  const stamped = readStamp(grid.value);
  return stamped.ok ? succeed({ grid: grid.value, stamped: stamped.value }) : fail({ kind: 'stamp', failure: stamped.failure });
};

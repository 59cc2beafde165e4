import { readStamp, type Grid, type ReadStamp } from '../../sheet';
import type { ReadXlsx } from '../host-xlsx/isolate/isolated-reader';
import { fail, succeed, type Result } from './failure';

export interface ReadWorkbook {
  readonly grid: Grid;
  readonly stamped: ReadStamp;
}

/** Reads a file as a workbook, whosever it is. */
export const readGrid = async (readXlsx: ReadXlsx, bytes: Uint8Array): Promise<Result<Grid>> => {
  const read = await readXlsx(bytes);
  return read.ok ? succeed(read.value.grid) : fail({ kind: 'xlsx', refusal: read.refusal });
};

/** A digital signature covers the file: it holds for these very bytes. */
export const isSigned = ({ extras }: Grid): boolean => extras.includes('signatures');

/** Reads a file as a Planark workbook, or says what it is instead. */
export const readWorkbook = async (readXlsx: ReadXlsx, bytes: Uint8Array): Promise<Result<ReadWorkbook>> => {
  const grid = await readGrid(readXlsx, bytes);
  if (!grid.ok) return grid;
  const stamped = readStamp(grid.value);
  return stamped.ok ? succeed({ grid: grid.value, stamped: stamped.value }) : fail({ kind: 'stamp', failure: stamped.failure });
};

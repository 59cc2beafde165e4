import { readStamp, type Grid, type ReadStamp } from '../../sheet';
import { readXlsx } from '../host-xlsx/read/read-xlsx';
import { fail, succeed, type Result } from './failure';

export interface ReadWorkbook {
  readonly grid: Grid;
  readonly stamped: ReadStamp;
}

/** Reads a file as a Planark workbook, or says what it is instead. */
export const readWorkbook = (bytes: Uint8Array): Result<ReadWorkbook> => {
  const read = readXlsx(bytes);
  if (!read.ok) return fail({ kind: 'xlsx', refusal: read.refusal });
  const { grid } = read.value;
  const stamped = readStamp(grid);
  return stamped.ok ? succeed({ grid, stamped: stamped.value }) : fail({ kind: 'stamp', failure: stamped.failure });
};

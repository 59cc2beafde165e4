import type { HostFailure } from './open-workbook';

/** Ends a write before it begins, or in the middle, with what is told about it. */
export class HostStop extends Error {
  constructor(readonly failure: HostFailure) {
    super(failure.kind);
  }
}

import type { GridCell } from '../grid';
import type { ModelValue } from '../model';
import { showsValue } from '../parse/sheet-row';

/** Does the sheet's cell show this already? A formula that shows the right result is left alone. */
export const isShown = (cell: GridCell | undefined, value: ModelValue, isFormula: boolean): boolean =>
  (cell?.isFormula === true) === isFormula && showsValue(cell, value);

import type { Area } from '../area';
import { gridOf, type Edit } from '../book';
import type { Sheet } from '../types';

/** An area as a rule keeps it: [open-ranges] with its open ends, or closed at the end of the grid. */
export const keptArea = (edit: Edit, sheet: Sheet, area: Area): Area => (edit.switches.openRangesStayOpen ? area : gridOf(sheet, area));

import { invalid, type Caller } from '../parts';
import type { Switches } from '../switches';
import { isEmptyArea, overlaps, subtract, type Area } from './area';
import type { Edit } from './book';
import type { Sheet } from './types';

export type Protection = Sheet['protections'][number];

const refusal = 'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

/** The owner is never locked out; of others those on the list may edit. [guards-without-editors] */
export const mayEdit = ({ facts }: Protection, { email, role }: Caller, { unnamedEditorsAreAll }: Pick<Switches, 'unnamedEditorsAreAll'>): boolean =>
  facts.warningOnly === true || role === 'owner' || (unnamedEditorsAreAll && facts.editors === undefined) || (facts.editors?.users ?? []).some((user) => user.toLowerCase() === email.toLowerCase());

/** What a protection covers: its areas without those that are open to all. */
const covered = ({ areas, unprotected }: Protection): Area[] => unprotected.reduce<Area[]>((left, open) => left.flatMap((area) => subtract(area, open)), [...areas]);

const closed = (edit: Edit, sheet: Sheet): Protection[] => sheet.protections.filter((one) => !mayEdit(one, edit.caller, edit.switches));

/** Refuses a change of cells that others have protected. */
export const checkCells = (edit: Edit, sheet: Sheet, area: Area): void => {
  if (isEmptyArea(area)) return;
  if (closed(edit, sheet).some((one) => covered(one).some((part) => overlaps(part, area)))) throw invalid(refusal);
};

/** A sheet that is protected as a whole can be neither renamed nor deleted by others. */
export const checkSheet = (edit: Edit, sheet: Sheet): void => {
  if (closed(edit, sheet).some(({ areas }) => areas.some(({ top, left, bottom, right }) => top === 0 && left === 0 && bottom === Infinity && right === Infinity))) throw invalid(refusal);
};

/** [protection-and-inserts] Lines that come within a protected range. */
export const checkInsert = (edit: Edit, sheet: Sheet, isRows: boolean, at: number): void => {
  if (!edit.switches.protectionBlocksInserts) return;
  const isInside = ({ top, left, bottom, right }: Area): boolean => {
    const [start, end] = isRows ? [top, bottom] : [left, right];
    return end === Infinity ? at >= start : at > start && at < end;
  };
  if (closed(edit, sheet).some(({ areas }) => areas.some(isInside))) throw invalid(refusal);
};

/** [protection-and-rows] Whole lines that go, move or are sorted across a protected range. */
export const checkLines = (edit: Edit, sheet: Sheet, area: Area): void => {
  if (edit.switches.protectionBlocksRowWork) checkCells(edit, sheet, area);
  else checkSheet(edit, sheet);
};

export const checkProtection = (edit: Edit, protection: Protection): void => {
  if (!mayEdit(protection, edit.caller, edit.switches)) throw invalid(refusal);
};

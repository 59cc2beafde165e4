import { invalid } from '../../parts';
import { everywhere, isWithin } from '../area';
import { freshId, placeOf, sheetById, type Edit } from '../book';
import { assign, parseMask } from '../mask';
import { checkProtection, type Protection } from '../protection';
import { toldProtection } from '../told';
import type { Area } from '../area';
import type { Book, ProtectedRange, Sheet } from '../types';
import { fieldsOf, type Apply } from './apply';
import { keptArea } from './kept-area';

interface Found {
  readonly sheet: Sheet;
  readonly index: number;
  readonly protection: Protection;
}

const find = (book: Book, id: number | undefined): Found | null => {
  for (const sheet of book.sheets) {
    const index = sheet.protections.findIndex(({ facts }) => facts.protectedRangeId === id);
    if (index >= 0) return { sheet, index, protection: sheet.protections[index]! };
  }
  return null;
};

const findOrRefuse = (edit: Edit, id: number | undefined): Found => {
  const found = find(edit.book, id);
  if (!found) throw invalid(`No protected range with id: ${id ?? 0}`);
  checkProtection(edit, found.protection);
  return found;
};

/** A range that names no side is the whole sheet. */
const areaOn = (edit: Edit, given: ProtectedRange): { readonly sheet: Sheet; readonly area: Area } => {
  if (given.namedRangeId !== undefined) {
    const name = edit.book.names.find(({ id }) => id === given.namedRangeId);
    if (!name?.area) throw invalid(`No named range with id: ${given.namedRangeId}`);
    return { sheet: sheetById(edit.book, name.sheetId), area: name.area };
  }
  const { sheet, area } = placeOf(edit.book, given.range);
  return { sheet, area: isWithin(everywhere, area) ? area : keptArea(edit, sheet, area) };
};

/** [protection-adds-maker] Who protects stays an editor; a warning has no editors. */
const editorsOf = (edit: Edit, given: ProtectedRange): ProtectedRange['editors'] => {
  const users = given.editors?.users ?? [];
  if (given.warningOnly) {
    if (users.length) throw invalid('Editors cannot be specified for a protected range that only warns.');
    return undefined;
  }
  // [guards-without-editors]
  if (edit.switches.unnamedEditorsAreAll && given.editors === undefined) return undefined;
  const isListed = users.some((user) => user.toLowerCase() === edit.caller.email.toLowerCase());
  return { ...given.editors, users: isListed || !edit.switches.protectionAddsItsMaker ? users : [...users, edit.caller.email] };
};

const protectionOf = (edit: Edit, area: Area, given: ProtectedRange, id: number): Protection => {
  const { range: _, unprotectedRanges = [], requestingUserCanEdit: __, editors: ___, ...facts } = given;
  const unprotected = unprotectedRanges.map((range) => placeOf(edit.book, range).area);
  const editors = editorsOf(edit, given);
  return { areas: [area], unprotected, facts: { ...facts, protectedRangeId: id, ...(editors && { editors }) } };
};

const addProtectedRange: Apply<'addProtectedRange'> = (edit, { protectedRange = {} }) => {
  const { book, caller, switches } = edit;
  const { sheet, area } = areaOn(edit, protectedRange);
  if (protectedRange.protectedRangeId !== undefined && find(book, protectedRange.protectedRangeId)) throw invalid(`A protected range with id ${protectedRange.protectedRangeId} already exists.`);
  const id = protectedRange.protectedRangeId ?? freshId(book, (one) => find(book, one) !== null);
  const protection = protectionOf(edit, area, protectedRange, id);
  sheet.protections.push(protection);
  return { addProtectedRange: { protectedRange: toldProtection(book, sheet, protection, caller, switches) } };
};

export const protectionRequests = {
  addProtectedRange,
  updateProtectedRange: (edit, { protectedRange = {}, fields }) => {
    const { sheet, index, protection } = findOrRefuse(edit, protectedRange.protectedRangeId);
    const before = { ...toldProtection(edit.book, sheet, protection, { ...edit.caller, role: 'owner' }, { ...edit.switches, protectionListsOwner: false }) };
    const next = assign(before, protectedRange, parseMask(fieldsOf(fields))) ?? {};
    const place = areaOn(edit, next);
    if (place.sheet !== sheet) throw invalid('A protected range cannot be moved to another sheet.');
    sheet.protections[index] = protectionOf(edit, place.area, next, protection.facts.protectedRangeId!);
  },
  deleteProtectedRange: (edit, { protectedRangeId }) => {
    const { sheet, protection } = findOrRefuse(edit, protectedRangeId);
    sheet.protections = sheet.protections.filter((one) => one !== protection);
  },
} satisfies { [K in 'addProtectedRange' | 'updateProtectedRange' | 'deleteProtectedRange']: Apply<K> };

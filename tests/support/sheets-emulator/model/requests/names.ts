import { invalid } from '../../parts';
import { parseAddress } from '../a1';
import { placeOf, type Edit } from '../book';
import { assign, parseMask } from '../mask';
import { toldName } from '../told';
import type { Book, Named } from '../types';
import { fieldsOf, type Apply } from './apply';
import { keptArea } from './kept-area';

const checkName = (book: Book, name: string, self?: Named): string => {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name.length > 250 || parseAddress(name) || /^(true|false)$/i.test(name)) throw invalid(`Invalid named range name: ${name}`);
  // [gone-names-stay] One whose cells are gone counts, although nobody is told of it.
  if (book.names.some((one) => one.id !== self?.id && one.name.toLowerCase() === name.toLowerCase())) throw invalid(`Cannot add named range with name: ${name}, a named range with that name already exists.`);
  return name;
};

/** [gone-names-answer] One whose cells are gone may be known by its id still. */
const find = ({ book, switches }: Edit, id: string | undefined): Named => {
  const named = book.names.find((one) => one.id === id && (one.area !== null || switches.goneNamesAnswer));
  if (!named) throw invalid(`No NamedRange with id: ${id ?? ''}`);
  return named;
};

export const nameRequests = {
  addNamedRange: (edit, { namedRange = {} }) => {
    const { book } = edit;
    const { sheet, area } = placeOf(book, namedRange.range);
    const id = namedRange.namedRangeId ?? `name${book.changes}x${book.names.length}`;
    if (book.names.some((one) => one.id === id)) throw invalid(`A named range with id ${id} already exists.`);
    const named: Named = { id, name: checkName(book, namedRange.name ?? ''), sheetId: sheet.id, area: keptArea(edit, sheet, area) };
    book.names.push(named);
    return { addNamedRange: { namedRange: toldName(named) } };
  },
  updateNamedRange: (edit, { namedRange = {}, fields }) => {
    const { book } = edit;
    const standing = find(edit, namedRange.namedRangeId);
    const next = assign(toldName(standing), namedRange, parseMask(fieldsOf(fields))) ?? {};
    const { sheet, area } = placeOf(book, next.range);
    book.names = book.names.map((one) => (one === standing ? { id: standing.id, name: checkName(book, next.name ?? '', standing), sheetId: sheet.id, area: keptArea(edit, sheet, area) } : one));
  },
  deleteNamedRange: (edit, { namedRangeId }) => {
    const standing = find(edit, namedRangeId);
    edit.book.names = edit.book.names.filter((one) => one !== standing);
  },
} satisfies { [K in 'addNamedRange' | 'updateNamedRange' | 'deleteNamedRange']: Apply<K> };

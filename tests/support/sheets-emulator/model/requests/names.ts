import { invalid } from '../../parts';
import { parseAddress } from '../a1';
import { placeOf } from '../book';
import { assign, parseMask } from '../mask';
import { toldName } from '../told';
import type { Book, Named } from '../types';
import { fieldsOf, type Apply } from './apply';

const checkName = (book: Book, name: string, self?: Named): string => {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name.length > 250 || parseAddress(name) || /^(true|false)$/i.test(name)) throw invalid(`Invalid named range name: ${name}`);
  if (book.names.some((one) => one.id !== self?.id && one.name.toLowerCase() === name.toLowerCase())) throw invalid(`A named range with the name "${name}" already exists.`);
  return name;
};

const find = (book: Book, id: string | undefined): Named => {
  const named = book.names.find((one) => one.id === id);
  if (!named) throw invalid(`No named range with id: ${id ?? ''}`);
  return named;
};

export const nameRequests = {
  addNamedRange: ({ book }, { namedRange = {} }) => {
    const { sheet, area } = placeOf(book, namedRange.range);
    const id = namedRange.namedRangeId ?? `name${book.changes}x${book.names.length}`;
    if (book.names.some((one) => one.id === id)) throw invalid(`A named range with id ${id} already exists.`);
    const named: Named = { id, name: checkName(book, namedRange.name ?? ''), sheetId: sheet.id, area };
    book.names.push(named);
    return { addNamedRange: { namedRange: toldName(named) } };
  },
  updateNamedRange: ({ book }, { namedRange = {}, fields }) => {
    const standing = find(book, namedRange.namedRangeId);
    const next = assign(toldName(standing), namedRange, parseMask(fieldsOf(fields))) ?? {};
    const { sheet, area } = placeOf(book, next.range);
    book.names = book.names.map((one) => (one === standing ? { id: standing.id, name: checkName(book, next.name ?? '', standing), sheetId: sheet.id, area } : one));
  },
  deleteNamedRange: ({ book }, { namedRangeId }) => {
    const standing = find(book, namedRangeId);
    book.names = book.names.filter((one) => one !== standing);
  },
} satisfies { [K in 'addNamedRange' | 'updateNamedRange' | 'deleteNamedRange']: Apply<K> };

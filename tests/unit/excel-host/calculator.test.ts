import { renderWorkbook, styledCell, type ModelCell } from '../../../core/sheet';
import { displayed } from '../../support/excel-host/displayed';
import { createBook, type Book } from '../../support/excel-host/model/book';
import { interfaceManner } from '../../support/excel-host/model/entries';
import { putEntry, setLook } from '../../support/excel-host/model/write';
import { examplePlans } from '../../support/example-plans';

/** A workbook with a plan's cells, put there without the add-in. */
const bookOf = (worksheets: readonly { readonly name: string; readonly rows: readonly (readonly ModelCell[])[] }[]): Book => {
  const book = createBook(worksheets.map(({ name }) => name));
  for (const [i, { rows }] of worksheets.entries()) {
    for (const [row, cells] of rows.entries()) {
      for (const [column, cell] of cells.entries()) {
        const { value, formula } = styledCell(cell);
        if (typeof value === 'string' && formula === undefined) setLook(book.sheets[i]!, { top: row, bottom: row, left: column, right: column }, 'numberFormat', '@');
        putEntry(book.sheets[i]!, row, column, formula === undefined ? value : `=${formula}`, interfaceManner);
      }
    }
  }
  return book;
};

describe('the calculator of the emulated Excel, which shares nothing with core’s evaluator', () => {
  it.each([...examplePlans()])('comes to what core came to: %s', (_, plan) => {
    const { worksheets } = renderWorkbook({ plan, stamp: { planId: plan.id, revision: 1, hash: 'x', locale: 'nb', openConflicts: [] }, today: '2026-11-21' });
    const book = bookOf(worksheets);
    const differing: string[] = [];
    let formulas = 0;
    for (const [i, { name, rows }] of worksheets.entries()) {
      for (const [row, cells] of rows.entries()) {
        for (const [column, cell] of cells.entries()) {
          const { value, formula } = styledCell(cell);
          if (formula === undefined) continue;
          formulas += 1;
          const { value: own } = displayed(book, book.sheets[i]!, row, column);
          const isSame = typeof own === 'number' && typeof value === 'number' ? Math.abs(own - value) < 1e-9 : own === (value ?? '');
          if (!isSame) differing.push(`${name}!${row}:${column} ${JSON.stringify(own)} for ${JSON.stringify(value)}: ${formula}`);
        }
      }
    }
    expect(differing).toEqual([]);
    expect(formulas).toBeGreaterThan(50);
  });
});

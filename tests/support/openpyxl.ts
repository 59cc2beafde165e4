import { execFileSync } from 'node:child_process';

/** A change of one cell, "F12", by a second program that writes xlsx; null empties it. */
export type OutsideEdit = readonly [tab: string, cell: string, value: string | number | boolean | null];

/** Sets cells, then gives a new row the formulas of the row above it, as a host's table does. */
const script = `
import json, sys
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
source, target, edits, rows = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
book = load_workbook(source)
for tab, cell, value in edits:
    book[tab][cell] = value
for tab, row in rows:
    for above in book[tab][row - 1]:
        if above.data_type == 'f':
            book[tab].cell(row, above.column).value = Translator(above.value, above.coordinate).translate_formula(row_delta=1, col_delta=0)
book.save(target)
`;

export const editWithOpenpyxl = (source: string, target: string, edits: readonly OutsideEdit[], newRows: readonly (readonly [tab: string, row: number])[] = []): void => {
  execFileSync('/usr/bin/python3', ['-c', script, source, target, JSON.stringify(edits), JSON.stringify(newRows)], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 120_000 });
};

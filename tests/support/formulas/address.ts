/** Cells that a formula refers to, zero-based, both ends within; an open end is Infinity. */
export interface Cells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const rowCount = ({ top, bottom }: Cells): number => bottom - top + 1;
export const columnCount = ({ left, right }: Cells): number => right - left + 1;

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

interface End {
  readonly row: number | undefined;
  readonly column: number | undefined;
}

const endOf = (text: string): End => {
  const [, letters = '', digits = ''] = /^\$?([A-Z]*)\$?(\d*)$/.exec(text) ?? [];
  return { column: letters === '' ? undefined : columnOf(letters), row: digits === '' ? undefined : Number(digits) - 1 };
};

const span = (a: number | undefined, b: number | undefined): readonly [number, number] => (a !== undefined && b !== undefined ? [Math.min(a, b), Math.max(a, b)] : [a ?? b ?? 0, Infinity]);

/** "B2", "B2:C9", "A:C", "1:1", and "B2:C", which goes on to the last row; signs that fix an end do not count. */
export const parseCells = (text: string): Cells => {
  const [first, second = first] = text.split(':').map(endOf);
  const [rows, columns] = [span(first!.row, second!.row), span(first!.column, second!.column)];
  return { top: rows[0], bottom: rows[1], left: columns[0], right: columns[1] };
};

/** Splits "'My tab'!A1:B2" into the tab's name and the address; no tab where none is named. */
export const splitReference = (text: string): { readonly tab?: string; readonly address: string } => {
  const at = text.lastIndexOf('!');
  if (at < 0) return { address: text };
  const tab = text.slice(0, at);
  return { tab: tab.startsWith("'") ? tab.slice(1, -1).replaceAll("''", "'") : tab, address: text.slice(at + 1) };
};

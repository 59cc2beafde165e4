import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a person does in LibreOffice. Rows and columns count from 0, ranges are written as people write them: "A4:F9". */
export type OfficeStep = { readonly tab: string } & (
  | { readonly step: 'insertRows' | 'deleteRows' | 'insertColumns' | 'deleteColumns'; readonly at: number; readonly count?: number }
  /** Sorts the rows of a range by one of its columns. */
  | { readonly step: 'sort'; readonly range: string; readonly by: number; readonly isDescending?: boolean }
  /** A text that begins with "=" is a formula, with ";" between arguments. */
  | { readonly step: 'set'; readonly cell: string; readonly value: string | number }
  /** Cuts cells out and puts them down elsewhere. */
  | { readonly step: 'move'; readonly range: string; readonly to: string }
  | { readonly step: 'rename'; readonly name: string }
);

const text = (value: string): string => `"${value.replaceAll('"', '""')}"`;

const rowsOrColumns = { insertRows: 'Rows.insertByIndex', deleteRows: 'Rows.removeByIndex', insertColumns: 'Columns.insertByIndex', deleteColumns: 'Columns.removeByIndex' } as const;

/** A step in LibreOffice's own Basic. */
const statement = (one: OfficeStep): string => {
  switch (one.step) {
    case 'insertRows': case 'deleteRows': case 'insertColumns': case 'deleteColumns': return `sheet.${rowsOrColumns[one.step]}(${one.at}, ${one.count ?? 1})`;
    case 'sort': return `SortRows(sheet.getCellRangeByName(${text(one.range)}), ${one.by}, ${one.isDescending ? 'False' : 'True'})`;
    case 'set': return typeof one.value === 'number' ? `sheet.getCellRangeByName(${text(one.cell)}).Value = ${one.value}` : `sheet.getCellRangeByName(${text(one.cell)}).Formula = ${text(one.value)}`;
    case 'move': return `sheet.moveRange(sheet.getCellRangeByName(${text(one.to)}).getCellByPosition(0, 0).CellAddress, sheet.getCellRangeByName(${text(one.range)}).RangeAddress)`;
    case 'rename': return `sheet.Name = ${text(one.name)}`;
  }
};

const macro = (steps: readonly OfficeStep[]): string => `
Sub SortRows(range, column, isAscending)
  Dim field(0) As New com.sun.star.table.TableSortField
  field(0).Field = column
  field(0).IsAscending = isAscending
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields"
  how(0).Value = field()
  how(1).Name = "ContainsHeader"
  how(1).Value = False
  range.sort(how())
End Sub

Sub Hands(fromUrl, toUrl, filter)
  On Error Goto Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(fromUrl, "_blank", 0, hidden())
${steps.map((one) => `  sheet = doc.Sheets.getByName(${text(one.tab)})\n  ${statement(one)}`).join('\n')}
  doc.calculateAll()
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  kept(0).Name = "FilterName"
  kept(0).Value = filter
  doc.storeToURL(toUrl, kept())
  doc.close(True)
  Exit Sub
Failed:
  StarDesktop.terminate()
End Sub
`;

const escaped = (code: string): string => code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const moduleOf = (code: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${escaped(code)}</script:module>`;

let folder: string | undefined;
afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

const runOffice = (home: string, ...args: string[]): void =>
  void execFileSync('soffice', [`-env:UserInstallation=${pathToFileURL(path.join(home, 'profile')).href}`, '--headless', '--norestore', ...args], { stdio: 'ignore', timeout: 120_000 });

/** A profile that has started once: the first start writes an empty macro over whatever was put there. */
const preparedFolder = (): string => {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-hands-'));
  runOffice(made, '--terminate_after_init');
  folder = made;
  return made;
};

const filters = { xlsx: 'Calc MS Excel 2007 XML', ods: 'calc8' } as const;

/** A file after a person has worked in it with LibreOffice, recalculated and saved. Throws where a step cannot be done. */
export const officeHands = (bytes: Uint8Array, steps: readonly OfficeStep[], { from = 'xlsx', to = 'xlsx' }: { readonly from?: keyof typeof filters; readonly to?: keyof typeof filters } = {}): Buffer => {
  const home = preparedFolder();
  const [source, target] = [path.join(home, `before.${from}`), path.join(home, `after.${to}`)];
  writeFileSync(source, bytes);
  rmSync(target, { force: true });
  writeFileSync(path.join(home, 'profile', 'user', 'basic', 'Standard', 'Module1.xba'), moduleOf(macro(steps)));
  runOffice(home, `macro:///Standard.Module1.Hands("${pathToFileURL(source).href}","${pathToFileURL(target).href}","${filters[to]}")`);
  if (!existsSync(target)) throw new Error(`LibreOffice could not do ${JSON.stringify(steps)}`);
  return readFileSync(target);
};

import type { Workbook } from 'exceljs';

/** The parts of exceljs's writer that put the tables and the worksheets into the package; version 4.4.0 is pinned. */
type Step = 'addTables' | 'addWorksheets';
interface ZipWriter {
  append(xml: string, options: { name: string }): void;
}
type PackageWriter = Record<Step, (zip: ZipWriter, ...rest: unknown[]) => unknown>;

/** Lets the XML of each part that this step writes pass through `edit`: what exceljs has no model for is put in there. */
export const onAppend = (workbook: Workbook, step: Step, edit: (xml: string, name: string) => string): void => {
  const writer = workbook.xlsx as unknown as PackageWriter;
  const original = writer[step].bind(writer);
  writer[step] = (zip, ...rest) => original({ append: (xml, options) => zip.append(edit(xml, options.name), options) }, ...rest);
};

import type { WorksheetModel } from '../../core';
import type { Spreadsheet } from './calls';
import { sheetNamed, titleOf, type Sheet } from './raw-spreadsheet';
import { newTab, standingSize } from './tab-requests';

/** A tab whose cells are made anew: of what was set on them nothing is left, of its columns only what they are known by. */
const withoutCells = ({ data = [], ...sheet }: Sheet): Sheet => ({
  ...sheet,
  data: data.map(({ startColumn, columnMetadata = [] }) => ({ ...(startColumn && { startColumn }), columnMetadata: columnMetadata.map(({ developerMetadata }) => (developerMetadata ? { developerMetadata } : {})) })),
});

const remade = (sheet: Sheet, model: WorksheetModel): Sheet =>
  ({ ...withoutCells(sheet), properties: { ...sheet.properties, gridProperties: { ...sheet.properties?.gridProperties, ...standingSize(model, sheet) } } });

/** A spreadsheet as it stands once these tabs are made as a whole, new ones with these ids, and others are gone: what the layout is then compared with. */
export const standingAfter = (raw: Spreadsheet, made: readonly WorksheetModel[], sheetIds: ReadonlyMap<string, number>, removed: readonly string[] = []): Spreadsheet => {
  const standing = (raw.sheets ?? []).filter((sheet) => !removed.includes(titleOf(sheet))).map((sheet) => {
    const model = made.find(({ name }) => sheetNamed({ sheets: [sheet] }, name));
    return model ? remade(sheet, model) : sheet;
  });
  const fresh = made.filter(({ name }) => !sheetNamed(raw, name)).map((model, i): Sheet => ({ properties: newTab(model, sheetIds.get(model.name)!, standing.length + i) }));
  return { ...raw, sheets: [...standing, ...fresh] };
};

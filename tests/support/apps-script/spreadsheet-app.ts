import type { Emulator } from '../sheets-emulator';
import { strict } from './strict';

/** What a script shows: the menu, the sidebar, the cell it led to. */
export interface Shown {
  menu: { readonly name: string; readonly items: { readonly caption: string; readonly handler: string }[] } | null;
  sidebar: { readonly title: string; readonly html: string } | null;
  place: string | null;
}

type Sheet = gapi.client.sheets.Sheet;
type Cell = gapi.client.sheets.CellData;

const plain = ({ effectiveValue: value = {} }: Cell): unknown => value.stringValue ?? value.numberValue ?? value.boolValue ?? '';

/** `SpreadsheetApp`, as far as a script that writes by the advanced service needs it. */
export const createSpreadsheetApp = (emulator: Emulator, spreadsheetId: string, user: string, shown: Shown) => {
  const get = (fields: string, ranges: readonly string[] = []): gapi.client.sheets.Spreadsheet => {
    const { status, json } = emulator.call(user, 'GET', `/v4/spreadsheets/${spreadsheetId}`, { fields, ...(ranges.length > 0 && { ranges: [...ranges] }) });
    if (status !== 200) throw new Error(`Exception: ${JSON.stringify(json)}`);
    return json as gapi.client.sheets.Spreadsheet;
  };
  const quoted = (tab: string): string => `'${tab.replaceAll("'", "''")}'`;
  const rangeOf = ({ properties = {} }: Sheet, a1: string) => {
    const [, letters = 'A', row = '1'] = /^(?:.*:)?\$?([A-Z]+)\$?(\d+)$/i.exec(a1) ?? [];
    const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    const { rowCount = 0, columnCount = 0 } = properties.gridProperties ?? {};
    if (Number(row) > rowCount || column > columnCount) throw new Error('Exception: Those rows are out of bounds.');
    return strict('Range', {
      getValues: (): unknown[][] => {
        const rows = get('sheets.data.rowData.values.effectiveValue', [`${quoted(properties.title!)}!${a1}`]).sheets?.[0]?.data?.[0]?.rowData ?? [];
        return Array.from({ length: 5 }, (_, i) => Array.from({ length: 2 }, (__, j) => plain(rows[i]?.values?.[j] ?? {})));
      },
      activate: (): void => { shown.place = `${properties.title}!${a1}`; },
    });
  };
  const sheetOf = (sheet: Sheet) => strict('Sheet', { isSheetHidden: (): boolean => sheet.properties?.hidden ?? false, getRange: (a1: string) => rangeOf(sheet, a1) });
  const spreadsheet = strict('Spreadsheet', {
    getId: (): string => spreadsheetId,
    getSheetByName: (name: string) => {
      const sheet = get('sheets.properties').sheets?.find(({ properties }) => properties?.title === name);
      return sheet ? sheetOf(sheet) : null;
    },
  });
  const createMenu = (name: string) => {
    const items: { caption: string; handler: string }[] = [];
    const menu = strict('Menu', {
      addItem: (caption: string, handler: string): object => { items.push({ caption, handler }); return menu; },
      addSeparator: (): object => menu,
      addToUi: (): void => { shown.menu = { name, items }; },
    });
    return menu;
  };
  const ui = strict('Ui', { createMenu, showSidebar: (page: { readonly title: string; readonly html: string }): void => { shown.sidebar = page; } });
  return { app: strict('SpreadsheetApp', { getUi: () => ui, getActiveSpreadsheet: () => spreadsheet }), spreadsheet };
};

/** `HtmlService`: a template holds printing scriptlets of plain names, and nothing else that Google would run. */
export const createHtmlService = (files: Readonly<Record<string, string>>) => strict('HtmlService', {
  createTemplateFromFile: (name: string) => {
    const text = files[`${name}.html`];
    if (text === undefined) throw new Error(`No HTML file named ${name} was found.`);
    const values: Record<string, unknown> = {};
    const output = (): { title: string; html: string; setTitle(title: string): object } => {
      const html = text.replace(/<\?(!=|=|)([^]*?)\?>/g, (_, kind: string, inside: string) => {
        const place = inside.trim();
        if (kind !== '!=' || !(place in values)) throw new Error(`a scriptlet that is not in this world: ${kind} ${place.slice(0, 60)}`);
        return String(values[place]);
      });
      const page = { title: '', html, setTitle: (title: string) => { page.title = title; return page; } };
      return page;
    };
    return new Proxy({ evaluate: output }, { set: (_, key, value) => { values[String(key)] = value; return true; } });
  },
});

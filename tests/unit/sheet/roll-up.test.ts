import { writeXlsx } from '../../../core/node/host-xlsx/write/write-xlsx';
import { locales, type Locale } from '../../../core/plan/locale';
import { rollUp, type RegionInput } from '../../../core/plan/roll-up';
import { renderRollUp, rollUpTabNames, styledCell, type WorksheetModel } from '../../../core/sheet';
import { examplePlans } from '../../support/example-plans';
import { unpacked } from '../../support/patch-support';

const examples = examplePlans();
const region = (id: string, more: Partial<RegionInput> = {}): RegionInput =>
  ({ planId: id, name: examples.get(id)!.organisation.name, plan: examples.get(id)!, revision: 3, changed: '2026-11-01', changedBy: 'Kari', sheet: null, ...more });
const url = 'https://docs.google.com/spreadsheets/d/abc/edit?a=1&b=2';
const given = [region('samhandling-nord-2026', { sheet: { url, synced: '2026-11-18', revision: 2, isUnreachable: false } }), region('samhandling-sor-2026'), { ...region('samhandling-sor-2026'), planId: 'vest', name: '=Vest', plan: null }];
const rendered = (locale: Locale = 'nb', regions: readonly RegionInput[] = given) => renderRollUp(rollUp(examples.get('samhandling-2026')!, regions, '2026-11-21'), locale);
const textOf = ({ rows }: WorksheetModel): string[] => rows.map((cells) => cells.map((cell) => styledCell(cell).value ?? '').join(' | '));
const tab = (name: string, locale: Locale = 'nb'): WorksheetModel => rendered(locale).worksheets.find((one) => one.name === name)!;

test('[B7] each region stands there in words and numbers', () => {
  expect(textOf(tab('Regioner')).map((line) => line.replace(/\d\.\d+/g, '…'))).toEqual([
    'Region | Signal | Fremdrift | Forventet nå | Modenhet (1–5) | Vurdert | Egne mål | Tiltak | Fullført | Over fristen | Timer | Ferskhet',
    '=Vest |  |  |  |  |  |  |  |  |  |  | Planen kan ikke leses',
    'Regional samhandling Nord | Forsinket | … | … | 2 | 46289 | 4 | 9 | 3 | 2 | 60 | Arket viser en eldre plan',
    'Regional samhandling Sør | I rute | … | … | 4 | 46338 | 5 | 12 | 8 | 0 | 108 | Ikke delt i Google',
  ]);
  expect(textOf(tab('Dekning')).slice(0, 4)).toEqual([
    ' | Egne mål |  |  |  | Tiltak |  |  |  | Fremdrift |  |  | ', 'Region | O1.1 | O2.1 | O2.2 | O3.1 | O1.1 | O2.1 | O2.2 | O3.1 | O1.1 | O2.1 | O2.2 | O3.1',
    '=Vest |  |  |  |  |  |  |  |  |  |  |  | ', expect.stringMatching(/^Regional samhandling Nord \| 2 \| 1 \| 0 \| 1 \| 3 \| 2 \| 0 \| 2 \| 0\.18/),
  ]);
  expect(textOf(tab('Ferskhet'))[2]).toBe('Regional samhandling Nord | Arket viser en eldre plan | 3 | 46344 | 2 | 3 | 46327 | Kari | samhandling-nord-2026');
});

test('[B7] a region’s name leads to its spreadsheet, else to its focus areas; in a file both kinds of link stand in one list', async () => {
  const names = tab('Regioner').rows.slice(1).map(([cell]) => styledCell(cell!));
  expect(names.map(({ url: out, link }) => out ?? link)).toEqual([undefined, url, 'Fokusområder!A5']);
  const sheet = unpacked(Buffer.from(await writeXlsx(rendered()))).get('xl/worksheets/sheet2.xml')!.toString('utf8');
  expect(sheet.match(/<hyperlinks>.*<\/hyperlinks>/)![0]).toMatch(/^<hyperlinks><hyperlink ref="A3" r:id="rId\d+"\/><hyperlink ref="A4" location="Fokusområder!A5"\/><\/hyperlinks>$/);
});

test.each(locales)('[B8] every tab is generated and protected, no cell of text is a formula, and every total has its result, in %s', (locale) => {
  const { worksheets } = rendered(locale);
  expect(worksheets.map(({ name }) => name)).toEqual(rollUpTabNames(locale));
  expect(worksheets.every(({ isProtected, tone }) => isProtected && tone === 'generated')).toBe(true);
  const formulas = worksheets.flatMap(({ name, rows }) => rows.flatMap((cells) => cells.flatMap((cell) => (styledCell(cell).formula === undefined ? [] : [{ name, ...styledCell(cell) }]))));
  expect(new Set(formulas.map(({ name }) => name))).toEqual(new Set([worksheets[0]!.name]));
  expect(formulas.length).toBeGreaterThan(40);
  expect(formulas.filter(({ value }) => value === null)).toEqual([]);
  for (const { rows, columns } of worksheets) expect(Math.max(...rows.map((cells) => cells.length))).toBeLessThanOrEqual(columns.length);
});

test('[B8] what is bad is coloured where it stands: overdue, a goal that nobody works on, a sheet that cannot be reached', () => {
  const formats = (name: string) => tab(name).conditionalFormats.map((format) => (format.kind === 'formula' ? `${format.range} ${format.formula}` : format.kind === 'equals' ? `${format.range} ${format.text} ${format.tone}` : `${format.range} bar`));
  expect(formats('Regioner')).toEqual(expect.arrayContaining(['J2:J4 AND(ISNUMBER(J2),J2>0)', 'L2:L4 Planen kan ikke leses bad', 'B2:B4 Forsinket bad', 'C2:C4 bar']));
  expect(formats('Dekning')).toEqual(expect.arrayContaining(['B3:B5 AND(ISNUMBER(B3),B3=0)', 'J3:J5 bar']));
  expect(formats('Budsjett')).toEqual(expect.arrayContaining(['G2:G3 AND(ISNUMBER(G2),G2<0)']));
});

test('[B8] the page has charts of progress by focus area and of the budget, over what stands on it', () => {
  const { charts = [], rows } = rendered().worksheets[0]!;
  const at = (place: string): unknown => styledCell(rows[Number(/\d+/.exec(place)![0]) - 1]![place.charCodeAt(0) - 65]!).value;
  expect(charts.map(({ key, names, series }) => [key, at(names), series.map(at)])).toEqual([['progress', 'Fokusområde', ['Fremdrift']], ['budget', 'År', ['Planlagt', 'Vedtatt', 'Regnskap']]]);
  expect(rendered('nb', []).worksheets[0]!.charts!.map(({ key }) => key)).toEqual(['progress']);
});

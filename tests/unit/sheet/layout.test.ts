import { locales } from '../../../core/plan/locale';
import { tableNames } from '../../../core/plan/table-names';
import { workbookLayout } from '../../../core/sheet/layout';
import { renderWorkbook } from '../../../core/sheet';
import { renderStamp, showsLooks } from '../../../core/sheet/stamp';
import { modelToGrid } from '../../support/model-to-grid';
import { planOf } from '../../support/plan-of-tables';

const headersOf = (locale: (typeof locales)[number], table: (typeof tableNames)[number]): string[] => workbookLayout(locale).tables[table].columns.map(({ header }) => header);
const repeated = (names: string[]): string[] => names.filter((name, i) => names.map((other) => other.toLowerCase()).indexOf(name.toLowerCase()) !== i);

test('[S2] the columns of Tiltak', () => {
  expect(headersOf('nb', 'activities')).toEqual([
    'Kode', 'Tiltak', 'Mål', 'Fokusområde', 'Beskrivelse', 'Ansvarlig', 'Medvirkende', 'Enhet', 'Start', 'Frist', 'Antall', 'Per', 'Måneder', 'Planlagt', 'Holdt',
    'Status', 'Fremdrift', 'Prioritet', 'Vekt', 'Utenfor plan', 'Timer', 'Kanal', 'Merknad', 'Beregnet fremdrift', 'Signal', 'Kostnad', 'Hva om',
  ]);
});

test('[S2] the tabs in Norwegian, in their order', () => {
  const model = renderWorkbook({ plan: planOf({}), stamp: { planId: 'liten', revision: 1, hash: 'h', locale: 'nb', openConflicts: [] }, today: '2026-07-02' });
  expect(model.worksheets.map(({ name, state }) => (state === 'visible' ? name : `${name} (${state})`))).toEqual([
    'Oversikt', 'Plan', 'Grunnlag', 'Situasjon', 'Fokusområder', 'Overordnede mål', 'Strategier', 'Mål', 'Målinger', 'Tiltak', 'Kostnader', 'Budsjett', 'Avstemming', 'Årshjul', 'Innspill', 'Prosjekter', 'Oppfølging',
    'Lister (hidden)', '_planark (veryHidden)',
  ]);
});

test.each(locales)('[S2] in %s every header of a table, and every name of a tab, is one of a kind and not empty', (locale) => {
  const { tables, tabs } = workbookLayout(locale);
  for (const table of tableNames) {
    expect(repeated(['id', ...headersOf(locale, table)])).toEqual([]);
    expect(headersOf(locale, table).filter((header) => header.trim() === '')).toEqual([]);
  }
  const names = [...Object.values(tabs), ...tableNames.map((table) => tables[table].tab)];
  expect(repeated(names)).toEqual([]);
  expect(names.filter((name) => name.length > 31 || /[[\]:*?/\\]/.test(name))).toEqual([]);
});

test('[W5] the stamp shows every look on a cell, and is made of no layout that has no row for each', () => {
  const stamp = { planId: 'liten', revision: 1, hash: 'h', locale: 'nb', openConflicts: [] } as const;
  const layout = workbookLayout('nb');
  expect(showsLooks(modelToGrid(renderWorkbook({ plan: planOf({}), stamp, today: '2026-07-02' })).worksheets.at(-1)!)).toBe(true);
  const tables = Object.fromEntries(tableNames.map((table) => [table, { ...layout.tables[table], columns: [] }])) as unknown as typeof layout.tables;
  expect(() => renderStamp(stamp, { ...layout, tables })).toThrow('fewer rows');
});

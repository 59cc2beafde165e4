import { modelWorld, type ModelWorld } from '../../support/sheets-emulator/model-world';
import type { ChangeEvent, EditEvent, Request } from '../../support/sheets-emulator/model/types';
import type { Person } from '../../support/sheets-emulator/person';
import type { Switches } from '../../support/sheets-emulator/switches';

const text = (stringValue: string): gapi.client.sheets.CellData => ({ userEnteredValue: { stringValue } });
const somebody = 'kari@planark.test';

/** A tab with a hidden id column, three rows and a filter. */
const plan = (switches: Partial<Switches> = {}, locale = 'nb_NO'): { readonly world: ModelWorld; readonly kari: Person; readonly owner: Person } => {
  const rows = [['Id', 'Navn', 'Status'], ['id1', 'c', 'ferdig'], ['id2', 'a', 'i gang'], ['id3', 'b', 'i gang']];
  const world = modelWorld({
    properties: { locale },
    sheets: [{
      properties: { sheetId: 1, title: 'Tiltak', gridProperties: { frozenRowCount: 1 } },
      data: [{ rowData: rows.map((values) => ({ values: values.map(text) })), columnMetadata: [{ hiddenByUser: true }] }],
      basicFilter: { range: { sheetId: 1, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: 3 } },
    }],
  }, switches, [{ email: somebody, role: 'writer' }]);
  return { world, kari: world.model.person(world.id, somebody), owner: world.model.person(world.id, 'eier@planark.test') };
};
const values = (world: ModelWorld, range: string): unknown[] => (world.get('sheets.data.rowData.values.userEnteredValue', { ranges: [range] }).sheets?.[0]?.data?.[0]?.rowData?.[0]?.values ?? []).map(({ userEnteredValue }) => Object.values(userEnteredValue ?? {})[0]);

describe('what somebody types', () => {
  it.each([
    ['1234,5', 1234.5, 'nb_NO'], ['1 234,5', 1234.5, 'nb_NO'], ['1234.5', '1234.5', 'nb_NO'], ['1,234.5', 1234.5, 'en_US'], ['12 %', 0.12, 'nb_NO'], ['12,5 %', 0.125, 'nb_NO'], ['12.5%', 0.125, 'en_US'],
    ['31.5.2026', 46173, 'nb_NO'], ['2026-05-31', 46173, 'nb_NO'], ['2026-05-31', 46173, 'sv_SE'], ['5/31/2026', 46173, 'en_US'], ['31/5/2026', 46173, 'nb_NO'], ['31.2.2026', '31.2.2026', 'nb_NO'],
    ['kr 100', 100, 'nb_NO'], ['TRUE', true, 'nb_NO'], ["'0012", '0012', 'nb_NO'], ['=1+1', '=1+1', 'nb_NO'], ['-', '-', 'nb_NO'], ['Tekst', 'Tekst', 'nb_NO'],
  ] as const)('is read in the manner of the locale: %s is %p in %s', (typed, value, locale) => {
    const { world, kari } = plan({}, locale);
    expect(kari.type('Tiltak', 'E2', typed)).toBeNull();
    expect(values(world, 'Tiltak!E2')).toEqual([value]);
  });

  it('brings a format with dates and percentages, and stays text in a cell of texts', () => {
    const { world, kari } = plan();
    kari.type('Tiltak', 'E2', '31.5.2026');
    kari.type('Tiltak', 'E3', '12 %');
    kari.formatNumbers('Tiltak', 'E4', 'TEXT');
    kari.type('Tiltak', 'E4', '=1+1');
    expect(world.shown('Tiltak!E2:E4')).toEqual([['31.05.2026'], ['12%'], ['=1+1']]);
    expect(world.cell('Tiltak', 'E2').userEnteredFormat?.numberFormat).toEqual({ type: 'DATE' });
  });

  it('is refused by strict rules and by protection, and then changes nothing', () => {
    const { world, kari, owner } = plan();
    owner.validate('Tiltak', 'C2:C', { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=Tiltak!$C$2:$C$3' }] }, strict: true });
    owner.protect('Tiltak', [], 'B1:B4');
    expect(kari.type('Tiltak', 'C4', 'aldri')).toMatch(/The data you entered in cell C4 violates the data validation rules/);
    expect(kari.type('Tiltak', 'C4', 'ferdig')).toBeNull();
    expect(kari.type('Tiltak', 'B2', 'x')).toMatch(/protected cell or object/);
    expect(kari.type('Tiltak', 'A2000', 'x')).toMatch(/no such cell|exceeds|ends before/);
    expect(world.shown('Tiltak!A2:C4')).toEqual([['id1', 'c', 'ferdig'], ['id2', 'a', 'i gang'], ['id3', 'b', 'ferdig']]);
    owner.unprotect('Tiltak');
    expect(kari.type('Tiltak', 'B2', 'x')).toBeNull();
  });

  it('is heard by triggers, as nothing is that comes through the API', () => {
    const { world, kari } = plan();
    const heard: (EditEvent | ChangeEvent)[] = [];
    world.model.listen(world.id, { onEdit: (event) => heard.push(event), onChange: (event) => heard.push(event) });
    const written: Request = { updateCells: { start: { sheetId: 1, rowIndex: 1, columnIndex: 1 }, rows: [{ values: [text('API')] }], fields: 'userEnteredValue' } };
    world.batch([written], somebody);
    expect(heard).toEqual([]);
    kari.type('Tiltak', 'B2', 'For hånd');
    kari.insertRows('Tiltak', 2);
    kari.type('Tiltak', 'ZZ1', 'x');
    expect(heard).toEqual([
      { user: somebody, sheetId: 1, sheetTitle: 'Tiltak', range: { top: 1, left: 1, bottom: 2, right: 2 }, value: 'For hånd', oldValue: 'API' },
      { user: somebody, changeType: 'EDIT' }, { user: somebody, changeType: 'INSERT_ROW' },
    ]);
  });
});

describe('rows that somebody moves', () => {
  it('bring their ids when they are copied whole, or not, by switch', () => {
    for (const [pasteFillsHiddenColumns, copied] of [[true, ['id1', 'c', 'ferdig']], [false, ['', 'c', 'ferdig']]] as const) {
      const { world, kari } = plan({ pasteFillsHiddenColumns });
      expect(kari.copyRows('Tiltak', 2, 1, 5)).toBeNull();
      expect(world.shown('Tiltak!A5:C5')).toEqual([copied]);
    }
  });

  it('go with all their cells when they are dragged, and the grid grows for copies beyond it', () => {
    const { world, kari } = plan();
    kari.moveRows('Tiltak', 4, 1, 2);
    expect(world.shown('Tiltak!A2:B4')).toEqual([['id3', 'b'], ['id1', 'c'], ['id2', 'a']]);
    expect(kari.copyRows('Tiltak', 2, 2, 1000)).toBeNull();
    expect(world.shown('Tiltak!A1000:A1001')).toEqual([['id3'], ['id1']]);
  });

  it('are sorted with their ids where the tab is, and without them where the range leaves them out', () => {
    const { world, kari } = plan();
    kari.sortTab('Tiltak', 'B');
    expect(world.shown('Tiltak!A1:B4')).toEqual([['Id', 'Navn'], ['id2', 'a'], ['id3', 'b'], ['id1', 'c']]);
    kari.sort('Tiltak', 'B2:C4', 'B', false);
    expect(world.shown('Tiltak!A2:B4')).toEqual([['id2', 'c'], ['id3', 'b'], ['id1', 'a']]);
  });

  it('are hidden by a filter and by hand, and change in nothing else', () => {
    const { world, kari } = plan();
    const hidden = (): unknown => world.get('sheets.data.rowMetadata', { ranges: ['Tiltak!A1:A4'] }).sheets?.[0]?.data?.[0]?.rowMetadata?.map(({ hiddenByFilter, hiddenByUser }) => hiddenByFilter ?? hiddenByUser ?? false);
    kari.filter('Tiltak', 'C', ['i gang']);
    expect(hidden()).toEqual([false, true, false, false]);
    kari.clearFilter('Tiltak');
    kari.hideRows('Tiltak', 3);
    expect(hidden()).toEqual([false, false, true, false]);
    expect(world.shown('Tiltak!A2:A4')).toEqual([['id1'], ['id2'], ['id3']]);
  });

  it('look like their neighbours when they are new', () => {
    const { world, kari, owner } = plan();
    owner.validate('Tiltak', 'C2:C', { condition: { type: 'BOOLEAN' } });
    kari.fill('Tiltak', 'A2:C4', { red: 1 });
    kari.insertRows('Tiltak', 2, 2);
    expect(world.cell('Tiltak', 'C2').userEnteredFormat?.backgroundColor).toEqual({ red: 1 });
    expect(world.cell('Tiltak', 'C2').dataValidation?.condition?.type).toBe('BOOLEAN');
    expect(world.cell('Tiltak', 'C5').dataValidation?.condition?.type).toBe('BOOLEAN');
  });
});

describe('a person', () => {
  it('pastes, clears, fills down and cuts', () => {
    const { world, kari } = plan();
    kari.paste('Tiltak', 'D2', [['1', '=D2*2'], ['3', '']]);
    kari.fillDown('Tiltak', 'E2:E4');
    expect(world.shown('Tiltak!D2:E4')).toEqual([['1', '2'], ['3', '6'], ['', '0']]);
    kari.cut('Tiltak', 'D2', 'F9');
    expect(values(world, 'Tiltak!E2')).toEqual(['=F9*2']);
    kari.clear('Tiltak', 'B2:C2');
    expect(world.shown('Tiltak!A2:C2')).toEqual([['id1']]);
  });

  it('adds, renames, doubles, moves, hides and deletes tabs', () => {
    const { world, kari } = plan();
    const tabs = (): unknown => world.get('sheets.properties(title,hidden)').sheets?.map(({ properties }) => `${properties?.hidden ? '-' : ''}${properties?.title}`);
    expect(kari.addTab('tiltak')).toMatch(/already exists/);
    kari.addTab('Notater');
    kari.duplicateTab('Tiltak');
    expect(tabs()).toEqual(['Tiltak', 'Kopi av Tiltak', 'Notater']);
    kari.moveTab('Tiltak', 2);
    kari.hideTab('Kopi av Tiltak');
    kari.renameTab('Notater', 'Mine');
    expect(tabs()).toEqual(['-Kopi av Tiltak', 'Mine', 'Tiltak']);
    kari.deleteTab('Mine');
    expect(kari.deleteTab('Tiltak')).toMatch(/can't remove all the visible sheets/);
    expect(tabs()).toEqual(['-Kopi av Tiltak', 'Tiltak']);
  });

  it('takes back the own last step, unless somebody else came between', () => {
    const { world, kari, owner } = plan();
    kari.deleteRows('Tiltak', 2, 2);
    kari.type('Tiltak', 'B2', 'ny');
    expect([kari.undo(), kari.undo(), kari.undo()]).toEqual([true, true, false]);
    expect(world.shown('Tiltak!A2:B4')).toEqual([['id1', 'c'], ['id2', 'a'], ['id3', 'b']]);
    kari.type('Tiltak', 'B2', 'ny');
    owner.type('Tiltak', 'B3', 'annen');
    expect(kari.undo()).toBe(false);
  });
});

import { worksheet, type ColumnModel, type ConditionalFormatModel, type TabFrame, type ValidationModel, type WorksheetModel } from '../../../core/sheet/model';
import type { SheetsRequest } from '../../../gsheets/rest/calls';
import { frameRequests } from '../../../gsheets/rest/frame';
import type { GuardOptions } from '../../../gsheets/rest';
import { standingAfter } from '../../../gsheets/rest/standing-after';

type Sheet = gapi.client.sheets.Sheet;
type Kind = keyof SheetsRequest;

const columns: readonly ColumnModel[] = [{ width: 10, style: 'id', hidden: true }, { width: 20, style: 'text', field: 'title' }, { width: 12, style: 'choice', field: 'status' }];
const tab = (given: Partial<WorksheetModel> = {}): WorksheetModel =>
  worksheet({ key: 'activities', name: 'Tiltak', columns, rows: [], table: { name: 'planark_activities', calculated: [null, null, null] }, frozen: { rows: 1, columns: 0 }, ...given });
const page = (given: Partial<WorksheetModel> = {}): WorksheetModel =>
  worksheet({ key: 'overview', name: 'Oversikt', columns: columns.map(({ width, style }) => ({ width, style })), rows: [], isProtected: true, tone: 'generated', ...given });

const sheet = (title: string, given: Partial<Sheet> = {}): Sheet => ({ properties: { sheetId: 7, title, sheetType: 'GRID', gridProperties: { rowCount: 5, columnCount: 9 } }, ...given });
const asked = (frame: TabFrame, standing: Sheet, options: GuardOptions = {}): SheetsRequest[] => frameRequests({ sheets: [standing] }, [frame], options);
const only = <K extends Kind>(requests: readonly SheetsRequest[], kind: K): NonNullable<SheetsRequest[K]>[] => requests.flatMap((request) => (request[kind] ? [request[kind]] : []));

/** A tab as it is read: columns with widths, rows with cells. */
const read = (given: Partial<Sheet> = {}, cells: readonly (readonly gapi.client.sheets.CellData[])[] = []): Partial<Sheet> => ({
  ...given,
  data: [{
    columnMetadata: [{ hiddenByUser: true, pixelSize: 75 }, { pixelSize: 300 }, { pixelSize: 89 }].map((one) => ({ ...one })),
    rowMetadata: [{ pixelSize: 21 }], rowData: cells.map((values) => ({ values: [...values] })),
  }],
});
const status: ValidationModel = { range: 'C2:C105', rule: { kind: 'list', source: 'Lister!$C$2:$C$6', isStrict: true }, prompt: 'Velg', error: 'Velg fra listen' };
const ruled = (source: string): gapi.client.sheets.CellData => ({ dataValidation: { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: source }] } } });

describe('drop-downs and limits', () => {
  test('[N14] [N15] [N2] a table’s rules have no end, and say in every locale the same', () => {
    const validations: ValidationModel[] = [
      status,
      { range: 'B2:B105', rule: { kind: 'list', source: "'Lister (plan)'!$D$2:$D$50", isStrict: false }, error: 'Velg et mål' },
      { range: 'D2:D105', rule: { kind: 'decimal', min: 0, max: 99.5 }, error: 'Et tall' },
      { range: 'E2:E105', rule: { kind: 'date', min: 61, max: 73050 }, error: 'En dato' },
      { range: 'F2:F105', rule: { kind: 'whole', min: 1, max: 12 }, error: 'Et helt tall' },
    ];
    expect(only(asked(tab({ validations }), sheet('Tiltak')), 'setDataValidation')).toEqual([
      { range: { sheetId: 7, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 }, rule: { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: '=Lister!$C$2:$C$6' }] }, inputMessage: 'Velg', strict: true, showCustomUi: true } },
      { range: { sheetId: 7, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }, rule: { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: "='Lister (plan)'!$D$2:$D$50" }] }, inputMessage: 'Velg et mål', strict: false, showCustomUi: true } },
      { range: { sheetId: 7, startRowIndex: 1, startColumnIndex: 3, endColumnIndex: 4 }, rule: { condition: { type: 'NUMBER_BETWEEN', values: [{ userEnteredValue: '0' }, { userEnteredValue: '=995/10' }] }, inputMessage: 'Et tall', strict: true, showCustomUi: true } },
      { range: { sheetId: 7, startRowIndex: 1, startColumnIndex: 4, endColumnIndex: 5 }, rule: { condition: { type: 'DATE_BETWEEN', values: [{ userEnteredValue: '=DATE(1900;3;1)' }, { userEnteredValue: '=DATE(2099;12;31)' }] }, inputMessage: 'En dato', strict: true, showCustomUi: true } },
      { range: { sheetId: 7, startRowIndex: 1, startColumnIndex: 5, endColumnIndex: 6 }, rule: { condition: { type: 'NUMBER_BETWEEN', values: [{ userEnteredValue: '1' }, { userEnteredValue: '12' }] }, inputMessage: 'Et helt tall', strict: true, showCustomUi: true } },
    ]);
  });

  test('[N27] of a rule for whole numbers, its limits; of a rule with a prompt, that', () => {
    const [rule] = only(asked(tab({ validations: [{ range: 'B2:B9', rule: { kind: 'whole', min: 1, max: 9 }, prompt: 'Hvor mange?', error: 'Et helt tall' }] }), sheet('Tiltak')), 'setDataValidation');
    expect(rule!.rule).toMatchObject({ condition: { type: 'NUMBER_BETWEEN' }, inputMessage: 'Hvor mange?' });
  });

  test.each([
    ['as declared', [[], [{}, {}, ruled('=Lister!$C$2:$C$6')], [{}, {}, ruled("='Lister'!$C$2:$C$6")]], 0],
    ['one cell lost it', [[], [{}, {}, ruled('=Lister!$C$2:$C$6')], [{}, {}, {}]], 1],
    ['a whole row has nothing', [[], [{}, {}, ruled('=Lister!$C$2:$C$6')], []], 1],
    ['it points elsewhere', [[], [{}, {}, ruled('=Lister!$D$2:$D$6')]], 1],
    ['no row below the header was told', [[]], 1],
  ])('[N10] [N15] the whole column gets its rule again where a cell lacks it: %s', (_, cells, times) => {
    expect(only(asked(tab({ validations: [status] }), sheet('Tiltak', read({}, cells))), 'setDataValidation')).toHaveLength(times);
  });

  test('[N15] a person’s own rule in another column stays; on a page none but ours stand', () => {
    const own: gapi.client.sheets.CellData = { dataValidation: { condition: { type: 'BOOLEAN' } } };
    expect(only(asked(tab({}), sheet('Tiltak', read({}, [[], [{}, own]]))), 'setDataValidation')).toEqual([]);
    expect(only(asked(page(), sheet('Oversikt', read({}, [[], [{}, own, own]]))), 'setDataValidation')).toEqual([{ range: { sheetId: 7, startRowIndex: 1, endRowIndex: 2, startColumnIndex: 1, endColumnIndex: 3 } }]);
  });
});

describe('colours', () => {
  const formats: ConditionalFormatModel[] = [
    { kind: 'formula', range: 'B2:C105', formula: 'AND($B2<Lister!$B$2,$C2<0.5)', tone: 'bad' },
    { kind: 'equals', range: 'C2:C105', text: 'Fullført', tone: 'good' },
    { kind: 'dataBar', range: 'B2:B105' },
  ];
  const frame = tab({ conditionalFormats: formats });
  const rules = only(asked(frame, sheet('Tiltak')), 'addConditionalFormatRule').map(({ rule }) => rule!);

  test('[N4] [N14] [N16] [N17] rules have no end, in their order, without another tab’s name; a bar is a scale', () => {
    expect(rules.map(({ ranges }) => ranges)).toEqual([[{ sheetId: 7, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 3 }], [{ sheetId: 7, startRowIndex: 1, startColumnIndex: 2, endColumnIndex: 3 }], [{ sheetId: 7, startRowIndex: 1, startColumnIndex: 1, endColumnIndex: 2 }]]);
    expect(rules.map(({ booleanRule }) => booleanRule?.condition)).toEqual([
      { type: 'CUSTOM_FORMULA', values: [{ userEnteredValue: '=AND($B2<INDIRECT("Lister!$B$2");$C2<5/10)' }] }, { type: 'TEXT_EQ', values: [{ userEnteredValue: 'Fullført' }] }, undefined,
    ]);
    expect(rules[2]!.gradientRule).toMatchObject({ minpoint: { type: 'NUMBER', value: '0' }, maxpoint: { type: 'NUMBER', value: '1' } });
    expect(only(asked(frame, sheet('Tiltak')), 'addConditionalFormatRule').map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  /** As Google answers: colours twice, zeros left out, ends where the tab ends. */
  const told = (rule: gapi.client.sheets.ConditionalFormatRule): gapi.client.sheets.ConditionalFormatRule => ({ ...rule, ranges: rule.ranges!.map((range) => ({ ...range, endRowIndex: 5 })) });
  const own: gapi.client.sheets.ConditionalFormatRule = { ranges: [{ sheetId: 7, startColumnIndex: 8 }], booleanRule: { condition: { type: 'NOT_BLANK' }, format: { backgroundColor: { red: 1 } } } };
  const about = (conditionalFormats: Sheet['conditionalFormats']): SheetsRequest[] =>
    asked(frame, sheet('Tiltak', read({ conditionalFormats: conditionalFormats! }))).filter((request) => request.addConditionalFormatRule ?? request.deleteConditionalFormatRule);

  test('[N11] [N16] nothing where all of ours stand in their order, whether Google tells ends or not', () => {
    expect(about(rules)).toEqual([]);
    expect(about([own, ...rules.map(told), own])).toEqual([]);
  });

  test.each([
    ['one is gone', [rules[0]!, rules[2]!], [1, 0]],
    ['the order is another', [rules[1]!, rules[0]!, rules[2]!], [2, 1, 0]],
    ['a range is torn', [{ ...rules[0]!, ranges: [{ ...rules[0]!.ranges![0]!, endRowIndex: 3 }, { ...rules[0]!.ranges![0]!, startRowIndex: 4 }] }, own, rules[1]!, rules[2]!], [3, 2, 0]],
    ['one stands twice', [...rules, rules[1]!], [3, 2, 1, 0]],
  ])('[N16] all of ours anew where %s; a person’s own stay', (_, standing, deleted) => {
    const requests = about(standing);
    expect(only(requests, 'deleteConditionalFormatRule').map(({ index }) => index)).toEqual(deleted);
    expect(only(requests, 'addConditionalFormatRule').map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('guards', () => {
  const guard = { protectedRangeId: 3, range: { sheetId: 7 }, description: 'Planark', editors: { users: ['Owner@example.org', 'planner@example.org'] } };
  const about = (frame: TabFrame, protectedRanges: Sheet['protectedRanges'], options: GuardOptions = { editor: 'Planner@Example.org' }): SheetsRequest[] =>
    asked(frame, sheet(frame.name, read({ protectedRanges: protectedRanges! })), options).filter((request) => request.addProtectedRange ?? request.deleteProtectedRange);

  test('[N18] a page is guarded as a whole, never by a warning, open to the account that syncs', () => {
    expect(about(page(), [])).toEqual([{ addProtectedRange: { protectedRange: { range: { sheetId: 7 }, description: 'Planark', warningOnly: false, editors: { users: ['Planner@Example.org'], domainUsersCanEdit: false } } } }]);
    expect(about(page(), [], {})).toEqual([{ addProtectedRange: { protectedRange: { range: { sheetId: 7 }, description: 'Planark', warningOnly: false } } }]);
  });

  test('[N18] where people choose on a page, that column is open below its header', () => {
    const answers = page({ columns: [...columns, { width: 15, style: 'answer' }] });
    expect(only(about(answers, []), 'addProtectedRange')[0]!.protectedRange!.unprotectedRanges).toEqual([{ sheetId: 7, startRowIndex: 1, startColumnIndex: 3, endColumnIndex: 4 }]);
    expect(about(answers, [{ ...guard, unprotectedRanges: [{ sheetId: 7, startRowIndex: 1, endRowIndex: 5, startColumnIndex: 3, endColumnIndex: 4 }] }])).toEqual([]);
  });

  test.each<[string, gapi.client.sheets.ProtectedRange, boolean]>([
    ['as it was made', guard, true],
    ['this account is told of no editors', { ...guard, editors: undefined! }, true],
    ['only a warning', { ...guard, warningOnly: true }, false],
    ['only some rows', { ...guard, range: { sheetId: 7, startRowIndex: 3 } }, false],
    ['the account that syncs was shut out', { ...guard, editors: { users: ['owner@example.org'] } }, false],
    ['everybody of the domain was let in', { ...guard, editors: { ...guard.editors, domainUsersCanEdit: true } }, false],
    ['some cells were opened', { ...guard, unprotectedRanges: [{ sheetId: 7, startRowIndex: 2 }] }, false],
  ])('[N18] a guard stays or is made anew: %s', (_, standing, stays) => {
    expect(about(page(), [standing]).map((request) => Object.keys(request)[0])).toEqual(stays ? [] : ['deleteProtectedRange', 'addProtectedRange']);
  });

  test('[N18] a tab is locked where it is asked for, and opened where it is not any more; a person’s own guards stay', () => {
    const own = { protectedRangeId: 9, range: { sheetId: 7 }, description: 'Kari' };
    expect(about(tab(), [own], { lockedTabs: ['activities'] }).map((request) => Object.keys(request)[0])).toEqual(['addProtectedRange']);
    expect(about(tab(), [own, guard], { lockedTabs: [] })).toEqual([{ deleteProtectedRange: { protectedRangeId: 3 } }]);
    expect(about(page(), [own, guard, { ...guard, protectedRangeId: 4 }])).toEqual([{ deleteProtectedRange: { protectedRangeId: 4 } }]);
  });
});

test('[N18] who does not know what is locked leaves it locked, and lets in whom another guard of ours lets in', () => {
  const guard = (sheetId: number, users: string[]) => ({ protectedRangeId: sheetId, range: { sheetId }, description: 'Planark', editors: { users } });
  const standing: Sheet = { properties: { sheetId: 8, title: 'Tiltak' }, protectedRanges: [guard(8, ['planner@example.org'])] };
  const requests = frameRequests({ sheets: [standing, sheet('Oversikt', read())] }, [tab(), page({ name: 'Oversikt' })], {}).filter((request) => request.addProtectedRange ?? request.deleteProtectedRange);
  expect(requests).toEqual([{ addProtectedRange: { protectedRange: { range: { sheetId: 7 }, description: 'Planark', warningOnly: false, editors: { users: ['planner@example.org'], domainUsersCanEdit: false } } } }]);
});

describe('the rest of a tab’s layout', () => {
  const kinds = (requests: readonly SheetsRequest[]): string[] => requests.map((request) => Object.keys(request)[0]!);

  test('[N12] a tab carries its key and its columns their fields; wrong ones go', () => {
    expect(only(asked(tab(), sheet('Tiltak')), 'createDeveloperMetadata').map(({ developerMetadata }) => developerMetadata)).toEqual([
      { metadataKey: 'planark.tab', metadataValue: 'activities', visibility: 'DOCUMENT', location: { sheetId: 7 } },
      { metadataKey: 'planark.column', metadataValue: 'title', visibility: 'DOCUMENT', location: { dimensionRange: { sheetId: 7, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } },
      { metadataKey: 'planark.column', metadataValue: 'status', visibility: 'DOCUMENT', location: { dimensionRange: { sheetId: 7, dimension: 'COLUMNS', startIndex: 2, endIndex: 3 } } },
    ]);
    const known = (metadataId: number, metadataKey: string, metadataValue: string) => ({ metadataId, metadataKey, metadataValue });
    const standing = sheet('Tiltak', { ...read(), developerMetadata: [known(1, 'planark.tab', 'activities'), known(2, 'planark.tab', 'goals'), known(3, 'andres', 'x')] });
    standing.data![0]!.columnMetadata![1]!.developerMetadata = [known(4, 'planark.column', 'status'), known(5, 'planark.column', 'title')];
    standing.data![0]!.columnMetadata![2]!.developerMetadata = [known(6, 'planark.column', 'status')];
    const requests = asked(tab(), standing);
    expect(only(requests, 'createDeveloperMetadata')).toEqual([]);
    expect(only(requests, 'deleteDeveloperMetadata').map(({ dataFilter }) => dataFilter!.developerMetadataLookup!.metadataId)).toEqual([2, 4]);
  });

  test('[N26] a column of a person’s own gets nothing of ours', () => {
    const moved = tab({}) as TabFrame;
    const frame: TabFrame = { ...moved, columns: [columns[0]!, null, columns[1]!, columns[2]!] };
    expect(only(asked(frame, sheet('Tiltak')), 'createDeveloperMetadata').map(({ developerMetadata: data }) => [data!.metadataValue, data!.location!.dimensionRange?.startIndex])).toEqual([['activities', undefined], ['title', 2], ['status', 3]]);
    expect(only(asked(frame, sheet('Tiltak')), 'updateDimensionProperties').map(({ range }) => [range!.startIndex, range!.endIndex])).toEqual([[0, 1], [2, 3], [3, 4], [0, 1]]);
  });

  test('[N13] cells joined across what is frozen are joined on both sides', () => {
    const frame = page({ merges: ['A1:C1', 'B2:C3', 'A2:A3', 'A1:B2'], frozen: { rows: 1, columns: 1 } });
    expect(only(asked(frame, sheet('Oversikt')), 'mergeCells').map(({ range: { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = {} }) => [startRowIndex, endRowIndex, startColumnIndex, endColumnIndex]))
      .toEqual([[0, 1, 1, 3], [1, 3, 1, 3], [1, 3, 0, 1]]);
  });

  test('[N10] of a page, merges that stand stay, others go; a person’s on their tab stay', () => {
    const merges = [{ sheetId: 7, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 2 }, { sheetId: 7, startRowIndex: 3, endRowIndex: 4, startColumnIndex: 0, endColumnIndex: 2 }];
    const requests = asked(page({ merges: ['A1:B1', 'A2:B2'] }), sheet('Oversikt', read({ merges })));
    expect(only(requests, 'unmergeCells')).toEqual([{ range: merges[1] }]);
    expect(only(requests, 'mergeCells').map(({ range }) => range!.startRowIndex)).toEqual([1]);
    expect(kinds(asked(tab(), sheet('Tiltak', read({ merges })))).filter((kind) => kind.endsWith('ergeCells'))).toEqual([]);
  });

  test('[N19] a table without a filter gets one without an end; one that stands stays, and so does a table of Google’s', () => {
    expect(only(asked(tab(), sheet('Tiltak')), 'setBasicFilter')).toEqual([{ filter: { range: { sheetId: 7, startRowIndex: 0, startColumnIndex: 0, endColumnIndex: 3 } } }]);
    expect(only(asked(tab(), sheet('Tiltak', { basicFilter: { range: { sheetId: 7, endColumnIndex: 2 } } })), 'setBasicFilter')).toEqual([]);
    expect(only(asked(tab(), sheet('Tiltak', { tables: [{ tableId: 't' }] })), 'setBasicFilter')).toEqual([]);
  });

  test('[N21] [N10] of a tab that people write on, widths, colour and more frozen rows are theirs; the header stays in sight and ids hidden', () => {
    const theirs = sheet('Tiltak', { ...read({ basicFilter: {} }), developerMetadata: [{ metadataId: 1, metadataKey: 'planark.tab', metadataValue: 'activities' }] });
    theirs.properties = { ...theirs.properties, hidden: true, tabColorStyle: { rgbColor: { red: 1 } }, gridProperties: { rowCount: 5, columnCount: 9, frozenRowCount: 2, frozenColumnCount: 2 } };
    const plain = tab({ columns: columns.map(({ width, style, hidden }) => ({ width, style, ...(hidden && { hidden }) })) });
    expect(asked(plain, theirs)).toEqual([]);
    const opened = { ...theirs, properties: { ...theirs.properties, gridProperties: { rowCount: 5, columnCount: 9 } }, data: [{ columnMetadata: [{ pixelSize: 75 }] }] };
    expect(asked(plain, opened)).toEqual([
      { updateSheetProperties: { properties: { sheetId: 7, gridProperties: { frozenRowCount: 1 } }, fields: 'gridProperties.frozenRowCount' } },
      { updateDimensionProperties: { range: { sheetId: 7, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 }, properties: { hiddenByUser: true }, fields: 'hiddenByUser' } },
    ]);
  });

  test('[N5] [N22] a new page: columns beside each other of one width at once, rows as high as declared, the others one line', () => {
    const frame = page({ heights: { 1: 30, 2: 30 }, columns: [{ width: 10, style: 'plain' }, { width: 10, style: 'plain' }, { width: 2, style: 'plain' }] });
    const sizes = only(asked(frame, sheet('Oversikt')), 'updateDimensionProperties').map(({ range, properties }) => [range!.dimension, range!.startIndex, range!.endIndex, properties!.pixelSize]);
    expect(sizes).toEqual([['COLUMNS', 0, 2, 75], ['COLUMNS', 2, 3, 19], ['ROWS', 0, 1, 21], ['ROWS', 1, 3, 40], ['ROWS', 3, 5, 21]]);
  });

  test('[N10] a hidden tab is hidden again, and a generated one has its colour and what is frozen', () => {
    const frame = worksheet({ key: 'lists', name: 'Lister', state: 'hidden', columns: [{ width: 18, style: 'plain' }], rows: [], tone: 'hidden' });
    const standing = sheet('Lister', { data: [{ columnMetadata: [{ pixelSize: 131 }] }], developerMetadata: [{ metadataKey: 'planark.tab', metadataValue: 'lists' }] });
    expect(asked(frame, standing)).toEqual([{ updateSheetProperties: { properties: { sheetId: 7, hidden: true, tabColorStyle: { rgbColor: { red: 187 / 255, green: 187 / 255, blue: 187 / 255 } } }, fields: 'hidden,tabColorStyle' } }]);
  });

  test('[N10] never are all columns to be frozen, which Google does not take', () => {
    const standing = sheet('Oversikt', { properties: { sheetId: 7, title: 'Oversikt', gridProperties: { rowCount: 5, columnCount: 2 } } });
    expect(only(asked(page({ frozen: { rows: 0, columns: 2 } }), standing), 'updateSheetProperties')[0]!.properties!.gridProperties).toEqual({ frozenColumnCount: 1 });
  });

  test('[N10] a tab that is not there, or holds no cells, is none of the layout', () => {
    expect(asked(tab(), sheet('Andre'))).toEqual([]);
    expect(asked(tab(), { properties: { sheetId: 7, title: 'Tiltak', sheetType: 'OBJECT' } })).toEqual([]);
  });

  test('[N23] of a tab that is made again nothing is known but what its columns are known by', () => {
    const standing = sheet('tiltak', read({ merges: [{ endRowIndex: 1 }] }, [[], [{}, {}, ruled('=Lister!$C$2:$C$6')]]));
    standing.data![0]!.columnMetadata![1]!.developerMetadata = [{ metadataId: 4, metadataKey: 'planark.column', metadataValue: 'title' }];
    const after = standingAfter({ sheets: [standing, sheet('Borte')] }, [tab(), page({ name: 'Ny' })], new Map([['Ny', 12]]), ['Borte']);
    expect(after.sheets!.map(({ properties }) => [properties!.title, properties!.sheetId, properties!.gridProperties!.rowCount])).toEqual([['tiltak', 7, 51], ['Ny', 12, 2]]);
    const requests = frameRequests(after, [tab({ validations: [status] })], {});
    expect(only(requests, 'setDataValidation')).toHaveLength(1);
    expect(only(requests, 'createDeveloperMetadata').map(({ developerMetadata }) => developerMetadata!.metadataValue)).toEqual(['activities', 'status']);
  });
});

describe('charts', () => {
  const charts = [
    { key: 'progress', kind: 'bars', title: 'Fremdrift', names: 'B7:B10', series: ['H7:H10', 'J7:J10'] },
    { key: 'budget', kind: 'columns', title: 'Budsjett', names: 'A20:A22', series: ['E20:E22'] },
  ] as const;
  const frame = page({ charts });
  const made = only(asked(frame, sheet('Oversikt')), 'addChart').map(({ chart }, i) => ({ ...chart!, chartId: 40 + i }));
  const about = (standing: Sheet['charts'], wanted: TabFrame = frame): SheetsRequest[] =>
    asked(wanted, sheet('Oversikt', read({ charts: standing! }))).filter((request) => request.addChart ?? request.updateChartSpec ?? request.deleteEmbeddedObject);

  test('[N20] bars by their header, beside the page, one below the other', () => {
    expect(made.map(({ spec }) => [spec!.title, spec!.altText, spec!.basicChart!.chartType, spec!.basicChart!.headerCount, spec!.basicChart!.series![0]!.targetAxis])).toEqual([
      ['Fremdrift', 'Planark progress: Fremdrift', 'BAR', 1, 'BOTTOM_AXIS'], ['Budsjett', 'Planark budget: Budsjett', 'COLUMN', 1, 'LEFT_AXIS'],
    ]);
    expect(made[0]!.spec!.basicChart!.domains).toEqual([{ domain: { sourceRange: { sources: [{ sheetId: 7, startRowIndex: 6, endRowIndex: 10, startColumnIndex: 1, endColumnIndex: 2 }] } } }]);
    expect(made[0]!.spec!.basicChart!.series!.map(({ series }) => series!.sourceRange!.sources![0]!.startColumnIndex)).toEqual([7, 9]);
    const [first, second] = made.map(({ position }) => position!.overlayPosition!);
    expect(first!.anchorCell).toEqual({ sheetId: 7, rowIndex: 0, columnIndex: 3 });
    expect(second!.offsetYPixels).toBeGreaterThan(first!.offsetYPixels! + first!.heightPixels!);
  });

  test('[N20] [N11] charts that stand are known again, whatever they look like and wherever they were put', () => {
    expect(about(made)).toEqual([]);
    expect(about(made.map((chart) => ({ ...chart, position: {}, spec: { ...chart.spec, fontName: 'Comic Sans MS', backgroundColor: { red: 1 } } })))).toEqual([]);
  });

  test('[N20] a chart shows other cells where those moved, comes back, stands once, and goes; a person’s own stays', () => {
    const moved = page({ charts: [{ ...charts[0], names: 'B7:B12' }, charts[1]] });
    expect(about(made, moved).map((request) => [Object.keys(request)[0], request.updateChartSpec?.chartId])).toEqual([['updateChartSpec', 40]]);
    const own = { chartId: 99, spec: { title: 'Mitt' } };
    expect(about([own, made[1]!]).map((request) => Object.keys(request)[0])).toEqual(['addChart']);
    expect(about([...made, own, { ...made[0]!, chartId: 77 }])).toEqual([{ deleteEmbeddedObject: { objectId: 77 } }]);
    expect(about(made, page({ charts: [charts[0]] }))).toEqual([{ deleteEmbeddedObject: { objectId: 41 } }]);
  });
});

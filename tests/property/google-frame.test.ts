import * as fc from 'fast-check';
import { frameOf } from '../../core/sheet/model';
import { renderWorkbook } from '../../core/sheet/render/render-workbook';
import type { SheetsRequest, Spreadsheet } from '../../gsheets/rest';
import { frameRequests } from '../../gsheets/rest/frame';
import { layOutNew } from '../support/google-layout';
import { planner } from '../support/hosted-google';
import { smallPlan } from '../support/small-plan';
import type { Switches } from '../support/sheets-emulator';

type Sheet = gapi.client.sheets.Sheet;
/** What a person, or another program, does to a tab; nothing where that cannot be done there. */
type Deed = (sheet: Sheet, seed: number) => SheetsRequest[];

const idOf = ({ properties }: Sheet): number => properties!.sheetId!;
const pick = <T>(items: readonly T[] | undefined, seed: number): T[] => (items && items.length > 0 ? [items[seed % items.length]!] : []);
/** Two rows and two columns; the narrowest tab has four columns. */
const rangeOf = (sheet: Sheet, seed: number) => ({ sheetId: idOf(sheet), startRowIndex: seed % 4, endRowIndex: (seed % 4) + 2, startColumnIndex: seed % 3, endColumnIndex: (seed % 3) + 2 });
const pink = { rgbColor: { red: 1, green: 0.5, blue: 0.75 } };
const ownRule = { booleanRule: { condition: { type: 'NOT_BLANK' }, format: { backgroundColorStyle: pink } } } as const;

const deeds: Readonly<Record<string, Deed>> = {
  'takes a colour away': (sheet, seed) => pick(sheet.conditionalFormats?.map((_, index) => index), seed).map((index) => ({ deleteConditionalFormatRule: { sheetId: idOf(sheet), index } })),
  'moves a colour': (sheet, seed) => pick(sheet.conditionalFormats?.map((_, index) => index), seed).map((index) => ({ updateConditionalFormatRule: { sheetId: idOf(sheet), index, newIndex: 0 } })),
  'adds a colour of one’s own': (sheet, seed) => [{ addConditionalFormatRule: { index: 0, rule: { ranges: [rangeOf(sheet, seed)], ...ownRule } } }],
  'takes drop-downs away': (sheet, seed) => [{ setDataValidation: { range: rangeOf(sheet, seed) } }],
  'sets a rule of one’s own': (sheet, seed) => [{ setDataValidation: { range: rangeOf(sheet, seed), rule: { condition: { type: 'BOOLEAN' } } } }],
  'opens a guard': (sheet, seed) => pick(sheet.protectedRanges, seed).map(({ protectedRangeId }) => ({ deleteProtectedRange: { protectedRangeId: protectedRangeId! } })),
  'makes a guard a warning': (sheet, seed) => pick(sheet.protectedRanges, seed).flatMap(({ protectedRangeId, description }) =>
    [{ deleteProtectedRange: { protectedRangeId: protectedRangeId! } }, { addProtectedRange: { protectedRange: { range: { sheetId: idOf(sheet) }, warningOnly: true, ...(description && { description }) } } }]),
  'shows what is hidden': (sheet) => [{ updateDimensionProperties: { range: { sheetId: idOf(sheet), dimension: 'COLUMNS', startIndex: 0, endIndex: 1 }, properties: { hiddenByUser: false }, fields: 'hiddenByUser' } }, { updateSheetProperties: { properties: { sheetId: idOf(sheet), hidden: false }, fields: 'hidden' } }],
  'makes columns wide and rows high': (sheet, seed) => (['COLUMNS', 'ROWS'] as const).map((dimension) => ({ updateDimensionProperties: { range: { sheetId: idOf(sheet), dimension, startIndex: seed % 3, endIndex: (seed % 3) + 2 }, properties: { pixelSize: 50 + (seed % 100) }, fields: 'pixelSize' } })),
  'freezes nothing': (sheet) => [{ updateSheetProperties: { properties: { sheetId: idOf(sheet), gridProperties: { frozenRowCount: 0, frozenColumnCount: 0 } }, fields: 'gridProperties.frozenRowCount,gridProperties.frozenColumnCount' } }],
  'colours the tab': (sheet) => [{ updateSheetProperties: { properties: { sheetId: idOf(sheet), tabColorStyle: pink }, fields: 'tabColorStyle' } }],
  'parts what is joined': (sheet, seed) => pick(sheet.merges, seed).map((range) => ({ unmergeCells: { range: { sheetId: idOf(sheet), ...range } } })),
  'removes the filter': (sheet) => (sheet.basicFilter ? [{ clearBasicFilter: { sheetId: idOf(sheet) } }] : []),
  'removes a chart': (sheet, seed) => pick(sheet.charts, seed).map(({ chartId }) => ({ deleteEmbeddedObject: { objectId: chartId! } })),
  'retitles a chart': (sheet, seed) => pick(sheet.charts, seed).map(({ chartId, spec }) => ({ updateChartSpec: { chartId: chartId!, spec: { ...spec, title: 'Mitt' } } })),
  'forgets what the tab is': (sheet, seed) => pick(sheet.developerMetadata, seed).map(({ metadataId }) => ({ deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId: metadataId! } } } })),
};

const arbitraryDeeds = fc.array(fc.record({ deed: fc.constantFrom(...Object.keys(deeds)), tab: fc.nat(20), seed: fc.nat(1000) }), { minLength: 1, maxLength: 8 });

const ownRules = ({ sheets = [] }: Spreadsheet): number =>
  sheets.flatMap(({ conditionalFormats = [] }) => conditionalFormats).filter(({ booleanRule }) => booleanRule?.condition?.type === 'NOT_BLANK').length;

describe('what a person does to the layout', () => {
  const plan = smallPlan({ focusAreas: [{ id: 'a', code: 'F1', title: 'Rekruttering' }], activities: [{ id: 'b', code: 'T1', title: 'Stand', focusArea: 'a' }], budget: [{ id: 'c', year: 2026, adopted: 100_000 }] });
  const model = renderWorkbook({ plan, today: '2026-05-20', isTodayFixed: true, stamp: { planId: plan.id, revision: 1, hash: '0'.repeat(64), locale: 'nb', openConflicts: [] } });
  const frames = model.worksheets.map(frameOf);
  test.each<[string, Partial<Switches>]>([
    ['Google keeps endless ranges endless', { openRangesStayOpen: true }],
    ['Google tells where endless ranges end', { openRangesStayOpen: false, protectionListsOwner: false, protectionAddsItsMaker: false }],
  ])('[N10] [N11] is put right at once, and then nothing differs: %s', async (_, switches) => {
    const opened = await layOutNew(model, switches);
    expect(opened.layOut()).toEqual([]);
    fc.assert(fc.property(arbitraryDeeds, (done) => {
      const { sheets = [] } = opened.read();
      // One deed a tab: what a second one meets is another matter, and Google would refuse it.
      const byTab = new Map(done.map(({ deed, tab, seed }) => [sheets[tab % sheets.length]!, { deed, seed }]));
      opened.send([...byTab].flatMap(([sheet, { deed, seed }]) => deeds[deed]!(sheet, seed)).concat({ updateSpreadsheetProperties: { properties: { title: 'Plan' }, fields: 'title' } }));
      const before = ownRules(opened.read());
      opened.layOut();
      const after = opened.read();
      expect(frameRequests(after, frames, { editor: planner })).toEqual([]);
      expect(ownRules(after)).toBe(before);
    }), { numRuns: 8 });
    await opened.emulator.stop();
  });
});

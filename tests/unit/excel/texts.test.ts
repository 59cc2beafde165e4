import * as fc from 'fast-check';
import { worksheet, type WorkbookModel } from '../../../core/sheet';
import { arbitraryText } from '../../support/arbitrary-plan';
import { formulaLike } from '../../support/formula-like';
import { openExcel } from '../../support/hosted-excel';

/** What an apostrophe or a formula is in a cell of text format: nobody says for certain, so each is tried. */
let mockKeepsApostrophes = false;
let mockTakesFormulas = false;
jest.mock('../../support/excel-host/model/entries', () => {
  const real = jest.requireActual<typeof import('../../support/excel-host/model/entries')>('../../support/excel-host/model/entries');
  return { ...real, enter: ((text, format, manner) => (mockKeepsApostrophes && format === '@' ? { value: text } : real.enter(text, mockTakesFormulas && text.startsWith('=') ? 'General' : format, manner))) satisfies typeof real.enter };
});

const modelOf = (texts: readonly string[]): WorkbookModel => ({
  title: 'T', author: 'A', locale: 'nb', dateFormat: 'dd.mm.yyyy',
  worksheets: [worksheet({ key: 'x', name: 'Tekst', columns: ['text', 'choice', 'date', 'money'].map((style) => ({ width: 10, style: style as 'text' })), rows: texts.map((text) => [text, text, text, text]) })],
});

const readBack = async (texts: readonly string[]): Promise<unknown[][]> => {
  const excel = openExcel();
  await excel.insert(modelOf(texts));
  const { rows } = (await excel.read()).worksheets.find(({ name }) => name === 'Tekst')!;
  return rows.map(({ cells }) => cells.map((cell) => (cell?.isFormula || cell?.isDate ? cell : cell?.value)));
};

const fourTimes = (texts: readonly string[]): string[][] => texts.map((text) => [text, text, text, text]);
const awkward = [...formulaLike, "''", "'''", "'=1", 'mai 26', 'des26', 'E5', '1E5', '12.5', '1,5', '31.12.2026', '2026-05-31', '5/6', '12:30', '10%', '$5', '(5)', 'TRUE', 'sann', '#N/A', '#REF!', '¼', '٣'];

describe.each([['drops an apostrophe', false, false], ['keeps an apostrophe', true, false], ['takes a formula', false, true]] as const)('an Excel that %s in a cell of text format', (_, keeps, takes) => {
  beforeEach(() => {
    mockKeepsApostrophes = keeps;
    mockTakesFormulas = takes;
  });

  test('[X4] awkward texts stay what they are, whatever the format of their cell', async () => {
    expect(await readBack(awkward)).toEqual(fourTimes(awkward));
  });

  test('[X4] any text does', async () => {
    await fc.assert(fc.asyncProperty(fc.array(arbitraryText.filter((text) => text.trim() !== ''), { minLength: 1, maxLength: 20 }), async (texts) => {
      expect(await readBack(texts)).toEqual(fourTimes(texts));
    }), { numRuns: 30 });
  });
});

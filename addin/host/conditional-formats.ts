import { barColour, toneLooks, type ConditionalFormatModel, type Tone } from '../../core';
import { toFormula } from './entries';

const addBar = (formats: Excel.ConditionalFormatCollection): void => {
  const { dataBar } = formats.add('DataBar');
  dataBar.lowerBoundRule = { type: 'Number', formula: '0' };
  dataBar.upperBoundRule = { type: 'Number', formula: '1' };
  dataBar.positiveFormat.set({ fillColor: `#${barColour}`, gradientFill: false });
};

const setTone = ({ fill, font }: Excel.ConditionalRangeFormat, tone: Tone): void => {
  const look = toneLooks[tone];
  fill.color = `#${look.fill}`;
  font.color = `#${look.ink}`;
  if (look.isBold) font.bold = true;
};

const addFormat = (sheet: Excel.Worksheet, format: ConditionalFormatModel): void => {
  const { conditionalFormats } = sheet.getRange(format.range).untrack();
  if (format.kind === 'dataBar') return addBar(conditionalFormats);
  if (format.kind === 'equals') {
    const { cellValue } = conditionalFormats.add('CellValue');
    cellValue.rule = { formula1: toFormula(`"${format.text.replaceAll('"', '""')}"`), operator: 'EqualTo' };
    return setTone(cellValue.format, format.tone);
  }
  const { custom } = conditionalFormats.add('Custom');
  custom.rule.formula = toFormula(format.formula);
  setTone(custom.format, format.tone);
};

/** Adds the last one first: Excel puts each new one before the others. */
export const addConditionalFormats = (sheet: Excel.Worksheet, formats: readonly ConditionalFormatModel[]): void => {
  for (const format of [...formats].reverse()) addFormat(sheet, format);
};

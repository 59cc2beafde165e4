import * as fc from 'fast-check';
import { isDateFormat } from '../../../core/sheet/date-format';
import { isoToSerial } from '../../../core/node/host-xlsx/read/serial-dates';
import { makeSheet, rowOf } from '../../support/make-xlsx';
import { readCells } from './reading';

const LAST = 2_958_465;
const dated = (value: string, workbookPr = '', format = 'yyyy-mm-dd'): Buffer => makeSheet(rowOf(`<c r="A1" s="1"><v>${value}</v></c>`), { formats: [format], workbookPr });
const readDate = (value: string, workbookPr = ''): unknown => readCells(dated(value, workbookPr))['A1'];

describe('number formats', () => {
  test.each(['d', 'yyyy-mm-dd', 'DD.MM.YYYY', 'mmm', 'mmmm yy', 'm/d', 'm', 'd/m/yyyy h:mm', '[$-409]d\\-mmm\\-yy;@', '"KW" yy', '0;[Red]d', '[h]:mm d', 'm;0', 'h:mm;mmm'])('%s is a date', (code) => {
    expect(isDateFormat(code)).toBe(true);
  });

  test.each([
    'General', 'GENERAL', '0.00', '#,##0 "days"', '0 \\d', '0_d', '*d0', '[Red]0', '[$d] 0', '@', 'h:mm', 'mm:ss', 'mm:ss.0', '[h]:mm:ss', '[mm]:ss', 'h:mm AM/PM', 'h:mm a/p', 's',
    '"unclosed d', '[unclosed d', '0\\', '',
  ])('%s is none', (code) => {
    expect(isDateFormat(code)).toBe(false);
  });

  test('a long code costs linear time', () => {
    expect(isDateFormat('['.repeat(1_000_000))).toBe(false);
    expect(isDateFormat('"['.repeat(500_000))).toBe(false);
    expect(isDateFormat('m'.repeat(1_000_000))).toBe(true);
  }, 2_000);

  test.each([[14, true], [17, true], [22, true], [18, false], [45, false], [2, false]])('built-in %i', (id, isDate) => {
    const file = makeSheet(rowOf('<c r="A1" s="1"><v>44197</v></c>'), {
      formats: ['0'],
      parts: { 'xl/styles.xml': `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="${id}"/></cellXfs></styleSheet>` },
    });
    expect(readCells(file)['A1']).toEqual(isDate ? { value: 44197, isDate } : { value: 44197 });
  });
});

describe('ISO dates', () => {
  test.each<[string, number | undefined]>([
    ['2021-01-01T06:00', 44197.25], ['2021-01-01T12:00:00Z', 44197.5], ['2021-01-01T00:00:43.200', 44197.0005], ['2021-01-01T24:00:00', undefined],
    ['2021-01-01T12:60', undefined], ['2021-01-01T12:00:00+01:00', undefined], ['2021-13-01', undefined], ['2021-00-10', undefined], ['21-01-01', undefined],
    ['2021-01-01 12:00', undefined], ['12:00:00', undefined], ['1900-02-29', undefined], ['0000-01-01', undefined], ['', undefined],
  ])('%s', (text, serial) => {
    expect(isoToSerial(text)).toBe(serial);
  });
});

describe('serials', () => {
  test('1900 system: every day comes through as it is, and 29 February 1900 is none', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: LAST }), (serial) => {
      expect(readDate(`${serial}`)).toEqual(serial === 60 ? { value: '60', isUnreadable: true } : { value: serial, isDate: true });
    }), { numRuns: 200, examples: [[1], [59], [60], [61], [LAST]] });
  });

  test.each(['date1904="1"', 'date1904="true"'])('1904 system, written %s: every day is moved by 1,462', (workbookPr) => {
    fc.assert(fc.property(fc.integer({ min: 0, max: LAST - 1462 }), (serial) => {
      expect(readDate(`${serial}`, workbookPr)).toEqual({ value: serial + 1462, isDate: true });
    }), { numRuns: 100, examples: [[0], [60], [LAST - 1462]] });
  });

  test('date1904="false" is the 1900 system', () => {
    expect(readDate('100', 'date1904="false"')).toEqual({ value: 100, isDate: true });
  });

  test.each(['-1', '0', '0.5', '60.5', `${LAST + 1}`, '1e20'])('%s is outside the calendar', (value) => {
    expect(readDate(value)).toEqual({ value, isUnreadable: true });
  });

  test.each(['-1', `${LAST - 1461}`])('%s is outside the calendar of 1904', (value) => {
    expect(readDate(value, 'date1904="1"')).toEqual({ value, isUnreadable: true });
  });

  test('times stay', () => {
    expect(readDate('44197.75')).toEqual({ value: 44197.75, isDate: true });
    expect(readCells(dated('0.75', '', 'h:mm'))['A1']).toEqual({ value: 0.75 });
    expect(readCells(dated('0.75', 'date1904="1"', 'h:mm'))['A1']).toEqual({ value: 0.75 });
  });

  test('numbers that are no dates are never moved', () => {
    expect(readCells(dated('100', 'date1904="1"', '0'))['A1']).toEqual({ value: 100 });
  });

  test('an ISO date is the day it says, in both systems', () => {
    const iso = (serial: number): string => new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + serial * 86_400_000).toISOString().slice(0, 10);
    fc.assert(fc.property(fc.integer({ min: 1, max: LAST }).filter((serial) => serial !== 60), (serial) => {
      expect(isoToSerial(iso(serial))).toBe(serial);
    }), { numRuns: 1000, examples: [[1], [59], [61], [LAST]] });
    const file = makeSheet(rowOf('<c r="A1" t="d"><v>2021-01-01</v></c>'), { workbookPr: 'date1904="1"' });
    expect(readCells(file)['A1']).toEqual({ value: 44197, isDate: true });
  });
});

import type { FieldType } from '../../../core/plan/field';
import { locales, type Locale } from '../../../core/plan/locale';
import { choiceLabels, choiceValues } from '../../../core/plan/choices';
import { dateToSerial } from '../../../core/plan/dates';
import { toSerial1900 } from '../../../core/node/host-xlsx/read/serial-dates';
import type { GridCell } from '../../../core/sheet';
import { monthNames } from '../../../core/sheet/month-names';
import { readCell, type ReadingContext } from '../../../core/sheet/parse/read-cell';

const contextIn = (locale: Locale): ReadingContext => ({ locale, findRecord: (table, text) => (text.toUpperCase().startsWith('M1.2') ? `${table}-id` : undefined), labelByCode: () => undefined });

/** What a cell is read as, in Norwegian where nothing else is said: a value, or the code of the problem. */
const read = (given: GridCell | GridCell['value'] | undefined, type: FieldType, locale: Locale = 'nb'): unknown => {
  const cell = typeof given === 'object' && 'value' in given ? given : given === undefined ? undefined : { value: given };
  const reading = readCell(cell, type, contextIn(locale));
  return 'problem' in reading ? reading.problem : reading.value;
};

const text: FieldType = { kind: 'text' };
const money: FieldType = { kind: 'money' };
const number: FieldType = { kind: 'number' };
const ratio: FieldType = { kind: 'ratio' };
const date: FieldType = { kind: 'date' };
const end: FieldType = { kind: 'date', isEnd: true };
const integer: FieldType = { kind: 'integer', min: 0, max: 10_000 };
const boolean: FieldType = { kind: 'boolean' };
const months: FieldType = { kind: 'months' };
const status: FieldType = { kind: 'choice', set: 'activityStatus' };
const goal: FieldType = { kind: 'reference', to: 'goals' };
const allTypes: FieldType[] = [text, money, number, ratio, date, integer, boolean, months, status, goal, { kind: 'code', prefix: 'T' }, { kind: 'list' }, { kind: 'tables' }];

test.each(allTypes)('[R1] an empty cell, or one with nothing but spaces, is an empty field: $kind', (type) => {
  expect([undefined, '', '   ', '\u00a0', '\n'].map((value) => read(value, type))).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test.each(allTypes)('[R2] an error value or an unreadable cell is a problem, never a value: $kind', (type) => {
  expect(read({ value: { error: '#REF!' } }, type)).toBe('ERROR_VALUE');
  expect(read({ value: '4x', isUnreadable: true }, type)).toBe('UNREADABLE_CELL');
});

describe('text', () => {
  test('[R3] is kept as it stands, spaces and what looks like a formula included', () => {
    for (const value of [' med luft ', '=1+1', '+47 22', '007', '1,5 %', 'to\nlinjer', '😀']) expect(read(value, text)).toBe(value);
    expect(read('a\r\nb\rc', text)).toBe('a\nb\nc');
  });

  test('[R3] numbers and dates in it are what the person sees', () => {
    expect(read(6700, text)).toBe('6700');
    expect(read(0.1 + 0.2, text)).toBe('0.3');
    expect(read({ value: dateToSerial('2026-05-31'), isDate: true }, text)).toBe('31.05.2026');
    expect(read({ value: dateToSerial('2026-05-31'), isDate: true }, text, 'sv')).toBe('2026-05-31');
    expect(read(true, text)).toBe('Ja');
  });

  test('[R3] what no file can hold is a problem', () => {
    expect(read('a\u0000b', text)).toBe('BAD_TEXT');
    expect(read('a\ufffe', text)).toBe('BAD_TEXT');
    expect(read('\ud83d', text)).toBe('BAD_TEXT');
    expect(read('x'.repeat(32767), text)).toHaveLength(32767);
    expect(read('x'.repeat(32768), text)).toBe('TEXT_TOO_LONG');
  });
});

describe('amounts, in minor units', () => {
  test.each<[string | number, unknown]>([
    ['9 000 kr', 9000_00], ['9000kr', 9000_00], ['kr 9 000,-', 9000_00], ['9.000,50', 9000_50], ['9\u00a0000,5', 9000_50], ['9 000 kroner', 9000_00], ['1 234 567,89', 1234567_89], ['−500', -500_00], ['-500 kr', -500_00], ['(500)', -500_00],
    ['9.000', 9000_00], ['1.200.000', 1200000_00], ['1.50', 1_50], ['0', 0], ['-0', 0], [9000.5, 9000_50], [0.1 + 0.2, 30], ['12:-', 12_00],
    ['1,500', 'AMBIGUOUS_NUMBER'], ['2 3', 'NOT_A_NUMBER'], ['1 2345', 'NOT_A_NUMBER'], ['ca. 500', 'NOT_A_NUMBER'], ['1,2,3', 'NOT_A_NUMBER'], ['ti', 'NOT_A_NUMBER'], ['10,005', 'AMBIGUOUS_NUMBER'], [10.005, 'TOO_MANY_DECIMALS'], ['10,0051', 'TOO_MANY_DECIMALS'],
    ['100 000 000 001', 'OUT_OF_RANGE'], ['9'.repeat(400), 'OUT_OF_RANGE'],
  ])('[R4] %s', (given, expected) => {
    expect(read(given, money)).toBe(expected);
  });

  test('[R4] in English the signs change places', () => {
    expect([['9,000', 9000_00], ['9,000.50', 9000_50], ['1.500', 'AMBIGUOUS_NUMBER'], ['9.5', 9_50], ['1,5', 1_50]].map(([given]) => read(given as string, money, 'en'))).toEqual([9000_00, 9000_50, 'AMBIGUOUS_NUMBER', 9_50, 1_50]);
  });

  test('[R4] the result of a formula is rounded, since nobody typed its decimals', () => {
    expect(read({ value: 10 / 3, isFormula: true }, money)).toBe(333);
  });

  test('[R4] a date is no amount', () => {
    expect(read({ value: 46000, isDate: true }, money)).toBe('NOT_A_NUMBER');
  });
});

describe('numbers and whole numbers', () => {
  test.each<[string | number, unknown]>([
    ['1,5', 1.5], ['1.5', 1.5], ['1.500', 'AMBIGUOUS_NUMBER'], ['1,500', 1.5], ['1.200,5', 1200.5], ['1 200,5', 1200.5], ['-3', -3], [0.1 + 0.2, 0.3], ['1.200.300', 1200300], ['1,200,300', 'AMBIGUOUS_NUMBER'], ['1e3', 'NOT_A_NUMBER'], ['9'.repeat(400), 'OUT_OF_RANGE'],
  ])('[R5] %s', (given, expected) => {
    expect(read(given, number)).toBe(expected);
  });

  test('[R5] within the limits of the field', () => {
    expect(read('-1', { kind: 'number', min: 0 })).toBe('OUT_OF_RANGE');
    expect([['12', 12], ['1.500', 1500], ['12,5', 0], [2.5, 0], ['10001', 0], ['1,500', 1]].map(([given]) => read(given!, integer))).toEqual([12, 1500, 'OUT_OF_RANGE', 'OUT_OF_RANGE', 'OUT_OF_RANGE', 'AMBIGUOUS_NUMBER']);
  });
});

test.each([
  ['1,5 %', 0.015], ['50%', 0.5], ['50 %', 0.5], ['0,5', 0.5], [0.25, 0.25], ['100 %', 1], ['0 %', 0], ['33,3 %', 0.333], ['101 %', 'OUT_OF_RANGE'], ['50', 'OUT_OF_RANGE'], ['-1 %', 'OUT_OF_RANGE'], ['halv', 'NOT_A_NUMBER'], ['%', 'NOT_A_NUMBER'],
])('[R6] percentage %s', (given, expected) => {
  expect(read(given, ratio)).toBe(expected);
});

describe('dates', () => {
  test.each<[string, string]>([
    ['31.5.2026', '2026-05-31'], ['31.05.2026', '2026-05-31'], ['31.5.26', '2026-05-31'], ['31/5/2026', '2026-05-31'], ['31-5-2026', '2026-05-31'], ['2026-05-31', '2026-05-31'], ['20260531', '2026-05-31'], ['31. mai 2026', '2026-05-31'],
    ['31 mai 2026', '2026-05-31'], ['31. maj 2026', '2026-05-31'], ['31 May 2026', '2026-05-31'], ['1. desember 2026', '2026-12-01'],
    ['31/5-2026', '2026-05-31'], ['31/5-26', '2026-05-31'], ['May 31, 2026', '2026-05-31'], ['dec 1, 2026', '2026-12-01'], ['den 31 maj 2026', '2026-05-31'], ['den 31. mai 2026', '2026-05-31'], [' 1.2.2026 ', '2026-02-01'], ['29.2.2028', '2028-02-29'],
  ])('[R7] %s in every language', (given, expected) => {
    for (const locale of locales) expect(read(given, date, locale)).toBe(expected);
  });

  test('[R7] a month alone is its first day, or its last where an end is meant', () => {
    for (const given of ['mai 2026', 'Mai 2026', 'maj 2026', 'May 2026', '2026-05', '5.2026', '05/2026']) expect([read(given, date), read(given, end)]).toEqual(['2026-05-01', '2026-05-31']);
    expect(read('februar 2028', end)).toBe('2028-02-29');
  });

  test.each(['30.2.2026', '29.2.2026', '31.5.20226', '5/31/2026', '31.5.', 'våren 2026', 'uke 12', '2026', 'i morgen', '31.5.1899', '1.1.2200', '31.5.2026 kl. 12'])('[R7] %s is no date', (given) => {
    expect(read(given, date)).toBe('NOT_A_DATE');
  });

  test('[R8] serial numbers: the exact day where the cell is a date, only days of this century where it is not', () => {
    const day = (value: number, isDate: boolean): unknown => read({ value, ...(isDate && { isDate }) }, date);
    expect(day(46173, true)).toBe('2026-05-31');
    expect(day(46173.75, true)).toBe('2026-05-31');
    expect(day(toSerial1900(46173 - 1462, true)!, true)).toBe('2026-05-31');
    expect(day(61, true)).toBe('1900-03-01');
    expect([-1, 0, 1, 59, 60, 109_575, 2_958_465, 2_958_466].map((serial) => day(serial, true))).toEqual(Array(8).fill('NOT_A_DATE'));
    expect(day(46173, false)).toBe('2026-05-31');
    expect([2026, 20260531, 46173.5, 12].map((serial) => day(serial, false))).toEqual(Array(4).fill('NOT_A_DATE'));
  });
});

describe('yes and no, choices', () => {
  test('[R9] in every language, and as people tick', () => {
    expect(['ja', 'Ja', 'JA ', 'yes', 'x', 'X', '1', 1, true, 'sant'].map((given) => read(given, boolean))).toEqual(Array(10).fill(true));
    expect(['nei', 'Nej', 'no', '0', 0, false, '-', 'usann'].map((given) => read(given, boolean))).toEqual(Array(8).fill(false));
    expect(read('kanskje', boolean)).toBe('NOT_IN_LIST');
  });

  test.each(locales)('[R9] each label of %s, whatever the case, and the bare value', (locale) => {
    for (const value of choiceValues('activityStatus')) {
      const label = choiceLabels('activityStatus')[value]![locale];
      expect([label, label.toUpperCase(), ` ${label} `, value].map((given) => read(given, status, 'nb'))).toEqual([value, value, value, value]);
    }
    expect(read('Ferdig', status, locale)).toBe('NOT_IN_LIST');
  });

  test('[R9] the sheet’s language decides where languages disagree', () => {
    expect(read('Avslått', { kind: 'choice', set: 'projectStatus' }, 'nb')).toBe('declined');
    expect(read('Utsett', status, 'nn')).toBe('postponed');
  });
});

describe('months', () => {
  test.each<[string | number, unknown]>([
    ['mars, september', [3, 9]], ['sep, mar', [3, 9]], ['3, 9', [3, 9]], [3, [3]], ['mar–mai', [3, 4, 5]], ['nov-feb', [1, 2, 11, 12]], ['jan og aug', [1, 8]], ['januari och oktober', [1, 10]], ['March and Oct', [3, 10]], ['des.', [12]], ['1;2 / 3', [1, 2, 3]],
    ['Marianne', 'NOT_MONTHS'], ['vår', 'NOT_MONTHS'], ['13', 'NOT_MONTHS'], ['0', 'NOT_MONTHS'], ['ma', 'NOT_MONTHS'], [3.9, 'NOT_MONTHS'], [true, 'NOT_MONTHS'],
  ] as [string | number, unknown][])('[R10] %s', (given, expected) => {
    expect(read(given, months)).toEqual(expected);
  });

  test('[R10] the short names of every language', () => {
    for (const locale of locales) expect(read(monthNames[locale].join(', '), months, locale)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('[R10] what a host made a date of is no month', () => {
    expect(read({ value: 46000, isDate: true }, months)).toBe('NOT_MONTHS');
  });
});

test('[R11] a reference by its code, whatever the title says; to nothing, a problem', () => {
  expect(read('M1.2 · Flere medlemmer', goal)).toBe('goals-id');
  expect(read('m1.2', goal)).toBe('goals-id');
  expect(read('M9', goal)).toBe('UNKNOWN_REFERENCE');
});

test('[R11] codes in capitals; what is no code is a problem', () => {
  const code: FieldType = { kind: 'code', prefix: 'T' };
  expect([' t1.2 ', 'Å-1'].map((given) => read(given, code))).toEqual(['T1.2', 'Å-1']);
  expect(['1.2', 12, 'T*', 'T1 T2', 'T'.repeat(16)].map((given) => read(given, code))).toEqual(Array(5).fill('BAD_CODE'));
});

test('[R12] lists by semicolon or line; tabs by their names in any language', () => {
  expect(read('LO; KS ;\nNHO;', { kind: 'list' })).toEqual(['LO', 'KS', 'NHO']);
  expect(read('Tiltak; Goals; costs', { kind: 'tables' })).toEqual(['activities', 'goals', 'costs']);
  expect(read('Tiltak; Ukjent', { kind: 'tables' })).toBe('NOT_IN_LIST');
});

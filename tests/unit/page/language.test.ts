import { fillText, isLocale, moneyText, numberText } from '../../../core';
import { chooseLocale } from '../../../addin/state/language';
import { frameTexts } from '../../../addin/texts/frame-texts';
import { planTexts } from '../../../addin/texts/plan-texts';
import { syncTexts } from '../../../addin/texts/sync-texts';
import { choiceText, percentText, periodText } from '../../../addin/state/format';

describe('the language of the page', () => {
  test.each([
    ['nn', ['sv'], 'nn'],
    [null, ['nn-NO', 'en'], 'nn'],
    [null, ['no'], 'nb'],
    [null, ['de', 'sv-FI', 'en'], 'sv'],
    [null, ['en-GB', 'nb'], 'en'],
    [null, ['de', 'fr'], 'en'],
    [null, [], 'en'],
    ['xx', ['nb-NO'], 'nb'],
    ['constructor', ['nb-NO'], 'nb'],
  ] as const)('[V2] stored %s, preferred %j: %s', (stored, preferred, expected) => {
    expect(chooseLocale(stored, preferred)).toBe(expected);
  });

  test('[V2] every text is there in every language, with the same places', () => {
    const placesOf = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort();
    for (const texts of [frameTexts, planTexts, syncTexts]) {
      for (const [name, text] of Object.entries(texts)) {
        expect(Object.keys(text).every(isLocale)).toBe(true);
        const places = Object.values(text).map(placesOf);
        expect([name, ...places]).toEqual([name, ...places.map(() => places[0])]);
        expect(Object.values(text).every((one) => one.trim() !== '')).toBe(true);
      }
    }
  });

  test('[V2] one is said as one', () => {
    expect(fillText(planTexts.tableCount.nb, { count: 1 })).toBe('1 rad');
    expect(fillText(planTexts.tableCount.sv, { count: 2 })).toBe('2 rader');
  });
});

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('figures', () => {
  test('[V3] are written as people of the language write them', () => {
    expect(spaced(numberText(1234567.5, 'nb'))).toBe('1 234 567,5');
    expect(numberText(1234567.5, 'en')).toBe('1,234,567.5');
    expect(spaced(numberText(-1234, 'sv'))).toBe('−1 234');
    expect(numberText(-0.001, 'nb')).toBe('0');
    expect(spaced(moneyText(1138550, 'nb'))).toBe('11 385,50');
    expect(spaced(moneyText(900000, 'nb'))).toBe('9 000');
    expect(moneyText(5, 'en')).toBe('0.05');
    expect(spaced(percentText(0.485, 'nb'))).toBe('49 %');
    expect(percentText(0.485, 'en')).toBe('49%');
    expect(periodText('2026-01-01', '2027-12-31', 'nb')).toBe('2026–2027');
    expect(periodText('2026-01-01', '2026-12-31', 'nb')).toBe('2026');
    expect(periodText('2026-02-01', '2026-12-31', 'nb')).toBe('01.02.2026–31.12.2026');
  });

  test('[V3] no value is a dash, not 0', () => {
    expect(percentText(null, 'nb')).toBe('–');
    expect(spaced(percentText(0, 'nb'))).toBe('0 %');
    expect(choiceText('signal', null, 'nb')).toBe('–');
    expect(choiceText('signal', 'late', 'nn')).toBe('Forseinka');
  });
});

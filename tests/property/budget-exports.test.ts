import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import type { BudgetFileReading } from '../../core/node/budget-files/budget-file';
import { readSaft } from '../../core/node/budget-files/read-saft';
import { readSie } from '../../core/node/budget-files/read-sie';
import { makeSaft, type SaftAccount, type SaftOptions } from '../support/budget-files/make-saft';
import { makeSie, type SieLedger, type SieOptions } from '../support/budget-files/make-sie';
import { describeWith } from '../support/programs';
import { runs } from '../support/runs';

type Figure = readonly [account: string, name: string | undefined, department: string, year: number, adopted: number | undefined, actual: number | undefined];

const inOrder = (figures: readonly Figure[]): Figure[] => [...figures].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const figuresIn = (reading: BudgetFileReading): Figure[] => {
  if (!reading.ok || reading.value.kind !== 'figures') throw new Error(JSON.stringify(reading));
  expect(reading.value.problems).toEqual([]);
  return inOrder(reading.value.figures.map(({ account, name, department = '', year, adopted, actual }): Figure => [account, name, department, year, adopted, actual]));
};

const minor = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 });
const text = (most: number) => fc.string({ unit: fc.constantFrom(...'aÅåÄäÖöé 0"\\&<>\'{}#;,'), minLength: 1, maxLength: most }).map((name) => name.trim()).filter((name) => name !== '');
const numbers = (accounts: readonly string[]) => fc.subarray([...accounts], { minLength: 1 });

const departments = [['10', 'Styrelsen'], ['20', 'Kör "A"']] as const;
const sieLedger = (account: string) => fc.record({
  account: fc.constant(account), name: text(30), kind: fc.constantFrom('I' as const, 'K' as const), result: minor,
  parts: fc.dictionary(fc.constantFrom('10', '20'), minor),
  budget: fc.array(fc.record({ month: fc.integer({ min: 1, max: 12 }), amount: fc.integer({ min: -99_999, max: 99_999 }), department: fc.constantFrom('10', '20') }, { requiredKeys: ['month', 'amount'] }), { maxLength: 6 }),
});
const sieOptions: fc.Arbitrary<SieOptions> = numbers(['3010', '5410', '6110', '7699', '1234']).chain((accounts) => fc.record({
  year: fc.integer({ min: 2000, max: 2099 }), ledgers: fc.tuple(...accounts.map(sieLedger)), departments: fc.constant(departments),
  style: fc.record({ isQuoted: fc.boolean(), gap: fc.constantFrom(' ', '\t', '  '), end: fc.constantFrom('\r\n', '\n') }),
}));

/** What of a whole each department has, and what is left for none: nothing of a whole that departments make up. */
const byDepartment = (whole: number | undefined, parts: ReadonlyMap<string, number>): Map<string, number> => {
  const rest = whole === undefined ? 0 : whole - [...parts.values()].reduce((a, b) => a + b, 0);
  return new Map([...parts, ...(rest !== 0 || (whole !== undefined && parts.size === 0) ? [['', rest] as const] : [])]);
};
const sumBy = (months: SieLedger['budget'], department: string | undefined): number | undefined => {
  const own = months.filter((one) => one.department === department);
  return own.length === 0 ? undefined : own.reduce((sum, one) => sum + one.amount, 0);
};
const sieFigures = ({ year, ledgers }: SieOptions): Figure[] => inOrder(ledgers.flatMap(({ account, name, result, parts, budget }): Figure[] => {
  const actual = byDepartment(result, new Map(Object.entries(parts)));
  const adopted = byDepartment(sumBy(budget, undefined), new Map(departments.flatMap(([number]) => {
    const sum = sumBy(budget, number);
    return sum === undefined ? [] : [[number, sum] as const];
  })));
  const named = (number: string): string => (number === '' ? '' : `${number} ${new Map<string, string>(departments).get(number)}`);
  return [...new Set([...actual.keys(), ...adopted.keys()])].map((number): Figure => [account, name, named(number), year, adopted.get(number), actual.get(number)]);
}));

const in437 = (sie: string): Buffer => Buffer.from([...sie].map((sign) => ({ å: 0x86, ä: 0x84, ö: 0x94, Å: 0x8f, Ä: 0x8e, Ö: 0x99, é: 0x82 })[sign] ?? sign.charCodeAt(0)));

test('[C31][C158] a SIE 4 file made after its specification is read to the figures it was made from, in its own encoding and in UTF-8', () => {
  fc.assert(fc.property(sieOptions, (options) => {
    const sie = makeSie(options);
    expect(figuresIn(readSie(in437(sie)))).toEqual(sieFigures(options));
    expect(figuresIn(readSie(Buffer.from(sie)))).toEqual(sieFigures(options));
  }), runs(200));
});

/** Accounts by their grouping: whether they are income or costs. */
const groupings: readonly (readonly [category: string, code: string, isResult: boolean])[] = [
  ['salgsinntekt', '3000', true], ['varekostnad', '4005', true], ['loennskostnad', '5000', true], ['annenDriftskostnad', '6860', true], ['finansinntekt', '8050', true], ['skattekostnad', '8300', true],
  ['balanseverdiForOmloepsmiddel', '1920', false], ['egenkapital', '2000', false], ['kortsiktigGjeld', '2400', false], ['resultatDisponeringForSAF-T', '8800', false], ['KA_K', '010', true], ['KA_K', '890', true], ['KA_KS', '620', true], ['KA_K', '10', false], ['KA_K', '5900', false],
];
const saftAccount = fc.record({ name: text(60), closing: minor, grouping: fc.constantFrom(...groupings), isOwn: fc.boolean() });
const saftOptions = fc.record({
  accounts: fc.array(saftAccount, { minLength: 1, maxLength: 12 }),
  selection: fc.constantFrom<SaftOptions['selection']>({ from: '2026-01-01', to: '2026-10-31' }, { year: 2026, months: [1, 10] }),
  prefix: fc.constantFrom('', 'n1:', 'saft:'), gap: fc.constantFrom('', '\n\t', '\r\n  '),
}).map(({ accounts, ...options }) => {
  // An account of one's own, or one of the chart's with more digits behind.
  const numbered = accounts.map(({ name, closing, grouping: [category, code, isResult], isOwn }, i): SaftAccount & { readonly isResult: boolean } =>
    ({ id: isOwn || category.startsWith('KA_') ? `K-${i}` : `${code}${String(i).padStart(2, '0')}`, name, category, code, closing, isResult }));
  return { options: { ...options, accounts: numbered }, figures: inOrder(numbered.filter(({ isResult }) => isResult).map(({ id, name, closing }): Figure => [id, name, '', 2026, undefined, closing + 0])) };
});

test('[C32][C158] a SAF-T file made after version 1.30 is read to the figures it was made from', () => {
  fc.assert(fc.property(saftOptions, ({ options, figures }) => {
    expect(figuresIn(readSaft(Buffer.from(makeSaft(options))))).toEqual(figures);
  }), runs(200));
});

describeWith('xmllint', 'a SAF-T file that tests make', () => {
  test('[C158] is what version 1.30 describes', () => {
    const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'planark-saft-'));
    const files = fc.sample(saftOptions, 40).map(({ options }, i) => {
      const file = path.join(folder, `${i}.xml`);
      writeFileSync(file, makeSaft(options));
      return file;
    });
    const judge = (...xml: readonly string[]): void => void execFileSync('xmllint', ['--noout', '--schema', path.join(__dirname, '../support/budget-files/saft-1.30-part.xsd'), ...xml], { stdio: 'pipe' });
    expect(() => judge(...files)).not.toThrow();
    const wrong = path.join(folder, 'wrong.xml');
    writeFileSync(wrong, makeSaft(fc.sample(saftOptions, 1)[0]!.options).replace(/<([^>]*)GroupingCode>/, '<$1Wrong>'));
    expect(() => judge(wrong)).toThrow();
    rmSync(folder, { recursive: true, force: true });
  });
});

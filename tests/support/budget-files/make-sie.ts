/** What an account of income or costs has in a fiscal year, in minor units; parts are of departments (dimension 1). Months are from 1. */
export interface SieLedger {
  readonly account: string;
  readonly name: string;
  readonly kind: 'I' | 'K';
  readonly result: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly budget: readonly { readonly month: number; readonly amount: number; readonly department?: string }[];
}

export interface SieOptions {
  readonly year: number;
  readonly ledgers: readonly SieLedger[];
  /** Number and name. */
  readonly departments: readonly (readonly [string, string])[];
  /** Put around each field that may have them, between fields, and at the end of a line. */
  readonly style: { readonly isQuoted: boolean; readonly gap: string; readonly end: string };
}

const amount = (minor: number): string => (minor / 100).toFixed(2);

/**
 * A file of type 4E after "SIE filformat, utgåva 4B": items of identity, accounts, objects, balances and budgets, and entries, each a label and fields with
 * space or tabs between, in quotes where they hold a space; a quote in a field is marked, and lists of objects stand in braces.
 */
export const makeSie = ({ year, ledgers, departments, style: { isQuoted, gap, end } }: SieOptions): string => {
  const field = (text: string): string => (isQuoted || text === '' || /[\s"{}]/.test(text) ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : text);
  const line = (label: string, ...fields: readonly (string | readonly string[])[]): string =>
    [label, ...fields.map((one) => (typeof one === 'string' ? field(one) : `{${one.map(field).join(' ')}}`))].join(gap) + end;
  const period = (month: number): string => `${year}${String(month).padStart(2, '0')}`;
  const entry = [line('#VER', 'A', '1', `${year}0115`, 'Möte'), `{${end}`, line('#TRANS', '5410', [], '100.00'), line('#RTRANS', '5410', ['1', '10'], '7.00'), line('#BTRANS', '5410', [], '-7.00'), line('#TRANS', '1930', [], '-100.00'), `}${end}`];
  return [
    line('#FLAGGA', '0'), line('#PROGRAM', 'Kassa & Co', '1.0'), line('#FORMAT', 'PC8'), line('#GEN', `${year}1101`, 'KN'), line('#SIETYP', '4'), line('#PROSA', 'Export'), line('#FNAMN', 'Föreningen "Länken"'), line('#ORGNR', '802000-0000'),
    line('#ADRESS', 'Kari Näs', 'Box 1', '123 45 Ås', ''), line('#RAR', '0', `${year}0101`, `${year}1231`), line('#RAR', '-1', `${year - 1}0101`, `${year - 1}1231`), line('#OMFATTN', `${year}1031`), line('#KPTYP', 'BAS2014'), line('#VALUTA', 'SEK'),
    line('#KONTO', '1930', 'Bank'), line('#KTYP', '1930', 'T'), line('#SRU', '1930', '7281'), line('#IB', '0', '1930', '100.00'), line('#UB', '0', '1930', '50.00'), line('#OIB', '0', '1930', ['1', '10'], '3.00'), line('#OUB', '0', '1930', ['1', '10'], '3.00', '1'),
    line('#DIM', '1', 'Kostnadsställe'), line('#UNDERDIM', '21', 'Grupp', '1'), ...departments.map(([number, name]) => line('#OBJEKT', '1', number, name)), line('#NYAR', 'okänd post', '1'),
    ...ledgers.flatMap(({ account, name, kind }) => [line('#KONTO', account, name), line('#KTYP', account, kind), line('#ENHET', account, 'st')]),
    ...ledgers.map(({ account, result }) => line('#RES', '0', account, amount(result), '0')),
    ...ledgers.flatMap(({ account, result, parts }) => [
      line('#PSALDO', '0', period(12), account, [], amount(result)),
      ...Object.entries(parts).flatMap(([department, part]) => [line('#PSALDO', '0', period(12), account, ['1', department], amount(part)), line('#PSALDO', '0', period(12), account, ['1', department, '6', 'P1'], amount(part), '2')]),
    ]),
    ...ledgers.flatMap(({ account, budget }) => budget.map((one) => line('#PBUDGET', '0', period(one.month), account, one.department === undefined ? [] : ['1', one.department], amount(one.amount)))),
    ...entry,
  ].join('');
};

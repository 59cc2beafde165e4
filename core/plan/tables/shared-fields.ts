import type { FormulaNode } from '../../formula/node';
import type { FieldDeclaration } from '../field';
import { inEvery, inLocales as t, type Localized } from '../locale';
import type { TableName } from '../table-names';

/** Fields that several tables have alike. */
export const code = (prefix: string) => ({ type: { kind: 'code', prefix }, header: t('Kode', 'Kode', 'Kod', 'Code'), width: 8 }) as const satisfies FieldDeclaration;
export const title = (header: Localized, width = 48) => ({ type: { kind: 'text', required: true }, header, width }) as const satisfies FieldDeclaration;
export const reference = <T extends TableName>(to: T, header: Localized) => ({ type: { kind: 'reference', to }, header, width: 28 }) as const satisfies FieldDeclaration;
export const focusArea = reference('focusAreas', t('Fokusområde', 'Fokusområde', 'Fokusområde', 'Focus area'));
export const responsible = { type: { kind: 'text' }, header: t('Ansvarlig', 'Ansvarleg', 'Ansvarig', 'Responsible'), width: 18 } as const satisfies FieldDeclaration;
export const due = { type: { kind: 'date', isEnd: true }, header: t('Frist', 'Frist', 'Slutdatum', 'Due'), width: 12 } as const satisfies FieldDeclaration;
export const note = { type: { kind: 'text', long: true }, header: t('Merknad', 'Merknad', 'Anmärkning', 'Note'), width: 30 } as const satisfies FieldDeclaration;
export const year = { type: { kind: 'integer', min: 1990, max: 2100 }, header: t('År', 'År', 'År', 'Year'), width: 8 } as const satisfies FieldDeclaration;
export const account = {
  type: { kind: 'text' }, header: t('Konto', 'Konto', 'Konto', 'Account'), width: 10,
  help: t('Kontonummeret i regnskapet.', 'Kontonummeret i rekneskapen.', 'Kontonumret i bokföringen.', 'The account number in the ledger.'),
} as const satisfies FieldDeclaration;
export const department = { type: { kind: 'text' }, header: t('Avdeling', 'Avdeling', 'Avdelning', 'Department'), width: 14 } as const satisfies FieldDeclaration;
export const money = (header: Localized) => ({
  type: { kind: 'money' }, header, width: 13,
  help: t('Inntekter skrives med minus foran.', 'Inntekter skriv du med minus framfor.', 'Intäkter skrivs med minus framför.', 'Income is written with a minus.'),
}) as const satisfies FieldDeclaration;
export const weight = {
  type: { kind: 'number', min: 0 }, header: t('Vekt', 'Vekt', 'Vikt', 'Weight'), width: 7,
  help: t('Hvor mye raden teller i snittet. Tom er 1, og 0 teller ikke.', 'Kor mykje rada tel i snittet. Tom er 1, og 0 tel ikkje.', 'Hur mycket raden räknas i medelvärdet. Tom är 1, och 0 räknas inte.', 'How much the row counts in the mean. Empty is 1, and 0 does not count.'),
} as const satisfies FieldDeclaration;

/** A formula column. */
export const derived = <S extends 'integer' | 'number' | 'ratio' | 'money' | 'signal' | 'budgetState'>(shows: S, formula: FormulaNode, header: Localized, width = 12) =>
  ({ type: { kind: 'derived', formula, shows }, header, width }) as const satisfies FieldDeclaration;
/** A formula column that only other formulas need; it stands on the hidden tab of lists, row by row beside its table. */
export const helper = (formula: FormulaNode, name: string) =>
  ({ type: { kind: 'derived', formula, shows: 'number', on: 'lists' }, header: inEvery(name), width: 10 }) as const satisfies FieldDeclaration;
/** The same for a code: nothing where a row is empty. */
export const codeHelper = (formula: FormulaNode, name: string) =>
  ({ type: { kind: 'derived', formula, shows: 'code', on: 'lists' }, header: inEvery(name), width: 10 }) as const satisfies FieldDeclaration;
export const signal = (formula: FormulaNode) => derived('signal', formula, t('Signal', 'Signal', 'Signal', 'Signal'), 14);
export const cost = (formula: FormulaNode) => derived('money', formula, t('Kostnad', 'Kostnad', 'Kostnad', 'Cost'), 13);

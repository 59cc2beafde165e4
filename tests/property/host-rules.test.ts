import * as fc from 'fast-check';
import { choiceLabels, choiceValues } from '../../core/plan/choices';
import type { FieldDeclaration, FieldType } from '../../core/plan/field';
import { headFieldEntries } from '../../core/plan/head-fields';
import type { Locale } from '../../core/plan/locale';
import { tableNames } from '../../core/plan/table-names';
import { storedFieldsOf } from '../../core/plan/tables';
import type { GridCell, ValidationRule } from '../../core/sheet';
import { minorUnits } from '../../core/sheet/cell-value';
import { workbookLayout } from '../../core/sheet/layout';
import { readCell } from '../../core/sheet/parse/read-cell';
import { ruleOf } from '../../core/sheet/render/validations';
import { arbitraryLocale } from '../support/arbitrary-plan';
import { planOf } from '../support/plan-of-tables';

const plan = planOf({});
const declarations: FieldDeclaration[] = [...headFieldEntries.map(([, declaration]) => declaration), ...tableNames.flatMap((table) => storedFieldsOf(table).map(([, declaration]) => declaration))];
const types: FieldType[] = [...new Map(declarations.map(({ type }) => [JSON.stringify(type), type])).values()];
const ruled = types.filter((type) => ruleOf(workbookLayout('nb'), type, plan));

const labelsOf = (type: FieldType, locale: Locale): string[] => {
  const set = type.kind === 'choice' ? type.set : 'yesNo';
  return choiceValues(set).map((value) => choiceLabels(set)[value]![locale]);
};

/** Cells that the host's rule lets through. An amount has two decimals at most: more, no rule of a host can tell. */
const accepted = (rule: ValidationRule, type: FieldType, locale: Locale): fc.Arbitrary<GridCell> => {
  if (rule.kind === 'list') return type.kind === 'reference' ? fc.constant({ value: 'M1 · Mål' }) : fc.constantFrom(...labelsOf(type, locale)).map((value) => ({ value }));
  if (type.kind === 'money') return fc.integer({ min: rule.min * minorUnits, max: rule.max * minorUnits }).map((minor) => ({ value: minor / minorUnits }));
  const whole = fc.integer({ min: Math.ceil(rule.min), max: Math.floor(rule.max) });
  const between = fc.double({ min: rule.min, max: rule.max, noNaN: true });
  if (rule.kind === 'whole') return whole.map((value) => ({ value }));
  if (rule.kind === 'date') return fc.oneof(whole, between).map((value) => ({ value, isDate: true }));
  return fc.oneof(whole, between, fc.constantFrom(rule.min, rule.max)).map((value) => ({ value }));
};

test.each(ruled.map((type) => [JSON.stringify(type), type] as const))('[S7] what the host’s rule accepts, the parser reads: %s', (_, type) => {
  const cell = arbitraryLocale.chain((locale) => accepted(ruleOf(workbookLayout(locale), type, plan)!, type, locale).map((given) => ({ locale, given })));
  fc.assert(fc.property(cell, ({ locale, given }) => {
    expect(readCell(given, type, { locale, findRecord: () => 'goals-0', labelByCode: () => undefined })).toEqual({ value: expect.anything() });
  }));
});

test('[S7] every kind of field that has limits has a rule', () => {
  expect([...new Set(ruled.map(({ kind }) => kind))].sort()).toEqual(['boolean', 'choice', 'date', 'integer', 'money', 'number', 'ratio', 'reference']);
});

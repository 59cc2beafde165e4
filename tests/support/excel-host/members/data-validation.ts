import { clearValidation, kindOf, noAlert, noPrompt, noRule, setValidation, validationOf } from '../model/validation';
import type { Validation } from '../model/sheet';
import { wireClass, type Scalar } from '../wire/object';
import type { Json } from '../wire/shapes';
import { readOnly, type RangeOn } from './common';

const part = (name: 'rule' | 'prompt' | 'errorAlert', usual: Json): Scalar<RangeOn> => ({
  get: ({ sheet, area }) => {
    const found = validationOf(sheet, area);
    return found === 'mixed' ? null : found === 'none' ? usual : found[name];
  },
  set: ({ sheet, area }, value) => setValidation(sheet, area, { [name]: value }),
});

const kind = (found: Validation | 'none' | 'mixed'): Json => (found === 'mixed' ? 'Inconsistent' : found === 'none' ? 'None' : kindOf(found.rule));

export const dataValidation = wireClass<RangeOn>('DataValidation', {
  scalars: {
    Type: readOnly(({ sheet, area }) => kind(validationOf(sheet, area))),
    Rule: part('rule', noRule), Prompt: part('prompt', noPrompt), ErrorAlert: part('errorAlert', noAlert),
    IgnoreBlanks: {
      get: ({ sheet, area }) => {
        const found = validationOf(sheet, area);
        return found === 'mixed' ? null : found === 'none' ? true : found.ignoreBlanks;
      },
      set: ({ sheet, area }, value) => setValidation(sheet, area, { ignoreBlanks: value === true }),
    },
  },
  methods: { Clear: ({ sheet, area }) => clearValidation(sheet, area) },
});

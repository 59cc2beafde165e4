import { clearValidation, kindOf, noAlert, noPrompt, noRule, setValidation, validationOf } from '../model/validation';
import type { Validation } from '../model/sheet';
import { wireClass, type Scalar } from '../wire/object';
import type { Json } from '../wire/shapes';
import { common, readOnly, type AreasOn } from './common';

const part = (name: 'rule' | 'prompt' | 'errorAlert', usual: Json): Scalar<AreasOn> => ({
  get: (on) => common(on, (area) => {
    const found = validationOf(on.sheet, area);
    return found === 'mixed' ? null : found === 'none' ? usual : found[name];
  }),
  set: ({ sheet, areas }, value) => areas.forEach((area) => setValidation(sheet, area, { [name]: value })),
});

const kind = (found: Validation | 'none' | 'mixed'): Json => (found === 'mixed' ? 'Inconsistent' : found === 'none' ? 'None' : kindOf(found.rule));

export const dataValidation = wireClass<AreasOn>('DataValidation', {
  scalars: {
    Type: readOnly((on) => common(on, (area) => kind(validationOf(on.sheet, area))) ?? 'MixedCriteria'),
    Rule: part('rule', noRule), Prompt: part('prompt', noPrompt), ErrorAlert: part('errorAlert', noAlert),
    IgnoreBlanks: {
      get: (on) => common(on, (area) => {
        const found = validationOf(on.sheet, area);
        return found === 'mixed' ? null : found === 'none' ? true : found.ignoreBlanks;
      }),
      set: ({ sheet, areas }, value) => areas.forEach((area) => setValidation(sheet, area, { ignoreBlanks: value === true })),
    },
  },
  methods: { Clear: ({ sheet, areas }) => areas.forEach((area) => clearValidation(sheet, area)) },
});

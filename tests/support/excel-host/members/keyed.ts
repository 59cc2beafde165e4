import { refuse } from '../rules';
import type { KeyedValue } from '../model/sheet';
import { wireClass, type Argument, type WireObject } from '../wire/object';
import type { Json } from '../wire/shapes';
import { jsonArgument, readOnly, textArgument } from './common';

/** Values by key: settings of the workbook, properties of a sheet. */
export interface KeyedOn {
  readonly values: KeyedValue[];
  readonly isCaseless: boolean;
}

interface ValueOn extends KeyedOn {
  readonly one: KeyedValue;
}

const value = (className: string) => wireClass<ValueOn>(className, {
  id: ({ one }) => ({ _Id: one.key }),
  scalars: {
    Key: readOnly(({ one }) => one.key),
    Value: {
      get: ({ one }) => one.value,
      set: ({ one }, given) => {
        one.value = given;
      },
    },
  },
  methods: { Delete: ({ values, one }): void => void values.splice(values.indexOf(one), 1) },
});

const keyed = (className: string, itemName: string) => {
  const item = value(itemName);
  const same = ({ isCaseless }: KeyedOn, a: string, b: string): boolean => (isCaseless ? a.toLowerCase() === b.toLowerCase() : a === b);
  const find = (on: KeyedOn, key: Argument): WireObject | null => {
    const one = on.values.find((candidate) => same(on, candidate.key, textArgument(key)));
    return one ? item({ ...on, one }) : null;
  };
  const add = (on: KeyedOn, key: Argument, given: Argument): WireObject => {
    const json: Json = jsonArgument(given);
    const before = on.values.find((candidate) => same(on, candidate.key, textArgument(key)));
    if (before) before.value = json;
    const one = before ?? { key: textArgument(key), value: json };
    if (!before) on.values.push(one);
    return item({ ...on, one });
  };
  return wireClass<KeyedOn>(className, {
    items: (on) => on.values.map((one) => item({ ...on, one })),
    index: (on, key) => find(on, key) ?? refuse('item-not-found', String(key)),
    methods: { Add: add, GetItemOrNullObject: find, GetCount: ({ values }) => values.length },
  });
};

export const settings = keyed('SettingCollection', 'Setting');
export const customProperties = keyed('WorksheetCustomPropertyCollection', 'WorksheetCustomProperty');

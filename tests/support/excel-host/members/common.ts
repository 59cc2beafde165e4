import { gap } from '../rules';
import type { Area } from '../model/area';
import type { Book } from '../model/book';
import type { Sheet } from '../model/sheet';
import { isWireObject, type Argument, type Scalar } from '../wire/object';
import type { Json } from '../wire/shapes';

export interface RangeOn {
  readonly book: Book;
  readonly sheet: Sheet;
  readonly area: Area;
  /** Where the client keeps it: it then answers to this name in later requests. */
  referenceId?: string;
}

/** Areas of a sheet, of which a range is one: looks, rules and conditional formats are set on all of them at once. */
export interface AreasOn {
  readonly book: Book;
  readonly sheet: Sheet;
  readonly areas: readonly Area[];
}

export const areasOn = ({ book, sheet, area }: RangeOn): AreasOn => ({ book, sheet, areas: [area] });

/** The one value of several areas; null where they differ. */
export const common = ({ areas }: AreasOn, read: (area: Area) => Json): Json => {
  const [first = null, ...rest] = areas.map(read);
  return rest.every((one) => JSON.stringify(one) === JSON.stringify(first)) ? first : null;
};

export const textArgument = (value: Argument): string => (typeof value === 'string' ? value : gap(`a text was expected, not ${JSON.stringify(value)}`));
export const numberArgument = (value: Argument, usual?: number): number => (typeof value === 'number' ? value : usual !== undefined && (value === undefined || value === null) ? usual : gap(`a number was expected, not ${JSON.stringify(value)}`));
export const jsonArgument = (value: Argument): Json => (isWireObject(value) ? gap('an object where a value was expected') : value ?? null);

/** The range that was passed as an argument. */
export const rangeArgument = (value: Argument): RangeOn => (isWireObject(value) && value.className === 'Range' ? (value.on as RangeOn) : gap('a range was expected'));

/** A property that is kept as it was set, and does nothing else. */
export const keptFact = <T>(facts: (on: T) => Record<string, Json>, name: string, usual: Json): Scalar<T> => ({
  get: (on) => facts(on)[name] ?? usual,
  set: (on, value) => {
    facts(on)[name] = value;
  },
});

export const keptFacts = <T>(facts: (on: T) => Record<string, Json>, usual: Readonly<Record<string, Json>>): Record<string, Scalar<T>> =>
  Object.fromEntries(Object.entries(usual).map(([name, value]) => [name, keptFact(facts, name, value)]));

export const readOnly = <T>(get: (on: T) => Json): Scalar<T> => ({ get });

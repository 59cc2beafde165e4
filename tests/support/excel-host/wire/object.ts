import { gap } from '../rules';
import type { Json } from './shapes';

/** What a member answers: a value, an object of the workbook, or the null object. */
export type Answer = Json | WireObject | void;
/** An argument: a value, or an object of the workbook where one was passed. */
export type Argument = Json | WireObject | undefined;

/** An object of the workbook as the wire sees it: members by name, nothing else. */
export interface WireObject {
  readonly className: string;
  /** What it stands for; those who made it know its type. */
  readonly on: unknown;
  /** Names the object so that the client finds it again in its next request. */
  id(): { readonly [key: string]: Json };
  scalar(name: string): Json;
  /** Names of all values that a query without a selection loads. */
  readonly scalarNames: readonly string[];
  isScalar(name: string): boolean;
  setScalar(name: string, value: Json): void;
  navigate(name: string): WireObject | null;
  call(name: string, args: readonly Argument[]): Answer;
  index(key: Argument): WireObject | null;
  /** The items of a collection; null where it is none. */
  items(): readonly WireObject[] | null;
}

export interface Scalar<T> {
  readonly get: (on: T) => Json;
  readonly set?: (on: T, value: Json) => void;
  /** Read only where it is asked for by name. */
  readonly isLazy?: boolean;
}

/** Members of a class, by the names on the wire. */
export interface ClassMembers<T> {
  readonly id?: (on: T) => { readonly [key: string]: Json };
  readonly scalars?: Readonly<Record<string, Scalar<T>>>;
  readonly objects?: Readonly<Record<string, (on: T) => WireObject | null>>;
  readonly methods?: Readonly<Record<string, (on: T, ...args: readonly Argument[]) => Answer>>;
  readonly items?: (on: T) => readonly WireObject[];
  readonly index?: (on: T, key: Argument) => WireObject | null;
}

/** On the wire a query says "numberFormat" for what comes back as "NumberFormat". */
export const wireName = (name: string): string => (name.startsWith('_') ? name : name.charAt(0).toUpperCase() + name.slice(1));

export const isWireObject = (value: Answer | Argument): value is WireObject => typeof value === 'object' && value !== null && 'className' in value && 'on' in value;

/** Names of the members of a class, so that they can be held against the client's. */
export interface MemberNames {
  readonly scalars: readonly string[];
  readonly settable: readonly string[];
  readonly objects: readonly string[];
  readonly methods: readonly string[];
}

export const modelledClasses = new Map<string, MemberNames>();

/** Makes objects of a class from its members; an unknown member is a gap. */
export const wireClass = <T>(className: string, members: ClassMembers<T>): ((on: T) => WireObject) => {
  const { scalars = {}, objects = {}, methods = {} } = members;
  modelledClasses.set(className, { scalars: Object.keys(scalars), settable: Object.keys(scalars).filter((name) => scalars[name]!.set), objects: Object.keys(objects), methods: Object.keys(methods) });
  const scalarOf = (name: string): Scalar<T> => scalars[name] ?? gap(`${className}.${name}`);
  const scalarNames = Object.keys(scalars).filter((name) => !scalars[name]!.isLazy);
  return (on) => ({
    className, on, scalarNames,
    id: () => members.id?.(on) ?? {},
    isScalar: (name) => name in scalars,
    scalar: (name) => scalarOf(name).get(on),
    setScalar: (name, value) => (scalarOf(name).set ?? gap(`setting ${className}.${name}`))(on, value),
    navigate: (name) => (objects[name] ?? gap(`${className}.${name}`))(on),
    call: (name, args) => (methods[name] ?? gap(`${className}.${name}()`))(on, ...args),
    index: (key) => (members.index ?? gap(`${className}[…]`))(on, key),
    items: () => members.items?.(on) ?? null,
  });
};

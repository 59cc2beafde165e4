import { gap, HostError } from '../rules';
import { isWireObject, wireName, type Answer, type Argument, type WireObject } from './object';
import { isJsonObject, type ActionResult, type ArgumentInfo, type Json, type JsonObject, type QueryInfo, type RequestBody, type ResponseBody, type WireAction } from './shapes';

/** The end of the wire: what a request can start from. */
export interface Root {
  readonly workbook: () => WireObject;
  /** A new object by the name of its type. */
  readonly create: (typeName: string) => WireObject;
  readonly kept: (referenceId: string) => WireObject;
}

type Resolve = (pathId: number) => WireObject | null;

const thrown = (text: string): never => {
  throw new HostError('InvalidArgument', text, 'first-error-stops');
};

/** A null object answers to nothing but its own being null. */
const there = (object: WireObject | null, name: string): WireObject => object ?? thrown(`${name} of a null object`);

const insideArgument = (value: Json, resolve: Resolve): Argument => {
  if (!isJsonObject(value)) return value;
  const pathId = value['_ObjectPathId'];
  return typeof pathId === 'number' ? resolve(pathId) ?? null : value;
};

const argumentsOf = (info: ArgumentInfo | undefined, resolve: Resolve): Argument[] =>
  (info?.Arguments ?? []).map((value, i) => {
    const reference = info?.ReferencedObjectPathIds?.[i];
    return typeof reference === 'number' && reference !== 0 ? resolve(reference) : insideArgument(value, resolve);
  });

/** Objects of one request: each path is followed once, so that a method that makes something makes it once. */
const createResolver = (root: Root, body: RequestBody): Resolve => {
  const known = new Map<number, WireObject | null>();
  const follow: Resolve = (id) => {
    const path = body.ObjectPaths[String(id)] ?? thrown(`no object path ${id}`);
    const parent = (): WireObject => there(resolve(path.ParentObjectPathId ?? 0), path.Name);
    const args = (): Argument[] => argumentsOf(path.ArgumentInfo, resolve);
    const asObject = (answer: Answer): WireObject | null => (answer === null || isWireObject(answer) ? answer : thrown(`${path.Name} gives no object`));
    switch (path.ObjectPathType) {
      case 1: return root.workbook();
      case 2: return root.create(path.Name);
      case 3: return path.ParentObjectPathId !== undefined && resolve(path.ParentObjectPathId) === null ? null : asObject(parent().call(path.Name, args()));
      case 4: return resolve(path.ParentObjectPathId ?? 0) === null ? null : parent().navigate(path.Name);
      case 5: return parent().index(args()[0]);
      case 6: return root.kept(path.Name);
      case 7: return null;
      default: return gap(`object path of type ${path.ObjectPathType}`);
    }
  };
  const resolve: Resolve = (id) => {
    if (!known.has(id)) known.set(id, follow(id));
    return known.get(id)!;
  };
  return resolve;
};

interface Wanted {
  readonly names: Set<string>;
  readonly below: Map<string, string[]>;
}

const wantedOf = (selected: readonly string[]): Wanted => {
  const wanted: Wanted = { names: new Set(), below: new Map() };
  for (const one of selected) {
    const [first = '', ...rest] = one.trim().split('/');
    if (first === 'items' || first === '$all') {
      if (rest.length === 0) wanted.names.add('*');
      const deeper = wantedOf(rest.length ? [rest.join('/')] : []);
      deeper.names.forEach((name) => wanted.names.add(name));
      deeper.below.forEach((paths, name) => wanted.below.set(name, [...(wanted.below.get(name) ?? []), ...paths]));
    } else if (rest.length === 0) wanted.names.add(first);
    else wanted.below.set(first, [...(wanted.below.get(first) ?? []), rest.join('/')]);
  }
  return wanted;
};

const valuesOf = (object: WireObject, selected: readonly string[], expanded: readonly string[]): JsonObject => {
  const { names, below } = wantedOf(selected);
  for (const name of expanded) below.set(name, below.get(name) ?? []);
  const isAll = (names.size === 0 && below.size === expanded.length) || names.has('*');
  const scalars = isAll ? object.scalarNames : [];
  const values: Record<string, Json> = { ...object.id() };
  for (const name of [...scalars, ...[...names].filter((name) => name !== '*').map(wireName)]) {
    if (object.isScalar(name)) values[name] = object.scalar(name);
    else values[name] = query(object.navigate(name), {});
  }
  for (const [name, paths] of below) values[wireName(name)] = query(object.navigate(wireName(name)), { Select: paths });
  return values;
};

/** Loads what was selected; of a collection, of each of its items. */
const query = (object: WireObject | null, { Select = [], Expand = [], Top, Skip = 0 }: QueryInfo): Json => {
  if (!object) return null;
  const items = object.items();
  if (!items) return valuesOf(object, Select, Expand);
  const own = Select.filter((name) => !name.includes('/') && object.isScalar(wireName(name)));
  const ofItems = Select.filter((name) => !own.includes(name));
  const shown = items.slice(Skip, Top === undefined ? undefined : Skip + Top);
  const isOfCollection = own.length > 0 && ofItems.length === 0;
  return {
    ...Object.fromEntries((Select.length ? own.map(wireName) : object.scalarNames).map((name) => [name, object.scalar(name)])),
    ...(!isOfCollection && { _Items: shown.map((item) => valuesOf(item, ofItems, Expand)) }),
  };
};

const stepsOf = (name: string): string[] => name.split('/');

/** Sets the properties of an object and of what hangs on it: the update that a client sends for `set` on a whole object. */
const update = (object: WireObject, state: JsonObject): void => {
  for (const [name, value] of Object.entries(state)) {
    const wire = wireName(name);
    if (object.isScalar(wire)) object.setScalar(wire, value);
    else update(there(object.navigate(wire), wire), isJsonObject(value) ? value : thrown(`${name} is an object`));
  }
};

const unwrap = (value: Answer): Json => (isWireObject(value) ? value.id() : value ?? null);

const perform = (action: WireAction, resolve: Resolve): Json | undefined => {
  const target = (): WireObject => there(resolve(action.ObjectPathId), stepsOf(action.Name)[0] ?? '');
  switch (action.ActionType) {
    case 1: return resolve(action.ObjectPathId)?.id() ?? null;
    case 2: return query(resolve(action.ObjectPathId), action.QueryInfo ?? {});
    case 3: return unwrap(target().call(action.Name, argumentsOf(action.ArgumentInfo, resolve)));
    case 4: {
      const [value] = argumentsOf(action.ArgumentInfo, resolve);
      target().setScalar(action.Name, isWireObject(value) ? value.id() : value ?? null);
      return undefined;
    }
    case 6: return query(resolve(action.ObjectPathId), action.RecursiveQueryInfo?.QueryInfo ?? {});
    case 7: return query(resolve(action.ObjectPathId), action.QueryInfo ?? {});
    case 8: return undefined;
    case 9: {
      update(target(), action.ObjectState ?? {});
      return undefined;
    }
    default: return gap(`action of type ${action.ActionType}`);
  }
};

const errorOf = (error: unknown, index: number): ResponseBody['Error'] => {
  if (!(error instanceof HostError)) throw error;
  return { Code: error.code, Message: error.message, Location: error.rule, HttpStatusCode: error.code === 'ItemNotFound' ? 404 : 400, ActionIndex: index };
};

/** [first-error-stops] [no-rollback] Does the actions of a request one after another; `interrupt` may stop them before an action. */
export const interpret = (root: Root, body: RequestBody, interrupt: (index: number) => void = () => undefined): ResponseBody => {
  const resolve = createResolver(root, body);
  const results: ActionResult[] = [];
  const traces: number[] = [];
  for (const [index, action] of body.Actions.entries()) {
    if (action.ActionType === 5) {
      traces.push(action.Id);
      // The client marks by the result of a trace, too, that its handlers are in place.
      results.push({ ActionId: action.Id, Value: null });
      continue;
    }
    try {
      interrupt(index);
      const value = perform(action, resolve);
      if (value !== undefined) results.push({ ActionId: action.Id, Value: value });
    } catch (error) {
      return { Results: results, TraceIds: traces, Error: errorOf(error, index) };
    }
  }
  return { Results: results, TraceIds: traces };
};

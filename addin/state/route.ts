import { headTable, planIdPattern, tableNames, type RecordTable } from '../../core';

export type PlanSection = 'overview' | 'tables' | 'history' | 'workbook';

/** What the page shows. It stands behind the "#" of the address, so any server of files can serve the page. */
export type Route =
  | { readonly page: 'plans' }
  | { readonly page: 'plan'; readonly id: string; readonly section: 'overview' | 'workbook' }
  | { readonly page: 'plan'; readonly id: string; readonly section: 'tables'; readonly table: RecordTable }
  /** The revisions to compare; null where none are chosen. */
  | { readonly page: 'plan'; readonly id: string; readonly section: 'history'; readonly between: readonly [from: number, to: number] | null }
  | { readonly page: 'unknown' };

const numberOf = (text: string | null): number | null => (text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

const betweenOf = (search: string): readonly [number, number] | null => {
  const parameters = new URLSearchParams(search);
  const [from, to] = [numberOf(parameters.get('from')), numberOf(parameters.get('to'))];
  return from === null || to === null ? null : [from, to];
};

const isTable = (name: string): name is RecordTable => name === headTable || (tableNames as readonly string[]).includes(name);

const planRoute = (id: string, section: string | undefined, table: string | undefined, search: string): Route => {
  switch (section) {
    case undefined: return { page: 'plan', id, section: 'overview' };
    case 'tables': return table === undefined || isTable(table) ? { page: 'plan', id, section, table: table ?? 'activities' } : { page: 'unknown' };
    case 'history': return { page: 'plan', id, section, between: betweenOf(search) };
    case 'workbook': return { page: 'plan', id, section };
    default: return { page: 'unknown' };
  }
};

/** Reads the part of an address from "#" on. */
export const parseRoute = (hash: string): Route => {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  const [first, id, section, table, ...rest] = path.split('/').filter((part) => part !== '');
  if (first === undefined) return { page: 'plans' };
  if (first !== 'plans' || rest.length > 0) return { page: 'unknown' };
  if (id === undefined) return { page: 'plans' };
  return planIdPattern.test(id) ? planRoute(id, section, table, search) : { page: 'unknown' };
};

/** The address of what the page shows: `parseRoute` gives it back. */
export const hrefTo = (route: Route): string => {
  if (route.page !== 'plan') return '#/';
  const plan = `#/plans/${route.id}`;
  switch (route.section) {
    case 'overview': return plan;
    case 'workbook': return `${plan}/workbook`;
    case 'tables': return `${plan}/tables/${route.table}`;
    case 'history': return `${plan}/history${route.between ? `?from=${route.between[0]}&to=${route.between[1]}` : ''}`;
  }
};

/** A section of a plan, as it first shows. */
export const sectionOf = (id: string, section: PlanSection): Route => parseRoute(`#/plans/${id}${section === 'overview' ? '' : `/${section}`}`);

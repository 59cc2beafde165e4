import { hrefTo, parseRoute, sectionOf, type Route } from '../../../addin/state/route';

const routes: Route[] = [
  { page: 'plans' },
  { page: 'plan', id: 'vestre-toten-2026', section: 'overview' },
  { page: 'plan', id: 'vestre-toten-2026', section: 'workbook' },
  { page: 'plan', id: 'vestre-toten-2026', section: 'tables', table: 'focusAreas' },
  { page: 'plan', id: 'vestre-toten-2026', section: 'tables', table: 'head' },
  { page: 'plan', id: 'vestre-toten-2026', section: 'history', between: null },
  { page: 'plan', id: 'vestre-toten-2026', section: 'history', between: [3, 12] },
];

describe('addresses of the page', () => {
  test.each(routes)('[V1] $page $section comes back from its address', (route) => {
    expect(parseRoute(hrefTo(route))).toEqual(route);
  });

  test('[V1] an empty address is the list of plans', () => {
    expect([parseRoute(''), parseRoute('#'), parseRoute('#/'), parseRoute('#/plans')]).toEqual(Array(4).fill({ page: 'plans' }));
  });

  test.each(['#/nope', '#/plans/UPPER', '#/plans/..', '#/plans/a/nope', '#/plans/a/tables/__proto__', '#/plans/a/tables/goals/more', '#/plans/%2e%2e'])('[V1] %s is no view', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'unknown' });
  });

  test.each(['from=1', 'from=0&to=2', 'from=1&to=x', 'from=1&to=9999999999'])('[V1] what is no revision is not compared: %s', (search) => {
    expect(parseRoute(`#/plans/a/history?${search}`)).toEqual({ page: 'plan', id: 'a', section: 'history', between: null });
  });

  test('[V1] a section begins as it first shows', () => {
    expect(sectionOf('a', 'tables')).toEqual({ page: 'plan', id: 'a', section: 'tables', table: 'activities' });
    expect(sectionOf('a', 'overview')).toEqual({ page: 'plan', id: 'a', section: 'overview' });
  });
});

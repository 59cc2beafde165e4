import { frameOf, frameWorkbook, parseWorkbook, readStamp, renderWorkbook, styledCell, type Grid, type TabFrame } from '../../../core/sheet';
import { workbookPatchSchema } from '../../../core/sync/workbook-messages';
import { frameRequests } from '../../../gsheets/rest/frame';
import { freshId } from '../../../core/node/journey/fresh-id';
import { examplePlans } from '../../support/example-plans';
import { exampleModels } from '../../support/example-models';
import { modelToGrid } from '../../support/model-to-grid';
import type { Plan } from '../../../core/plan/plan';

const stampOf = (plan: Plan, locale = plan.locale) => ({ planId: plan.id, revision: 1, hash: '0'.repeat(64), locale, openConflicts: [] });
const rendered = (plan: Plan) => renderWorkbook({ plan, today: '2026-05-20', isTodayFixed: true, stamp: stampOf(plan) });

/** The frames of a plan in a workbook as it stands. */
const framesIn = (grid: Grid, plan: Plan): TabFrame[] => {
  const stamped = readStamp(grid);
  if (!stamped.ok) throw new Error(stamped.failure.kind);
  const { places, tabs } = parseWorkbook({ grid, stamped: stamped.value, base: plan, store: plan, freshId });
  return frameWorkbook({ plan, today: '2026-05-20', isTodayFixed: true, stamp: stampOf(plan) }, places, tabs);
};
const byName = (frames: readonly TabFrame[]) => new Map(frames.map((frame) => [frame.name, frame]));
const plans = [...examplePlans()];

describe('frames of a plan', () => {
  test.each(plans)('[N26] of a workbook that stands as it was made are what it was made with: %s', (_, plan) => {
    const model = rendered(plan);
    const standing = byName(framesIn(modelToGrid(model), plan));
    expect(standing.size).toBe(model.worksheets.length);
    for (const worksheet of model.worksheets) {
      const { heights, ...made } = frameOf(worksheet);
      const { heights: standingHeights, ...frame } = standing.get(worksheet.name)!;
      expect(frame).toEqual(made);
      if (worksheet.isProtected) expect(standingHeights).toEqual(heights);
    }
  });

  const plan = examplePlans().get('vestre-toten-2026')!;

  test('[N26] follow columns to where a person put them, and say nothing of the person’s own', () => {
    const model = rendered(plan);
    const at = model.worksheets.findIndex(({ key }) => key === 'activities');
    const own = { value: 'Mitt' };
    const grid = modelToGrid({ ...model, worksheets: model.worksheets.map((one, i) => (i === at ? { ...one, columns: [...one.columns.slice(0, 3), one.columns[3]!, ...one.columns.slice(3)], rows: one.rows.map((row, r) => [...row.slice(0, 3), r === 0 ? own : null, ...row.slice(3)]) } : one)) });
    const [made, moved] = [frameOf(model.worksheets[at]!), framesIn(grid, plan).find(({ key }) => key === 'activities')!];
    expect(moved.columns).toEqual([...made.columns.slice(0, 3), null, ...made.columns.slice(3)]);
    const letters = (range: string): string => range.replace(/[0-9]/g, '');
    const next = (range: string): string => range.replace(/[A-Z]+/g, (text) => (text > 'C' || text.length > 1 ? String.fromCharCode(...[...text].slice(0, -1).map((c) => c.charCodeAt(0)), text.charCodeAt(text.length - 1) + 1) : text));
    expect(moved.validations.map(({ range }) => letters(range))).toEqual(made.validations.map(({ range }) => letters(next(range))));
    const mark = moved.conditionalFormats[0]!;
    expect(mark.range.startsWith('B2:')).toBe(true);
    expect(moved.conditionalFormats.filter(({ kind }) => kind === 'dataBar').map(({ range }) => letters(range))).toEqual(made.conditionalFormats.filter(({ kind }) => kind === 'dataBar').map(({ range }) => letters(next(range))));
  });

  test('[N26] name tabs as they are called by now', () => {
    const grid = modelToGrid(rendered(plan));
    const frames = framesIn({ ...grid, worksheets: grid.worksheets.map((one) => (one.name === 'Lister' ? { ...one, name: 'Mine lister' } : one)) }, plan);
    expect(frames.map(({ name }) => name)).toContain('Mine lister');
    const sources = frames.flatMap(({ validations }) => validations).flatMap(({ rule }) => (rule.kind === 'list' ? [rule.source] : []));
    expect(sources.every((source) => source.startsWith("'Mine lister'!"))).toBe(true);
  });

  test('[N10] go over the wire, and only where they are asked for', () => {
    const frames = framesIn(modelToGrid(rendered(plan)), plan);
    const patch = { tabs: [], pages: [], looksTab: '_planark', generated: { title: '', author: '', locale: 'nb', dateFormat: '', worksheets: [] }, order: [], removed: [], anew: [] };
    expect(workbookPatchSchema.parse(JSON.parse(JSON.stringify({ ...patch, frames })))).toEqual({ ...patch, frames });
    expect(workbookPatchSchema.parse(patch)).toEqual(patch);
    expect(frameRequests({ sheets: [] }, frames, {})).toEqual([]);
  });
});

describe('charts of Oversikt', () => {
  const cellsIn = (range: string, rows: readonly (readonly unknown[])[]): unknown[] => {
    const [, letters = '', first, last] = /^([A-Z])(\d+):[A-Z](\d+)$/.exec(range)!;
    return rows.slice(Number(first) - 1, Number(last)).map((row) => styledCell((row[letters.charCodeAt(0) - 65] ?? null) as never).value);
  };

  test.each(exampleModels().map((example) => [example.name, example] as const))('[N20] stand for the rows that they name, header first: %s', (name, { model }) => {
    const plan = examplePlans().get(name.split(' ')[0]!)!;
    const { rows, charts = [] } = model.worksheets.find(({ key }) => key === 'overview')!;
    const areas = plan.tables.focusAreas.map(({ title }) => title);
    const progress = charts.find(({ key }) => key === 'progress');
    expect(progress === undefined).toBe(areas.length === 0);
    if (progress) {
      expect(cellsIn(progress.names, rows).slice(1)).toEqual(areas);
      for (const range of progress.series) expect(cellsIn(range, rows).slice(1).every((value) => value === '' || (typeof value === 'number' && value >= 0 && value <= 1))).toBe(true);
    }
    const budget = charts.find(({ key }) => key === 'budget');
    if (budget) {
      expect(cellsIn(budget.names, rows).slice(1).every((year) => typeof year === 'number' && year > 2000)).toBe(true);
      expect(budget.series.map((range) => cellsIn(range, rows)).every(([header, ...sums]) => typeof header === 'string' && sums.every((sum) => typeof sum === 'number'))).toBe(true);
    }
    expect(charts.every(({ title }) => title.length > 0)).toBe(true);
  });
});

import type { Locale } from '../../plan/locale';
import type { Grid } from '../grid';
import { layoutBeside } from '../layout';
import type { WorkbookModel } from '../model';
import { renderWorkbook, type WorkbookInput } from './render-workbook';

/** A plan's tabs, made for a workbook that has others. */
export interface ModelBeside {
  readonly model: WorkbookModel;
  /** Names of the plan's visible tabs that are not the usual ones, since the workbook has tabs of those. */
  readonly renamedTabs: readonly string[];
}

const usualNames = (locale: Locale): ReadonlySet<string> => {
  const { tables, tabs } = layoutBeside(locale, []);
  return new Set([...Object.values(tabs), ...Object.values(tables).map(({ tab }) => tab)]);
};

/** The whole workbook of a plan, for a workbook with these tabs: those of ours whose names are taken get others, which the stamp knows. */
export const renderBeside = (input: WorkbookInput, { worksheets, otherTabs = [] }: Pick<Grid, 'worksheets' | 'otherTabs'>): ModelBeside => {
  const { locale } = input.stamp;
  const model = renderWorkbook(input, layoutBeside(locale, [...worksheets.map(({ name }) => name), ...otherTabs]));
  const usual = usualNames(locale);
  return { model, renamedTabs: model.worksheets.filter(({ name, state }) => state === 'visible' && !usual.has(name)).map(({ name }) => name) };
};

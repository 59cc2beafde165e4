import type { Locale } from '../../plan/locale';
import { tabNameKey } from '../free-tab-name';
import { layoutBeside, workbookLayout } from '../layout';
import type { WorkbookModel } from '../model';
import { renderWorkbook, type WorkbookInput } from './render-workbook';

/** A plan's tabs, for a workbook that has tabs of its own. */
export interface BesideOthers {
  readonly model: WorkbookModel;
  /** Names of the plan's visible tabs that are not the usual ones, since the workbook has tabs of those. */
  readonly renamedTabs: readonly string[];
}

const usualNames = (locale: Locale): ReadonlySet<string> => {
  const { tables, tabs } = workbookLayout(locale);
  return new Set([...Object.values(tabs), ...Object.values(tables).map(({ tab }) => tab)].map(tabNameKey));
};

/** Renders a plan in the language of its stamp beside these tabs; a tab of ours whose name is taken gets another, which the stamp knows. */
export const renderBeside = (input: WorkbookInput, taken: readonly string[]): BesideOthers => {
  const { locale } = input.stamp;
  const model = renderWorkbook(input, layoutBeside(locale, taken));
  const usual = usualNames(locale);
  return { model, renamedTabs: model.worksheets.filter(({ name, state }) => state === 'visible' && !usual.has(tabNameKey(name))).map(({ name }) => name) };
};

import { locales, type Locale } from '../../core/plan/locale';
import type { WorkbookModel } from '../../core/sheet/model';
import { renderWorkbook } from '../../core/sheet/render/render-workbook';
import { examplePlans } from './example-plans';

export interface ExampleModel {
  readonly name: string;
  readonly locale: Locale;
  readonly model: WorkbookModel;
}

/** Every example plan rendered in every language. */
export const exampleModels = (only: readonly Locale[] = locales): ExampleModel[] =>
  [...examplePlans()].flatMap(([id, plan]) => only.map((locale): ExampleModel => ({
    name: `${id} ${locale}`, locale,
    model: renderWorkbook({ plan, today: '2026-05-20', isTodayFixed: true, stamp: { planId: plan.id, revision: 1, hash: '0'.repeat(64), locale, openConflicts: [] } }),
  })));

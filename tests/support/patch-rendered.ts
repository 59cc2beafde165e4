import { renderWorkbook } from '../../core/sheet';
import { writeXlsx } from '../../core/node/host-xlsx/write/write-xlsx';
import { examplePlans } from './example-plans';

/** An example plan as its own workbook, with a day that stays the same. */
export const renderedPlan = async (id: string): Promise<Uint8Array> => {
  const plan = examplePlans().get(id);
  if (plan === undefined) throw new Error(`no example plan ${id}`);
  const stamp = { planId: id, revision: 1, hash: 'h', locale: 'nb' as const, openConflicts: [] };
  return writeXlsx(renderWorkbook({ plan, stamp, today: '2026-07-02', isTodayFixed: true }));
};

import type { CheckedTab } from './check-tabs';
import type { Requests } from './requests';

/** After a write that ended in the middle: events come again, and tabs that were protected are so again. What does not work is left: the failure is told anyway. */
export const mendProtection = async (requests: Requests, tabs: readonly CheckedTab[]): Promise<void> => {
  const guarded = tabs.filter(({ protection }) => protection);
  try {
    const open = await requests.send((context) => {
      context.runtime.enableEvents = true;
      const states = guarded.map(({ raw }) => {
        const sheet = context.workbook.worksheets.getItemOrNullObject(raw.name);
        sheet.protection.load('protected');
        return sheet;
      });
      return () => guarded.filter((_, i) => !states[i]!.isNullObject && !states[i]!.protection.protected);
    });
    if (open.length === 0) return;
    await requests.send(({ workbook }) => {
      for (const { raw, protection } of open) workbook.worksheets.getItem(raw.name).protection.protect(protection!);
      return () => undefined;
    });
  } catch {
    // The host is gone or busy; the next write that ends well protects them.
  }
};

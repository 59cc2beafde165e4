/** Listeners that were registered in one context, and have to be removed in it. */
type Handlers = readonly { remove(): void }[];

/** Did this add-in make the change? Not every event tells who did. */
const isOwn = (change: object): boolean => 'triggerSource' in change && change.triggerSource === 'ThisLocalAddin';

/** Asks Excel to tell of changes in sheets and tables, sorted rows and tabs that come and go, save what this add-in writes itself. */
export const listen = (isWriting: () => boolean, listener: () => void): Promise<() => Promise<void>> =>
  Excel.run(async (context) => {
    const { worksheets, tables } = context.workbook;
    const heard = (change: object): Promise<void> => {
      if (!isWriting() && !isOwn(change)) listener();
      return Promise.resolve();
    };
    const handlers: Handlers = [worksheets.onChanged.add(heard), worksheets.onRowSorted.add(heard), worksheets.onAdded.add(heard), worksheets.onDeleted.add(heard), tables.onChanged.add(heard)];
    await context.sync();
    return () =>
      Excel.run(context, async (same) => {
        for (const handler of handlers) handler.remove();
        await same.sync();
      });
  });

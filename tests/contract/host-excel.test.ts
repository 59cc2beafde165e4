import { openExcel } from '../support/hosted-excel';
import { describeHostContract } from './host-contract';

describeHostContract('Excel, emulated behind its own client', (own) => {
  const opened = openExcel(own);
  return Promise.resolve(own ? opened : withoutFirstTab(opened));
});

/** A new workbook has a tab of its own, which is no part of the contract: a file that is made has none. */
const withoutFirstTab = (opened: ReturnType<typeof openExcel>) => ({
  ...opened,
  insert: async (model: Parameters<typeof opened.insert>[0]) => {
    await opened.insert(model);
    expect(opened.person.deleteTab('Ark1')).toBeNull();
  },
});

import { openGoogle, type OpenedGoogle } from '../support/hosted-google';
import { describeHostContract } from './host-contract';

const opened: OpenedGoogle[] = [];
afterEach(async () => {
  for (const { emulator } of opened.splice(0)) await emulator.stop();
});

describeHostContract('Google Sheets, emulated', async (own) => {
  const workbook = await openGoogle(own);
  opened.push(workbook);
  return workbook;
}, { asRendered: '[N37]', text: '[N44]', days: '[N32]', cells: '[N44]', newRows: '[N45]' });

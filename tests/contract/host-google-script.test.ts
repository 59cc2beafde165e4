import { openGoogle, type OpenedGoogle } from '../support/hosted-google';
import { inScript } from '../support/hosted-google-script';
import { describeHostContract } from './host-contract';

const opened: OpenedGoogle[] = [];
afterEach(async () => {
  for (const { emulator } of opened.splice(0)) await emulator.stop();
});

describeHostContract('the bound script, emulated', async (own) => {
  const workbook = await openGoogle(own);
  opened.push(workbook);
  return inScript(workbook);
}, { asRendered: '[J1]', text: '[J1]', days: '[J1]', cells: '[J1]', newRows: '[J1]', columns: '[J1]' });

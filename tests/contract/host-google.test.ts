import { openGoogle, type OpenedGoogle } from '../support/hosted-google';
import { openGoogleByNode } from '../support/hosted-google-node';
import { describeHostContract, type HostRules, type OwnTabs } from './host-contract';

const opened: OpenedGoogle[] = [];
afterEach(async () => {
  for (const { emulator } of opened.splice(0)) await emulator.stop();
});

const kept = (open: (own?: OwnTabs) => Promise<OpenedGoogle>) => async (own?: OwnTabs): Promise<OpenedGoogle> => {
  const workbook = await open(own);
  opened.push(workbook);
  return workbook;
};

const rules: HostRules = { asRendered: '[N37]', text: '[N44]', days: '[N32]', cells: '[N44]', newRows: '[N45]', columns: '[N55]' };

describeHostContract('Google Sheets, emulated, at once', kept(openGoogle), rules);
describeHostContract('Google Sheets, emulated, over HTTP by Google’s own client', kept(openGoogleByNode), rules);

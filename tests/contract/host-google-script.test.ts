import { builtScript } from '../support/apps-script/built-script';
import { createWorld } from '../support/apps-script/world';
import type { ScriptHost } from '../../gsheets/script/script-host';
import type { ReadSpreadsheet } from '../../gsheets/rest';
import { googleValueOf, openGoogle, planner, type OpenedGoogle } from '../support/hosted-google';
import type { HostedWorkbook } from '../support/workbook-journey';
import { describeHostContract } from './host-contract';

const opened: OpenedGoogle[] = [];
afterEach(async () => {
  for (const { emulator } of opened.splice(0)) await emulator.stop();
});

const noServer = (): never => { throw new Error('a host asks no server'); };

/** A plan is put in from Node; the built script, in a bare context, reads and writes it. */
const inScript = (workbook: OpenedGoogle): HostedWorkbook => {
  const reads = new WeakMap<object, ReadSpreadsheet>();
  let host: ScriptHost | undefined;
  const script = (): ScriptHost => (host ??= createWorld({ files: builtScript(), emulator: workbook.emulator, spreadsheetId: workbook.spreadsheetId(), user: planner, route: noServer, fetch: noServer }).inside<ScriptHost>('planark_.host.open()'));
  return {
    ...workbook,
    read: () => {
      const read = googleValueOf(script().read());
      reads.set(read.grid, read);
      return Promise.resolve(read.grid);
    },
    write: (patch, grid) => Promise.resolve(googleValueOf(script().write(reads.get(grid)!, patch))),
  };
};

describeHostContract('the bound script, emulated', async (own) => {
  const workbook = await openGoogle(own);
  opened.push(workbook);
  return inScript(workbook);
}, { asRendered: '[J1]', text: '[J1]', days: '[J1]', cells: '[J1]', newRows: '[J1]', columns: '[J1]' });

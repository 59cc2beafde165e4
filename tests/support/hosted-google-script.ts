import type { ScriptHost } from '../../gsheets/script/script-host';
import type { ReadSpreadsheet } from '../../gsheets/rest';
import { builtScript } from './apps-script/built-script';
import { createWorld } from './apps-script/world';
import { googleValueOf, planner, type OpenedGoogle } from './hosted-google';
import type { HostedWorkbook } from './workbook-journey';

const noServer = (): never => { throw new Error('a host asks no server'); };

/** A plan is put in from Node; the built script, in a bare context, reads and writes it. */
export const inScript = (workbook: OpenedGoogle): HostedWorkbook => {
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

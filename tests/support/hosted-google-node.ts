import { createGoogle } from '../../gsheets/api/create-google';
import type { ReadSpreadsheet } from '../../gsheets/rest';
import type { OwnTabs } from '../contract/host-contract';
import { googleValueOf, openGoogle, planner, type OpenedGoogle } from './hosted-google';
import { jumpingClock } from './odd-google';
import { CLIENT, scopes } from './sheets-emulator';

/** The same workbook, reached over HTTP by Google's own client, as the command line reaches it. */
export const openGoogleByNode = async (own?: OwnTabs): Promise<OpenedGoogle> => {
  const opened = await openGoogle(own);
  const { emulator } = opened;
  const refreshToken = emulator.oauth.consentOf(planner, [scopes.drive, scopes.spreadsheets]);
  const google = createGoogle({ credentials: { kind: 'person', source: 'login', clientId: CLIENT.id, clientSecret: CLIENT.secret, refreshToken, email: planner }, surroundings: jumpingClock(), rootUrl: emulator.rootUrl });
  const reads = new WeakMap<object, ReadSpreadsheet>();
  const read = async (): Promise<ReadSpreadsheet> => googleValueOf(await google.read(opened.spreadsheetId()));
  return {
    ...opened,
    insert: async (model) => {
      if (own) googleValueOf(await google.insert(await read(), model, { editor: planner }));
      else opened.take(googleValueOf(await google.create(model, { editor: planner })).spreadsheetId);
    },
    read: async () => {
      const found = await read();
      reads.set(found.grid, found);
      return found.grid;
    },
    write: async (patch, grid) => {
      googleValueOf(await google.write(reads.get(grid)!, patch, { editor: planner }));
    },
  };
};

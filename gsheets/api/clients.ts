// Deep paths: the package's own door loads every API that Google has.
import { drive_v3 } from 'googleapis/build/src/apis/drive/v3';
import { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4';

/** Google's own clients; who asks goes with each question. */
export const createClients = () => ({ sheets: new sheets_v4.Sheets({}), drive: new drive_v3.Drive({}) });
export type Clients = ReturnType<typeof createClients>;

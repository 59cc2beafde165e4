import { OAuth2Client } from 'google-auth-library';
import { drive, type drive_v3 } from 'googleapis/build/src/apis/drive';
import { sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets';

/** What the clients would fetch with is a module that jest cannot load: Node's own does as well. */
export const transporterOptions = { fetchImplementation: fetch };

const authOf = (token: string): OAuth2Client => {
  const auth = new OAuth2Client({ transporterOptions });
  auth.setCredentials({ access_token: token });
  return auth;
};

/** Google's own clients, as a bearer of a token, at an address. */
export const sheetsClient = (rootUrl: string, token: string): sheets_v4.Resource$Spreadsheets => sheets({ version: 'v4', auth: authOf(token), rootUrl }).spreadsheets;
export const driveClient = (rootUrl: string, token: string): drive_v3.Drive => drive({ version: 'v3', auth: authOf(token), rootUrl });

/** What a client throws: the status, and Google's own error inside the answer; status 0 where there was no answer. */
export const failureOf = async (doing: Promise<unknown>): Promise<{ status: number; message: string; reason: string }> => {
  const error = await doing.then(() => undefined, (thrown: { status?: number; message: string; response?: { data?: { error?: { message: string; errors?: { reason: string }[] } } } }) => thrown);
  if (!error) throw new Error('it went well');
  const told = error.response?.data?.error;
  return { status: error.status ?? 0, message: told?.message ?? error.message, reason: told?.errors?.[0]?.reason ?? '' };
};

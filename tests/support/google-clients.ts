import { drive, type drive_v3 } from 'googleapis/build/src/apis/drive';
import { auth as google, sheets, type sheets_v4 } from 'googleapis/build/src/apis/sheets';

/** What the clients would fetch with is a module that jest cannot load: Node's own does as well. */
export const transporterOptions = { fetchImplementation: fetch };

/** Somebody's credentials, as the clients take them. */
export type Credentials = InstanceType<typeof google.OAuth2>;

const authOf = (token: string): Credentials => {
  const auth = new google.OAuth2({ transporterOptions });
  auth.setCredentials({ access_token: token });
  return auth;
};

/** Google's own clients, as a bearer of a token, at an address. */
export const sheetsClient = (rootUrl: string, token: string): sheets_v4.Resource$Spreadsheets => sheets({ version: 'v4', auth: authOf(token), rootUrl }).spreadsheets;
export const driveClient = (rootUrl: string, token: string): drive_v3.Drive => drive({ version: 'v3', auth: authOf(token), rootUrl });

interface Thrown {
  readonly status?: number;
  readonly message: string;
  readonly response?: { readonly data?: { readonly error?: { readonly message: string; readonly errors?: readonly { readonly reason: string }[]; readonly details?: unknown } } };
}

/** A refusal as Google worded it; status 0 where there was no answer. `details` is JSON. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly reason: string;
  readonly details: string;
}

/** What a client throws: the status, and Google's own error inside the answer; undefined where all went well. */
export const refusalOf = async (doing: Promise<unknown>): Promise<Refusal | undefined> => {
  const error = await doing.then(() => undefined, (thrown: Thrown) => thrown);
  const told = error?.response?.data?.error;
  return error && { status: error.status ?? 0, message: told?.message ?? error.message, reason: told?.errors?.[0]?.reason ?? '', details: JSON.stringify(told?.details ?? []) };
};

/** The same, where it must not go well. */
export const failureOf = async (doing: Promise<unknown>): Promise<Refusal> => {
  const refusal = await refusalOf(doing);
  if (!refusal) throw new Error('it went well');
  return refusal;
};

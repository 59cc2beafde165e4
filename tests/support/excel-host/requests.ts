import type { RequestBody, ResponseBody } from './wire/shapes';

/** What one request was. */
export interface RequestEntry {
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly actions: number;
  /** Names of the methods that were called and the properties that were set, with how often. */
  readonly writes: Readonly<Record<string, number>>;
  /** Bytes of the arguments of those. */
  readonly writtenBytes: number;
  readonly status: number;
  readonly error?: string;
}

/** Counts requests and bytes each way. */
export interface RequestLog {
  readonly entries: RequestEntry[];
  reset(): void;
  total(): { readonly requests: number; readonly bytesIn: number; readonly bytesOut: number; readonly actions: number };
}

export const createLog = (): RequestLog => {
  const entries: RequestEntry[] = [];
  const sum = (key: 'bytesIn' | 'bytesOut' | 'actions'): number => entries.reduce((total, entry) => total + entry[key], 0);
  return { entries, reset: () => void (entries.length = 0), total: () => ({ requests: entries.length, bytesIn: sum('bytesIn'), bytesOut: sum('bytesOut'), actions: sum('actions') }) };
};

export const entryOf = (body: RequestBody, bytesIn: number, answer: ResponseBody | null, bytesOut: number, status: number): RequestEntry => {
  const writes: Record<string, number> = {};
  const changing = body.Actions.filter(({ ActionType }) => ActionType === 3 || ActionType === 4 || ActionType === 9);
  for (const { Name } of changing) writes[Name] = (writes[Name] ?? 0) + 1;
  return { bytesIn, bytesOut, actions: body.Actions.length, writes, writtenBytes: JSON.stringify(changing.map(({ ArgumentInfo, ObjectState }) => ArgumentInfo ?? ObjectState ?? null)).length, status, ...(answer?.Error && { error: answer.Error.Code }) };
};

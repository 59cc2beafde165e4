/** What one client, and all together, may ask of a server. Sizes are in bytes, times in milliseconds. */
export interface ServerLimits {
  readonly jsonBytes: number;
  readonly fileBytes: number;
  /** Levels of brackets, and named members in all, of a JSON document. */
  readonly jsonDepth: number;
  readonly jsonMembers: number;
  /** From the first byte of a request to the end of its headers, and to its end. */
  readonly headerTime: number;
  readonly requestTime: number;
  /** Without a byte either way. */
  readonly idleTime: number;
  readonly connections: number;
  readonly connectionsOfClient: number;
  /** Requests of one client that may come at once, and how many more each second. */
  readonly burst: number;
  readonly perSecond: number;
  /** Wrong tokens of one address that may come at once, and how many more each second. */
  readonly guesses: number;
  readonly guessesPerSecond: number;
  /** Streams of events of one client. */
  readonly streamsOfClient: number;
  /** Files that are read at a time, each in a process of its own; and files being sent, waiting and being read, of all and of one client. */
  readonly readings: number;
  readonly files: number;
  readonly filesOfClient: number;
  /** How long accepted requests may take to end after the server was told to stop. */
  readonly stopTime: number;
}

export const serverLimits: ServerLimits = {
  jsonBytes: 5 * 1024 * 1024,
  fileBytes: 20 * 1024 * 1024,
  jsonDepth: 32,
  jsonMembers: 300_000,
  headerTime: 10_000,
  requestTime: 60_000,
  idleTime: 120_000,
  connections: 2_000,
  connectionsOfClient: 256,
  burst: 300,
  perSecond: 100,
  guesses: 30,
  guessesPerSecond: 1,
  streamsOfClient: 32,
  readings: 2,
  files: 12,
  filesOfClient: 6,
  stopTime: 20_000,
};

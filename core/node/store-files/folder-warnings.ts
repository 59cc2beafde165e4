import type { FileSystem } from './file-system';

const SYNCHRONISED =
  /(?:^|[\\/])(OneDrive|Dropbox|Google ?Drive|iCloud ?Drive|com~apple~CloudDocs|Nextcloud|ownCloud|Box Sync|Jottacloud)\b/i;

/** `f_type` of statfs(2) for file systems whose files are on another machine. */
const NETWORK_TYPES = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE'],
]);

/** What makes a folder a doubtful place for a store, in sentences for a person. Nothing here is a reason to refuse. */
export function folderWarnings(folder: string, fileSystem: FileSystem): string[] {
  return [warnOfService(folder), warnOfNetwork(folder, fileSystem), warnOfWindows()].filter((warning) => warning !== null);
}

function warnOfService(folder: string): string | null {
  const service = SYNCHRONISED.exec(folder)?.[1];
  return service === undefined
    ? null
    : `The folder seems to be synchronised by ${service}: two machines that write at once get "conflicted copies" instead of one history.`;
}

function warnOfNetwork(folder: string, fileSystem: FileSystem): string | null {
  const kind = folder.startsWith('\\\\') ? 'SMB' : NETWORK_TYPES.get(fileSystem.fileSystemType(folder));
  if (kind === undefined) return null;
  return `The folder is on a network or user-space file system (${kind}): Planark cannot promise what it keeps after a failure.`;
}

function warnOfWindows(): string | null {
  if (process.platform !== 'win32') return null;
  return 'Windows does not let a program sync a folder: a power failure may take the revision of the last moment.';
}

import { fileJson, page, type DriveCall, type DriveMethod, type DriveParts } from './drive-told';

interface Change {
  readonly fileId: string;
  readonly time: string;
  readonly isRemoved: boolean;
}

/** The list of all changes of all files; it is brought up to date whenever somebody looks at it. */
export const createChanges = (parts: DriveParts): { readonly removed: (fileId: string) => void; readonly methods: Readonly<Record<string, DriveMethod>> } => {
  const { files, now } = parts;
  const changes: Change[] = [];
  const told = new Map<string, number>();
  const sweep = (): void => {
    for (const file of files.all()) {
      files.touch(file);
      if (told.get(file.id) !== files.version(file)) changes.push({ fileId: file.id, time: file.modifiedTime, isRemoved: false });
      told.set(file.id, files.version(file));
    }
  };
  const list = (call: DriveCall): gapi.client.drive.ChangeList => {
    sweep();
    const byId = new Map(files.all().map((file) => [file.id, file]));
    const { items, nextPageToken } = page(call, changes);
    const json = items.flatMap(({ fileId, time, isRemoved }): readonly gapi.client.drive.Change[] => {
      const file = byId.get(fileId);
      const common = { kind: 'drive#change', changeType: 'file', fileId, time };
      if (isRemoved || !file) return isRemoved ? [{ ...common, removed: true }] : [];
      return files.isVisible(file, call.session) ? [{ ...common, removed: false, file: fileJson(parts, file, call.session) }] : [];
    });
    return { kind: 'drive#changeList', changes: json, ...(nextPageToken === undefined ? { newStartPageToken: String(changes.length) } : { nextPageToken }) };
  };
  return {
    removed: (fileId) => void changes.push({ fileId, time: now().toISOString(), isRemoved: true }),
    methods: {
      'changes.list': list,
      'changes.getStartPageToken': () => {
        sweep();
        return { kind: 'drive#startPageToken', startPageToken: String(changes.length) };
      },
    },
  };
};
